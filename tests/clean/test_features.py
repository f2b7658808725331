"""Each column says what its name says; the windows are held against a plain way to count them."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean.draft import Page, sketch
from variorum.clean.features import COLUMNS, FAR, SIGNALS, WINDOWS, columns, heaviest, prose_run, since
from variorum.clean.judge import sighted

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
PAGE = [
    "Home",
    "News",
    "Share",
    "",
    "The council and its nine hours",
    "",
    PROSE,
    "",
    f"{PROSE} Later it met again.",
    "Photo: Jane Example",
    "",
    "Share",
    "Leave a Reply",
    "12 May 2016:",
]


def table(lines: list[str]) -> dict[str, list[float]]:
    found = columns(sighted(sketch(Page(lines))))
    assert found.shape[0] == len(COLUMNS)
    return dict(zip(COLUMNS, found.tolist(), strict=True))


def test_names_are_unique() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_shape_of_lines() -> None:
    found = table(PAGE)
    assert found["words"] == [1, 1, 1, 6, 20, 24, 3, 1, 3, 1]
    assert found["prose"] == [0, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    assert found["end"] == [0, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    assert found["colon"] == [0] * 9 + [1]
    assert found["digits"] == [0] * 9 + [6]
    assert found["digitstart"] == [0] * 9 + [1]
    assert found["credit"] == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0]
    assert found["cr1"] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]


def test_gaps_repeats_and_known_furniture() -> None:
    found = table(PAGE)
    assert found["gap"] == [0, 0, 0, 1, 1, 1, 0, 1, 0, 0]
    assert found["gap1"] == [0, 0, 1, 1, 1, 0, 1, 0, 0, 0]
    assert found["rep"] == [1, 1, 2, 1, 1, 1, 1, 2, 1, 1]
    assert found["near"] == [0] * 10
    assert found["hit"] == [0, 0, 1, 0, 0, 0, 0, 1, 1, 0]
    assert found["opened"] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert table([PROSE] * 3 + PAGE)["opened"][-2:] == [1, 1]


def test_near_repeats_are_counted() -> None:
    assert table(["Later", "More", "Later", "More", "Later", "a", "b", "c", "Later"])["near"] == [
        2,
        1,
        2,
        1,
        3,
        0,
        0,
        0,
        1,
    ]


def test_place_of_lines() -> None:
    found = table(PAGE)
    assert found["inrun"] == [0, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    assert found["fromrun"] == [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5]
    assert found["torun"] == [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4]
    assert found["db"] == [FAR] * 5 + [1, 1, 2, 3, 4]
    assert found["da"] == [4, 3, 2, 1, 1, *[FAR] * 5]
    assert found["shorts"] == [4, 4, 4, 4, 0, 0, 4, 4, 4, 4]
    assert found["mbs"] == [0, 0, 0, 0, 0, float(np.float32(20 / 44)), 1, 1, 1, 1]


def test_a_headline_shares_the_words_of_the_prose() -> None:
    found = table(PAGE)
    assert found["shared"][3] == 3
    assert found["overlap"][3] == 0.5
    assert found["overlap"][0] == 0


@given(st.lists(st.sampled_from([*PAGE, "", "A second sentence."]), min_size=1, max_size=40).filter(any))
def test_windows_are_means_of_the_lines_around(lines: list[str]) -> None:
    found = table(lines)
    size = len(found["words"])
    for name, (low, high) in WINDOWS.items():
        for signal in SIGNALS:
            for i in range(size):
                held = found[signal][max(i + low, 0) : max(i + high, 0)]
                expected = sum(held) / len(held) if held else -1
                assert math.isclose(found[f"{signal}:{name}"][i], expected, abs_tol=1e-4)


def test_lines_beside() -> None:
    found = table(PAGE)
    assert found["words:+1"] == [*found["words"][1:], -1]
    assert found["end:-2"] == [-1, -1, *found["end"][:-2]]


@given(st.lists(st.booleans(), min_size=1))
def test_since_counts_from_the_last_mark(marks: list[bool]) -> None:
    found = since(np.array([marks]))[0].tolist()
    for i, distance in enumerate(found):
        before = [k for k in range(i) if marks[k]]
        assert distance == (min(i - before[-1], FAR) if before else min(i + FAR, FAR))


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=12))
def test_heaviest_run_has_the_greatest_sum(weights: list[int]) -> None:
    run = heaviest(np.array(weights))
    sums = [sum(weights[a:b]) for a in range(len(weights)) for b in range(a + 1, len(weights) + 1)]
    assert sum(weights[i] for i in run) == max(0, *sums)


def test_a_run_of_prose_begins_with_prose() -> None:
    assert prose_run(sighted(sketch(Page(["Was it so?", PROSE, PROSE])))) == range(1, 3)
    assert prose_run(sighted(sketch(Page(["Home"])))) == range(0)
