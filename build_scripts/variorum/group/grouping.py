"""Documents -> Grouping: portraits, candidates, scores, vetoes, groups on two levels, near-duplicates."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from variorum.group.candidates import candidates
from variorum.group.clusters import FLOOR, average_link
from variorum.group.decisions import FREE, Bounds, joined, parts
from variorum.group.pairs import COLUMNS, Gallery
from variorum.group.portrait import Portrait, keys, portrait
from variorum.group.terms import Ints
from variorum.group.vetoes import Head, Veto, head, veto
from variorum.group.weigh import Table, model, scores

CEILING = 4.0
# Articles that share so much of the shorter one's runs of five words are copies, as agencies' texts are.
COPIED = 0.5
COPIED_COLUMN = COLUMNS.index("copied")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
# Where only the month is known.
MID_MONTH = 15
# So many pairs are scored at a time, so that a large folder needs no more memory than its links do.
AT_ONCE = 10_000
NO_PAIRS, NO_COLUMNS = np.zeros((0, 2), np.int64), np.zeros((0, len(COLUMNS)))

Pair = tuple[int, int]
Document = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two articles that were compared, smaller id first, their score and what forbids to put them together."""

    first: str
    second: str
    score: float
    veto: Veto | None = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """What grouping found, ids in order: strict `events` lie within loose `stories`; `copies` are near-duplicates.

    Every article is in one event and one story, maybe alone; `copies` hold two or more. `pairs` scored above nothing
    (FLOOR) or were vetoed.
    """

    events: tuple[tuple[str, ...], ...]
    stories: tuple[tuple[str, ...], ...]
    copies: tuple[tuple[str, ...], ...]
    pairs: tuple[ScoredPair, ...]


def group(documents: Iterable[Document], for_events: Bounds = FREE, for_stories: Bounds = FREE) -> Grouping:
    """Group documents (id, text, title?, date?; the date in ISO form) by the event they tell, within the bounds that
    editors set for events and for stories. What they put apart as events are no copies either."""
    ordered = sorted(documents, key=lambda document: str(document["id"]))
    ids = [str(document["id"]) for document in ordered]
    heads = [head_of(document) for document in ordered]
    links, vetoed, copied = dict[Pair, float](), dict[Pair, Veto](), dict[Pair, float]()
    for pairs, table in compared([portrait_of(document) for document in ordered]):
        clashes = vetoes(pairs, heads)
        vetoed |= clashes
        links |= judged(pairs, scores(table, model()), clashes)
        copied |= dict.fromkeys(map(tuple, pairs[table[:, COPIED_COLUMN] >= COPIED].tolist()), 1.0)
    alone, parted = [[i] for i in range(len(ids))], parts(for_events.apart, ids)
    events = average_link(joined(alone, for_events.together, ids), links, model().event, parted=parted)
    begun = joined(events, for_stories.together, ids)
    stories = average_link(begun, links, model().story, apart=False, parted=parts(for_stories.apart, ids))
    copies = [g for g in average_link(alone, copied, FLOOR + 0.1, apart=False, parted=parted) if len(g) > 1]
    return Grouping(
        _named(ids, events),
        _named(ids, stories),
        _named(ids, copies),
        tuple(
            ScoredPair(ids[i], ids[j], round(score, 2), vetoed.get((i, j))) for (i, j), score in sorted(links.items())
        ),
    )


def same_event(documents: Iterable[Document]) -> list[list[str]]:
    """Return the groups of ids that tell one event each; every id stands in one group."""
    return [list(ids) for ids in group(documents).events]


def portrait_of(document: Document) -> Portrait:
    """Return the portrait of a document."""
    return portrait(str(document.get("title") or ""), str(document["text"]), ordinal(document.get("date")))


def compared(portraits: Sequence[Portrait]) -> Iterator[tuple[Ints, Table]]:
    """Yield the pairs worth comparing, two places each, and their columns, a row a pair; some thousands at a time."""
    gallery, heaviest = Gallery(portraits), [keys(p) for p in portraits]
    del portraits  # a large folder's take as much memory as the gallery
    pairs, table, held = [NO_PAIRS], [NO_COLUMNS], 0
    for i, others in candidates(heaviest):
        if len(others):
            pairs.append(np.column_stack((np.full_like(others, i), others)))
            table.append(gallery.columns(i, others))
            held += len(others)
        if held > AT_ONCE:
            yield np.concatenate(pairs), np.concatenate(table)
            pairs, table, held = [NO_PAIRS], [NO_COLUMNS], 0
    yield np.concatenate(pairs), np.concatenate(table)


def judged(pairs: Ints, found: Table, vetoed: Mapping[Pair, Veto]) -> dict[Pair, float]:
    """Return the score of each pair within bounds, the lowest where a veto stands; pairs that score nothing are left
    out."""
    above = found > FLOOR
    within = zip(map(tuple, pairs[above].tolist()), np.minimum(found[above], CEILING).tolist(), strict=True)
    return dict(within) | dict.fromkeys(vetoed, FLOOR)


def ordinal(date: object) -> int | None:
    """Return the number of an ISO day, counted from some day long ago; of a month its middle, None of anything else."""
    match = ISO_DAY.match(str(date or ""))
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3] or MID_MONTH)
    # Days before a month, counted in years that begin with March: the leap day is the last.
    years, months = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * years + years // 4 - years // 100 + years // 400 + (153 * months + 2) // 5 + day


def head_of(document: Document) -> Head:
    """Return what the head of a document says outright."""
    return head(str(document.get("title") or ""), str(document["text"]))


def vetoes(pairs: Ints, heads: Sequence[Head]) -> dict[Pair, Veto]:
    """Return the pairs that cannot tell one event, and why."""
    measuring = np.array([bool(head.measures) for head in heads], np.bool_)
    found = (((i, j), veto(heads[i], heads[j])) for i, j in pairs[measuring[pairs].all(axis=1)].tolist())
    return {pair: clash for pair, clash in found if clash}


def _named(ids: Sequence[str], groups: Iterable[Sequence[int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(ids[i] for i in members) for members in groups)
