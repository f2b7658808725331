"""Text -> its plain form, in which the same words look the same, with the way back to the original's code points.

On top of what `fold` evens out, canonically equivalent characters become one form (NFC), letters lose their case, and
marks that only steer how text is shown (directions, variation selectors, the Arabic tatweel) vanish. The map is sparse:
only stretches whose length changes are kept, so a text of a million characters takes a fraction of a second.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from variorum import fold
from variorum.model import Span

_UNSEEN = frozenset("\u061c\u0640\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0e\ufe0f")
_HANGUL_PARTS = range(0x1160, 0x1200)


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain `text`. From `at[k]` on, the original is `shift[k]` code points further, but for uneven stretches.

    Stretch k is the plain [at[k], ends[k]) made of the original's [origins[k], origin_ends[k]).
    """

    text: str
    at: Sequence[int]
    ends: Sequence[int]
    origins: Sequence[int]
    origin_ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return the code points of the original that plain characters [start, end), at least one, stand for."""
        return Span(self._original(start)[0], self._original(end - 1)[1])

    def _original(self, index: int) -> tuple[int, int]:
        """Return the original's range that one plain character stands for."""
        k = bisect_right(self.at, index) - 1
        if k >= 0 and index < self.ends[k]:
            return self.origins[k], self.origin_ends[k]
        position = index - self.ends[k] + self.origin_ends[k] if k >= 0 else index
        return position, position + 1


def plain(text: str) -> Plain:
    """Return the plain form of a text. Linear in its length."""
    distinct = {char: piece(char) for char in set(text)}
    table = {ord(char): new for char, new in distinct.items() if new != char and len(new) == 1}
    pieces: list[str] = []
    at: list[int] = []
    ends: list[int] = []
    origins: list[int] = []
    origin_ends: list[int] = []
    size = done = 0
    for start, end, new in _uneven(text, distinct):
        pieces += (text[done:start].translate(table), new)
        size += start - done
        at.append(size)
        size += len(new)
        ends.append(size)
        origins.append(start)
        origin_ends.append(end)
        done = end
    pieces.append(text[done:].translate(table))
    return Plain("".join(pieces), at, ends, origins, origin_ends)


@cache
def piece(char: str) -> str:
    """Return what one character becomes; nothing for a mark that is not seen."""
    if char in _UNSEEN:
        return ""
    folded = fold.fold(char, case=True).text
    return folded if unicodedata.is_normalized("NFC", folded) else unicodedata.normalize("NFC", folded)


def same_case(one: str, other: str) -> bool:
    """Tell whether two texts of one plain form are the same words in the same case."""
    return _cased(one) == _cased(other)


def _cased(text: str) -> str:
    """Return a text with all evened out but the case of its letters."""
    seen = "".join(char for char in unicodedata.normalize("NFC", text) if char not in _UNSEEN)
    return " ".join(fold.fold(seen).text.split())


def _uneven(text: str, distinct: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches whose plain form has another length, each with that form, from left to right."""
    gone, spaces = _of(distinct, ""), _of(distinct, " ")
    wide = "".join(re.escape(char) for char, new in sorted(distinct.items()) if len(new) > 1)
    kinds = [f"[{gone + spaces}]{{2,}}"] if gone + spaces else []
    kinds += [f"[{some}]" for some in (gone, wide) if some]
    if marks := "" if unicodedata.is_normalized("NFC", text) else _marks(distinct):
        kinds.insert(0, f"[^{marks}][{marks}]+")
    for found in re.finditer("|".join(kinds), text, re.DOTALL) if kinds else ():
        new = "".join(map(piece, unicodedata.normalize("NFC", found.group())))
        yield found.start(), found.end(), new if new.strip(" ") else new[:1]


def _of(distinct: dict[str, str], new: str) -> str:
    """Return the characters that become `new`, as the inside of a character class."""
    return "".join(re.escape(char) for char, becomes in sorted(distinct.items()) if becomes == new)


def _marks(distinct: dict[str, str]) -> str:
    """Return the characters that may join the one before (combining marks, later parts of a Korean syllable)."""
    joins = (c for c in sorted(distinct) if unicodedata.category(c) in ("Mn", "Mc") or ord(c) in _HANGUL_PARTS)
    return "".join(re.escape(char) for char in joins)
