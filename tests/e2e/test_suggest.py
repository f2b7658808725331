"""A reader selects words, writes a note and takes the file away: over file:// and http, by pointer and by keyboard."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.conftest import build_edition, write_edition

from variorum.cli import main

PROSE = "The council met on Monday, and nobody would say what had been agreed. “We go on,” said the envoy."
AGAIN = "A day later nobody would say what had been agreed either; the talks went on behind closed doors 🕊 till night."
HOST = "{suggest: {repo: 'https://git.example.org/ada/reader', host: forgejo}}"
SETTINGS = f"site_name: Reader\nuse_directory_urls: false\ntheme: {{name: material}}\nplugins: [variorum: {HOST}]\n"
SELECT = """([words, nth]) => {
  const walker = document.createTreeWalker(document.querySelector('.v-body'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at >= 0 && nth-- === 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    files = {"seeds/a.txt": f"{PROSE}\n\n{AGAIN}\n", "mkdocs.yml": SETTINGS}
    return write_edition(tmp_path_factory.mktemp("suggest") / "edition", files, font_cache)


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    return build_edition(root)


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    context = browser.new_context(offline=True, accept_downloads=True)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto((site / "articles/a.html").as_uri())
    yield tab
    assert wrong == []
    context.close()


def write(page: Page, words: str, nth: int = 0) -> None:
    """Select words and fill the dialog in."""
    page.evaluate(SELECT, [words, nth])
    page.get_by_role("button", name="Suggest a note").last.click()
    page.get_by_label("Your name").fill("Ada: “the” reader")
    page.get_by_label("The note").fill("Why *nobody*? See [the minutes](https://example.org/a).")


def taken(page: Page) -> tuple[str, str]:
    """Return the name and the text of the downloaded file."""
    with page.expect_download() as waiting:
        page.get_by_text("Download the file").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "nth"), [("“We go on,”", 0), ("nobody would say", 1), ("doors 🕊 till", 0)])
def test_the_file_taken_away_stands_on_the_selected_words(page: Page, root: Path, words: str, nth: int) -> None:
    write(page, words, nth)
    name, text = taken(page)
    note = root / "docs/annotations/a" / name
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(text, encoding="utf-8")
    try:
        assert main(["-C", str(root), "check", "--quiet"]) == 0
    finally:
        note.unlink()


def test_words_that_stand_twice_are_told_apart(page: Page) -> None:
    write(page, "nobody would say", 1)
    expect(page.get_by_text("stand 2 times")).to_be_visible()
    assert 'before: "' in taken(page)[1]


def test_without_words_the_page_says_what_to_do(page: Page) -> None:
    page.get_by_role("button", name="Suggest a note").click()
    expect(page.get_by_text("Select words of the article first")).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_draft_outlives_the_page_and_can_be_discarded(page: Page) -> None:
    write(page, "the envoy")
    page.keyboard.press("Escape")
    page.reload()
    page.get_by_role("button", name="Go on with your draft on “the envoy”").click()
    expect(page.get_by_label("The note")).to_have_value("Why *nobody*? See [the minutes](https://example.org/a).")
    page.get_by_role("button", name="Discard the draft").click()
    page.reload()
    expect(page.get_by_role("button", name="Go on with your draft")).to_have_count(0)


def test_the_host_gets_the_file_filled_in(page: Page) -> None:
    write(page, "the envoy")
    href = page.get_by_role("link", name="Open a pull request on Forgejo").get_attribute("href")
    parts = urlsplit(str(href))
    asked = parse_qs(parts.query)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://git.example.org/ada/reader/_new/main"
    assert asked["filename"][0].startswith("docs/annotations/a/the-envoy-")
    assert 'quote: "the envoy"' in asked["value"][0]


def test_a_file_too_long_for_an_address_is_to_be_pasted(page: Page) -> None:
    write(page, "the envoy")
    page.get_by_label("The note").fill("é" * 3000)
    link = page.get_by_role("link", name="Copy the file and open Forgejo")
    assert "value=" not in str(link.get_attribute("href"))


def test_the_preview_is_made_of_text(page: Page) -> None:
    write(page, "the envoy")
    page.get_by_label("The note").fill("<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1))")
    preview = page.locator(".v-suggest__preview")
    expect(preview).to_contain_text("<img src=x onerror=alert(1)> bold [x](javascript:alert(1))")
    assert preview.locator("img, a").count() == 0


def test_a_note_that_is_too_long_cannot_be_taken(page: Page) -> None:
    write(page, "the envoy")
    page.get_by_label("The note").fill("a" * 4001)
    expect(page.get_by_text("1 character too many.")).to_be_visible()
    expect(page.get_by_role("button", name="Copy the file")).to_be_disabled()


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.evaluate(SELECT, ["the envoy", 0])
    page.locator("[data-v-suggest-open]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your name")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-v-suggest-open]")).to_be_focused()


def test_the_next_key_after_the_dialog_is_heard_by_the_page(page: Page) -> None:
    write(page, "the envoy")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()


def test_what_is_taken_is_yaml_whatever_was_typed(page: Page) -> None:
    write(page, "the envoy")
    page.get_by_label("Your name").fill('no: "yes" \u2028 # {}')
    said = taken(page)[1].split("\nby: ")[1].split("\n")[0]
    assert json.loads(said) == 'no: "yes" \u2028 # {}'
