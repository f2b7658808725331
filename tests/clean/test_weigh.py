"""The trees add up, the body is where the scores are, and what spoke against a line is named."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean import markup, weigh
from variorum.clean.draft import AGAINST, Page, sketch
from variorum.clean.features import COLUMNS, columns
from variorum.clean.judge import sighted
from variorum.clean.measure import Floats

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
PAGE = ["Home", "News", "Sport", "A Title of Four Words", PROSE, PROSE + " Later.", PROSE + " Again.", "Share", "Top"]
WORDS, ENDS = COLUMNS.index("words"), COLUMNS.index("end")

leaves = st.integers(-8, 8).map(float)
trees = st.recursive(
    leaves, lambda t: st.tuples(st.sampled_from(["words", "end"]), leaves, t, t).map(list), max_leaves=6
)


def data(found: list[Any]) -> dict[str, Any]:
    return {"start": 0.5, "usual": dict.fromkeys(COLUMNS, 1.0), "trees": found}


def walked(tree: Any, values: dict[str, float]) -> float:
    """Return what a tree adds, by the plain reading of it."""
    while isinstance(tree, list):
        column, value, below, above = tree
        tree = above if values[column] > value else below
    return float(tree)


def measured(lines: list[str]) -> Floats:
    return columns(sighted(sketch(Page(lines))))


@given(st.lists(trees, min_size=1, max_size=4), st.integers(-9, 9), st.integers(-9, 9))
def test_a_score_is_the_sum_of_one_leaf_a_tree(found: list[Any], words: int, end: int) -> None:
    table = np.zeros((len(COLUMNS), 1), np.float32)
    table[WORDS], table[ENDS] = words, end
    expected = 0.5 + sum(walked(tree, {"words": words, "end": end}) for tree in found)
    assert weigh.planted(data(found)).scores(table)[0] == pytest.approx(expected)


def test_the_shipped_trees_are_sound() -> None:
    forest = weigh.forest()
    assert np.isfinite(forest.adds).all()
    assert forest.adds.shape == (forest.asked.shape[1], 1 << forest.asked.shape[0])
    assert np.isfinite(forest.usual).all()


def test_every_column_is_explained() -> None:
    assert set(weigh.looked_at()) == set(COLUMNS)
    assert set(weigh.looked_at().values()) == set(weigh.LOOKS)
    assert set(weigh.LOOKS) | set(markup.LOOKS.values()) == set(AGAINST)
    assert {c for look in weigh.LOOKS.values() for c in look} <= set(COLUMNS)


def test_the_body_is_the_prose() -> None:
    table = measured(PAGE)
    assert weigh.core(weigh.forest().scores(table), table[WORDS]) == range(4, 7)


def test_a_page_without_likely_lines_has_no_body() -> None:
    assert weigh.core(np.array([-3.0, -4.0], np.float32), np.array([5, 5])) == range(0)
    assert weigh.reach([-1.0, -2.0], range(0)) == range(0)


def test_doubtful_lines_at_the_edge_stay_and_unlikely_ones_do_not() -> None:
    assert weigh.reach([-9.0, -1.0, 3.0, 3.0, -1.0, -9.0], range(2, 4)) == range(1, 5)


def test_what_spoke_most_against_a_line_is_what_would_raise_it_most() -> None:
    table = measured(PAGE)
    found = weigh.against(table, np.arange(table.shape[1]))
    forest, looks = weigh.forest(), weigh.looked_at()
    for i, named in enumerate(found):
        raised = {}
        for look in weigh.LOOKS:
            line = table[:, i : i + 1].copy()
            for k, column in enumerate(COLUMNS):
                line[k] = forest.usual[k] if looks[column] == look else line[k]
            raised[look] = float(forest.scores(line)[0])
        assert math.isclose(raised[named], max(raised.values()), abs_tol=1e-5)


def test_the_parts_of_a_score_add_up_and_what_is_as_usual_has_none() -> None:
    table = measured(PAGE)
    forest, looks = weigh.forest(), weigh.looked_at()
    for line in table.T:
        parts = weigh.parts(line)
        assert weigh.usual() + sum(parts.values()) == pytest.approx(float(forest.scores(line[:, None])[0]), abs=1e-4)
        usual = np.array([looks[column] == "place" for column in COLUMNS])
        assert weigh.parts(np.where(usual, forest.usual, line))["place"] == pytest.approx(0, abs=1e-5)


def test_a_column_that_alone_makes_the_difference_has_all_of_it() -> None:
    line = weigh.forest().usual.copy()
    line[COLUMNS.index("hit")] = 1
    gain = float(weigh.forest().scores(line[:, None])[0]) - weigh.usual()
    assert weigh.parts(line)["furniture"] == pytest.approx(gain, abs=1e-5)
    assert weigh.alone(line)[COLUMNS.index("hit")] == pytest.approx(gain, abs=1e-5)
    assert gain < 0
