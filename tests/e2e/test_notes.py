"""Notes beside their passages: in the margin, in a sheet, by key and by kind, and as endnotes when no script runs."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from tests.conftest import build_edition, write_edition

WORDS = [f"word{n} of the council that met" for n in range(30)]
CROWDED = ", and ".join(WORDS) + "."
AFTER = "A day later the talks went on behind closed doors, and the people who waited outside were told nothing at all."
LAST = "The envoy read the council that met a statement and left by the garden gate before anybody could ask."
RIGHT = "اجتمع المجلس يوم الاثنين ولم يقل المبعوث شيئا عما اتفق عليه الوزير والآخرون بعد تسع ساعات من الحديث الطويل."
SHORT = "بعد يوم استؤنفت المحادثات خلف أبواب مغلقة ولم يعلم الناس الذين انتظروا في الخارج بشيء."
NOTE = '---\non:\n  - quote: "{quote}"\nkind: {kind}\nby: A. Reader\nstatus: open\n---\n{body}\n'
LONG = "A note that goes on and on, since its writer had much to say of what the council did. " * 12
KINDS = ("context", "question", "source")


def files() -> dict[str, str]:
    """Return an article with thirty notes on its first paragraph, one in the last, and one that runs leftward."""
    made = {"seeds/a.txt": f"{CROWDED}\n\n{AFTER}\n\n{LAST}\n", "seeds/r.txt": f"{RIGHT}\n\n{SHORT}\n"}
    for n in range(30):
        body = LONG if n == 3 else f"Note on the place of number {n}, in a sentence or two. It is short."
        made[f"docs/annotations/a/n{n:02}.md"] = NOTE.format(quote=f"word{n} of the", kind=KINDS[n % 3], body=body)
    made["docs/annotations/a/z.md"] = NOTE.format(quote="the garden gate", kind="correction", body="It was the *door*.")
    made["docs/annotations/r/n.md"] = NOTE.format(quote="المبعوث شيئا", kind="context", body="Who he was.")
    made["docs/annotations/r/o.md"] = NOTE.format(quote="المبعوث شيئا", kind="question", body="What was it?")
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    return build_edition(write_edition(tmp_path_factory.mktemp("notes") / "edition", files(), font_cache))


Open = Callable[..., Page]


@pytest.fixture
def at(browser: Browser, site: Path) -> Iterator[Open]:
    """Return a function that opens an article in a window of a given width; errors of its scripts fail the test."""
    wrong: list[str] = []
    contexts = []

    def opened(width: int, article: str = "a", script: bool = True) -> Page:
        window: ViewportSize = {"width": width, "height": 900}
        context = browser.new_context(viewport=window, offline=True, has_touch=True, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto((site / f"articles/{article}.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def asides(page: Page) -> Locator:
    return page.locator(".v-aside__note")


def passage(page: Page, number: int) -> Locator:
    return page.locator(f".v-note[data-notes~='{number}']")


def edges(found: Locator) -> list[tuple[float, float]]:
    """Return the upper and lower edges of elements, from the highest to the lowest."""
    boxes = [box for each in found.all() if (box := each.bounding_box())]
    return sorted((box["y"], box["y"] + box["height"]) for box in boxes)


def overlap(page: Page) -> list[tuple[float, float]]:
    return [(lower, upper) for (_, lower), (upper, _) in pairwise(edges(asides(page))) if upper < lower]


SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    if (sources.some(({ node }) => node?.parentElement?.closest('.v-article'))) window.shifts.push(value);
}).observe({ type: 'layout-shift', buffered: true });
"""
PLACES = """
[...document.querySelectorAll('.v-text [id]')].map((each) => each.getBoundingClientRect()).map(({ x, y }) => [x, y])
"""


@pytest.mark.parametrize("width", [1200, 1280, 1920])
def test_thirty_notes_on_a_paragraph_do_not_overlap(at: Open, width: int) -> None:
    page = at(width)
    expect(asides(page)).to_have_count(31)
    assert overlap(page) == []
    texts = page.locator(".v-body").bounding_box()
    assert texts
    for box in (each.bounding_box() for each in asides(page).all()):
        assert box
        assert box["x"] > texts["x"] + texts["width"]
        assert box["x"] + box["width"] <= width
    passage(page, 30).focus()
    assert overlap(page) == []
    page.locator(".v-aside__more").filter(visible=True).first.click()
    assert overlap(page) == []
    page.set_viewport_size({"width": width + 200, "height": 700})
    page.wait_for_timeout(200)
    assert overlap(page) == []


