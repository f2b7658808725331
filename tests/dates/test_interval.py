"""Intervals print as ISO 8601 and are read back; values that are dates as a whole are read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.dates import Interval, parse, read

intervals = st.tuples(st.dates(), st.dates()).map(lambda days: Interval(min(days), max(days)))


@given(intervals)
def test_an_interval_is_read_as_printed(interval: Interval) -> None:
    assert parse(interval.iso) == interval


@pytest.mark.parametrize(
    ("iso", "precision"),
    [
        ("2016-09-17", "day"),
        ("2016-09", "month"),
        ("2016", "year"),
        ("1980/1989", "decade"),
        ("1981/1990", "range"),
        ("2016-09-17/2016-09-19", "range"),
        ("2016-02/2016-03", "range"),
        ("2012-02-01/2012-02-28", "range"),
    ],
)
def test_precision(iso: str, precision: str) -> None:
    interval = parse(iso)
    assert interval
    assert (interval.precision, interval.iso) == (precision, iso)


@pytest.mark.parametrize(
    "text", ["", "/", "2016-13", "2016-02-30", "2016/2015", "a", "0000", "2016/2017/2018", "2016-9-1"]
)
def test_what_is_no_iso_date(text: str) -> None:
    assert parse(text) is None


def test_an_interval_may_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Interval(date(2016, 1, 2), date(2016, 1, 1))


@given(intervals, intervals)
def test_overlap_and_cover(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert not one.covers(other) or one.overlaps(other)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2016-09", "2016-09"),
        ("Wednesday, May 8, 2024", "2024-05-08"),
        ("8. Mai 2016", "2016-05-08"),
        ("Mai 2016", "2016-05"),
        ("mars 2016", "2016-03"),
        ("8 мая 2016 г.", "2016-05-08"),
        ("Published: 12 September 2016, 10:30 am", "2016-09-12"),
        ("05/08/2024", "2024-05-08/2024-08-05"),
        ("2016年9月17日", "2016-09-17"),
    ],
)
def test_printed_dates_are_read(value: str, iso: str) -> None:
    found = read(value)
    assert found
    assert found.iso == iso


@pytest.mark.parametrize(
    "value", ["", "in spring", "Monday", "May 8", "yesterday", "8 May 2024 or 9 May 2024", "57.6 F", "May"]
)
def test_what_is_no_date_as_a_whole(value: str) -> None:
    assert read(value) is None
