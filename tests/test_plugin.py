"""The site MkDocs makes of an edition: the text of an article comes out as it went in, and nothing in it is active."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import SETTINGS, MakeEdition
from tests.content import text_content
from variorum import edition, read
from variorum.errors import ContentError
from variorum.model import Article
from variorum.pages.template import page_path

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
HOSTILE = (
    "What is [John Kerry doing for] Aleppo?",
    "*not* _emphasis_ **at** __all__ `code` ~~gone~~ ==mark== ^up^",
    "<script>document.title = 'hacked'</script><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    '--8<-- "mkdocs.yml"',
    "{{ config.site_name }} {% include 'main.html' %} {# gone #}",
    "[^1]: A footnote, it seems, that stands at the start of a line and would vanish.",
    "*[HTML]: An abbreviation, it seems, that stands at the start of a line and would vanish.",
    "[link]: https://example.org 'A reference, it seems, that would vanish'",
    "Title: a first line of this shape is taken for metadata",
    "---",
    "# not a heading",
    "    not code, only spaces before it",
    "1. not a list",
    "- not a list either",
    "> not a quotation",
    "| not | a | table |",
    "!!! note \"not an admonition\"",
    "::: not a container",
    "a <![ b ]]> <!-- not a comment --> &amp; &lt; &#60; &nbsp &copy",
    "trailing spaces   ",
    "tab\tand\u00a0no-break\u2028line separator\u2029\x0b\x0c\x85\u00ad\u200d\ufeff",
    "\u202eright to left override\u202c, \u2066isolate\u2069",
    "שלום עולם، مرحبا بالعالم, 你好世界。 e\u0301 👩\u200d👩\u200d👧 \U0001f1e9\U0001f1ea",
    "\x00 a zero byte",
    "$x^2$ \\(y\\) \\* \\_ \\\\",
    "&quot;quotes&quot; \"double\" 'single' `back`",
)  # fmt: skip

BuildSite = Callable[[Path], Path]


def articles(root: Path) -> tuple[Article, ...]:
    return edition.build(read.sources(root)).articles


def soup(site: Path, article: Article) -> BeautifulSoup:
    page = site / page_path(article).replace(".md", ".html")
    return BeautifulSoup(page.read_bytes().decode("utf-8"), "html.parser")


def shown(site: Path, article: Article) -> str:
    """Return the text content of an article's page where it shows the article's text."""
    page = site / page_path(article).replace(".md", ".html")
    return text_content(page.read_bytes().decode("utf-8"), "v-text")


def seeds(texts: list[str]) -> dict[str, str | bytes]:
    return {f"seeds/{i:03}.txt": text.encode("utf-8", "surrogatepass") for i, text in enumerate(texts)}


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=20, max_size=40))
def test_any_text_comes_out_as_it_went_in(texts: list[str], make_edition: MakeEdition, build_site: BuildSite) -> None:
    pages = [f"{text}\n\n{PROSE}\n\n{text}{text}" for text in texts]
    root = make_edition(seeds(pages))
    site = build_site(root)
    for article in articles(root):
        assert shown(site, article) == article.text


def test_hostile_lines_come_out_as_the_words_they_are(make_edition: MakeEdition, build_site: BuildSite) -> None:
    below_title = [f"A Title of Four Words\n\n{PROSE}\n\n{line}\n{PROSE} {line}\n\n{PROSE}" for line in HOSTILE]
    as_title = [f"{line}\n\n{PROSE}\n\n{PROSE}" for line in HOSTILE]
    root = make_edition(seeds(below_title + as_title))
    site = build_site(root)
    found = articles(root)
    assert len(found) == 2 * len(HOSTILE)
    for article in found:
        assert shown(site, article) == article.text
        assert not soup(site, article).select(
            ".md-content script, .md-content img, .md-content table, .md-content pre:not(.v-cite pre)"
        )


def test_nothing_of_an_article_is_active_anywhere(make_edition: MakeEdition, build_site: BuildSite) -> None:
    bomb = "</title></head><script>alert(1)</script><img src=x onerror=alert(1)> of many words"
    said = f"<meta name=author content='{bomb}'><link rel=canonical href='javascript:alert(1)'>"
    files: dict[str, str | bytes] = {
        "seeds/a.txt": f"{bomb}\n\n{PROSE}\n\nRead more: {bomb} and more",
        "seeds/b.html": f"<html lang='\"><script>alert(1)</script>'>{said}<h1>b</h1><p>{PROSE}</p>",
        "docs/articles/a.md": f"---\noutlet: '{bomb}'\nauthor: '{bomb}'\n---\n{bomb}\n\n[x](javascript:alert(1))\n",
    }
    site = build_site(make_edition(files))
    for page in site.rglob("*.html"):
        made = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        assert not [s for s in made.select("script:not([type='application/ld+json'])") if "alert" in s.get_text()], page
        assert not made.select("[onerror], img, [href^='javascript:']"), page
    assert "of many words" in (site / "articles" / "a.html").read_text(encoding="utf-8")
    assert "javascript:alert(1)" in (site / "articles" / "b.html").read_text(encoding="utf-8")


def test_nothing_of_an_event_is_active_anywhere(make_edition: MakeEdition, build_site: BuildSite) -> None:
    bomb = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)> *of* {{ many }} words"
    quote = "nobody would say <script>alert(1)</script>"
    event = f"""\
