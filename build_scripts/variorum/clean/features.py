"""Lines -> columns of numbers that tell body from furniture in any language: shape, neighbours, place, repeats.

A column has one value for each line with words. No column holds a word list; the phrase rules speak through `hit` and
`opened` only. `weigh.py` turns the columns into a score a line; the training script reads the same columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from variorum.clean.measure import DIGIT, Bools, Counts, Floats, Ints

# How far a line sees; how many words one line counts at most; what a run of prose is broken by.
FAR, HEAVIEST = 30, 60
FURNITURE, SHORT, SENTENCE = -15, -4, 3
# Words of prose before a heading such as "Comments" may close the article.
ENOUGH = 60
LONG_WORD, SHORT_LINE = 3, 10
# Characters of the main run of prose that are read for its words; as many shared words say it all.
READ, TOPICAL = 4000, 12

# Signals of which a line sees the means over windows around it; the first of them also of the lines next to it.
BESIDE = ("words", "end", "capitals", "hit", "overlap", "digit")
SIGNALS = (*BESIDE, "prose", "rep", "gap")
WINDOWS = {"3b": (-3, 0), "3a": (1, 4), "10b": (-10, 0), "10a": (1, 11), "5c": (-5, 6)}
STEPS = (-2, -1, 1, 2)
WIDE = 11
NONE = np.zeros(1, np.int64)
SINGLE = (
    *SIGNALS,
    *("length", "long", "sentences", "colon", "digits", "mark", "upper", "lowstart", "digitstart", "sep"),
    *("credit", "cr1", "near", "gap1", "shared", "db", "da", "hb", "ha", "inrun", "fromrun", "torun", "mbs", "mas"),
    *("runshare", "total", "med", "vsmed", "opened", "shorts", "shorts-1", "shorts1", "top", "bottom", "size"),
    *("m3b", "m3a", "m10b", "m10a"),
)
COLUMNS = (
    *SINGLE,
    *(f"{signal}:{window}" for window in WINDOWS for signal in SIGNALS),
    *(f"{signal}:{step:+d}" for step in STEPS for signal in BESIDE),
)


@dataclass(frozen=True)
class Sight:
    """What is known of the lines with words of a page before they are weighed; `gaps` are the blank lines before.

    `lows` are the lines without regard to case; `hits` are lines some phrase rule takes, `opens` those whose rule opens
    the rest of the page, `credits` those that name the source of a picture.
    """

    lows: Sequence[str]
    counts: Counts
    hits: Bools
    opens: Bools
    credits: Bools
    gaps: Ints


def columns(sight: Sight) -> Floats:
    """Return the columns of a page, a row for each of COLUMNS."""
    table = np.empty((len(COLUMNS), len(sight.lows)), np.float32)
    run = prose_run(sight)
    single = _shape(sight)
    single |= _place(sight, run)
    single |= _repeats(sight.lows)
    single |= _topic(sight, run)
    for row, name in enumerate(SINGLE):
        table[row] = single[name]
    at = len(SINGLE) + len(WINDOWS) * len(SIGNALS)
    _windows(table[: len(SIGNALS)], table[len(SINGLE) : at])
    for step in STEPS:
        shifted(table[: len(BESIDE)], step, table[at : at + len(BESIDE)])
        at += len(BESIDE)
    return table


def prose_run(sight: Sight) -> range:
    """Return the heaviest unbroken run of prose, from its first prose on: a short sentence above may be the title."""
    counts = sight.counts
    prose = np.minimum(counts.words, HEAVIEST)
    other = np.where(sight.hits, FURNITURE, np.where(counts.ends, SENTENCE, SHORT))
    weights = np.where(counts.prose, prose, other)
    run = heaviest(weights)
    first = np.flatnonzero(weights[run.start : run.stop] > SENTENCE)
    return range(run.start + int(first[0]), run.stop) if len(first) else run


def heaviest(weights: NDArray[np.generic]) -> range:
    """Return the run with the greatest sum (Kadane's); none if no weight is above 0."""
    sums = np.concatenate(([0], np.cumsum(weights)))
    lowest = np.minimum.accumulate(sums)
    gains = sums - lowest
    stop = int(gains.argmax())
    if gains[stop] <= 0:
        return range(0)
    return range(int(np.flatnonzero(sums[:stop] == lowest[stop])[-1]), stop)


def _shape(sight: Sight) -> dict[str, NDArray[np.generic] | float]:
    counts = sight.counts
    length = np.maximum(counts.length, 1)
    return {
        "words": np.minimum(counts.words, 150),
        "length": np.minimum(length, 600),
        "long": np.minimum(length / np.maximum(counts.words, 1), 30),
        "sentences": np.minimum(counts.sentences, 6),
        "end": counts.ends,
        "colon": counts.colon,
        "prose": counts.prose,
        "digit": counts.digits / length,
        "digits": np.minimum(counts.digits, 12),
        "mark": counts.marks / length,
        "capitals": counts.capital_starts / np.maximum(counts.starts, 1),
        "upper": counts.capitals / length,
        "lowstart": counts.lowstart,
        "digitstart": (counts.first & DIGIT) != 0,
        "sep": np.minimum(counts.separators, 4),
        "credit": sight.credits,
        "cr1": np.concatenate((sight.credits[1:], NONE)),
        "hit": sight.hits,
        "gap": np.minimum(sight.gaps, 4),
        "gap1": np.minimum(np.concatenate((sight.gaps[1:], NONE)), 4),
    }


def _windows(signals: Floats, into: Floats) -> None:
    """Write the means of the signals over each window; -1 where a window holds no line: beyond an end of the page."""
    rows, size = signals.shape
    sums = np.zeros((rows + 1, WIDE + size + 1 + WIDE))
    np.cumsum(signals, axis=1, out=sums[:-1, WIDE + 1 : WIDE + 1 + size])
    sums[-1, WIDE : WIDE + 1 + size] = np.arange(size + 1)
    sums[:, WIDE + 1 + size :] = sums[:, WIDE + size, None]
    for k, (low, high) in enumerate(WINDOWS.values()):
        totals = sums[:, WIDE + high : WIDE + high + size] - sums[:, WIDE + low : WIDE + low + size]
        part = into[k * rows : (k + 1) * rows]
        np.divide(totals[:-1], np.maximum(totals[-1], 1), out=part, casting="same_kind")
        if high <= 0 or low > 0:
            part[:, 0 if high <= 0 else -1] = -1


def shifted(rows: Floats, step: int, into: Floats) -> None:
    """Write what stands in the line `step` lines on; -1 where there is none."""
    into[:] = -1
    if 0 < step < rows.shape[1]:
        into[:, :-step] = rows[:, step:]
    elif 0 < -step < rows.shape[1]:
        into[:, -step:] = rows[:, :step]


def _place(sight: Sight, run: range) -> dict[str, NDArray[np.generic] | float]:
    counts, size = sight.counts, len(sight.lows)
    at = np.arange(size)
    padded = np.zeros(WIDE + size + 1 + WIDE, np.int64)
    np.cumsum(np.minimum(counts.words, HEAVIEST) * counts.prose, out=padded[WIDE + 1 : WIDE + 1 + size])
    padded[WIDE + 1 + size :] = padded[WIDE + size]
    sums = padded[WIDE : WIDE + 1 + size]
    total = max(int(sums[-1]), 1)
    before, after = sums[:-1], sums[1:]
    median = _median(counts.words[run.start : run.stop][counts.prose[run.start : run.stop]])
    inside = np.zeros(size, np.bool_)
    inside[run.start : run.stop] = True
    shorts = _shorts((counts.words < SHORT_LINE) & ~counts.ends)
    marks = np.array((counts.prose, sight.hits, counts.prose[::-1], sight.hits[::-1]))
    prose_before, hit_before, prose_after, hit_after = since(marks)
    return {
        "db": prose_before,
        "da": prose_after[::-1],
        "hb": hit_before,
        "ha": hit_after[::-1],
        "inrun": inside,
        "fromrun": _within(at - run.start),
        "torun": _within(at - (run.stop - 1)),
        "mbs": before / total,
        "mas": (total - after) / total,
        "runshare": float(sums[run.stop] - sums[run.start]) / total,
        "total": min(total, 3000),
        "med": median,
        "vsmed": counts.words / (median or np.inf),
        "opened": np.logical_or.accumulate(sight.opens & (before >= ENOUGH)),
        "shorts": shorts,
        "shorts-1": np.concatenate((NONE, shorts[:-1])),
        "shorts1": np.concatenate((shorts[1:], NONE)),
        "top": np.minimum(at, 60),
        "bottom": np.minimum(at[::-1], 60),
        "size": min(size, 400),
        "m3b": before - padded[WIDE - 3 :][:size],
        "m3a": padded[WIDE + 4 :][:size] - after,
        "m10b": before - padded[WIDE - 10 :][:size],
        "m10a": padded[WIDE + 11 :][:size] - after,
    }


def _within(values: Ints) -> Ints:
    return np.asarray(np.minimum(np.maximum(values, -FAR), FAR))


def _median(lengths: Ints) -> float:
    return float(np.sort(lengths)[len(lengths) // 2]) if len(lengths) else 0.0


def since(marks: Bools) -> Ints:
    """Return for each line how many lines ago the last marked line stood, up to FAR; a row for each row of marks."""
    rows, size = marks.shape
    at = np.arange(size)
    last = np.full((rows, size + 1), -FAR)
    np.copyto(last[:, 1:], at, where=marks)
    np.maximum.accumulate(last, axis=1, out=last)
    return np.asarray(np.minimum(at - last[:, :-1], FAR))


def _shorts(short: Bools) -> Ints:
    """Return for each short line how long the run of short lines is that it stands in; 0 for the others."""
    size = len(short)
    breaks = np.flatnonzero(np.concatenate(([True], short[1:] != short[:-1])))
    lengths = np.diff(np.append(breaks, size))
    return np.asarray(np.minimum(np.repeat(lengths, lengths), 40) * short)


def _repeats(lows: Sequence[str]) -> dict[str, NDArray[np.generic] | float]:
    """Return how often the words of each line stand on the page, and how often within four lines."""
    numbers = {low: number for number, low in enumerate(dict.fromkeys(lows))}
    if len(numbers) == len(lows):
        return {"rep": 1.0, "near": 0.0}
    ids = np.fromiter(map(numbers.__getitem__, lows), np.int64, len(lows))
    near = np.zeros(len(ids), np.int64)
    for step in range(1, 5):
        same = ids[step:] == ids[:-step]
        near[step:] += same
        near[:-step] += same
    return {"rep": np.minimum(np.bincount(ids)[ids], 4), "near": near}


def _topic(sight: Sight, run: range) -> dict[str, NDArray[np.generic] | float]:
    """Return the share and number of each line's words that the main run of prose has; of that run itself, all."""
    own = np.zeros(len(sight.lows), np.bool_)
    own[run.start : run.stop] = sight.counts.prose[run.start : run.stop]
    main = "\n".join(sight.lows[run.start : run.stop])[:READ]
    topic = {word for word in set(main.split()) if len(word) > LONG_WORD}
    others = compress(sight.lows, (~own).tolist())
    shared = np.full(len(own), TOPICAL, np.float32)
    shared[~own] = [len(topic.intersection(low.split())) for low in others]
    overlap = np.minimum(shared / np.maximum(sight.counts.starts, 1), 1)
    return {"overlap": overlap, "shared": np.minimum(shared, TOPICAL)}
