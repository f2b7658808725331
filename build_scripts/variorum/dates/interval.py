"""A stretch of days, printed and read in ISO 8601: a day, a month, a year, or a range `a/b`."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "year", "decade", "range"]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days from `earliest` to `latest`, both included; something happened on one or on all of them."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"found an interval that ends on {self.latest}, before it begins on {self.earliest}")

    @property
    def precision(self) -> Precision:
        """Say how exact this is: a whole day, month, year or decade, else a range."""
        if self.earliest == self.latest:
            return "day"
        if self == month(self.earliest.year, self.earliest.month):
            return "month"
        if not self._whole_years():
            return "range"
        years = self.latest.year - self.earliest.year + 1
        return "year" if years == 1 else "decade" if years == 10 and self.earliest.year % 10 == 0 else "range"

    @property
    def iso(self) -> str:
        """Return the interval in ISO 8601, as short as it can be said; such texts sort by time."""
        texts = self._bounds()
        return texts[0] if texts[0] == texts[1] else "/".join(texts)

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether the two have a day in common."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def covers(self, other: "Interval") -> bool:
        """Tell whether every day of the other is one of this."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def _whole_years(self) -> bool:
        return (self.earliest.month, self.earliest.day, self.latest.month, self.latest.day) == (1, 1, 12, 31)

    def _bounds(self) -> tuple[str, str]:
        first, last = self.earliest.isoformat(), self.latest.isoformat()
        if self._whole_years():
            return first[:4], last[:4]
        ends_month = self.latest.day == monthrange(self.latest.year, self.latest.month)[1]
        return (first[:7], last[:7]) if self.earliest.day == 1 and ends_month else (first, last)


def day(year: int, number: int, of_month: int) -> Interval | None:
    """Return one day, None where the calendar has no such day."""
    try:
        return single(date(year, number, of_month))
    except ValueError:
        return None


def single(when: date) -> Interval:
    """Return the interval of one day."""
    return Interval(when, when)


def month(year: int, number: int) -> Interval:
    """Return a whole month."""
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def years(first: int, last: int) -> Interval:
    """Return all days from the first to the last year."""
    return Interval(date(first, 1, 1), date(last, 12, 31))


def third(of: Interval, number: int) -> Interval:
    """Return the first, second or third (0, 1, 2) part of a month (ten days) or of a year (four months)."""
    if of.precision == "year":
        year = of.earliest.year
        return Interval(date(year, 4 * number + 1, 1), month(year, 4 * number + 4).latest)
    first = of.earliest + timedelta(10 * number)
    return Interval(first, of.latest if number == 2 else first + timedelta(9))


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the shortest interval that covers all given, at least one."""
    found = list(intervals)
    return Interval(min(i.earliest for i in found), max(i.latest for i in found))


def parse(text: str) -> Interval | None:
    """Read ISO 8601: `2016-09-17`, `2016-09`, `2016`, or two of these as `a/b`; None for anything else."""
    bounds = [_parse_one(part) for part in text.split("/")]
    if len(bounds) > 2 or None in bounds:
        return None
    found = [bound for bound in bounds if bound]
    return hull(found) if found[0].earliest <= found[-1].latest else None


def _parse_one(text: str) -> Interval | None:
    match = _ISO.fullmatch(text)
    if not match or match[1] == "0000":
        return None
    parts = [int(part) for part in match.groups() if part]
    if len(parts) == 3:
        return day(*parts)
    if len(parts) == 2:
        return month(*parts) if 1 <= parts[1] <= 12 else None
    return years(parts[0], parts[0])
