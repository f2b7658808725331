"""An article and its corrections -> the text as an editor reads it, each character with the place it stands for.

The text itself stays as printed; whoever looks for words may look for them as they were meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from variorum import fold
from variorum.fold import Folded
from variorum.model import Article, Correction, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A correction at its place: the `number` counts from 1 through the article."""

    number: int
    correction: Correction
    span: Span


def readings(article: Article) -> list[Reading]:
    """Return every place of the text that a correction of the record is about, in order; overlapping ones only once."""
    corrections = article.record.corrections if article.record else ()
    folded = fold.fold(article.text) if corrections else Folded("", [], [])
    found = [(span, c) for c in corrections for span in fold.find_in(folded, c.as_printed)]
    found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    apart = [pair for i, pair in enumerate(found) if all(pair[0].start >= other[0].end for other in found[:i])]
    return [Reading(number, correction, span) for number, (span, correction) in enumerate(apart, 1)]


def as_read(article: Article) -> Folded:
    """Return the folded text with all corrections made; its places are those of the text as printed.

    A character that a correction adds stands for the empty place where it is missing.
    """
    if not (article.record and article.record.corrections):
        return fold.fold(article.text)
    read = _corrected(article)
    folded = fold.fold(read.text)
    starts = [read.starts[start] for start in folded.starts]
    return Folded(folded.text, starts, [read.ends[end - 1] for end in folded.ends])


def _corrected(article: Article) -> Folded:
    """Return the text with its corrections made."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in _stretches(article):
        pieces.append(piece)
        same = len(piece) == end - start
        starts += range(start, end) if same else [start] * len(piece)
        ends += range(start + 1, end + 1) if same else [end] * len(piece)
    return Folded("".join(pieces), starts, ends)


def _stretches(article: Article) -> Iterator[tuple[str, int, int]]:
    """Yield what is read, piece by piece, and the place it stands for."""
    at = 0
    for reading in readings(article):
        yield article.text[at : reading.span.start], at, reading.span.start
        yield from _aligned(article.text, reading)
        at = reading.span.end
    yield article.text[at:], at, len(article.text)


def _aligned(text: str, reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces of a corrected passage: those as printed, those in place of others, those added."""
    start, meant = reading.span.start, reading.correction.read
    printed = text[start : reading.span.end]
    for _, i, j, k, m in SequenceMatcher(None, printed, meant, autojunk=False).get_opcodes():
        yield meant[k:m], start + i, start + j
