"""The reading page: where the text stands, what is marked in it, and what is said of what is not known."""

import pytest
from tests.content import text_content

from variorum import edition, read
from variorum.model import Article, Correction, Edition, Position, Record, Sources
from variorum.pages import article as pages
from variorum.pages.article import direction, woven
from variorum.readings import readings

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
AT = Position(1, 1)


def made(text: str, *corrections: tuple[str, str]) -> Article:
    record = Record("a", "docs/articles/a.md", corrections=tuple(Correction(p, r, AT) for p, r in corrections))
    return edition.build(Sources((read.text_seed(text, "a", "seeds/a.txt"),), (record,), ())).articles[0]


def test_head_and_body_together_are_the_text() -> None:
    found = made(f"English\n\nA Title of Four Words\n\n{PROSE}\n\nA Heading\n\n{PROSE} And so on.")
    head, body = woven(found, [])
    assert text_content(f'<p class="x">{head}</p><p class="x">{body}</p>', "x") == found.text
    assert "<h1 " in head
    assert "<h2 " in body


def test_words_that_were_corrected_stay_as_printed_and_lead_to_the_reading() -> None:
    found = made(f"{PROSE} Kerryaccused him.", ("Kerryaccused", "Kerry accused"))
    _, body = woven(found, readings(found))
    assert 'href="#read-1"' in body
    assert ">Kerryaccused</a> him." in body
    page = next(iter(pages.render(Edition(Sources((), (), ()), (found,))))).html
    assert 'id="read-1"' in page
    assert "Kerry accused" in page


def test_every_place_of_a_slip_is_marked_and_overlapping_ones_once() -> None:
    found = made(f"{PROSE} aa b. {PROSE} aa b.", ("aa b", "a b"), ("aa", "a"))
    assert [found.text[r.span.start : r.span.end] for r in readings(found)] == ["aa b", "aa b"]
    assert [r.number for r in readings(found)] == [1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Hello שלום", "ltr"), ("שלום עולם ok", "rtl"), ("مرحبا", "rtl"), ("", "ltr"), ("123", "ltr")],
)
def test_the_direction_is_that_of_most_letters(text: str, expected: str) -> None:
    assert direction(text) == expected


def test_ids_of_paragraphs_survive_changes_elsewhere() -> None:
    other = PROSE.replace("nine", "ten")
    before = {p.id for p in made(f"{PROSE}\n\n{other}").paragraphs}
    grown = made(f"A Title of Four Words\n\n{PROSE} First.\n\n{PROSE}\n\n{other}")
    after = {p.id for p in grown.paragraphs}
    assert len(before) == 2
    assert before <= after
