"""What scripts say is in the language of the pages, with its plural forms, in the order in which it is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests import pseudo
from tests.conftest import build_edition, write_edition
from tests.e2e.test_suggest import SELECT
from tests.test_language import EDITION, build

ARTICLE = "articles/a.html"
# Controls and dialogs that scripts make or show; articles' words and those of editors are Greek.
MADE = ".v-search, .v-suggest, .v-popover, .v-toolbar, .v-suggest__float, .v-popover__on, .v-aside__more"
SAID = """(made) => [...document.querySelectorAll(made)].map((each) => each.outerHTML
  + [...each.querySelectorAll("option")].map((option) => option.textContent).join(" ")).join("")"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    return write_edition(tmp_path_factory.mktemp("language") / "edition", EDITION, font_cache)


@pytest.fixture(scope="module")
def marked(root: Path) -> Path:
    return build(root, pseudo.language())


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    settings = str(EDITION["mkdocs.yml"]).replace("name: material", "name: material, language: ar")
    files = {**EDITION, "mkdocs.yml": settings}
    return build_edition(write_edition(tmp_path_factory.mktemp("arabic") / "edition", files, font_cache))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 1400, "height": 900})
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    yield tab
    assert wrong == []
    context.close()


def test_scripts_say_nothing_that_is_not_in_the_catalogues(page: Page, marked: Path) -> None:
    page.goto((marked / ARTICLE).as_uri())
    page.locator("[data-v-tool=copy]").click()
    page.evaluate(SELECT, ["εννέα ώρες", 0])
    page.locator(".v-suggest__float").click()
    page.locator(".v-suggest__by").fill("Άννα")
    page.locator(".v-suggest__body").fill("Γιατί;")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("/")
    page.locator(".v-search__input").fill("σύνοδος")
    expect(page.locator(".v-search__title").first).to_be_visible()
    said = str(page.evaluate(SAID, MADE))
    assert "⟦Reader⟧" in said
    assert pseudo.unmarked(f'<body lang="de">{said}</body>') == []


def test_a_number_has_the_form_of_its_language(page: Page, arabic: Path) -> None:
    page.goto((arabic / ARTICLE).as_uri())
    count = "(n) => window.variorum.ngettext('{n} page found', '{n} pages found', n)"
    assert [page.evaluate(count, n) for n in (0, 1, 2, 3, 11, 1200)] == [
        "لم يُعثر على أي صفحة",
        "عُثر على صفحة واحدة",
        "عُثر على صفحتين",
        "عُثر على 3 صفحات",
        "عُثر على 11 صفحة",
        "عُثر على 1,200 صفحة",
    ]


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_the_toolbar_of_a_telephone_is_one_line(
    language: str, page: Page, tmp_path_factory: pytest.TempPathFactory, font_cache: Path
) -> None:
    settings = str(EDITION["mkdocs.yml"]).replace("name: material", f"name: material, language: {language}")
    root = write_edition(tmp_path_factory.mktemp(language) / "edition", {**EDITION, "mkdocs.yml": settings}, font_cache)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((build_edition(root) / ARTICLE).as_uri())
    tools = page.locator(".v-toolbar > :is(button, select)")
    assert tools.count() == 5
    assert len({each["y"] + each["height"] / 2 for tool in tools.all() if (each := tool.bounding_box())}) == 1


@pytest.mark.parametrize("width", [360, 1400])
def test_the_frame_is_turned_round_and_an_article_is_not(page: Page, arabic: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((arabic / ARTICLE).as_uri())
    brand, tools = page.locator(".v-brand").bounding_box(), page.locator(".v-tools").bounding_box()
    assert brand
    assert tools
    assert brand["x"] > tools["x"]
    assert page.locator(".v-article").get_attribute("dir") == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
