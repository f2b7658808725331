"""What the words of an expression mean: days they state, or a rule that makes days of the day of writing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from variorum.dates import interval as iv
from variorum.dates.interval import Interval
from variorum.dates.scan import Match

Relative = Callable[[date], Interval | None]
# How far ahead of its writing a date without a year may lie, in days; else it is of an earlier year.
AHEAD = 120
PARTS = {"E": 0, "I": 1, "L": 2}
DAYS = {"d": 1, "k": 7, "o": 30, "y": 365}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days stated, or the readings of something ambiguous, or a rule from the day of writing.

    `takes_year`: only the year is missing. `partial` is then month and day as ISO 8601 writes them.
    """

    stated: Interval | None = None
    relative: Relative | None = None
    partial: str = ""
    alternatives: tuple[Interval, ...] = ()
    because: str = ""
    takes_year: bool = False


def meaning(match: Match) -> Meaning | None:
    """Return what an expression means, None where the calendar has no such day."""
    return READERS[match.name](match)


def _stated(found: Interval | None, because: str = "") -> Meaning | None:
    return Meaning(found, because=because) if found else None


def _date(match: Match) -> Meaning | None:
    (year,), (month,), (day,) = match.values("Y"), match.values("MAFa"), match.values("D")
    found = iv.day(year, month, day)
    weekday = match.values("Ww")
    agrees = not found or not weekday or found.earliest.isoweekday() == weekday[0]
    return _stated(found, "" if agrees else "the weekday is that of another day")


def _date_range(match: Match) -> Meaning | None:
    """Read "17-19 September 2016", "September 17-19, 2016" and "30 August to 2 September 2016"."""
    (year,), months, (first, last) = match.values("Y"), match.values("MAFa"), match.values("D")
    return _stated(_between(iv.day(year, months[0], first), iv.day(year, months[-1], last)))


def _between(first: Interval | None, last: Interval | None) -> Interval | None:
    return iv.hull([first, last]) if first and last and first.earliest <= last.earliest else None


def _month_of_year(match: Match) -> Meaning | None:
    year, months = match.values("Y")[0], match.values("MAFa")
    whole = _between(iv.month(year, months[0]), iv.month(year, months[-1]))
    return _stated(_part(match, whole) if whole else None)


def _part(match: Match, whole: Interval) -> Interval:
    """Return the early, middle or late part of a month or year where a word says so."""
    parts = [PARTS[kind] for kind in match.kinds if kind in PARTS]
    return iv.third(whole, parts[0]) if parts and whole.precision in ("month", "year") else whole


def _day_of_month(match: Match) -> Meaning | None:
    """Read a day without its year; a weekday beside it must agree with the year that is found."""
    month, days = match.values("MAa")[0], match.values("D")
    weekday = next(iter(match.values("Ww")), 0)
    if not iv.day(2000, month, days[0]) or not iv.day(2000, month, days[-1]) or days[-1] < days[0]:
        return None

    def resolve(writing: date) -> Interval | None:
        found = [
            _between(iv.day(writing.year + n, month, days[0]), iv.day(writing.year + n, month, days[-1]))
            for n in (-1, 0, 1)
        ]
        fits = [i for i in found if i and (not weekday or i.earliest.isoweekday() == weekday)]
        return _nearest(fits, writing)

    return Meaning(relative=resolve, partial=f"--{month:02}-{days[0]:02}", takes_year=True)


def _nearest(found: list[Interval], writing: date) -> Interval | None:
    """Return the one nearest to the day of writing, not far ahead of it."""
    past = [i for i in found if (i.earliest - writing).days <= AHEAD]
    return min(past, key=lambda i: abs((i.earliest - writing).days)) if past else None


def _month(match: Match) -> Meaning | None:
    month, kinds = match.values("MA")[0], match.kinds

    def resolve(writing: date) -> Interval | None:
        found = [iv.month(writing.year + n, month) for n in (-1, 0, 1)]
        if "l" in kinds:
            found = [i for i in found if i.latest < writing][-1:]
        elif "x" in kinds:
            found = [i for i in found if i.earliest > writing][:1]
        elif "t" in kinds:
            found = [iv.month(writing.year, month)]
        nearest = _nearest(found, writing) if "x" not in kinds else found[0]
        return _part(match, nearest) if nearest else None

    return Meaning(relative=resolve, partial=f"--{month:02}", takes_year="l" not in kinds and "x" not in kinds)


