"""The glossary's pages and the terms of an article: every link leads to a place that is there, no text is lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.content import text_content

from variorum import edition, pages, read
from variorum.model import Alias, Correction, Edition, Entry, Page, Position, Record, Sources
from variorum.pages import entry, glossary
from variorum.pages.template import page_path
from variorum.read.record import Rights

ROOT = Path(__file__).parents[2]
PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
AT = Position(1, 1)


def term(id: str, *aliases: str, body: str = "What it is.\n\nAnd more.", **others: object) -> Entry:
    made = tuple(Alias(alias) for alias in aliases)
    return Entry(id, f"docs/glossary/{id}.md", aliases[0], "person", made, body=body, **others)  # type: ignore[arg-type]


def built(texts: dict[str, str], entries: list[Entry], *records: Record) -> Edition:
    seeds = tuple(read.text_seed(text, id_, f"seeds/{id_}.txt") for id_, text in texts.items())
    return edition.build(Sources(seeds, records, (), tuple(entries)))


def page(made: Edition, path: str) -> str:
    return str(next(page.html for page in pages.render(made) if page.path == path))


KERRY = f"A Title of Kerry in Words\n\n{PROSE} Kerryaccused him. Kerry left.\n\n{PROSE} John Kerry and Kerry came."


def kerry(rights: Rights = "full") -> Edition:
    slip = Correction("Kerryaccused", "Kerry accused", AT)
    record = Record("a", "docs/articles/a.md", rights=rights, corrections=(slip,))
    entries = [term("kerry", "John Kerry", "Kerry", confusable=("kirby",)), term("kirby", "Kirby")]
    return built({"a": KERRY}, entries, record)


def test_the_first_mention_in_running_text_leads_to_the_entry() -> None:
    """Neither that of the title nor that within the link of a slip; the others are places to be led to."""
    html = page(kerry(), "articles/a.md")
    links = BeautifulSoup(html, "html.parser").select(".v-text a.v-term")
    assert [(link.text, link["id"], link["href"]) for link in links] == [
        ("Kerry", "m-kerry-3", "../glossary/kerry.html")
    ]
    assert 'id="definition-kerry"' in html
    assert links[0]["aria-describedby"] == "definition-kerry"
    assert [span["id"] for span in BeautifulSoup(html, "html.parser").select("span.v-mention")] == [
        "m-kerry-1",
        "m-kerry-2",
        "m-kerry-4",
        "m-kerry-5",
    ]


def test_no_link_stands_within_another() -> None:
    for html in (page_.html for page_ in pages.render(kerry())):
        assert BeautifulSoup(html, "html.parser").select("a a") == []


def test_the_terms_of_an_article_are_listed_with_their_definitions() -> None:
    listed = BeautifulSoup(page(kerry(), "articles/a.md"), "html.parser").select("#term-kerry")
    assert "What it is." in listed[0].text
    assert [link["href"] for link in listed[0].select("a")] == ["../glossary/kerry.html", "#m-kerry-3"]


def test_an_entry_shows_every_mention_in_its_sentence() -> None:
    soup = BeautifulSoup(page(kerry(), "glossary/kerry.md"), "html.parser")
    assert "5 mentions in 1 article" in soup.text
    assert [item.text for item in soup.select(".v-mentions li")] == [
        "A Title of Kerry in Words",
        "Kerryaccused him.",
        "Kerry left.",
        "John Kerry and Kerry came.",
    ]
    assert [link["href"] for link in soup.select(".v-place")] == [
        f"../articles/a.html#m-kerry-{n}" for n in range(1, 6)
    ]
    assert "Not to be confused with" in soup.text
    assert soup.select_one('a[href="kirby.html"]') is not None


@pytest.mark.parametrize("rights", ["quotation", "none"])
def test_no_sentence_is_shown_of_an_article_that_may_not_be_published(rights: Rights) -> None:
    made = kerry(rights)
    assert "Kerry left" not in page(made, "glossary/kerry.md")
    assert "5 mentions" in page(made, "glossary/kerry.md")
    assert 'id="terms"' not in page(made, "articles/a.md")


def test_the_index_has_every_entry_under_its_letter() -> None:
    made = built(
        {"a": PROSE}, [term("e", "Élysée"), term("z", "Zenki"), term("n", "16th", sort="16th"), term("d", "Dr")]
    )
    soup = BeautifulSoup(page(made, "glossary/index.md"), "html.parser")
    assert [h.text for h in soup.select("h2")] == ["#", "D", "E", "Z"]
    assert [link.text for link in soup.select("li a")] == ["16th", "Dr", "Élysée", "Zenki"]


def test_an_edition_without_entries_says_how_to_begin() -> None:
    made = built({"a": PROSE}, [])
    assert "There are no entries yet" in page(made, "glossary/index.md")
    assert [p.path for p in entry.render(made)] == []
    assert [p.path for p in glossary.render(made)] == ["glossary/index.md"]


HOSTILE = "<script>alert(1)</script> & \"x\" 'y' [z](javascript:alert(1))"


def test_what_people_write_is_shown_and_not_run() -> None:
    made = built({"a": f"{PROSE} {HOSTILE}"}, [term("h", HOSTILE, body=HOSTILE, sources=(HOSTILE,), sort=HOSTILE)])
    for path in ("glossary/index.md", "glossary/h.md", "articles/a.md"):
        soup = BeautifulSoup(page(made, path), "html.parser")
        assert soup.select("script") == []
        assert not any(str(link.get("href", "")).startswith("javascript") for link in soup.select("a"))
    assert "1 mention in 1 article" in page(made, "glossary/h.md")


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Kerry", "accused", "John", "Kerryaccused", "\n\n", ".", " "]), max_size=40))
def test_marks_leave_the_text_as_it_is(words: list[str]) -> None:
    record = Record("a", "docs/articles/a.md", corrections=(Correction("Kerryaccused", "Kerry accused", AT),))
    made = built(
        {"a": f"{PROSE} {' '.join(words)} {PROSE}"}, [term("k", "Kerry", "John Kerry"), term("j", "John")], record
    )
    html = page(made, page_path(made.articles[0]))
    assert text_content(html, "v-text") == made.articles[0].text
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.fixture(scope="module")
def first() -> dict[str, Page]:
    return {page.path: page for page in pages.render(edition.build(read.sources(ROOT)))}


def targets(made: Page) -> Iterator[tuple[str, str]]:
    """Yield the path and the fragment of each link from a page to another."""
    for link in BeautifulSoup(made.html, "html.parser").select("a[href]"):
        address, _, fragment = str(link["href"]).partition("#")
        if address.endswith(".html"):
            folder = Path("/", made.path).parent
            yield str((folder / address).resolve()).lstrip("/").replace(".html", ".md"), fragment


def test_every_link_of_the_first_glossary_leads_to_its_place(first: dict[str, Page]) -> None:
    ids = {path: set(re.findall(r' id="([^"]+)"', made.html)) for path, made in first.items()}
    checked = 0
    for path in (path for path in first if path.startswith(("glossary/", "articles/"))):
        for target, fragment in targets(first[path]):
            assert target in first, (path, target)
            assert not fragment or fragment in ids[target], (path, target, fragment)
            checked += bool(fragment)
    assert checked > 400


def test_the_first_glossary_is_plain(first: dict[str, Page]) -> None:
    """Each definition has one or two sentences and something it rests on."""
    for made in edition.build(read.sources(ROOT)).sources.entries:
        assert made.sources or made.passages, made.id
        assert len(made.body.split("\n\n")[0]) < 420, made.id
    assert len([path for path in first if path.startswith("glossary/")]) > 40
