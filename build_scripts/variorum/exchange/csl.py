"""References -> CSL-JSON, the form that Zotero, pandoc and citeproc read (schema of CSL 1.0.2)."""

import json
from collections.abc import Iterable
from typing import Any

from variorum.exchange.reference import Reference


def write(references: Iterable[Reference]) -> str:
    """Return references as the text of a .csl.json file: a list, whatever their number."""
    return "[\n" + ",\n".join(_lines(item(one)) for one in references) + "\n]\n"


def _lines(said: dict[str, Any]) -> str:
    """Return an item as JSON, a property a line."""
    pairs = (f"    {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items())
    return "  {\n" + ",\n".join(pairs) + "\n  }"


def item(reference: Reference) -> dict[str, Any]:
    """Return one reference as an item, without the fields of which nothing is known."""
    made = {
        "id": reference.key,
        "type": _type(reference),
        "title": reference.title if reference.titled else f"[{reference.title}]",
        "author": [{"literal": reference.author}] if reference.author else [],
        "container-title": reference.outlet,
        "issued": _date(reference),
        "URL": reference.url or reference.address,
        "language": reference.lang,
        "archive": reference.edition,
        "archive_location": reference.address,
        "note": " ".join(reference.remarks),
    }
    return {name: value for name, value in made.items() if value}


def _type(reference: Reference) -> str:
    if reference.outlet:
        return "article-newspaper"
    return "webpage" if reference.url or reference.address else "document"


def _date(reference: Reference) -> dict[str, Any]:
    """Return a date by its parts, as many as are known; one that nobody states is marked as circa."""
    if not reference.date:
        return {}
    parts = [[int(part) for part in day.split("-")] for day in reference.date.split("/")]
    return {"date-parts": parts, "circa": True} if reference.inferred else {"date-parts": parts}
