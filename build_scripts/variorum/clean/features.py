"""Lines -> columns of numbers that tell body from furniture in any language: shape, neighbours, place, repeats.

A column has one value for each line with words. No column holds a word list; the phrase rules speak through `hit` and
`opened` only. `weigh.py` turns the columns into a score a line; the training script reads the same columns.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from variorum.clean.rules import kinds, plain
from variorum.clean.zones import FURNITURE, HEAVIEST, SENTENCE, SHORT, STOP, ends_sentence, heaviest_run, words

Column = list[float]
CAPITAL = re.compile(r"(?:^|(?<=[\s\"'“‘(«\[-]))[^\W\d_a-z]")
TOKEN, DIGIT, MARK, SEPARATOR = (re.compile(p) for p in (r"\w+", r"\d", r"[^\w\s]", r"[|/·•›»>→]"))
# "(Reuters)", "Photo: …": the captions stage knows the pattern; it is given by the caller.
Credit = Callable[[str], bool]
# What is read of a long line; how many words one line counts at most; how far a line sees.
SEEN, FAR, LONG_WORD = 1000, 30, 3
# Words of prose before a heading such as "Comments" may close the article.
ENOUGH = 60


@dataclass(frozen=True)
class Sight:
    """What is measured once a page: lines with words, and what of each."""

    raw: list[str]
    plains: list[str]
    words: list[int]
    stops: list[int]
    ends: list[int]
    prose: list[int]
    hits: list[int]
    tokens: list[list[str]]
    run: range

    @property
    def mass(self) -> list[int]:
        """Return the words of prose of each line, capped."""
        return [min(w, HEAVIEST) if p else 0 for w, p in zip(self.words, self.prose, strict=True)]


def look(raw: Sequence[str]) -> Sight:
    """Measure the lines with words of a page."""
    plains = [plain(text) for text in raw]
    counts = [words(p) for p in plains]
    stops = [min(len(STOP.findall(p)), 6) for p in plains]
    prose = [int(w >= 25 or (w >= 10 and s > 0)) for w, s in zip(counts, stops, strict=True)]
    ends = [int(ends_sentence(text)) for text in raw]
    hits = [int(bool(kinds(p))) for p in plains]
    tokens = [TOKEN.findall(p.casefold()) for p in plains]
    weights = [
        min(w, HEAVIEST) if p else FURNITURE if h else SENTENCE if e else SHORT
        for w, p, h, e in zip(counts, prose, hits, ends, strict=True)
    ]
    run = heaviest_run(weights)
    return Sight(list(raw), plains, counts, stops, ends, prose, hits, tokens, run)


def columns(raw: Sequence[str], gaps: Sequence[int], credit: Credit) -> dict[str, Column]:
    """Return the columns of a page's lines with words; `gaps` says how many blank lines stand before each."""
    sight = look(raw)
    return {**_shape(sight, credit), **_neighbours(sight), **_place(sight), **_repeats(sight), "blb": _floats(gaps, 3)}


def _floats(values: Sequence[float], top: float = float("inf")) -> Column:
    return [float(v) if v < top else float(top) for v in values]


def _shape(sight: Sight, credit: Credit) -> dict[str, Column]:
    heads = [p[:SEEN] for p in sight.plains]
    lengths = [len(head) for head in heads]

    def share(pattern: re.Pattern[str]) -> Column:
        return [len(pattern.findall(head)) / n for head, n in zip(heads, lengths, strict=True)]

    upper = [len(CAPITAL.findall(h)) / min(len(t) or 1, 160) for h, t in zip(heads, sight.tokens, strict=True)]
    named = [float(w <= HEAVIEST and credit(p)) for w, p in zip(sight.words, sight.plains, strict=True)]
    return {
        "words": _floats(sight.words, 150),
        "stops": _floats(sight.stops),
        "end": _floats(sight.ends),
        "colon": [float(text.rstrip().endswith((":", "："))) for text in sight.raw],
        "digit": share(DIGIT),
        "punct": share(MARK),
        "upper": upper,
        "lowstart": [float(h[:1].islower()) for h in heads],
        "sep": [float(min(len(SEPARATOR.findall(h)), 4)) for h in heads],
        "credit": named,
        "cr1": [*named[1:], 0.0],
        "hit": _floats(sight.hits),
        "overlap": _overlap(sight),
    }


