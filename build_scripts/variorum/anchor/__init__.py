"""A text and a quotation from it -> where the quotation stands now, or that it stands nowhere for certain."""

import re
from functools import lru_cache

from variorum.anchor import judge
from variorum.anchor.judge import Place, Quoted
from variorum.anchor.plain import plain, same_case
from variorum.anchor.seek import Haystack
from variorum.model import Anchor, Span

REMEMBERED = 4
_MARKS = re.compile(r"[\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f]*")


class Index:
    """A text made ready once, to look many quotations up in it. Positions are code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = plain(text)
        self._hay = Haystack(self._plain.text)

    def locate(self, exact: str, prefix: str = "", suffix: str = "") -> Anchor | None:
        """Return what became of the words `exact`, which stood between two contexts; None if there are none."""
        quoted = _quoted(exact, prefix, suffix)
        if not quoted.exact:
            return None
        found = judge.judge(self._hay, quoted)
        spans = tuple(self._span(place) for place in found.places)
        if found.verdict in ("ambiguous", "orphan"):
            return Anchor(found.verdict, None, spans, found.why)
        if found.verdict == "edited" or same_case(exact, self.text[spans[0].start : spans[0].end]):
            return Anchor(found.verdict, spans[0], (), found.why)
        if found.verdict == "moved" or (found.why != judge.WHOLE and not any(c.isspace() for c in exact.strip())):
            return Anchor("orphan", None, spans, "the words stand in another context and in another case")
        return Anchor("edited", spans[0], (), found.why)

    def _span(self, place: Place) -> Span:
        """Return the place in the text itself, with the marks that belong to its last character."""
        span = self._plain.span(place.start, place.end)
        marks = _MARKS.match(self.text, span.end)
        return Span(span.start, marks.end() if marks else span.end)


def locate(text: str, exact: str, prefix: str = "", suffix: str = "") -> Anchor | None:
    """Return what became of a quotation in a text; None for a quotation without characters that can be seen."""
    return _index(text).locate(exact, prefix, suffix)


def locate_span(text: str, exact: str, prefix: str = "", suffix: str = "") -> tuple[int, int] | None:
    """Return the code points [start, end) where a quotation stands, changed or not; None if that is not certain."""
    anchor = locate(text, exact, prefix, suffix)
    return (anchor.span.start, anchor.span.end) if anchor and anchor.span else None


@lru_cache(REMEMBERED)
def _index(text: str) -> Index:
    return Index(text)


def _quoted(exact: str, prefix: str, suffix: str) -> Quoted:
    """Return a quotation in its plain form; spaces at its ends belong to the context."""
    inner = plain(exact).text
    before = plain(prefix + exact[: len(exact) - len(exact.lstrip())]).text
    after = plain(exact[len(exact.rstrip()) :] + suffix).text
    return Quoted(inner.strip(" "), before, after)
