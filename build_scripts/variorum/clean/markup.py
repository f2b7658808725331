"""Lines of a web page -> which of them are its article, by their elements and by the word of an extractor.

First the rules on elements (rules.toml) speak. A name alone decides nothing: an element that holds most of the page's
prose is no menu, whatever it is called. Then each line that is left gets a score: a sum of small tables over the
columns of `places.py` (markup.json, trained by benchmarks/webpages.py, which says on what). Where the scores leave
little doubt they decide. Else an extractor was asked, and a line stays if the extractor takes it, unless the score is
clearly against it, or if the score is clearly for it. In both cases a line amid those that stay needs less to stay.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, reduce
from importlib.resources import files
from typing import Any

import numpy as np

from variorum.clean.draft import Draft, Weighed, received, sketch
from variorum.clean.known import NOTHING
from variorum.clean.measure import Ints
from variorum.clean.places import HALF, Around, Column, columns
from variorum.clean.rules import MarkupRule, markup_rules
from variorum.model import Line, Meta

# There is doubt where the words of lines that score so near to 0 are such a share of the words of lines above 0.
NEAR, DOUBT = 2.0, 0.25
# Lines at most so far below the best stay where no line would, so that no page is left empty.
WITHIN = 2.0
# What the score leaves of the extractor's words at least; where it would leave less, the extractor's word stands.
UNSPOILT = 1 / 3
# Comments may well hold more prose than the article, but not all of it.
NEARLY_ALL = 0.95
# Characters of a line that count as prose when it is asked what an element holds, and how many count at most.
SHORTEST, LONGEST = 40, 500
# column -> what it looks at, for the reasons of the ledger.
LOOKS = {
    **dict.fromkeys(("words", "end", "upper", "h1", "block"), "shape"),
    **dict.fromkeys(("linked", "l3b", "l3a", "hl1", "sl", "brl"), "links"),
    **dict.fromkeys(("sn", "sm", "sw"), "alike"),
    **dict.fromkeys(("core", "core7", "direct", "held3", "hn2", "depthbelow", "branch", "brd", "total"), "holder"),
    **dict.fromkeys(("mbs", "mas", "m10b", "m10a", "w-1", "w1"), "neighbours"),
    **dict.fromkeys(("good", "in_main", "in_aside", "nart", "w_good", "w_comment", "w_nav", "w_related"), "names"),
    **dict.fromkeys(("w_byline", "w_head"), "names"),
    **dict.fromkeys(("rep", "hit", "opened", "overlap"), "words"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A step function of one column: a value adds the step between the edges it lies in."""

    column: str
    edges: Column
    adds: Column


@dataclass(frozen=True, slots=True)
class Limits:
    """What scores must exceed for a line to stay: where no extractor was asked; where it leaves the line out; where it
    takes it; amid lines that stay, with one at most `gap` lines before and one after it."""

    alone: float = -1.0
    left_out: float = 3.5
    taken: float = -3.0
    amid: float = -2.0
    gap: int = 10


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What markup and extractor make of a line: whether it stays, its score, and what each thing looked at adds to it.

    `against` is what spoke most against the line, nothing where a rule decided. `rule` is the rule on elements that
    decided, if one did; `extracted` is the extractor's word, `amid` tells that the line stays only because of the
    lines around it.
    """

    kept: bool
    score: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)
    extracted: bool | None = None
    amid: bool = False
    rule: MarkupRule | None = None
    against: str = ""


@cache
def tables() -> tuple[float, tuple[Table, ...]]:
    """Return the score all lines start with, and the tables."""
    return steps(json.loads(files("variorum.clean").joinpath("markup.json").read_text(encoding="utf-8")))


def steps(data: Mapping[str, Any]) -> tuple[float, tuple[Table, ...]]:
    """Return the score all lines start with, and the tables, from what was learned."""
    found = (Table(name, np.array(t["edges"]), np.array(t["adds"])) for name, t in data["tables"].items())
    return float(data["start"]), tuple(found)


def marked_up(lines: Sequence[Line], meta: Sequence[Meta]) -> Draft:
    """Return a web page measured and weighed, before anything else is known of it."""
    draft = sketch(received(lines, frozenset(), (), meta, NOTHING))
    return replace(draft, weighed=weighed(draft))


def doubtful(draft: Draft) -> bool:
    """Tell whether the markup of a page leaves so much doubt that an extractor is to be asked."""
    seen = draft.weighed or weighed(draft)
    near = sum(draft.words[i] for i, score in zip(seen.rows, seen.scores, strict=True) if abs(score) < NEAR)
    above = sum(draft.words[i] for i, score in zip(seen.rows, seen.scores, strict=True) if score > 0)
    return bool(seen.rows) and near >= DOUBT * above


def opinions(draft: Draft) -> dict[int, Opinion]:
    """Return an opinion on each line that is not judged yet. Linear in the length of the page."""
    seen = draft.weighed
    if not seen or not draft.verdicts.keys().isdisjoint((*seen.ruled, *seen.rows)):
        seen = weighed(draft)
    found = {i: Opinion(rule.kept, rule=rule) for i, rule in seen.ruled.items()}
    found.update(zip(seen.rows, _formed(draft, seen), strict=True))
    return dict(sorted(found.items()))


def weighed(draft: Draft) -> Weighed:
    """Return what the markup says of each line that is not judged yet."""
    ruled, rows = undecided(draft)
    if not rows:
        return Weighed(ruled, rows, (), {})
    scores, parts = weigh(columns(draft, rows))
    return Weighed(ruled, rows, scores.tolist(), {look: added.tolist() for look, added in parts.items()})


def undecided(draft: Draft) -> tuple[dict[int, MarkupRule], list[int]]:
    """Return the rules on elements that decide lines not judged yet, and the lines none decides."""
    left = [i for i in draft.open() if draft.page.texts[i].strip()]
    ruled = {left[k]: rule for k, rule in by_rules([draft.page.marked[i] for i in left]).items()}
    return ruled, [i for i in left if i not in ruled]


def _formed(draft: Draft, seen: Weighed) -> Iterator[Opinion]:
    """Yield an opinion for each line no rule decides."""
    if not seen.rows:
        return
    extracted = [draft.page.marked[i].extracted for i in seen.rows]
    kept = decided(seen.scores, extracted, [draft.words[i] for i in seen.rows])
    near = amid(kept, seen.scores)
    looks, added = list(seen.parts), np.array(list(seen.parts.values()))
    against = added.argmin(axis=0).tolist()
    for k, (score, parts) in enumerate(zip(seen.scores, added.T.tolist(), strict=True)):
        said = dict(zip(looks, parts, strict=True))
        yield Opinion(kept[k] or near[k], score, said, extracted[k], near[k], against=looks[against[k]])


def decided(scores: Sequence[float], extracted: Sequence[bool | None], words: Sequence[int]) -> list[bool]:
    """Tell which lines stay by their scores and the extractor's word, where it was asked."""
    if not any(extracted):
        asked = any(word is not None for word in extracted)
        floor = min(0.0 if asked else LIMITS.alone, max(scores) - WITHIN)
        return [score > floor for score in scores]
    by_extractor = sum(w for w, e in zip(words, extracted, strict=True) if e)
    agreed = sum(w for w, e, s in zip(words, extracted, scores, strict=True) if e and s > LIMITS.taken)
    floor = LIMITS.taken if agreed >= UNSPOILT * by_extractor else -float("inf")
    return [score > (floor if e else LIMITS.left_out) for score, e in zip(scores, extracted, strict=True)]


