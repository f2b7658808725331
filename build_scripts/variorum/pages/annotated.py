"""What articles say of an event as Web Annotations (W3C): an annotation for each account, figure and claim.

The target is the passage, by its words and by its position in the cleaned text; the bodies are what it tells, in words,
and the event. What the model has no words for stands under terms of our own.
"""

import json
from collections.abc import Iterator
from typing import Any

from variorum.exchange import iri, w3c
from variorum.model import Event, Quote
from variorum.pages.coverage import Coverage


def path(event: Event) -> str:
    """Return the path of an event's file of annotations."""
    return f"events/{event.id}.jsonld"


def annotated(event: Event, coverage: Coverage, site: str = "") -> str:
    """Return an event as an AnnotationCollection with its one page in it; `site` is the site's address, or ""."""
    id_ = f"{iri.base(site)}{path(event)}" if site else f"{iri.URN}:event:{event.id}"
    items = [item | {"id": f"{id_}#{number}"} for number, item in enumerate(_items(event, coverage, id_, site), 1)]
    whole = {"id": id_, "type": "AnnotationCollection"}
    page = {"id": f"{id_}#page", "type": "AnnotationPage", "partOf": whole, "startIndex": 0, "items": items}
    made = {"@context": w3c.CONTEXT, **whole, "label": event.name, "total": len(items), "first": page}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _items(event: Event, coverage: Coverage, id_: str, site: str) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each quote that has a place and may be published."""
    for quote, said, own in _said(event):
        if target := _target(quote, coverage, site):
            body = [
                {"type": "TextualBody", "value": said, "format": "text/plain", "purpose": "describing"},
                {"type": "SpecificResource", "source": id_, "purpose": "identifying"},
            ]
            made = {"type": "Annotation", "motivation": "describing", "body": body, "target": target}
            yield made | {w3c.OWN + key: value for key, value in own.items() if value}


def _said(event: Event) -> Iterator[tuple[Quote, str, dict[str, str]]]:
    """Yield each quote of an event with what it tells, in words and by our own terms."""
    for account in event.accounts:
        yield account.quote, account.aspect, {"part": "account", "aspect": account.aspect}
    for figure in event.figures:
        for report in figure.reports:
            said = f"{figure.measure}: {report.qualifier} {report.value}".replace("  ", " ")
            own = {"value": report.value, "qualifier": report.qualifier, "unit": report.unit or figure.unit}
            more = {"scope": report.scope, "attributedTo": report.attributed_to, "asOf": report.as_of}
            yield report.quote, said, {"part": "figure", "measure": figure.measure, **own, **more}
    for claim in event.attributions:
        for saying in claim.sayings:
            own = {"part": "attribution", "claim": claim.claim, "says": saying.says, "voice": saying.voice}
            yield saying.quote, f"{claim.claim}: {saying.says}", own


def _target(quote: Quote, coverage: Coverage, site: str) -> dict[str, Any] | None:
    """Return the passage of a quote with its selectors, nothing where it has no place or may not be published."""
    cite, span = coverage.cite(quote), coverage.edition.places.get(quote)
    if not cite or not span or not cite.words:
        return None
    text = cite.article.text
    around = {"prefix": text[max(0, span.start - w3c.AROUND) : span.start], "suffix": text[span.end :][: w3c.AROUND]}
    shown = around if cite.fragment else {}
    words = {"type": "TextQuoteSelector", "exact": cite.words} | {key: value for key, value in shown.items() if value}
    place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    source = iri.of_article(cite.article, site)
    return {"type": "SpecificResource", "source": source, "selector": [words, place]}
