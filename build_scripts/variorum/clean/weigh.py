"""Columns -> a score a line (above 0: body), where the body stands, and what spoke most against a line.

The score is a sum of small trees: each asks up to LEAVES - 1 questions of the kind "is this column above that value?"
and adds what its leaf says. They stand in weights.json, a tree a line, and are trained by benchmarks/train_cleaner.py;
weights.json says on what.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, repeat
from math import comb, inf
from typing import Any

import numpy as np

from variorum.clean.features import COLUMNS, HEAVIEST, heaviest
from variorum.clean.measure import Floats, Ints

# One line of many words says more than many short lines: its score counts (words + 3) / 23 times, up to 60 words.
EVENING, TYPICAL = 3, 23
STRONGEST = 4.0
# Added to each score when the body is looked for: losing an author's words is worse than keeping a line too many.
CAUTION = 1.0
# Short doubtful lines at either edge stay if with the lines up to them they are likelier than this allowance says.
ALLOWANCE, REACH, GAIN, GIVE_UP = 1.75, 6, 2.0, -4.0
# Prose apart from the body stays in doubt if its score is above this; a sentence next to it if above NEAR.
APART, NEAR = 0.0, -2.5
# Inside the body a line goes only when its score is as low as this; twice in a row, when the text does not need it.
FURNITURE, REPEATED = -2.0, 1.5

# How many lines are scored at once; a question no line answers with yes.
BLOCK, NEVER = 2048, (COLUMNS[0], inf)

# What the columns look at, for the reasons of the ledger.
LOOKS = {
    "length": ("words", "length", "long", "vsmed", "med"),
    "sentences": ("sentences", "end", "colon", "end:-2", "end:-1", "end:+1", "end:+2"),
    "characters": ("digit", "digits", "mark", "capitals", "upper", "lowstart", "digitstart", "sep"),
    "neighbours": ("db", "da", "gap", "gap1", "shorts", "shorts-1", "shorts1", "m3b", "m3a", "m10b", "m10a"),
    "place": ("inrun", "fromrun", "torun", "mbs", "mas", "runshare", "total", "top", "bottom", "size"),
    "furniture": ("hit", "hb", "ha", "opened"),
    "credit": ("credit", "cr1"),
    "repeats": ("rep", "near"),
    "topic": ("overlap", "shared"),
}
# Columns of the lines around, by the signal they begin with.
AROUND = {"hit": "furniture", "rep": "repeats", "overlap": "topic"}


@cache
def looked_at() -> dict[str, str]:
    """Return for each column what it looks at."""
    named = {column: look for look, columns in LOOKS.items() for column in columns}
    return {c: named.get(c) or AROUND.get(c.partition(":")[0], "neighbours") for c in COLUMNS}


@dataclass(frozen=True)
class Forest:
    """Trees as tables: the column and the value of each question, which questions each tree asks, what answers add.

    `asked` has a row for the first questions of all trees, one for the second, and so on; `adds` what each set of
    answers of a tree adds, answer q as bit q.
    """

    start: float
    columns: Ints
    values: Floats
    asked: Ints
    adds: Floats
    usual: Floats

    @cached_property
    def first(self) -> Ints:
        """Return where in `adds` each tree begins."""
        return np.asarray((np.arange(len(self.adds)) * self.adds.shape[1])[:, None])

    def scores(self, columns: Floats) -> Floats:
        """Return the score of each line; many lines in blocks, which stay in the processor's cache."""
        starts = range(0, columns.shape[1] or 1, BLOCK)
        parts = [self._scores(columns[:, start : start + BLOCK]) for start in starts]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _scores(self, columns: Floats) -> Floats:
        yes = (columns.take(self.columns, axis=0) > self.values).view(np.uint8)
        answers = yes.take(self.asked[-1], axis=0)
        for question in self.asked[-2::-1]:
            answers += answers
            answers += yes.take(question, axis=0)
        return np.asarray(np.float32(self.start) + self.adds.take(answers + self.first).sum(axis=0))


@cache
def forest() -> Forest:
    """Return the trees that are shipped."""
    return planted(json.loads(files("variorum.clean").joinpath("weights.json").read_text(encoding="utf-8")))


