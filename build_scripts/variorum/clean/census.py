"""Pages of one source -> how many of them have a line: what stands on most pages is furniture of the site.

Each line is counted by a 64-bit digest of its words without case and numbers, once a page. A copy of an earlier page
(the same article saved twice, wire copy) is not counted, so that copies do not make furniture of each other's text.
Memory is constant for each different line, time linear; pages are taken in the order given, so give them sorted.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.clean.measure import measure
from variorum.clean.rules import plains

# A line is the site's when it stands on this many pages and this share of them, whatever their number: in a folder of
# many sites even "FAQs" and "Conclusion" stand on dozens. Prose needs far more, since losing an author's words is the
# worse error.
FEWEST, SHARE = 6, 0.2
FEWEST_PROSE, SHARE_PROSE = 12, 0.5
# Two pages are copies when this part of the prose of the larger stands in both.
COPIED = 2 / 3
# A line of prose remembers the first pages it stood on; a copy shares most of its lines with one of them.
HOLDERS = 4
DIGITS = re.compile(r"\d+")
# A number by itself, such as that of a list's item, is no line of a site.
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Standing:
    """A line found on `pages` of the `of` pages of a source, copies not counted."""

    pages: int
    of: int
    source: str

    @property
    def reason(self) -> str:
        """Return the evidence as the ledger says it."""
        where = self.source or "this edition"
        return f"stands in {self.pages:,} of {self.of:,} pages of {where} (numbers aside, copies counted once)"


@dataclass(frozen=True, slots=True)
class Census:
    """How many of a source's `pages` have a line, by digest; lines of fewer than FEWEST pages are not held."""

    source: str = ""
    pages: int = 0
    counts: Mapping[int, int] = field(default_factory=dict)

    def standing(self, plain_line: str, prose: bool) -> Standing | None:
        """Return the evidence that a line, as `plain` gives it, is the site's; None where there is not enough.

        `prose` tells whether the line is prose.
        """
        if not self.counts:
            return None
        found = self.counts.get(digest(plain_line), 0)
        return Standing(found, self.pages, self.source) if found >= self._needed(prose) else None

    def _needed(self, prose: bool) -> float:
        if prose:
            return max(FEWEST_PROSE, SHARE_PROSE * self.pages)
        return max(FEWEST, SHARE * self.pages)


NOTHING = Census()


@dataclass(slots=True)
class _Count:
    """The count while it goes on: `masses` has the words of prose of each page counted."""

    counts: Counter[int] = field(default_factory=Counter)
    holders: dict[int, tuple[int, ...]] = field(default_factory=dict)
    masses: list[int] = field(default_factory=list)

    def copied(self, prose: Mapping[int, int]) -> bool:
        """Tell whether most of a page's prose stands on one earlier page, which is about as long."""
        mass = sum(prose.values())
        shared: Counter[int] = Counter()
        for line, size in prose.items():
            shared.update(dict.fromkeys(self.holders.get(line, ()), size))
        return any(size >= COPIED * max(mass, self.masses[page]) for page, size in shared.items())

    def add(self, lines: Sequence[int], prose: Mapping[int, int]) -> None:
        """Count a page."""
        for line in prose:
            self.holders[line] = (*self.holders.get(line, ()), len(self.masses))[:HOLDERS]
        self.masses.append(sum(prose.values()))
        self.counts.update(lines)


def digest(plain_line: str) -> int:
    """Return 64 bits that stand for a line's words; the same in every run and on every machine."""
    said = DIGITS.sub("0", plain_line.casefold()).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest())


def take(source: str, pages: Iterable[Sequence[str]]) -> Census:
    """Return the census of a source's pages, each as the texts of its lines; none is held once it is counted."""
    count = _Count()
    for page in pages:
        counts = measure(page)
        sizes = (counts.words * counts.prose).tolist()
        lines = {digest(text): size for text, size in zip(plains(page), sizes, strict=True) if LETTER.search(text)}
        prose = {line: size for line, size in lines.items() if size}
        if not (prose and count.copied(prose)):
            count.add(list(lines), prose)
    often = {line: n for line, n in count.counts.items() if n >= FEWEST}
    return Census(source, len(count.masses), often)
