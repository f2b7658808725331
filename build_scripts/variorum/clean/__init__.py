"""Seed -> cleaned text with a ledger that says of every line what became of it and why.

Kept words are never altered. `restore(text, ledger)` gives back what was received.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.clean.draft import Verdict
from variorum.clean.judge import judge
from variorum.clean.known import NOTHING, Known
from variorum.clean.ledger import restore, write
from variorum.clean.paragraphs import joined, paragraphs, units
from variorum.clean.rules import plain
from variorum.lines import split
from variorum.model import Ledger, Line, Meta, Override, Paragraph, Related, Seed

__all__ = ["Cleaned", "clean", "clean_text", "pages", "restore", "units"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text of the kept lines, its paragraphs, the ledger of all lines and the links to other stories."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    ledger: Ledger
    related: tuple[Related, ...]


def clean(
    lines: Sequence[Line], overrides: Sequence[Override] = (), meta: Sequence[Meta] = (), known: Known = NOTHING
) -> Cleaned:
    """Clean the lines of a page.

    `meta` is what its own markup says of it, `overrides` what its record says against the rules, `known` what the
    edition knows of its source.
    """
    running_on = joined(lines)
    verdicts = _spread(judge(units(lines, running_on), overrides, meta, known), len(lines), running_on)
    text, ledger = write(lines, verdicts, running_on)
    return Cleaned(text, paragraphs(text, ledger), ledger, _related(ledger))


def pages(seeds: Sequence[Seed]) -> Iterator[list[str]]:
    """Yield for each seed the texts that are judged, for the census of their source."""
    for seed in seeds:
        yield [unit.text for unit in units(seed.lines, joined(seed.lines))]


def _spread(verdicts: Sequence[Verdict], length: int, running_on: frozenset[int]) -> list[Verdict]:
    """Return a verdict for each line, from those for each unit."""
    given = iter(verdicts)
    found: list[Verdict] = []
    for i in range(length):
        found.append(found[-1] if i in running_on else next(given))
    return found


def clean_text(text: str) -> str:
    """Return the article's text out of the text of its page."""
    return clean(split(text)).text


def _related(ledger: Ledger) -> tuple[Related, ...]:
    return tuple(Related(e.line.number, plain(e.line.text)) for e in ledger.lines if e.role == "related" and not e.kept)
