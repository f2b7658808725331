"""What the elements around lines hold: sums over the lines that stand in them."""

import numpy as np

from variorum.clean.places import Around
from variorum.model import Line


def _around(*places: tuple[int, ...]) -> Around:
    return Around([Line(i, "x", "\n", "", numbers) for i, numbers in enumerate(places, 1)])


def test_an_element_holds_what_stands_in_it_and_in_those_within() -> None:
    """Number 0 is no element and holds nothing."""
    around = _around((1, 2), (1, 3), (), (1,))
    assert around.held(np.array([1, 2, 4, 8])).tolist() == [0, 15, 1, 2]
    assert around.inside(1).tolist() == [True, True, False, True]
    assert around.inside(-1).tolist() == [False] * 4


def test_lines_too_deep_to_name_their_outermost_elements_stand_in_them_all_the_same() -> None:
    """Element 1 holds the line between two that name it."""
    assert _around((1, 2), (3, 4), (1, 5)).held(np.array([1, 2, 4]))[1] == 7


def test_no_lines_stand_in_no_element() -> None:
    """A page whose lines are all judged already."""
    assert _around().held(np.array([], int)).tolist() == [0]
