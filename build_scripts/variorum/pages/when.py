"""Dates as people write them, and an axis on which each of them has a place.

The axis is elastic: its order is that of time, its widths are not, so that years without news take little room and days
that are full of it take more.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from variorum.language import current, date_of, gettext, short_date_of

# Days of months of 31 and years of 12 such months: only order and rough length matter here.
MONTH, YEAR = 31, 372
# Tick labels that stand closer than this, in hundredths of the width, would run into one another on a phone.
APART = 22.0
RIGHT = 100.0 - APART


@dataclass(frozen=True, slots=True)
class Bar:
    """A date on an axis, from `start` to `end` in hundredths of its width."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on an axis at `at` hundredths of its width; `anchor` is its SVG text-anchor."""

    at: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Axis:
    """An elastic axis: `edges` are days in order, `at` where each stands in hundredths of the width."""

    edges: tuple[int, ...]
    at: tuple[float, ...]
    ticks: tuple[Tick, ...] = ()

    def bar(self, iso: str) -> Bar:
        """Return where a date stands that the axis was made for."""
        first, last = days(iso)
        return Bar(self.at[self.edges.index(first)], self.at[self.edges.index(last)])


def axis(dates: Iterable[str]) -> Axis:
    """Return an axis with room for every date given, all ISO 8601; none makes an axis without ticks."""
    given = sorted({iso for iso in dates if iso}, key=days)
    edges = sorted({day for iso in given for day in days(iso)})
    widths = [1 + math.log2(1 + b - a) for a, b in pairwise(edges)]
    total = sum(widths) or 1
    at = tuple(_toward(round(2 + 96 * sum(widths[:i]) / total, 2)) for i in range(len(edges)))
    made = Axis(tuple(edges), at)
    return Axis(made.edges, made.at, tuple(_ticks(made, given)))


def _ticks(made: Axis, dates: list[str]) -> Iterable[Tick]:
    """Yield the labels that have room, from where the axis begins; the last one reaches back."""
    before, leftward = _toward(-APART), current().direction == "rtl"
    for iso in dates:
        at = made.bar(iso).start
        if abs(at - before) >= APART:
            before = at
            end = at >= APART if leftward else at > RIGHT
            yield Tick(at, short_date_of(iso.partition("/")[0]), "end" if end else "start")


def _toward(place: float) -> float:
    """Return a place on an axis whose time runs as the language reads."""
    return round(100 - place, 2) if current().direction == "rtl" else place


def days(iso: str) -> tuple[int, int]:
    """Return the first and the last day that an ISO date or range leaves room for."""
    first, _, last = iso.partition("/")
    return _day(first, 1), _day(last or first, 0)


def _day(iso: str, first: int) -> int:
    """Return a date as a day; of a month or a year the first, or the last."""
    year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
    month = month or (1 if first else 12)
    return YEAR * year + MONTH * (month - 1) + (day or (1 if first else MONTH)) - 1


def words(iso: str) -> str:
    """Return a date or a range of dates as people write it; "date unknown" where there is none."""
    return date_of(iso) if iso else gettext("date unknown")


def short_words(iso: str) -> str:
    """Return a date in few letters, a range as in `words`."""
    return words(iso) if "/" in iso or not iso else short_date_of(iso)
