"""Edition -> Snapshot: what readers see and what stands on it, as plain data that outlives the code that made it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import chain
from textwrap import shorten
from typing import Any

from variorum.model import Annotation, Article, Edition, Event, Finding, Group, Link, Quote, Span

# Raised when the form changes, so that two programs of different age do not misread each other.
FORM = 1
# Code points on either side that tell two places of the same words apart.
NEAR = 32
SHORT = 60
# A note stands only where its words are beyond doubt.
PLACED = ("exact", "moved")


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
    """Yield all that stands on passages, each told from the others of its kind."""
    used: Counter[tuple[str, str]] = Counter()
    kinds = (_written, _notes, _mentions, _quotes, _links)
    for standing in chain.from_iterable(kind(edition) for kind in kinds):
        used[standing.kind, standing.id] += 1
        again = used[standing.kind, standing.id]
        yield replace(standing, id=f"{standing.id} ({again})") if again > 1 else standing


def _written(edition: Edition) -> Iterator[Standing]:
    """Yield what people wrote that stands on no passage: statements of events, entries, what is known of articles."""
    for event in edition.sources.events:
        yield _whole("event", event.id, event.path, event.name, event.date, event.place, *event.aliases, event.body)
    for entry in edition.sources.entries:
        names = (alias.text for alias in entry.aliases)
        yield _whole(
            "entry", entry.id, entry.path, entry.name, entry.kind, *names, *map(str, entry.sources), entry.body
        )
    for record in edition.sources.records:
        readings = (f"{correction.as_printed} → {correction.read}" for correction in record.corrections)
        yield _whole("record", record.id, record.path, record.rights, *readings, record.body)
    for decision in edition.sources.groups:
        yield _whole("decision", decision.id, decision.path, decision.name, decision.body)


def _whole(kind: str, id_: str, path: str, *said: str) -> Standing:
    """Return a file of people's as a thing that has no place in an article."""
    return Standing(kind, id_, path, 0, "", "\n\n".join(part.strip() for part in said if part.strip()), None, "")


def _notes(edition: Edition) -> Iterator[Standing]:
    """Yield the notes, one by one of their passages; words that only resemble the quoted ones are no place."""
    for note in edition.notes:
        annotation = note.annotation
        for number, target in enumerate(note.targets, 1):
            id_ = annotation.id if number == 1 else f"{annotation.id}, passage {number}"
            verdict = target.anchor.verdict if target.anchor else "orphan"
            span = target.anchor.span if target.anchor and verdict in PLACED else None
            place = (annotation.path, target.quote.position.line, target.quote.article)
            yield Standing("note", id_, *place, _said(annotation), span, verdict)


def _said(annotation: Annotation) -> str:
    """Return a note as one text: its kind and author, its words, what it rests on."""
    status = f"superseded by {annotation.superseded_by}" if annotation.superseded_by else annotation.status
    sources = "".join(f"\n\nSource: {source}" for source in annotation.sources)
    return f"*{annotation.kind}, {status}, by* {annotation.by}\n\n{annotation.body.strip()}{sources}"


def _mentions(edition: Edition) -> Iterator[Standing]:
    """Yield the mentions; nobody wrote them, so what tells one from another is the words around it."""
    texts = {article.id: article.text for article in edition.articles}
    paths = {entry.id: entry.path for entry in edition.sources.entries}
    for mention in edition.mentions:
        id_ = f"{mention.entry} in {mention.article}, {_around(texts[mention.article], mention.span)}"
        path = paths[mention.entry]
        yield Standing("mention", id_, path, 0, mention.article, mention.alias, mention.span, "exact")


def _around(text: str, span: Span) -> str:
    """Return a short name for a place, made of the words around it."""
    near = text[max(0, span.start - NEAR) : span.end + NEAR]
    return hashlib.blake2b(near.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _quotes(edition: Edition) -> Iterator[Standing]:
    """Yield what people wrote on quotes of articles: accounts, figures, attributions."""
    for event in edition.sources.events:
        for account in event.accounts:
            yield _quote(edition, event, "account", account.quote, account.aspect)
        for figure in event.figures:
            for report in figure.reports:
                given = (
                    figure.measure,
                    report.qualifier,
                    report.value,
                    report.scope,
                    report.attributed_to,
                    report.as_of,
                )
                yield _quote(edition, event, "figure", report.quote, ", ".join(filter(None, given)))
        for claim in event.attributions:
            for saying in claim.sayings:
                said = f"{claim.claim}: {saying.says} ({saying.voice})"
                yield _quote(edition, event, "attribution", saying.quote, said)


def _quote(edition: Edition, event: Event, kind: str, quote: Quote, said: str) -> Standing:
    """Return what stands on one quote; it is told from others by the quote itself."""
    span = edition.places.get(quote)
    id_ = f"{event.id}, {quote.article}, {shorten(quote.exact, SHORT, placeholder=' …')}"
    verdict = "exact" if span else "orphan"
    return Standing(kind, id_, event.path, quote.position.line, quote.article, said, span, verdict)


def _links(edition: Edition) -> Iterator[Standing]:
    """Yield what a machine suggests belongs together: passages, and whole articles."""
    texts = {article.id: article.text for article in edition.articles}
    for link in edition.links:
        one, other = (f"{p.article} {_around(texts[p.article], p.span)}" for p in (link.one, link.other))
        said = "; ".join(link.reasons)
        yield Standing("link", f"{one} and {other}", "", 0, link.one.article, said, link.one.span, _word(link))
    for group in edition.groups:
        said = "; ".join(group.reasons)
        yield Standing(f"{group.level} group", " and ".join(group.articles), "", 0, "", said, None, _word(group))


def _word(found: Link | Group) -> str:
    """Return whose word a link or group is."""
    return "reviewed" if found.reviewed else "suggested"


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
