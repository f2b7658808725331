"""Terms of many articles in one list, so that one article is held against many others in a few steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shared:
    """The terms that one article shares with others, a place each: `rows` says with which of the others (its place
    among `count`), `mine` and `theirs` where the term stands in the list of all. Those of a row are in order of terms,
    so sums over them are the same whichever article is held against the other."""

    rows: Ints
    mine: Ints
    theirs: Ints
    count: int

    def sums(self, values: Floats | None = None) -> Floats:
        """Return for each of the others the sum of values of the shared terms, else how many there are."""
        return np.bincount(self.rows, values, self.count).astype(float)

    def products(self, weights: Floats) -> Floats:
        """Return for each of the others the sum of the products of what its terms and the one's weigh."""
        return self.sums(weights[self.mine] * weights[self.theirs])


class Terms:
    """Sets of terms, one an article; `sizes` says how many each has, `starts` where it begins in `numbers`.

    `numbers` are in order of the terms within an article. Terms that one article alone has are left out where `common`
    is asked for; `taken` says which of those given are there.
    """

    def __init__(self, sets: Sequence[Any], common: bool = False) -> None:
        self.sizes = np.array([len(own) for own in sets], np.int64)
        given = np.concatenate([np.zeros(0, np.uint64), *(np.asarray(own, np.uint64) for own in sets)])
        _, numbers, counts = np.unique(given, return_inverse=True, return_counts=True)
        wanted = counts > 1 if common else np.ones(len(counts), np.bool_)
        self.taken: Mask = wanted[numbers]
        self.numbers: Ints = (np.cumsum(wanted) - 1)[numbers[self.taken]]
        articles = np.repeat(np.arange(len(sets)), self.sizes)[self.taken]
        self.starts: Ints = np.searchsorted(articles, np.arange(len(sets) + 1))
        self._place = np.full(int(wanted.sum()), -1, np.int64)

    def shared(self, one: int, others: Ints) -> Shared:
        """Return the terms that one article shares with each of others."""
        mine = np.arange(self.starts[one], self.starts[one + 1])
        self._place[self.numbers[mine]] = mine
        rows, theirs = self.of(others)
        met = self._place[self.numbers[theirs]]
        self._place[self.numbers[mine]] = -1
        found = met >= 0
        return Shared(rows[found], met[found], theirs[found], len(others))

    def of(self, articles: Ints) -> tuple[Ints, Ints]:
        """Return the places of all terms of articles, in turn, and which of the articles each belongs to."""
        starts = self.starts[articles]
        sizes = self.starts[articles + 1] - starts
        rows = np.repeat(np.arange(len(articles)), sizes)
        return rows, np.arange(len(rows)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)


def first_sums(rows: Ints, counted: Mask, values: Floats, first: int, count: int) -> Floats:
    """Return for each row (0 to `count` - 1, in order) the sum of the first so many values that are counted."""
    so_far = np.cumsum(counted)
    before = np.concatenate(([0], so_far))[np.searchsorted(rows, np.arange(count))]
    some = counted & (so_far - before[rows] <= first)
    return np.bincount(rows[some], values[some], count).astype(float)
