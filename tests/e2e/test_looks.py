"""How each kind of page looks, against pictures that a person has accepted: `make looks` accepts new ones."""

import os
from pathlib import Path

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Browser, ViewportSize
from playwright.sync_api import Page as Tab
from tests.conftest import ROOT, SETTINGS, build_edition, write_edition
from tests.e2e.looks import compare, small
from tests.e2e.tabs import opened

KEPT = ROOT / "tests" / "golden" / "looks"
RESULTS = ROOT / "test-results" / "looks"
ACCEPT = os.environ.get("VARIORUM_LOOKS") == "accept"
WIDE: ViewportSize = {"width": 1280, "height": 1000}
NARROW: ViewportSize = {"width": 360, "height": 1000}
SCREENS = {
    f"{scheme}-{name}": (scheme, size)
    for scheme in ("light", "dark")
    for name, size in (("wide", WIDE), ("narrow", NARROW))
}

MONDAY = "The council met on Monday in the town hall, and the envoy would not say what had been agreed upon by all."
GUARDS = "Nobody was let in by the guards who stood before its many doors, and at least 60 people waited in the rain."
TALKS = "A day later the talks went on behind closed doors, and the people who waited outside were told nothing at all."
EVENT = """---
name: The council's meeting
date: 2016-09-19
date_evidence: {kind: inferred, article: a, quote: The council met on Monday, because: A test.}
aliases: [meeting]
accounts:
  - {article: a, quote: The council met on Monday, aspect: The meeting}
  - {article: b, quote: the council sat in the town hall, aspect: The meeting}
  - {article: a, quote: at least 60 people waited in the rain, aspect: Who waited}
  - {article: b, quote: some 40 people stood before the doors, aspect: Who waited}
---
The council met on a Monday. More was not to be learned.
"""
OTHER = "On Monday the council sat in the town hall, while some 40 people stood before the doors and heard nothing."
NOTE = '---\non:\n  - quote: "{quote}"\nkind: {kind}\nby: A. Reader\nstatus: open\n---\n{body}\n'
ENTRY = "---\nname: {0}\nkind: organisation\naliases: [{1}]\n---\nDefinition of {0}, in two sentences. It is short.\n"
# Without palettes a page would be light on every screen.
PALETTES = """theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Change to dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Change to light}
"""
FILES = {
    "mkdocs.yml": SETTINGS.replace("theme: {name: material, font: false}\n", PALETTES),
    "docs/index.md": "# Home\n\nA small edition that is there to be looked at.\n",
    "seeds/a.txt": f"The Council Meets\n\n{MONDAY}\n\n{GUARDS}\n\n{TALKS}\n\nShare this article\n",
    "seeds/b.txt": f"Doors Stay Closed\n\n{OTHER}\n\n{TALKS}\n",
    "docs/events/meeting.md": EVENT,
    "docs/glossary/council.md": ENTRY.format("Council", "council"),
    "docs/glossary/envoy.md": ENTRY.format("Envoy", "envoy"),
    "docs/annotations/a/n.md": NOTE.format(quote="would not say", kind="question", body="Why would he not?"),
    "docs/annotations/a/o.md": NOTE.format(
        quote="at least 60 people", kind="context", body="Another says *some 40*. " * 9
    ),
}
# The page for a lost address is not among them: it needs a host, and its first screen is that of a page of prose.
PAGES = (
    "index",
    "articles/index",
    "articles/a",
    "events/index",
    "events/meeting",
    "timeline/index",
    "compare/a--/b",
    "glossary/index",
    "glossary/council",
    "notes/index",
    "removed/index",
    "removed/a",
)
BREAKS = {
    "a moved column": ".md-content__inner { padding-inline-start: 4rem !important; }",
    "no notes in the margin": ".v-aside { display: none !important; }",
    "another colour": "a { color: #1a4fc4 !important; text-decoration-color: #1a4fc4 !important; }",
    "another ground": "body { background: #fff0f0 !important; }",
    "smaller type": ".v-body { font-size: 0.8em !important; }",
    "no header": ".v-header { visibility: hidden; }",
}
# What another machine does with letters, and no person sees at arm's length.
NOISES = {
    "edges of letters": "* { -webkit-font-smoothing: none; text-rendering: geometricPrecision !important; }",
    "a hair to the side": "body { transform: translate(0.4px, 0.4px); }",
    "a hair bolder": "body { -webkit-text-stroke: 0.15px; }",
}


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    return build_edition(write_edition(tmp_path_factory.mktemp("looks") / "edition", FILES, font_cache))


