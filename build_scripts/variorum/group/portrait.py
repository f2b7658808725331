"""Article -> portrait: the words, word pairs, names, numbers and days that comparison needs, as sorted arrays.

Terms are numbers made from their letters alone, so that nothing depends on the other articles or on their order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from variorum.group.background import rarity
from variorum.group.days import Days, days
from variorum.group.words import NUMBER, Word, words

Ids = NDArray[np.uint64]
Weights = NDArray[np.float64]

# The lead: as many words of title and text as tell what the article is about.
LEAD = 60
# Pairs and runs of words count only if their words are together rarer than this.
RARE_PAIR, RARE_RUN, HEAVIEST_PAIR = 5.0, 13.0, 14.0
# A capital at the start of a sentence marks a name only in a word this rare.
RARE_NAME = 4.5
RUN, LONG_RUN = 3, 5
KEYS = 30
# Numbers of more digits coincide less often.
NUMBER_WEIGHTS = (3.0, 5.0, 8.0)
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Bag:
    """Terms in ascending order with their weights; `length` is the Euclidean length of the weights."""

    ids: Ids
    weights: Weights
    length: float


@dataclass(frozen=True, slots=True)
class Portrait:
    """What comparison knows of an article.

    `salience` of each word: its weight against the heaviest, half if it is not in the lead; `named`: the word is a
    name. `runs` and `long_runs` are runs of three and five words. `day` is the day of publication as an ordinal.
    """

    size: int
    words: Bag
    rare: Bag
    pairs: Bag
    lead: Bag
    title: Bag
    names: Bag
    numbers: Bag
    salience: Weights
    named: NDArray[np.bool_]
    runs: Ids
    long_runs: Ids
    days: Days
    day: int | None


def portrait(title: str, text: str, day: int | None) -> Portrait:
    """Return the portrait of an article."""
    whole = f"{title}\n{text}"
    found = words(whole)
    ids = np.array([term(w.form) for w in found], np.uint64)
    rarities = np.array([rarity(w.form, w.unspaced) for w in found], np.float64)
    names = _names(found, rarities)
    bag = weighed(ids, rarities)
    heaviest = float(bag.weights.max(initial=1e-9))
    in_lead = np.isin(bag.ids, ids[:LEAD])
    named = np.isin(bag.ids, ids[names])
    return Portrait(
        size=len(found),
        words=bag,
        rare=weighed(ids, rarities**2),
        pairs=_pairs(ids, rarities),
        lead=weighed(ids[:LEAD], rarities[:LEAD]),
        title=_title(title or text.lstrip().split("\n", 1)[0], ids, rarities),
        names=weighed(ids[names], rarities[names]),
        numbers=_numbers(whole),
        salience=bag.weights / heaviest * np.where(in_lead, 1.0, 0.5),
        named=named,
        runs=np.unique(runs(ids, RUN)[_sums(rarities, RUN) > RARE_RUN]),
        long_runs=np.unique(runs(ids, LONG_RUN)),
        days=days(whole, found),
        day=day,
    )


@lru_cache(maxsize=1 << 20)
def term(form: str) -> int:
    """Return the number of a word, the same in every run."""
    return int.from_bytes(blake2b(form.encode(), digest_size=8).digest(), "big")


def weighed(ids: Ids, rarities: Weights) -> Bag:
    """Return terms, each with its rarity, more the more often it stands (by the logarithm)."""
    unique, first, counts = np.unique(ids, return_index=True, return_counts=True)
    return bag(unique, (1 + np.log(counts)) * rarities[first])


def bag(ids: Ids, weights: Weights) -> Bag:
    """Return terms that are in order already, with their weights."""
    return Bag(ids, weights, float(np.sqrt(weights @ weights)))


def keys(portrait: Portrait) -> Ids:
    """Return the heaviest words of an article, ties by their number."""
    order = np.lexsort((portrait.words.ids, -portrait.words.weights))
    return portrait.words.ids[order[:KEYS]]


def runs(ids: Ids, size: int) -> Ids:
    """Return the number of each run of `size` neighbouring words."""
    total = np.zeros(max(0, len(ids) - size + 1), np.uint64)
    for offset in range(size):
        total = total * _MIX + (ids[offset : offset + len(total)] ^ (total >> np.uint64(29)))
    return total


def _sums(rarities: Weights, size: int) -> Weights:
    count = max(0, len(rarities) - size + 1)
    total = np.zeros(count)
    for offset in range(size):
        total += rarities[offset : offset + count]
    return total


def _pairs(ids: Ids, rarities: Weights) -> Bag:
    sums = np.minimum(_sums(rarities, 2), HEAVIEST_PAIR)
    return weighed(runs(ids, 2)[sums > RARE_PAIR], sums[sums > RARE_PAIR])


def _title(title: str, ids: Ids, rarities: Weights) -> Bag:
    """Return the words of the title, or of the first line, which the article begins with."""
    count = len(words(title))
    return weighed(ids[:count], rarities[:count])


def _names(found: Sequence[Word], rarities: Weights) -> NDArray[np.bool_]:
    """Say of each word whether it looks like a name: a capital inside a sentence; where there is no case, rarity."""
    capital = np.array(
        [w.capital and (not w.first or r >= RARE_NAME) for w, r in zip(found, rarities, strict=True)], bool
    )
    caseless = np.array([w.form.upper() == w.form and not w.form[0].isdigit() for w in found], bool)
    return capital | (caseless & (rarities >= RARE_NAME))


def _numbers(text: str) -> Bag:
    """Return the numbers of a text apart from years."""
    found = {n for n in NUMBER.findall(text) if not (len(n) == 4 and n[:2] in ("19", "20"))}
    weights = {term(n): NUMBER_WEIGHTS[min(len(n), 3) - 1] for n in found}
    return _bag_of(weights.items())


def _bag_of(items: Iterable[tuple[int, float]]) -> Bag:
    ordered = sorted(items)
    ids = np.array([i for i, _ in ordered], np.uint64)
    return bag(ids, np.array([w for _, w in ordered], np.float64))
