"""Statements: what a page's markup states of the article, each with its place."""

import time
from pathlib import Path

import pytest

from variorum.model import Meta
from variorum.read import html, statements

PAGE = Path(__file__).parent / "cases" / "html" / "news-page.html"


def _stated(text: str) -> tuple[Meta, ...]:
    """Return what a page states."""
    return statements.stated(html.parse(text))


def test_every_statement_has_its_place() -> None:
    """Contradictions are kept: nothing is decided here. Broken JSON-LD states nothing and spoils nothing."""
    assert [(one.name, one.value, one.source) for one in _stated(PAGE.read_text(encoding="utf-8"))] == [
        ("lang", "en-GB", "html lang"),
        ("title", "Talks end & fighting resumes | The Example", "title"),
        ("url", "https://example.org/talks-end", "link canonical"),
        ("published", "2016-09-29", "time datetime"),
        ("title", "Talks end", "og:title"),
        ("outlet", "The Example", "og:site_name"),
        ("author", "A. Writer", "meta author"),
        ("published", "2016-09-29T10:00:00Z", "article:published_time"),
        ("title", "Talks end today", "JSON-LD headline"),
        ("author", "A. Writer", "JSON-LD author"),
        ("author", "B. Second", "JSON-LD author"),
        ("published", "2016-09-29", "JSON-LD datePublished"),
        ("outlet", "Example Ltd", "JSON-LD publisher"),
        ("lang", "en", "JSON-LD inLanguage"),
        ("outlet", "not a story", "JSON-LD WebSite"),
        ("author", "A. Writer", "rel author"),
    ]


@pytest.mark.parametrize(
    "json",
    ["", "null", "[]", "[" * 100_000, '{"a":' * 100_000, '"text"', '{"headline": 5}', "1" * 5000, '{"author": null}'],
)
def test_odd_json_states_nothing(json: str) -> None:
    """However deep or long."""
    assert _stated(f'<script type="application/ld+json">{json}</script>') == ()


def test_common_mistakes_in_json_are_mended() -> None:
    """Comment and CDATA wrappers, trailing commas, raw line breaks in texts."""
    for json in ('<!-- {"headline": "H",} -->', '//<![CDATA[\n{"headline": "H"}\n//]]>', '[{"headline": "\nH"}]'):
        assert _stated(f"<script type='application/ld+json'>{json}</script>") == (
            Meta("title", "H", "JSON-LD headline"),
        )


def test_values_are_one_line_and_not_endless() -> None:
    """What a page states goes into messages and tables."""
    (one,) = _stated(f"<title>a\n  b{'c' * 5000}</title>")
    assert one.value.startswith("a bc")
    assert len(one.value) == statements.MAX_VALUE


def _json_ld(text: str) -> list[tuple[str, str]]:
    """Return what JSON-LD states, with its places."""
    return [(one.value, one.source) for one in _stated(f'<script type="application/ld+json">{text}</script>')]


def test_what_json_ld_refers_to_is_looked_up() -> None:
    """As content systems write it: one graph, in which the author stands apart. Entities are characters."""
    graph = (
        '{"@graph": [{"@type": "Article", "headline": "H &amp; I", "author": {"@id": "#a"}, "publisher": {"@id": "#o"}}'
        ', {"@type": "Person", "@id": "#a", "name": "Ada Pell"}, {"@type": "Organization", "@id": "#b", "name": "B"}]}'
    )
    assert _json_ld(graph) == [("H & I", "JSON-LD headline"), ("Ada Pell", "JSON-LD author")]


def test_of_a_page_that_is_no_story_its_page_and_site_are_heard() -> None:
    page = (
        '[{"@type": "WebPage", "datePublished": "2021-03-04", "author": "A. Pell"}, {"@type": "WebSite", "name": "T"}]'
    )
    assert _json_ld(page) == [
        ("A. Pell", "JSON-LD WebPage author"),
        ("2021-03-04", "JSON-LD WebPage datePublished"),
        ("T", "JSON-LD WebSite"),
    ]


def test_further_stories_are_numbered_unless_they_are_the_same() -> None:
    stories = '[{"headline": "H"}, {"headline": "I", "author": "Other"}, {"headline": "H", "author": "Own"}]'
    assert ("Other", "JSON-LD author #2") in _json_ld(stories)
    assert ("Own", "JSON-LD author") in _json_ld(stories)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p itemprop=author>By <b itemprop=name>Ada Pell</b></p>", ["Ada Pell"]),
        ("<p><a rel=author>Ada</a> <a rel='author me'>Jon</a></p><p><a rel=author>Else</a>", ["Ada", "Jon"]),
        ("<span class='vcard author'>Ada Pell</span>", ["Ada Pell"]),
        ("<span itemprop=author content='Ada Pell'></span>", ["Ada Pell"]),
        ("<div class=comment><b class=author>A Reader</b></div>", []),
        ("<div id=related-stories><a rel=author>Else</a></div>", []),
        ("<b class=coauthor>Else</b>", []),
        ("<b class=author></b>", []),
    ],
)  # fmt: skip
def test_elements_are_marked_as_the_author(page: str, found: list[str]) -> None:
    """By itemprop, rel or class; not in comments, nor in links to other stories."""
    assert [one.value for one in _stated(page)] == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<time datetime=2021-03-04>", [("2021-03-04", "time")]),
        ("<time datetime=2021-03-04>4</time><time datetime=2021-03-04T10:00Z>", [("2021-03-04", "time")]),
        ("<time datetime=2021-03-04>4</time><time datetime=2021-03-05>", []),
        ("<time class=updated datetime=2021-03-04>", []),
        ("<time datetime=soon>", [("soon", "time")]),
        ("<li class=comment><time datetime=2021-03-04>", []),
        ("<time class=posted datetime=2021-03-04>4</time><time datetime=2021>", [("2021-03-04", "time datetime")]),
    ],
)  # fmt: skip
def test_a_time_is_that_of_publication_where_it_says_so_or_is_alone(page: str, found: list[tuple[str, str]]) -> None:
    assert [(one.value, one.source) for one in _stated(page)] == found


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Lights out - The Tide", ["The Tide"]),
        ("Lights out | News | The Tide", ["The Tide"]),
        ("Lights out", []),
        ("The Tide - Lights out", []),
        ("Lights out-of-order", []),
        ("Lights out on Monday - a day on the quay", []),
    ],
)
def test_behind_its_headline_a_title_names_the_outlet(title: str, outlet: list[str]) -> None:
    found = _stated(f"<title>{title}</title><h1>Lights out</h1>")
    assert [one.value for one in found if one.name == "outlet"] == outlet


@pytest.mark.parametrize(
    "unit", ["<p itemprop=author>", "<b class=author>x</b>", "<time datetime=2>", "<h1>x", "<i id=a rel=author>"]
)
def test_marks_without_end_cost_no_more_than_their_length(unit: str) -> None:
    begin = time.process_time()
    _stated(unit * 20_000)
    assert time.process_time() - begin < 5
