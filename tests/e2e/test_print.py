"""Pages on paper: what Chromium prints, read back from the PDF."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PageObject, PdfReader
from tests.conftest import ROOT, build_edition, write_edition
from tests.e2e.tabs import KINDS, WIDE, opened

from variorum import edition, read
from variorum.pages import prose
from variorum.pages.home import WHOLE
from variorum.pages.template import headline

ARTICLE = "articles/bombings-end-syria-ceasefire"
EVENT = "events/convoy-attack"
PAIR = "compare/bombings-end-syria-ceasefire--/us-threatens-end-to-cooperation"
FURNITURE = ("Suggest a note", "All notes", "Copy link", "suggested by machine", "less sure", "Made with")
LATIN = re.compile(r"[A-Za-z]+")
WORD = re.compile(r"[^\W\d_]+")


def printed(browser: Browser, site: Path, kind: str) -> tuple[int, str]:
    """Return how many pages of A4 a page takes, and its text with all space as single spaces."""
    with opened(browser, WIDE, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{kind}.html")
        pages = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True, format="A4"))).pages
        return len(pages), re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.fixture(scope="module")
def article(browser: Browser, site: Path) -> tuple[int, str]:
    return printed(browser, site, ARTICLE)


def test_an_article_is_printed_with_its_notes_terms_and_source(article: tuple[int, str]) -> None:
    pages, text = article
    found = next(a for a in edition.build(read.sources(ROOT)).articles if ARTICLE.endswith(a.address))
    letters = "".join(WORD.findall(text))
    # Word by word: links stand out of their order when a PDF is read back, and numbers of notes within words.
    assert [word for word in WORD.findall(found.text) if word not in letters] == []
    for part in (
        "Notes",
        "“an estimated 62 Syrian troops”",
        "Sources: UN Charter, Article 27",
        "Terms in this article",
    ):
        assert part in text
    assert found.seed.sha256 in text.replace(" ", "")
    assert pages <= 6


def test_a_dossier_is_printed_with_all_accounts(browser: Browser, site: Path) -> None:
    pages, text = printed(browser, site, EVENT)
    for part in ("Not mentioned by", "a claim which Moscow and Damascus have denied", "in its own voice", "Timeline"):
        assert part in text
    assert pages <= 5


def test_two_articles_are_printed_side_by_side(browser: Browser, site: Path) -> None:
    pages, text = printed(browser, site, PAIR)
    assert "“an estimated 62” lies within “at least 60”" in text
    assert pages <= 5


@pytest.fixture(scope="module")
def whole(browser: Browser, site: Path) -> list[str]:
    """Return the text of each sheet of the whole edition, printed without scripts."""
    with opened(browser, WIDE, offline=True, java_script_enabled=False) as tab:
        tab.goto(f"{site.as_uri()}/{WHOLE}")
        return [spaced(page) for page in PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages]


def spaced(page: PageObject) -> str:
    return re.sub(r"\s+", " ", page.extract_text())


def test_the_whole_edition_is_printed_with_every_word_and_note(whole: list[str]) -> None:
    made = edition.build(read.sources(ROOT))
    letters = "".join(WORD.findall(" ".join(whole)))
    for article in made.articles:
        assert [word for word in WORD.findall(article.text) if word not in letters] == []
        assert article.seed.sha256 in "".join(whole).replace(" ", "")
    for note in made.notes:
        if note.annotation.status != "superseded":
            said = prose.untrusted(note.annotation.body).striptags()
            quoted = [target.quote.exact for target in note.targets]
            assert [word for text in (said, *quoted) for word in LATIN.findall(text) if word not in letters] == []
    for entry in made.sources.entries:
        assert "".join(WORD.findall(entry.name)) in letters
    for event in made.sources.events:
        assert "".join(WORD.findall(event.name)) in letters


def test_the_sheets_of_the_whole_edition_are_numbered_and_begin_with_articles(whole: list[str]) -> None:
    count = len(whole)
    assert [page for page in range(2, count + 1) if f"{page} / {count}" not in whole[page - 1]] == []
    assert f"1 / {count}" not in whole[0], "a title page has no number"
    assert min(len(text) for text in whole[2:]) > 200, "no sheet is all but empty"
    assert "Contents" in whole[1]
    for article in edition.build(read.sources(ROOT)).articles:
        begins = "".join(WORD.findall(headline(article)))[:40]
        heads = [text for text in whole if begins in "".join(WORD.findall(text[:400]))]
        assert heads, "its title runs along the top"


def test_the_whole_edition_is_printed_without_furniture(whole: list[str]) -> None:
    assert [words for words in FURNITURE for text in whole if words in text] == []


def test_an_article_that_runs_leftward_stands_on_the_right(browser: Browser, leftward: Path) -> None:
    with opened(browser, WIDE, offline=True, java_script_enabled=False) as tab:
        tab.goto(f"{leftward.as_uri()}/{WHOLE}")
        tab.emulate_media(media="print")
        article = tab.locator("section[dir=rtl]")
        assert article.get_attribute("lang") == "ar"
        starts = article.locator("p.body, h2").evaluate_all("all => all.map(e => getComputedStyle(e).direction)")
        assert set(starts) == {"rtl"}
        assert tab.locator("section[dir=ltr]").count() > 0


@pytest.fixture(scope="module")
def leftward(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    """Build an edition with an article that runs from right to left, and one that does not."""
    prose_ = "اجتمع المجلس يوم الاثنين ولم يقل المبعوث شيئا عما اتفق عليه الوزير والآخرون بعد تسع ساعات."
    files = {
        "seeds/r.txt": f"اجتماع المجلس في 19 سبتمبر\n\n{prose_}\n\n{prose_}\n",
        "seeds/l.txt": "The council met on Monday, and the envoy would not say what had been agreed upon by all.\n",
        "docs/articles/r.md": "---\nlang: ar\n---\n",
    }
    return build_edition(write_edition(tmp_path_factory.mktemp("leftward") / "edition", files, font_cache))


def test_the_whole_edition_is_not_searched_nor_in_a_sitemap(site: Path) -> None:
    assert "data-pagefind" not in (site / WHOLE).read_text(encoding="utf-8")
    assert WHOLE not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert f'href="{WHOLE}"' in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_no_furniture_is_printed(kind: str, browser: Browser, site: Path) -> None:
    pages, text = printed(browser, site, kind)
    assert [words for words in FURNITURE if words in text and not kind.startswith("about/")] == []
    assert re.search(rf"1 / {pages}\b", text), "each page says which it is"
