"""Where sentences begin and end.

A sentence ends at a full stop, question or exclamation mark of any script, with what closes after it, where no small
letter follows. A full stop after a single letter (U.S., J. Smith) or a word of ABBREVIATIONS ends none, nor does one
between a day and its month (am 13. März): in doubt two sentences stay one.
"""

import re
from collections.abc import Iterator

from variorum.model import Span

# Before a name, and in lists; months as they are cut short before a day.
ABBREVIATIONS = frozenset(
    [
        *("Dr", "Mr", "Mrs", "Ms", "Mme", "Prof", "Gen", "Col", "Lt", "Sgt", "Capt", "Rep", "Sen", "Gov", "Hon", "Rev"),
        *("St", "Jr", "Sr", "vs", "No", "Nr", "nr", "Art", "bzw", "ca", "usw", "Inc", "Ltd", "Co"),
        *("Jan", "Feb", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
    ]
)
_END = re.compile(
    r"(?P<stop>[.!?…]+)[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*(?P<next>[^\W_])|\s*$)|[。！？｡؟۔।]+[」』”’]*(?=\s*(?P<also>\w?))"
)
# A day as German writes it, and its month; of months that begin with a small letter the sentence goes on anyhow.
_DAY = re.compile(r"(?<![\w.,:/-])[0-3]?\d$")
_MONTH = re.compile(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
_LAST_WORD = re.compile(r"[^\W\d_]+$")
# No abbreviation is longer.
_REACH = 12


def sentences(text: str, within: Span | None = None) -> Iterator[Span]:
    """Yield the sentences of a text, or of a part of it, without the spaces around them."""
    start, stop = (within.start, within.end) if within else (0, len(text))
    for found in _END.finditer(text, start, stop):
        if found.end() >= stop or not _goes_on(text, found, start):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, stop)


def around(text: str, span: Span, within: Span) -> Span:
    """Return the sentences of the paragraph `within` that a span touches, from the first to the last."""
    touched = [
        one for one in sentences(text, within) if one.start < max(span.end, span.start + 1) and span.start < one.end
    ]
    return Span(touched[0].start, touched[-1].end) if touched else span


def _goes_on(text: str, found: re.Match[str], start: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation, or what follows to the same sentence."""
    if (found["next"] or found["also"] or "").islower():
        return True
    before = text[max(start, found.start() - _REACH) : found.start()]
    last = _LAST_WORD.search(before)
    short = last is not None and (len(last[0]) == 1 or last[0] in ABBREVIATIONS)
    day = _DAY.search(before) is not None and _MONTH.match(text, found.end()) is not None
    return (short or day) and found[0] == "."


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    body = text[start:end]
    if body.strip():
        yield Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip()))
