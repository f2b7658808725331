"""Two portraits -> the columns that the score is made of. Every column is the same whichever article comes first."""

import math

import numpy as np
from numpy.typing import NDArray

from variorum.group.portrait import Bag, Ids, Portrait, Weights

Mask = NDArray[np.bool_]

# In this order: see weights.json.
COLUMNS = (
    "words", "rare", "pairs", "lead", "title", "names", "numbers", "least_contained", "most_contained",
    "least_lead", "most_lead", "least_names", "most_names", "shared", "shorter", "longer", "years", "months", "dates",
    "weekdays", "days_apart", "own_name", "own_words", "runs", "copied",
)  # fmt: skip
# How many of the words that only one article has are summed.
OWN = 3


def columns(a: Portrait, b: Portrait) -> list[float]:
    """Return the columns of a pair of articles, in the order of COLUMNS."""
    in_b, in_a = shared(a.words.ids, b.words.ids)
    lead = sorted((_held(a.lead, b.words.ids), _held(b.lead, a.words.ids)))
    names = sorted((_held(a.names, b.words.ids), _held(b.names, a.words.ids)))
    whole = sorted((_part(a.words, in_b), _part(b.words, in_a)))
    return [
        float(a.words.weights[in_b] @ b.words.weights[in_a]) / max(a.words.length * b.words.length, 1e-9),
        cosine(a.rare, b.rare),
        cosine(a.pairs, b.pairs),
        cosine(a.lead, b.lead),
        cosine(a.title, b.title),
        cosine(a.names, b.names),
        cosine(a.numbers, b.numbers),
        *whole,
        *lead,
        *names,
        math.log1p(float(np.minimum(a.words.weights[in_b], b.words.weights[in_a]).sum())),
        math.log1p(min(a.size, b.size)),
        math.log1p(max(a.size, b.size)),
        agreement(a.days.years, b.days.years),
        agreement(a.days.months, b.days.months),
        agreement(a.days.dates, b.days.dates),
        agreement(a.days.weekdays, b.days.weekdays),
        days_apart(a.day, b.day),
        min(_own(a.salience, ~in_b & a.named, 1), _own(b.salience, ~in_a & b.named, 1)),
        min(_own(a.salience, ~in_b, OWN), _own(b.salience, ~in_a, OWN)),
        math.log1p(overlap(a.runs, b.runs)),
        overlap(a.long_runs, b.long_runs) / (1 + min(len(a.long_runs), len(b.long_runs))),
    ]


def shared(a: Ids, b: Ids) -> tuple[Mask, Mask]:
    """Say of each term of two ordered lists whether the other has it."""
    if not len(a) or not len(b):
        return np.zeros(len(a), bool), np.zeros(len(b), bool)
    at = np.minimum(np.searchsorted(b, a), len(b) - 1)
    in_b = b[at] == a
    in_a = np.zeros(len(b), bool)
    in_a[at[in_b]] = True
    return in_b, in_a


def overlap(a: Ids, b: Ids) -> int:
    """Return how many terms two ordered lists share."""
    return int(shared(a, b)[0].sum())


def cosine(a: Bag, b: Bag) -> float:
    """Return the cosine of two bags, 0 if one is empty."""
    in_b, in_a = shared(a.ids, b.ids)
    return float(a.weights[in_b] @ b.weights[in_a]) / max(a.length * b.length, 1e-9)


def agreement(a: frozenset[int] | frozenset[tuple[int, int]], b: frozenset[int] | frozenset[tuple[int, int]]) -> float:
    """Return 0 if one side is silent, -1 if nothing is shared, else the share of the shorter list that is."""
    if not a or not b:
        return 0.0
    return len(a & b) / min(len(a), len(b)) or -1.0


def days_apart(a: int | None, b: int | None) -> float:
    """Return the logarithm of the days between two publications, -1 if one is unknown."""
    return -1.0 if a is None or b is None else math.log1p(abs(a - b))


def _held(bag: Bag, ids: Ids) -> float:
    return _part(bag, shared(bag.ids, ids)[0])


def _part(bag: Bag, mask: Mask) -> float:
    """Return how much of a bag's weight the masked terms have."""
    return float(bag.weights[mask].sum()) / max(float(bag.weights.sum()), 1e-9)


def _own(salience: Weights, mask: Mask, count: int) -> float:
    """Return how salient the words are that only one of the two articles has."""
    return float(np.sort(salience[mask])[::-1][:count].sum())
