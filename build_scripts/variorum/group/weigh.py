"""Columns of a pair -> its score, above 0 if both articles rather tell one event. The trees stand in weights.json.

Trained by benchmarks/train_grouping.py; weights.json says on what. Each tree asks at most three questions.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.group.pairs import COLUMNS

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Leaf:
    """The end of a tree: what it adds to the score."""

    adds: float


@dataclass(frozen=True, slots=True)
class Question:
    """Is the column at most `edge`? Then `yes` goes on, else `no`."""

    column: int
    edge: float
    yes: "Question | Leaf"
    no: "Question | Leaf"


Tree = Question | Leaf


@dataclass(frozen=True, slots=True)
class Model:
    """The score is `start` plus what each tree adds; groups join from a mean of `event`, as stories of `story` on."""

    start: float
    trees: tuple[Tree, ...]
    event: float
    story: float


@cache
def model() -> Model:
    """Return the shipped model."""
    return read(json.loads(files("variorum.group").joinpath("weights.json").read_text(encoding="utf-8")))


def read(data: dict[str, Any]) -> Model:
    """Return the model of a weights file: a tree is a number, or [column, edge, if at most, if more]."""
    return Model(float(data["start"]), tuple(map(_tree, data["trees"])), float(data["event"]), float(data["story"]))


def _tree(data: Any) -> Tree:
    if isinstance(data, list):
        column, edge, yes, no = data
        return Question(COLUMNS.index(column), float(edge), _tree(yes), _tree(no))
    return Leaf(float(data))


def scores(table: Table, of: Model) -> Table:
    """Return the score of each row of columns."""
    total = np.full(len(table), of.start)
    for tree in of.trees:
        total += _adds(table, tree)
    return total


def _adds(table: Table, tree: Tree) -> Table:
    if isinstance(tree, Leaf):
        return np.full(len(table), tree.adds)
    return np.where(table[:, tree.column] <= tree.edge, _adds(table, tree.yes), _adds(table, tree.no))
