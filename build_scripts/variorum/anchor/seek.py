"""Where a quotation may stand: places of the very words, and places that share enough with it or with its context."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from rapidfuzz.distance import Levenshtein

from variorum.anchor.weigh import WORD, joined

GRAM, STEP = 5, 2  # every shared run of GRAM + STEP - 1 characters is seen
COMMON = 64  # a gram at more places than this tells nothing of where one is
MANY = 200  # more places of the very words than this are told apart by the nearest context alone
REGIONS = 6
BIN = 32


class Haystack:
    """A plain text, indexed once for many quotations."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _grams(self) -> Mapping[str, Sequence[int]]:
        """Return where each gram stands, of every STEP-th place."""
        text, found = self.text, defaultdict[str, list[int]](list)
        for place in range(0, len(text) - GRAM + 1, STEP):
            found[text[place : place + GRAM]].append(place)
        return found

    @cached_property
    def words(self) -> Sequence[int]:
        """Return where words begin; where words are not parted by spaces, every character counts as one."""
        return [found.start() for found in WORD.finditer(self.text)]

    @cached_property
    def counts(self) -> Counter[str]:
        """Return how often each word stands in the text."""
        return Counter(WORD.findall(self.text))

    @cache  # noqa: B019 - a haystack lives as long as what is asked of it
    def repetition(self, length: int) -> float:
        """Return the share of the text's stretches of so many words that stand in it twice or more."""
        starts = self.words
        stretches = Counter(self.text[a:b] for a, b in zip(starts, starts[length:], strict=False))
        return sum(count for count in stretches.values() if count > 1) / max(1, stretches.total())

    def places(self, needle: str, limit: int = 1 << 30) -> list[int]:
        """Return where a needle stands, overlapping places too, at most `limit`."""
        found: list[int] = []
        place = self.text.find(needle) if needle else -1
        while place >= 0 and len(found) < limit:
            found.append(place)
            place = self.text.find(needle, place + 1)
        return found

    def verbatim(self, exact: str, before: str, after: str) -> list[int]:
        """Return where the very words stand; if at too many places, those with the most of the nearest context."""
        found = self.places(exact, MANY + 1)
        for size in (4, 8, 16, 32):
            if len(found) <= MANY:
                break
            left = before[-size:]
            found = [place + len(left) for place in self.places(left + exact, MANY + 1)] if left else []
            found += self.places(exact + after[:size], MANY + 1) if after else []
        return sorted(set(found))[:MANY]

    def regions(self, needle: str) -> list[int]:
        """Return where a needle would begin for the most of its grams to fit, the best first."""
        begins = [
            place - offset
            for offset in range(len(needle) - GRAM + 1)
            for place in self._rare(needle[offset : offset + GRAM])
        ]
        votes = Counter(begin // BIN for begin in begins)
        least = max(votes.values(), default=0) / 4
        tops = sorted((b for b in votes if votes[b] >= least), key=lambda b: (-votes[b], b))[:REGIONS]
        sums: dict[int, int] = defaultdict(int)
        for begin in begins:
            sums[begin // BIN] += begin
        return [round(sums[b] / votes[b]) for b in tops]

    def _rare(self, gram: str) -> Sequence[int]:
        places = self._grams.get(gram, ())
        return places if len(places) <= COMMON else ()


def guesses(hay: Haystack, exact: str, before: str, after: str) -> Iterator[tuple[int, int]]:
    """Yield ranges in which the quotation, changed or not, may stand: by its own words, and by those around it."""
    size, spare = len(exact), 2 * len(exact) + 48
    ends = hay.regions(after)
    starts = [start + len(before) for start in hay.regions(before)]
    for start in starts:
        yield start, start + size
        yield from ((start, end) for end in ends if start < end <= start + spare)
    yield from ((end - size, end) for end in ends)
    yield from ((start, start + size) for start in hay.regions(exact))


def settle(hay: Haystack, guess: tuple[int, int], exact: str, before: str, after: str) -> tuple[int, int] | None:
    """Return the range whose characters take the quotation's part when it and its context are laid upon the text."""
    low = max(0, guess[0] - len(before) - 16)
    window = hay.text[low : max(low, guess[1] + len(after) + 16)]
    runs = _runs(before + exact + after, window)
    start = low + _edge(runs, len(before), len(window), False)
    end = low + _edge(runs, len(before) + len(exact), len(window), True)
    if not joined(before[-1:], exact[:1]):
        start = _word_edge(hay.text, start)
    if not joined(exact[-1:], after[:1]):
        end = _word_edge(hay.text, end)
    return trimmed(hay.text, start, end) if start < end else None


def _word_edge(text: str, place: int) -> int:
    """Return the nearest place that is not inside of a word, the one before if two are as near."""
    for away in range(24):
        for near in (place - away, place + away):
            if 0 <= near <= len(text) and not joined(text[near - 1 : near] if near else "", text[near : near + 1]):
                return near
    return place


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a range without the spaces at its ends; None if nothing is left."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end = start + len(inner.strip())
    return (start, end) if start < end else None


def _runs(one: str, other: str) -> list[tuple[int, int, int]]:
    """Return the runs both have in common in an alignment of least edits: (place in one, place in other, length)."""
    blocks = Levenshtein.editops(one, other).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _edge(runs: Sequence[tuple[int, int, int]], x: int, size: int, is_end: bool) -> int:
    """Return where position `x` of one text falls in the other; between two runs, in proportion."""
    k = bisect_left(runs, (x, 0, 0)) if is_end else bisect_left(runs, (x + 1, 0, 0))
    here = runs[k - 1] if k else (0, 0, 0)
    into = x - here[0]
    if into < here[2] or (is_end and into == here[2]):
        return here[1] + into
    rest = runs[k] if k < len(runs) else (x, size, 0)
    gap, width = rest[1] - here[1] - here[2], rest[0] - here[0] - here[2]
    return here[1] + here[2] + (round(gap * (into - here[2]) / width) if width else 0)
