"""Articles -> those that tell one event, by kinship: which articles are alike more than their company explains.

Two like events (two strikes, two trials) share most words, so plain likeness merges them. Here the words weigh by how
few of the articles at hand have them, names and numbers twice; from each likeness the one is taken that both articles
have with everybody (as modularity does); and articles belong together whose likenesses go up and down together. A split
stands only if the parts are much less alike than each is within.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.group.background import rarity
from variorum.group.key import is_name, stem
from variorum.group.words import words

Matrix = NDArray[np.float64]
Groups = list[list[str]]
# From documents (id and text) to the groups of ids that tell one event.
Gate = Callable[[list[dict[str, Any]]], Groups]

# Articles less alike than this have nothing to do with one another.
RELATED = 0.05
# Parts so alike, against each within, are one after all.
ONE_AFTER_ALL = 0.55
NAME_WEIGHT = 2.0
# Words more common than this (about a third of all articles have them) say nothing.
COMMON = 1.0


def kin(documents: Sequence[Mapping[str, Any]]) -> Groups:
    """Group documents (`id`, `text`) by the event they tell; each is in one group, groups and ids in order."""
    texts = {str(document["id"]): str(document["text"]) for document in documents}
    ids = sorted(texts)
    terms = [_terms(texts[id_]) for id_ in ids]
    general = _cosines([{t: n * w for t, (n, w, _) in found.items()} for found in terms])
    groups: Groups = []
    for story in _average_link(general, RELATED):
        groups += [
            [ids[story[i]] for i in part] for part in _parts([terms[i] for i in story], general[np.ix_(story, story)])
        ]
    return sorted(sorted(group) for group in groups)


Terms = dict[str, tuple[float, float, float]]


def _terms(text: str) -> Terms:
    """Return each stem of a text with how much it stands there, its rarity, and its weight as a name."""
    found = words(text)
    counts = Counter(stem(word.form) for word in found)
    named = {stem(word.form) for word in found if is_name(word)}
    small = {stem(word.form) for word in found if not word.capital}
    weights = {stem(word.form): rarity(word.form, word.unspaced) for word in found}
    return {
        s: (1 + math.log(n), weights[s], NAME_WEIGHT if _special(s, named - small) else 1.0)
        for s, n in counts.items()
        if weights[s] >= COMMON
    }


def _special(term: str, named: set[str]) -> bool:
    return term in named or (term[0].isdigit() and len(term) > 1)


def _parts(terms: Sequence[Terms], general: Matrix) -> list[list[int]]:
    """Split one story into the events it is made of, as positions."""
    size = len(terms)
    if size < 4:
        return _average_link(general, RELATED)
    holders = Counter(term for found in terms for term in found)
    local = _cosines(
        [
            {
                t: n * special * math.log((size + 1) / (holders[t] + 0.5))
                for t, (n, _, special) in found.items()
                if holders[t] > 1
            }
            for found in terms
        ]
    )
    kinship = _correlated(_correlated(_beyond_chance(local)))
    return _rejoined(_average_link(kinship, 0.0), general, local)


def _cosines(vectors: Sequence[Mapping[str, float]]) -> Matrix:
    """Return the cosine of each two vectors; a vector with itself counts nothing."""
    places = {term: place for place, term in enumerate(sorted({term for vector in vectors for term in vector}))}
    table = np.zeros((len(vectors), max(1, len(places))))
    for row, vector in enumerate(vectors):
        for term, weight in vector.items():
            table[row, places[term]] = weight
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    found: Matrix = table @ table.T
    np.fill_diagonal(found, 0.0)
    return found


def _beyond_chance(likeness: Matrix) -> Matrix:
    """Take from each likeness what the two articles' likeness to everybody lets expect."""
    sums = likeness.sum(axis=1) + 1e-9
    found: Matrix = likeness - np.outer(sums, sums) / sums.sum()
    return found


def _correlated(table: Matrix) -> Matrix:
    """Return how the rows go up and down together, from -1 to 1."""
    centred = table - table.mean(axis=1, keepdims=True)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    found: Matrix = centred @ centred.T
    return found


def _average_link(likeness: Matrix, least: float) -> list[list[int]]:
    """Join the two likest groups, by the mean likeness of their members, as long as it is more than `least`."""
    groups = [[i] for i in range(len(likeness))]
    table = likeness.copy()
    np.fill_diagonal(table, -np.inf)
    while len(groups) > 1:
        a, b = divmod(int(np.round(table, 9).argmax()), len(table))
        if table[a, b] <= least:
            break
        a, b = min(a, b), max(a, b)
        sizes = len(groups[a]), len(groups[b])
        merged = (table[a] * sizes[0] + table[b] * sizes[1]) / sum(sizes)
        table[a], table[:, a] = merged, merged
        table[a, a] = -np.inf
        table = np.delete(np.delete(table, b, 0), b, 1)
        groups[a] = sorted(groups[a] + groups.pop(b))
    return groups


def _rejoined(groups: list[list[int]], general: Matrix, local: Matrix) -> list[list[int]]:
    """Join parts again that are nearly as alike as each is within."""
    while len(groups) > 1:
        ratios = [
            (_ratio(groups[a], groups[b], general, local), -a, -b)
            for a in range(len(groups))
            for b in range(a + 1, len(groups))
        ]
        best, a, b = max(ratios)
        if best < ONE_AFTER_ALL:
            break
        groups[-a] = sorted(groups[-a] + groups.pop(-b))
    return groups


def _ratio(a: list[int], b: list[int], general: Matrix, local: Matrix) -> float:
    """Return how alike two groups are against how alike each is within: the geometric mean of two kinds of likeness."""
    return math.sqrt(_one_ratio(a, b, general) * _one_ratio(a, b, local))


def _one_ratio(a: list[int], b: list[int], likeness: Matrix) -> float:
    between = float(likeness[np.ix_(a, b)].mean())
    pairs = [(group, len(group) * (len(group) - 1)) for group in (a, b)]
    count = sum(n for _, n in pairs)
    within = sum(float(likeness[np.ix_(group, group)].sum()) for group, _ in pairs) / count if count else between
    return between / max(within, 1e-9)
