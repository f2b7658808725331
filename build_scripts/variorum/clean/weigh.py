"""Columns -> a score a line (above 0: body), where the body stands, and what spoke most for or against a line.

The score is a sum: each column adds the step of its table in weights.json, so that every verdict can be taken apart.
The tables are trained by benchmarks/train_cleaner.py; weights.json says on what.
"""

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from variorum.clean.features import Column
from variorum.clean.zones import HEAVIEST

# One line of many words says more than many short lines: its score counts (words + 3) / 23 times, up to 60 words.
EVENING, TYPICAL = 3, 23
STRONGEST = 4.0
# Short doubtful lines at either edge stay if with the lines up to them they are likelier than this allowance says.
ALLOWANCE, REACH, GAIN, GIVE_UP = 1.75, 6, 2.0, -4.0
# Prose apart from the body stays in doubt unless its score is as low as this.
APART = -1.5
# Inside the body a line goes only when its score is as low as this; twice in a row, when the text does not need it.
FURNITURE, REPEATED = -3.0, 1.5

# column -> what it looks at, for the reasons of the ledger.
LOOKS = {
    **dict.fromkeys(("words", "vsmed", "med"), "length"),
    **dict.fromkeys(("stops", "end", "colon", "e-1", "e1"), "sentences"),
    **dict.fromkeys(("digit", "punct", "upper", "lowstart", "sep"), "characters"),
    **dict.fromkeys(("m3b", "m3a", "m10b", "m10a", "p5b", "p5a", "w-1", "w1", "db", "da", "blb"), "neighbours"),
    **dict.fromkeys(("inrun", "mbs", "mas", "runshare", "total"), "place"),
    **dict.fromkeys(("hit", "h3", "h10b", "h10a", "opened"), "furniture"),
    **dict.fromkeys(("credit", "cr1"), "credit"),
    **dict.fromkeys(("rep", "r10", "near", "adj"), "repeats"),
    **dict.fromkeys(("overlap",), "topic"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A table of one column: the value adds the step between the edges it lies in."""

    column: str
    edges: tuple[float, ...]
    adds: tuple[float, ...]

    def of(self, values: Column) -> Column:
        """Return what each value adds."""
        edges, adds = self.edges, self.adds
        return [adds[bisect_left(edges, value)] for value in values]


@dataclass(frozen=True, slots=True)
class Scores:
    """The score of each line, and how much of it comes from what was looked at."""

    lines: Column
    parts: dict[str, Column]

    def strongest(self, i: int, favour: bool) -> str:
        """Return what spoke most for a line (favour) or against it."""
        sign = 1 if favour else -1
        return max(self.parts, key=lambda name: sign * self.parts[name][i])


@cache
def tables() -> tuple[float, tuple[Step, ...]]:
    """Return the score all lines start with, and the tables."""
    data = json.loads(files("variorum.clean").joinpath("weights.json").read_text(encoding="utf-8"))
    steps = (Step(name, tuple(t["edges"]), tuple(t["adds"])) for name, t in data["tables"].items())
    return float(data["start"]), tuple(steps)


def weigh(columns: dict[str, Column]) -> Scores:
    """Return the scores of a page's lines."""
    start, steps = tables()
    size = len(columns["words"])
    parts: dict[str, Column] = {name: [0.0] * size for name in LOOKS.values()}
    for step in steps:
        look = LOOKS[step.column]
        parts[look] = [a + b for a, b in zip(parts[look], step.of(columns[step.column]), strict=True)]
    return Scores([start + sum(values) for values in zip(*parts.values(), strict=True)], parts)


def core(scores: Sequence[float], words: Sequence[float]) -> range:
    """Return the run of lines with the greatest sum of scores, long lines counting more."""
    best, best_sum, start, total = range(0), 0.0, 0, 0.0
    for i, (score, count) in enumerate(zip(scores, words, strict=True)):
        if total <= 0:
            start, total = i, 0.0
        total += max(-STRONGEST, min(STRONGEST, score)) * (min(count, HEAVIEST) + EVENING) / TYPICAL
        if total > best_sum:
            best, best_sum = range(start, i + 1), total
    return best


def reach(scores: Sequence[float], run: range) -> range:
    """Return the run with the doubtful lines at its edges."""
    if not run:
        return run
    before = _onwards(scores[max(0, run.start - REACH) : run.start][::-1])
    return range(run.start - before, run.stop + _onwards(scores[run.stop : run.stop + REACH]))


def _onwards(scores: Sequence[float]) -> int:
    """Return how many of the lines that follow an edge are likely enough to belong to the body."""
    total, best = 0.0, 0
    for i, score in enumerate(scores, 1):
        total += max(-STRONGEST, min(GAIN, score + ALLOWANCE))
        if total < GIVE_UP:
            break
        if total > 0 and score > -ALLOWANCE:
            best = i
    return best
