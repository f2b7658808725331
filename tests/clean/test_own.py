"""An edition's own rules: what a line and a pattern take, for which pages, and before the package's own rules."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum import edition
from variorum.clean import own
from variorum.clean.rules import LONGEST, plain
from variorum.errors import ContentError
from variorum.lines import split
from variorum.model import Evidence, Fact, FurnitureRule, Meta, Record, Seed, Sources
from variorum.read import phrases, schema

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
PAGE = f"A Title of Five Words\n\n{PROSE}\n\nSupport for us begins at £3 a month, she said.\n\n{PROSE} It adjourned.\n"


def rule(pattern: str = "", line: str = "", source: str = "") -> FurnitureRule:
    return FurnitureRule("ours", "subscribe", "asks for money", (), (), line, pattern, source)


@pytest.mark.parametrize(
    ("pattern", "text", "taken"),
    [
        ("Support us*", "support us", True),
        ("Support us*", "» Support us from £3 a month »", True),
        ("Support us*", "They support us", False),
        ("*a month", "Support us from £3 a month", True),
        ("*a*a*", "a", False),
        ("*a*a*", "xaxax", True),
        ("a*b*b", "ab", False),
        ("a*b*b", "a b c b", True),
        ("# comments", "1,204 comments", True),
        ("# comments", "12:30 comments", True),
        ("# comments", "two comments", False),
        ("# comments", "1 2 comments", False),
        ("# of #", "3 of 12", True),
        ("What? (new)", "what? (NEW)", True),
        (".*", "anything", False),
        ("[a-z]+ \\d", "abc 5", False),
        ("قراءة *", "قراءة المزيد", True),
        ("阅读*", "阅读全文", True),
    ],
)
def test_a_star_is_any_words_and_a_hash_a_number(pattern: str, text: str, taken: bool) -> None:
    assert own.takes(rule(pattern), plain(text)) is taken


def test_a_line_is_compared_whole_without_case_marks_and_white_space() -> None:
    assert own.takes(rule(line="  Support   US »"), plain("- support us -"))
    assert not own.takes(rule(line="Support us"), plain("Support us now"))


@given(st.text(max_size=60))
def test_a_line_takes_itself(text: str) -> None:
    if plain(text):
        assert own.takes(rule(line=text), plain(text))


@given(st.text(alphabet="ab*# 1", max_size=12), st.text(alphabet="ab1 ", max_size=20))
def test_patterns_mean_what_a_search_by_hand_finds(pattern: str, text: str) -> None:
    stars = own.plain_pattern(pattern)
    if "#" not in stars and stars:
        assert own.takes(rule(pattern), text) is by_hand(stars.split("*"), text)


def by_hand(pieces: list[str], text: str) -> bool:
    if len(pieces) == 1:
        return text == pieces[0]
    if not text.startswith(pieces[0]):
        return False
    rest = text[len(pieces[0]) :]
    return any(by_hand(pieces[1:], rest[n:]) for n in range(len(rest) + 1))


def test_no_pattern_can_run_for_ever() -> None:
    hostile = rule("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")
    before = time.process_time()
    assert not any(own.takes(hostile, "a" * LONGEST) for _ in range(100))
    assert time.process_time() - before < 1


def built(source: str, id_: str = "a", record: Record | None = None, *meta: Meta) -> str:
    seed = Seed(id_, f"seeds/{id_}.txt", split(PAGE), "utf-8", "", 0, meta)
    rules = (rule("Support for us begins at £# a month*", source=source),)
    return edition.build(Sources((seed,), (record,) if record else (), (), furniture=rules)).articles[0].text


def test_rules_apply_to_their_source_only() -> None:
    url = Meta("url", "https://www.Example.org/2016/a", "og:url")
    site = Meta("outlet", "The Harbour  Gazette", "og:site_name")
    said = Record("a", "docs/articles/a.md", (Fact("url", "http://m.example.org/", Evidence("stated")),))
    assert "Support" not in built("")
    assert "Support" not in built("example.org", "a", None, url)
    assert "Support" not in built("https://www.example.org/", "a", None, url)
    assert "Support" not in built("example.org", "a", said)
    assert "Support" not in built("the harbour gazette", "a", None, site)
    assert "Support" not in built("news/2016", "news/2016/a")
    assert "Support" not in built("news", "news/2016/a")
    assert "Support" in built("example.com", "a", None, url)
    assert "Support" in built("news", "newspaper/a")


def test_the_ledger_names_the_rule() -> None:
    seed = Seed("a", "seeds/a.txt", split(PAGE), "utf-8", "", 0)
    article = edition.build(Sources((seed,), (), (), furniture=(rule("support for us*"),))).articles[0]
    entry = article.ledger.lines[4]
    assert (entry.kept, entry.role, entry.rule, entry.reason) == (False, "subscribe", "ours", "asks for money")


def test_the_example_of_the_schema_is_a_good_file() -> None:
    example = schema.load("furniture")["properties"]["rules"]["examples"][0]
    found = phrases.parse(f"---\nrules: {example}\n---\nWhere it was seen.\n".replace("'", '"'), "x.md")
    assert [type(one) for one in found] == [FurnitureRule]


def test_unknown_keys_are_met_with_the_nearest_known_one(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\nsorce: x\nrules:\n  - {nmae: x}\n---\n", encoding="utf-8")
    found = [str(one) for one in phrases.load(tmp_path / "x.md", "x.md")]
    assert any(one.startswith("x.md:2:1: ") and "write 'source'" in one for one in found)
    assert any(one.startswith("x.md:4:6: ") and "write 'name'" in one for one in found)
    assert any("no key 'removes'" in one for one in found)


def test_a_rule_without_examples_is_refused() -> None:
    text = "---\nrules:\n  - {name: x, role: ad, why: is an ad, line: Ad, removes: [], keeps: [no ad]}\n---\n"
    (error,) = phrases.parse(text, "x.md")
    assert isinstance(error, ContentError)
    assert (error.line, error.rule) == (3, "header-value")
    assert error.expected == "a list of lines that the rule takes, at least one"
