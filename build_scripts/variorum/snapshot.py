"""Edition -> Snapshot: what readers see and what stands on it, as plain data that outlives the code that made it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from variorum.model import Article, Edition, Finding, Span

# Raised when the form changes, so that two programs of different age do not misread each other.
FORM = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that stands on a passage: a note, an account, a figure, a mention.

    `id` tells it from all others of its kind, `source` is the file and `line` the line where a person wrote it,
    `said` what that person wrote. `span` is where it stands in the article's text, None where it has lost its place;
    `verdict` is in the words of anchors.
    """

    kind: str
    id: str
    source: str
    line: int
    article: str
    said: str
    span: Span | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Published:
    """An article as readers get it: its page, what is known of it, its text.

    `path` and `sha256` are those of the file received.
    """

    id: str
    path: str
    sha256: str
    address: str
    facts: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An edition at one moment."""

    articles: tuple[Published, ...]
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...]


def take(edition: Edition, findings: tuple[Finding, ...]) -> Snapshot:
    """Return the snapshot of an edition and of what `check` says of it."""
    return Snapshot(tuple(map(_published, edition.articles)), tuple(_standings(edition)), findings)


def _published(article: Article) -> Published:
    facts = [article.title, *article.facts] if article.title else article.facts
    return Published(
        article.id,
        article.seed.path,
        article.seed.sha256,
        article.address,
        tuple((fact.name, fact.value) for fact in facts),
        article.text,
    )


def _standings(edition: Edition) -> Iterator[Standing]:
    """Yield all that stands on passages."""
    yield from ()


def dump(snapshot: Snapshot) -> str:
    """Return a snapshot as JSON."""
    return json.dumps({"form": FORM, **asdict(snapshot)}, ensure_ascii=False)


def load(text: str) -> Snapshot | None:
    """Return the snapshot that `dump` wrote, None where the text is none of this form."""
    try:
        data = json.loads(text)
        return _snapshot(data) if data["form"] == FORM else None
    except (ValueError, KeyError, TypeError):
        return None


def _snapshot(data: dict[str, Any]) -> Snapshot:
    return Snapshot(
        tuple(_article(item) for item in data["articles"]),
        tuple(Standing(**{**item, "span": item["span"] and Span(**item["span"])}) for item in data["standings"]),
        tuple(Finding(**item) for item in data["findings"]),
    )


def _article(item: dict[str, Any]) -> Published:
    return Published(**{**item, "facts": tuple((name, value) for name, value in item["facts"])})
