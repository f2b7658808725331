"""Where lines were taken out: each has a mark in the article, and both lead to one another."""

import re
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from tests.content import text_content

from variorum import edition, read
from variorum.clean.draft import DOUBTFUL
from variorum.model import Article, Edition, FurnitureRule, Record, Sources
from variorum.pages import removed, rules
from variorum.pages.article import woven
from variorum.pages.cuts import Cut, cuts

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
TAIL = f"- Advertisement -\n\n{PROSE} It adjourned.\n\nRead more\n"
PAGE = f"12°C\n\nLoading...\n\nA Title of Five Words\n\n{PROSE}\n\n{TAIL}"
LINES = (PROSE, f"{PROSE} Again.", "Loading...", "", "A Short Line", "Read more")


def made(text: str, rights: Literal["full", "none"] = "full") -> Article:
    record = Record("a", "docs/articles/a.md", rights=rights)
    return edition.build(Sources((read.text_seed(text, "a", "seeds/a.txt"),), (record,), ())).articles[0]


def html(article: Article) -> str:
    return "".join(woven(article, []))


def test_cuts_stand_before_the_paragraph_that_follows_or_at_the_end() -> None:
    article = made(PAGE)
    title, _, last = (p.id for p in article.paragraphs)
    assert cuts(article) == [Cut(1, 2, title), Cut(9, 1, last), Cut(13, 1, "")]


def test_each_removed_line_and_its_place_lead_to_one_another() -> None:
    article = made(PAGE)
    page, ledger = html(article), next(iter(removed.render(Edition(Sources((), (), ()), (article,))))).html
    ids = set(re.findall(r'id="(cut-\d+)"', page))
    assert ids == {"cut-1", "cut-9", "cut-13"}
    assert set(re.findall(r'href="\.\./articles/a\.html#(cut-\d+)"', ledger)) == ids
    for number in re.findall(r'href="\.\./removed/a\.html#line-(\d+)"', page):
        assert f'id="line-{number}"' in ledger
    assert page.count('data-said="2 lines removed"') == 1


@given(
    st.lists(st.sampled_from([PROSE, f"{PROSE} Again.", "Loading...", "", "A Short Line", "Read more"]), max_size=14)
)
def test_marks_have_no_words_and_every_place_is_there(lines: list[str]) -> None:
    article = made("\n".join(lines))
    page = html(article)
    assert text_content(f'<div class="x">{page}</div>', "x") == article.text
    places = [row.place for row in removed.rows(article) if row.place]
    assert all(f'id="{place}"' in page for place in places)
    assert len(re.findall(r'id="cut-', page)) == len(set(re.findall(r'id="(cut-\d+)', page)))


def test_an_article_whose_text_is_not_published_has_no_marks() -> None:
    assert "v-cut" not in html(made(PAGE, "none"))


def test_lines_in_doubt_are_marked_so() -> None:
    article = made("Only a line\n\nand another one")
    assert [entry.rule for entry in article.ledger.lines if entry.kept and entry.rule in DOUBTFUL] == ["doubtful"]
    page = next(iter(removed.render(Edition(Sources((), (), ()), (article,))))).html
    assert page.count("in doubt</span>") == 1
    assert "1 kept line is in doubt" in page


def test_own_rules_stand_on_the_page_of_rules() -> None:
    rule = FurnitureRule("ours", "ad", "is <our> ad", ("Ad of 5",), ("an ad",), pattern="Ad of #", path="x.md")
    page = next(iter(rules.render(Edition(Sources((), (), (), furniture=(rule,)), ())))).html
    assert 'id="rule-ours"' in page
    assert "is &lt;our&gt; ad" in page
    assert "Ad of #" in page


def test_the_page_of_what_was_removed_has_no_character_that_no_page_can_carry() -> None:
    seed = read.text_seed(
        "The Storm\n\nThe council met for nine hours on Mon\x00day, said the mayor.\n", "a", "seeds/a.txt"
    )
    made = {page.path: page.html for page in removed.render(edition.build(Sources((seed,), (), ())))}
    assert "\x00" not in made["removed/a.md"]
    assert "Mon\ufffdday" in made["removed/a.md"]
