"""Kept lines -> paragraphs with ids of their own words, and which lines belong to one hard-wrapped paragraph."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from variorum.clean.rules import plain
from variorum.clean.zones import ends_sentence
from variorum.model import Ledger, LedgerLine, Line, Paragraph, Role, Span

# Typewriters, mail and old text files break lines at 60 to 80 characters; paragraphs then lie between blank lines.
NARROWEST, WIDEST, FEWEST = 50, 100, 4


def joined(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of lines that go on with the paragraph of the line before, in a hard-wrapped plain text."""
    if any(line.hint for line in lines) or not _hard_wrapped(lines):
        return frozenset()
    return frozenset(i for i in range(1, len(lines)) if lines[i].text.strip() and lines[i - 1].text.strip())


def units(lines: Sequence[Line], running_on: frozenset[int]) -> list[Line]:
    """Return what is judged: each line, but the lines of a hard-wrapped paragraph as one."""
    starts = [i for i in range(len(lines)) if i not in running_on]
    ends = [*starts[1:], len(lines)][: len(starts)]
    return [
        lines[a] if b - a == 1 else replace(lines[a], text=" ".join(line.text for line in lines[a:b]))
        for a, b in zip(starts, ends, strict=True)
    ]


def _hard_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether the lines are cut at one width: most end long and in mid-sentence."""
    followed = [a.text for a, b in pairwise(lines) if a.text.strip() and b.text.strip()]
    if len(followed) < FEWEST or len(followed) * 2 < sum(1 for line in lines if line.text.strip()):
        return False
    lengths = [len(text.rstrip()) for text in followed]
    running_on = sum(not ends_sentence(text) for text in followed)
    return median(lengths) >= NARROWEST and max(lengths) <= WIDEST and running_on * 2 > len(followed)


def paragraphs(text: str, ledger: Ledger) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a cleaned text in order; their spans cover all of it but the breaks between them."""
    seen: Counter[str] = Counter()
    return tuple(Paragraph(_unique(_digest(text[s.start : s.end]), seen), role, s) for s, role in _runs(text, ledger))


def _runs(text: str, ledger: Ledger) -> Iterator[tuple[Span, Role]]:
    kept = [e for e in ledger.lines if e.span]
    start = 0
    for i, entry in enumerate(kept):
        if i + 1 == len(kept) or _breaks(text, entry, kept[i + 1]):
            yield Span(_span(kept[start]).start, _span(entry).end), kept[start].role
            start = i + 1


def _breaks(text: str, a: LedgerLine, b: LedgerLine) -> bool:
    return _span(b).start - _span(a).end > 1 or a.role != b.role


def _span(entry: LedgerLine) -> Span:
    if entry.span is None:
        raise ValueError("only kept lines have a span")
    return entry.span


def _digest(words: str) -> str:
    return "p-" + hashlib.sha256(plain(words).casefold().encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _unique(digest: str, seen: Counter[str]) -> str:
    """Return the digest, numbered from its second use on one page."""
    seen[digest] += 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
