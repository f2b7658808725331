"""Lines of a web page -> columns of numbers that tell body from furniture by the elements a line stands in.

A column has one value for each line. The columns say how much of the page's prose and links the elements around a
line hold, what those are called, and how the lines beside it look. `markup.py` adds them up to a score.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from variorum.clean.draft import Draft

Column = list[float]
# Names of elements, ids and classes that pages use for one purpose: a column says how near such an element is.
NAMED = {
    "good": r"[#.=-](?:article|story|entry|post|content|body|text|main|news|page)"
    r"(?:[-_]?(?:body|content|text|main|entry|article|story|paragraph|p))+|articleBody|[#.]paragraph"
    r"|[#.](?:story|article|entry|post|content|body)(?=[.#\[_-]|$)",
    "comment": r"[#._-](?:comments?|respond|disqus|reply|replies|discussion|livefyre)",
    "nav": r"^(?:nav|menu|dialog|footer|header|aside)(?=[.#\[]|$)|[#._-](?:nav|navbar|navigation|menu|breadcrumbs?"
    r"|pagination|pager|footer|header|masthead|sidebar|side|rail|aside|widgets?|toolbar|topbar|secondary)(?=[.#\[_-]|$)",
    "related": r"related|recommend|read-?more|more-|trending|popular|teaser|outbrain|taboola|also|promo|card|latest"
    r"|most|list|recirc|inline-?link|next|prev",
    "byline": r"byline|author|bio|writer|contrib|^(?:time|address)(?=[.#\[]|$)|date|time|meta|publish|posted"
    r"|tags?(?=[.#\[_-]|$)|categor|topic|kicker|label",
    "head": r"head(?:line|er|ing)?|title|dek|standfirst|summary|subtitle|intro|lead|lede|excerpt|description",
}
PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in NAMED.items()}
TAG, ID_OR_NUMBER, TOKEN = re.compile(r"[.#\[]"), re.compile(r"#[^.\[]*|\d+"), re.compile(r"\w+")
CAPITAL = re.compile(r"(?:^|(?<=[\s\"'“‘(«\[-]))[^\W\d_a-z]")
# The elements a line may be, as numbers of the column `block`.
KINDS = ("p", "h1", "h2", "h3", "h4", "li", "td", "div", "blockquote", "figcaption")
# The columns that say nothing on a page that has no such element.
MARKED = frozenset({"good", "in_main"})
# What one line counts at most, in words; the share of the page's prose that makes an element the article's; how much
# is read of a long line; how many lines of prose must stand above "Comments"; how long a word is that says the topic.
HEAVIEST, HALF, MOST, SEEN, ENOUGH, LONG_WORD = 100, 0.5, 0.75, 1000, 60, 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a hint: the element's name, its shape without ids and numbers, and the purposes it is named for."""

    name: str
    shape: str
    purposes: frozenset[str]


@lru_cache(maxsize=1 << 15)
def word(text: str) -> Word:
    """Return what a word of a hint says; remembered, as pages repeat them."""
    named = frozenset(name for name, pattern in PATTERNS.items() if pattern.search(text))
    return Word(TAG.split(text, maxsplit=1)[0], ID_OR_NUMBER.sub("", text), named)


@dataclass(frozen=True, slots=True)
class Said:
    """What a hint says: its shape without ids and numbers, and the columns that are of nothing else."""

    shape: str
    columns: Mapping[str, float]


@lru_cache(maxsize=1 << 14)
def said(hint: str) -> Said:
    """Return what a hint says; remembered, as the lines of a page stand in like elements."""
    words = [word(text) for text in hint.split()]
    names = [w.name for w in words]
    found = {
        **{f"w_{purpose}": _nearest(words, purpose) for purpose in PATTERNS},
        "good": any("good" in w.purposes for w in words),
        "in_main": "main" in names or "role=main" in hint,
        "in_aside": "aside" in names,
        "nart": min(names.count("article"), 4),
        "h1": names[-1:] == ["h1"],
        "block": next((KINDS.index(x) for x in reversed(names) if x in KINDS), -1),
    }
    return Said(" ".join(w.shape for w in words), found)


