"""Files -> Sources: the only module that opens content.

sources(root)         all that an edition is made of, and a finding for each file that could not be used
seed(path, ...)       one file
text_seed(text)       text that is already at hand
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from variorum.errors import ContentError
from variorum.model import Entry, Event, Finding, Record, Seed, Sources
from variorum.read import entry, event, folder, record
from variorum.read.article import MAX_BYTES, seed, text_seed

# Folders of docs/ that hold what pages are made of, not pages.
MATERIAL = frozenset({"articles", "glossary", "events", "annotations"})

Made = TypeVar("Made")

__all__ = ["MATERIAL", "MAX_BYTES", "entries", "events", "records", "seed", "sources", "text_seed"]


def sources(root: Path, seeds: Path | None = None, docs: Path | None = None, max_bytes: int = MAX_BYTES) -> Sources:
    """Read the edition in `root`; what cannot be used becomes a finding and everything else is still read.

    `seeds` defaults to root/seeds, `docs` to root/docs; a seed larger than `max_bytes` bytes is refused.
    """
    articles, seed_findings = _seeds(root, seeds or root / "seeds", max_bytes)
    written = docs or root / "docs"
    known, record_findings = records(root, written / "articles")
    glossary, entry_findings = entries(root, written / "glossary")
    told, event_findings = events(root, written / "events")
    findings = (*seed_findings, *record_findings, *entry_findings, *event_findings)
    return Sources(articles, known, findings, glossary, told)


def _seeds(root: Path, seeds: Path, max_bytes: int) -> tuple[tuple[Seed, ...], tuple[Finding, ...]]:
    """Read every seed of a folder."""
    listing = folder.seeds(seeds, root)
    found: list[Seed] = []
    findings = list(listing.findings)
    for path in listing.files:
        try:
            found.append(seed(path, root, seeds, max_bytes))
        except ContentError as error:
            findings.append(finding(error))
    return tuple(found), tuple(findings)


def records(root: Path, articles: Path) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """Read every record in the folder `articles`; one with errors is not used, since half of it would say otherwise."""
    return _written(folder.records(articles, root), record.load, articles, root)


def entries(root: Path, glossary: Path) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Read every entry in the folder `glossary`; one with errors is not used."""
    return _written(folder.entries(glossary, root), entry.load, glossary, root)


def events(root: Path, told: Path) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """Read every event in the folder `told`; one with errors is not used."""
    return _written(folder.events(told, root), event.load, told, root)


def _written(
    listing: folder.Listing,
    load: Callable[[Path, str, str], Made | tuple[ContentError, ...]],
    below: Path,
    root: Path,
) -> tuple[tuple[Made, ...], tuple[Finding, ...]]:
    """Read every file of a listing with `load(path, id, name)`."""
    found: list[Made] = []
    findings = list(listing.findings)
    for path in listing.files:
        result = load(path, folder.identity(path, below), folder.relative(path, root, below))
        if isinstance(result, tuple):
            findings.extend(_findings(result))
        else:
            found.append(result)
    return tuple(found), tuple(findings)


def _findings(errors: Iterable[ContentError]) -> list[Finding]:
    """Return the errors of one file as findings."""
    return [finding(error) for error in errors]


def finding(error: ContentError) -> Finding:
    """Return an error as a finding with the same place and rule."""
    message = f"found {error.found}; expected {error.expected}; to mend it: {error.remedy}"
    return Finding(error.path, error.line, error.column, error.rule, message)
