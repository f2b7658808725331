"""Scored pairs -> groups by average link: two groups join if the mean score over all their pairs is high enough.

One strong link between two groups is not enough, so groups do not grow by chains. Pairs without a score count as
FLOOR. Greedy, best pair first, ties by position: the same links give the same groups, in any order.
"""

import heapq
from collections.abc import Mapping

FLOOR = -4.0

Pair = tuple[int, int]


def average_link(count: int, links: Mapping[Pair, float], least: float) -> list[list[int]]:
    """Return the groups of the articles 0 … count - 1, each in order, first by first."""
    sums = _neighbours(count, links)
    members = {i: [i] for i in range(count)}
    heap = [(-gain, i, j) for i in sums for j, gain in sums[i].items() if i < j and gain + FLOOR >= least]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if a in members and b in members and _mean(sums, members, a, b) == -mean:
            _join(sums, members, a, b)
            heap_add = ((-_mean(sums, members, a, c), *sorted((a, c))) for c in sums[a])
            for entry in heap_add:
                if FLOOR - entry[0] >= least:
                    heapq.heappush(heap, entry)
    return sorted(sorted(group) for group in members.values())


def _neighbours(count: int, links: Mapping[Pair, float]) -> dict[int, dict[int, float]]:
    """Return for each article how far above the floor its links are, in order."""
    sums: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), score in sorted(links.items()):
        if score > FLOOR:
            sums[i][j] = sums[j][i] = score - FLOOR
    return sums


def _mean(sums: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> float:
    return sums[a].get(b, 0.0) / (len(members[a]) * len(members[b]))


def _join(sums: dict[int, dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> None:
    """Put group b into group a."""
    for other, total in sums.pop(b).items():
        del sums[other][b]
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
    members[a] += members.pop(b)