class Sight:
    """What is known of some lines of a page: their words, their prose, and what each element holds of them."""

    def __init__(self, draft: Draft, rows: Sequence[int]) -> None:
        self.lines = lines = [draft.page.marked[i] for i in rows]
        self.plains = [draft.plains[i] for i in rows]
        self.lows = [draft.lows[i] for i in rows]
        self.ends = [draft.ends[i] for i in rows]
        self.kinds = [draft.kinds.get(i, ()) for i in rows]
        self.hints = [said(line.hint) for line in lines]
        self.words = [draft.words[i] for i in rows]
        self.prose = [line.linked < HALF and draft.prose[i] for i, line in zip(rows, lines, strict=True)]
        self.counted = [min(count, HEAVIEST) for count in self.words]
        self.mass = [count if is_prose else 0 for count, is_prose in zip(self.counted, self.prose, strict=True)]
        self.total = sum(self.mass) or 1
        self._hold()

    def _hold(self) -> None:
        """Add up what each element holds: prose, words, linked words, lines; and what it holds at close range."""
        chains = [line.places for line in self.lines]
        above = parents(chains)
        linked = [round(1000 * n * line.linked) for n, line in zip(self.counted, self.lines, strict=True)]
        self.held = summed(above, chains, self.mass)
        self.spoken = summed(above, chains, self.counted)
        self.linked = summed(above, chains, linked)
        self.number = summed(above, chains, [1] * len(chains))
        self.direct: Counter[int] = Counter()
        for line, mass in zip(self.lines, self.mass, strict=True):
            if mass:
                self.direct[line.places[-2] if len(line.places) > 1 else line.places[-1] if line.places else 0] += mass
                self.direct[line.places[-3] if len(line.places) > 2 else 0] += mass // 2

    def innermost(self, share: float) -> int:
        """Return the innermost element that holds a share of the page's prose; -1 where none does."""
        return max((place for place, held in self.held.items() if held >= share * self.total), default=-1)

    def links(self, place: int) -> float:
        """Return the share of an element's words that are links."""
        return self.linked[place] / 1000 / max(1, self.spoken[place])


def parents(chains: Iterable[Sequence[int]]) -> dict[int, int] | None:
    """Return for each element the one it stands in (-1: none), the innermost first; each is looked at once.

    None where the chains of a broken page disagree: a paragraph that a block is in stands in some and not in others.
    """
    found: dict[int, int] = {}
    for chain in chains:
        for at in range(len(chain) - 1, -1, -1):
            outer = chain[at - 1] if at else -1
            known = found.get(chain[at], -1)
            if known >= 0 and outer >= 0:
                if known != outer:
                    return None
                break
            found[chain[at]] = max(known, outer)
    return dict(sorted(found.items(), reverse=True))


def summed(above: Mapping[int, int] | None, chains: Sequence[Sequence[int]], values: Sequence[int]) -> dict[int, int]:
    """Return what elements hold in all; `chains` are the elements around each value, from the outside in."""
    if above is None:
        return _counted(chains, values)
    held = dict.fromkeys(above, 0)
    for chain, value in zip(chains, values, strict=True):
        if chain:
            held[chain[-1]] += value
    for place, outer in above.items():
        if outer >= 0:
            held[outer] += held[place]
    return held


def _counted(chains: Sequence[Sequence[int]], values: Sequence[int]) -> dict[int, int]:
    """Return what elements hold in all, one by one."""
    held: Counter[int] = Counter()
    for chain, value in zip(chains, values, strict=True):
        for place in chain:
            held[place] += value
    return dict(held)


def columns(draft: Draft, rows: Sequence[int]) -> dict[str, Sequence[float]]:
    """Return the columns of some lines of a page with markup."""
    sight = Sight(draft, rows)
    return {**_shape(sight), **_named(sight), **_holders(sight), **_branch(sight), **_alike(sight), **_beside(sight)}


def _shape(sight: Sight) -> dict[str, Sequence[float]]:
    often = Counter(sight.lows)
    heads = [text[:SEEN] for text in sight.plains]
    return {
        "words": [min(count, 150) for count in sight.words],
        "linked": [line.linked for line in sight.lines],
        "end": sight.ends,
        "upper": [len(CAPITAL.findall(h)) / max(1, min(n, 160)) for h, n in zip(heads, sight.words, strict=True)],
        "rep": [min(often[low], 4) for low in sight.lows],
        "hit": [bool(rules) for rules in sight.kinds],
        "overlap": _overlap(sight),
        "total": [min(sight.total, 3000)] * len(heads),
    }


def _overlap(sight: Sight) -> Column:
    """Return the share of a line's longer words that the article's element has in other lines; -1 without such."""
    core = sight.innermost(HALF)
    longer = [{t for t in TOKEN.findall(low) if len(t) > LONG_WORD} for low in sight.lows]
    own = [is_prose and core in line.places for line, is_prose in zip(sight.lines, sight.prose, strict=True)]
    found = Counter(t for ts, mine in zip(longer, own, strict=True) if mine for t in ts)
    return [sum(found[t] > mine for t in ts) / len(ts) if ts else -1.0 for ts, mine in zip(longer, own, strict=True)]


