"""Numbers that count something are found with unit, qualifier and attribution; years, days and times are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.group.figures import suggest
from variorum.group.numbers import Number, numbers
from variorum.group.passages import Passage
from variorum.model import Span


def one(text: str) -> Number:
    (found,) = numbers(text)
    return found


@pytest.mark.parametrize(
    ("text", "qualifier", "value", "amount", "unit"),
    [
        ("a US airstrike that killed an estimated 62 Syrian troops and more", "an estimated", "62", 62, "troops"),
        ("killing at least 60 soldiers, it said", "at least", "60", 60, "soldiers"),
        ("as many as 430,000 casualties and war crimes", "as many as", "430,000", 430_000, "casualties"),
        ("Approximately 250,000 civilians are trapped", "approximately", "250,000", 250_000, "civilians"),
        ("with only 30 doctors to help", "only", "30", 30, "doctors"),
        ("It cost $5 million in all.", "", "5 million", 5_000_000, "$"),
        ("It rose by 3.5 per cent in a year", "", "3.5", 3.5, "%"),
        ("Two hospitals were hit", "", "Two", 2, "hospitals"),
        ("more than five years old", "more than", "five", 5, "years"),
        ("mehr als 1.200 Menschen starben", "mehr als", "1.200", 1200, "menschen"),
    ],
)
def test_what_is_counted(text: str, qualifier: str, value: str, amount: float, unit: str) -> None:
    found = one(text)
    assert (found.qualifier, found.value, found.amount) == (qualifier, value, amount)
    assert found.unit in (unit, "starben" if unit == "menschen" else unit)
    assert value in text[found.span.start : found.span.end]


@pytest.mark.parametrize(
    "text",
    [
        "In 2011, the war began",
        "On September 17, the US said",
        "on 17 September it",
        "at 10:30 in the",
        "since 2016 and",
        "",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert list(numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("According to aid organizations, at least 400 people have been killed", "aid organizations"),
        ("The Observatory said 49 children died", "The Observatory"),
        ("At least 400 people have been killed", ""),
    ],
)
def test_who_says_so(text: str, who: str) -> None:
    assert one(text).attributed_to == who


@given(st.text() | st.from_regex(r"(at least )?[0-9]{1,4}([.,][0-9]{1,3})? [a-z]{1,9} [a-z]{1,4}", fullmatch=True))
def test_values_stand_where_the_span_says(text: str) -> None:
    for number in numbers(text):
        there = text[number.span.start : number.span.end]
        assert number.value.split(" ")[0] in there
        assert number.qualifier in there.lower()


def test_reports_of_one_figure_stand_together() -> None:
    texts = {
        "a": "A strike killed an estimated 62 Syrian troops.",
        "b": "It killed at least 60 soldiers, injuring more than 100.",
    }
    (figure, *rest) = suggest([Passage(id_, Span(0, len(t)), t) for id_, t in texts.items()])
    assert [(r.quote.article, r.qualifier, r.value) for r in figure.reports] == [
        ("a", "an estimated", "62"),
        ("b", "at least", "60"),
    ]
    assert all(r.value in r.quote.exact for f in (figure, *rest) for r in f.reports)
