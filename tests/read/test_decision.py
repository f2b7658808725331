"""Decisions on groups: what a file says, and every mistake in it at its place."""

import json

import pytest
from jsonschema import Draft202012Validator

from variorum.model import Decision, Position, Quote
from variorum.read import decision, schema

FULL = """\
---
name: The council
level: story
together: [a, b]
apart: [[a, b], [c]]
links:
  - - {article: a, quote: met for hours, before: they}
    - {article: b, quote: sat late}
not_links:
  - - {article: a, quote: the doors}
    - {article: c, quote: the gate, after: fell}
---

Both tell of Monday.
"""


def parsed(text: str, id: str = "x") -> Decision | list[str]:
    found = decision.parse(text, id, "x.md")
    return found if isinstance(found, Decision) else [f"{e.line}:{e.column}: {e.rule}: {e.found}" for e in found]


def test_a_decision_says_what_was_written() -> None:
    found = parsed(FULL, "council")
    assert isinstance(found, Decision)
    assert (found.id, found.path, found.name, found.level) == ("council", "x.md", "The council", "story")
    assert (found.together, found.apart) == (("a", "b"), (("a", "b"), ("c",)))
    assert found.links == ((Quote("a", "met for hours", "they", "", Position(7, 27)), Quote("b", "sat late", position=Position(8, 27))),)  # fmt: skip # noqa: E501
    assert [quote.after for quote in found.not_links[0]] == ["", "fell"]
    assert found.body == "Both tell of Monday."
    assert found.positions["apart.1.0"] == Position(5, 18)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("name: A", "2:1: header-key: no decision"),
        ("together: [a, b]", "2:1: header-key: no key 'name'"),
        ("name: A\ntogether: [a]", "3:11: header-value: a list of 1"),
        ("name: A\ntogether: [a, a]", "3:11: header-value: a list of 2"),
        ("name: A\napart: [a, b]", '3:9: header-value: "a"'),
        ("name: A\napart: [[a]]", "3:8: header-value: a list of 1"),
        ("name: A\nlevel: copy\ntogether: [a, b]", '3:8: header-value: "copy"'),
        ("name: A\ntogther: [a, b]", '3:1: header-key: the unknown key "togther"'),
        ("name: A\nlinks: [[{article: a, quote: b}]]", "3:9: header-value: a list of 1"),
        ("name: A\nlinks: [[{article: a, quote: b}, {article: b}]]", "3:34: header-key: no key 'quote'"),
    ],
)
def test_a_mistake_is_told_at_its_place(header: str, found: str) -> None:
    errors = parsed(f"---\n{header}\n---\nWhy.\n")
    assert isinstance(errors, list)
    assert found in errors


def test_the_nearest_key_is_named() -> None:
    (error,) = decision.parse("---\nname: A\ntogther: [a, b]\ntogether: [a, b]\n---\nWhy.\n", "x", "x.md")  # type: ignore[misc]
    assert error.remedy == "write 'together'"


def test_the_schema_is_valid_and_its_examples_are_too() -> None:
    rules = schema.load("group")
    Draft202012Validator.check_schema(json.loads(json.dumps(rules)))
    for name, about in rules["properties"].items():
        for example in about["examples"]:
            assert Draft202012Validator(rules).is_valid({"name": "A", name: example}), name
