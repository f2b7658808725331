"""Notes on the page: every passage is marked and leads to its notes and back, and the text stays the article's."""

from typing import Literal

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.content import text_content

from variorum import edition, read
from variorum.model import Annotation, AnnotationKind, Edition, Quote, Record, Sources
from variorum.pages import article, notes
from variorum.pages.prose import untrusted
from variorum.read.record import parse

PROSE = (
    "A Title of Five Words\n\nThe council met for nine hours on Monday, and when the doors opened nobody spoke.\n\n"
    "The mayor left by the garden gate, and the clerk by the door, which was open all day long.\n"
)
WORDS = (
    "nine hours",
    "hours on Monday, and",
    "when the doors",
    "nobody spoke.\n\nThe mayor left",
    "the garden gate",
    "A Title",
)


def made(*annotations: Annotation, text: str = PROSE, record: Record | None = None) -> Edition:
    seed = read.text_seed(text, "a", "seeds/a.txt")
    return edition.build(Sources((seed,), (record,) if record else (), (), annotations=annotations))


def note(number: int, *words: str, superseded: bool = False) -> Annotation:
    on = tuple(Quote("a", w) for w in words)
    kind: AnnotationKind = "context" if number % 2 else "question"
    status: Literal["open", "superseded"] = "superseded" if superseded else "open"
    return Annotation(f"a/n{number}", "n.md", "a", on, kind, "A. Reader", status=status, body="A *note*.")


def page(found: Edition) -> str:
    return str(next(article.render(found)).html)


def text(html: str) -> str:
    return text_content(html, "v-headline") + text_content(html, "v-body")


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True), max_size=5))
def test_notes_however_they_overlap_leave_the_text_and_have_links_there_and_back(quotes: list[list[str]]) -> None:
    found = made(*(note(i, *words) for i, words in enumerate(quotes)))
    html = page(found)
    soup = BeautifulSoup(html, "html.parser")
    assert text(html) == found.articles[0].text
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert len(soup.select("li[id^=note-]")) == len(quotes)
    for link in soup.select("a.v-note, a.v-back"):
        assert str(link["href"])[1:] in ids
    assert not soup.select("a a")
    covered = {number for link in soup.select("a.v-note") for number in str(link["data-notes"]).split()}
    assert covered == {str(i) for i in range(1, len(quotes) + 1)}


def test_a_note_over_a_correction_keeps_both() -> None:
    record = parse("---\ncorrections:\n  - {as_printed: doors opened, read: door opened}\n---\n", "a", "a.md")
    assert isinstance(record, Record)
    found = made(note(1, "when the doors"), record=record)
    soup = BeautifulSoup(page(found), "html.parser")
    assert len(soup.select("#printed-1")) == 1
    assert not soup.select("a a")
    assert text(page(found)) == found.articles[0].text


def test_a_note_without_a_certain_place_is_listed_and_marks_nothing() -> None:
    found = made(note(1, "the mayor had slept"), note(2, "nine hours", superseded=True))
    assert not BeautifulSoup(page(found), "html.parser").select(".v-note")
    listed = BeautifulSoup(str(next(notes.render(found)).html), "html.parser")
    assert "the mayor had slept" in listed.select("#orphans ~ ul")[0].text
    assert "nine hours" in listed.select("#replaced ~ ul")[0].text


def test_a_note_cannot_bring_markup_of_its_own() -> None:
    html = untrusted(
        "<script>x</script> [a](javascript:x) ![p](http://e.x/p.png) [b](http://e.x) <b onclick=x>c</b>\n\n# big"
    )
    soup = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"p", "a"}
    assert [link.get("href") for link in soup.find_all("a") if link.get("href")] == ["http://e.x/p.png", "http://e.x"]
