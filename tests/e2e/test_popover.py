"""What a name means, beside it: by pointer, keyboard and touch, and gone when it is not wanted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.conftest import build_edition, write_edition

PROSE = "The council met on Monday, and the envoy would not say what the minister and the others had agreed upon."
AGAIN = "A day later the talks went on behind closed doors, and the people who waited outside were told nothing at all."
OTHER = "On Monday the council met in the town hall. Nobody was let in by the guards who stood before its many doors."
EVENT = """---
name: The council's meeting
date: 2016-09-19
date_evidence: {kind: inferred, article: a, quote: The council met on Monday, because: A test.}
accounts:
  - aspect: The meeting
    article: a
    quote: The council met on Monday
  - aspect: The meeting
    article: b
    quote: the council met in the town hall
  - aspect: Who was let in
    article: a
    quote: the people who waited outside were told nothing
---
The council met on a Monday. More was not to be learned.
"""
NOTE = """---
on:
  - quote: "had agreed upon"
  - article: b
    quote: "Nobody was let in by the guards"
kind: context
by: A. Reader
status: open
---
Another tells of guards.
"""
ENTRY = "---\nname: {0}\nkind: organisation\n---\nDefinition of {0}, in two sentences. It is short.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    entries = {f"docs/glossary/{name}.md": ENTRY.format(name) for name in ("council", "envoy")}
    root = tmp_path_factory.mktemp("popover") / "edition"
    seeds = {"seeds/a.txt": f"{PROSE}\n\n{AGAIN}\n", "seeds/b.txt": f"Doors closed\n\n{OTHER}\n\n{AGAIN}\n"}
    written = {"docs/events/meeting.md": EVENT, "docs/annotations/a/n.md": NOTE}
    return build_edition(write_edition(root, seeds | written | entries, font_cache))


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    with browser.new_context(offline=True, has_touch=True) as context:
        tab = context.new_page()
        tab.set_default_timeout(10_000)
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


def chip(page: Page) -> Locator:
    return page.locator(".v-chips a")


def told(page: Page) -> Locator:
    return page.locator(".v-told").first


def passage(page: Page) -> Locator:
    return page.locator(".v-foot .v-passages a")


SHOWN = [
    (chip, "The council's meeting", ("19 September 2016, 2 articles", "The council met on a Monday.")),
    (told, "The council's meeting", ("The meeting", "the council met in the town hall", "Doors closed")),
    (passage, "Doors closed", ("Nobody was let in by the guards who stood before its many doors.",)),
]
Find = Callable[[Page], Locator]


@pytest.mark.parametrize(("find", "name", "words"), SHOWN)
def test_what_a_link_leads_to_is_shown_by_pointer_key_and_touch(
    page: Page, find: Find, name: str, words: tuple[str, ...]
) -> None:
    find(page).hover()
    expect(box(page)).to_be_visible()
    page.mouse.move(0, 0)
    expect(box(page)).to_be_hidden()
    find(page).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=name)).to_be_focused()
    for part in words:
        expect(box(page)).to_contain_text(part)
    page.keyboard.press("Escape")
    expect(find(page)).to_be_focused()
    find(page).tap()
    expect(box(page)).to_be_visible()
    box(page).get_by_role("link", name=name).click()
    expect(page.locator("h1")).to_have_text(name)


def test_the_first_sentence_is_enough(page: Page) -> None:
    chip(page).tap()
    expect(box(page)).not_to_contain_text("More was not to be learned.")


def test_what_no_other_tells_shows_the_event(page: Page) -> None:
    marks = page.locator(".v-told")
    expect(marks).to_have_count(2)
    marks.last.tap()
    expect(box(page)).to_contain_text("The council met on a Monday.")
    expect(box(page)).not_to_contain_text("Who was let in")


def test_the_words_of_another_lead_to_their_place(page: Page) -> None:
    told(page).tap()
    box(page).get_by_role("link", name="Doors closed").click()
    expect(page.locator(":target")).to_have_text("the council met in the town hall")


def test_one_that_is_kept_open_stays_and_no_other_opens(page: Page) -> None:
    chip(page).hover()
    keep = box(page).get_by_role("button", name="Keep open")
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    page.mouse.move(0, 0)
    page.mouse.click(2, 400)
    term(page, "council").hover()
    page.wait_for_timeout(800)
    expect(box(page)).to_contain_text("19 September 2016")
    page.set_viewport_size({"width": 700, "height": 600})
    expect(box(page)).to_be_visible()
    keep.click()
    page.mouse.move(0, 0)
    expect(box(page)).to_be_hidden()
    term(page, "council").hover()
    expect(box(page)).to_contain_text("Definition of council")


def test_escape_closes_one_that_is_kept_open(page: Page) -> None:
    chip(page).hover()
    box(page).get_by_role("button", name="Keep open").click()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_hidden()
    expect(chip(page)).to_be_focused()


def test_a_mouse_follows_the_link(page: Page) -> None:
    chip(page).click()
    expect(page.locator("h1")).to_have_text("The council's meeting")


@pytest.mark.parametrize(("find", "name", "words"), SHOWN)
def test_without_a_script_the_links_lead_there(
    browser: Browser, site: Path, find: Find, name: str, words: tuple[str, ...]
) -> None:
    with browser.new_context(offline=True, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / "articles/a.html").as_uri())
        find(page).click()
        expect(page.locator("h1")).to_have_text(name)
        expect(page.locator("body")).to_contain_text(words[-1])


@pytest.mark.parametrize("find", [chip, told, passage])
def test_none_of_them_opens_when_they_are_off(page: Page, find: Find) -> None:
    chip(page).tap()
    box(page).get_by_role("button", name="Show no previews").click()
    find(page).hover()
    page.wait_for_timeout(700)
    expect(box(page)).to_be_hidden()
    find(page).tap()
    expect(page.locator("h1")).not_to_have_text("Untitled")
    assert not page.url.endswith("articles/a.html")