def _named(sight: Sight) -> dict[str, Sequence[float]]:
    """Return how many elements outwards the nearest one named for a purpose stands (0: none), and what a line is."""
    found: dict[str, Sequence[float]] = {}
    for name in said("").columns:
        column = [hint.columns[name] for hint in sight.hints]
        found[name] = _known(column) if name in MARKED else column
    return found


def _nearest(hint: Sequence[Word], purpose: str) -> int:
    return next((steps for steps, w in enumerate(reversed(hint), 1) if purpose in w.purposes), 0)


def _known(marks: Column) -> Column:
    """Return 1 for marked lines, 0 for others, and for all a value below where a page does not mark any."""
    return marks if any(marks) else [-1.0] * len(marks)


def _holders(sight: Sight) -> dict[str, Sequence[float]]:
    """Return what the elements around a line hold of the page's prose."""
    core, most = sight.innermost(HALF), sight.innermost(MOST)
    densest = max(sight.direct.values(), default=0) or 1
    places = [line.places for line in sight.lines]
    return {
        "core": [core in p for p in places],
        "core7": [most in p for p in places],
        "direct": [max((sight.direct[q] for q in p), default=0) / densest for p in places],
        "held3": [sight.held[p[-3]] / sight.total if len(p) > 2 else 0.0 for p in places],
        "hl1": [sight.links(p[-1]) if p else 0.0 for p in places],
        "hn2": [min(sight.number[p[-2]], 50) if len(p) > 1 else 0.0 for p in places],
    }


def _branch(sight: Sight) -> dict[str, Sequence[float]]:
    """Return what a line's own branch holds, where it leaves the elements with half of the page's prose."""
    heavy = {place for place, held in sight.held.items() if held >= HALF * sight.total}
    below = [[place for place in line.places if place not in heavy] for line in sight.lines]
    tops = [b[0] if b else None for b in below]
    return {
        "depthbelow": [len(b) for b in below],
        "branch": [1.0 if t is None else sight.held[t] / sight.total for t in tops],
        "brl": [0.0 if t is None else sight.links(t) for t in tops],
        "brd": [0.0 if t is None else sight.held[t] / max(1, sight.spoken[t]) for t in tops],
    }


def _alike(sight: Sight) -> dict[str, Sequence[float]]:
    """Return what the lines hold that stand in elements of the same names: a page's paragraphs are alike."""
    shapes = [hint.shape for hint in sight.hints]
    groups: dict[str, list[int]] = defaultdict(list)
    for i, shape in enumerate(shapes):
        groups[shape].append(i)
    share = {
        shape: (
            min(len(group), 50),
            sum(sight.mass[i] for i in group) / sight.total,
            sum(sight.counted[i] for i in group) / len(group),
            sum(sight.lines[i].linked for i in group) / len(group),
        )
        for shape, group in groups.items()
    }
    return {name: [share[shape][k] for shape in shapes] for k, name in enumerate(("sn", "sm", "sw", "sl"))}


def _beside(sight: Sight) -> dict[str, Sequence[float]]:
    """Return how the lines before and after a line look, and how much of the prose stands before and after."""
    size = len(sight.lines)
    mass, links = [0, *accumulate(sight.mass)], [0.0, *accumulate(line.linked for line in sight.lines)]
    counted = [float(count) for count in sight.counted]
    span = range(size)
    return {
        "mbs": [mass[i] / sight.total for i in span],
        "mas": [(mass[size] - mass[i + 1]) / sight.total for i in span],
        "m10b": [mass[i] - mass[max(0, i - 10)] for i in span],
        "m10a": [mass[min(size, i + 11)] - mass[i + 1] for i in span],
        "l3b": [links[i] - links[max(0, i - 3)] for i in span],
        "l3a": [links[min(size, i + 4)] - links[i + 1] for i in span],
        "w-1": [-1.0, *counted[:-1]][:size],
        "w1": [*counted[1:], -1.0][:size],
        "opened": _opened(sight, mass),
    }


def _opened(sight: Sight, mass: Sequence[int]) -> Column:
    """Return 1 from the first line on that opens the comments or the like after enough prose."""
    opened, result = 0.0, []
    for rules, before in zip(sight.kinds, mass, strict=False):
        if before >= ENOUGH and any(rule.opens == "rest" for rule in rules[:1]):
            opened = 1.0
        result.append(opened)
    return result
