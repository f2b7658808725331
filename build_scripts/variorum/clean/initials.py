"""With which characters a match of a phrase can begin, so that a line is held only against phrases it may be.

Reads the part of the syntax of regular expressions that rules.toml uses; where it is not sure, it says "any".
"""

import re
from itertools import takewhile

OPTIONAL = ("?", "*", "{0,")
# Characters that `re` takes for others when case does not matter, beyond what lower() says.
LIKE = {"ı": "i", "ſ": "s"}
CLASS = re.compile(r"\[([^\\\]\[^-][^\\\]\[-]*|-[^\\\]\[-]*)\]")
GROUP = re.compile(r"\((?:\?(?:-i)?:)?(?!\?)")


def initial(text: str) -> str:
    """Return the first character of a line as the initials name it: without regard to case, any digit as 0."""
    first = text[:1].lower()[:1]
    return "0" if first.isdigit() else LIKE.get(first, first)


def alternatives(pattern: str) -> list[str]:
    """Return the parts of a pattern that stand between its outermost bars."""
    found, start, depth, at = [], 0, 0, 0
    while at < len(pattern):
        if pattern[at] == "[":
            at = _class_end(pattern, at)
            continue
        depth += (pattern[at] == "(") - (pattern[at] == ")")
        if pattern[at] == "|" and depth == 0:
            found.append(pattern[start:at])
            start = at + 1
        at += 2 if pattern[at] == "\\" else 1
    return [*found, pattern[start:]]


def _class_end(pattern: str, at: int) -> int:
    end = at + 1
    while pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return end + 1


def initials(pattern: str) -> frozenset[str] | None:
    """Return the characters (as `initial` names them) a match can begin with; None where it may be any."""
    found: set[str] = set()
    for alternative in alternatives(pattern):
        first = _initials(alternative)
        if first is None:
            return None
        found |= first
    return frozenset(found)


def _initials(sequence: str) -> frozenset[str] | None:
    """Return the initials of a pattern without outer bars; those of the next part too where a part is optional."""
    if not sequence:
        return None
    end = _part_end(sequence)
    first = _part(sequence[:end])
    rest = sequence[end:]
    if first is None or not rest.startswith(OPTIONAL):
        return first
    closing = rest.find("}") + 1 if rest[0] == "{" else 1
    after = _initials(rest[closing:].removeprefix("?"))
    return None if after is None else first | after


def _part_end(sequence: str) -> int:
    if sequence[0] == "\\":
        return 2
    if sequence[0] == "[":
        return _class_end(sequence, 0)
    if sequence[0] != "(":
        return 1
    depths = _depths(sequence)
    return 1 + sum(1 for _ in takewhile(lambda depth: depth > 0, depths))


def _depths(sequence: str) -> list[int]:
    """Return for each character how many groups are open after it."""
    depth, at, found = 0, 0, []
    while at < len(sequence):
        step = _class_end(sequence, at) - at if sequence[at] == "[" else 2 if sequence[at] == "\\" else 1
        depth += (sequence[at] == "(") - (sequence[at] == ")")
        found += [depth] * step
        at += step
    return found


def _part(part: str) -> frozenset[str] | None:
    if part == r"\d":
        return frozenset("0")
    if named := CLASS.fullmatch(part):
        return frozenset(map(initial, named[1]))
    if opened := GROUP.match(part):
        return initials(part[opened.end() : -1])
    if len(part) == 2 and not part[1].isalnum():
        return frozenset(part[1])
    return frozenset(initial(part)) if len(part) == 1 and part not in ".^$" else None
