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

# Classes of characters, as bits.
LETTER, CAPITAL, DIGIT, SPACE, MARK, UNSPACED, STOP, SEPARATOR = (1 << bit for bit in range(8))
# Characters above this are of one class: letters of scripts without spaces.
LAST = 0x20000
STOPS = ".!?…。！？．؟۔।॥"
# These end a sentence wherever they stand; the others only before a space, a closing mark or the line's end.
FULL_WIDTH = "。！？"
CLOSING = "\"'”’»“)]›」』"
COLONS = ":："
CLOSED = CLOSING + "\n"
SEPARATORS = "|/·•›»>→"
# Within a word: hyphen, apostrophes, full stop.
JOINERS = "-'’."
# Scripts that set no spaces between words: about two characters make a word.
UNSPACED_SCRIPTS = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))
NEWLINE, FULL_STOP = ord("\n"), ord(".")
# Classes that are only summed up, in how many bits each, and what is read of a long line.
SUMMED = (UNSPACED, DIGIT, MARK, CAPITAL, SEPARATOR)
WIDTH = 12
SEEN = (1 << WIDTH) - 1
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
    first: NDArray[np.uint8]
    lowstart: Bools
    colon: Bools
    prose: Bools


@cache
def classes() -> NDArray[np.uint8]:
    """Return the class of every character."""
    table = np.array([_class(chr(code)) for code in range(LAST)] + [LETTER | UNSPACED], np.uint8)
    for start, stop in UNSPACED_SCRIPTS:
        part = table[start : stop + 1]
        part[part & LETTER > 0] |= UNSPACED
    return table


def _class(character: str) -> int:
    kind = unicodedata.category(character)
    extra = STOP * (character in STOPS) | SEPARATOR * (character in SEPARATORS)
    if kind[0] == "L" or kind in ("Mn", "Mc"):
        return LETTER | CAPITAL * (kind in ("Lu", "Lt"))
    if kind[0] in "PS":
        return MARK | extra
    return DIGIT if kind[0] == "N" else SPACE if kind[0] == "Z" or character.isspace() or kind == "Cf" else extra


def _among(characters: str, codes: NDArray[np.uint32]) -> Bools:
    """Tell of every code point whether it is one of these characters."""
    return np.asarray(_table(characters).take(codes, mode="clip"))


@cache
def _table(characters: str) -> Bools:
    table = np.zeros(LAST + 1, np.bool_)
    table[[ord(c) for c in characters]] = True
    return table


def measure(lines: Sequence[str]) -> Counts:
    """Return the counts of lines; a line has no line break in it."""
    page = "\n".join(lines) + "\n"
    codes = np.frombuffer(page.encode("utf-32-le", "surrogatepass"), np.uint32)
    bounds = np.zeros(len(lines) + 1, np.int64)
    np.add(np.flatnonzero(codes == NEWLINE), 1, out=bounds[1:])
    return _counted(codes, classes().take(codes, mode="clip"), bounds)


def _counted(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], bounds: Ints) -> Counts:
    def where(kind: int) -> Ints:
        return np.flatnonzero((kinds & kind) != 0)

    def count(positions: Ints) -> Ints:
        found = positions.searchsorted(bounds)
        return np.asarray(found[1:] - found[:-1])

    spoken = (kinds & (LETTER | DIGIT)) != 0
    starts, ends = _rises(spoken), where(STOP)
    first = kinds[starts]
    unspaced, digits, marks, capitals, separators = _sums(kinds, bounds)
    words = count(_words(codes, kinds, starts)) + (unspaced + 1) // 2
    sentences = count(_sentences(codes, kinds, ends))
    return Counts(
        length=bounds[1:] - bounds[:-1] - 1,
        words=words,
        sentences=sentences,
        ends=_last(ends, bounds) > _last(starts, bounds),
        digits=digits,
        marks=marks,
        capitals=capitals,
        starts=count(starts),
        capital_starts=count(starts[(first & CAPITAL) != 0]),
        separators=separators,
        first=kinds[bounds[:-1]],
        lowstart=(kinds[bounds[:-1]] & (LETTER | CAPITAL | UNSPACED)) == LETTER,
        colon=_among(COLONS, codes[bounds[1:] - 2]),
        prose=(words >= PROSE) | ((words >= SHORT_PROSE) & (sentences > 0)),
    )


def _sums(kinds: NDArray[np.uint8], bounds: Ints) -> list[Ints]:
    """Return how many characters of each class of SUMMED a line has; of long lines those among the first SEEN.

    All are summed at once, each in its own bits of one number.
    """
    sums = np.zeros(len(kinds) + 1, np.int64)
    np.cumsum(_packed()[kinds], out=sums[1:])
    totals = sums[np.minimum(bounds[1:], bounds[:-1] + SEEN)] - sums[bounds[:-1]]
    return [(totals >> (WIDTH * k)) & SEEN for k in range(len(SUMMED))]


@cache
def _packed() -> Ints:
    """Return for every value of a character's classes a one in the bits of each class of SUMMED it has."""
    ones = [sum(1 << (WIDTH * k) for k, kind in enumerate(SUMMED) if value & kind) for value in range(256)]
    return np.array(ones, np.int64)


def _rises(marked: Bools) -> Ints:
    """Return where runs of marked characters begin."""
    rises = marked.copy()
    rises[1:] &= ~marked[:-1]
    return np.flatnonzero(rises)


def _words(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], starts: Ints) -> Ints:
    """Return where words of spaced scripts begin: letters after none, but for a joiner within a word."""
    spaced = starts[(kinds[starts] & (LETTER | UNSPACED)) == LETTER]
    joined = _among(JOINERS, codes[spaced - 1]) & ((kinds[spaced - 2] & LETTER) != 0) & (spaced > 1)
    return np.asarray(spaced[~joined])


def _sentences(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], ends: Ints) -> Ints:
    """Return where sentences end. A full stop counts after two letters or digits, so that "U.S." ends none."""
    code, after, before = codes[ends], ends + 1, ends - 1
    closed = ((kinds[after] & SPACE) != 0) | _among(CLOSED, codes[after])
    spoken = ((kinds[before] & (LETTER | DIGIT)) != 0) & ((kinds[ends - 2] & (LETTER | DIGIT)) != 0)
    firm = (code != FULL_STOP) | spoken | _among(CLOSING, codes[before])
    return np.asarray(ends[(closed & firm) | _among(FULL_WIDTH, code)])


def _last(positions: Ints, bounds: Ints) -> Ints:
    """Return for each line the last of the positions in it; -1 if there is none."""
    at = np.searchsorted(positions, bounds[1:]) - 1
    found = np.append(positions, -1)[at]
    return np.where(found >= bounds[:-1], found, -1)


def taken(counts: Counts, rows: Ints) -> Counts:
    """Return the counts of some of the lines."""
    return Counts(*(getattr(counts, field)[rows] for field in Counts.__dataclass_fields__))
