"""Lines -> what can be counted in them, in any script: words, sentences, capitals, digits, marks.

All lines of a page are counted at once over its characters, so that the cost of a page is that of its length. Every
character has a class from the Unicode data base; no list of words of any language is read.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

# Classes of characters, as bits. A newline is a space; JOINER, COLON and CLOSING are marks, DOT and FULL are stops too.
LETTER, CAPITAL, DIGIT, SPACE, MARK, UNSPACED, STOP, SEPARATOR = (1 << bit for bit in range(8))
JOINER, COLON, CLOSING, DOT, FULL, NEWLINE = (1 << bit for bit in range(8, 14))
# Characters above this are of one class: letters of scripts without spaces.
LAST = 0x20000
# Characters of the classes that no category of the Unicode data base tells. FULL ends a sentence wherever it stands,
# other stops only before a space, a closing mark or the line's end. JOINER stands within a word.
NAMED = {
    STOP: ".!?…。！？．؟۔।॥",
    FULL: "。！？",
    DOT: ".",
    CLOSING: "\"'”’»“)]›」』",
    COLON: ":：",
    SEPARATOR: "|/·•›»>→",
    JOINER: "-'’.",
    NEWLINE: "\n",
}
# Scripts that set no spaces between words: about two characters make a word.
UNSPACED_SCRIPTS = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))
# Classes that are only summed up, in how many bits each, and what is read of a long line.
SUMMED = (UNSPACED, DIGIT, MARK, CAPITAL, SEPARATOR)
WIDTH = 12
SEEN = (1 << WIDTH) - 1
ONLY_SUMMED = 2 * max(SUMMED) - 1
NONE = np.zeros(1, np.int64)
# A line of prose has this many words, or fewer and the end of a sentence.
PROSE, SHORT_PROSE = 25, 10


@dataclass(frozen=True)
class Counts:
    """What stands in each line: one number a line and field."""

    length: Ints
    words: Ints
    sentences: Ints
    ends: Bools
    digits: Ints
    marks: Ints
    capitals: Ints
    starts: Ints
    capital_starts: Ints
    separators: Ints
    first: NDArray[np.uint16]
    lowstart: Bools
    colon: Bools
    prose: Bools


@cache
def classes() -> NDArray[np.uint16]:
    """Return the classes of every character."""
    table = np.array([_class(chr(code)) for code in range(LAST)] + [LETTER | UNSPACED], np.uint16)
    for kind, characters in NAMED.items():
        table[[ord(c) for c in characters]] |= kind
    for start, stop in UNSPACED_SCRIPTS:
        part = table[start : stop + 1]
        part[part & LETTER > 0] |= UNSPACED
    return table


def _class(character: str) -> int:
    kind = unicodedata.category(character)
    if kind[0] == "L" or kind in ("Mn", "Mc"):
        return LETTER | CAPITAL * (kind in ("Lu", "Lt"))
    if kind[0] in "PS":
        return MARK
    return DIGIT if kind[0] == "N" else SPACE * (kind[0] == "Z" or character.isspace() or kind == "Cf")


def measure(lines: Sequence[str]) -> Counts:
    """Return the counts of lines; a line has no line break in it."""
    page = "\n".join(["", *lines, ""])
    codes = np.frombuffer(page.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = classes().take(codes, mode="clip")
    return _counted(kinds, _where(kinds, NEWLINE))


def _counted(kinds: NDArray[np.uint16], breaks: Ints) -> Counts:
    """Return the counts of the lines that stand between two line breaks each."""
    spoken = (kinds & (LETTER | DIGIT)) != 0
    starts, stops = np.flatnonzero(spoken[1:] > spoken[:-1]) + 1, _where(kinds, STOP)
    first, opening = kinds.take(starts), kinds.take(breaks[:-1] + 1)
    started, stopped = starts.searchsorted(breaks), stops.searchsorted(breaks)
    unspaced, digits, marks, capitals, separators = _sums(kinds, breaks)
    words = _each(_words(kinds, starts, first).searchsorted(breaks)) + (unspaced + 1) // 2
    sentences = _each(_sentences(kinds, stops).searchsorted(breaks))
    return Counts(
        length=_each(breaks) - 1,
        words=words,
        sentences=sentences,
        ends=_last(stops, stopped) > np.maximum(_last(starts, started), breaks[:-1]),
        digits=digits,
        marks=marks,
        capitals=capitals,
        starts=_each(started),
        capital_starts=_each(starts[(first & CAPITAL) != 0].searchsorted(breaks)),
        separators=separators,
        first=opening,
        lowstart=(opening & (LETTER | CAPITAL | UNSPACED)) == LETTER,
        colon=(kinds.take(breaks[1:] - 1) & COLON) != 0,
        prose=(words >= PROSE) | ((words >= SHORT_PROSE) & (sentences > 0)),
    )


def _where(kinds: NDArray[np.uint16], kind: int) -> Ints:
    return np.flatnonzero((kinds & kind) != 0)


def _each(before: Ints) -> Ints:
    """Return how many there are in each line, from how many there are before each line break."""
    return np.asarray(before[1:] - before[:-1])


def _last(positions: Ints, before: Ints) -> Ints:
    """Return for each line the last of the positions before its end; 0 if there is none."""
    return np.concatenate((NONE, positions)).take(before[1:])


def _sums(kinds: NDArray[np.uint16], breaks: Ints) -> list[Ints]:
    """Return how many characters of each class of SUMMED a line has; of long lines those among the first SEEN.

    All are summed at once, each in its own bits of one number.
    """
    found = _where(kinds, sum(SUMMED))
    sums = np.zeros(len(found) + 1, np.int64)
    np.cumsum(_packed().take(kinds.take(found) & ONLY_SUMMED), out=sums[1:])
    ends = np.minimum(breaks[1:], breaks[:-1] + (SEEN + 1))
    totals = sums.take(found.searchsorted(ends)) - sums.take(found.searchsorted(breaks[:-1]))
    return [(totals >> (WIDTH * k)) & SEEN for k in range(len(SUMMED))]


@cache
def _packed() -> Ints:
    """Return for every set of classes a one in the bits of each class of SUMMED that is in it."""
    ones = [sum(1 << (WIDTH * k) for k, kind in enumerate(SUMMED) if kinds & kind) for kinds in range(ONLY_SUMMED + 1)]
    return np.array(ones, np.int64)


def _words(kinds: NDArray[np.uint16], starts: Ints, first: NDArray[np.uint16]) -> Ints:
    """Return where words of spaced scripts begin: letters after none, but for a joiner within a word."""
    spaced = starts[(first & (LETTER | UNSPACED)) == LETTER]
    joined = ((kinds.take(spaced - 1) & JOINER) != 0) & ((kinds[spaced - 2] & LETTER) != 0)
    return np.asarray(spaced[~joined])


def _sentences(kinds: NDArray[np.uint16], stops: Ints) -> Ints:
    """Return where sentences end. A full stop counts after two letters or digits, so that "U.S." ends none."""
    stop, before = kinds.take(stops), kinds.take(stops - 1)
    closed = (kinds.take(stops + 1) & (SPACE | CLOSING)) != 0
    spoken = ((before & (LETTER | DIGIT)) != 0) & ((kinds[stops - 2] & (LETTER | DIGIT)) != 0)
    firm = ((stop & DOT) == 0) | spoken | ((before & CLOSING) != 0)
    return np.asarray(stops[(closed & firm) | ((stop & FULL) != 0)])


def taken(counts: Counts, rows: Ints) -> Counts:
    """Return the counts of some of the lines."""
    return Counts(*(getattr(counts, field).take(rows) for field in Counts.__dataclass_fields__))
