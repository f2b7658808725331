"""Citing in a real browser, and the page that was not found: with scripts and without, at a root and below a path."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.conftest import ROOT
from tests.e2e import hosts
from tests.e2e.tabs import opened

from variorum import plugin
from variorum.press.progress import Progress

ARTICLE = "articles/us-threatens-end-to-cooperation.html"
FAILED = [
    ("articles/us-threatens-end-to-coperation.html", "US threatens Russia with end to cooperation"),
    ("us-threatens-end-to-cooperation", "US threatens Russia with end to cooperation"),
    ("glossary/john_kerry/", "John Kerry"),
    ("2016/09/deep/er/convoy%20attack.html", "The attack on the aid convoy"),
]


@pytest.fixture(scope="module", params=["/", "/sub/path/"])
def hosted(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the first edition: at the root of a host without site_url, and below a path with it."""
    folder = site if request.param == "/" else _below(request.param, tmp_path_factory.mktemp("below"))
    with hosts.hosted(folder, request.param) as root:
        yield root


def _below(path: str, folder: Path) -> Path:
    """Build the first edition for a site below a path."""
    root, built = folder / "edition", folder / "site"
    root.mkdir()
    built.mkdir()
    for name in ("seeds", "docs"):
        (root / name).symlink_to(ROOT / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"site_url: https://edition.example{path}\n{settings}", encoding="utf-8")
    plugin.build(root, built, Progress(None))
    return built


@pytest.mark.parametrize(("address", "title"), FAILED)
def test_an_unknown_address_is_answered_with_the_nearest_pages(
    browser: Browser, hosted: str, address: str, title: str
) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        answer = tab.goto(hosted + address)
        assert answer is not None
        assert answer.status == 404
        first = tab.locator("#v-guess li a").first
        expect(first).to_contain_text(title)
        sheet = "document.querySelector('link[href$=\"variorum.css\"]').sheet.cssRules.length"
        assert tab.evaluate(sheet) > 0
        first.click()
        expect(tab.locator("h1").first).to_contain_text(title)


def test_words_that_no_page_has_are_offered_as_a_query(browser: Browser, hosted: str) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{hosted}kerry-lavrov-xyzzy.html")
        tab.locator("#v-guess [data-v-query]", has_text="kerry lavrov xyzzy").click()
        expect(tab.locator("dialog input")).to_have_value("kerry lavrov xyzzy")


def test_without_scripts_an_unknown_address_leads_to_the_indexes(browser: Browser, hosted: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{hosted}some/where/else.html")
        assert not tab.locator("#v-guess").is_visible()
        tab.locator(".md-content").get_by_role("link", name="Glossary").click()
        expect(tab.locator("h1")).to_have_text("Glossary")


def test_a_reference_and_that_of_a_paragraph_are_copied_in_a_folder(browser: Browser, site: Path) -> None:
    with opened(browser, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{ARTICLE}")
        plain = str(tab.locator("#cite-plain").text_content())
        tab.locator('[data-v-copies="cite-plain"]').click()
        expect(tab.locator("[data-v-cited]")).to_have_text("Copied.")
        assert not tab.locator("#cite-passage").is_visible()
        id_ = tab.locator(".v-body > p[id]").nth(2).get_attribute("id")
        tab.evaluate(f"location.hash = '{id_}'")
        expect(tab.locator("#cite-passage")).to_have_text(f"{plain} #{id_}")


def test_every_form_can_be_read_without_scripts(browser: Browser, site: Path) -> None:
    with opened(browser, java_script_enabled=False, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{ARTICLE}")
        assert tab.locator("#cite-plain").is_visible()
        tab.locator(".v-cite summary", has_text="BibTeX").click()
        assert str(tab.locator("#cite-bibtex").text_content()).startswith("@misc{us-threatens-end-to-cooperation,")
        assert not tab.locator(".v-cite button").first.is_visible()
