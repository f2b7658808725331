"""Pages on paper: what Chromium prints, read back from the PDF."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from tests.conftest import ROOT
from tests.e2e.tabs import KINDS, WIDE, opened

from variorum import edition, read

ARTICLE = "articles/bombings-end-syria-ceasefire"
EVENT = "events/convoy-attack"
PAIR = "compare/bombings-end-syria-ceasefire--/us-threatens-end-to-cooperation"
FURNITURE = ("Suggest a note", "All notes", "Copy link", "suggested by machine", "less sure", "Made with")
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


@pytest.mark.parametrize("kind", KINDS)
def test_no_furniture_is_printed(kind: str, browser: Browser, site: Path) -> None:
    pages, text = printed(browser, site, kind)
    assert [words for words in FURNITURE if words in text and not kind.startswith("about/")] == []
    assert re.search(rf"1 / {pages}\b", text), "each page says which it is"
