"""HTML: each page of cases/html has its lines beside it as `hint | text`."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.read import html

CASES = sorted((Path(__file__).parent / "cases" / "html").glob("*.html"))


def _lines(text: str) -> list[str]:
    """Return the texts of a page's lines."""
    return [line.text for line in html.visible(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_lines_as_a_reader_sees_them(case: Path) -> None:
    """The expected lines stand in the file beside the case."""
    found = html.visible(case.read_text(encoding="utf-8"))
    shown = "".join(f"{line.hint} | {line.text}\n" for line in found)
    assert shown == case.with_suffix(".lines").read_text(encoding="utf-8")


def test_lines_are_numbered_and_end_with_a_line_feed() -> None:
    """A page has no line breaks of its own that mean anything."""
    assert [(line.number, line.end) for line in html.visible("<p>a<p>b")] == [(1, "\n"), (2, "\n")]


@pytest.mark.parametrize("text", ["", "<p></p>", "<p> \n </p><br>", "<script>x</script>", "<!-- x -->"])
def test_nothing_to_see_is_no_line(text: str) -> None:
    """White space alone is no line."""
    assert _lines(text) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("<p><a>all of it</a></p>", "p a"),
        ("<p><a>part</a> of it</p>", "p"),
        ("<p><a>one</a> <a>two</a></p>", "p"),
        ("<div><b><i>x</i> y</b></div>", "div b"),
        ("<li> <a>x</a> </li>", "li a"),
    ],
)
def test_the_hint_ends_with_what_holds_all_of_the_line(text: str, hint: str) -> None:
    """So that a line that is nothing but a link can be told."""
    (line,) = html.visible(text)
    assert line.hint == hint


def test_hints_stay_short_however_deep_the_page() -> None:
    """The innermost elements say most."""
    (line,) = html.visible(f"<div class='{'c' * 1000}'>" * 1000 + "x")
    assert len(line.hint.split()) == html.MAX_HINT
    assert len(line.hint) <= html.MAX_HINT * (html.MAX_WORD + 1)


@pytest.mark.parametrize(
    "unit",
    [
        "<div>x", "<b>", "</b>", "<!--", "<!-- x>", "<a ", "<a b='", "<a b=\"x>", "<a =", "<a /", "<?", "<!",
        "<![CDATA[", "<![CDATA[x]>", "<![x", "</", "&", "&#", "<script>", "<title>", "<table><tr>", "<p><b><i>", "<br>",
        "<td>x",
    ],
)  # fmt: skip
def test_hostile_pages_cost_no_more_than_their_length(unit: str) -> None:
    """200 kB of each, 100,000 levels deep at most, in seconds and without running out of stack."""
    begin = time.perf_counter()
    html.visible(unit * (200_000 // len(unit)))
    assert time.perf_counter() - begin < 20


@pytest.mark.parametrize("attribute", ["a{}=v", "a{}", "a{}='v > w'", 'a{}="v"', "a=v{}"])
def test_a_tag_of_many_attributes_costs_no_more_than_its_length(attribute: str) -> None:
    """The parser goes through all before with each further one; the first say what the element is, its words stay."""
    many = " ".join(attribute.format(i) for i in range(100_000))
    begin = time.process_time()
    found = html.visible(f"<p id=x {many}>words</p><p>more")
    assert time.process_time() - begin < 1
    assert [(line.hint, line.text) for line in found] == [("p#x", "words"), ("p", "more")]


def test_it_is_counted_how_many_tags_are_cut() -> None:
    """A long attribute is read whole."""
    many = " ".join(f"a{i}=v" for i in range(5_000))
    assert html.cut(f"<p {many}>words<p {many}>more<p class='{many}'>and more") == 2


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{'word ' * 5_000}</p><p>{'word ' * 5_000}",
        f"{'word ' * 5_000}<p>x",
        f"<p class='{'c ' * 20_000}'>{'word ' * 5_000}</p>",
        f"<img src='{'A' * 20_000}'>{'word ' * 5_000}",
    ],
)
def test_long_words_between_tags_are_no_attributes(page: str) -> None:
    """Only what stands inside a tag is cut."""
    assert sum(line.text.count("word") for line in html.visible(page)) == page.count("word")


@pytest.mark.parametrize("text", ["<?xml version='1.0'?><feed><p>words</p></feed>", "https://example.org", "page.html"])
def test_what_does_not_look_like_a_page_is_read_all_the_same(text: str) -> None:
    """The parser's advice to programmers is nothing to tell an editor."""
    assert _lines(text)


@given(st.text(alphabet="<>/!-[]?&;='\" abpdivscript\n"))
def test_any_markup_is_read(text: str) -> None:
    """No line is blank outside preformatted text, and none holds a line break."""
    for line in html.visible(text):
        assert line.text.strip()
        assert not set(line.text) & {"\n", "\r"}


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1), min_size=1))
def test_words_outside_markup_are_kept(words: list[str]) -> None:
    """What is escaped as HTML asks comes back as it was."""
    page = "".join(f"<p>{word.replace('&', '&amp;').replace('<', '&lt;')}</p>" for word in words)
    assert _lines(page) == words
