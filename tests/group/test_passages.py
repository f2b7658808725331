"""Passages that tell one event are linked, with reasons; other days, other acts and threats are not."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum import edition, read
from variorum.group.passages import Link, align, link

sys.path.insert(0, str(Path(__file__).parent))
seed_gold = importlib.import_module("seed_gold")

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def articles() -> Any:
    return edition.build(read.sources(ROOT)).articles


@pytest.fixture(scope="module")
def links(articles: Any) -> tuple[Link, ...]:
    return align(articles)


def places(links: tuple[Link, ...]) -> list[Any]:
    return [((x.one.article, x.one.span), (x.other.article, x.other.span)) for x in links]


def test_the_seeds_links_stand_against_what_was_marked_by_hand(articles: Any, links: tuple[Link, ...]) -> None:
    result = seed_gold.compare(places(links), seed_gold.marked(articles))
    assert result.precision >= 0.8
    assert result.recall >= 0.8
    assert result.merged == []


def test_what_one_article_alone_tells_joins_no_other_event(links: tuple[Link, ...]) -> None:
    """The strike of the 17th and the convoy of the 19th stand in one article; each is linked to its own."""
    told = {(x.one.text[:40], x.other.text[:40]) for x in links}
    strike = "On September 17, US officials confirmed t"[:40]
    assert any(one == strike and other.startswith("On September 17, the US air force") for one, other in told)
    assert not any(one == strike and "convoy" in other for one, other in told)


def test_a_link_says_why(links: tuple[Link, ...]) -> None:
    (found,) = [x for x in links if "Red Crescent convoy" in x.one.text and "September 19, Washington" in x.other.text]
    assert "attack" in found.acts
    assert "agree in the day (19 September)" in found.reasons
    assert (found.day, 0 < found.score < 1) == ("2016-09-19", True)


def passage(id_: str, text: str) -> dict[str, str]:
    return {"id": id_, "article": id_, "text": text}


ONE_STRIKE = "An air strike killed 62 soldiers near Deir ez-Zor on September 17, officials said."


def test_other_days_are_never_linked() -> None:
    other = "An air strike killed 62 soldiers near Deir ez-Zor on September 28, officials said."
    assert link([passage("a", ONE_STRIKE), passage("b", other)]) == []
    assert link([passage("a", ONE_STRIKE), passage("b", ONE_STRIKE)]) == [("a", "b")]


def test_the_gate_decides_who_may_be_linked() -> None:
    both = [passage("a", ONE_STRIKE), passage("b", ONE_STRIKE)]
    assert link(both, gate=lambda documents: [[d["id"]] for d in documents]) == []


texts = st.lists(
    st.sampled_from([ONE_STRIKE, "The truce collapsed.", "They signed a deal in Geneva.", "", "停火协议。"]), max_size=7
)


@settings(deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_no_order_of_passages_changes_the_links(found: list[str], random: Any) -> None:
    passages = [{"id": f"{n}", "article": f"{n % 3}", "text": text} for n, text in enumerate(found)]
    mixed = random.sample(passages, len(passages))
    assert link(mixed) == link(passages)
