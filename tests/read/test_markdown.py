"""Markdown seeds: each file of cases/markdown has its lines beside it as `hint | text`."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Meta
from variorum.read import markdown

CASES = Path(__file__).parent / "cases" / "markdown"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_lines_as_a_reader_sees_them(case: Path) -> None:
    """The expected lines stand in the file beside the case."""
    found, _ = markdown.read(case.read_text(encoding="utf-8"))
    shown = "".join(f"{line.hint} | {line.text}\n" for line in found)
    assert shown == case.with_suffix(".lines").read_text(encoding="utf-8")


def test_a_header_makes_statements() -> None:
    """Simple values of known keys only."""
    _, stated = markdown.read((CASES / "header.md").read_text(encoding="utf-8"))
    assert stated == (Meta("title", "What is [this]?", "header title"), Meta("published", "2016-09-29", "header date"))


def test_too_deep_or_too_long_is_read_as_text() -> None:
    """The parser drops what nests deeper than it goes, and is slow on long passages; so no word depends on it."""
    for text in ("> " * 30 + "words", "- " * 30 + "words", "![" * 20_000 + "words"):
        found, _ = markdown.read(text)
        assert "".join(line.text + line.end for line in found) == text


@pytest.mark.parametrize(
    "unit",
    ["[", "![", "](", "[a](", "[x][", ">", "*a ", "**x _", "`a``", "<", "<a b ", "&", "\\", "|a", "- ", "a\n-\n"],
)
def test_hostile_bodies_cost_little(unit: str) -> None:
    """15 kB of each."""
    begin = time.perf_counter()
    assert markdown.read(unit * (15_000 // len(unit)) + " words")[0]
    assert time.perf_counter() - begin < 10


@given(st.lists(st.from_regex(r"[a-z]+( [a-z]+)*", fullmatch=True), min_size=1))
def test_paragraphs_are_lines(paragraphs: list[str]) -> None:
    """Plain words come back as they were, numbered from 1."""
    found, stated = markdown.read("\n\n".join(paragraphs))
    assert [(line.number, line.text) for line in found] == list(enumerate(paragraphs, 1))
    assert stated == ()
