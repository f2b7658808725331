"""Articles of an edition -> Groups: what the machine suggests, beside what reviewed events say of the same articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp
from statistics import fmean
from typing import Literal

from variorum.group import passages
from variorum.group.decisions import bounds, decided, reviewed
from variorum.group.grouping import Document, Grouping, ScoredPair, group
from variorum.group.passages import align
from variorum.group.reasons import Explanation, explain
from variorum.language import N_, Message
from variorum.model import Article, Decision, Event, Group, Link, Pair, Passage, Quote, Span

# So many things of a kind are told of a group; a draft of an event tells more.
TOLD = 4
# All sentences of a group are compared with one another; above this it would take minutes.
MOST_ALIGNED = 80

Level = Literal["event", "story", "copy"]
MESSAGES = {
    "shared names": N_("shared names: %(things)s"),
    "shared dates": N_("shared dates: %(things)s"),
    "shared numbers": N_("shared numbers: %(things)s"),
    "shared quotation": N_("shared quotation: %(things)s"),
    "shared wording": N_("shared wording: %(things)s"),
    "names in the first alone": N_("names in the first alone: %(things)s"),
    "names in the second alone": N_("names in the second alone: %(things)s"),
    "dates in the first alone": N_("dates in the first alone: %(things)s"),
    "dates in the second alone": N_("dates in the second alone: %(things)s"),
    "numbers in the first alone": N_("numbers in the first alone: %(things)s"),
    "numbers in the second alone": N_("numbers in the second alone: %(things)s"),
}


def groups(
    articles: Sequence[Article], events: Sequence[Event], decisions: Sequence[Decision] = ()
) -> tuple[Group, ...]:
    """Return the groups of two or more articles: strict ones first, then stories and copies, each by first id. What
    editors decided holds."""
    found = group((document(article) for article in articles), *bounds(decisions))
    texts = {article.id: article.text for article in articles}
    told = [(event.id, {account.quote.article for account in event.accounts}) for event in events]
    return tuple(_reviewed(one, decisions) for one in _groups(found, texts, told))


def _reviewed(found: Group, decisions: Sequence[Decision]) -> Group:
    """Return a group that knows which of its articles an editor put together."""
    ids, name = reviewed(found.articles, found.level, decisions)
    return replace(found, reviewed=ids, name=name)


def links(
    articles: Sequence[Article],
    groups: Iterable[Group],
    decisions: Sequence[Decision] = (),
    places: Mapping[Quote, Span] | None = None,
) -> tuple[Link, ...]:
    """Return the passages that seem to tell one event, within the groups of at most MOST_ALIGNED articles, and those
    that editors found to; `places` are those of the decisions' quotes."""
    sets = [list(group.articles) for group in groups if group.level == "story" and len(group.articles) <= MOST_ALIGNED]
    inside = {id_ for ids in sets for id_ in ids}
    found = align([article for article in articles if article.id in inside], gate=lambda _: sets)
    return decided(map(_link, found), decisions, places or {})


def _link(link: passages.Link) -> Link:
    return Link(_end(link.one), _end(link.other), link.score, link.reasons, detail=link.detail)


def _end(end: passages.Passage) -> Passage:
    return Passage(end.article, end.span)


def document(article: Article) -> Document:
    """Return what grouping compares of an article. The title stands in the text too where the page printed it."""
    facts = {fact.name: fact.value for fact in article.facts}
    title = article.title.value if article.title else ""
    return {"id": article.id, "title": title, "text": _body(article, title), "date": facts.get("published")}


def _body(article: Article, title: str) -> str:
    """Return the text without the title it may begin with, which would count twice."""
    return article.text.removeprefix(title).lstrip() if title else article.text


def _groups(found: Grouping, texts: Mapping[str, str], told: Sequence[tuple[str, set[str]]]) -> Iterator[Group]:
    within = _pairs_by_article(found)
    levels: tuple[tuple[Level, tuple[tuple[str, ...], ...]], ...] = (
        ("event", found.events),
        ("story", found.stories),
        ("copy", found.copies),
    )
    for level, sets in levels:
        for ids in (ids for ids in sets if len(ids) > 1):
            inside = frozenset(ids)
            pairs = tuple(_pair(p) for id in ids for p in within.get(id, ()) if p.second in inside)
            events = tuple(event for event, tellers in told if len(tellers & inside) > 1)
            yield Group(ids, level, _score(pairs), _reasons(pairs, texts), pairs, events)


def _score(pairs: Sequence[Pair]) -> float:
    """Return how sure a group is, 0 to 1: the mean score of its pairs through the logistic function; copies without
    a scored pair are sure."""
    return _chance(fmean(pair.score for pair in pairs)) if pairs else 1.0


def _chance(score: float) -> float:
    return 1 / (1 + exp(-score))


def of_two(found: Group, first: str, second: str) -> Group:
    """Return what a group says of two of its articles: their own score, 0 where only others lead from one to the other,
    and its reasons if they are of these two."""
    if len(found.articles) == 2:
        return found
    two = tuple(sorted((first, second)))
    own = next((pair.score for pair in found.pairs if {pair.first, pair.second} == {*two}), None)
    score = 0.0 if own is None else _chance(own)
    kept = tuple(id_ for id_ in found.reviewed if id_ in two)
    return replace(found, articles=two, score=score, reasons=(), reviewed=kept)


def _reasons(pairs: Sequence[Pair], texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return in words what the two likest articles of a group share, and what one of them alone has."""
    if not pairs:
        return ()
    best = min(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))
    return reasons(texts[best.first], texts[best.second])


def reasons(first: str, second: str) -> tuple[str, ...]:
    """Return in words what two texts share, and what one of them alone has."""
    return tuple(_told(explain(first, second)))


def _told(explanation: Explanation) -> Iterator[Message]:
    for reason in explanation.shared:
        yield _message(f"shared {reason.kind}", reason.things)
    for one, own in zip(("first", "second"), explanation.differs, strict=True):
        yield from (_message(f"{reason.kind} in the {one} alone", reason.things) for reason in own)


def _message(what: str, things: Sequence[str]) -> Message:
    return Message(MESSAGES[what], {"things": tuple(things[:TOLD])})


def _pairs_by_article(found: Grouping) -> dict[str, list[ScoredPair]]:
    links: dict[str, list[ScoredPair]] = {}
    for pair in found.pairs:
        links.setdefault(pair.first, []).append(pair)
    return links


def _pair(pair: ScoredPair) -> Pair:
    clash = f"{pair.veto.because}: “{pair.veto.first}”, “{pair.veto.second}”" if pair.veto else ""
    return Pair(pair.first, pair.second, pair.score, clash)