def test_a_note_stands_beside_its_passage_when_there_is_room(at: Open) -> None:
    page = at(1280)
    page.get_by_label("Notes shown").select_option("correction")
    expect(asides(page)).to_have_count(1)
    note, words = asides(page).bounding_box(), passage(page, 31).bounding_box()
    assert note
    assert words
    assert abs(note["y"] - words["y"]) < 12


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_the_text_does_not_move_when_notes_are_placed(at: Open, width: int) -> None:
    page = at(width)
    page.route("**/fonts.css", lambda route: route.abort())  # a face that comes late moves text, whoever places notes
    page.add_init_script(SHIFTS)
    page.reload()
    expect(asides(page)).to_have_count(31 if width >= 1200 else 0)
    page.wait_for_timeout(300)
    assert page.evaluate("document.fonts.size") == 0
    assert page.evaluate("window.shifts") == []
    before = page.evaluate(PLACES)
    page.evaluate("document.querySelector('.v-note').focus({ preventScroll: true })")
    assert page.evaluate(PLACES) == before
    page.evaluate("document.querySelector('.v-aside').remove()")
    assert page.evaluate(PLACES) == before


def test_a_long_note_is_folded_and_its_passage_unfolds_it(at: Open) -> None:
    page = at(1280)
    long = page.locator(".v-aside__note[data-note='4']")
    folded = long.bounding_box()
    assert folded
    assert folded["height"] < 200
    passage(page, 4).click()
    expect(passage(page, 4)).to_be_focused()
    assert "#" not in page.url
    unfolded = long.bounding_box()
    assert unfolded
    assert unfolded["height"] > 2 * folded["height"]
    long.get_by_text("less").click()
    assert long.bounding_box() == folded or overlap(page) == []


def test_a_passage_lights_its_note_and_a_note_its_passage(at: Open) -> None:
    page = at(1280)
    passage(page, 2).hover()
    expect(page.locator(".v-aside__note--on")).to_have_attribute("data-note", "2")
    page.locator(".v-aside__note[data-note='1']").hover()
    expect(page.locator(".v-note--on")).to_have_attribute("data-notes", "1")


def test_the_margin_is_neither_read_aloud_nor_in_the_way_of_the_tab_key(at: Open) -> None:
    page = at(1280)
    expect(page.locator(".v-aside")).to_have_attribute("aria-hidden", "true")
    assert page.locator(".v-aside :is(a, button):not([tabindex='-1'])").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_enter_goes_to_the_endnote_and_back(at: Open) -> None:
    page = at(1280)
    passage(page, 31).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#note-31")
    page.get_by_label("Back to the passage of note 31").click()
    assert page.url.endswith("#noted-31")


@pytest.mark.parametrize("width", [320, 768])
def test_a_tap_opens_the_note_and_escape_and_the_cross_close_it(at: Open, width: int) -> None:
    page = at(width)
    box = page.locator(".v-popover")
    expect(asides(page)).to_have_count(0)
    passage(page, 31).tap()
    expect(box).to_contain_text("It was the door.")
    cross = box.get_by_role("button", name="Close").bounding_box()
    assert cross
    assert min(cross["width"], cross["height"]) >= 24
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(passage(page, 31)).to_be_focused()
    passage(page, 31).tap()
    box.get_by_role("button", name="Close").tap()
    expect(box).to_be_hidden()
    expect(passage(page, 31)).to_be_focused()


def test_words_with_two_notes_open_both_or_the_one_that_is_chosen(at: Open) -> None:
    page = at(360, "r")
    passage(page, 1).tap()
    expect(page.get_by_role("dialog", name="Note 1, context; Note 2, question")).to_contain_text("Who he was.")
    expect(page.locator(".v-popover")).to_contain_text("What was it?")
    page.keyboard.press("Escape")
    page.get_by_label("Notes shown").select_option("question")
    passage(page, 2).tap()
    expect(page.get_by_role("dialog", name="Note 2, question")).to_contain_text("What was it?")
    expect(page.locator(".v-popover")).not_to_contain_text("Who he was.")
    page.get_by_role("link", name="Go to the note").click()
    assert page.url.endswith("#note-2")


def test_a_long_note_fits_a_small_screen(at: Open) -> None:
    page = at(320)
    passage(page, 4).tap()
    box = page.locator(".v-popover").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900


