"""Text and marked spans -> HTML: the only place where markup meets the text of an article.

Everything is escaped here and nothing else is done to the text: the text content of what comes out is what went in.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile

from markupsafe import Markup, escape

from variorum.model import Mark, Span

ELEMENT = Markup("<{0}{1}>{2}</{0}>")
ATTRIBUTE = Markup(' {0}="{1}"')


def weave(text: str, span: Span, marks: Sequence[Mark] = ()) -> Markup:
    """Return text[span] as HTML with the marks around their words.

    A mark within another stands whole inside it; of two that cross, the one that begins later is cut, unless it is a
    link and the other is none. The `id` of a cut mark stays with its first part. Positions of `marks` are those of
    `text`; what lies outside `span` is left out.
    """
    inside = [_clipped(m, span) for m in marks if m.span.start < span.end and span.start < m.span.end]
    return Markup("").join(_woven(text, span, sorted((m for m in inside if m.span.start < m.span.end), key=_outermost)))


def element(name: str, inner: Markup, attributes: Iterable[tuple[str, str]] = ()) -> Markup:
    """Return an element around finished HTML; names of elements and attributes come from us, values from anywhere."""
    written = Markup("").join(ATTRIBUTE.format(key, value) for key, value in attributes)
    return ELEMENT.format(name, written, inner)


def _woven(text: str, span: Span, marks: list[Mark]) -> Iterator[Markup]:
    """Yield the pieces of a span; its marks lie within it, in the order of their beginnings, the longer first."""
    at = span.start
    while marks:
        outer, others = _first(marks)
        alike = list(takewhile(partial(_on, outer.span), others))
        others = others[len(alike) :]
        yield escape(text[at : outer.span.start])
        inside = [_clipped(m, outer.span) for m in others if m.span.start < outer.span.end]
        html = Markup("").join(_woven(text, outer.span, inside))
        # Hundreds of notes may begin on the same words: their elements nest without costing stack.
        for mark in reversed([outer, *alike]):
            html = element(mark.element, html, mark.attributes)
        yield html
        at = outer.span.end
        rest = [_clipped(m, Span(at, span.end)) for m in others if m.span.end > at]
        marks = sorted(rest, key=_outermost)
    yield escape(text[at : span.end])


def _first(marks: list[Mark]) -> tuple[Mark, list[Mark]]:
    """Return the first mark, cut where a link crosses its end if it is none itself, and all others with its rest."""
    first, *others = marks
    crossing = [m.span.start for m in others if m.element == "a" and m.span.start < first.span.end < m.span.end]
    if first.element == "a" or not crossing:
        return first, others
    end = min(crossing)
    rest = _clipped(first, Span(end, first.span.end))
    return _clipped(first, Span(first.span.start, end)), [*others, rest]


def _on(span: Span, mark: Mark) -> bool:
    return mark.span == span


def _outermost(mark: Mark) -> tuple[int, int]:
    return mark.span.start, -mark.span.end


def _clipped(mark: Mark, span: Span) -> Mark:
    """Return the part of a mark within a span; if it begins before, the part has no `id`, which stands but once."""
    if span.start <= mark.span.start and mark.span.end <= span.end:
        return mark
    part = Span(max(mark.span.start, span.start), min(mark.span.end, span.end))
    begins = mark.span.start >= span.start
    return Mark(part, mark.element, tuple(a for a in mark.attributes if begins or a[0] != "id"))
