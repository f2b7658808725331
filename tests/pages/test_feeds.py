"""Feeds: valid by a grammar of RFC 4287, read by a library that is not ours, and as new as the data and no newer."""

from dataclasses import replace
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from lxml import etree
from tests.conftest import ROOT
from tests.pages.machines import CHANGED, HERE, NOWHERE, Facts, made, texts

from variorum import edition, read
from variorum.exchange.reference import line
from variorum.model import Edition
from variorum.pages import feeds

# The rules of RFC 4287, section 4, for the elements we use, written as RELAX NG.
GRAMMAR = etree.RelaxNG(
    etree.fromstring(
        b"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><ref name="lang"/><interleave>
    <ref name="id"/><ref name="title"/><ref name="updated"/>
    <optional><element name="subtitle"><text/></element></optional>
    <optional><element name="generator"><text/></element></optional>
    <oneOrMore><ref name="link"/></oneOrMore>
    <oneOrMore><ref name="entry"/></oneOrMore>
  </interleave></element></start>
  <define name="entry"><element name="entry"><ref name="lang"/><interleave>
    <ref name="id"/><ref name="title"/><ref name="updated"/>
    <optional><element name="published"><ref name="when"/></element></optional>
    <element name="author"><element name="name"><ref name="words"/></element></element>
    <oneOrMore><ref name="link"/></oneOrMore>
    <optional><element name="summary"><text/></element></optional>
    <optional><element name="content"><attribute name="type"><value>html</value></attribute><text/></element></optional>
  </interleave></element></define>
  <define name="lang"><attribute name="xml:lang"><data type="string">
    <param name="pattern">([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?</param></data></attribute></define>
  <define name="id"><element name="id"><data type="string">
    <param name="pattern">[A-Za-z][A-Za-z0-9+.\\-]*:[^ "&lt;&gt;\\\\^`{|}]+</param></data></element></define>
  <define name="title"><element name="title"><text/></element></define>
  <define name="words"><data type="string"><param name="pattern">[\\s\\S]+</param></data></define>
  <define name="updated"><element name="updated"><ref name="when"/></element></define>
  <define name="when"><data type="dateTime"><param name="pattern">[0-9]{4}-.*Z</param></data></define>
  <define name="link"><element name="link">
    <attribute name="rel"><choice><value>self</value><value>alternate</value><value>via</value></choice></attribute>
    <optional><attribute name="type"/></optional>
    <attribute name="href"><data type="anyURI"><param name="minLength">1</param></data></attribute>
  </element></define>
</grammar>"""
    )
)


def assert_valid(text: str) -> etree._Element:
    root = etree.fromstring(text.encode("utf-8"))
    GRAMMAR.assertValid(root)
    ids = root.xpath("//*[local-name()='entry']/*[local-name()='id']/text()")
    assert isinstance(ids, list)
    assert len(set(ids)) == len(ids)
    return root


def written(found: Edition) -> dict[str, str]:
    return {one.path: one.content for one in feeds.render(found)}


def read_back(text: str) -> Any:
    found = feedparser.parse(text.encode("utf-8"), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


DATED: Facts = {"published": ("2016-09-29", "stated")}


@settings(max_examples=40)
@given(texts, texts)
def test_hostile_words_are_words(title: str, said: str) -> None:
    facts = {"title": title, "author": said, "outlet": said, "url": f"https://a.example/{said}"} | {
        "published": "2016-09-29"
    }
    found = written(made({name: (value, "stated") for name, value in facts.items()}, said=said))
    assert set(found) == {feeds.ARTICLES, feeds.NOTES, "events/meeting.xml"}
    for text in found.values():
        assert_valid(text)
    entry = read_back(found[feeds.ARTICLES]).entries[0]
    assert entry.title_detail.type == "text/plain"
    root = etree.fromstring(found[feeds.ARTICLES].encode())
    assert root.findtext("{*}entry/{*}title") == line(title)


@pytest.mark.parametrize("site", [HERE, NOWHERE])
def test_the_edition_has_valid_feeds_that_are_the_same_in_every_build(site: Any) -> None:
    real = edition.build(read.sources(ROOT))
    paths = {note.annotation.path: "2024-05-06T07:08:09Z" for note in real.notes}
    real = replace(real, site=site, changed=paths)
    found = written(real)
    assert found == written(real)
    for text in found.values():
        assert_valid(text)
    assert len(read_back(found[feeds.ARTICLES]).entries) == len(real.articles)
    assert len(read_back(found[feeds.NOTES]).entries) == sum(n.annotation.status != "superseded" for n in real.notes)


def test_the_newest_article_comes_first_and_dates_the_feed() -> None:
    found = read_back(written(edition_of_seeds())[feeds.ARTICLES])
    updated = [entry.updated for entry in found.entries]
    assert updated == sorted(updated, reverse=True)
    assert found.feed.updated == updated[0]


def edition_of_seeds() -> Edition:
    return edition.build(read.sources(ROOT))


def test_a_date_that_is_stated_to_the_day_is_that_of_publication() -> None:
    (entry,) = read_back(written(made(DATED))[feeds.ARTICLES]).entries
    assert entry.published == entry.updated == "2016-09-29T00:00:00Z"
    assert entry.summary.startswith("29 September 2016.")


@pytest.mark.parametrize(
    ("value", "kind", "says"),
    [
        ("2016-09-29", "inferred", "29 September 2016 [date inferred]."),
        ("2016-09", "stated", "September 2016."),
        ("2016", "inferred", "2016 [date inferred]."),
    ],
)
def test_an_inferred_or_imprecise_date_orders_the_feed_and_is_no_date_of_publication(
    value: str, kind: Any, says: str
) -> None:
    (entry,) = read_back(written(made({"published": (value, kind)}))[feeds.ARTICLES]).entries
    assert "published" not in entry
    assert entry.summary.startswith(says)


def test_what_has_no_date_is_in_no_feed() -> None:
    found = made({"title": ("Title", "stated")})
    assert set(written(found)) == {feeds.NOTES}
    assert feeds.whole(found) == [(feeds.NOTES, "Notes")]


def test_a_note_that_no_repository_knows_is_in_no_feed() -> None:
    found = replace(made(DATED), changed={})
    assert feeds.NOTES not in written(found)
    assert [path for path, _ in feeds.whole(found)] == [feeds.ARTICLES]


def test_a_note_leads_to_its_place_for_ever() -> None:
    (entry,) = read_back(written(made(DATED))[feeds.NOTES]).entries
    assert entry.link == entry.id == "https://edition.example/sub/articles/a.html#n-one"
    assert entry.updated == CHANGED["docs/annotations/a/one.md"]


def test_without_an_address_ids_are_uuids_and_links_relative() -> None:
    root = assert_valid(written(made(DATED, NOWHERE))[feeds.ARTICLES])
    ids = [element.text for element in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert all(str(id_).startswith("urn:uuid:") for id_ in ids)
    links = [str(element.get("href")) for element in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert links == ["articles.xml", "../articles/index.html", "../articles/a.html"]


def test_the_language_of_an_entry_is_its_own() -> None:
    root = assert_valid(written(made(DATED, lang="ar"))[feeds.ARTICLES])
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert root.find("{*}entry").get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"


def test_an_address_that_is_none_is_no_link() -> None:
    facts: Facts = {"published": ("2016-09-29", "stated"), "url": ("javascript:alert(1)", "stated")}
    assert "javascript" not in written(made(facts))[feeds.ARTICLES]