def test_the_toolbar_shows_one_kind_or_none_and_remembers(at: Open) -> None:
    page = at(1280)
    page.get_by_label("Notes shown").select_option("question")
    expect(asides(page)).to_have_count(10)
    page.reload()
    expect(page.get_by_label("Notes shown")).to_have_value("question")
    expect(page.locator(".v-note[href]")).to_have_count(10)
    expect(page.locator(".v-note[data-ends]")).to_have_count(10)
    page.get_by_label("Notes shown").select_option("none")
    expect(asides(page)).to_have_count(0)
    expect(page.locator(".v-note[href]")).to_have_count(0)
    expect(page.locator(".v-notes > li").first).to_be_visible()
    page.get_by_label("Notes shown").select_option("all")
    expect(page.locator(".v-note[href]")).to_have_count(31)
    assert overlap(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_keys_and_buttons_go_from_note_to_note(at: Open, width: int) -> None:
    page = at(width)
    page.keyboard.press("n")
    expect(passage(page, 1)).to_be_focused()
    page.keyboard.press("n")
    expect(passage(page, 2)).to_be_focused()
    page.keyboard.press("p")
    expect(passage(page, 1)).to_be_focused()
    page.keyboard.press("p")
    expect(passage(page, 31)).to_be_focused()
    expect(passage(page, 31)).to_be_in_viewport()
    page.get_by_role("button", name="Previous note").click()
    expect(passage(page, 30)).to_be_focused()
    page.get_by_role("button", name="Next note").click()
    expect(passage(page, 31)).to_be_focused()
    page.get_by_label("Notes shown").focus()
    page.keyboard.press("n")
    expect(page.get_by_label("Notes shown")).to_be_focused()


def select(page: Page, words: str) -> None:
    """Select words of the last paragraph that has them, as a reader would."""
    page.evaluate(
        """(words) => {
          const found = [];
          const walker = document.createTreeWalker(document.querySelector('.v-body'), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode()); ) if (node.data.includes(words)) found.push(node);
          const node = found.at(-1), start = node.data.indexOf(words);
          getSelection().setBaseAndExtent(node, start, node, start + words.length);
        }""",
        words,
    )


@pytest.mark.parametrize("modern", [True, False])
def test_a_link_to_selected_words_is_copied(at: Open, browser: Browser, modern: bool) -> None:
    page = at(1280)
    if modern:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.evaluate("document.addEventListener('copy', () => { window.taken = document.activeElement.value; })")
    copy = page.get_by_role("button", name="Copy link")
    copy.click()
    expect(page.get_by_role("status").filter(has_text="Select words")).to_be_visible()
    select(page, "council that met")
    copy.click()
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()" if modern else "window.taken")
    address, fragment = link.split(":~:text=")
    paragraph = page.locator(".v-body > p").last.get_attribute("id")
    assert address == f"{page.url}#{paragraph}"
    assert unquote(fragment) == "The envoy read the-,council that met,-a statement and left"
    assert page.evaluate("getSelection().toString()") == "council that met"


def test_reader_mode_hides_margins_and_marks(at: Open) -> None:
    page = at(1280)
    button = page.get_by_role("button", name="Reader")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(asides(page)).to_have_count(0)
    assert passage(page, 1).evaluate("(e) => getComputedStyle(e).textDecorationLine") == "none"
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(asides(page)).to_have_count(31)


def test_without_a_script_all_notes_stand_at_the_end(at: Open) -> None:
    page = at(1280, script=False)
    for number in (1, 4, 31):
        expect(page.locator(f"#note-{number}")).to_be_visible()
    expect(page.locator(".v-notes > li")).to_have_count(31)
    expect(page.locator(".v-toolbar")).to_be_hidden()
    passage(page, 31).click()
    assert page.url.endswith("#note-31")


def test_print_has_the_endnotes_and_neither_margin_nor_toolbar(at: Open) -> None:
    page = at(1280)
    page.emulate_media(media="print")
    expect(page.locator("#note-31")).to_be_visible()
    expect(page.locator(".v-aside")).to_be_hidden()
    expect(page.locator(".v-toolbar")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360, 768, 1199, 1200, 1280])
@pytest.mark.parametrize("article", ["a", "r"])
def test_nothing_has_to_be_scrolled_sideways(at: Open, width: int, article: str) -> None:
    page = at(width, article)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_where_text_runs_leftward_the_margin_is_on_the_left(at: Open) -> None:
    page = at(1280, "r")
    note, body = asides(page).first.bounding_box(), page.locator(".v-body").bounding_box()
    assert note
    assert body
    assert note["x"] >= 0
    assert note["x"] + note["width"] < body["x"]


def test_notes_find_their_places_again_when_the_letters_grow(at: Open) -> None:
    page = at(1920)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    page.wait_for_timeout(400)
    assert asides(page).count() == 0 or overlap(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920
