"""Seed -> cleaned text with a ledger that says of every line what became of it and why.

Kept words are never altered. `restore(text, ledger)` gives back what was received.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from variorum.clean.draft import Draft, Page, Verdict, received
from variorum.clean.judge import concluded, judge
from variorum.clean.known import NOTHING, Known
from variorum.clean.ledger import kept, restore, write
from variorum.clean.paragraphs import joined, paragraphs, texts, units, wrapped
from variorum.clean.rules import plain
from variorum.model import Ledger, Line, Meta, Override, Paragraph, Related, Seed

__all__ = ["Cleaned", "clean", "clean_text", "pages", "restore", "running_text", "texts"]


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
    running_on = wrapped(lines)
    verdicts = _spread(judge(received(lines, running_on, overrides, meta, known)), len(lines), running_on)
    text, ledger = write(lines, verdicts, running_on)
    return Cleaned(text, paragraphs(text, ledger), ledger, _related(ledger))


def pages(seeds: Iterable[Seed]) -> Iterator[Sequence[str]]:
    """Yield for each seed the texts that are judged, for the census of their source."""
    return (texts(seed.lines) for seed in seeds)


def _spread(verdicts: Sequence[Verdict], length: int, running_on: frozenset[int]) -> Sequence[Verdict]:
    """Return a verdict for each line, from those for each unit."""
    if not running_on:
        return verdicts
    given = iter(verdicts)
    found: list[Verdict] = []
    for i in range(length):
        found.append(found[-1] if i in running_on else next(given))
    return found


def clean_text(text: str) -> str:
    """Return the article's text out of the text of its page: what `clean` keeps, without its ledger."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    running_on = joined(rows)
    verdicts = _spread(judge(Page(units(rows, running_on), explain=False)), len(rows), running_on)
    return kept(rows, verdicts, running_on)


def running_text(draft: Draft) -> str:
    """Return the body and the headings of a page that is measured, without its ledger."""
    verdicts = concluded(draft).verdicts
    running = (i for i in range(len(draft.page.texts)) if verdicts[i].kept and verdicts[i].role in ("body", "heading"))
    return "\n".join(draft.page.texts[i] for i in running)


def _related(ledger: Ledger) -> tuple[Related, ...]:
    return tuple(Related(e.line.number, plain(e.line.text)) for e in ledger.lines if e.role == "related" and not e.kept)
