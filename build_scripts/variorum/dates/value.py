"""A value that is a date as a whole: ISO 8601, or printed words such as "Wednesday, May 8, 2024"."""

import re
from collections.abc import Iterator

from variorum.dates import interval as iv
from variorum.dates.find import Dating, find
from variorum.dates.interval import Interval, parse
from variorum.dates.words import LANGUAGES

# What may stand beside a printed date: the time of day, and the word that it was published.
_BESIDE = re.compile(
    r"\d{1,2}[:.h]\d{2}(:\d{2})?|\b(am|pm|a\.m|p\.m|uhr|at|um|à|utc|gmt|cet|cest|est|edt|et|ist|bst|published|posted|updated"
    r"|date|on|veröffentlicht|am|publié|publicado|pubblicato|gepubliceerd|опубликовано|le|el|il|op|в)\b",
    re.IGNORECASE,
)


def read(value: str, lang: str = "") -> Interval | None:
    """Return the days a value means, None unless the whole of it is one date that needs no other.

    Of an ambiguous date (`05/08/2024`) all days from its first to its last reading.
    """
    text = " ".join(value.split())
    return parse(text) or next(_readings(text, lang), None)


def _readings(text: str, lang: str) -> Iterator[Interval]:
    for language in dict.fromkeys([lang, *LANGUAGES] if lang else LANGUAGES):
        for dating in find(text, language):
            found = _days(dating)
            if found and _is_whole(dating, text):
                yield found


def _is_whole(dating: Dating, text: str) -> bool:
    rest = text[: dating.span.start] + text[dating.span.end :]
    return not any(char.isalnum() for char in _BESIDE.sub("", rest))


def _days(dating: Dating) -> Interval | None:
    return dating.interval or (iv.hull(dating.alternatives) if dating.alternatives else None)
