"""Text and marked spans -> HTML: the only place where markup meets the text of an article.

Everything is escaped here and nothing else is done to the text: the text content of what comes out is what went in.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from variorum.model import Mark, Span

ELEMENT = Markup("<{0}{1}>{2}</{0}>")
ATTRIBUTE = Markup(' {0}="{1}"')


def weave(text: str, span: Span, marks: Sequence[Mark] = ()) -> Markup:
    """Return text[span] as HTML with the marks around their words. Marks that overlap are cut into segments, of which
    the first alone bears the mark's id.

    Positions of `marks` are those of `text`; what lies outside `span` is left out.
    """
    return Markup("").join(_segment(text, part, marks) for part in _parts(span, marks))


def element(name: str, inner: Markup, attributes: Iterable[tuple[str, str]] = ()) -> Markup:
    """Return an element around finished HTML; names of elements and attributes come from us, values from anywhere."""
    written = Markup("").join(ATTRIBUTE.format(key, value) for key, value in attributes)
    return ELEMENT.format(name, written, inner)


def _parts(span: Span, marks: Sequence[Mark]) -> Iterator[Span]:
    """Yield the stretches of the span between the ends of marks."""
    edges = {e for m in marks for e in (m.span.start, m.span.end) if span.start < e < span.end}
    cuts = [span.start, *sorted(edges), span.end]
    return (Span(a, b) for a, b in pairwise(cuts) if a < b)


def _segment(text: str, part: Span, marks: Sequence[Mark]) -> Markup:
    html = escape(text[part.start : part.end])
    for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end), reverse=True):
        if mark.span.start <= part.start and part.end <= mark.span.end:
            html = element(mark.element, html, _attributes(mark, part))
    return html


def _attributes(mark: Mark, part: Span) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a segment of a mark."""
    return ((name, value) for name, value in mark.attributes if name != "id" or part.start == mark.span.start)
