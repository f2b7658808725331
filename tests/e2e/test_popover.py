"""What a name means, beside it: by pointer, keyboard and touch, and gone when it is not wanted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.conftest import build_edition, write_edition

PROSE = "The council met on Monday, and the envoy would not say what the minister and the others had agreed upon."
AGAIN = "A day later the talks went on behind closed doors, and the people who waited outside were told nothing at all."
ENTRY = "---\nname: {0}\nkind: organisation\n---\nDefinition of {0}, in two sentences. It is short.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    entries = {f"docs/glossary/{name}.md": ENTRY.format(name) for name in ("council", "envoy")}
    root = tmp_path_factory.mktemp("popover") / "edition"
    return build_edition(write_edition(root, {"seeds/a.txt": f"{PROSE}\n\n{AGAIN}\n", **entries}, font_cache))


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    with browser.new_context(offline=True, has_touch=True) as context:
        tab = context.new_page()
        wrong: list[str] = []
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.goto((site / "articles/a.html").as_uri())
        yield tab
        assert wrong == []


def term(page: Page, name: str) -> Locator:
    return page.locator(".v-body a.v-term", has_text=name)


def box(page: Page) -> Locator:
    return page.locator(".v-popover")


def test_the_pointer_opens_it_after_a_rest_and_may_go_into_it(page: Page) -> None:
    term(page, "council").hover()
    expect(box(page)).to_contain_text("Definition of council")
    box(page).hover()
    page.wait_for_timeout(500)
    expect(box(page)).to_be_visible()
    page.mouse.move(0, 0)
    expect(box(page)).to_be_hidden()


def test_a_passing_pointer_opens_none(page: Page) -> None:
    term(page, "council").hover()
    page.mouse.move(0, 0)
    page.wait_for_timeout(600)
    expect(box(page)).to_be_hidden()


def test_enter_opens_it_and_escape_gives_the_focus_back(page: Page) -> None:
    term(page, "envoy").focus()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    expect(page.get_by_role("dialog", name="envoy")).to_contain_text("Definition of envoy")
    page.keyboard.press("Escape")
    expect(box(page)).to_be_hidden()
    expect(term(page, "envoy")).to_be_focused()


def test_a_tap_opens_it_and_the_cross_closes_it(page: Page) -> None:
    term(page, "council").tap()
    expect(box(page)).to_be_visible()
    box(page).get_by_role("button", name="Close").tap()
    expect(box(page)).to_be_hidden()


def test_it_leads_to_the_entry(page: Page) -> None:
    term(page, "council").tap()
    box(page).get_by_role("link", name="Open council").click()
    expect(page.locator("h1")).to_have_text("council")


def test_they_can_be_turned_off_for_good_and_on_again(page: Page) -> None:
    term(page, "council").tap()
    box(page).get_by_role("button", name="Show no previews").click()
    page.reload()
    term(page, "council").hover()
    page.wait_for_timeout(700)
    expect(box(page)).to_be_hidden()
    page.get_by_role("button", name="Show previews").click()
    term(page, "council").hover()
    expect(box(page)).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_stays_within_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    term(page, "envoy").tap()
    place = box(page).bounding_box()
    assert place
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
