"""Folding: what is found is a span of the original whose folded words are those of the quotation."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.fold import find, find_all, fold
from variorum.model import Span

TYPED = st.text(alphabet="ab A-'\". \u00a0\u2009\u2019\u201c\u2013\u2026\u00ad\u200b\n\tßİ")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("don’t", "don't"),
        ("“so”", '"so"'),
        ("2015–2016", "2015-2016"),
        ("wait…", "wait..."),
        ("a\u00a0\u202fb", "a b"),
        ("a \n\t b", "a b"),
        ("co\u00adop\u200b", "coop"),
        ("café", "café"),
    ],
)
def test_folds_what_is_typed_differently(typed: str, meant: str) -> None:
    """Typography and spaces are folded, letters are not."""
    assert fold(typed).text == meant


def test_finds_spans_of_the_original() -> None:
    """The span counts the original's code points."""
    text = "He said:\u00a0“We  don’t know…” again"
    assert find(text, '"We don\'t know..."') == Span(9, 26)
    assert text[9:26] == "“We  don’t know…”"


def test_starts_where_it_is_told_and_finds_all() -> None:
    """Places are given from left to right without overlap."""
    assert find("a a a", "a", 1) == Span(2, 3)
    assert find_all("aaaa", "aa") == [Span(0, 2), Span(2, 4)]
    assert find("a", "b") is None
    assert find_all("a", " ") == []


def test_case_is_folded_only_when_asked() -> None:
    """Unicode's full case folding, so that ß meets SS."""
    assert find("Straße", "STRASSE") is None
    assert find("Straße", "STRASSE", case=True) == Span(0, 6)


def test_no_match_begins_or_ends_within_a_character() -> None:
    """One of the three dots of an ellipsis is no place of the original."""
    assert find_all("wait…", "wait.") == []
    assert find("a…..", "..") == Span(2, 4)


def test_a_soft_hyphen_within_a_word_belongs_to_its_span() -> None:
    """What vanishes inside a quotation is inside its span; what vanishes around it is not."""
    assert find("\u00adco\u00adop\u00ad", "coop") == Span(1, 6)


def test_a_letter_and_its_accent_are_one_however_encoded() -> None:
    """Composed and decomposed forms meet, and the span holds all code points of the original."""
    text = "le cafe\u0301 et 가 \u1100\u1161\u11a8"
    assert find(text, "caf\u00e9") == Span(3, 8)
    assert find(text, "cafe") is None
    assert find(text, "각") == Span(14, 17)
    assert find("caf\u00e9", "cafe\u0301") == Span(0, 4)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_form_of_the_encoding_does_not_matter(text: str) -> None:
    """NFC and NFD of one text fold to the same words."""
    folded = {fold(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD")}
    assert len(folded) == 1


@given(TYPED, TYPED, st.booleans())
def test_every_span_folds_to_the_quotation(text: str, quote: str, case: bool) -> None:
    """The words at each place are the quotation's."""
    needle = fold(quote, case).text.strip(" ")
    for span in find_all(text, quote, case):
        assert fold(text[span.start : span.end], case).text == needle


@given(TYPED, TYPED, TYPED, st.booleans())
def test_what_stands_there_is_found(before: str, quote: str, after: str, case: bool) -> None:
    """A quotation between line breaks and other words is always found."""
    words = quote.strip()
    if fold(words, case).text.strip(" "):
        assert find(f"{before}|{words}|{after}", f"|{words}|", case=case) is not None


@given(st.from_regex(r"([!-~]+( [!-~]+)*)?", fullmatch=True))
def test_plain_ascii_stays_as_it_is(text: str) -> None:
    """ASCII without runs of spaces is its own folding, place by place."""
    folded = fold(text)
    assert folded.text == text
    assert list(folded.starts) == list(range(len(text)))


@given(st.text(), st.booleans())
def test_places_only_grow(text: str, case: bool) -> None:
    """The map from folded to original never goes back and stays within the text."""
    folded = fold(text, case)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(one <= two for one, two in pairwise(folded.starts))
    assert all(start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(st.text(), st.booleans())
def test_folding_twice_changes_nothing(text: str, case: bool) -> None:
    """A folded text is its own folding."""
    once = fold(text, case).text
    assert fold(once, case).text == once


def test_cost_grows_with_the_length_only() -> None:
    """A text ten times as long takes about ten times as long, not a hundred times."""
    times = []
    for length in (20_000, 200_000):
        begin = time.perf_counter()
        find_all("a … " * (length // 4), "a ....")
        times.append(time.perf_counter() - begin)
    assert times[1] < 40 * times[0] + 0.5
