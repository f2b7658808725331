"""Words as typed -> words as meant, so that a quotation is found however it was typed.

Spaces of all kinds and runs of them become one space, curly quotes and primes straight ones, dashes and hyphens `-`,
`…` three dots; soft hyphens and zero-width characters vanish; a letter and its accent are one, however they are encoded
(Unicode's form NFC). Nothing else changes: letters with and without accents stay different. Each character of the
folded text knows which characters of the original it stands for, so whatever is found is a span of the original.
Positions count code points.
"""

import re
import unicodedata
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
# What does not stand for itself: runs of spaces with what vanishes among them, and what is typed in several ways. A
# single plain space does.
_OTHERS = re.compile(rf"[\s{_NOTHING}]{{2,}}|[^\S ]|[{_NOTHING}{_SINGLE}{_DOUBLE}{_HYPHENS}\u2026]")


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
    writer = _Writer()
    at = 0
    for other in _OTHERS.finditer(text):
        writer.copy(text, at, other.start(), case)
        writer.add(*_typed(other))
        at = other.end()
    writer.copy(text, at, len(text), case)
    return _composed(Folded("".join(writer.pieces), writer.starts, writer.ends))


class _Writer:
    """Takes down a folded text piece by piece, with the places that its characters stand for."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, piece: str, start: int, end: int) -> None:
        """Add a piece, all of which stands for [start, end)."""
        self.pieces.append(piece)
        self.starts += [start] * len(piece)
        self.ends += [end] * len(piece)

    def copy(self, text: str, start: int, end: int, case: bool) -> None:
        """Add text[start:end], each character for itself; folding case makes several of some."""
        same = text[start:end].casefold() if case else text[start:end]
        if len(same) == end - start:
            self.pieces.append(same)
            self.starts += range(start, end)
            self.ends += range(start + 1, end + 1)
            return
        for place in range(start, end):
            self.add(text[place].casefold().translate(_FOLDED), place, place + 1)


def _typed(found: re.Match[str]) -> tuple[str, int, int]:
    """Return what something typed in one of several ways folds to, and the place it stands for."""
    spaces = [place for place, char in enumerate(found[0], found.start()) if char.isspace()]
    if spaces:
        return " ", spaces[0], spaces[-1] + 1
    return found[0].translate(_FOLDED), found.start(), found.end()


def _composed(folded: Folded) -> Folded:
    """Return a folded text in form NFC; what is composed stands for all that it is composed of."""
    text = folded.text
    if unicodedata.is_normalized("NFC", text):
        return folded
    writer = _Writer()
    for start, end in _clusters(text):
        composed = unicodedata.normalize("NFC", text[start:end])
        if composed == text[start:end]:
            writer.pieces.append(composed)
            writer.starts += folded.starts[start:end]
            writer.ends += folded.ends[start:end]
        else:
            writer.add(composed, folded.starts[start], folded.ends[end - 1])
    return Folded("".join(writer.pieces), writer.starts, writer.ends)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that can be composed each for itself."""
    start = 0
    for place in range(1, len(text)):
        if not unicodedata.combining(text[place]) and not _composes(text[start:place], text[place]):
            yield start, place
            start = place
    if text:
        yield start, len(text)


def _composes(before: str, char: str) -> bool:
    """Tell whether a character that is no accent becomes one with what stands before it, as Korean letters do."""
    if char < "\u0300":
        return False
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
    return unicodedata.normalize("NFC", before + char) != apart


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
