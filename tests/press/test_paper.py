"""The whole edition as one page: every word and note there, every link and id right, nothing that runs or asks."""

import base64
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from lxml import html
from markupsafe import Markup
from tests.conftest import ROOT
from tests.pages.machines import HERE, made, texts

from variorum import edition, read
from variorum.cli import main
from variorum.language import find
from variorum.model import Edition
from variorum.pages import book, home
from variorum.press import paper

WHEN = "2024-05-06T07:08:09Z"
ASKING = "//script | //img | //iframe | //link[not(starts-with(@href, 'assets/'))] | //*[@onclick or @onload]"


def seeds() -> Edition:
    return replace(edition.build(read.sources(ROOT)), site=HERE)


def opened(page: str) -> html.HtmlElement:
    """Return the page as a tree; asserts that each id stands once, that links find theirs, and that nothing runs."""
    tree = html.document_fromstring(page)
    ids = tree.xpath("//@id")
    assert len(set(ids)) == len(ids)
    ends = {href.removeprefix("#") for href in tree.xpath("//a/@href") if not href.startswith(("http", "index.html"))}
    assert ends <= set(ids)
    assert tree.xpath(ASKING) == []
    return tree


@pytest.fixture(scope="module")
def whole() -> Edition:
    return seeds()


@pytest.fixture(scope="module")
def tree(whole: Edition) -> html.HtmlElement:
    page = paper.render(whole, WHEN)
    assert page == paper.render(seeds(), WHEN), "the same edition, the same page"
    return opened(page)


def text_of(element: html.HtmlElement) -> str:
    return "".join(element.text_content().split())


def test_every_article_is_there_with_its_words_in_their_order(whole: Edition, tree: html.HtmlElement) -> None:
    for number, article in enumerate(whole.articles, 1):
        (section,) = tree.xpath(f"//section[@id='article-{number}']")
        for sup in section.iter("sup"):
            sup.text = ""
        text, at = text_of(section), 0
        for paragraph in article.paragraphs:
            words = "".join(article.text[paragraph.span.start : paragraph.span.end].split())
            at = text.index(words, at) + len(words)


def test_every_note_has_its_words_and_leads_there_and_back(whole: Edition, tree: html.HtmlElement) -> None:
    notes = tree.xpath("//*[@role='doc-footnote']")
    standing = {note.annotation.id for note in whole.notes if note.annotation.status != "superseded"}
    assert len(notes) >= len(standing) > 0
    for note in notes:
        assert note.xpath(".//q")[0].text_content()
        (back,) = note.xpath(".//a[@role='doc-backlink']/@href")
        (mark,) = tree.xpath(f"//a[@id='{back.removeprefix('#')}']")
        assert mark.get("href") == f"#{note.get('id')}"


def test_events_glossary_and_sources_follow(whole: Edition, tree: html.HtmlElement) -> None:
    order = tree.xpath("//section[contains(@class, 'chapter')]/@id")
    assert order[-3:] == ["events", "glossary", "sources"]
    assert order[:-3] == [f"article-{number}" for number in range(1, len(whole.articles) + 1)]
    said = {name: tree.xpath(f"//section[@id='{name}']")[0].text_content() for name in order[-3:]}
    for event in whole.sources.events:
        for part in (event.name, *(f.measure for f in event.figures), *(a.claim for a in event.attributions)):
            assert part in said["events"]
    assert all(entry.name in said["glossary"] for entry in whole.sources.entries)
    assert all(article.seed.sha256 in said["sources"] for article in whole.articles)


def test_the_title_page_says_what_it_is_and_of_when(whole: Edition, tree: html.HtmlElement) -> None:
    (title,) = tree.xpath("//header[@class='titlepage']")
    assert title.xpath("h1")[0].text_content() == HERE.name
    assert f"{len(whole.articles)} articles" in title.text_content()
    assert "Last changed on 6 May 2024." in title.text_content()
    assert len(tree.xpath("//h1")) == 1
    unknown = opened(paper.render(whole, ""))
    assert "Last changed" not in unknown.text_content()


@settings(max_examples=15)
@given(texts, texts)
def test_hostile_words_stay_words(title: str, said: str) -> None:
    facts = {name: (value, "stated") for name, value in (("title", title), ("author", said), ("outlet", said))}
    page = paper.render(made(facts, said=said, lang="x y"), WHEN)  # type: ignore[arg-type] # a literal
    tree = opened(page)
    assert tree.xpath("//b[not(ancestor::caption)]") == []
    assert len(tree.xpath("//style")) == 1


@pytest.mark.parametrize("title", ['"} body {display: none}', "a\\", "</style><b>", "a\nb", "x " * 200, "لا"])
def test_a_title_that_runs_along_the_top_ends_no_string(title: str) -> None:
    rule = paper.running(book.Chapter("article-1.xhtml", title, Markup(""), "chapter"))
    content = r'"([\w .,;:…-]|\\[0-9a-f]+ )*"'
    assert re.fullmatch(rf"@page article-1 \{{ @top-center \{{ content: {content}; direction: ltr; \}} \}}\n", rule)


def test_a_page_in_arabic_runs_from_right_to_left(whole: Edition) -> None:
    arabic = find("ar")
    assert arabic
    tree = opened(paper.render(whole, WHEN, arabic))
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert {section.get("dir") for section in tree.xpath("//section[starts-with(@id, 'article-')]")} == {"ltr"}
    assert tree.xpath("//section[@id='events']/@dir") == ["rtl"]


def test_a_site_has_it_up_to_a_size(whole: Edition, tmp_path: Path) -> None:
    (first,) = home.render(whole)
    assert f'href="{home.WHOLE}"' in first.html
    paper.write(tmp_path, whole, WHEN)
    assert opened((tmp_path / home.WHOLE).read_text(encoding="utf-8")).xpath("//a[@href='index.html']")
    (tmp_path / home.WHOLE).unlink()
    first_, *others = whole.articles
    large = replace(whole, articles=(replace(first_, text=first_.text.ljust(home.MOST_SIGNS)), *others))
    (first,) = home.render(large)
    assert home.WHOLE not in first.html
    paper.write(tmp_path, large, WHEN)
    assert not list(tmp_path.iterdir())


def test_the_command_writes_a_new_file_that_stands_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "edition.html"
    assert main(["-C", str(ROOT), "export", str(target), "--paper"]) == 0
    assert "5 articles" in capsys.readouterr().out
    page = target.read_text(encoding="utf-8")
    assert opened(page).xpath("//link") == []
    assert set(re.findall(r"url\(\"?([a-z]*)", page)) == {"data"}
    serif = base64.b64decode(re.findall(r"base64,([^\"]+)", page)[0])
    assert {ord("ğ"), ord("ö")} <= set(TTFont(BytesIO(serif)).getBestCmap())  # Erdoğan, Todenhöfer
    assert main(["-C", str(ROOT), "export", str(target), "--paper"]) == 2
    assert target.read_text(encoding="utf-8") == page
