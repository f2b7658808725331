"""What two articles say outright that cannot be said of one event: then no likeness counts.

Only what stands at the head of both is compared, where an article says what it is about: magnitudes, which are decimal
numbers beside a word that stands beside one in the other article too ("6.1-magnitude", "magnitude 7.3"). Dates forbid
nothing: printed dates of publication proved too often wrong, and reports of one event come months apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.group.background import rarity
from variorum.group.words import folded

# So many characters are the head of an article.
HEAD = 600
# A magnitude clashes if no value of the one is within this share of one of the other.
TOLERANCE = 0.03
# A word as common as this says nothing of what a number measures.
TELLING = 4.0
MEASURE = re.compile(r"(?:(?P<before>[^\W\d_]+)[\s-]+)?(?P<value>\d+\.\d+)(?:[\s-]+(?P<after>[^\W\d_]+))?")


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says: measured values by the word beside them, each with its words."""

    measures: dict[str, dict[float, str]]


@dataclass(frozen=True, slots=True)
class Veto:
    """Why two articles cannot tell one event, with the words of both."""

    because: str
    first: str
    second: str


def head(title: str, text: str) -> Head:
    """Return what the head of an article says outright."""
    found: dict[str, dict[float, str]] = {}
    for match in MEASURE.finditer(f"{title}\n{text}"[:HEAD]):
        for word in (match["before"], match["after"]):
            if word and rarity(folded(word)) >= TELLING:
                found.setdefault(folded(word), {})[float(match["value"])] = " ".join(match[0].split())
    return Head(found)


def veto(a: Head, b: Head) -> Veto | None:
    """Return why two articles cannot tell one event, if they cannot."""
    return next(_vetoes(a, b), None)


def _vetoes(a: Head, b: Head) -> Iterator[Veto]:
    for word in sorted(a.measures.keys() & b.measures.keys()):
        ours, theirs = a.measures[word], b.measures[word]
        if not any(abs(x - y) <= TOLERANCE * max(x, y) for x in ours for y in theirs):
            yield Veto("different magnitudes", ours[min(ours)], theirs[min(theirs)])
