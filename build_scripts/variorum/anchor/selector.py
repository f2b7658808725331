"""A place in a text -> the shortest context by which its words are found there and nowhere else."""

import re
from collections.abc import Iterator

from variorum.anchor import Index
from variorum.model import Quote, Span

ENOUGH = 64
_WORDS_BEFORE = re.compile(r"\S+\s*$")
_WORDS_AFTER = re.compile(r"\s*\S+")


def selector(index: Index, article: str, span: Span) -> Quote | None:
    """Return the words of a span as a quotation with just enough context; None if no context tells it apart."""
    text = index.text
    for before, after in _contexts(text, span):
        anchor = index.locate(text[span.start : span.end], before, after)
        if anchor and anchor.verdict == "exact" and anchor.span == span:
            return Quote(article, text[span.start : span.end], before, after)
    return None


def _contexts(text: str, span: Span) -> Iterator[tuple[str, str]]:
    """Yield contexts from none to about ENOUGH characters a side, growing by whole words on both sides in turn."""
    start, end = span.start, span.end
    yield "", ""
    while (start > 0 or end < len(text)) and max(span.start - start, end - span.end) < ENOUGH:
        start, wider = _back(text, start), start
        yield text[start : span.start], text[span.end : end]
        end = _on(text, end)
        yield text[wider : span.start], text[span.end : end]
        yield text[start : span.start], text[span.end : end]


def _back(text: str, place: int) -> int:
    """Return where the word before a place begins, at most 16 characters back."""
    found = _WORDS_BEFORE.search(text, max(0, place - 16), place)
    return found.start() if found else max(0, place - 16)


def _on(text: str, place: int) -> int:
    """Return where the word after a place ends, at most 16 characters on."""
    found = _WORDS_AFTER.match(text, place, min(len(text), place + 16))
    return found.end() if found else min(len(text), place + 16)
