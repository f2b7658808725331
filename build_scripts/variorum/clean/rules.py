"""The phrase rules: data in rules.toml, read once, and the question whether a line is of their kind."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from variorum.clean.sieve import Sieve
from variorum.model import Role

Zone = Literal["above", "head", "inside", "tail"]
Opens = Literal["", "rest", "list"]

# A longer line is not furniture of one phrase; the limit also keeps every pattern's cost small.
LONGEST = 320
MARKS = "-–—*•·|»›«‹>[]()…_=~#+→←▶◀►◄✕× "
SPACES = re.compile(r"[\s\u200b\u200e\u200f\ufeff]+")
# Every character SPACES takes but the space and the line feed.
ODD_SPACES = (
    "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u200e\u200f\ufeff"
)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One kind of furniture; `removes` and `keeps` are its examples, `opens` tells of the lines after it."""

    name: str
    role: Role
    where: frozenset[Zone]
    opens: Opens
    why: str
    pattern: re.Pattern[str]
    removes: tuple[str, ...]
    keeps: tuple[str, ...]

    def takes(self, plain_line: str) -> bool:
        """Tell whether a line, as `plain` gives it, is of this kind."""
        return len(plain_line) <= LONGEST and self.pattern.fullmatch(plain_line) is not None


@dataclass(frozen=True, slots=True)
class MarkupRule:
    """A kind of furniture told by the elements a line stands in; `hint` is searched in Line.hint."""

    name: str
    role: Role
    kept: bool
    why: str
    pattern: re.Pattern[str]
    removes: tuple[str, ...]
    keeps: tuple[str, ...]

    def takes(self, hint: str) -> bool:
        """Tell whether a line with these elements around it is of this kind."""
        return bool(hint) and self.pattern.search(hint) is not None


def plain(text: str) -> str:
    """Return a line as the rules compare it: white space as single spaces, without marks around the words."""
    return SPACES.sub(" ", text).strip(MARKS).strip()


def plains(texts: Sequence[str]) -> list[str]:
    """Return `plain` of each of many lines, none with a line break in it, at once."""
    page = "\n".join(texts)
    for space in ODD_SPACES:
        page = page.replace(space, " ")
    while "  " in page:
        page = page.replace("  ", " ")
    return [line.strip(MARKS) for line in page.split("\n")] if texts else []


@cache
def phrase_rules() -> tuple[Rule, ...]:
    """Return the phrase rules in their order; the first that takes a line names it."""
    return tuple(_phrase(row) for row in _data()["rule"])


@lru_cache(maxsize=1 << 16)
def kinds(plain_line: str) -> tuple[Rule, ...]:
    """Return the phrase rules that take a line, in their order; remembered, as furniture is repeated."""
    if not plain_line or len(plain_line) > LONGEST:
        return ()
    rules = phrase_rules()
    return tuple(rules[k] for k in _sieve().passing(plain_line) if rules[k].takes(plain_line))


@cache
def _sieve() -> Sieve:
    return Sieve(rule.pattern.pattern for rule in phrase_rules())


@cache
def markup_rules() -> tuple[MarkupRule, ...]:
    """Return the rules on elements, for seeds that came with markup."""
    return tuple(_markup(row) for row in _data()["markup"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("variorum.clean").joinpath("rules.toml").read_text(encoding="utf-8"))


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def _phrase(row: dict[str, Any]) -> Rule:
    return Rule(
        row["name"],
        row["role"],
        frozenset(row["where"]),
        row.get("opens", ""),
        row["why"],
        _compiled(row["patterns"]),
        tuple(row["removes"]),
        tuple(row["keeps"]),
    )


def _markup(row: dict[str, Any]) -> MarkupRule:
    return MarkupRule(
        row["name"],
        row["role"],
        row["kept"],
        row["why"],
        _compiled(row["patterns"]),
        tuple(row["removes"]),
        tuple(row["keeps"]),
    )
