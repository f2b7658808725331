"""Files -> Sources: the only module that opens content.

sources(root)         all that an edition is made of, and a finding for each file that could not be used
seed(path, ...)       one file
text_seed(text)       text that is already at hand
clean_html(html)      the article's text out of a web page, for comparison with other extractors
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from variorum import cleaned
from variorum.clean import running_text
from variorum.errors import ContentError
from variorum.model import Accepted, Annotation, Decision, Entry, Event, Finding, FurnitureRule, Record, Seed, Sources
from variorum.read import annotation, decision, decode, entry, event, folder, page, phrases, record, warc
from variorum.read.article import MAX_BYTES, content, seed, text_seed

# The largest cleaned.lock that is read, in bytes: room for half a million articles.
MAX_LOCK = 100_000_000
# Folders of docs/ that hold what pages are made of, not pages.
MATERIAL = frozenset({"articles", "glossary", "events", "groups", "annotations", "furniture"})

Made = TypeVar("Made")

__all__ = [
    "MATERIAL",
    "MAX_BYTES",
    "accepted",
    "annotations",
    "clean_html",
    "decisions",
    "entries",
    "events",
    "furniture",
    "records",
    "seed",
    "sources",
    "text_seed",
]


def sources(root: Path, seeds: Path | None = None, docs: Path | None = None, max_bytes: int = MAX_BYTES) -> Sources:
    """Read the edition in `root`; what cannot be used becomes a finding and everything else is still read.

    `seeds` defaults to root/seeds, `docs` to root/docs; a seed larger than `max_bytes` bytes is refused.
    """
    articles, seed_findings = _seeds(root, seeds or root / "seeds", max_bytes)
    written = docs or root / "docs"
    known, record_findings = records(root, written / "articles")
    glossary, entry_findings = entries(root, written / "glossary")
    told, event_findings = events(root, written / "events")
    rules, rule_findings = furniture(root, written / "furniture")
    notes, note_findings = annotations(root, written / "annotations")
    decided, group_findings = decisions(root, written / "groups")
    remembered, lock_findings = accepted(root)
    findings = (*seed_findings, *record_findings, *entry_findings, *event_findings, *rule_findings)
    found = (*findings, *note_findings, *group_findings, *lock_findings)
    return Sources(articles, known, found, glossary, told, rules, remembered, notes, decided)


def _seeds(root: Path, seeds: Path, max_bytes: int) -> tuple[tuple[Seed, ...], tuple[Finding, ...]]:
    """Read every seed of a folder."""
    listing = folder.seeds(seeds, root)
    found: list[Seed] = []
    findings = list(listing.findings)
    for path in listing.files:
        for one in _of(path, root, seeds, max_bytes):
            if isinstance(one, Seed):
                found.append(one)
            else:
                findings.append(finding(one))
    return tuple(found), tuple(findings)


def _of(path: Path, root: Path, seeds: Path, max_bytes: int) -> Iterator[Seed | ContentError]:
    """Yield the seed of a file, or those of an archive, and an error for each that cannot be used."""
    if folder.suffix(path) in folder.ARCHIVES:
        yield from warc.seeds(path, root, seeds, max_bytes)
        return
    try:
        yield seed(path, root, seeds, max_bytes)
    except ContentError as error:
        yield error


def records(root: Path, articles: Path) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """Read every record in the folder `articles`; one with errors is not used, since half of it would say otherwise."""
    return _written(folder.written(articles, root, "record"), record.load, articles, root)


def entries(root: Path, glossary: Path) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Read every entry in the folder `glossary`; one with errors is not used."""
    return _written(folder.written(glossary, root, "entry"), entry.load, glossary, root)


def events(root: Path, told: Path) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """Read every event in the folder `told`; one with errors is not used."""
    return _written(folder.written(told, root, "event"), event.load, told, root)


def decisions(root: Path, groups: Path) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """Read every decision on groups in the folder `groups`; one with errors is not used."""
    return _written(folder.written(groups, root, "group"), decision.load, groups, root)


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


def annotations(root: Path, notes: Path) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """Read every annotation in the folder `notes`; one with errors is not used."""
    return _written(folder.written(notes, root, "annotation"), annotation.load, notes, root)


def furniture(root: Path, folder_: Path) -> tuple[tuple[FurnitureRule, ...], tuple[Finding, ...]]:
    """Read the edition's own furniture phrases; of a file with errors none is used."""
    listing = folder.written(folder_, root, "record")
    found: list[FurnitureRule] = []
    findings = list(listing.findings)
    for path in listing.files:
        for one in phrases.load(path, folder.relative(path, root, folder_)):
            if isinstance(one, FurnitureRule):
                found.append(one)
            else:
                findings.append(finding(one))
    return tuple(found), tuple(findings)


def accepted(root: Path) -> tuple[tuple[Accepted, ...] | None, tuple[Finding, ...]]:
    """Read how articles were cleaned when that was last accepted; None where nothing is remembered."""
    path = root / cleaned.FILE
    if not path.exists():
        return None, ()
    try:
        text = decode.utf8(content(path, cleaned.FILE, MAX_LOCK, "record"), cleaned.FILE, "record")
    except ContentError as error:
        return None, (finding(error),)
    found, errors = cleaned.parse(text)
    return found, tuple(_findings(errors))


def _findings(errors: Iterable[ContentError]) -> list[Finding]:
    """Return the errors of one file as findings."""
    return [finding(error) for error in errors]


def finding(error: ContentError) -> Finding:
    """Return an error as a finding with the same place and rule."""
    message = f"found {error.found}; expected {error.expected}; to mend it: {error.remedy}"
    return Finding(error.path, error.line, error.column, error.rule, message)


def clean_html(html: str) -> str:
    """Return the running text of the article on a web page: its body and its headings.

    Its title, captions and credits are kept too, but apart; the ledger tells of every line.
    """
    return running_text(page.drafted(html)[0])
