"""Where the sentence around a passage begins and ends.

A sentence ends at a full stop, question or exclamation mark of any script, with what closes after it. A full stop after
a single letter (U.S., J. Smith), after a short word of ABBREVIATIONS or before a small letter ends none: in doubt two
sentences stay one.
"""

import re
from collections.abc import Iterator

from variorum.model import Span

ABBREVIATIONS = frozenset(
    [
        *("dr", "mr", "mrs", "ms", "mme", "prof", "gen", "col", "lt", "sgt", "capt", "rep", "sen", "gov", "hon", "rev"),
        *("st", "jr", "sr", "vs", "no", "nr", "art", "bzw", "ca", "usw", "inc", "ltd", "co"),
    ]
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？｡؟۔।]+[」』”’]*\s*")
_LAST_WORD = re.compile(r"\w+$")


def around(text: str, span: Span, within: Span) -> Span:
    """Return the sentences of the paragraph `within` that a span touches, without spaces around them."""
    starts = [within.start, *_ends(text, within), within.end]
    start = max(place for place in starts if place <= span.start)
    end = min(place for place in starts if place >= max(span.end, start + 1))
    found = text[start:end]
    return Span(start + len(found) - len(found.lstrip()), end - len(found) + len(found.rstrip()))


def _ends(text: str, within: Span) -> Iterator[int]:
    """Yield the places where a sentence of a paragraph ends and another begins."""
    for found in _END.finditer(text, within.start, within.end):
        if found.end() < within.end and not _goes_on(text, found, within.start):
            yield found.end()


def _goes_on(text: str, found: re.Match[str], start: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation, or what follows to the same sentence."""
    if text[found.end()].islower():
        return True
    last = _LAST_WORD.search(text[max(start, found.start() - 12) : found.start()])
    short = last is not None and (len(last[0]) == 1 or last[0].lower() in ABBREVIATIONS)
    return short and found[0].strip() == "."
