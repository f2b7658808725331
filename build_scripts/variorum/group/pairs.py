"""Portraits -> the columns of their pairs, which the score is made of. Every column is the same whichever article comes
first, and whatever other articles there are."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.group.portrait import Bag, Portrait
from variorum.group.terms import Floats, Ints, Shared, Terms, first_sums

# In this order: see weights.json.
COLUMNS = (
    "words", "rare", "pairs", "lead", "title", "names", "numbers", "least_contained", "most_contained",
    "least_lead", "most_lead", "least_names", "most_names", "shared", "shorter", "longer", "years", "months", "dates",
    "weekdays", "days_apart", "own_name", "own_words", "runs", "copied",
)  # fmt: skip
# How many of the words that only one article has are summed.
OWN = 3
# So many articles are held against one at a time: what is in hand then stays small, whatever the folder.
AT_ONCE = 1000
# Bags whose terms are among the words of their article, so that they are weights of those.
OF_WORDS = ("words", "rare", "lead", "title", "names")
# Those of which it is asked how much of one article's the other has.
CONTAINED = ("words", "lead", "names")


class Gallery:
    """The portraits of a folder, held against one another."""

    def __init__(self, portraits: Sequence[Portrait]) -> None:
        self.words = Terms([p.words.ids for p in portraits])
        self.weights = {name: _joined(_spread(getattr(p, name), p.words) for p in portraits) for name in OF_WORDS}
        self.salience = _joined(p.salience for p in portraits)
        self.named = _joined(p.named for p in portraits) > 0
        articles = np.repeat(np.arange(len(portraits)), self.words.sizes)
        self.salient = np.lexsort((-self.salience, articles))  # places of words, within an article the heaviest first
        self.pairs, self.numbers = (Terms([getattr(p, k).ids for p in portraits], True) for k in ("pairs", "numbers"))
        for name, terms in (("pairs", self.pairs), ("numbers", self.numbers)):
            self.weights[name] = _joined(getattr(p, name).weights for p in portraits)[terms.taken]
        self.lengths = {k: np.array([getattr(p, k).length for p in portraits]) for k in self.weights}
        self.totals = {k: np.array([getattr(p, k).weights.sum() for p in portraits]) for k in CONTAINED}
        self.runs, self.long_runs = (Terms([getattr(p, k) for p in portraits], True) for k in ("runs", "long_runs"))
        self.days = [
            Terms([sorted(p.days.years) for p in portraits]),
            Terms([sorted(p.days.months) for p in portraits]),
            Terms([sorted(100 * month + day for month, day in p.days.dates) for p in portraits]),
            Terms([sorted(p.days.weekdays) for p in portraits]),
        ]
        self.sizes = np.array([p.size for p in portraits])
        self.published = np.array([np.nan if p.day is None else p.day for p in portraits])

    def columns(self, one: int, others: Ints) -> Floats:
        """Return the columns of the pairs of one article with others, a row a pair, in the order of COLUMNS."""
        parts = np.split(others, range(AT_ONCE, len(others), AT_ONCE))
        return np.concatenate([np.column_stack(self._columns(one, part)) for part in parts])

    def _columns(self, one: int, others: Ints) -> list[Floats]:
        words = self.words.shared(one, others)
        pairs, numbers = self.pairs.shared(one, others), self.numbers.shared(one, others)
        mine, theirs = self.weights["words"][words.mine], self.weights["words"][words.theirs]
        sizes = np.minimum(self.sizes[one], self.sizes[others]), np.maximum(self.sizes[one], self.sizes[others])
        return [
            self._cosine("words", words, one, others),
            self._cosine("rare", words, one, others),
            self._cosine("pairs", pairs, one, others),
            self._cosine("lead", words, one, others),
            self._cosine("title", words, one, others),
            self._cosine("names", words, one, others),
            self._cosine("numbers", numbers, one, others),
            *(part for name in CONTAINED for part in self._contained(name, words, one, others)),
            np.log1p(words.sums(np.minimum(mine, theirs))),
            *map(np.log1p, sizes),
            *(_agreement(terms, one, others) for terms in self.days),
            np.nan_to_num(np.log1p(np.abs(self.published[one] - self.published[others])), nan=-1.0),
            *self._own(words, one, others),
            np.log1p(self.runs.shared(one, others).sums()),
            self.long_runs.shared(one, others).sums()
            / (1 + np.minimum(self.long_runs.sizes[one], self.long_runs.sizes[others])),
        ]

    def _cosine(self, name: str, shared: Shared, one: int, others: Ints) -> Floats:
        """Return the cosines of a kind of bag, 0 where one is empty."""
        lengths = self.lengths[name]
        return np.asarray(shared.products(self.weights[name]) / np.maximum(lengths[one] * lengths[others], 1e-9))

    def _contained(self, name: str, shared: Shared, one: int, others: Ints) -> tuple[Floats, Floats]:
        """Return how much of a bag's weight has words that the other article has too: the lesser and the greater."""
        weights, totals = self.weights[name], np.maximum(self.totals[name], 1e-9)
        parts = shared.sums(weights[shared.mine]) / totals[one], shared.sums(weights[shared.theirs]) / totals[others]
        return np.minimum(*parts), np.maximum(*parts)

    def _own(self, shared: Shared, one: int, others: Ints) -> tuple[Floats, Floats]:
        """Return how salient a name is, and how salient words are, that the one or the other article alone has: of the
        article where it is less."""
        rows, theirs = self.words.of(others)
        theirs = self.salient[theirs]
        common = np.zeros(len(self.salience), np.bool_)
        common[shared.theirs] = True
        apart = ~common[theirs]
        first, stop = self.words.starts[one], self.words.starts[one + 1]
        mine = self.salient[first:stop]
        without = np.ones((len(others), len(mine)), np.bool_)
        without[shared.rows, shared.mine - first] = False
        alone = without[:, mine - first].ravel()
        turns, mine = np.repeat(np.arange(len(others)), len(mine)), np.tile(mine, len(others))
        every = np.ones_like(self.named)
        name, words = (
            np.minimum(
                first_sums(turns, alone & kind[mine], self.salience[mine], count, len(others)),
                first_sums(rows, apart & kind[theirs], self.salience[theirs], count, len(others)),
            )
            for kind, count in ((self.named, 1), (every, OWN))
        )
        return name, words


def _agreement(terms: Terms, one: int, others: Ints) -> Floats:
    """Return 0 where one side is silent, -1 where nothing is shared, else the share of the shorter list that is."""
    shorter = np.minimum(terms.sizes[one], terms.sizes[others])
    share = terms.shared(one, others).sums() / np.maximum(shorter, 1)
    return np.where(shorter == 0, 0.0, np.where(share == 0, -1.0, share))


def _joined(parts: Iterable[NDArray[Any]]) -> Floats:
    return np.concatenate([np.zeros(0), *parts])


def _spread(bag: Bag, over: Bag) -> Floats:
    """Return the weights of a bag as weights of the words that its terms are among; 0 for the others."""
    weights = np.zeros(len(over.ids))
    weights[np.searchsorted(over.ids, bag.ids)] = bag.weights
    return weights