---
name: '{bomb}'
date: 2016-09-12
date_evidence: {{kind: inferred, article: a, quote: '{quote}', because: '{bomb}'}}
place: '{bomb}'
aliases: ['{bomb}']
accounts: [{{article: a, quote: '{quote}', aspect: '{bomb}'}}]
figures:
  - {{measure: '{bomb}', unit: hours, reports: [{{article: a, quote: nine hours, value: nine, scope: '{bomb}'}}]}}
attributions: [{{claim: '{bomb}', reports: [{{article: a, quote: '{quote}', says: '{bomb}', voice: own}}]}}]
---
{bomb}

[x](javascript:alert(1)) @a @<script>alert(1)</script>
"""
    prose = PROSE.replace("nobody would say", quote)
    site = build_site(make_edition({"seeds/a.txt": f"{bomb}\n\n{prose}", "docs/events/e.md": event}))
    for page in site.rglob("*.html"):
        made = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        assert not [s for s in made.select("script:not([type='application/ld+json'])") if "alert" in s.get_text()], page
        assert not made.select("[onerror], img, [href^='javascript:']"), page
    made = BeautifulSoup((site / "events" / "e.html").read_text(encoding="utf-8"), "html.parser")
    assert bomb in made.get_text()
    assert shown(site, articles(site.parent)[0]) == articles(site.parent)[0].text


def test_words_that_an_event_quotes_of_a_text_that_may_not_be_shown_are_nowhere(
    make_edition: MakeEdition, build_site: BuildSite
) -> None:
    hidden = "The envoys agreed in the small hours to let the lorries pass, and then the shooting began again."
    account = "{article: a, quote: agreed in the small hours, aspect: x}"
    claim = "{claim: They agreed, reports: [{article: a, quote: agreed in the small hours, says: so, voice: own}]}"
    root = make_edition(
        {
            "seeds/a.txt": f"A Title of Four Words\n\n{PROSE}\n\n{hidden}",
            "docs/articles/a.md": "---\nrights: none\n---\n",
            "docs/events/e.md": f"---\nname: E\naccounts: [{account}]\nattributions: [{claim}]\n---\nThey agreed.\n",
        }
    )
    site = build_site(root)
    assert "may not be published" in (site / "events" / "e.html").read_text(encoding="utf-8")
    assert [p for p in site.rglob("*") if p.is_file() and b"small hours" in p.read_bytes()] == []


@pytest.mark.parametrize("rights", ["quotation", "none"])
def test_a_text_that_may_not_be_shown_is_nowhere(rights: str, make_edition: MakeEdition, build_site: BuildSite) -> None:
    hidden = "The envoys agreed in the small hours to let the lorries pass, and then the shooting began again."
    root = make_edition(
        {
            "seeds/a.txt": f"A Title of Four Words\n\n{PROSE}\n\n{hidden}",
            "docs/articles/a.md": f"---\nrights: {rights}\n---\n",
        }
    )
    site = build_site(root)
    assert "may be published" in (site / "articles" / "a.html").read_text(encoding="utf-8")
    assert not (site / "removed" / "a.html").exists()
    holding = [p for p in site.rglob("*") if p.is_file() and b"small hours" in p.read_bytes()]
    assert holding == []


def test_every_link_leads_somewhere(make_edition: MakeEdition, build_site: BuildSite) -> None:
    page = (
        f"Loading\n\nA Title of Four Words\n\nRelated Articles\n\nAnother story of the same day\n\n{PROSE}\n\n{PROSE}"
    )
    root = make_edition(
        {
            "seeds/a.txt": page,
            "seeds/folder/b & c.html": f"<h1>A “b”</h1><p>{PROSE}</p>",
            "docs/articles/a.md": "---\ncorrections: [{as_printed: nine hours, read: ten hours}]\n---\nKnown.\n",
            "docs/events/e.md": "---\nname: E\naccounts:\n"
            "  - {article: a, quote: met for nine, aspect: x, before: council}\n"
            "  - {article: folder/b & c, quote: nobody would say, aspect: x}\n---\n@folder/b says so.\n",
        }
    )
    site = build_site(root)
    pages = {
        path: BeautifulSoup(path.read_bytes(), "html.parser")
        for path in site.rglob("*.html")
        if path.name != "404.html"
    }
    checked = 0
    for path, made in pages.items():
        for link in made.select("a[href], link[href], script[src]"):
            address = str(link.get("href") or link.get("src"))
            if re.match(r"[a-z]+:", address):
                continue
            file, _, fragment = address.partition("#")
            target = (path.parent / file.replace("%20", " ").replace("%26", "&")).resolve() if file else path
            assert target.is_file(), f"{path.relative_to(site)} -> {address}"
            if fragment and target in pages:
                assert pages[target].find(id=fragment), f"{path.relative_to(site)} -> {address}"
            checked += 1
    assert checked > 50


def test_an_edition_may_have_no_written_page_at_all(make_edition: MakeEdition, build_site: BuildSite) -> None:
    root = make_edition({"seeds/a.txt": f"A Title of Four Words\n\n{PROSE}"})
    for written in (root / "docs").rglob("*.md"):
        written.unlink()
    site = build_site(root)
    home = BeautifulSoup((site / "index.html").read_bytes(), "html.parser")
    assert home.select_one("h1").get_text() == "Test & <Edition>"  # type: ignore[union-attr]
    assert home.find("a", string="A Title of Four Words")
    assert not home.select("a[href*='about']")


def test_a_page_of_the_navigation_that_is_not_there_is_not_linked(
    make_edition: MakeEdition, build_site: BuildSite
) -> None:
    nav = SETTINGS.replace("nav: [", "nav: [{Missing: missing.md}, ")
    site = build_site(make_edition({"seeds/a.txt": PROSE, "mkdocs.yml": nav}))
    assert "missing.md" not in (site / "index.html").read_text(encoding="utf-8")


def test_a_title_of_the_markup_alone_is_no_text_and_no_lie(make_edition: MakeEdition, build_site: BuildSite) -> None:
    markup = f"<title>The Lost Map</title><p>{PROSE}</p>"
    site = build_site(make_edition({"seeds/a.html": markup, "seeds/b.txt": PROSE}))
    titled, untitled = ((site / "articles" / f"{name}.html").read_text(encoding="utf-8") for name in "ab")
    assert "has no title" not in titled
    assert '<h1 class="v-title" data-pagefind-meta="title" dir="auto">The Lost Map</h1>' in titled
    assert "has no title" in untitled


def test_material_of_pages_is_not_published(make_edition: MakeEdition, build_site: BuildSite) -> None:
    root = make_edition(
        {
            "seeds/a.txt": PROSE,
            "docs/articles/a.md": "---\nslug: elsewhere\n---\nProvenance.\n",
            "docs/glossary/b.md": "---\nname: B\nkind: term\n---\nThe *definition*.\n",
            "docs/glossary/broken.md": "---\nname: Broken\n---\n",
        }
    )
    site = build_site(root)
    assert (site / "articles" / "elsewhere.html").is_file()
    assert not (site / "articles" / "a.html").exists()
    assert {path.name for path in (site / "glossary").iterdir()} == {"index.html", "b.html"}
    assert "<em>definition</em>" in (site / "glossary" / "b.html").read_text(encoding="utf-8")


def test_two_builds_are_alike(
    make_edition: MakeEdition, build_site: BuildSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1480000000")
    root = make_edition({f"seeds/{i}.txt": f"A Title of {i} Words\n\n{PROSE}" for i in range(3)})

    def snapshot() -> dict[str, bytes]:
        site = build_site(root)
        return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file() and p.suffix != ".gz"}

    assert snapshot() == snapshot()


def test_a_page_at_which_markdown_fails_is_named(make_edition: MakeEdition, build_site: BuildSite) -> None:
    yml = SETTINGS.replace("[tables,", "['tests.broken_extension:Broken', tables,")
    root = make_edition({"seeds/a.txt": PROSE, "docs/about/broken.md": "# Broken\n\nfail here\n", "mkdocs.yml": yml})
    with pytest.raises(ContentError, match=r"docs/about/broken\.md: found a page at which Markdown fails"):
        build_site(root)


@pytest.mark.parametrize("lang", ["en_US", "de; q", "x" * 33, 'x"y', "en-US", "en" + "-abcdefgh" * 4])
def test_a_language_of_any_form_does_not_stop_the_search(
    lang: str, make_edition: MakeEdition, build_site: BuildSite
) -> None:
    markup = f"<html lang='{lang}'><meta property='og:locale' content='{lang}'><h1>The Lost Map</h1><p>{PROSE}</p>"
    root = make_edition({"seeds/a.html": markup})
    assert articles(root)[0].lang in ("", "en-US")
    assert (build_site(root) / "pagefind").is_dir()


CODE = "# Code\n\n~~~python\nif a < b: return\n~~~\n"


@pytest.mark.parametrize("buttons", [False, True])
def test_code_needs_all_of_material_only_for_its_buttons(
    buttons: bool, make_edition: MakeEdition, build_site: BuildSite
) -> None:
    theme = "name: material, features: [content.code.copy]" if buttons else "name: material"
    yml = SETTINGS.replace("name: material", theme).replace("tables,", "tables, pymdownx.superfences,")
    site = build_site(make_edition({"seeds/a.txt": PROSE, "docs/about/code.md": CODE, "mkdocs.yml": yml}))
    pages = [(site / path).read_text(encoding="utf-8") for path in ("about/code.html", "articles/a.html")]
    assert ["material-whole.css" in page for page in pages] == [buttons, False]
    assert ('<pre><code tabindex="0">if a &lt; b: return\n</code></pre>' in pages[0]) is not buttons
    assert ('<div class="language-python highlight">' in pages[0] or '<div class="highlight">' in pages[0]) is buttons


def test_letters_that_one_page_has_are_a_file_that_this_page_asks_for(
    make_edition: MakeEdition, build_site: BuildSite
) -> None:
    about = {"docs/about/one.md": "# One\n\nŁódź, Журнал\n", "docs/about/two.md": "# Two\n\nŁódź\n"}
    site = build_site(make_edition({"seeds/a.txt": f"{PROSE} The café was shut.", **about}))
    sheet = (site / "assets" / "fonts" / "fonts.css").read_text(encoding="utf-8")
    assert f"U+{ord('Ж'):X}" in sheet
    assert f"U+{ord('é'):X}" not in sheet  # the article, what was removed of it and lists have it
    asking = {path.relative_to(site).as_posix() for path in site.rglob("*.html") if "-rare.woff2" in path.read_text()}
    assert "about/one.html" in asking
    assert "articles/a.html" not in asking


def test_another_theme_is_refused(make_edition: MakeEdition, build_site: BuildSite) -> None:
    yml = SETTINGS.replace("name: material", "name: readthedocs")
    with pytest.raises(ContentError, match="theme: name: material"):
        build_site(make_edition({"seeds/a.txt": PROSE, "mkdocs.yml": yml}))


def test_requests_to_other_sites_are_told_of(
    make_edition: MakeEdition, build_site: BuildSite, caplog: pytest.LogCaptureFixture
) -> None:
    yml = f"{SETTINGS}extra_javascript: [https://example.org/x.js]\n"
    site = build_site(make_edition({"seeds/a.txt": PROSE, "mkdocs.yml": yml}))
    assert "https://example.org/x.js" in caplog.text
    assert "No page asks anything" not in (site / "index.html").read_text(encoding="utf-8")


def test_a_written_page_that_the_edition_makes_itself_is_told_of(
    make_edition: MakeEdition, build_site: BuildSite, caplog: pytest.LogCaptureFixture
) -> None:
    build_site(make_edition({"seeds/a.txt": PROSE, "docs/removed/index.md": "# Mine\n"}))
    assert "docs/removed/index.md: found a page that the edition makes itself" in caplog.text


def test_addresses_of_folders_are_refused(make_edition: MakeEdition, build_site: BuildSite) -> None:
    root = make_edition({"seeds/a.txt": PROSE})
    yml = root / "mkdocs.yml"
    yml.write_text(
        yml.read_text(encoding="utf-8").replace("directory_urls: false", "directory_urls: true"), encoding="utf-8"
    )
    with pytest.raises(ContentError, match="use_directory_urls: false"):
        build_site(root)


def test_tables_of_hand_written_pages_scroll_by_keyboard(make_edition: MakeEdition, build_site: BuildSite) -> None:
    table = "| a | b |\n|---|---|\n| one | two |\n"
    site = build_site(make_edition({"seeds/a.txt": PROSE, "docs/about/more.md": f"# More\n\n{table}\n\n{table}"}))
    page = BeautifulSoup((site / "about/more.html").read_text(encoding="utf-8"), "html.parser")
    regions = page.select("div[role=region][tabindex='0']")
    assert [region["aria-label"] for region in regions] == ["Table 1", "Table 2"]
    assert [cell.get_text() for cell in regions[0].select("td")] == ["one", "two"]


def test_the_names_of_palettes_are_text_in_the_language_of_the_pages(
    make_edition: MakeEdition, build_site: BuildSite
) -> None:
    hostile = '50% "><script>alert(1)</script>'
    toggles = "".join(
        f"    - {{scheme: {scheme}, toggle: {{icon: material/weather-night, name: {name!r}}}}}\n"
        for scheme, name in (("default", hostile), ("slate", "Change to light"))
    )
    head = "site_name: Palettes\nuse_directory_urls: false\nplugins: [variorum]\ntheme:\n  name: material\n"
    settings_ = f"{head}  language: de\n  palette:\n{toggles}"
    site = build_site(make_edition({"mkdocs.yml": settings_}))
    page = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    assert [label["title"] for label in page.select("label.md-header__button")] == [hostile, "Zu Hell wechseln"]
    assert [option["aria-label"] for option in page.select(".md-option")] == [hostile, "Zu Hell wechseln"]
