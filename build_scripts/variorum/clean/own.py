"""An edition's own furniture phrases: what a rule's `line` or `pattern` takes.

A pattern is a line in which `*` stands for any words or none and `#` for a number. It is no regular expression, so that
anybody can read it and none can run for ever: each piece is looked for once, from left to right.
"""

import re
from functools import cache

from variorum.clean.rules import LONGEST, plain
from variorum.model import FurnitureRule

NUMBER = r"\d++(?:[.,:]\d++)*+"


def takes(rule: FurnitureRule, plain_line: str) -> bool:
    """Tell whether a rule takes a line, as `plain` gives it; case does not count."""
    if rule.line:
        return plain_line.casefold() == plain(rule.line).casefold()
    return len(plain_line) <= LONGEST and _compiled(rule.pattern).fullmatch(plain_line) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    first, *others = (_piece(piece) for piece in re.split(r"\*+", plain_pattern(pattern)))
    if not others:
        return re.compile(first, re.IGNORECASE)
    *middle, last = others
    return re.compile(first + "".join(f"(?>.*?{piece})" for piece in middle) + ".*" + last, re.IGNORECASE)


def plain_pattern(pattern: str) -> str:
    """Return a pattern with white space and marks around it as `plain` leaves them, its own signs untouched."""
    return plain(pattern.replace("*", "\ue000").replace("#", "\ue001")).replace("\ue000", "*").replace("\ue001", "#")


def _piece(text: str) -> str:
    return NUMBER.join(map(re.escape, text.split("#")))
