"""A pattern that matches a line is never held back by the sieve."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean.rules import kinds, phrase_rules, plain
from variorum.clean.sieve import Sieve

EXAMPLES = [plain(line) for rule in phrase_rules() for line in rule.removes + rule.keeps]
# Every sign that rules.toml and credits.py use.
SIGNS = [
    *(r"\w+", r"\d{1,3}", r"[\w .-]*", r"[^\d]+", r".{0,3}", r"\.{2,3}", r"\x27x", r"\S+ \S+", "i.*", "k.*", "s.*"),
    *(r"(?!.*[.]$)a.*", r"b(?= ?(c|\(d\)|$)).*", r"é\b.*", r"(?-i:[A-Z])\w*"),
]
LINES = st.text(st.sampled_from("aAbcdéiıİſsKk1٣२ 。.'(−ह्é界"), max_size=6)


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_rule_that_takes_a_line_is_found(line: str) -> None:
    assert kinds(line) == tuple(rule for rule in phrase_rules() if rule.takes(line))


@given(LINES)
def test_a_line_that_matches_passes(line: str) -> None:
    matching = {k for k, sign in enumerate(SIGNS) if re.fullmatch(sign, line, re.IGNORECASE)}
    assert matching <= set(Sieve(SIGNS).passing(line))


@given(LINES)
def test_a_line_that_matches_in_part_passes(line: str) -> None:
    matching = {k for k, sign in enumerate(SIGNS) if re.search(sign, line, re.IGNORECASE)}
    assert matching <= set(Sieve(SIGNS, anywhere=True).passing(line))


def test_most_lines_pass_nothing() -> None:
    assert Sieve(["home( page)?", "read more.*"]).passing("The home page was rebuilt") == []


def test_a_lone_surrogate_is_a_character_like_others() -> None:
    assert Sieve(["a.b"]).passing("a\ud800b") == [0]
