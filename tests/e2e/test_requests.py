"""No page of any kind asks anything of another site: served or opened from its folder, and whatever is opened on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from tests.e2e.hosts import hosted
from tests.e2e.openers import search, suggest
from tests.e2e.tabs import KINDS, MORE, opened

ADDRESSES = (*(f"{kind}.html" for kind in KINDS), *MORE)
# Hosts show it at any address, so its links begin at the root of the site, which a folder does not have.
HOSTED = "404.html"
ARTICLE = "articles/bombings-end-syria-ceasefire.html"
# Pages of one kind that stand in the folder of a kind and are not its index.
FOLDERS = ("articles", "events", "glossary", "removed", "compare", "raw")


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """Serve the site on this machine."""
    with hosted(site) as address:
        yield address.rstrip("/")


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    return served if request.param == "http" else site.as_uri()


def kind(path: str) -> str:
    """Return what stands for all pages like one: its folder, or itself where it is the only one."""
    folder, _, name = path.partition("/")
    return folder if folder in FOLDERS and name != "index.html" else path


def test_every_kind_of_page_that_is_built_is_tried(site: Path) -> None:
    built = [path.relative_to(site).as_posix() for pattern in ("*.html", "*.txt") for path in site.rglob(pattern)]
    feeds = [path.relative_to(site).as_posix() for path in (site / "feeds").iterdir()]
    kinds = {kind(path) for path in [*built, *feeds] if not path.startswith("assets/")}
    assert kinds - {kind(path) for path in ADDRESSES} == set(), "add an address of each to KINDS or MORE in tabs.py"
    assert [path for path in ADDRESSES if not (site / path).is_file()] == [], "named in tabs.py and not built"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_nothing_of_another_site(address: str, browser: Browser, base: str, site: Path) -> None:
    if address == HOSTED and base.startswith("file:"):
        assert 'href="/assets/' in (site / HOSTED).read_text(encoding="utf-8")
        return
    with opened(browser) as tab:
        tab.goto(f"{base}/{address}", wait_until="networkidle")
        assert tab.evaluate("document.readyState") == "complete"


def preview(tab: Tab) -> None:
    for link in (".v-chip", ".v-told", ".v-body a.v-term", ".v-foot .v-passages a"):
        tab.locator(link).first.focus()
        tab.keyboard.press("Enter")
        expect(tab.locator(".v-popover")).to_be_visible()
        tab.keyboard.press("Escape")


def cite(tab: Tab) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    tab.locator(".v-cite__copy").first.scroll_into_view_if_needed()


@pytest.mark.parametrize("open_", [search, suggest, preview, cite])
def test_nothing_that_is_opened_asks_another_site(open_: Callable[[Tab], None], browser: Browser, base: str) -> None:
    with opened(browser) as tab:
        tab.goto(f"{base}/{ARTICLE}")
        open_(tab)
        tab.wait_for_load_state("networkidle")


def test_a_request_that_leaves_is_seen(browser: Browser, base: str) -> None:
    with pytest.raises(AssertionError, match=r"elsewhere\.invalid"):
        leave(browser, f"{base}/index.html")


def leave(browser: Browser, address: str) -> None:
    with opened(browser) as tab:
        tab.goto(address)
        tab.evaluate("fetch('https://elsewhere.invalid/').catch(() => 0)")
