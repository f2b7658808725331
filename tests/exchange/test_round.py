"""What leaves comes back the same: through both forms and through a file."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.exchange.samples import made, notes, placeless

from variorum import exchange, read
from variorum.edition import build
from variorum.exchange import FORMS, Form, file, rules
from variorum.model import Annotation
from variorum.read.annotation import parse

SITE = st.sampled_from(["", "https://example.org/news", "https://example.org/"])


def back(form: Form, annotation: Annotation, site: str) -> list[exchange.arrive.Taken]:
    edition = made(annotation)
    return exchange.take(exchange.write(edition, form, edition.notes, site=site), edition, "f", site=site)


@settings(deadline=None, max_examples=300)
@given(notes(), st.sampled_from(FORMS), SITE)
def test_a_note_that_left_comes_back_the_same(annotation: Annotation, form: Form, site: str) -> None:
    (taken,) = back(form, annotation, site)
    assert taken.annotation == annotation
    assert {loss.fate for loss in taken.losses} <= {"unplaced"}


@settings(deadline=None, max_examples=300)
@given(notes())
def test_a_file_says_what_the_note_says(annotation: Annotation) -> None:
    found = parse(file.compose(annotation), annotation.id, "note.md")
    assert isinstance(found, Annotation), found
    assert placeless(found) == annotation


@settings(deadline=None)
@given(st.lists(notes(), max_size=4, unique_by=lambda note: note.id), SITE)
def test_what_is_written_keeps_the_rules_of_the_model(annotations: list[Annotation], site: str) -> None:
    edition = made(*annotations)
    for article in (None, *edition.articles):
        said = json.loads(exchange.write(edition, "w3c", exchange.notes_on(edition, article), article, site))
        assert not list(rules.collection(said))
        assert not list(rules.page(said["first"], within=True))
        for one in said["first"]["items"]:
            assert not list(rules.annotation({"@context": said["@context"], **one}))


@settings(deadline=None)
@given(notes(), SITE)
def test_positions_are_those_of_the_quotation_in_the_cleaned_text(annotation: Annotation, site: str) -> None:
    edition = made(annotation)
    texts = {article.id: article.text for article in edition.articles}
    (item,) = json.loads(exchange.write(edition, "w3c", edition.notes, site=site))["first"]["items"]
    for target, kept in zip(item["target"], edition.notes[0].targets, strict=True):
        quote, *position = target["selector"]
        placed = kept.anchor is not None and kept.anchor.verdict in ("exact", "moved")
        assert bool(position) == placed
        for where in position:
            text = texts[target["variorum:article"]]
            assert text[where["start"] : where["end"]] == quote["exact"]
            assert text[: where["start"]].endswith(quote.get("prefix", ""))
            assert text[where["end"] :].startswith(quote.get("suffix", ""))


@pytest.mark.parametrize("form", FORMS)
def test_an_edition_without_notes_is_a_file_without_annotations(form: Form) -> None:
    assert exchange.take(exchange.write(made(), form, []), made(), "f") == []


@pytest.mark.parametrize("form", FORMS)
def test_every_note_of_the_first_edition_comes_back(form: Form) -> None:
    first = build(read.sources(ROOT))
    assert first.notes
    found = exchange.take(exchange.write(first, form, first.notes), first, "f")
    assert [taken.annotation for taken in found] == [placeless(note.annotation) for note in first.notes]
    assert {loss.fate for taken in found for loss in taken.losses} <= {"unplaced"}
