"""Average link: joining by means, not by chains, and keeping like events apart."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from variorum.group.clusters import FLOOR, average_link

COUNT = 7
PAIRS = list(combinations(range(COUNT), 2))
SCORES = st.dictionaries(st.sampled_from(PAIRS), st.integers(-40, 40).map(lambda n: n / 10))


def alone(count: int) -> list[list[int]]:
    return [[i] for i in range(count)]


def test_a_chain_is_no_group() -> None:
    chain = {(i, i + 1): 1.0 for i in range(5)}
    assert [0, 1, 2, 3, 4, 5] not in average_link(alone(6), chain, -1.0)


def test_links_between_that_are_much_worse_than_those_inside_tell_two_events() -> None:
    inside = {p: 4.0 for group in (range(4), range(4, 8)) for p in combinations(group, 2)}
    between = {(i, j): 1.0 for i in range(4) for j in range(4, 8)}
    assert average_link(alone(8), inside | between, -1.0) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert average_link(alone(8), inside | between, -1.0, apart=False) == [list(range(8))]


def test_a_large_group_must_be_firmer_than_a_small_one() -> None:
    weak = dict.fromkeys(PAIRS, -0.5)
    assert average_link(alone(2), {(0, 1): -0.5}, -1.0) == [[0, 1]]
    assert average_link(alone(COUNT), weak, -1.0, apart=False) == [list(range(COUNT))]
    assert max(map(len, average_link(alone(COUNT), weak, -1.0))) < COUNT


@given(SCORES)
def test_groups_share_no_article_and_leave_none_out(links: dict[tuple[int, int], float]) -> None:
    groups = average_link(alone(COUNT), links, 0.0)
    assert sorted(i for group in groups for i in group) == list(range(COUNT))


@given(SCORES)
def test_groups_that_could_still_join_are_none(links: dict[tuple[int, int], float]) -> None:
    groups = average_link(alone(COUNT), links, 0.0, apart=False)
    for a, b in combinations(groups, 2):
        scores = [links.get((min(i, j), max(i, j)), FLOOR) for i in a for j in b]
        assert sum(scores) / len(scores) < 1e-9


@given(SCORES)
def test_the_order_of_links_does_not_matter(links: dict[tuple[int, int], float]) -> None:
    backwards = dict(reversed(links.items()))
    assert average_link(alone(COUNT), links, 0.0) == average_link(alone(COUNT), backwards, 0.0)
