"""Lines of a web page -> columns of numbers that tell body from furniture by the elements a line stands in.

A column has one value for each line. The columns say how much of the page's prose and links the elements around a
line hold, what those are called, and how the lines beside it look. `markup.py` adds them up to a score.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from variorum.clean.draft import Draft
from variorum.clean.measure import Bools, Ints
from variorum.model import Line

Column = NDArray[np.float64]
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
TAG, ID_OR_NUMBER = re.compile(r"[.#\[]"), re.compile(r"#[^.\[]*|\d+")
# A word that says the topic is no short one. A word's first letter that is no small Latin one counts as a capital.
LONG_WORD, CAPITAL = re.compile(r"\w{4,}"), re.compile(r"[^\W\d_a-z](?<![^\s\"'“‘(«\[-].)")
# The elements a line may be, as numbers of the column `block`.
KINDS = ("p", "h1", "h2", "h3", "h4", "li", "td", "div", "blockquote", "figcaption")
# The columns that say nothing on a page that has no such element.
MARKED = frozenset({"good", "in_main"})
# What one line counts at most, in words; the share of the page's prose that makes an element the article's; how much
# is read of a long line; how many words of prose must stand above "Comments".
HEAVIEST, HALF, MOST, SEEN, ENOUGH = 100, 0.5, 0.75, 1000, 60
# How many elements around a line are asked for by their place: the innermost, the one around it, and the next.
INNER = 3


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
    """What a hint says: its shape without ids and numbers, and the columns that are of nothing else, as in SAYS."""

    shape: str
    columns: tuple[float, ...]


SAYS = (*(f"w_{purpose}" for purpose in PATTERNS), "good", "in_main", "in_aside", "nart", "h1", "block")


@lru_cache(maxsize=1 << 14)
def said(hint: str) -> Said:
    """Return what a hint says; remembered, as the lines of a page stand in like elements."""
    words = [word(text) for text in hint.split()]
    names = [w.name for w in words]
    found = (
        *(_nearest(words, purpose) for purpose in PATTERNS),
        any("good" in w.purposes for w in words),
        "main" in names or "role=main" in hint,
        "aside" in names,
        min(names.count("article"), 4),
        names[-1:] == ["h1"],
        next((KINDS.index(x) for x in reversed(names) if x in KINDS), -1),
    )
    return Said(" ".join(w.shape for w in words), found)


def _nearest(hint: Sequence[Word], purpose: str) -> int:
    return next((steps for steps, w in enumerate(reversed(hint), 1) if purpose in w.purposes), 0)


class Around:
    """The elements around each of some lines: a row of numbers for each, the innermost last, 0 where there is none.

    The lines in an element stand together; those so deep that their outermost elements are not told stand there too.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        chains = [line.places for line in lines]
        lengths = np.fromiter(map(len, chains), np.int64, len(chains))
        width = max(INNER, lengths.max(initial=0))
        self.rows = np.zeros((len(chains), width), np.int64)
        told = np.arange(width) >= width - lengths[:, None]
        self.rows[told] = numbers = np.fromiter(chain.from_iterable(chains), np.int64)
        self.start, self.stop = np.zeros((2, numbers.max(initial=0) + 1), np.int64)
        at = np.repeat(np.arange(len(chains)), lengths)
        self.start[numbers[::-1]], self.stop[numbers] = at[::-1], at + 1

    def held(self, values: Column | Ints) -> Column:
        """Return what each element holds in all of the values of the lines in it; that of 0 is 0."""
        sums = np.concatenate(([0], np.cumsum(values)))
        return np.asarray(sums[self.stop] - sums[self.start])

    def inside(self, element: int) -> Bools:
        """Tell which lines stand in an element."""
        return np.asarray((self.rows == element).any(axis=1))


