"""How much speaks for a place: its words against the quotation's, its surroundings against the context's."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA, LCSseq, Levenshtein

_DENSE = re.compile(r"[\u2e80-\U0003ffff]")  # scripts of which a character says about as much as half a word
WORD = re.compile(r"[^\W\u2e80-\U0003ffff]+|[\u2e80-\U0003ffff]")
CHANCE = 2  # characters of a common run that chance may give


def weight(text: str) -> int:
    """Return how much a text says, in letters of an alphabet."""
    return len(text) + 2 * len(_DENSE.findall(text))


def joined(one: str, other: str) -> bool:
    """Tell whether two characters beside one another are of one word, in scripts that part words by spaces."""
    return one.isalnum() and other.isalnum() and max(one, other) < "\u2e80"


def words(text: str) -> list[str]:
    """Return the words of a text; where words are not parted by spaces, its characters."""
    return WORD.findall(text)


def before(context: str, text: str, start: int) -> float:
    """Return how much of a context stands right before `start`, in letters; chance runs count for nothing."""
    low = max(0, start - len(context) - 4)
    return _shared(context[::-1], text[low:start][::-1])


def after(context: str, text: str, end: int) -> float:
    """Return how much of a context stands right after `end`, in letters; chance runs count for nothing."""
    return _shared(context, text[end : end + len(context) + 4])


def _shared(context: str, found: str) -> float:
    """Return the weight of what two stretches that begin beside the quotation have in common, in order."""
    if found.startswith(context):
        return weight(context)
    blocks = Levenshtein.editops(context, found).as_matching_blocks()
    return sum(max(0, weight(context[block.a : block.a + block.size]) - CHANCE) for block in blocks)


def likeness(exact: str, found: str) -> float:
    """Return how alike a quotation and the words found are, 0 to 1: by letters or by words in order, the higher."""
    letters = OSA.normalized_similarity(exact, found)
    return max(letters, _in_order(words(exact), words(found)))


def _in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of words that two have in common in the same order; long words count as five letters."""
    size = max(sum(map(_said, one)), sum(map(_said, other)))
    blocks = LCSseq.editops(one, other).as_matching_blocks()
    return sum(_said(word) for block in blocks for word in one[block.a : block.a + block.size]) / size if size else 0.0


def _said(word: str) -> int:
    return min(len(word), 5)
