"""What machines read in the heads of pages: the terms of schema.org, and no more than is known."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from tests.conftest import ROOT
from tests.pages.machines import HERE, NOWHERE, made, texts

from variorum import edition, read
from variorum.model import Edition, Page, Site
from variorum.pages import article as articles
from variorum.pages import linked
from variorum.pages.coverage import cover
from variorum.pages.linked import script

# The properties we use and the types schema.org has them on, those they inherit included.
CREATIVE = {
    *("author", "inLanguage", "publisher", "datePublished", "isBasedOn", "isPartOf", "conditionsOfAccess", "about"),
    *("comment", "headline", "hasPart", "copyrightNotice"),
}
THING = {"@type", "name", "url", "description", "alternateName", "disambiguatingDescription"}
ALLOWED = {
    "NewsArticle": CREATIVE | THING,
    "CollectionPage": CREATIVE | THING,
    "WebSite": CREATIVE | THING,
    "Comment": CREATIVE | THING,
    "DefinedTermSet": CREATIVE | THING,
    "DefinedTerm": THING | {"inDefinedTermSet"},
    "Event": THING | {"startDate", "endDate", "location"},
    "Place": THING,
    "Organization": THING,
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
}


def assert_known(said: Any) -> None:
    """Assert that every statement is of a type of the table and has its properties only, each with a value."""
    if isinstance(said, list):
        for one in said:
            assert_known(one)
    elif isinstance(said, dict):
        assert set(said) - {"@context"} <= ALLOWED[said["@type"]], said
        for value in said.values():
            assert value or value == 0
            assert_known(value)
    else:
        assert isinstance(said, str | int)


PATHS = [
    ("index.md", "home", ""),
    ("articles/a.md", "article", "A"),
    ("events/meeting.md", "event", "Meeting"),
    ("glossary/mayor.md", "entry", "Mayor"),
    ("glossary/index.md", "glossary", "Glossary"),
    ("articles/index.md", "articles", "Articles"),
    ("removed/a.md", "removed", "Removed"),
]


def heads(found: Edition) -> dict[str, list[dict[str, Any]]]:
    """Return what each page of a known path says to machines, as a browser hands it to them."""
    read_back = {}
    for page in map(linked.heads(found), [Page(path, said, "", said, kind) for path, kind, said in PATHS]):
        soup = BeautifulSoup(f"<!doctype html><head>{page.head}</head><body><p>text</p></body>", "html.parser")
        scripts = soup.find_all("script")
        assert [one["type"] for one in scripts] == ["application/ld+json"] * len(scripts)
        assert soup.body is not None
        assert soup.body.decode() == "<body><p>text</p></body>"
        said = [json.loads(str(one.string)) for one in scripts]
        read_back[page.path] = said[0] if said and isinstance(said[0], list) else said
    return read_back


def one(said: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    (found,) = [each for each in said if each["@type"] == kind]
    return found


@settings(max_examples=60)
@given(texts, texts, texts)
def test_no_text_leaves_its_script_or_breaks_the_vocabulary(title: str, name: str, said: str) -> None:
    facts = {"title": title, "author": name, "outlet": name, "published": said, "url": f"https://a.example/{said}"}
    for each in heads(made({key: (value, "stated") for key, value in facts.items()}, said=said)).values():
        assert_known(each)
        assert all(statement["@context"] == "https://schema.org" for statement in each)


@given(texts)
def test_a_script_holds_nothing_that_a_parser_or_an_old_engine_minds(text: str) -> None:
    written = (
        str(script([{"name": text}])).removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    )
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written)["name"] == text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(("kind", "stated"), [("stated", True), ("supplied", True), ("inferred", False)])
def test_only_a_date_that_someone_states_is_the_date_of_publication(kind: Any, stated: bool) -> None:
    article = one(heads(made({"published": ("2016-09-29", kind)}))["articles/a.md"], "NewsArticle")
    assert ("datePublished" in article) is stated
    assert ("disambiguatingDescription" in article) is not stated
    if not stated:
        assert article["disambiguatingDescription"] == "Published 29 September 2016 (the date is inferred, not stated)."


def test_what_is_not_known_is_not_said() -> None:
    article = one(heads(made({}, lang=""))["articles/a.md"], "NewsArticle")
    assert "headline" not in article
    assert article["name"].startswith("Untitled: ")
    assert not {"author", "publisher", "datePublished", "isBasedOn", "inLanguage", "disambiguatingDescription"} & set(
        article
    )


def test_an_address_that_is_none_is_no_source() -> None:
    said = heads(made({"url": ("javascript:alert(1)", "stated")}))["articles/a.md"]
    assert "isBasedOn" not in one(said, "NewsArticle")


def test_a_note_is_a_comment_with_an_address_that_stays() -> None:
    (comment,) = one(heads(made({}))["articles/a.md"], "NewsArticle")["comment"]
    assert comment["url"] == "https://edition.example/sub/articles/a.html#n-one"
    html = next(articles.render(made({}))).html
    assert BeautifulSoup(html, "html.parser").find(id="n-one") is not None


def test_the_pages_of_events_entries_and_indexes_say_what_they_are() -> None:
    said = heads(made({"title": ("Title", "stated")}))
    collection = one(said["events/meeting.md"], "CollectionPage")
    assert collection["about"]["startDate"] == "2016-09-17"
    assert [part["url"] for part in collection["hasPart"]] == ["https://edition.example/sub/articles/a.html"]
    term = one(said["glossary/mayor.md"], "DefinedTerm")
    assert term["inDefinedTermSet"]["url"] == "https://edition.example/sub/glossary/index.html"
    assert one(said["glossary/index.md"], "DefinedTermSet")["name"] == "Glossary"
    assert one(said["index.md"], "WebSite")["description"] == HERE.about


@pytest.mark.parametrize(
    ("site", "home"), [(HERE, "https://edition.example/sub/index.html"), (NOWHERE, "../index.html")]
)
def test_the_way_home_leads_through_the_index(site: Site, home: str) -> None:
    steps = one(heads(made({}, site))["events/meeting.md"], "BreadcrumbList")["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["name"] for step in steps] == [site.name, "Events", "Meeting"]
    assert steps[0]["item"] == home


def test_an_inferred_date_of_an_event_is_not_given_as_its_date() -> None:
    real = edition.build(read.sources(ROOT))
    inferred = [event for event in real.sources.events if event.date and event.date_evidence.kind == "inferred"]
    assert inferred
    coverage = cover(real)
    for event in inferred:
        said = linked.of_event(event, Page(f"events/{event.id}.md", event.name, ""), coverage)
        assert "startDate" not in said["about"]


def test_links_to_files_are_none_that_material_takes_for_languages() -> None:
    found = made({"published": ("2016-09-29", "stated")})
    headed = linked.heads(found)
    for path, files in (
        ("articles/a.md", ["../citations/a.bib", "../citations/a.csl.json", "../annotations/a.jsonld"]),
        ("events/meeting.md", ["meeting.xml", "meeting.json", "meeting.csv"]),
    ):
        soup = BeautifulSoup(headed(Page(path, "T", "")).head, "html.parser")
        links = soup.select("link[rel~=alternate]")
        assert [link["href"] for link in links] == files
        assert not re.search(r'rel="alternate"', str(soup))
