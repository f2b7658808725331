"""Quotes find their one place, by context where they need it, and are not placed by guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum import edition, read
from variorum.accounts import in_context, nearest, places, quotes
from variorum.fold import find_all
from variorum.model import Account, Event, Quote, Sources, Span

TEXT = "On Monday it rained. It rained on Monday, too — “for hours”, she said. On Tuesday it rained."


def placed(*given_: Quote) -> list[str]:
    """Return the words and the start of each place that is found."""
    event = Event("e", "e.md", "E", accounts=tuple(Account(quote, "x") for quote in given_))
    found = edition.build(Sources((read.text_seed(TEXT, "a", "seeds/a.txt"),), (), (), events=(event,)))
    text = found.articles[0].text
    return [f"{text[s.start : s.end]}@{s.start}" for quote in given_ if (s := found.places.get(quote))]


def test_a_quote_is_found_however_it_was_typed() -> None:
    assert placed(Quote("a", 'too - "for  hours", she')) == ["too — “for hours”, she@42"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("On Monday it", "", ["rained@13"]),
        ("", "on Monday", ["rained@24"]),
        ("Tuesday it", ".", ["rained@85"]),
        ("On Monday it", "on Monday", []),
        ("snow", "", []),
    ],
)
def test_context_tells_which_of_several_places_is_meant(before: str, after: str, expected: list[str]) -> None:
    assert placed(Quote("a", "rained", before, after)) == expected


def test_words_that_stand_nowhere_have_no_place_however_near() -> None:
    assert placed(Quote("a", "On Wednesday it rained."), Quote("b", "Monday")) == []


def test_every_quote_of_an_event_is_known_by_its_key() -> None:
    event = Event("e", "e.md", "E", date_quote=Quote("a", "x"), accounts=(Account(Quote("a", "y"), "z"),))
    assert [key for key, _ in quotes(event)] == ["date_evidence", "accounts.0"]
    assert places((), (event,)) == {}


@pytest.mark.parametrize(
    ("quote", "expected"),
    [("it rained on Sunday, too", "It rained on Monday, too"), ("snow", ""), ("She said", "she said.")],
)
def test_the_nearest_words_are_named(quote: str, expected: str) -> None:
    assert nearest(TEXT, quote) == expected


@given(st.text("ab —“", max_size=30), st.text("ab —“", min_size=1, max_size=5))
def test_places_without_context_are_those_of_the_words(text: str, words: str) -> None:
    spans = find_all(text, words)
    assert in_context(text, spans, Quote("a", words)) == spans
    assert all(isinstance(span, Span) for span in spans)
