"""Positions in code points <-> positions in UTF-16 code units, which JavaScript counts in."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Units:
    """Where a text's characters outside the Basic Multilingual Plane stand, in code points; each is two units."""

    wide: Sequence[int]

    def units(self, point: int) -> int:
        """Return the code unit at which code point `point` begins."""
        return point + bisect_left(self.wide, point)

    def points(self, unit: int) -> int:
        """Return the code point that holds a code unit; the second half of a pair belongs to the pair's character."""
        before = bisect_left(range(len(self.wide)), unit, key=lambda k: self.wide[k] + k)
        halved = before > 0 and self.wide[before - 1] + before == unit
        return self.wide[before - 1] if halved else unit - before


def units(text: str) -> Units:
    """Return the converter for a text. Linear in its length."""
    return Units([] if text.isascii() else [i for i, char in enumerate(text) if char > "\uffff"])


def to_utf16(text: str, point: int) -> int:
    """Return the number of UTF-16 code units before code point `point` of a text."""
    return units(text).units(point)


def from_utf16(text: str, unit: int) -> int:
    """Return the code point that holds the UTF-16 code unit `unit` of a text."""
    return units(text).points(unit)
