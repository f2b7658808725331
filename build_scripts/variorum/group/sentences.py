"""A stretch of text -> its sentences, as spans; an abbreviation ends none."""

import re
from collections.abc import Iterator

from variorum.model import Span

_END = re.compile(r"(?:[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[]?[^\Wa-z_]|\s*$)|[。！？]+[」』”]*)")
# What stands before a full stop that ends no sentence: an initial, and titles and the like.
_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Sen|Rep|Gov|St|Jr|Sr|No|vs|Jan|Feb|Aug|Sept?|Oct|Nov|Dec))$"
)


def sentences(text: str, within: Span | None = None) -> Iterator[Span]:
    """Yield the sentences of a text, or of a part of it, without the spaces around them."""
    start, stop = (within.start, within.end) if within else (0, len(text))
    for match in _END.finditer(text, start, stop):
        last = match.end() >= stop or match[0] != "."
        if last or not _ABBREVIATED.search(text, max(start, match.start() - 12), match.start()):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    body = text[start:end]
    if body.strip():
        yield Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip()))
