"""Files -> Sources: the only module that opens content.

sources(root)         every seed and every record of an edition, and a finding for each that could not be used
seed(path, ...)       one file
text_seed(text)       text that is already at hand
clean_html(html)      the article's text out of a web page, for comparison with other extractors
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from variorum.clean import clean
from variorum.errors import ContentError
from variorum.model import Finding, Record, Seed, Sources
from variorum.read import folder, page, record, warc
from variorum.read.article import MAX_BYTES, seed, text_seed

# Folders of docs/ that hold what pages are made of, not pages.
MATERIAL = frozenset({"articles", "glossary", "events", "annotations"})

__all__ = ["MATERIAL", "MAX_BYTES", "clean_html", "records", "seed", "sources", "text_seed"]


def sources(root: Path, seeds: Path | None = None, docs: Path | None = None, max_bytes: int = MAX_BYTES) -> Sources:
    """Read the edition in `root`; what cannot be used becomes a finding and everything else is still read.

    `seeds` defaults to root/seeds, `docs` to root/docs; a seed larger than `max_bytes` bytes is refused.
    """
    articles, seed_findings = _seeds(root, seeds or root / "seeds", max_bytes)
    known, record_findings = records(root, (docs or root / "docs") / "articles")
    return Sources(articles, known, (*seed_findings, *record_findings))


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
    listing = folder.records(articles, root)
    found: list[Record] = []
    findings = list(listing.findings)
    for path in listing.files:
        result = record.load(path, folder.identity(path, articles), folder.relative(path, root, articles))
        if isinstance(result, Record):
            found.append(result)
        else:
            findings.extend(_findings(result))
    return tuple(found), tuple(findings)


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
    lines, meta = page.read(html)
    kept = (e for e in clean(lines, (), meta).ledger.lines if e.kept and e.role in ("body", "heading"))
    return "\n".join(e.line.text for e in kept)
