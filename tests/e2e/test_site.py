"""The first edition in a real browser, opened from its folder without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from tests.conftest import ROOT
from tests.e2e.hosts import hosted
from tests.e2e.tabs import KINDS, NARROW, NARROWEST, WIDE, opened
from tests.test_plugin import HOSTILE, PROSE

from variorum import edition, plugin, read
from variorum.model import Article
from variorum.pages.template import page_path
from variorum.press.progress import Progress

TEXT = "[...document.querySelectorAll('.v-text')].map(part => part.textContent).join('')"


@pytest.fixture(params=[(s, w) for s in ("light", "dark") for w in ("wide", "narrow")], ids="-".join)
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Tab]:
    """Yield an offline tab, wide and narrow, light and dark."""
    scheme, width = request.param
    with opened(browser, WIDE if width == "wide" else NARROW, color_scheme=scheme, offline=True) as made:
        yield made


def articles() -> tuple[Article, ...]:
    return edition.build(read.sources(ROOT)).articles


@pytest.mark.parametrize("kind", KINDS)
def test_page_opens_without_a_network(kind: str, tab: Tab, site: Path) -> None:
    tab.goto(f"{site.as_uri()}/{kind}.html")
    assert tab.locator("h1").count() == 1
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    background = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    dark = tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert background == ("rgb(25, 24, 22)" if dark else "rgb(255, 253, 248)")
    assert tab.evaluate("document.fonts.ready.then(() => document.fonts.check('600 16px \"Source Serif\"'))")


@pytest.mark.parametrize("kind", KINDS)
def test_page_reflows_at_320_pixels(kind: str, browser: Browser, site: Path) -> None:
    with opened(browser, NARROWEST, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{kind}.html")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_a_narrow_screen_a_report_of_a_figure_takes_its_whole_width(browser: Browser, site: Path) -> None:
    with opened(browser, NARROWEST, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/events/aleppo-offensive.html")
        widths = tab.evaluate("[...document.querySelectorAll('.v-reports :is(th, td)')].map(each => each.offsetWidth)")
        whole = tab.evaluate("document.querySelector('.v-reports').offsetWidth")
        assert {width for width in widths if width} == {whole}


# How far down the first line of a text ends, and of its first paragraph that is no caption.
FIRST_LINES = """[".v-body > p", ".v-body > p:not(.v-caption, .v-credit)"].map((which) => {
  const words = document.createTreeWalker(document.querySelector(which), NodeFilter.SHOW_TEXT).nextNode();
  const letter = new Range();
  letter.setStart(words, 0);
  letter.setEnd(words, 1);
  return letter.getBoundingClientRect().bottom;
})"""


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("article", articles(), ids=lambda a: a.address)
def test_on_a_telephone_the_text_begins_on_the_first_screen(
    article: Article, scripts: bool, browser: Browser, site: Path
) -> None:
    for width, height in ((360, 740), (320, 640)):
        with opened(browser, {"width": width, "height": height}, offline=True, java_script_enabled=scripts) as tab:
            tab.goto(f"{site.as_uri()}/{page_path(article).replace('.md', '.html')}")
            text, prose = tab.evaluate(FIRST_LINES)
            assert text < 0.9 * height
            assert prose < height or width == 320


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_a_telephone_what_is_folded_is_a_tap_away(scripts: bool, browser: Browser, site: Path) -> None:
    address = f"{site.as_uri()}/articles/us-threatens-end-to-cooperation.html"
    with opened(browser, NARROW, offline=True, java_script_enabled=scripts) as tab:
        tab.goto(address)
        for opener, inside in ((".v-menu", ".v-nav a"), (".v-ways > summary", ".v-ways .v-links a")):
            expect(tab.locator(inside).first).to_be_hidden()
            tab.locator(opener).click()
            for link in tab.locator(inside).all():
                expect(link).to_be_visible()
            if opener == ".v-menu":
                tab.keyboard.press("Escape")
                expect(tab.locator(inside).first).to_be_hidden()
    with opened(browser, WIDE, offline=True, java_script_enabled=scripts) as tab:
        tab.goto(address)
        for shown, not_shown in ((".v-nav a", ".v-menu"), (".v-ways .v-links a", ".v-ways > summary")):
            expect(tab.locator(shown).first).to_be_visible()
            expect(tab.locator(not_shown)).to_be_hidden()


@pytest.mark.parametrize("article", articles(), ids=lambda a: a.address)
def test_text_content_is_the_cleaned_text(article: Article, browser: Browser, site: Path) -> None:
    with opened(browser, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{page_path(article).replace('.md', '.html')}")
        assert tab.evaluate(TEXT) == article.text
        ids = tab.evaluate("[...document.querySelectorAll('.v-text [id^=p-]')].map(p => p.id)")
        assert ids == [paragraph.id for paragraph in article.paragraphs]


@pytest.mark.parametrize("kind", KINDS)
def test_page_can_be_read_without_scripts(kind: str, browser: Browser, site: Path) -> None:
    with opened(browser, java_script_enabled=False, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{kind}.html")
        assert tab.locator("h1").is_visible()
        assert tab.locator(".v-nav a").first.is_visible()
        assert not tab.locator("button[data-v-search]").is_visible()


def test_hostile_text_is_the_same_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "edition"
    (root / "seeds").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    yml = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(yml[: yml.index("\nnav:")], encoding="utf-8")
    for i, line in enumerate(HOSTILE):
        (root / "seeds" / f"{i:02}.txt").write_bytes(f"{line}\n\n{PROSE}\n\n{PROSE} {line}\n".encode())
    plugin.build(root, tmp_path / "site", Progress(None))
    with opened(browser, offline=True) as tab:
        for article in edition.build(read.sources(root)).articles:
            tab.goto(f"{(tmp_path / 'site').as_uri()}/articles/{article.address}.html")
            assert tab.evaluate(TEXT) == article.text
            assert tab.title() != "hacked"


def test_a_search_leads_to_the_passage_offline(tab: Tab, site: Path) -> None:
    tab.goto(f"{site.as_uri()}/index.html")
    tab.keyboard.press("/")
    tab.keyboard.type("parallel universe")
    tab.locator("dialog a", has_text="parallel universe").first.click()
    assert "bombings-end-syria-ceasefire.html" in tab.url
    assert "parallel universe" in tab.locator(":target").inner_text()
    expect(tab.locator(":target")).to_be_visible()


def test_the_evidence_of_a_date_can_be_opened(tab: Tab, site: Path) -> None:
    tab.goto(f"{site.as_uri()}/articles/us-threatens-end-to-cooperation.html")
    summary = tab.locator(".v-facts summary")
    assert "29 September 2016" in summary.inner_text()
    assert "inferred" in summary.inner_text()
    quotation = tab.locator(".v-facts q", has_text="warned Russian Foreign Minister Sergei Lavrov yesterday")
    assert not quotation.is_visible()
    summary.focus()
    tab.keyboard.press("Enter")
    assert quotation.is_visible()


def test_a_seed_without_a_title_says_so(tab: Tab, site: Path) -> None:
    tab.goto(f"{site.as_uri()}/articles/terms-for-the-withdrawal-from-aleppo.html")
    assert tab.locator("h1").inner_text().startswith("Untitled")
    assert tab.get_by_text("The text as received has no title.").is_visible()


def test_the_colours_are_remembered(browser: Browser, site: Path) -> None:
    with hosted(site) as root, opened(browser, color_scheme="light") as tab:
        tab.goto(f"{root}index.html")
        tab.locator("label[title='Change to dark']").click()
        tab.goto(f"{root}about/index.html")
        assert tab.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_a_fragment_that_is_no_address_of_ours_troubles_no_script(browser: Browser, site: Path) -> None:
    with opened(browser, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/articles/bombings-end-syria-ceasefire.html#%E0%A4%A")
        assert tab.locator("h1").is_visible()


def test_every_line_can_be_seen_in_its_place(tab: Tab, site: Path) -> None:
    tab.goto(f"{site.as_uri()}/removed/what-is-kerry-doing-for-aleppo.html")
    gone = tab.locator("tr.v-gone del").all_inner_texts()
    assert gone[:3] == ["57.6 F", "Cambridge", "Wednesday, May 8, 2024"]
    tab.locator("tr.v-kept a", has_text="kept").first.click()
    assert tab.locator(":target").inner_text().startswith("What is [John Kerry doing for] Aleppo?")


def test_a_cell_of_the_accounts_leads_to_its_passage(tab: Tab, site: Path) -> None:
    tab.goto(f"{site.as_uri()}/events/deir-ez-zor-strike.html")
    tab.locator("#tells-the-toll a.v-cite", has_text="an estimated 62").click()
    assert "bombings-end-syria-ceasefire.html#told-" in tab.url
    assert tab.locator(":target").inner_text().startswith("a US airstrike that killed an estimated 62")
    tab.locator(
        "p:has(:target) .v-told", has=tab.locator("xpath=self::*[@data-label='The strike near Deir ez-Zor']")
    ).click()
    assert "events/deir-ez-zor-strike.html#tells-" in tab.url
    expect(tab.locator(":target")).to_be_visible()


def test_a_name_leads_to_its_entry_and_a_mention_back_to_its_place(tab: Tab, site: Path) -> None:
    tab.goto(f"{site.as_uri()}/articles/bombings-end-syria-ceasefire.html")
    tab.locator(".v-body a.v-term", has_text="sovereignty").click()
    assert tab.locator("h1").inner_text() == "Sovereignty"
    tab.locator(".v-mentions a.v-place").first.click()
    assert "bombings-end-syria-ceasefire.html#m-sovereignty-1" in tab.url
    assert tab.locator(":target").inner_text() == "sovereignty"
    expect(tab.locator(":target")).to_be_visible()


def test_a_name_is_described_by_its_definition(tab: Tab, site: Path) -> None:
    tab.goto(f"{site.as_uri()}/articles/bombings-end-syria-ceasefire.html")
    tab.locator("#definition-sovereignty").scroll_into_view_if_needed()
    assert tab.locator("#definition-sovereignty").is_visible()
    described = tab.locator(".v-body a.v-term", has_text="sovereignty").get_attribute("aria-describedby")
    assert described == "definition-sovereignty"


def test_the_glossary_is_filtered_by_kind_without_scripts(browser: Browser, site: Path) -> None:
    with opened(browser, java_script_enabled=False, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/glossary/index.html")
        assert tab.get_by_role("link", name="Kerry, John").is_visible()
        tab.get_by_text("Documents").click()
        assert not tab.get_by_role("link", name="Kerry, John").is_visible()
        assert not tab.locator("h2", has_text="K").is_visible()
        assert tab.get_by_role("link", name="Agreement of 9 September 2016").is_visible()
        tab.keyboard.press("ArrowRight")
        assert tab.get_by_role("link", name="Barrel bomb").is_visible()
