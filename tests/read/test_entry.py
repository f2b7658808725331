"""Entries of the glossary: what a file says, and every mistake in it at its place."""

from pathlib import Path

import pytest

from variorum.errors import ContentError
from variorum.model import Alias, Entry, Position, Quote
from variorum.read import entry

FULL = """\
---
name: Samantha Power
sort: Power, Samantha
kind: person
aliases:
  - {text: Power, after: [Ambassador], not_before: [plant]}
  - ambassador Power
  - the ambassador
not: [ban]
words: [Powerful]
sources:
  - UN Charter
  - {article: a, quote: Power spoke}
lang: en
---
She spoke.

And more.
"""


def parsed(text: str, id: str = "x") -> Entry | list[str]:
    found = entry.parse(text, id, "x.md")
    return found if isinstance(found, Entry) else [f"{e.line}:{e.column}: {e.rule}: {e.found}" for e in found]


def test_an_entry_says_what_was_written() -> None:
    found = parsed(FULL, "power")
    assert isinstance(found, Entry)
    assert (found.id, found.name, found.sort, found.kind) == ("power", "Samantha Power", "Power, Samantha", "person")
    assert found.aliases == (
        Alias("Samantha Power", position=Position(2, 7)),
        Alias("Power", after=("Ambassador",), not_before=("plant",), position=Position(6, 5)),
        Alias("ambassador Power", position=Position(7, 5)),
        Alias("the ambassador", "any", position=Position(8, 5)),
    )
    assert (found.confusable, found.words, found.lang) == (("ban",), ("Powerful",), "en")
    assert found.sources == ("UN Charter",)
    assert found.passages == (Quote("a", "Power spoke", position=Position(13, 5)),)
    assert found.body == "She spoke.\n\nAnd more."


def test_the_name_stands_first_and_may_be_guarded_itself() -> None:
    found = parsed("---\nname: Ban\nkind: person\naliases: [B, {text: Ban, after: [Mr.]}]\n---\nHe.\n")
    assert isinstance(found, Entry)
    assert [alias.text for alias in found.aliases] == ["Ban", "B"]
    assert found.aliases[0].after == ("Mr.",)
    assert found.sort == "Ban"


@pytest.mark.parametrize(
    ("kind", "name", "case"),
    [
        ("term", "War crime", "any"),
        ("term", "Secretary of State", "exact"),
        ("person", "Kerry", "exact"),
        ("person", "war", "any"),
    ],
)
def test_a_name_in_small_letters_counts_in_any_case(kind: str, name: str, case: str) -> None:
    found = parsed(f"---\nname: {name}\nkind: {kind}\n---\nIt.\n")
    assert isinstance(found, Entry)
    assert found.aliases[0].case == case


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("kind: person", "2:1: header-key: no key 'name'"),
        ("name: A", "2:1: header-key: no key 'kind'"),
        ("name: A\nkind: animal", '3:7: header-value: "animal"'),
        ("name: A\nkind: term\nalias: [B]", '4:1: header-key: the unknown key "alias"'),
        ("name: A\nkind: term\naliases: [{text: B, befor: [c]}]", '4:21: header-key: the unknown key "befor"'),
        ("name: A\nkind: term\naliases: [{case: any}]", "4:11: header-key: no key 'text'"),
        ("name: A\nkind: term\nsources: [{article: b}]", "4:11: header-key: no key 'quote'"),
    ],
)
def test_a_mistake_in_the_header_is_found_where_it_stands(header: str, expected: str) -> None:
    found = parsed(f"---\n{header}\n---\nIt.\n")
    assert isinstance(found, list)
    assert any(line.startswith(expected) for line in found), found


def test_line_ends_of_windows_are_line_ends() -> None:
    found = parsed("---\r\nname: A\r\nkind: term\r\n---\r\nOne.\r\n\r\nTwo.\r\n")
    assert isinstance(found, Entry)
    assert found.body == "One.\n\nTwo."


def test_a_file_that_is_not_there_is_an_error() -> None:
    found = entry.load(entry_path := Path("nowhere.md"), "nowhere", str(entry_path))
    assert isinstance(found, tuple)
    assert isinstance(found[0], ContentError)
