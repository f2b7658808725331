"""Text -> lines, losing nothing: only CR LF, LF and CR end a line."""

import re

from variorum.model import Line

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


def split(text: str) -> tuple[Line, ...]:
    """Return the lines of `text`; their texts and ends joined give it back exactly. No text has no lines."""
    found = (match.groups() for match in _LINE.finditer(text))
    parts = (part for part in found if part != ("", ""))
    return tuple(Line(number, body, end) for number, (body, end) in enumerate(parts, 1))
