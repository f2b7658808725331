"""Date expressions of a text, each resolved as far as the text and the day of its writing allow."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from variorum.dates import interval as iv
from variorum.dates.digits import written
from variorum.dates.interval import Interval
from variorum.dates.meaning import Meaning, meaning
from variorum.dates.scan import scan
from variorum.dates.words import language
from variorum.model import Span


@dataclass(frozen=True, slots=True)
class Dating:
    """A date expression. `interval` is None where the text does not say enough: then `partial` may still give month and
    day (`--09-17`, `--09`), and `alternatives` the readings of an ambiguous one (`05/08/2024`).

    `kind` is "stated" for what the words say by themselves, "inferred" for what rests on another date, as `because`
    says.
    """

    span: Span
    words: str
    interval: Interval | None
    kind: Literal["stated", "inferred"]
    because: str = ""
    partial: str = ""
    alternatives: tuple[Interval, ...] = ()


Found = tuple[Span, Meaning]
_SPEECH = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“]*“")


def find(text: str, lang: str = "", anchor: Interval | None = None) -> tuple[Dating, ...]:
    """Return the date expressions of a text from left to right.

    `lang` is its language (told by its words where empty). `anchor` is when it was written: "Monday" is resolved
    against it alone. Where the anchor is not one day, what is relative comes out as all days that it can mean.
    """
    found = sorted(_found(text, _primary(lang) or language(text)), key=lambda f: f[0].start)
    known = [m.stated for _, m in found if m.stated and m.stated.precision in ("day", "month")]
    speech = [match.span() for match in _SPEECH.finditer(text)]
    return tuple(_dating(text[s.start : s.end], s, _heard(s, m, speech), anchor, known) for s, m in found)


def _primary(lang: str) -> str:
    """Return the language of a tag: `de` of `de-AT`."""
    return lang.replace("_", "-").partition("-")[0].lower()


def _heard(span: Span, m: Meaning, speech: Sequence[tuple[int, int]]) -> Meaning:
    """Return what is meant; of "today" in quoted speech, which was said on another day, nothing."""
    if m.stated or m.takes_year or not any(start < span.start < end for start, end in speech):
        return m
    return replace(m, relative=None, because="it is counted from the day of the quoted speech")


def _found(text: str, lang: str) -> Iterator[Found]:
    """Yield expressions in digits first; those in words count where no digits were read already."""
    digits = list(written(text, lang))
    yield from digits
    taken = {place for span, _ in digits for place in range(span.start, span.end)}
    for match in scan(text, lang):
        span, read = match.span(), meaning(match)
        if read and taken.isdisjoint(range(span.start, span.end)):
            yield span, read


def _dating(words: str, span: Span, m: Meaning, anchor: Interval | None, known: Sequence[Interval]) -> Dating:
    plain = Dating(span, words, m.stated, "stated", m.because, m.partial, m.alternatives)
    if m.stated or m.alternatives or not m.relative:
        return plain
    if anchor:
        return _against(plain, m.relative, anchor)
    year = _only_year(m, known)
    if not year:
        return replace(plain, kind="inferred", because="nothing says when the text was written")
    because = f"the year is that of {year.iso}, which the text states"
    return replace(plain, interval=m.relative(year.earliest), kind="inferred", because=because)


def _against(plain: Dating, relative: Callable[[date], Interval | None], anchor: Interval) -> Dating:
    """Resolve against all days on which the text may have been written."""
    ends = [found for day in (anchor.earliest, anchor.latest) if (found := relative(day))]
    because = f"counted from {anchor.iso}, when the text was written"
    return replace(plain, interval=iv.hull(ends) if ends else None, kind="inferred", because=because)


def _only_year(m: Meaning, known: Sequence[Interval]) -> Interval | None:
    """Return a stated date whose year a date without a year can share: there must be one such year alone."""
    years = {interval.earliest.year for interval in known}
    return known[0] if m.takes_year and len(years) == 1 else None
