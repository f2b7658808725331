"""Every rule takes its examples and leaves its look-alikes."""

import sys
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean.rules import ODD_SPACES, SPACES, MarkupRule, Rule, Zone, markup_rules, phrase_rules, plain, plains
from variorum.model import Role


def examples(rule: Rule | MarkupRule) -> list[tuple[Rule | MarkupRule, str, bool]]:
    return [(rule, line, True) for line in rule.removes] + [(rule, line, False) for line in rule.keeps]


PHRASES = [example for rule in phrase_rules() for example in examples(rule)]
MARKUP = [example for rule in markup_rules() for example in examples(rule)]


@pytest.mark.parametrize(("rule", "line", "taken"), PHRASES, ids=lambda value: getattr(value, "name", value))
def test_phrase_rule_keeps_to_its_examples(rule: Rule, line: str, taken: bool) -> None:
    assert rule.takes(plain(line)) is taken


@pytest.mark.parametrize(("rule", "hint", "taken"), MARKUP, ids=lambda value: getattr(value, "name", value))
def test_markup_rule_keeps_to_its_examples(rule: MarkupRule, hint: str, taken: bool) -> None:
    assert rule.takes(hint) is taken


@pytest.mark.parametrize("rule", [*phrase_rules(), *markup_rules()], ids=lambda rule: rule.name)
def test_rule_is_well_formed(rule: Rule | MarkupRule) -> None:
    assert len(rule.removes) >= 2
    assert len(rule.keeps) >= 1
    assert rule.role in get_args(Role)
    assert rule.why[0].islower()
    assert not rule.why.endswith(".")


def test_names_are_unique() -> None:
    names = [rule.name for rule in phrase_rules()] + [rule.name for rule in markup_rules()]
    assert len(names) == len(set(names))


def test_zones_are_known() -> None:
    assert {zone for rule in phrase_rules() for zone in rule.where} <= set(get_args(Zone))


def test_a_long_line_is_no_furniture() -> None:
    assert not any(rule.takes("advertisement " * 100) for rule in phrase_rules())


@given(st.lists(st.text(st.characters(exclude_characters="\n")), min_size=1))
def test_many_lines_are_made_plain_as_each_alone(lines: list[str]) -> None:
    assert plains(lines) == [plain(line) for line in lines]


def test_every_space_a_line_is_rid_of_is_known() -> None:
    assert set(ODD_SPACES) == {chr(code) for code in range(sys.maxunicode) if SPACES.fullmatch(chr(code))} - {" ", "\n"}
