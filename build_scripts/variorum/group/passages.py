"""Passages of several articles -> links between those that tell one event, each with a score and its reasons.

The articles are grouped by event first (the gate); across groups nothing is linked. In a group, passages clash when
they name other days. Of articles that come as a few passages each, any two may tell the event, and trained weights
judge; in long articles a link needs an act: one kind of act, told in one voice (done, threatened, denied), and where a
story tells many acts of the kind, a day, a number or a rare thing that agrees.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from variorum import dates
from variorum.dates import Dating, Interval
from variorum.group.evidence import (
    FEATURES,
    LONG_FEATURES,
    Profile,
    clash,
    features,
    long_features,
    profiles,
    shared_acts,
)
from variorum.group.key import Key, key
from variorum.group.kinship import Gate, kin
from variorum.language import KIND_OF_ACT, Date, Message
from variorum.model import Article, Span
from variorum.sentences import sentences

# What a passage has of numbers or days, where it has none.
NONE = Message("none", {})
# With so many passages an article at most, each is taken to tell the article's event: it was chosen, or is a brief.
BRIEF = 8
# The least score at which two passages of such articles are linked.
ENOUGH = 0.38
# Lines in which articles tell; captions and headings too.
TELLING = ("title", "heading", "body", "caption")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article, at `span` of its text; `days` are the dates it names, resolved."""

    article: str
    span: Span
    text: str
    lang: str = ""
    days: tuple[Dating, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages that tell one event. `score` is the estimated chance that they do (0 to 1), `acts` are the kinds of
    act they share, `detail` what agrees beside them. `reasons` say in words what is shared, then what is not; `day` is
    the event's day if told."""

    one: Passage
    other: Passage
    score: float
    acts: tuple[str, ...]
    detail: str
    reasons: tuple[Message, ...]
    day: str = ""


@dataclass(frozen=True, slots=True)
class _Pair:
    one: int
    other: int
    score: float
    acts: Mapping[str, str]


def align(articles: Sequence[Article], gate: Gate = kin) -> tuple[Link, ...]:
    """Return the links between passages of different articles, in the order of articles' ids and passages."""
    passages = [p for article in sorted(articles, key=lambda a: a.id) for p in passages_of(article)]
    keys = [key(p.text, p.lang, days=p.days) for p in passages]
    pairs = _pairs([p.article for p in passages], [p.text for p in passages], keys, gate)
    return tuple(
        _link(passages[pair.one], passages[pair.other], keys[pair.one], keys[pair.other], pair) for pair in pairs
    )


def link(passages: Iterable[Mapping[str, Any]], gate: Gate = kin) -> list[tuple[str, str]]:
    """Return the pairs of ids of passages (`id`, `article`, `text`) of different articles that tell one event."""
    found = sorted(passages, key=lambda p: (str(p["article"]), str(p["id"])))
    texts = [str(p["text"]) for p in found]
    pairs = _pairs([str(p["article"]) for p in found], texts, [key(text) for text in texts], gate)
    return [(str(found[pair.one]["id"]), str(found[pair.other]["id"])) for pair in pairs]


def passages_of(article: Article) -> Iterator[Passage]:
    """Yield the sentences of what an article tells, with the dates they name, resolved against its own if known; one
    that is said again counts once, for else links would grow with the square of the repetitions."""
    said: set[str] = set()
    told = dates.find(article.text, article.lang, _written(article))
    for paragraph in article.paragraphs:
        if paragraph.role in TELLING:
            for span in sentences(article.text, paragraph.span):
                text = article.text[span.start : span.end]
                if text in said:
                    continue
                said.add(text)
                days = tuple(d for d in told if span.start <= d.span.start < span.end)
                yield Passage(article.id, span, text, article.lang, days)


def _written(article: Article) -> Interval | None:
    return next((dates.read(fact.value, article.lang) for fact in article.facts if fact.name == "published"), None)


def _pairs(articles: Sequence[str], texts: Sequence[str], keys: Sequence[Key], gate: Gate) -> Iterator[_Pair]:
    """Yield the pairs of passages to be linked, as their places."""
    whole: dict[str, list[str]] = {}
    for article, text in zip(articles, texts, strict=True):
        whole.setdefault(article, []).append(text)
    groups = gate([{"id": id_, "text": "\n".join(parts)} for id_, parts in sorted(whole.items())])
    for group in sorted(sorted(group) for group in groups):
        number = {article: n for n, article in enumerate(group)}
        places = [place for place, article in enumerate(articles) if article in number]
        members = profiles([keys[p] for p in places], [number[articles[p]] for p in places])
        judge = _brief if len(places) <= BRIEF * len(group) else _long
        for (a, one), (b, other) in combinations(zip(places, members, strict=True), 2):
            found = judge(one, other) if one.article != other.article else None
            if found:
                yield _Pair(a, b, found[0], found[1])


def _brief(one: Profile, other: Profile) -> tuple[float, Mapping[str, str]] | None:
    """Judge two passages that were chosen for their event, or of briefs."""
    if clash(one.key, other.key):
        return None
    chance = score(one, other)
    return (chance, shared_acts(one, other)) if chance >= ENOUGH else None


def _long(one: Profile, other: Profile) -> tuple[float, Mapping[str, str]] | None:
    """Judge two passages of long articles: they must share an act."""
    if one.key.kinds.isdisjoint(other.key.kinds) or clash(one.key, other.key):
        return None
    acts = shared_acts(one, other)
    return (long_score(one, other), acts) if acts else None


def score(one: Profile, other: Profile) -> float:
    """Return the estimated chance that two passages of one group of briefs tell one event."""
    return _chance("brief", zip(FEATURES, features(one, other), strict=True))


def long_score(one: Profile, other: Profile) -> float:
    """Return the estimated chance that two passages of long articles that share an act tell one event."""
    return _chance("long", zip(LONG_FEATURES, long_features(one, other), strict=True))


def _chance(kind: str, numbers: Iterable[tuple[str, float]]) -> float:
    weights = _weights()[kind]
    total = weights["intercept"] + sum(weights[name] * number for name, number in numbers)
    return round(1 / (1 + math.exp(-total)), 4)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """Return what benchmarks/train_passages.py has learnt, of briefs and of long articles."""
    text = files("variorum.group").joinpath("passage_weights.json").read_text("utf-8")
    found: dict[str, dict[str, float]] = json.loads(text)
    return found


def _link(one: Passage, other: Passage, a: Key, b: Key, pair: _Pair) -> Link:
    detail = next(filter(None, pair.acts.values()), "")
    reasons = (*_shared(a, b, pair.acts), *_differs(a, b))
    return Link(one, other, pair.score, tuple(pair.acts), detail, reasons, _day(a, b))


def _shared(a: Key, b: Key, acts: Mapping[str, str]) -> Iterator[Message]:
    """Say what two passages share: acts with the words for them, what agrees beside, names."""
    told = tuple(_act(kind, a, b) for kind in acts)
    details = tuple(sorted({detail for detail in acts.values() if detail}))
    names = a.written(a.names & b.names)
    if told:
        yield Message("both tell of %(acts)s", {"acts": told})
    if details:
        yield Message("agree in %(things)s", {"things": details})
    if names:
        yield Message("both name %(names)s", {"names": names})
    if not (told or details or names):
        yield Message("are alike in their words", {})


def _act(kind: str, a: Key, b: Key) -> Message:
    words = {"one": a.written(a.acts[kind]), "other": b.written(b.acts[kind])}
    return Message("%(act)s (%(one)s / %(other)s)", {"act": Message(kind, {}, KIND_OF_ACT), **words})


def _differs(a: Key, b: Key) -> Iterator[Message]:
    """Say what only one of two passages has: its numbers and its days."""
    ours, theirs = (_each(f"{n.value} {n.unit}" for n in k.numbers) for k in (a, b))
    if ours != theirs:
        yield Message("numbers: %(one)s / %(other)s", {"one": ours or NONE, "other": theirs or NONE})
    days, other = (_each(d.interval.iso for d in k.days if d.interval) for k in (a, b))
    if days != other:
        yield Message("days: %(one)s / %(other)s", {"one": _dates(days) or NONE, "other": _dates(other) or NONE})


def _each(things: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(things)))


def _dates(days: Iterable[str]) -> tuple[Date, ...]:
    return tuple(Date(day) for day in days)


def _day(a: Key, b: Key) -> str:
    """Return the most exact day that one of two passages names."""
    found = [d.interval for k in (a, b) for d in k.days if d.interval]
    return min(found, key=lambda i: (i.latest - i.earliest, i)).iso if found else ""
