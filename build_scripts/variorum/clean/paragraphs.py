"""Kept lines -> paragraphs with ids of their own words, and which lines belong to one hard-wrapped paragraph."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from variorum.clean.measure import measure
from variorum.clean.rules import plain
from variorum.model import Ledger, LedgerLine, Line, Paragraph, Role, Span

# Typewriters, mail and old text files break lines at 60 to 80 characters; paragraphs then lie between blank lines.
NARROWEST, WIDEST, FEWEST = 50, 100, 4


def texts(lines: Sequence[Line]) -> Sequence[str]:
    """Return what is judged of a page: the text of each line, those of a hard-wrapped paragraph as one."""
    return units([line.text for line in lines], wrapped(lines))


def units(texts: Sequence[str], running_on: frozenset[int]) -> Sequence[str]:
    """Return texts, those that go on with the paragraph of the one before joined to it."""
    if not running_on:
        return texts
    starts = [i for i in range(len(texts)) if i not in running_on]
    return [" ".join(texts[a:b]) for a, b in pairwise([*starts, len(texts)])]


def wrapped(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of lines that go on with the paragraph of the line before; none where there is markup."""
    return frozenset() if from_markup(lines) else joined([line.text for line in lines])


def from_markup(lines: Sequence[Line]) -> bool:
    """Tell whether lines are those of a page with markup."""
    return any(line.hint or line.web for line in lines)


def joined(texts: Sequence[str]) -> frozenset[int]:
    """Return the indexes of lines that go on with the paragraph of the line before, in a hard-wrapped plain text."""
    stripped = [text.rstrip() for text in texts]
    followed = [a for a, b in pairwise(stripped) if a and b]
    if len(followed) < FEWEST or len(followed) * 2 < sum(map(bool, stripped)) or not _hard_wrapped(followed):
        return frozenset()
    return frozenset(i for i in range(1, len(texts)) if stripped[i] and stripped[i - 1])


def _hard_wrapped(followed: Sequence[str]) -> bool:
    """Tell whether lines that others follow are cut at one width: most end long and in mid-sentence."""
    lengths = list(map(len, followed))
    if max(lengths) > WIDEST or median(lengths) < NARROWEST:
        return False
    return int(measure(followed).ends.sum()) * 2 < len(followed)


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
