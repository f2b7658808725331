"""What pages cost before they can be read: nothing moves while they load, and they load no more than they need."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from tests.conftest import ROOT, build_edition, write_edition
from tests.e2e import hosts

from variorum import edition, pages, read
from variorum.model import Page

SLOWDOWN = 4  # times slower than this machine, as phones are
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
# What moved without being asked to, by how much, and what it was.
WATCH = """
window.moved = {score: 0, what: []};
new PerformanceObserver(list => { for (const entry of list.getEntries()) {
  moved.score += entry.value;
  for (const {node} of entry.sources) moved.what.push(node?.className || node?.nodeName);
} }).observe({type: "layout-shift", buffered: true});
"""
LATE = """performance.getEntriesByType("resource")
  .filter(each => each.name.endsWith(".woff2") && each.initiatorType === "css").map(each => each.name)"""


# Bytes of our own style sheets and scripts, as they are written, that a page loads before anything on it is opened.
BUDGET = {"article": 63_000, "notes": 49_000}
BUDGET_OF_OTHERS = 33_000
# And of what all pages load besides, which is made when the site is built.
BUDGET_OF_MADE = {"fonts/fonts.css": 68_000, "material.css": 19_000}
OWN = """performance.getEntriesByType("resource").map(each => new URL(each.name).pathname)
  .filter(path => /\\/assets\\/[a-z-]+\\.(css|js)$/.test(path))"""


@pytest.fixture(scope="module")
def hosted(site: Path) -> Iterator[str]:
    """Serve the first edition on this machine."""
    with hosts.hosted(site) as root:
        yield root.rstrip("/")


@pytest.fixture(scope="module")
def kinds() -> dict[str, str]:
    """Return the address of the longest page of each kind, with one that was written by hand."""
    longest: dict[str, Page] = {}
    for page in pages.render(edition.build(read.sources(ROOT))):
        if page.kind not in longest or len(page.html) > len(longest[page.kind].html):
            longest[page.kind] = page
    return {kind: page.path.replace(".md", ".html") for kind, page in longest.items()} | {"hand": "about/cleaning.html"}


@contextmanager
def cold(browser: Browser, address: str, width: int = 1280, network: bool = False, **options: Any) -> Iterator[Tab]:
    """Yield a page in an empty, slow browser; whatever a script complains of fails the test."""
    wrong: list[str] = []
    with browser.new_context(viewport={"width": width, "height": 900}, **options) as context:
        tab = context.new_page()
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        remote = context.new_cdp_session(tab)
        remote.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        if network:
            remote.send("Network.enable")
            remote.send("Network.emulateNetworkConditions", NETWORK)
        tab.add_init_script(WATCH)
        tab.goto(address, timeout=120_000)  # a slow line on a busy machine
        tab.wait_for_timeout(300)
        yield tab
    assert wrong == []


@pytest.mark.parametrize(("way", "width"), [("network", 360), ("network", 1280), ("folder", 1280)])
def test_nothing_moves_while_a_page_loads(
    way: str, width: int, kinds: dict[str, str], browser: Browser, site: Path, hosted: str
) -> None:
    base = site.as_uri() if way == "folder" else hosted
    for kind, path in kinds.items():
        scheme = "dark" if kind in ("home", "article") else "light"  # a page begins light until a script has run
        with cold(browser, f"{base}/{path}", width, way == "network", color_scheme=scheme) as tab:
            moved = tab.evaluate("moved")
            assert moved["score"] < 0.01, (kind, moved)


def test_the_faces_a_page_shows_are_asked_for_before_it_is_laid_out(
    kinds: dict[str, str], browser: Browser, hosted: str
) -> None:
    for kind, path in kinds.items():
        with cold(browser, f"{hosted}/{path}") as tab:
            assert tab.evaluate(LATE) == [], kind


def test_a_page_loads_what_its_kind_needs_and_no_more(
    kinds: dict[str, str], browser: Browser, site: Path, hosted: str
) -> None:
    for kind, path in kinds.items():
        with cold(browser, f"{hosted}/{path}") as tab:
            loaded = tab.evaluate(OWN)
        assert "/assets/variorum.css" in loaded
        assert not {"/assets/search.js", "/assets/suggest.js", "/assets/copy.js"} & set(loaded), kind
        assert "/assets/material.css" in loaded, kind
        assert "/assets/material-whole.css" not in loaded, kind
        own = sum((site / name[1:]).stat().st_size for name in loaded if "material" not in name)
        assert own <= BUDGET.get(kind, BUDGET_OF_OTHERS), kind
    for name, most in BUDGET_OF_MADE.items():
        assert (site / "assets" / name).stat().st_size <= most, name


def test_letters_typed_before_the_search_has_come_are_kept(browser: Browser, hosted: str) -> None:
    with cold(browser, f"{hosted}/index.html", network=True) as tab:
        tab.keyboard.press("/")
        tab.keyboard.type("parallel")
        expect(tab.locator("dialog input")).to_have_value("parallel")
        expect(tab.locator("dialog a", has_text="parallel").first).to_be_visible()


def test_folds_open_on_paper_and_for_what_a_link_leads_to(browser: Browser, hosted: str) -> None:
    with cold(browser, f"{hosted}/removed/index.html") as tab:
        card = tab.locator("details.v-rule-card").first
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert card.evaluate("each => each.open")
        tab.evaluate("dispatchEvent(new Event('afterprint'))")
        assert not card.evaluate("each => each.open")
        tab.evaluate("id => { location.hash = id }", card.get_attribute("id"))
        expect(card).to_have_attribute("open", "")


PALETTE = """\
site_name: Colours
use_directory_urls: false
plugins: [variorum]
theme:
  name: material
  palette:
    - {media: (prefers-color-scheme), toggle: {icon: material/brightness-auto, name: Follow}}
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: Light}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: Dark}}
"""


def test_colours_that_follow_the_device_can_be_chosen(browser: Browser, tmp_path: Path, font_cache: Path) -> None:
    site = build_edition(write_edition(tmp_path / "edition", {"mkdocs.yml": PALETTE}, font_cache))
    with cold(browser, (site / "index.html").as_uri(), color_scheme="dark") as tab:
        body = tab.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        tab.locator("label[title='Follow']").click()
        expect(body).to_have_attribute("data-md-color-scheme", "default")
        tab.locator("label[title='Light']").click()
        tab.locator("label[title='Dark']").click()
        tab.emulate_media(color_scheme="light")
        expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_a_page_that_needs_all_of_material_keeps_the_colours_of_the_others(
    browser: Browser, tmp_path: Path, font_cache: Path
) -> None:
    yml = PALETTE + "markdown_extensions: [admonition]\n"
    files = {"mkdocs.yml": yml, "docs/about/note.md": "# Note\n\n!!! note\n    It is so.\n"}
    site = build_edition(write_edition(tmp_path / "edition", files, font_cache))
    with hosts.hosted(site) as root, cold(browser, f"{root}about/note.html", color_scheme="light") as tab:
        assert tab.locator("link[href$='material-whole.css']").count() == 1
        assert tab.evaluate("moved")["score"] < 0.01
        tab.locator("label[title='Follow']").click()
        tab.locator("label[title='Light']").click()
        expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(tab.locator("body")).to_have_css("background-color", "rgb(25, 24, 22)")
        tab.goto(f"{root}index.html")
        expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(tab.locator("body")).to_have_css("background-color", "rgb(25, 24, 22)")
