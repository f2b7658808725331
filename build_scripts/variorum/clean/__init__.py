"""Seed -> cleaned text with a ledger that says of every line what became of it and why.

Kept words are never altered. `restore(text, ledger)` gives back what was received.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.clean.draft import Page, Verdict
from variorum.clean.judge import judge
from variorum.clean.ledger import kept, restore, write
from variorum.clean.paragraphs import joined, paragraphs
from variorum.clean.rules import plain
from variorum.model import Ledger, Line, Meta, Override, Paragraph, Related

__all__ = ["Cleaned", "clean", "clean_text", "restore"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text of the kept lines, its paragraphs, the ledger of all lines and the links to other stories."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    ledger: Ledger
    related: tuple[Related, ...]


def clean(lines: Sequence[Line], overrides: Sequence[Override] = (), meta: Sequence[Meta] = ()) -> Cleaned:
    """Clean the lines of a page.

    `meta` is what its own markup says of it, `overrides` what its record says against the rules.
    """
    texts = [line.text for line in lines]
    wrapped = joined(texts) if not any(line.hint for line in lines) else frozenset()
    hints = [line.hint for i, line in enumerate(lines) if i not in wrapped]
    titles = frozenset(plain(m.value).casefold() for m in meta if m.name == "title")
    page = Page(_units(texts, wrapped), hints if any(hints) else (), tuple(overrides), titles)
    verdicts = _spread(judge(page), len(lines), wrapped)
    text, ledger = write(lines, verdicts, wrapped)
    return Cleaned(text, paragraphs(text, ledger), ledger, _related(ledger))


def _units(texts: Sequence[str], wrapped: frozenset[int]) -> Sequence[str]:
    """Return what is judged: each line, but the lines of a hard-wrapped paragraph as one."""
    if not wrapped:
        return texts
    starts = [i for i in range(len(texts)) if i not in wrapped]
    return [" ".join(texts[a:b]) for a, b in pairwise([*starts, len(texts)])]


def _spread(verdicts: Sequence[Verdict], length: int, wrapped: frozenset[int]) -> Sequence[Verdict]:
    """Return a verdict for each line, from those for each unit."""
    if not wrapped:
        return verdicts
    given = iter(verdicts)
    found: list[Verdict] = []
    for i in range(length):
        found.append(found[-1] if i in wrapped else next(given))
    return found


def clean_text(text: str) -> str:
    """Return the article's text out of the text of its page: what `clean` keeps, without its ledger."""
    texts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    wrapped = joined(texts)
    verdicts = _spread(judge(Page(_units(texts, wrapped), explain=False)), len(texts), wrapped)
    return kept(texts, verdicts, wrapped)


def _related(ledger: Ledger) -> tuple[Related, ...]:
    return tuple(Related(e.line.number, plain(e.line.text)) for e in ledger.lines if e.role == "related" and not e.kept)