def _weekday(match: Match) -> Meaning | None:
    number, kinds = match.values("W")[0], match.kinds

    def resolve(writing: date) -> Interval | None:
        back = (writing.isoweekday() - number) % 7
        if "x" in kinds:
            return iv.single(writing + timedelta(7 - back))
        if "t" in kinds:
            return iv.single(writing + timedelta(number - writing.isoweekday()))
        return iv.single(writing - timedelta(back or (7 if "l" in kinds else 0)))

    return Meaning(relative=resolve)


def _day(match: Match) -> Meaning | None:
    (away,) = match.values("T")
    return Meaning(relative=lambda writing: iv.single(writing + timedelta(away)))


def _ago(match: Match) -> Meaning | None:
    """Read "three days ago": exact for days, else as rough as the unit."""
    count, unit = match.values("ND")[0], next(kind for kind in match.kinds if kind in DAYS)

    def resolve(writing: date) -> Interval | None:
        if unit in "oy":
            return _shifted(writing, unit, -count)
        day = iv.single(writing - timedelta(count * DAYS[unit]))
        return day if unit == "d" else Interval(day.earliest - timedelta(3), day.latest + timedelta(3))

    return Meaning(relative=resolve)


def _lasting(match: Match) -> Meaning | None:
    """Read "the past week", "the last three months": the days up to the writing."""
    count, unit = next(iter(match.values("ND")), 1), next(kind for kind in match.kinds if kind in DAYS)
    return Meaning(relative=lambda writing: Interval(writing - timedelta(count * DAYS[unit]), writing))


def _unit(match: Match) -> Meaning | None:
    """Read "last week", "this year", "earlier this month"."""
    unit = next(kind for kind in match.kinds if kind in "koy")
    away = -1 if "l" in match.kinds else 1 if "x" in match.kinds else 0

    def resolve(writing: date) -> Interval | None:
        whole = _shifted(writing, unit, away)
        if "B" in match.kinds:
            return Interval(whole.earliest, max(whole.earliest, min(whole.latest, writing)))
        if "V" in match.kinds:
            return Interval(min(whole.latest, max(whole.earliest, writing)), whole.latest)
        return _part(match, whole)

    return Meaning(relative=resolve)


def _shifted(writing: date, unit: str, away: int) -> Interval:
    """Return the week (from Monday), month or year that lies some units from the day of writing."""
    if unit == "k":
        monday = writing + timedelta(7 * away + 1 - writing.isoweekday())
        return Interval(monday, monday + timedelta(6))
    if unit == "o":
        months = writing.year * 12 + writing.month - 1 + away
        return iv.month(months // 12, months % 12 + 1)
    return iv.years(writing.year + away, writing.year + away)


def _year(match: Match) -> Meaning | None:
    (year,) = match.values("Y")
    return _stated(_part(match, iv.years(year, year))) if 1500 <= year <= 2199 else None


def _years(match: Match) -> Meaning | None:
    first, last = match.values("Y")
    return _stated(iv.years(first, last) if 1500 <= first <= last <= 2199 else None)


def _decade(match: Match) -> Meaning | None:
    (first,) = match.values("CY")
    return _stated(iv.years(first, first + 9)) if first % 10 == 0 else None


READERS: dict[str, Callable[[Match], Meaning | None]] = {
    "day_to_date": _date_range,
    "date_to_day": _date_range,
    "date_to_date": _date_range,
    "date": _date,
    "month_to_month_of_year": _month_of_year,
    "month_of_year": _month_of_year,
    "days_of_month": _day_of_month,
    "day_of_month": _day_of_month,
    "month_days": _day_of_month,
    "month_day": _day_of_month,
    "month": _month,
    "weekday": _weekday,
    "day": _day,
    "ago": _ago,
    "lasting": _lasting,
    "unit": _unit,
    "year_to_year": _years,
    "year": _year,
    "decade": _decade,
}
