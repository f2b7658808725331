"""Date expressions: each case of tests/cases/dates/find.yml, and what holds of any text."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from variorum import dates
from variorum.dates.words import LANGUAGES, vocabulary

FILE = Path(__file__).parents[1] / "cases/dates/find.yml"
CASES = yaml.load(FILE.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (the base loader makes nothing but texts)
WORDS = [
    "May",
    "17",
    "2016",
    "September",
    "last",
    "Monday",
    "month",
    ",",
    "in",
    "yesterday",
    "to",
    "年",
    "3月",
    "ago",
    "(",
]


def told(dating: dates.Dating) -> str:
    """Return a dating as the cases write it."""
    if dating.interval:
        return dating.interval.iso + (" inferred" if dating.kind == "inferred" else "")
    return " ".join(["?", *([dating.partial] if dating.partial else []), *(i.iso for i in dating.alternatives)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']}: {case['text'][:50]}")
def test_a_case(case: dict[str, Any]) -> None:
    anchor = dates.parse(case["anchor"]) if "anchor" in case else None
    found = dates.find(case["text"], case["lang"], anchor)
    assert {dating.words: told(dating) for dating in found} == (case["finds"] or {})


@given(st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text(), st.sampled_from(["", *LANGUAGES]), st.dates())
def test_spans_are_the_words_and_do_not_overlap(text: str, lang: str, day: date) -> None:
    found = dates.find(text, lang, dates.Interval(day, day)) if 2 < day.year < 9990 else dates.find(text, lang)
    assert all(text[d.span.start : d.span.end] == d.words and d.words.strip() for d in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_is_read_as_it_is_printed(day: date) -> None:
    names = {w.value: n for n, w in vocabulary("en").items() if w.kind in "MA" and n == n.capitalize()}
    for text in (
        f"{day.day} {names[day.month]} {day.year}",
        f"{names[day.month]} {day.day}, {day.year}",
        day.isoformat(),
    ):
        assert [d.interval for d in dates.find(f"It was {text} then.", "en")] == [dates.Interval(day, day)]


def test_without_a_day_of_writing_nothing_is_inferred_from_it() -> None:
    for dating in dates.find("Yesterday, last week, on Monday, in July, three days ago, this year.", "en"):
        assert dating.interval is None


def test_a_weekday_of_another_day_is_told() -> None:
    (dating,) = dates.find("On Monday, September 20, 2016, it rained.", "en")
    assert dating.because == "the weekday is that of another day"
