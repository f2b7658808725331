"""Which pairs are worth comparing: those that share several of their heaviest words. An inverted list finds them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from variorum.group.portrait import Ids

# Two articles are compared if as many of the heaviest words of each are the same.
ENOUGH = 3
# A word heavy in more articles than this tells no event; it opens no comparison. Only huge folders have such words.
COMMONEST = 2000


def candidates(keys: Sequence[Ids]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (i, j), i < j, of articles whose heaviest words these are."""
    holders = defaultdict(list)
    for i, own in enumerate(keys):
        for key in own.tolist():
            holders[key].append(i)
    lists = {k: np.array(v, np.int32) for k, v in holders.items() if 1 < len(v) <= COMMONEST}
    for i, own in enumerate(keys):
        yield from ((i, int(j)) for j in _near([lists[k] for k in own.tolist() if k in lists], i))


def _near(lists: Sequence[np.typing.NDArray[np.int32]], i: int) -> list[int]:
    """Return the articles after i that stand in enough of the lists."""
    later = [holders[np.searchsorted(holders, i, "right") :] for holders in lists]
    if not later:
        return []
    found, counts = np.unique(np.concatenate(later), return_counts=True)
    return [int(j) for j in found[counts >= ENOUGH]]