def _overlap(sight: Sight) -> Column:
    """Return the share of a line's longer words that the main run of prose has elsewhere."""
    longer = [{t for t in ts if len(t) > LONG_WORD} for ts in sight.tokens]
    own = [i in sight.run and bool(sight.prose[i]) for i in range(len(longer))]
    found = Counter(t for i in sight.run if own[i] for t in longer[i])
    return [sum(found[t] > mine for t in ts) / len(ts) if ts else -1.0 for ts, mine in zip(longer, own, strict=True)]


def _neighbours(sight: Sight) -> dict[str, Column]:
    size = len(sight.plains)
    mass, hits, prose = (_sums(v) for v in (sight.mass, sight.hits, sight.prose))
    ws, ends = [float(min(w, 100)) for w in sight.words], _floats(sight.ends)
    span = range(size)
    return {
        "m3b": [_total(mass, k - 3, k) for k in span],
        "m3a": [_total(mass, k + 1, k + 4) for k in span],
        "m10b": [_total(mass, k - 10, k) for k in span],
        "m10a": [_total(mass, k + 1, k + 11) for k in span],
        "h3": [_mean(hits, k - 3, k + 4) for k in span],
        "h10b": [_mean(hits, k - 10, k) for k in span],
        "h10a": [_mean(hits, k + 1, k + 11) for k in span],
        "p5b": [_mean(prose, k - 5, k) for k in span],
        "p5a": [_mean(prose, k + 1, k + 6) for k in span],
        "w-1": [-1.0, *ws[:-1]],
        "w1": [*ws[1:], -1.0],
        "e-1": [-1.0, *ends[:-1]],
        "e1": [*ends[1:], -1.0],
        "db": _since(sight.prose),
        "da": _since(sight.prose[::-1])[::-1],
    }


def _sums(values: Sequence[int]) -> list[int]:
    return [0, *accumulate(values)]


def _total(sums: list[int], start: int, stop: int) -> float:
    start, stop = max(start, 0), min(stop, len(sums) - 1)
    return float(sums[stop] - sums[start]) if stop > start else 0.0


def _mean(sums: list[int], start: int, stop: int) -> float:
    start, stop = max(start, 0), min(stop, len(sums) - 1)
    return (sums[stop] - sums[start]) / (stop - start) if stop > start else -1.0


def _since(marks: Sequence[int]) -> Column:
    """Return for each line how many lines ago the last marked line stood."""
    far, result = FAR, []
    for mark in marks:
        result.append(float(far))
        far = 1 if mark else min(far + 1, FAR)
    return result


def _place(sight: Sight) -> dict[str, Column]:
    size, run = len(sight.plains), sight.run
    sums = _sums(sight.mass)
    total = sums[-1] or 1
    lengths = sorted(sight.words[i] for i in run if sight.prose[i])
    median = lengths[len(lengths) // 2] if lengths else 0
    return {
        "inrun": [float(k in run) for k in range(size)],
        "mbs": [sums[k] / total for k in range(size)],
        "mas": [(total - sums[k + 1]) / total for k in range(size)],
        "runshare": [(sums[run.stop] - sums[run.start]) / total] * size,
        "total": [float(min(total, 3000))] * size,
        "med": [float(median)] * size,
        "vsmed": [w / median if median else 0.0 for w in sight.words],
        "opened": _opened(sight, sums),
    }


def _opened(sight: Sight, sums: list[int]) -> Column:
    """Return 1 from the first line on that opens the comments or the like after enough prose."""
    opened, result = 0.0, []
    for text, before in zip(sight.plains, sums, strict=False):
        if before >= ENOUGH and any(rule.opens == "rest" for rule in kinds(text)[:1]):
            opened = 1.0
        result.append(opened)
    return result


def _repeats(sight: Sight) -> dict[str, Column]:
    low = [p.casefold() for p in sight.plains]
    count = Counter(low)
    often = [float(min(count[text], 4)) for text in low]
    twice = _sums([int(n > 1) for n in often])
    span = range(len(low))
    return {
        "rep": often,
        "r10": [_mean(twice, k - 5, k + 6) for k in span],
        "near": [float(low[max(0, k - 4) : k + 5].count(low[k]) - 1) if often[k] > 1 else 0.0 for k in span],
        "adj": [float(often[k] > 1 and low[k] in (low[max(0, k - 1) : k] + low[k + 1 : k + 2])) for k in span],
    }
