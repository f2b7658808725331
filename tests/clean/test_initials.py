"""The initials of a phrase leave out no line the phrase takes."""

import pytest

from variorum.clean.initials import alternatives, initial, initials
from variorum.clean.rules import kinds, phrase_rules, plain


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("home", "h"),
        ("(by|von) x", "bv"),
        ("(the )?news", "tn"),
        (r"\d+ min", "0"),
        ("[-−]?x", "-−x"),
        ("(?-i:AP|Reuters)", "ar"),
        (r"\+1", "+"),
        ("a|b(c|d)|[ef]g", "abef"),
        ("x{0,2}y", "xy"),
    ],
)
def test_initials(pattern: str, first: str) -> None:
    assert initials(pattern) == frozenset(first)


@pytest.mark.parametrize("pattern", [".x", r"\w+", "[a-z]x", "(a)?", "(?=x)y", "(a|.)b", "[^x]y", ""])
def test_where_any_character_may_begin(pattern: str) -> None:
    assert initials(pattern) is None


@pytest.mark.parametrize(("text", "first"), [("Home", "h"), ("٣ min", "0"), ("ılık", "i"), ("İletişim", "i"), ("", "")])
def test_initial_of_a_line(text: str, first: str) -> None:
    assert initial(text) == first


def test_alternatives_stand_between_the_outermost_bars() -> None:
    assert alternatives(r"a(b|c)|[|]d|\|e") == ["a(b|c)", "[|]d", r"\|e"]


EXAMPLES = [plain(line) for rule in phrase_rules() for line in rule.removes + rule.keeps]


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_rule_that_takes_a_line_is_found_by_its_initial(line: str) -> None:
    assert kinds(line) == tuple(rule for rule in phrase_rules() if rule.takes(line))