def planted(data: dict[str, Any]) -> Forest:
    """Return the trees of weights.json as tables."""
    trees = data["trees"]
    questions = [list(_questions(tree)) for tree in trees]
    deep = max(1, *map(len, questions))
    # Trees with fewer questions ask one more whose answer is always no.
    numbers = {question: i for i, question in enumerate(dict.fromkeys([NEVER, *chain(*questions)]))}
    asked = [[numbers[q] for q in [*own, *repeat(NEVER, deep - len(own))]] for own in questions]
    adds = np.array([[_leaf(tree, answers) for answers in range(1 << deep)] for tree in trees], np.float32)
    return Forest(
        data["start"],
        np.array([COLUMNS.index(name) for name, _ in numbers]),
        np.array([[value] for _, value in numbers], np.float32),
        np.array(asked).T.copy(),
        adds,
        np.array([data["usual"][c] for c in COLUMNS], np.float32),
    )


def _questions(tree: Any) -> Iterator[tuple[str, float]]:
    """Yield the questions of a tree: itself, those of its lower side, those of its upper side."""
    if isinstance(tree, list):
        column, value, below, above = tree
        yield column, value
        yield from _questions(below)
        yield from _questions(above)


def _leaf(tree: Any, answers: int) -> float:
    """Return what a tree adds; bit q of `answers` says whether question q was answered with yes."""
    while isinstance(tree, list):
        _, _, below, above = tree
        skipped = 1 + sum(1 for _ in _questions(below)) if answers & 1 else 1
        tree, answers = (above if answers & 1 else below), answers >> skipped
    return float(tree)


def parts(line: Floats) -> dict[str, float]:
    """Return by how much each thing looked at takes a line's score, one value a column, away from that of a usual line.

    What several of them do together is shared out evenly (Shapley values), so the parts add up to the difference.
    """
    trees, looked, size = forest(), list(LOOKS), len(LOOKS)
    bits = np.array([looked.index(looked_at()[column]) for column in COLUMNS])
    sets = np.arange(1 << size)
    own = (sets >> bits[:, None]) & 1 == 1
    scores = trees.scores(np.where(own, line[:, None], trees.usual[:, None])).astype(float)
    share = np.array([1 / (size * comb(size - 1, taken.bit_count())) for taken in range((1 << size) - 1)])
    found = {}
    for bit, look in enumerate(looked):
        without = sets[(sets >> bit) & 1 == 0]
        found[look] = float((share[without] * (scores[without | 1 << bit] - scores[without])).sum())
    return found


def alone(line: Floats) -> Floats:
    """Return for each column by how much its value, as against a usual one, changes a line's score by itself."""
    trees = forest()
    changed = np.repeat(line[:, None], len(COLUMNS), axis=1)
    np.fill_diagonal(changed, trees.usual)
    return np.asarray(trees.scores(line[:, None]) - trees.scores(changed))


def usual() -> float:
    """Return the score of a line all whose columns are as usual in articles."""
    return float(forest().scores(forest().usual[:, None])[0])


def against(columns: Floats, rows: Ints) -> list[str]:
    """Return for some lines what spoke most against each: what, were it as usual in articles, would raise it most."""
    trees, looks = forest(), looked_at()
    some = columns[:, rows]
    best = np.full(len(rows), -np.inf, np.float32)
    found = [""] * len(rows)
    for look in LOOKS:
        changed = some.copy()
        for i, column in enumerate(COLUMNS):
            if looks[column] == look:
                changed[i] = trees.usual[i]
        scores = trees.scores(changed)
        for k in np.flatnonzero(scores > best):
            found[k] = look
        best = np.maximum(best, scores)
    return found


def core(scores: Floats, words: Ints) -> range:
    """Return the run of lines with the greatest sum of scores, long lines counting more."""
    capped = np.minimum(np.maximum(scores + CAUTION, -STRONGEST), STRONGEST)
    return heaviest(capped * (np.minimum(words, HEAVIEST) + EVENING) / TYPICAL)


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
