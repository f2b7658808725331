"""Annotations from elsewhere: found by their address, placed by their words, and nothing lost without a word."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.samples import made

from variorum import exchange
from variorum.errors import ContentError
from variorum.exchange import file
from variorum.exchange.arrive import Taken

URL = "https://news.example.org/2024/council"
QUOTE = {"type": "TextQuoteSelector", "exact": "nine hours"}
WEB = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/1",
    "type": "Annotation",
    "motivation": "commenting",
    "creator": {"type": "Person", "name": "Jane"},
    "body": {"type": "TextualBody", "value": "Long.", "format": "text/markdown"},
    "target": {"source": URL, "selector": QUOTE},
}
ROW = {
    "id": "x1",
    "uri": URL,
    "text": "Long.",
    "tags": ["time"],
    "user": "acct:jane@hypothes.is",
    "created": "2024-03-01T00:00:00+00:00",
    "target": [{"source": URL, "selector": [QUOTE]}],
}


def take(data: object, site: str = "", **options: Any) -> list[Taken]:
    return exchange.take(json.dumps(data), made(), "file.json", site=site, **options)


def one(change: dict[str, Any], base: dict[str, Any] = WEB) -> Taken:
    (taken,) = take({**base, **change})
    return taken


def said(taken: Taken) -> dict[str, str]:
    return {f"{loss.what} {loss.fate}": loss.why for loss in taken.losses}


@pytest.mark.parametrize(
    "source",
    [
        URL,
        f"{URL}/",
        "http://NEWS.example.org/2024/council#top",
        "urn:variorum:article:a",
        "https://x.org/v/articles/a.html",
    ],
)
def test_an_article_is_found_by_any_of_its_addresses(source: str) -> None:
    (taken,) = take({**WEB, "target": {"source": source, "selector": QUOTE}}, site="https://x.org/v")
    assert taken.fate == "kept"
    assert taken.annotation is not None
    note = taken.annotation
    assert (note.id, note.kind, note.by, note.body) == ("a/nine-hours", "comment", "Jane", "Long.")
    assert [(quote.article, quote.exact) for quote in note.on] == [("a", "nine hours")]


@pytest.mark.parametrize("source", ["https://news.example.org/other", "https://[::1", "urn:variorum:article:z"])
def test_a_note_on_another_page_is_told_and_not_taken(source: str) -> None:
    taken = one({"target": {"source": source, "selector": QUOTE}})
    assert taken.annotation is None
    assert "no article" in said(taken)["target 1 lost"]


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (URL, "a whole page"),
        ({"source": URL, "selector": {"type": "TextPositionSelector", "start": 1, "end": 4}}, "without the words"),
        ({"source": URL, "selector": {**QUOTE, "exact": " "}}, "expected 1 to 10,000"),
        ({"source": URL, "selector": {**QUOTE, "exact": "x" * 10_001}}, "expected 1 to 10,000"),
    ],
)
def test_a_target_without_words_is_no_place(target: object, why: str) -> None:
    taken = one({"target": target})
    assert taken.annotation is None
    assert why in said(taken)["target 1 lost"]


def test_a_passage_that_does_not_stand_there_is_kept_as_quoted_and_told() -> None:
    taken = one({"target": {"source": URL, "selector": {**QUOTE, "exact": "nine long hours", "prefix": "for "}}})
    assert taken.annotation is not None
    assert (taken.annotation.on[0].exact, taken.annotation.on[0].before) == ("nine long hours", "for ")
    assert said(taken)["target 1 unplaced"].startswith(("edited", "orphan"))


def test_words_that_stand_twice_are_told() -> None:
    taken = one({"target": {"source": URL, "selector": {**QUOTE, "exact": "the"}}})
    assert said(taken)["target 1 unplaced"].startswith("ambiguous")


def test_every_field_that_a_note_has_not_is_told() -> None:
    more = {"created": "2024-01-01T00:00:00Z", "rights": "http://example.org/r", "http://x.org/p": {"a": 1}}
    body = [
        {"type": "TextualBody", "value": "time", "purpose": "tagging"},
        {"type": "TextualBody", "value": "<p>Long<br>and <b>wide</b><script>x()</script></p>", "format": "text/html"},
        "http://example.org/source",
        {"type": "Choice", "items": [{"type": "TextualBody", "value": "First.", "language": "en"}, "urn:x:2"]},
    ]
    selector = [QUOTE, {"type": "XPathSelector", "value": "/p"}]
    taken = one({**more, "body": body, "motivation": "assessing", "target": {"source": URL, "selector": selector}})
    assert taken.annotation is not None
    note = taken.annotation
    assert (note.tags, note.sources, note.kind) == (("time",), ("http://example.org/source",), "comment")
    assert note.body == "Long\nand wide\n\nFirst."
    assert set(said(taken)) == {
        "created lost",
        "rights lost",
        "http://x.org/p lost",
        "body changed",
        "body 3 changed",
        "body 4 changed",
        "body 4: language lost",
        "motivation changed",
        "target 1 changed",
    }


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"body": "http://example.org/elsewhere"}, "no words of its own"),
        ({"body": {"type": "TextualBody", "value": "x" * 4_001}}, "4,001 characters"),
        ({"body": {"type": "TextualBody", "value": "half \ud83d"}}, "lone surrogate"),
        ({"target": [WEB["target"]] * 51}, "at most 50"),
        ({"body": {"type": "TextualBody", "value": "<br" + " " * 150_000, "format": "text/html"}}, "no words"),
        ({"type": "Squirrel"}, "no type Annotation"),
    ],
)
def test_what_can_be_no_note_is_told(change: dict[str, Any], why: str) -> None:
    taken = one(change)
    assert taken.annotation is None
    assert why in said(taken)["annotation lost"]


def test_one_bad_annotation_of_a_page_does_not_spoil_the_others() -> None:
    inner = {key: value for key, value in WEB.items() if key != "@context"}
    page = {"@context": WEB["@context"], "id": "urn:x:p", "type": "AnnotationPage"}
    found = take({**page, "items": [inner, {**inner, "target": 9}, 7, inner]})
    assert [taken.fate for taken in found] == ["kept", "lost", "lost", "kept"]


def test_pages_that_are_elsewhere_are_told() -> None:
    inner = {key: value for key, value in WEB.items() if key != "@context"}
    page = {"id": "urn:x:1", "type": "AnnotationPage", "next": "urn:x:2", "items": [inner]}
    whole = {"@context": WEB["@context"], "id": "urn:x", "type": "AnnotationCollection", "total": 9}
    found = take({**whole, "first": page, "last": "urn:x:3"})
    assert [(taken.name, taken.fate) for taken in found] == [
        (WEB["id"], "kept"),
        ("urn:x:3", "lost"),
        ("urn:x:2", "lost"),
    ]


def test_terms_of_ours_with_other_values_are_told() -> None:
    assert "variorum:status lost" in said(one({"variorum:status": 7}))
    assert "status changed" in said(one({"variorum:status": "closed"}))
    assert {"tags lost", "variorum: kind lost"} <= set(said(one({"tags": [1], "variorum": {"kind": 7}}, ROW)))


def test_a_list_of_annotations_is_read() -> None:
    assert [taken.fate for taken in take([WEB, WEB])] == ["kept", "kept"]


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: [r], lambda r: {"rows": [r]}, lambda r: {"annotations": [r]}])
def test_rows_of_hypothesis_are_read_in_each_of_their_wrappings(wrap: Any) -> None:
    (taken,) = take(wrap(ROW))
    assert taken.annotation is not None
    note = taken.annotation
    assert (note.by, note.tags, note.kind, note.body) == ("jane@hypothes.is", ("time",), "comment", "Long.")
    assert set(said(taken)) == {"created lost"}


def test_an_answer_and_a_page_note_of_hypothesis_are_told() -> None:
    assert "an answer" in said(one({"references": ["x0"]}, ROW))["annotation lost"]
    assert "a whole page" in said(one({"target": [{"source": URL}]}, ROW))["target 1 lost"]


def test_a_note_for_few_is_told() -> None:
    few = {"group": "abc", "permissions": {"read": ["group:abc"]}}
    assert {"group lost", "permissions lost"} <= set(said(one(few, ROW)))


@pytest.mark.parametrize(
    "id_", ["../../../etc/passwd", "a/../b", "a/.hidden", "a/CON", "a/x:y", "a/" + "x" * 300, "z/n"]
)
def test_a_stated_id_is_no_way_out_of_the_folder(id_: str) -> None:
    taken = one({"variorum:id": id_})
    assert taken.annotation is not None
    folder, _, stem = taken.annotation.id.partition("/")
    assert (folder, file.is_name(stem), "/" in stem) == ("a", True, False)
    assert "id changed" in said(taken)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[" * 100_000, "too deep"),
        ("[" * 41 + "]" * 41, "nested deeper"),
        ('{"a": ' + "9" * 5_000 + "}", "out of all bounds"),
        ("[NaN]", "out of all bounds"),
        ("{}", "neither of the forms"),
        ("7", "neither of the forms"),
        ('{"rows": 7}', "rows that are no list"),
        ('{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage"}', "an id that is not one IRI"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_for_people(text: str, found: str) -> None:
    with pytest.raises(ContentError, match=found):
        exchange.take(text, made(), "file.json")


WEIRD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.just(QUOTE), st.just(URL)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["source", "selector", "value", "type", "items", "purpose", "name", "on"]), inner
        ),
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from([WEB, ROW]), st.dictionaries(st.sampled_from([*WEB, *ROW, "variorum", "variorum:tags"]), WEIRD))
def test_no_value_of_any_field_upsets_the_reader(base: dict[str, Any], change: dict[str, Any]) -> None:
    form: exchange.Form = "w3c" if base is WEB else "hypothesis"
    for taken in take([{**base, **change}], form=form):
        assert taken.annotation is not None or any(loss.fate == "lost" for loss in taken.losses)
