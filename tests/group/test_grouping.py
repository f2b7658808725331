"""Groups of documents: each case holds documents and the groups that they make."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.group import group, same_event
from variorum.group.clusters import FLOOR
from variorum.group.grouping import ordinal

CASES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in Path(__file__).parent.glob("cases/*")}
EVERYTHING: list[dict[str, Any]] = [document for name in sorted(CASES) for document in CASES[name]["documents"]]


def events(documents: list[dict[str, Any]]) -> set[frozenset[str]]:
    return {frozenset(ids) for ids in same_event(documents)}


@pytest.mark.parametrize("name", sorted(CASES))
def test_case(name: str) -> None:
    case = CASES[name]
    assert events(case["documents"]) == {frozenset(ids) for ids in case["groups"]}


def test_cases_together_give_the_groups_of_each() -> None:
    assert events(EVERYTHING) == {frozenset(ids) for case in CASES.values() for ids in case["groups"]}


@given(st.permutations(EVERYTHING))
@settings(max_examples=10, deadline=None)
def test_order_does_not_matter(documents: list[dict[str, Any]]) -> None:
    assert group(documents) == group(EVERYTHING)


@given(st.sampled_from(sorted(CASES)))
@settings(max_examples=5, deadline=None)
def test_other_articles_move_no_score(name: str) -> None:
    own = {str(document["id"]) for document in CASES[name]["documents"]}
    among = [pair for pair in group(EVERYTHING).pairs if {pair.first, pair.second} <= own]
    assert list(group(CASES[name]["documents"]).pairs) == among


@given(st.lists(st.text(max_size=80), max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_id_stands_in_one_event_of_one_story(texts: list[str]) -> None:
    documents = [{"id": str(i), "text": text} for i, text in enumerate(texts)]
    found = group(documents)
    for level in (found.events, found.stories):
        assert sorted(id for ids in level for id in ids) == sorted(str(i) for i in range(len(texts)))
    assert all(any(set(event) <= set(story) for story in found.stories) for event in found.events)


def test_magnitudes_that_clash_forbid_a_link() -> None:
    vetoed = [p for p in group(CASES["two-earthquakes"]["documents"]).pairs if p.veto]
    assert {(p.first, p.second) for p in vetoed} >= {("christchurch-1", "lorca-1"), ("christchurch-2", "lorca-2")}
    assert all(p.score == FLOOR and "6.3" in p.veto.first and "5.1" in p.veto.second for p in vetoed if p.veto)


def test_copies_are_told_from_other_accounts() -> None:
    first, second = CASES["two-earthquakes"]["documents"][:2]
    copy = {**first, "id": "wire", "title": "Lorca: quake kills eight", "text": first["text"] + "More soon."}
    assert group([first, second, copy]).copies == (("lorca-1", "wire"),)


def test_no_documents() -> None:
    assert same_event([]) == []


def days() -> Iterator[tuple[str, str, int]]:
    yield "2016-09-29", "2016-09-30", 1
    yield "2016-02-28", "2016-03-01", 2
    yield "2015-12-31", "2016-01-01", 1
    yield "2016-09", "2016-09-15", 0
    yield "2000-01-01", "2016-01-01", 5844


@pytest.mark.parametrize(("earlier", "later", "apart"), list(days()))
def test_days_are_counted_by_the_calendar(earlier: str, later: str, apart: int) -> None:
    first, second = ordinal(earlier), ordinal(later)
    assert first is not None
    assert second is not None
    assert second - first == apart


@pytest.mark.parametrize("date", [None, "", "yesterday", "2016"])
def test_what_is_no_day_counts_as_unknown(date: str | None) -> None:
    assert ordinal(date) is None
