"""Articles of an edition -> Groups: what the machine suggests, beside what reviewed events say of the same articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from variorum.group.grouping import Document, Grouping, ScoredPair, group
from variorum.model import Article, Event, Group, Link

Level = Literal["event", "story", "copy"]


def groups(articles: Iterable[Article], events: Sequence[Event]) -> tuple[Group, ...]:
    """Return the groups of two or more articles: strict ones first, then stories and copies, each by first id."""
    found = group(document(article) for article in articles)
    within = _links_by_article(found)
    told = [(event.id, {account.quote.article for account in event.accounts}) for event in events]
    return tuple(_groups(found, within, told))


def document(article: Article) -> Document:
    """Return what grouping compares of an article. The title stands in the text too where the page printed it."""
    facts = {fact.name: fact.value for fact in article.facts}
    title = article.title.value if article.title else ""
    return {"id": article.id, "title": title, "text": _body(article, title), "date": facts.get("published")}


def _body(article: Article, title: str) -> str:
    """Return the text without the title it may begin with, which would count twice."""
    return article.text.removeprefix(title).lstrip() if title else article.text


def _groups(
    found: Grouping, within: Mapping[str, Sequence[ScoredPair]], told: Sequence[tuple[str, set[str]]]
) -> Iterator[Group]:
    levels: tuple[tuple[Level, tuple[tuple[str, ...], ...]], ...] = (
        ("event", found.events),
        ("story", found.stories),
        ("copy", found.copies),
    )
    for level, sets in levels:
        for ids in (ids for ids in sets if len(ids) > 1):
            inside = frozenset(ids)
            links = tuple(_link(p) for id in ids for p in within.get(id, ()) if p.second in inside)
            events = tuple(event for event, tellers in told if len(tellers & inside) > 1)
            yield Group(level, ids, links, events)


def _links_by_article(found: Grouping) -> dict[str, list[ScoredPair]]:
    links: dict[str, list[ScoredPair]] = {}
    for pair in found.pairs:
        links.setdefault(pair.first, []).append(pair)
    return links


def _link(pair: ScoredPair) -> Link:
    clash = f"{pair.veto.because}: “{pair.veto.first}”, “{pair.veto.second}”" if pair.veto else ""
    return Link(pair.first, pair.second, pair.score, clash)
