"""Seed -> cleaned text with a ledger that says of every line what became of it and why.

Kept words are never altered. `restore(text, ledger)` gives back what was received.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.clean.judge import judge
from variorum.clean.ledger import restore, write
from variorum.clean.paragraphs import joined, paragraphs
from variorum.clean.rules import plain
from variorum.lines import split
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
    verdicts = judge(lines, overrides, meta)
    text, ledger = write(lines, verdicts, joined(lines))
    return Cleaned(text, paragraphs(text, ledger), ledger, _related(ledger))


def clean_text(text: str) -> str:
    """Return the article's text out of the text of its page."""
    return clean(split(text)).text


def _related(ledger: Ledger) -> tuple[Related, ...]:
    return tuple(
        Related(e.line.number, plain(e.line.text)) for e in ledger.entries if e.role == "related" and not e.kept
    )
