"""Terms of many articles, held against one another, as plain sets would be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.group.terms import Terms, first_sums

SETS = st.lists(st.frozensets(st.integers(0, 9), max_size=6), min_size=1, max_size=5)


@given(SETS, st.booleans())
def test_shared_terms_are_those_of_sets(sets: list[frozenset[int]], common: bool) -> None:
    terms = Terms([sorted(own) for own in sets], common)
    for one, own in enumerate(sets):
        others = np.array([i for i in range(len(sets)) if i != one], np.int64)
        assert terms.shared(one, others).sums().tolist() == [len(own & sets[i]) for i in others]
    assert terms.sizes.tolist() == [len(own) for own in sets]


def test_products_and_sums_go_by_the_weights_of_both() -> None:
    terms = Terms([[3, 5, 8], [5, 8, 9], [1]])
    weights = np.array([1.0, 2.0, 3.0, 10.0, 20.0, 30.0, 5.0])
    shared = terms.shared(0, np.array([1, 2]))
    assert shared.products(weights).tolist() == [2 * 10 + 3 * 20, 0]
    assert shared.sums(weights[shared.theirs]).tolist() == [30, 0]


def test_terms_of_one_article_alone_are_left_out_where_common_ones_are_asked_for() -> None:
    terms = Terms([[3, 5], [5, 9]], common=True)
    assert terms.taken.tolist() == [False, True, True, False]
    assert terms.starts.tolist() == [0, 1, 2]


@pytest.mark.parametrize(("first", "sums"), [(0, [0, 0, 0]), (1, [4, 0, 7]), (2, [6, 0, 7]), (9, [7, 0, 7])])
def test_the_first_values_that_are_counted_are_summed(first: int, sums: list[float]) -> None:
    rows = np.array([0, 0, 0, 0, 2])
    counted = np.array([False, True, True, True, True])
    assert first_sums(rows, counted, np.array([9.0, 4, 2, 1, 7]), first, 3).tolist() == sums
