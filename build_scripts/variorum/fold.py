"""Words as typed -> words as meant, so that a quotation is found however it was typed.

Spaces of all kinds and runs of them become one space, curly quotes and primes straight ones, dashes and hyphens `-`,
`…` three dots; soft hyphens and zero-width characters vanish. Nothing else changes: letters with and without accents
stay different. Each character of the folded text knows which characters of the original it stands for, so whatever is
found is a span of the original. Positions count code points.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.model import Span

_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\uff07"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\uff02"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

_FOLDED = {
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _NOTHING), ""),
    0x2026: "...",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded `text`; its character i stands for the original's code points [starts[i], ends[i])."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the original that folded characters [start, end), at least one, stand for."""
        return Span(self.starts[start], self.ends[end - 1])


def fold(text: str, case: bool = False) -> Folded:
    """Fold a text; with `case` also fold upper and lower case (Unicode's full case folding). Cost is linear."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for position, char in enumerate(text):
        piece = _piece(char, case)
        if piece == " " and pieces and pieces[-1] == " ":
            ends[-1] = position + 1
            continue
        pieces += piece
        starts += [position] * len(piece)
        ends += [position + 1] * len(piece)
    return Folded("".join(pieces), starts, ends)


def find(text: str, quote: str, start: int = 0, case: bool = False) -> Span | None:
    """Return the first place at or after code point `start` where `quote` stands, however typed; None if nowhere."""
    folded = fold(text, case)
    return next(_matches(folded, _needle(quote, case), bisect_left(folded.starts, start)), None)


def find_all(text: str, quote: str, case: bool = False) -> list[Span]:
    """Return all places where `quote` stands, however typed, without overlaps, from left to right."""
    return find_in(fold(text, case), quote, case)


def find_in(folded: Folded, quote: str, case: bool = False) -> list[Span]:
    """Return the same of a text that is folded already, in the same way as to `case`."""
    return list(_matches(folded, _needle(quote, case), 0))


def _piece(char: str, case: bool) -> str:
    """Return what one character folds to."""
    if char.isspace():
        return " "
    folded = _FOLDED.get(ord(char), char)
    return folded.casefold() if case else folded


def _needle(quote: str, case: bool) -> str:
    """Return a quotation folded and without spaces around it."""
    return fold(quote, case).text.strip(" ")


def _matches(folded: Folded, needle: str, start: int) -> Iterator[Span]:
    """Yield the spans where a needle stands; one that begins or ends within a folded character does not count."""
    place = folded.text.find(needle, start) if needle else -1
    while place >= 0:
        end = place + len(needle)
        whole = _whole(folded, place, end)
        if whole:
            yield folded.span(place, end)
        place = folded.text.find(needle, end if whole else place + 1)


def _whole(folded: Folded, start: int, end: int) -> bool:
    """Tell whether no original character stands partly inside and partly outside (the dots of `…`, `ss` of `ß`)."""
    begins = bisect_left(folded.starts, folded.starts[start]) == start
    return begins and bisect_right(folded.starts, folded.starts[end - 1]) == end
