"""What two texts both quote: words in quotation marks of any kind, at least four in a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.speech import shared, spoken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “stop” and 'go'.", ["stop"]),
        ('"One" and "two"', ["One", "two"]),
        ("„Halt“, sagte er. «Non», dit-elle. 「止まれ」", ["Halt", "Non", "止まれ"]),
        ('A 6" pipe\nand a 7" one', []),
        ("“not closed", []),
    ],
)
def test_words_in_quotation_marks_are_found(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in spoken(text)] == expected


def test_the_longest_run_is_shared_once_and_only_as_quoted() -> None:
    one = "She said: “They know exactly what they are doing. They know it.”"
    other = "“Those who fight know exactly what they are doing,” he heard. They know exactly what they are doing."
    (found,) = shared(one, other)
    assert one[found.one.start : found.one.end] == "know exactly what they are doing"
    assert other[found.other.start : found.other.end] == "know exactly what they are doing"
    assert found.words == 6


def test_no_run_goes_across_two_quotations_or_is_too_short() -> None:
    assert shared("“we will go” “home soon”", "“we will go home soon”") == []
    assert shared("“we will go”", "“we will go”") == []


def test_case_and_kind_of_marks_do_not_matter() -> None:
    assert len(shared("“It’s not the End”", '"it\'s not the end"')) == 1


QUOTED = st.lists(st.text("abc ", max_size=12).map(lambda s: f"“{s}”"), max_size=4).map(" x ".join)


@given(QUOTED, QUOTED)
def test_what_is_shared_stands_in_both(one: str, other: str) -> None:
    for found in shared(one, other):
        mine, theirs = one[found.one.start : found.one.end], other[found.other.start : found.other.end]
        assert mine.split() == theirs.split()
        assert len(mine.split()) == found.words >= 4
    assert sum(f.words for f in shared(one, one)) == sum(
        len(run.split()) for run in (one[s.start : s.end] for s in spoken(one)) if len(run.split()) >= 4
    )
