"""Articles -> groups that tell one event."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from variorum.group.clusters import FLOOR
from variorum.group.portrait import Portrait, portrait

CEILING = 4.0


def portrait_of(document: Mapping[str, Any]) -> Portrait:
    day = document.get("date")
    return portrait(str(document.get("title") or ""), str(document["text"]), _ordinal(day))


def _ordinal(day: Any) -> int | None:
    try:
        return date.fromisoformat(str(day)[:10]).toordinal() if day else None
    except ValueError:
        return None


def judged(pairs: Sequence[tuple[int, int]], scores: Iterable[float], vetoed: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
    return {p: min(CEILING, max(FLOOR, float(s))) for p, s in zip(pairs, scores, strict=True)}
