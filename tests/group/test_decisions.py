"""What editors decide goes before the machine: on groups of both levels, and on links."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.group import group
from variorum.group.clusters import average_link
from variorum.group.decisions import Bounds, bounds, decided, joined, parts, reviewed, torn
from variorum.model import Decision, Link, Passage, Quote, Span

IDS = tuple("abcdef")
FERRY = "The ferry Agia Marina sank off Karystos on Tuesday after it struck the reef of Mandilou, the coastguard said."
TAX = "Parliament passed the new tax on diesel fuel in Lisbon, and the minister of finance Rui Costa thanked the house."
DOCUMENTS = [
    {"id": "a", "text": FERRY},
    {"id": "b", "text": f"{FERRY} All were saved."},
    {"id": "c", "text": TAX},
]


def decision(id: str = "d", **said: object) -> Decision:
    return replace(Decision(id, f"docs/groups/{id}.md", id), **said)  # type: ignore[arg-type]


def test_without_decisions_the_machine_groups() -> None:
    assert group(DOCUMENTS).events == (("a", "b"), ("c",))


def test_what_an_editor_puts_together_or_apart_is_so() -> None:
    events, stories = bounds([decision(together=("a", "c"), apart=(("a",), ("b",)))])
    found = group(DOCUMENTS, events, stories)
    assert found.events == (("a", "c"), ("b",))
    assert found.copies == ()


def test_articles_apart_as_events_may_be_one_story_and_articles_apart_as_stories_are_no_event() -> None:
    one = group(DOCUMENTS, *bounds([decision(apart=(("a",), ("b",)))]))
    assert one.events == (("a",), ("b",), ("c",))
    assert one.stories == (("a", "b"), ("c",))
    two = group(DOCUMENTS, *bounds([decision(level="story", apart=(("a",), ("b",)))]))
    assert (two.events, two.stories) == ((("a",), ("b",), ("c",)),) * 2
    story = group(DOCUMENTS, *bounds([decision(level="story", together=("a", "c"))]))
    assert story.events == (("a", "b"), ("c",))
    assert story.stories == (("a", "b", "c"),)


def test_an_id_that_no_article_has_changes_nothing() -> None:
    held = bounds([decision(together=("c", "x"), apart=(("a",), ("y",)))])
    assert group(DOCUMENTS, *held) == group(DOCUMENTS)


SCORES = st.dictionaries(st.sampled_from(list(combinations(range(6), 2))), st.integers(-40, 40).map(lambda n: n / 10))
LISTS = st.lists(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True), min_size=2, max_size=3)


@settings(deadline=None)
@given(SCORES, st.lists(st.lists(st.sampled_from(IDS), min_size=2, max_size=3, unique=True), max_size=2), LISTS)
def test_bounds_hold_whatever_the_scores(
    links: dict[tuple[int, int], float], together: list[list[str]], apart: list[list[str]]
) -> None:
    bound = Bounds(tuple(map(tuple, together)), (tuple(map(tuple, apart)),))
    begun = joined([[i] for i in range(6)], bound.together, IDS)
    found = [{IDS[i] for i in g} for g in average_link(begun, links, 0.0, parted=parts(bound.apart, IDS))]
    assert all(any(set(members) <= g for g in found) for members in together)
    assert sorted(id_ for g in found for id_ in g) == list(IDS)
    if not torn(bound, IDS):
        parted = [(x, y) for one, other in combinations(apart, 2) for x in one for y in other]
        assert not any(x in g and y in g for x, y in parted for g in found)


@settings(deadline=None)
@given(SCORES)
def test_a_list_apart_from_nothing_that_is_there_moves_nothing(links: dict[tuple[int, int], float]) -> None:
    alone = [[i] for i in range(6)]
    assert average_link(alone, links, 0.0, parted=parts([[("a",), ("x",)]], IDS)) == average_link(alone, links, 0.0)


def test_contradictions_are_found_by_way_of_others() -> None:
    bound = Bounds((("a", "b"), ("b", "c")), ((("d",), ("e",)), (("a",), ("c",), ("f",))))
    assert torn(bound, IDS) == [(1, ("a", "c"))]


def test_a_group_knows_which_of_its_articles_an_editor_put_together() -> None:
    said = [decision("one", together=("a", "b")), decision("two", together=("a", "b", "c"), name="Larger")]
    assert reviewed(("a", "b", "d"), "event", said) == (("a", "b"), "one")
    assert reviewed(("a", "b", "c"), "event", said) == (("a", "b", "c"), "Larger")
    assert reviewed(("a", "c"), "event", said) == ((), "")
    assert reviewed(("a", "b"), "story", said) == ((), "")


LINK = Link(Passage("a", Span(0, 10)), Passage("b", Span(5, 20)), 0.4, ("alike",))
PLACES = {Quote("a", "x"): Span(2, 4), Quote("b", "y"): Span(6, 8), Quote("b", "z"): Span(20, 30)}
X, Y, Z = PLACES


def test_a_link_is_confirmed_or_refused_in_either_direction() -> None:
    for pair in ((X, Y), (Y, X)):
        assert decided([LINK], [decision(links=(pair,))], PLACES) == (replace(LINK, reviewed=True),)
        assert decided([LINK], [decision(not_links=(pair,))], PLACES) == ()


def test_a_link_the_machine_missed_is_added_and_one_beside_is_left() -> None:
    kept, added = decided([LINK], [decision(links=((X, Z),), not_links=((Z, X),))], PLACES)
    assert kept == LINK
    assert (added.one, added.other) == (Passage("a", Span(2, 4)), Passage("b", Span(20, 30)))
    assert added.reviewed


def test_a_quote_without_a_place_decides_nothing() -> None:
    lost = Quote("a", "gone")
    assert decided([LINK], [decision(links=((lost, Y),), not_links=((lost, Y),))], PLACES) == (LINK,)