def shot(tab: Tab, address: str, css: str = "", density: int = 1) -> Image.Image:
    """Return how the first screen of a page looks when all has come to rest."""
    tab.goto(address)
    tab.evaluate("document.fonts.ready")
    if css:
        tab.add_style_tag(content=css)
    tab.wait_for_timeout(250)  # notes are placed once the page is laid out
    return small(tab.screenshot(animations="disabled", caret="hide"), density)


def name(page: str, screen: str) -> str:
    return f"{page.replace('/', '.')}-{screen}.png"


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_as_accepted(page: str, screen: str, browser: Browser, small_site: Path) -> None:
    scheme, size = SCREENS[screen]
    with opened(browser, size, color_scheme=scheme, reduced_motion="reduce", offline=True) as tab:
        new = shot(tab, f"{small_site.as_uri()}/{page}.html")
    file = KEPT / name(page, screen)
    if ACCEPT:
        keep(new, file)
    assert file.is_file(), f"{page} has no accepted look: run `make looks`, look at {file}, and commit it"
    with Image.open(file) as kept:
        found = compare(kept, new)
    if found.grave:
        left = RESULTS / file.name
        keep(new, left)
        keep(found.where, left.with_suffix(".difference.png"))
        pytest.fail(
            f"{page} ({screen}) looks otherwise than accepted in {found.share:.1%} of its cells. The new look is "
            f"{left}, the difference beside it. If it is meant, run `make looks`, look at the changed pictures in "
            f"{KEPT} and commit them; if not, mend the style."
        )


def keep(picture: Image.Image, file: Path) -> None:
    """Write a picture as small as it can be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)


@pytest.mark.parametrize("what", BREAKS)
def test_what_a_person_would_see_is_seen(what: str, browser: Browser, small_site: Path) -> None:
    with opened(browser, WIDE, color_scheme="light", offline=True) as tab:
        address = f"{small_site.as_uri()}/articles/a.html"
        assert compare(shot(tab, address), shot(tab, address, BREAKS[what])).grave


@pytest.mark.parametrize("what", NOISES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_nobody_would_see_is_let_pass(what: str, scheme: str, browser: Browser, small_site: Path) -> None:
    with opened(browser, WIDE, color_scheme=scheme, offline=True) as tab:
        address = f"{small_site.as_uri()}/articles/a.html"
        found = compare(shot(tab, address), shot(tab, address, NOISES[what]))
        assert not found.grave, found.share


@pytest.mark.parametrize("density", [2, 3])
def test_a_screen_of_more_pixels_makes_no_difference(density: int, browser: Browser, small_site: Path) -> None:
    address, shots = f"{small_site.as_uri()}/articles/a.html", []
    for pixels in (1, density):
        with opened(browser, WIDE, color_scheme="light", offline=True, device_scale_factor=pixels) as tab:
            shots.append(shot(tab, address, density=pixels))
    assert not compare(*shots).grave


@pytest.mark.parametrize("page", PAGES)
def test_a_dark_page_is_dark(page: str) -> None:
    for screen, (scheme, _) in SCREENS.items():
        with Image.open(KEPT / name(page, screen)) as kept:
            assert (ImageStat.Stat(kept.convert("L")).mean[0] < 64) == (scheme == "dark")


def test_the_pictures_stay_small_and_each_has_its_page() -> None:
    files = sorted(KEPT.glob("*.png"))
    assert {file.name for file in files} == {name(page, screen) for page in PAGES for screen in SCREENS}
    assert sum(file.stat().st_size for file in files) < 300_000
