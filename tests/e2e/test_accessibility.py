"""WCAG 2.2 AA as far as axe-core sees it; and keyboard, zoom, spacing, motion and forced colours, which it does not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from tests.conftest import build_edition, write_edition
from tests.e2e.openers import search, suggest
from tests.e2e.tabs import KINDS, NARROW, NARROWEST, WIDE, opened

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """rules => axe.run({runOnly: rules, preload: false, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(v => v.nodes.map(n => [v.id, n.html.slice(0, 160), n.failureSummary])))"""
SCREENS = [(scheme, size) for scheme in ("light", "dark") for size in (WIDE, NARROW)]
ARTICLE = "articles/bombings-end-syria-ceasefire"

# What the Tab key reaches, in the order of the page; a group of radio buttons is one stop.
STOPS = """() => {
  const able = "a[href], button, input, select, textarea, summary, [tabindex]";
  const there = [...document.querySelectorAll(able)].filter(e => e.tabIndex >= 0 && !e.disabled && !e.closest("[inert]")
    && e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
  return new Set(there.map(e => e.type === "radio" ? e.name : e)).size;
}"""
# The element that has the focus: whether a person sees that it has, and whether it can be seen at all.
FOCUS = """() => {
  const e = document.activeElement;
  const shown = [...(e.form?.querySelectorAll("label") ?? [])].find(l => !l.hidden);
  const it = e.type !== "radio" ? e : [...(e.labels ?? [])].find(l => !l.hidden) ?? shown ?? e;
  const ring = [e, it].some(x => { const s = getComputedStyle(x);
    return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== "none"; });
  const place = it.getBoundingClientRect();
  const inside = place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
  const x = (Math.max(place.left, 0) + Math.min(place.right, innerWidth)) / 2;
  const y = (Math.max(place.top, 0) + Math.min(place.bottom, innerHeight)) / 2;
  const lines = it.getClientRects(), first = lines[0] ?? place;
  const over = document.elementFromPoint(lines.length > 1 ? first.left + 2 : x, lines.length > 1 ? first.top + 2 : y);
  const bar = over?.closest("header");
  return {ring, inside, covered: Boolean(bar && !bar.contains(e)), seen: !e.v_seen && (e.v_seen = true),
    what: e.outerHTML.slice(0, 120), body: e === document.body};
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter(e => { const s = getComputedStyle(e);
  const long = times => times.split(",").some(t => parseFloat(t) > 0.01);
  return long(s.transitionDuration) || long(s.animationDuration) || s.scrollBehavior === "smooth"; })
  .map(e => e.outerHTML.slice(0, 100))"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
CLIPPED = """() => [...document.querySelectorAll("main *, article *, header *")].filter(e => {
  const s = getComputedStyle(e);
  return e.checkVisibility() && e.clientHeight > 1 && s.overflowX === "hidden" && e.scrollWidth > e.clientWidth + 1
    && e.textContent.trim(); }).map(e => e.outerHTML.slice(0, 100))"""
NOTE = '---\non:\n  - quote: "المبعوث شيئا"\nkind: context\nby: A. Reader\nstatus: open\n---\nWho.\n'


def faults(tab: Tab) -> list[list[str]]:
    """Return what axe finds on the page as it stands: rule, element, what is wrong."""
    tab.evaluate(AXE_SCRIPT)
    found: list[list[str]] = tab.evaluate(AXE, RULES)
    return found


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    """Build a small edition with an article that runs leftward, with a note, a name and a furniture line."""
    prose = (
        "اجتمع المجلس يوم الاثنين ولم يقل المبعوث شيئا عما اتفق عليه الوزير والآخرون بعد تسع ساعات من الحديث الطويل."
    )
    files = {
        "seeds/r.txt": f"اجتماع المجلس في 19 سبتمبر\n\n{prose}\n\n{prose}\n\nاشترك في النشرة البريدية\n",
        "seeds/l.txt": "The council met on Monday, and the envoy would not say what had been agreed upon by all.\n",
        "docs/articles/r.md": "---\nlang: ar\n---\n",
        "docs/glossary/council.md": "---\nname: Council\nkind: body\naliases: [المجلس]\n---\nA body of the tests.\n",
        "docs/annotations/r/n.md": NOTE,
    }
    return build_edition(write_edition(tmp_path_factory.mktemp("arabic") / "edition", files, font_cache))


@pytest.mark.parametrize("kind", [*KINDS, "whole-edition"])
def test_axe_finds_nothing_on_a_page(kind: str, browser: Browser, site: Path) -> None:
    for scheme, size in SCREENS:
        with opened(browser, size, color_scheme=scheme, offline=True) as tab:
            tab.goto(f"{site.as_uri()}/{kind}.html")
            tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            assert faults(tab) == [], (scheme, size)


def define(tab: Tab) -> None:
    """Open what a term means."""
    tab.locator(".v-body a.v-term").first.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".v-popover")).to_be_visible()


def read_only(tab: Tab) -> None:
    """Hide all but the text."""
    tab.get_by_role("button", name="Reader").click()


def choose(tab: Tab) -> None:
    """Open the menu, which only a narrow screen has."""
    if tab.locator(".v-menu").is_visible():
        tab.locator(".v-menu").click()
        expect(tab.locator(".v-nav")).to_be_visible()


def follow(tab: Tab) -> None:
    """Follow a link to a note, which is marked then."""
    tab.evaluate("location.hash = document.querySelector('.v-body a.v-note').hash")
    tab.locator(":target").evaluate("note => note.scrollIntoView({block: 'center'})")


@pytest.mark.parametrize("state", [search, suggest, define, read_only, choose, follow])
def test_axe_finds_nothing_on_what_is_opened(state: Callable[[Tab], None], browser: Browser, site: Path) -> None:
    for scheme, size in SCREENS:
        with opened(browser, size, color_scheme=scheme, offline=True) as tab:
            tab.goto(f"{site.as_uri()}/{ARTICLE}.html")
            state(tab)
            tab.wait_for_timeout(300)  # colours in the middle of a fade are not what a person reads
            assert faults(tab) == [], (scheme, size)


@pytest.mark.parametrize(
    "page", ["articles/r", "articles/index", "removed/r", "notes/index", "glossary/index", "whole-edition"]
)
def test_axe_finds_nothing_where_text_runs_leftward(page: str, browser: Browser, arabic: Path) -> None:
    for scheme, size in SCREENS:
        with opened(browser, size, color_scheme=scheme, offline=True) as tab:
            tab.goto(f"{arabic.as_uri()}/{page}.html")
            assert faults(tab) == [], (scheme, size)
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def stops(tab: Tab, most: int) -> Iterator[dict[str, object]]:
    """Walk through a page with the Tab key and yield what is known of each stop, to the end of the page."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(FOCUS)
        if stop["body"] or not stop["seen"]:
            return
        yield stop


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(kind: str, browser: Browser, site: Path) -> None:
    with opened(browser, reduced_motion="reduce", offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{kind}.html")
        there = tab.evaluate(STOPS)
        walked = list(stops(tab, there + 1))
        assert len(walked) >= there > 10
        assert [stop["what"] for stop in walked if not stop["ring"]] == [], "no ring shows the focus"
        assert [stop["what"] for stop in walked if not stop["inside"]] == [], "out of sight"
        assert [stop["what"] for stop in walked if stop["covered"]] == [], "under the header"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_bears_wider_spacing_and_a_small_window(kind: str, browser: Browser, site: Path) -> None:
    for size in (WIDE, NARROWEST):
        with opened(browser, size, offline=True) as tab:
            tab.goto(f"{site.as_uri()}/{kind}.html")
            before = set(tab.evaluate(CLIPPED))
            tab.add_style_tag(content=SPACING)
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert set(tab.evaluate(CLIPPED)) == before == set()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_for_who_wants_no_motion(kind: str, browser: Browser, site: Path) -> None:
    with opened(browser, reduced_motion="reduce", offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{kind}.html")
        assert tab.evaluate(MOVING) == []


def test_marks_are_seen_in_forced_colours(browser: Browser, site: Path) -> None:
    with opened(browser, forced_colors="active", offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{ARTICLE}.html")
        for mark in (".v-body a.v-term", ".v-body a.v-note"):
            style = "e => { const s = getComputedStyle(e); return s.textDecorationLine + s.borderBottomStyle; }"
            shown = tab.locator(mark).first.evaluate(style)
            assert "underline" in shown or "solid" in shown or "dotted" in shown, mark
        tab.goto(f"{site.as_uri()}/timeline/index.html")
        colours = "e => [getComputedStyle(e).fill, getComputedStyle(document.body).backgroundColor]"
        fill, ground = tab.locator("main svg circle").first.evaluate(colours)
        assert fill != ground


LINES = "getComputedStyle(document.body).getPropertyValue('--v-line').trim()"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_given_to_who_wants_it(scheme: str, browser: Browser, site: Path) -> None:
    found = []
    for contrast in ("no-preference", "more"):
        with opened(browser, WIDE, color_scheme=scheme, contrast=contrast, offline=True) as tab:
            tab.goto(f"{site.as_uri()}/{ARTICLE}.html")
            found.append(tab.evaluate(LINES))
            assert faults(tab) == []
    assert found[0] != found[1]


def test_the_toolbar_takes_no_room_for_good_at_four_times_the_size(browser: Browser, site: Path) -> None:
    with opened(browser, {"width": 320, "height": 256}, offline=True) as tab:
        tab.goto(f"{site.as_uri()}/{ARTICLE}.html")
        tab.evaluate("scrollTo(0, 1500)")
        assert not tab.locator(".v-toolbar").evaluate("e => e.getBoundingClientRect().bottom > 0")
