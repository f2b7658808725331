"""Records: each file of cases/record has its findings beside it as `line:column: rule: found`; none: it is read."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from variorum.errors import ContentError
from variorum.model import Correction, Evidence, Fact, Override, Position, Record
from variorum.read import record, schema

CASES = Path(__file__).parent / "cases" / "record"


def _text(name: str) -> str:
    """Return the text of a case, line breaks as they are."""
    return (CASES / f"{name}.md").read_bytes().decode()


def _errors(text: str) -> tuple[ContentError, ...]:
    """Return what is wrong with a record."""
    found = record.parse(text, "x", "x.md")
    return () if isinstance(found, Record) else found


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_all_mistakes_are_found_where_they_stand(case: Path) -> None:
    """The expected findings stand in the file beside the case."""
    shown = "".join(f"{one.line}:{one.column}: {one.rule}: {one.found}\n" for one in _errors(_text(case.stem)))
    assert shown == case.with_suffix(".findings").read_text(encoding="utf-8")


def test_a_record_says_what_was_written() -> None:
    """Every scalar is the text that stands there, and places are those of the file."""
    found = record.parse(_text("full"), "x", "x.md")
    assert isinstance(found, Record)
    assert found.facts == (
        Fact("title", "no", Evidence("supplied")),
        Fact("outlet", "12:30:45", Evidence("supplied")),
        Fact("author", "A. Writer", Evidence("supplied")),
        Fact("published", "2016", Evidence("inferred", "said Monday", "the vote was on 26 September")),
        Fact("url", "https://example.org/a?b=c#d", Evidence("stated")),
        Fact("not_before", "2016-09-09", Evidence("supplied")),
    )
    assert found.rejected == (
        Fact("published", "2024-05-08", Evidence("rejected", "Wednesday, May 8, 2024", "the day it was fetched")),
    )
    assert (found.lang, found.slug, found.rights) == ("en-GB", "what-is-алеппо-2", "quotation")
    assert found.overrides == (
        Override("English", True, Position(15, 8)),
        Override("Loading", False, Position(17, 5)),
        Override("57.6 F", False, Position(18, 5)),
    )
    assert found.corrections == (Correction("itvetoed", "it vetoed", Position(14, 5)),)
    assert found.body == "A note in *Markdown*.\n"
    assert found.positions["published"] == Position(5, 12)


def test_unknown_keys_are_met_with_the_nearest_known_one() -> None:
    """Every message says what was found, expected and how to mend it."""
    (error,) = _errors("---\nautor: x\n---\n")
    assert error.remedy == "write 'author'"
    assert str(error).startswith('x.md:2:1: found the unknown key "autor"; expected one of author, ')


def test_long_bodies_and_headers_are_refused() -> None:
    """At the line where they begin."""
    assert [(one.line, one.rule) for one in _errors("---\n---\n" + "x" * 20_001)] == [(3, "record-body")]
    assert [(one.line, one.rule) for one in _errors(f"---\ntitle: {'x' * 100_000}\n---\n")] == [(1, "header-size")]


@pytest.mark.parametrize("bomb", ["[" * 50_000, "{a: " * 20_000, "- " * 40_000, "? " * 40_000, "!x " * 30_000])
def test_hostile_headers_are_errors(bomb: str) -> None:
    """However deep, without running out of stack."""
    assert _errors(f"---\ntitle: {bomb}\n---\n")
    assert _errors(f"---\n{bomb}\n---\n")


@pytest.mark.parametrize("escape", ["\\UFFFFFFFF", "\\U00110000", "\\ud800", "\\xZZ"])
def test_impossible_characters_are_errors(escape: str) -> None:
    """PyYAML itself raises or passes them on."""
    assert _errors(f'---\ntitle: "{escape}"\n---\n')


@given(st.text(alphabet="-\n :[]{},'\"&*!|>%@#?ab\u2028\ufeff\t\\"))
def test_any_header_is_read_or_refused(yaml: str) -> None:
    """No exception leaves the reader, and places are inside the file."""
    text = f"---\n{yaml}\n---\nbody"
    for error in _errors(text):
        assert 1 <= error.line <= text.count("\n") + 1
        assert error.column >= 1


def test_the_schema_is_valid_and_its_examples_are_too() -> None:
    """Each description completes `expected ...`; each example is what the reader accepts."""
    rules = schema.load("article")
    Draft202012Validator.check_schema(rules)
    for key, part in rules["properties"].items():
        assert part["description"]
        for example in part["examples"]:
            fact = f"{key.removesuffix('_evidence')}: '2016'\n" if key.endswith("_evidence") else ""
            found = _errors(f"---\n{fact}{key}: {json.dumps(example, ensure_ascii=False)}\n---\n")
            assert [one for one in found if "url" not in key or one.rule != "header-value"] == [], key
