"""Words -> fragments of addresses."""

import re
import unicodedata
from collections.abc import Sequence


def slugs(names: Sequence[str]) -> list[str]:
    """Return an id for each name, in lower-case letters, digits and hyphens; equal ones are numbered."""
    found: list[str] = []
    for name in names:
        kept = "".join(c if unicodedata.category(c)[0] in "LNM" else "-" for c in name.casefold())
        base = re.sub("-+", "-", kept).strip("-") or "row"
        wanted = (f"tells-{base}" if n == 1 else f"tells-{base}-{n}" for n in range(1, len(names) + 2))
        found.append(next(id_ for id_ in wanted if id_ not in found))
    return found
