"""Scored pairs -> groups by average link: two groups join if the mean score over all their pairs is high enough.

One strong link between two groups is not enough, so groups do not grow by chains. Pairs without a score count as
FLOOR. And like events stay apart: two groups whose links inside are much better than those between them tell two
events, however like they are; the larger the groups, the smaller the gap that tells. And the larger a group, the better
its links must be on the whole, or a running conflict gathers all its days. Greedy, best pair first, ties by
position: the same links give the same groups, in any order, whatever else lies in the folder.
"""

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from variorum.group.decisions import Parts, clash

FLOOR = -4.0
# How much worse than inside the links between two groups may be: GAP + GAP * SMALL / (articles of the smaller - 1).
GAP, SMALL = 0.9, 4.0
# By how much the mean score inside a group must rise each time it doubles.
RISE = 0.6
# Sums of the same scores may differ by so much.
TINY = 1e-9

Pair = tuple[int, int]
Entry = tuple[float, int, int]


class Joining:
    """Groups in the making: their members, sums of links between them and inside them (above the floor), and the parts
    that editors put apart they belong to."""

    def __init__(
        self, groups: Sequence[Sequence[int]], links: Mapping[Pair, float], parted: Mapping[int, Parts]
    ) -> None:
        self.members = {group[0]: list(group) for group in groups}
        self.parts = {
            group[0]: frozenset[tuple[int, int]]().union(*(parted.get(i, ()) for i in group)) for group in groups
        }
        self.between: dict[int, dict[int, float]] = {first: {} for first in self.members}
        self.inside = dict.fromkeys(self.members, 0.0)
        home = {i: group[0] for group in groups for i in group}
        for (i, j), score in sorted(links.items()):
            self._add(home[i], home[j], score - FLOOR)

    def _add(self, a: int, b: int, amount: float) -> None:
        if a == b:
            self.inside[a] += amount
        else:
            self.between[a][b] = self.between[b][a] = self.between[a].get(b, 0.0) + amount

    def mean(self, a: int, b: int) -> float:
        """Return the mean score of the pairs between two groups, above the floor."""
        return self.between[a].get(b, 0.0) / (len(self.members[a]) * len(self.members[b]))

    def free(self, a: int, b: int) -> bool:
        """Tell whether no editor put two groups apart."""
        return not clash(self.parts[a], self.parts[b])

    def alike(self, a: int, b: int) -> bool:
        """Say whether the links between two groups are about as good as those inside them."""
        smaller = min(len(self.members[a]), len(self.members[b]))
        if smaller == 1:
            return True
        inside = (self._within(a) + self._within(b)) / 2
        return self.mean(a, b) >= inside - GAP * (1 + SMALL / (smaller - 1))

    def firm(self, a: int, b: int, least: float) -> bool:
        """Say whether the links inside the two groups together are good enough for a group so large."""
        size = len(self.members[a]) + len(self.members[b])
        inside = self.inside[a] + self.inside[b] + self.between[a].get(b, 0.0)
        return FLOOR + inside / (size * (size - 1) / 2) >= least + RISE * math.log2(size / 2) - TINY

    def _within(self, a: int) -> float:
        size = len(self.members[a])
        return self.inside[a] / (size * (size - 1) / 2)

    def join(self, a: int, b: int) -> None:
        """Put group b into group a."""
        self.inside[a] += self.inside.pop(b)
        self.parts[a] |= self.parts.pop(b)
        for other, total in self.between.pop(b).items():
            del self.between[other][b]
            self._add(a, other, total)
        self.members[a] += self.members.pop(b)

    def entries(self, a: int, others: Iterable[int], least: float) -> Iterator[Entry]:
        """Yield the pairs of group a with others that may join, as (minus the mean, smaller, larger)."""
        for b in others:
            mean = self.mean(a, b)
            if FLOOR + mean >= least:
                yield -mean, min(a, b), max(a, b)


def average_link(
    groups: Sequence[Sequence[int]],
    links: Mapping[Pair, float],
    least: float,
    apart: bool = True,
    parted: Mapping[int, Parts] | None = None,
) -> list[list[int]]:
    """Join groups of articles while the mean score is at least `least`; `apart`: keep like events apart. Articles of
    different parts of one decision in `parted` are never joined."""
    joining = Joining(groups, links, parted or {})
    heap = [e for a, near in joining.between.items() for e in joining.entries(a, (b for b in near if a < b), least)]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        current = a in joining.members and b in joining.members and joining.mean(a, b) == -mean
        if current and joining.free(a, b) and (not apart or (joining.alike(a, b) and joining.firm(a, b, least))):
            joining.join(a, b)
            for entry in joining.entries(a, joining.between[a], least):
                heapq.heappush(heap, entry)
    return sorted(sorted(group) for group in joining.members.values())
