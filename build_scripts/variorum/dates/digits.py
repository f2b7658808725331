"""Dates in digits (2016-09-17, 17.09.2016, 05/08/2024) and in Chinese, Japanese and Korean signs."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from variorum.dates import interval as iv
from variorum.dates.interval import Interval
from variorum.dates.meaning import Meaning, Relative
from variorum.model import Span

_YEAR_FIRST = re.compile(r"(?<![\w./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_YEAR_LAST = re.compile(r"(?<![\w./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\w/-])")
_NUMERAL = r"\d{1,2}|[一二三四五六七八九十廿卅]{1,3}"
_SIGNS = re.compile(
    rf"(?:(?P<year>\d{{4}}|[〇零一二三四五六七八九]{{4}})\s?[年년]\s?)?"
    rf"(?:(?P<month>{_NUMERAL})\s?[月월](?!曜)\s?(?:(?P<day>{_NUMERAL})\s?[日号號일]|(?P<part>[上中下][旬旬])|份)?)?"
)
_NUMERALS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "十": 10, "廿": 20, "卅": 30}
_DAYS = {
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "一昨日": -2,
    "今天": 0,
    "今日": 0,
    "本日": 0,
    "明天": 1,
    "明日": 1,
    "어제": -1,
    "오늘": 0,
}
_DAY_WORD = re.compile("|".join(sorted(_DAYS, key=len, reverse=True)))
# In these languages 05/08/2024 may be the fifth of August or the eighth of May; elsewhere the day stands first.
_MONTH_MAY_LEAD = ("en", "")
_HOLDS_SIGNS = re.compile("[年月日년월일天어오]")


def written(text: str, lang: str) -> Iterator[tuple[Span, Meaning]]:
    """Yield the dates of a text that are written in digits or signs."""
    for match in _YEAR_FIRST.finditer(text):
        yield from _read(match, iv.day(int(match[1]), int(match[3]), int(match[4])))
    for match in _YEAR_LAST.finditer(text):
        yield from _year_last(match, lang)
    if _HOLDS_SIGNS.search(text):
        yield from _in_signs(text)


def _read(match: re.Match[str], found: Interval | None) -> Iterator[tuple[Span, Meaning]]:
    if found:
        yield Span(*match.span()), Meaning(found)


def _year_last(match: re.Match[str], lang: str) -> Iterator[tuple[Span, Meaning]]:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    readings = [iv.day(year, second, first)]
    if match[2] != "." and lang in _MONTH_MAY_LEAD:
        readings.append(iv.day(year, first, second))
    days = tuple(sorted({day for day in readings if day}))
    if len(days) == 1:
        yield from _read(match, days[0])
    elif days:
        yield Span(*match.span()), Meaning(alternatives=days, because="the month may stand first or second")


def _in_signs(text: str) -> Iterator[tuple[Span, Meaning]]:
    for match in _SIGNS.finditer(text):
        found = _signs(match) if match[0] else None
        if found:
            yield Span(match.start(), match.start() + len(match[0].rstrip())), found
    for match in _DAY_WORD.finditer(text):
        yield Span(*match.span()), Meaning(relative=_away(_DAYS[match[0]]))


def _away(days: int) -> Relative:
    return lambda writing: iv.single(writing + timedelta(days))


def _signs(match: re.Match[str]) -> Meaning | None:
    year, month, day = (_value(match[name]) for name in ("year", "month", "day"))
    if not year and not (month and day):
        return None
    if month and (not 1 <= month <= 12 or not iv.day(2000, month, day or 1)):
        return None
    if not year:
        return Meaning(relative=_in_year(month, day), partial=f"--{month:02}-{day:02}", takes_year=True)
    if not month:
        return Meaning(iv.years(year, year)) if 1000 <= year <= 2999 else None
    whole = iv.day(year, month, day) if day else iv.month(year, month)
    return Meaning(iv.third(whole, "上中下".index(match["part"][0])) if whole and match["part"] else whole)


def _in_year(month: int, day: int) -> Relative:
    def resolve(writing: date) -> Interval | None:
        found = [i for n in (-1, 0) if (i := iv.day(writing.year + n, month, day))]
        return min(found, key=lambda i: abs((i.earliest - writing).days)) if found else None

    return resolve


def _value(text: str | None) -> int:
    """Return the number that digits or signs write, 0 for none: 廿三 is 23, 二〇一六 is 2016."""
    if not text:
        return 0
    if text.isdecimal():
        return int(text)
    values = [_NUMERALS[sign] for sign in text]
    if len(values) == 4:
        return int("".join(map(str, values)))
    tens, ones = [v for v in values if v >= 10], [v for v in values if v < 10]
    if not tens:
        return ones[0]
    before = values[0] if values[0] < 10 else 1
    return tens[0] * (before if tens[0] == 10 else 1) + (values[-1] if values[-1] < 10 else 0)
