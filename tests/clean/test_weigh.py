"""The score of a line can be taken apart, and the body is where the scores are."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean import weigh
from variorum.clean.features import columns
from variorum.clean.rules import plain

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
PAGE = [
    "Home",
    "News",
    "Sport",
    "A Title of Four Words",
    PROSE,
    PROSE + " Later.",
    PROSE + " Again.",
    "Share",
    "More",
    "Top",
]


def scored(lines: list[str]) -> weigh.Scores:
    return weigh.weigh(columns(lines, [0] * len(lines), lambda text: False))


def test_every_column_of_the_tables_is_measured_and_explained() -> None:
    _, steps = weigh.tables()
    measured = set(columns(PAGE, [0] * len(PAGE), lambda text: False))
    assert {step.column for step in steps} <= measured
    assert {step.column for step in steps} <= set(weigh.LOOKS)


def test_every_table_has_a_step_between_any_two_edges() -> None:
    _, steps = weigh.tables()
    for step in steps:
        assert list(step.edges) == sorted(step.edges)
        assert len(step.adds) == len(step.edges) + 1
        assert all(math.isfinite(add) for add in step.adds)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(plain), min_size=1, max_size=20))
def test_a_score_is_the_sum_of_its_parts(lines: list[str]) -> None:
    scores = scored(lines)
    start, _ = weigh.tables()
    for i, score in enumerate(scores.lines):
        assert score == pytest.approx(start + sum(part[i] for part in scores.parts.values()))


def test_the_body_is_the_prose() -> None:
    values = columns(PAGE, [0] * len(PAGE), lambda text: False)
    assert weigh.core(scored(PAGE).lines, values["words"]) == range(4, 7)


def test_a_page_without_likely_lines_has_no_body() -> None:
    assert weigh.core([-1.0, -2.0], [5.0, 5.0]) == range(0)
    assert weigh.reach([-1.0, -2.0], range(0)) == range(0)


def test_doubtful_lines_at_the_edge_stay_and_unlikely_ones_do_not() -> None:
    assert weigh.reach([-9.0, -1.0, 3.0, 3.0, -1.0, -9.0], range(2, 4)) == range(1, 5)


def test_what_spoke_most_against_a_line_is_named() -> None:
    assert scored(PAGE).strongest(0, favour=False) in set(weigh.LOOKS.values())