class Sight:
    """What is known of some lines of a page: their words, their prose, and what each element holds of them."""

    def __init__(self, draft: Draft, rows: Sequence[int]) -> None:
        lines = [draft.page.marked[i] for i in rows]
        self.plains = [draft.plains[i] for i in rows]
        self.lows = [draft.lows[i] for i in rows]
        self.kinds = [draft.kinds.get(i, ()) for i in rows]
        self.hints = [said(line.hint) for line in lines]
        self.linked = np.array([line.linked for line in lines])
        self.ends = draft.counts.ends[rows]
        self.words = draft.counts.words[rows]
        self.prose = draft.counts.prose[rows] & (self.linked < HALF)
        self.counted = np.minimum(self.words, HEAVIEST)
        self.mass = np.where(self.prose, self.counted, 0)
        self.total = int(self.mass.sum()) or 1
        self.around = Around(lines)
        self._hold()

    def _hold(self) -> None:
        """Add up what each element holds: prose, words, linked words, lines; and what it holds at close range."""
        held, (third, second, first) = self.around.held, self.around.rows.T[-INNER:]
        self.held = held(self.mass)
        self.spoken = held(self.counted)
        self.links = held(np.rint(1000 * self.counted * self.linked)) / 1000 / np.maximum(1, self.spoken)
        self.number = held(np.ones_like(self.mass))
        size = len(self.held)
        self.direct = np.bincount(np.where(second, second, first), self.mass, size)
        self.direct += np.bincount(third, self.mass // 2, size)

    def innermost(self, share: float) -> int:
        """Return the innermost element that holds a share of the page's prose; -1 where none does."""
        return int(np.flatnonzero(self.held >= share * self.total).max(initial=-1))


def columns(draft: Draft, rows: Sequence[int]) -> dict[str, Column]:
    """Return the columns of some lines of a page with markup."""
    sight = Sight(draft, rows)
    return {**_shape(sight), **_named(sight), **_holders(sight), **_branch(sight), **_alike(sight), **_beside(sight)}


def _shape(sight: Sight) -> dict[str, Column]:
    often = Counter(sight.lows)
    capitals = np.array([len(CAPITAL.findall(text[:SEEN])) for text in sight.plains])
    return {
        "words": np.minimum(sight.words, 150),
        "linked": sight.linked,
        "end": sight.ends,
        "upper": capitals / np.clip(sight.words, 1, 160),
        "rep": np.array([min(often[low], 4) for low in sight.lows]),
        "hit": np.array([bool(rules) for rules in sight.kinds]),
        "overlap": np.array(_overlap(sight)),
        "total": np.full(len(sight.lows), min(sight.total, 3000)),
    }


def _overlap(sight: Sight) -> list[float]:
    """Return the share of a line's longer words that the article's element has in other lines; -1 without such."""
    longer = [set(LONG_WORD.findall(low)) for low in sight.lows]
    own = (sight.prose & sight.around.inside(sight.innermost(HALF))).tolist()
    often = Counter(chain.from_iterable(compress(longer, own)))
    found, again = set(often), {word for word, times in often.items() if times > 1}
    shared = (len(words & (again if mine else found)) for words, mine in zip(longer, own, strict=True))
    return [count / len(words) if words else -1.0 for words, count in zip(longer, shared, strict=True)]


def _named(sight: Sight) -> dict[str, Column]:
    """Return how many elements outwards the nearest one named for a purpose stands (0: none), and what a line is."""
    found = dict(zip(SAYS, np.array([hint.columns for hint in sight.hints], float).T, strict=True))
    return {name: _known(column) if name in MARKED else column for name, column in found.items()}


def _known(marks: Column) -> Column:
    """Return 1 for marked lines, 0 for others, and for all a value below where a page does not mark any."""
    return marks if marks.any() else marks - 1


def _holders(sight: Sight) -> dict[str, Column]:
    """Return what the elements around a line hold of the page's prose."""
    around, (third, second, first) = sight.around, sight.around.rows.T[-INNER:]
    densest = sight.direct.max() or 1
    close = np.concatenate(([0], sight.direct[1:]))
    return {
        "core": around.inside(sight.innermost(HALF)),
        "core7": around.inside(sight.innermost(MOST)),
        "direct": close[around.rows].max(axis=1) / densest,
        "held3": sight.held[third] / sight.total,
        "hl1": sight.links[first],
        "hn2": np.minimum(sight.number[second], 50),
    }


def _branch(sight: Sight) -> dict[str, Column]:
    """Return what a line's own branch holds, where it leaves the elements with half of the page's prose."""
    rows = sight.around.rows
    below = (rows > 0) & (sight.held < HALF * sight.total)[rows]
    tops = np.where(below.any(axis=1), rows[np.arange(len(rows)), below.argmax(axis=1)], 0)
    return {
        "depthbelow": below.sum(axis=1),
        "branch": np.where(tops, sight.held[tops] / sight.total, 1.0),
        "brl": sight.links[tops],
        "brd": sight.held[tops] / np.maximum(1, sight.spoken[tops]),
    }


def _alike(sight: Sight) -> dict[str, Column]:
    """Return what the lines hold that stand in elements of the same names: a page's paragraphs are alike."""
    numbers: dict[str, int] = {}
    kind = np.array([numbers.setdefault(hint.shape, len(numbers)) for hint in sight.hints])
    lines = np.bincount(kind)
    found = {
        "sn": np.minimum(lines, 50),
        "sm": np.bincount(kind, sight.mass) / sight.total,
        "sw": np.bincount(kind, sight.counted) / lines,
        "sl": np.bincount(kind, sight.linked) / lines,
    }
    return {name: each[kind] for name, each in found.items()}


def _beside(sight: Sight) -> dict[str, Column]:
    """Return how the lines before and after a line look, and how much of the prose stands before and after."""
    mass, links = (np.concatenate(([0], np.cumsum(values))) for values in (sight.mass, sight.linked))
    size = len(sight.lows)
    at = np.arange(size)
    return {
        "mbs": mass[:-1] / sight.total,
        "mas": (mass[-1] - mass[1:]) / sight.total,
        "m10b": mass[:-1] - mass[np.maximum(0, at - 10)],
        "m10a": mass[np.minimum(size, at + 11)] - mass[1:],
        "l3b": links[:-1] - links[np.maximum(0, at - 3)],
        "l3a": links[np.minimum(size, at + 4)] - links[1:],
        "w-1": np.concatenate(([-1], sight.counted[:-1])),
        "w1": np.concatenate((sight.counted[1:], [-1])),
        "opened": _opened(sight, mass[:-1]),
    }


def _opened(sight: Sight, before: Ints) -> Column:
    """Return 1 from the first line on that opens the comments or the like after enough prose."""
    opening = np.array([any(rule.opens == "rest" for rule in rules[:1]) for rules in sight.kinds])
    return np.maximum.accumulate(opening & (before >= ENOUGH))
