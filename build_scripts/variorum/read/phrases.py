"""docs/furniture/<id>.md -> FurnitureRules: an edition's own furniture phrases, each held to its examples.

A rule that takes a line it must keep could take an author's words, so a file with errors is not used at all.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from variorum.clean import own
from variorum.clean.rules import plain
from variorum.errors import ContentError
from variorum.model import FurnitureRule, Position
from variorum.read import header, schema
from variorum.read.article import content
from variorum.read.decode import utf8

MAX_BYTES = 1_000_000


def load(path: Path, name: str) -> tuple[FurnitureRule, ...] | tuple[ContentError, ...]:
    """Read the file at `path`, called `name` in messages; return its rules or all that is wrong with it."""
    try:
        return parse(utf8(content(path, name, MAX_BYTES, "record"), name, "record"), name)
    except ContentError as error:
        return (error,)


def parse(text: str, name: str) -> tuple[FurnitureRule, ...] | tuple[ContentError, ...]:
    """Return the rules of a file's text, or all that is wrong with it."""
    found = header.load(text, name, schema.load("furniture"))
    if found.errors:
        return found.errors
    rules = tuple(_rules(found, name))
    forms = tuple(_forms(rules))
    return forms or tuple(_examples(rules, found)) or rules


def _rules(found: header.Header, name: str) -> Iterator[FurnitureRule]:
    """Yield the rules of a header that is known to fit its schema."""
    source = cast(str, found.data.get("source", ""))
    for number, item in enumerate(cast(list[Mapping[str, Any]], found.data["rules"])):
        yield FurnitureRule(
            name=item["name"],
            role=item["role"],
            why=item["why"],
            removes=tuple(item["removes"]),
            keeps=tuple(item["keeps"]),
            line=item.get("line", ""),
            pattern=item.get("pattern", ""),
            source=source,
            path=name,
            position=found.positions[f"rules.{number}.name"],
        )


def _forms(rules: tuple[FurnitureRule, ...]) -> Iterator[ContentError]:
    """Yield rules with both a line and a pattern or neither, and those that would take every line."""
    for rule in rules:
        if bool(rule.line) == bool(rule.pattern):
            what = "a rule with both line and pattern" if rule.line else "a rule without line or pattern"
            yield _error(rule, rule.position, what, "one of the two", "write line: or pattern:", "furniture-form")
        elif not plain((rule.line or rule.pattern).replace("*", "").replace("#", "")):
            what = f"{schema.quoted(rule.line or rule.pattern)}, which has no words"
            yield _error(rule, rule.position, what, "words of the line", "write the words", "furniture-form")


def _examples(rules: tuple[FurnitureRule, ...], found: header.Header) -> Iterator[ContentError]:
    """Yield the examples a rule does not keep to."""
    for number, rule in enumerate(rules):
        for key, lines, taken in (("removes", rule.removes, True), ("keeps", rule.keeps, False)):
            for n, line in enumerate(lines):
                if own.takes(rule, plain(line)) is not taken:
                    place = found.positions[f"rules.{number}.{key}.{n}"]
                    yield _misled(rule, place, line, taken)


def _misled(rule: FurnitureRule, place: Position, line: str, taken: bool) -> ContentError:
    """Say that an example does not fare as the rule says."""
    found = f"{schema.quoted(line)}, which {schema.quoted(rule.name)} {'leaves' if taken else 'takes'}"
    expected = f"a line that the rule {'takes' if taken else 'leaves'}"
    return _error(rule, place, found, expected, "correct the rule or the example", "furniture-example")


def _error(rule: FurnitureRule, at: Position, found: str, expected: str, remedy: str, id_: str) -> ContentError:
    return ContentError(rule.path, at.line, at.column, found, expected, remedy, id_)
