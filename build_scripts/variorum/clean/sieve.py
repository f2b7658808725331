"""Many patterns at once: which of them a line may match, in one pass over it (RE2), whatever their number.

RE2 knows no look-ahead, and no words beyond ASCII unless told: the patterns are widened for it. So a line that passes
may match, and is then held against the pattern itself; a line that does not pass matches none.
"""

import re
from collections.abc import Iterable

import re2

# What RE2 does not read as `re` does; what it cannot hold many of in little memory: "any 0 to 120 characters".
AHEAD = re.compile(r"\(\?[=!](?:[^()\\[]|\\.|\[(?:[^\]\\]|\\.)*\]|\((?:[^()\\]|\\.)*\))*\)")
COUNTED = re.compile(r"(?<!\\)\.\{[\d,]+\}")
SIGNS = re.compile(r"\[(?:[^\]\\]|\\.)+\]|\\.")
WORDS, DIGITS = r"\pL\pM\pN_", r"\p{Nd}"
MEMORY = 1 << 26


class Sieve:
    """Patterns in the syntax of `re`, for a whole line or, with `anywhere`, for a part of it; case never matters."""

    def __init__(self, patterns: Iterable[str], anywhere: bool = False) -> None:
        options = re2.Options()
        options.case_sensitive, options.never_capture, options.max_mem = False, True, MEMORY
        self._set = re2.Set.SearchSet(options) if anywhere else re2.Set.FullMatchSet(options)
        for pattern in patterns:
            self._set.Add(widened(pattern))
        self._set.Compile()

    def passing(self, line: str) -> list[int]:
        """Return the numbers of the patterns that a line may match, in order."""
        # `re` takes these letters for an i when case does not matter, RE2 does not.
        alike = line.replace("ı", "i").replace("İ", "i")
        found = self._set.Match(alike.encode("utf-8", "replace"))
        return sorted(found) if found else []


def widened(pattern: str) -> str:
    """Return a pattern for RE2 that matches all that one for `re` does, and perhaps more."""
    return SIGNS.sub(_sign, COUNTED.sub(".*", AHEAD.sub("", pattern)))


def _sign(found: re.Match[str]) -> str:
    """Return a class, or an escaped character, with letters and digits of all scripts."""
    sign = found[0]
    if sign == r"\b":  # RE2 finds it beside letters of ASCII only
        return ""
    if sign == r"\w":
        return f"[{WORDS}]"
    return sign.replace(r"\w", WORDS).replace(r"\d", DIGITS)
