"""Which pairs are worth comparing: those that share several of their heaviest words. An inverted list finds them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from variorum.group.portrait import Ids
from variorum.group.terms import Ints

# Two articles are compared if as many of the heaviest words of each are the same.
ENOUGH = 3
# A word heavy in more articles than this tells no event; it opens no comparison. Only huge folders have such words.
COMMONEST = 2000


def candidates(keys: Sequence[Ids]) -> Iterator[tuple[int, Ints]]:
    """Yield for each article whose heaviest words these are its place and those of the later ones worth comparing."""
    holders = defaultdict(list)
    for i, own in enumerate(keys):
        for key in own.tolist():
            holders[key].append(i)
    lists = {k: np.array(v) for k, v in holders.items() if 1 < len(v) <= COMMONEST}
    for i, own in enumerate(keys):
        yield i, _near([lists[k] for k in own.tolist() if k in lists], i)


def _near(lists: Sequence[Ints], i: int) -> Ints:
    """Return the articles after i that stand in enough of the lists."""
    later = [holders[np.searchsorted(holders, i, "right") :] for holders in lists]
    found, counts = np.unique(np.concatenate([np.zeros(0, np.int64), *later]), return_counts=True)
    return found[counts >= ENOUGH]