def amid(kept: Sequence[bool], scores: Sequence[float]) -> list[bool]:
    """Tell which lines stay only because others before and after them do."""
    before, after = _since(kept), _since(kept[::-1])[::-1]
    return [
        not k and score > LIMITS.amid and b <= LIMITS.gap and a <= LIMITS.gap
        for k, score, b, a in zip(kept, scores, before, after, strict=True)
    ]


def _since(kept: Sequence[bool]) -> list[int]:
    """Return for each line how many lines ago one stayed."""
    found, ago = [], LIMITS.gap + 1
    for k in kept:
        ago = 0 if k else ago + 1
        found.append(ago)
    return found


def weigh(found: Mapping[str, Column]) -> tuple[Column, dict[str, Column]]:
    """Return the score of each line, and how much of it comes from each thing that was looked at."""
    start, learned = tables()
    parts = {look: np.zeros(len(found["words"])) for look in LOOKS.values()}
    for table in learned:
        parts[LOOKS[table.column]] += table.adds[np.searchsorted(table.edges, found[table.column])]
    return start + reduce(np.add, parts.values()), parts


def by_rules(lines: Sequence[Line]) -> dict[int, MarkupRule]:
    """Return the rule on elements that decides a line, where one does: comments first, then all others.

    An element that holds a share of the prose that is left calls for no rule.
    """
    calls = [(i, rule, place) for i, line in enumerate(lines) for rule, place in called(line)]
    if not calls:
        return {}
    around, prose = Around(lines), np.array([_prose(line) for line in lines])
    found: dict[int, int] = {}
    for of_comments, share in ((True, NEARLY_ALL), (False, HALF)):
        heavy = _heavy(around, prose, share)
        said = [(i, rule) for i, rule, place in calls if _of_comments(rule) == of_comments and place not in heavy]
        found = {**dict(sorted(said, reverse=True)), **found}
        prose[list(found)] = 0
    return {i: markup_rules()[rule] for i, rule in found.items()}


def called(line: Line) -> list[tuple[int, int]]:
    """Return the rules that the elements around a line call for, each with its element (0: its number is unknown)."""
    return [(rule, line.places[at] if line.places else 0) for at, rules in called_for(line.hint) for rule in rules]


@lru_cache(maxsize=1 << 14)
def called_for(hint: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return which words of a hint call for rules; remembered, as the lines of a page stand in like elements."""
    found = ((at, _rules(word)) for at, word in enumerate(hint.split(" ")))
    return tuple((at, rules) for at, rules in found if rules)


@lru_cache(maxsize=1 << 16)
def _rules(word: str) -> tuple[int, ...]:
    """Return the first rule on comments and the first other that an element's name calls for; remembered."""
    taking = [i for i, rule in enumerate(markup_rules()) if rule.takes(word)]
    firsts = (next((i for i in taking if _of_comments(i) == of_comments), None) for of_comments in (True, False))
    return tuple(i for i in firsts if i is not None)


def _of_comments(rule: int) -> bool:
    return markup_rules()[rule].role == "comments"


def _prose(line: Line) -> int:
    """Return how many characters of a line count as prose that no link is."""
    return min(len(line.text), LONGEST) if line.linked < HALF and len(line.text) >= SHORTEST else 0


def _heavy(around: Around, prose: Ints, share: float) -> frozenset[int]:
    """Return the elements that hold a share of the page's prose."""
    held = around.held(prose)
    return frozenset(np.flatnonzero((held > 0) & (held >= share * prose.sum())).tolist())
