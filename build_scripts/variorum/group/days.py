"""Years, months and days that a text names outright, as far as grouping compares them.

Month names of a dozen languages; a day counts only beside its month or in a date of digits with the year first.
"""

import re
from dataclasses import dataclass

MONTHS = (
    "january januar janvier enero gennaio janeiro januari января styczeń stycznia ocak",
    "february februar février febrero febbraio fevereiro februari февраля luty lutego şubat",
    "märz mars marzo março maart марта marzec marca mart",
    "april avril abril aprile апреля kwiecień kwietnia nisan",
    "mai mayo maggio maio mei мая maj maja mayıs",
    "june juni juin junio giugno junho июня czerwiec czerwca haziran",
    "july juli juillet julio luglio julho июля lipiec lipca temmuz",
    "august août agosto augustus августа sierpień sierpnia ağustos",
    "september septembre septiembre settembre setembro сентября wrzesień września eylül",
    "october oktober octobre octubre ottobre outubro октября październik października ekim",
    "november novembre noviembre novembro ноября listopad listopada kasım",
    "december dezember décembre diciembre dicembre dezembro декабря grudzień grudnia aralık",
)
SHORT = {"jan": 1, "feb": 2, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
# Words of the language too: months only beside a day.
SHY = {"march": 3, "mar": 3, "may": 5}
NAMED = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()} | SHORT
KNOWN = NAMED | SHY
NAMES = "|".join(sorted(KNOWN, key=lambda name: (-len(name), name)))
DAY = r"(?P<{0}>[12]?\d|3[01])(?:st|nd|rd|th|\.|º|er)?"
MONTH_DAY = re.compile(rf"\b(?P<m>{NAMES})\b\.?\s+{DAY.format('d')}(?!\d|[.,]\d)", re.IGNORECASE)
DAY_MONTH = re.compile(rf"\b{DAY.format('d')}\s+(?:de\s+|of\s+)?(?P<m>{NAMES})\b", re.IGNORECASE)
ISO = re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])\b")
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
MONTH = re.compile(rf"\b(?:{'|'.join(sorted(NAMED, key=lambda name: (-len(name), name)))})\b", re.IGNORECASE)
WEEKDAYS = re.compile(
    r"\b(?:(mon|lun|понед)|(tues|diens|mard|mart|втор)|(wednes|mittwoch|merc|miérc|сред)|(thurs|donners|jeud|juev|четв)"
    r"|(fri|freit|vendr|viern|venerd|пятн)|(satur|samst|samed|sábad|sabat|субб)|(sun|sonnt|dimanch|doming|domen|воскр))"
    r"\w*(?:day|tag|i|es|edi|s|o|ica|ник|у|а|ье|ь|г)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """What a text names outright: years, months (1-12), (month, day) and weekdays (0 is Monday)."""

    years: frozenset[int]
    months: frozenset[int]
    dates: frozenset[tuple[int, int]]
    weekdays: frozenset[int]


def days(text: str) -> Days:
    """Return the years, months, dates and weekdays that a text names."""
    dates = [(_month(m["m"]), int(m["d"])) for p in (MONTH_DAY, DAY_MONTH, ISO) for m in p.finditer(text)]
    months = {NAMED[m[0].lower()] for m in MONTH.finditer(text) if m[0][0].isupper()} | {month for month, _ in dates}
    return Days(
        frozenset(int(m[0]) for m in YEAR.finditer(text)),
        frozenset(months),
        frozenset(dates),
        frozenset((m.lastindex or 1) - 1 for m in WEEKDAYS.finditer(text)),
    )


def _month(word: str) -> int:
    return int(word) if word.isdigit() else KNOWN[word.lower()]
