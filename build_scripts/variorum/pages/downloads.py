"""What is known of an event as files to take away: JSON with everything, CSV with a line for each quote, Web
Annotations with one for each quote."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from variorum import figures
from variorum.check.events import relation_of
from variorum.model import Attachment, Edition, Event, Quote
from variorum.pages import annotated
from variorum.pages.coverage import Coverage, cover, published
from variorum.pages.template import headline

COLUMNS = (
    *("event", "part", "of", "article", "quote", "start", "end"),
    *("value", "qualifier", "scope", "attributed_to", "unit", "as_of", "says", "voice"),
)
# What spreadsheets would run as a formula; an apostrophe before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(edition: Edition) -> Iterator[Attachment]:
    """Yield the files of every event."""
    coverage = cover(edition)
    for event in coverage.events:
        yield Attachment(path(event, "JSON"), _json(event, coverage))
        yield Attachment(path(event, "CSV"), _csv(event, coverage))
        yield Attachment(annotated.path(event), annotated.annotated(event, coverage, edition.site.address))


def path(event: Event, form: Literal["JSON", "CSV"]) -> str:
    """Return the path of an event's file in a form."""
    return f"events/{event.id}.{form.lower()}"


def _json(event: Event, coverage: Coverage) -> str:
    """Return an event as JSON; positions are code points of the articles' cleaned texts."""
    articles = coverage.articles
    evidence = {"kind": event.date_evidence.kind, "because": event.date_evidence.because}
    if event.date_quote:
        evidence |= _quote(event.date_quote, coverage)
    said = {
        "id": event.id,
        "name": event.name,
        "date": event.date or None,
        "date_evidence": evidence if event.date else None,
        "place": event.place or None,
        "aliases": event.aliases,
        "part_of": event.part_of or None,
        "related": event.related,
        "statement": event.body.strip(),
        "articles": [
            {"id": a.id, "title": headline(a), "published": published(a) or None} for a in coverage.tellers[event.id]
        ],
        "accounts": [{**_quote(account.quote, coverage), "aspect": account.aspect} for account in event.accounts],
        "figures": [
            {
                "measure": figure.measure,
                "unit": figure.unit,
                "relation": figures.relation(relation_of(figure, articles)) or None,
                "reports": [
                    {**_quote(r.quote, coverage), "value": r.value, "qualifier": r.qualifier, "scope": r.scope}
                    | {"attributed_to": r.attributed_to, "unit": r.unit or figure.unit, "as_of": r.as_of or None}
                    for r in figure.reports
                ],
            }
            for figure in event.figures
        ],
        "attributions": [
            {
                "claim": claim.claim,
                "reports": [{**_quote(s.quote, coverage), "says": s.says, "voice": s.voice} for s in claim.sayings],
            }
            for claim in event.attributions
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _quote(quote: Quote, coverage: Coverage) -> dict[str, Any]:
    """Return a quote with its place, as far as it has one and may be published."""
    cite, span = coverage.cite(quote), coverage.edition.places.get(quote)
    start, end = (span.start, span.end) if span else (None, None)
    return {"article": quote.article, "quote": cite.words if cite else None, "start": start, "end": end}


def _csv(event: Event, coverage: Coverage) -> str:
    """Return an event as CSV (RFC 4180), a line for each quote."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(event, coverage):
        writer.writerow({key: _harmless(value) for key, value in {"event": event.id, **row}.items()})
    return out.getvalue()


def _rows(event: Event, coverage: Coverage) -> Iterator[Mapping[str, Any]]:
    for account in event.accounts:
        yield {"part": "account", "of": account.aspect, **_quote(account.quote, coverage)}
    for figure in event.figures:
        for report in figure.reports:
            said = {"value": report.value, "qualifier": report.qualifier, "scope": report.scope}
            more = {"attributed_to": report.attributed_to, "unit": report.unit or figure.unit, "as_of": report.as_of}
            yield {"part": "figure", "of": figure.measure, **_quote(report.quote, coverage), **said, **more}
    for claim in event.attributions:
        for saying in claim.sayings:
            said = {"says": saying.says, "voice": saying.voice}
            yield {"part": "attribution", "of": claim.claim, **_quote(saying.quote, coverage), **said}


def _harmless(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
