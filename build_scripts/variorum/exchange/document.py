"""JSON from strangers -> values of known depth, and how to ask them for texts without trusting their types."""

import json
from collections.abc import Mapping
from typing import cast

from variorum.errors import ContentError

# The deepest nesting that is read; the deepest of the W3C model's own examples is 8.
MAX_DEPTH = 40


def load(text: str, name: str) -> object:
    """Return the JSON of a text. Raises ContentError where it is none, or nested deeper than MAX_DEPTH."""
    remedy = "export it again; it must be one JSON document in UTF-8"
    try:
        data: object = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise ContentError(name, error.lineno, error.colno, f"no JSON ({error.msg})", "JSON", remedy) from error
    except (ValueError, RecursionError) as error:
        found = "lists too deep" if isinstance(error, RecursionError) else "a number that is out of all bounds"
        raise ContentError(name, 0, 0, found, "JSON", remedy) from error
    if _too_deep(data):
        expected = f"at most {MAX_DEPTH} levels"
        raise ContentError(name, 0, 0, "lists and objects nested deeper than annotations are", expected, remedy)
    return data


def _refuse(constant: str) -> float:
    raise ValueError(f"no JSON: {constant}")


def _too_deep(data: object) -> bool:
    """Tell whether values are nested deeper than MAX_DEPTH, level by level."""
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [inner for value in level for inner in children(value)]
        if not level:
            return False
    return True


def children(value: object) -> list[object]:
    """Return what an object or a list holds."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def mapping(value: object) -> Mapping[str, object]:
    """Return an object as it is, nothing for any other value."""
    return cast(Mapping[str, object], value) if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """Return a list as it is, nothing for none, and a single value as a list: JSON-LD makes no difference."""
    return value if isinstance(value, list) else [] if value is None else [value]


def texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list or a single value."""
    return tuple(item for item in listed(value) if isinstance(item, str))


def text(value: object) -> str:
    """Return the first text of a list or a single value, else nothing."""
    return next(iter(texts(value)), "")
