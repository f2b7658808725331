"""Words in quotation marks, and those that two articles both quote."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.fold import fold
from variorum.model import Span

# The marks of several languages; straight ones pair only within a line, since nothing tells which of them opens.
SPOKEN = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」|(?<!\w)\"([^\"\n]+)\"(?!\w)")
WORD = re.compile(r"\w+(?:['’]\w+)*")
# Fewer words in common are a phrase that two people may use, not a quotation of one.
LEAST = 4

Word = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Shared:
    """The same quoted words at a place of one text and at one of another."""

    one: Span
    other: Span
    words: int


def spoken(text: str) -> list[Span]:
    """Return the stretches of a text that stand in quotation marks, without the marks."""
    return [Span(*found.span(found.lastindex or 0)) for found in SPOKEN.finditer(text)]


def shared(one: str, other: str, least: int = LEAST) -> list[Shared]:
    """Return the longest runs of at least `least` words that both texts have in quotation marks, each place once."""
    mine, theirs = list(_words(one)), list(_words(other))
    places: Mapping[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(theirs) - least + 1):
        if run := _run(theirs, i, least):
            places[run].append(i)
    found, at = list[Shared](), 0
    while at <= len(mine) - least:
        lengths = [(_common(mine, at, theirs, there), -there) for there in places.get(_run(mine, at, least), ())]
        length, there = max(lengths, default=(0, 0))
        if length:
            found.append(Shared(_span(mine, at, length), _span(theirs, -there, length), length))
        at += max(1, length)
    return found


def _words(text: str) -> Iterator[Word]:
    """Yield the words in quotation marks as they are compared, with their places; an empty one between quotations."""
    for span in spoken(text):
        for found in WORD.finditer(text, span.start, span.end):
            yield fold(found[0], case=True).text, Span(*found.span())
        yield "", Span(span.end, span.end)


def _run(words: Sequence[Word], at: int, length: int) -> tuple[str, ...]:
    """Return `length` words; none where they go across two quotations."""
    run = tuple(word for word, _ in words[at : at + length])
    return run if all(run) else ()


def _common(one: Sequence[Word], at: int, other: Sequence[Word], there: int) -> int:
    """Return how many words from two places on are the same."""
    length = 0
    for (a, _), (b, _) in zip(one[at:], other[there:], strict=False):
        if a != b or not a:
            break
        length += 1
    return length


def _span(words: Sequence[Word], at: int, length: int) -> Span:
    return Span(words[at][1].start, words[at + length - 1][1].end)
