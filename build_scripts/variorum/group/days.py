"""Years, months, days and weekdays that a text names outright, as far as grouping compares them.

Names of months and weekdays in a dozen languages; a day counts only beside its month or in a date of digits with the
year first. `variorum.dates` knows more, and was tried in its place: cross-validated B-cubed F1 was the same on
everything mixed (91.1), lower on ECB+ (96.5 for 97.2) and Wikinews (80.7 for 81.5) alone, at 17 times the cost of
this step, so grouping keeps its own short list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.group.words import Word
from variorum.language import Date

MONTHS = (
    "january jan januar janvier enero gennaio janeiro januari января styczeń stycznia ocak",
    "february feb februar février febrero febbraio fevereiro februari февраля luty lutego şubat",
    "märz mars marzo março maart марта marzec marca mart",
    "april apr avril abril aprile апреля kwiecień kwietnia nisan",
    "mai mayo maggio maio mei мая maj maja mayıs",
    "june jun juni juin junio giugno junho июня czerwiec czerwca haziran",
    "july jul juli juillet julio luglio julho июля lipiec lipca temmuz",
    "august aug août agosto augustus августа sierpień sierpnia ağustos",
    "september sept sep septembre septiembre settembre setembro сентября wrzesień września eylül",
    "october oct oktober octobre octubre ottobre outubro октября październik października ekim",
    "november nov novembre noviembre novembro ноября listopad listopada kasım",
    "december dec dezember décembre diciembre dicembre dezembro декабря grudzień grudnia aralık",
)
NAMED = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
# Words of the language too: months only beside a day.
SHY = {"march": 3, "mar": 3, "may": 5}
KNOWN = NAMED | SHY
WEEKDAYS = (
    "monday montag lundi lunes lunedì понедельник maandag poniedziałek",
    "tuesday dienstag mardi martes martedì вторник dinsdag wtorek",
    "wednesday mittwoch mercredi miércoles mercoledì среду woensdag środa środę",
    "thursday donnerstag jeudi jueves giovedì четверг donderdag czwartek",
    "friday freitag vendredi viernes venerdì пятницу vrijdag piątek",
    "saturday samstag samedi sábado sabato субботу zaterdag sobota sobotę",
    "sunday sonntag dimanche domingo domenica воскресенье zondag niedziela niedzielę",
)
WEEKDAY = {name: number for number, names in enumerate(WEEKDAYS) for name in names.split()}
DAY = re.compile(r"([12]?\d|3[01]|0[1-9])(?:st|nd|rd|th|er|o)?")
ISO = re.compile(r"\b(?:19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")
LINKING = ("de", "of")


@dataclass(frozen=True, slots=True)
class Days:
    """What a text names outright: years, months (1-12), (month, day) and weekdays (0 is Monday)."""

    years: frozenset[int]
    months: frozenset[int]
    dates: frozenset[tuple[int, int]]
    weekdays: frozenset[int]


def of_any_year(month: int, day: int) -> Date:
    """Return a day of any year, as reasons give it: "19 September"."""
    return Date(f"--{month:02}-{day:02}")


def days(text: str, words: Sequence[Word]) -> Days:
    """Return the years, months, dates and weekdays that a text of these words names."""
    dates = {*_dates([w.form for w in words]), *((int(m[1]), int(m[2])) for m in ISO.finditer(text))}
    months = {NAMED[w.form] for w in words if w.form in NAMED and w.capital}
    return Days(
        frozenset(int(m[0]) for m in YEAR.finditer(text)),
        frozenset(months | {month for month, _ in dates}),
        frozenset(dates),
        frozenset(WEEKDAY[w.form] for w in words if w.form in WEEKDAY),
    )


def _dates(forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (month, day) where a month stands beside a day: "17 September", "17 de mayo", "September 17th"."""
    for i, form in enumerate(forms):
        if form in KNOWN:
            before = forms[i - 2] if i > 1 and forms[i - 1] in LINKING else forms[i - 1] if i else ""
            after = forms[i + 1] if i + 1 < len(forms) else ""
            matches = (DAY.fullmatch(before), DAY.fullmatch(after))
            yield from ((KNOWN[form], int(m[1])) for m in matches if m)
