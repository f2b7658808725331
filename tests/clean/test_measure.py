"""What is counted in a line, in several scripts, and that a line's counts do not depend on the lines around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean.measure import SEEN, Counts, measure

LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")), min_size=1, max_size=8)


def row(counts: Counts, i: int) -> list[float]:
    return [getattr(counts, name)[i].item() for name in Counts.__dataclass_fields__]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("The council met.", 3),
        ("it's a well-known U.S. case", 5),
        ("12 of 300", 1),
        ("日本語の文章です", 4),
        ("मुख्य समाचार", 2),
        ("", 0),
        ("— … —", 0),
        ("سوریه در جنگ", 3),
    ],
)
def test_words(line: str, words: int) -> None:
    assert measure([line]).words.tolist() == [words]


@pytest.mark.parametrize(
    ("line", "sentences", "ends"),
    [
        ("It rained. Nobody came.", 2, True),
        ("He came from the U.S. in May", 0, False),
        ("“Really?” she said", 1, False),
        ("She said: “No.”", 1, True),
        ("会議は終わった。誰も来なかった。", 2, True),
        ("Version 2.5 is out", 0, False),
        ("Read more >", 0, False),
        ("यह समाप्त हुआ।", 1, True),
        ("انتهى الاجتماع؟", 1, True),
    ],
)
def test_sentences(line: str, sentences: int, ends: bool) -> None:
    counts = measure([line])
    assert counts.sentences.tolist() == [sentences]
    assert counts.ends.tolist() == [ends]


def test_capitals_digits_marks_and_separators() -> None:
    counts = measure(["The Day of 12 Kings | Home:"])
    assert counts.capitals.tolist() == [4]
    assert counts.capital_starts.tolist() == [4]
    assert counts.starts.tolist() == [6]
    assert counts.digits.tolist() == [2]
    assert counts.separators.tolist() == [1]
    assert counts.marks.tolist() == [2]
    assert counts.colon.tolist() == [True]


def test_prose_is_long_or_has_sentences() -> None:
    lines = ["word " * 25, "one two three four five six seven eight nine ten.", "one two three four five six seven"]
    assert measure(lines).prose.tolist() == [True, True, False]


def test_of_a_long_line_the_beginning_is_summed_and_nothing_runs_over() -> None:
    counts = measure(["1" * (3 * SEEN), "1A"])
    assert counts.digits.tolist() == [SEEN, 1]
    assert counts.capitals.tolist() == [0, 1]
    assert counts.length.tolist() == [3 * SEEN, 2]


@given(LINES)
def test_a_line_counts_the_same_alone(lines: list[str]) -> None:
    together = measure(lines)
    for i, line in enumerate(lines):
        assert row(together, i) == row(measure([line]), 0)
