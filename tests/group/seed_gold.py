"""How links between passages of the seeds stand against what was marked by hand (tests/cases/passages/seeds.yml).

A link is right when its passages tell one event, and it is left out of the count when only a loose event joins them.
A wanted pair is two explicit mentions of one event in two articles; it is found when a link joins
passages that hold them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import yaml

from variorum import fold
from variorum.model import Article, Span

FILE = Path(__file__).parents[1] / "cases/passages/seeds.yml"
Place = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage marked by hand with the events it tells."""

    article: str
    span: Span
    events: frozenset[str]
    loose: frozenset[str]

    def meets(self, place: Place) -> bool:
        return place[0] == self.article and place[1].start < self.span.end and self.span.start < place[1].end


@dataclass(frozen=True, slots=True)
class Result:
    """Counts of links and wanted pairs; `merged` are links of passages that tell events of which none is shared."""

    right: int
    wrong: int
    found: int
    wanted: int
    by_event: dict[str, tuple[int, int]]
    merged: list[tuple[Place, Place]]

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / self.wanted


def marked(articles: Sequence[Article]) -> list[Marked]:
    """Return what is marked; what one article alone tells is an event of its own."""
    texts = {article.id: article.text for article in articles}
    found = []
    file = yaml.safe_load(FILE.read_text("utf-8"))
    for id_, quotes in file["only_here"].items():
        file["mentions"][id_] += [{"quote": quote, "events": [quote]} for quote in quotes]
    for id_, mentions in file["mentions"].items():
        for mention in mentions:
            span = fold.find(texts[id_], mention["quote"])
            assert span, f"{FILE}: found no place for “{mention['quote']}” in {id_}; copy it from the cleaned text"
            found.append(Marked(id_, span, frozenset(mention["events"]), frozenset(mention.get("loose", ()))))
    return found


def compare(links: Iterable[tuple[Place, Place]], gold: Sequence[Marked]) -> Result:
    pairs = list(links)
    right = wrong = 0
    merged = []
    for one, other in pairs:
        (ours, our_all), (theirs, their_all) = told(one, gold), told(other, gold)
        right += bool(ours & theirs)
        wrong += not our_all & their_all
        if ours and theirs and not our_all & their_all:
            merged.append((one, other))
    wanted, found = Counter[str](), Counter[str]()
    hits = total = 0
    for a, b in combinations(gold, 2):
        if a.article != b.article and a.events & b.events:
            hit = any((a.meets(x) and b.meets(y)) or (a.meets(y) and b.meets(x)) for x, y in pairs)
            hits, total = hits + hit, total + 1
            wanted.update(a.events & b.events)
            found.update(a.events & b.events if hit else ())
    return Result(right, wrong, hits, total, {e: (found[e], wanted[e]) for e in sorted(wanted)}, merged)


def told(place: Place, gold: Sequence[Marked]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the events that a place tells, and these with the loose ones."""
    here = [mark for mark in gold if mark.meets(place)]
    events = frozenset(event for mark in here for event in mark.events)
    return events, events | {event for mark in here for event in mark.loose}
