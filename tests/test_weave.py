"""Weaving adds markup and nothing else."""

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.content import text_content
from variorum.model import Mark, Span
from variorum.weave import element, weave

HOSTILE = "<script>alert(1)</script> & \"quotes\" 'single' &amp; <!-- -->]]> \u202e\u2066"
# Text as cleaning leaves it: without NUL and CR, which no HTML page can carry.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"))


def content(markup: str) -> str:
    """Return the text content of HTML as Python's own parser sees it."""
    return text_content(f'<p class="all">{markup}</p>', "all")


@given(TEXT, st.data())
def test_text_content_is_the_text(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(place, place).map(sorted), max_size=4))
    marks = [
        Mark(Span(a, b), ("mark", "a")[n % 2], (("title", text), ("id", f"i{n}"))) for n, (a, b) in enumerate(spans)
    ]
    woven = weave(text, Span(0, len(text)), marks)
    assert content(woven) == text
    assert [woven.count(f'id="i{n}"') for n in range(len(marks))] == [int(a < b) for a, b in spans]


def test_hostile_text_is_text() -> None:
    woven = weave(HOSTILE, Span(0, len(HOSTILE)))
    assert BeautifulSoup(woven, "html.parser").find("script") is None
    assert content(woven) == HOSTILE


def test_marks_stand_around_their_words() -> None:
    assert weave("one two", Span(0, 7), [Mark(Span(4, 7), "b")]) == "one <b>two</b>"


def test_overlapping_marks_are_cut_into_segments() -> None:
    marks = [Mark(Span(0, 4), "b"), Mark(Span(2, 6), "i")]
    assert weave("abcdef", Span(0, 6), marks) == "<b>ab<i>cd</i></b><i>ef</i>"


def test_a_mark_within_another_stands_whole_inside_it() -> None:
    marks = [Mark(Span(2, 3), "i"), Mark(Span(0, 4), "b"), Mark(Span(0, 4), "u"), Mark(Span(3, 4), "s")]
    assert weave("abcd", Span(0, 4), marks) == "<b><u>ab<i>c</i><s>d</s></u></b>"


def test_the_id_of_a_cut_mark_stands_once() -> None:
    marks = [Mark(Span(0, 4), "b"), Mark(Span(2, 6), "i", (("id", "x"), ("class", "c")))]
    assert weave("abcdef", Span(0, 6), marks) == '<b>ab<i id="x" class="c">cd</i></b><i class="c">ef</i>'
    assert weave("abcdef", Span(4, 6), marks) == '<i class="c">ef</i>'


def test_a_link_is_not_cut_by_what_is_none() -> None:
    marks = [Mark(Span(0, 4), "span", (("id", "x"),)), Mark(Span(2, 6), "a")]
    assert weave("abcdef", Span(0, 6), marks) == '<span id="x">ab</span><a><span>cd</span>ef</a>'


def test_marks_outside_the_span_are_left_out() -> None:
    assert weave("abcdef", Span(2, 4), [Mark(Span(0, 2), "b"), Mark(Span(3, 6), "i")]) == "c<i>d</i>"


def test_attributes_are_escaped() -> None:
    assert element("a", Markup("x"), [("title", '"><script>')]) == '<a title="&#34;&gt;&lt;script&gt;">x</a>'


def test_as_many_marks_as_one_likes_may_be_on_the_same_words() -> None:
    marks = [Mark(Span(0, 3), "span", (("id", str(number)),)) for number in range(2000)]
    html = weave("one two", Span(0, 7), marks)
    assert html.startswith('<span id="0"><span id="1">')
    assert html.count("<span ") == html.count("</span>") == 2000
    assert html.endswith("</span> two")
