"""Search as a reader uses it, over http and in a folder opened by double-click."""

import re
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, Request, Route, expect
from tests.e2e import hosts

from variorum.pages.template import facet
from variorum.press import search

ASSETS = Path(__file__).parents[2] / "build_scripts" / "variorum" / "theme" / "assets"

HOSTILE = '<script>alert(1)</script> & "<b>"'

ARTICLES = {
    "coalition": (
        "en",
        "Coalition strike near the airport",
        ["The coalition said the raid was a mistake.", "Pilots halted the raid when a hotline rang at noon."],
    ),
    "ministry": ("en", "Ministry speaks", ["The hotline was silent, the ministry said. The raid halted nobody."]),
    "envoy": ("en", "An envoy’s day", ["A U.S. envoy, O’Brien, was used to it."]),
    "hostile": ("en", HOSTILE, ["Angle brackets such as <img src=x onerror=alert(2)> are only text."]),
    "frappe": ("fr", "Frappe aérienne", ["Le ministère a regretté une erreur près de l’aéroport."]),
    "удар #1": ("ru", "Удар по базе", ["Самолёты нанесли удар по позициям армии."]),
    "meeting": ("zh", "紧急会议", ["联合国安理会星期六举行紧急会议，讨论叙利亚停火协议。"]),
    **{f"field-{nth}": ("en", f"Field {nth}", ["The harvest was brought in."]) for nth in range(10)},
    "raid": ("ar", "غارة جوية", ["قالت الوزارة إن الغارات أصابت مواقع الجيش السوري."]),
}


# What the note of an article says is no part of the article, but is found.
NOTED = "Coalition strike near the airport"
NOTE = (
    '<ol><li id="note-1" data-v-found="Note"><ul><li><q>a mistake</q></li></ul>'
    '<div class="v-note-body"><p>The logbook of the exchange is kept in Geneva.</p></div></li></ol>'
)


def article(lang: str, title: str, paragraphs: list[str]) -> str:
    """Return an article as the theme marks it up; a note's number stands between two words of its text."""
    number = '<a href="#n">raid<sup data-pagefind-ignore>7</sup></a>'
    text = "".join(
        f'<p id="p-{nth:08x}" style="margin-top: 90vh">{escape(words, quote=False).replace("raid", number, 1)}</p>'
        for nth, words in enumerate(paragraphs)
    )
    outlet = "The Meridian, Ltd." if lang == "en" else "Le Méridien"
    date = facet("2016-09-19" if lang == "en" else "2017-01")
    meta = f'<p data-pagefind-ignore data-pagefind-meta="outlet" data-pagefind-filter="outlet">{outlet}</p>'
    event = "The meeting" if title.startswith(("An envoy", "Frappe")) else "The raid"
    more = f'<p data-pagefind-ignore{date}><b data-pagefind-filter="event">{event}</b></p>'
    heading = f'<h1 id="p-ffffffff">{escape(title)}</h1>'
    note = NOTE if title == NOTED else ""
    return f'<article lang="{lang}" data-pagefind-body>{heading}{meta}{more}{text}</article>{note}'


def page_of(content: str, base: str) -> str:
    """Return a page with a button that opens the search, and the script that loads it when it is wanted."""
    head = '<meta charset="utf-8"><link rel="icon" href="data:,">'
    button = '<button data-v-search aria-haspopup="dialog">Search</button><input id="field">'
    script = f'<script src="{base}/assets/variorum.js"></script>'
    body = f"<head>{head}</head><body>{button}{script}{content}</body>"
    return f'<!doctype html><html lang="en">{body}</html>'


def write_site(site: Path) -> None:
    """Write a small site and its index."""
    shutil.copytree(ASSETS, site / "assets")
    (site / "articles").mkdir()
    (site / "index.html").write_text(page_of("<p>Home</p>", "."), encoding="utf-8")
    for name, (lang, title, paragraphs) in ARTICLES.items():
        text = page_of(article(lang, title, paragraphs), "..")
        (site / "articles" / f"{name}.html").write_text(text, encoding="utf-8")
    assert search.index(site) == len(ARTICLES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "site"
    write_site(folder)
    return folder


@pytest.fixture(scope="module", params=["file", "http"])
def root(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """Yield the address of the site."""
    if request.param == "file":
        yield site.as_uri()
        return
    with hosts.hosted(site) as root:
        yield root.rstrip("/")


@pytest.fixture
def home(page: Page, root: str) -> Iterator[Page]:
    """Yield the home page; afterwards nothing was asked for outside the site, and nothing went wrong in a script."""
    outside: list[str] = []
    wrong: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((f"{root}/", "data:,")):
            outside.append(request.url)

    def refuse(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    page.on("request", note)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", refuse)
    if root.startswith("file:"):
        page.context.set_offline(True)
    page.goto(f"{root}/index.html")
    yield page
    assert outside == []
    assert wrong == []


def ask(page: Page, query: str) -> None:
    """Open the dialog if need be and type a question."""
    if not page.locator("dialog[open]").count():
        page.keyboard.press("/")
    page.locator(".v-search__input").fill(query)


def found(page: Page) -> list[str]:
    """Return the words marked in the text, once the script that marks them has come."""
    page.wait_for_function("CSS.highlights.has('v-found')")
    words: list[str] = page.evaluate("[...(CSS.highlights.get('v-found') ?? [])].map((range) => range.toString())")
    return words


def test_nothing_is_loaded_before_the_search_is_wanted(home: Page) -> None:
    assert "pagefind" not in home.evaluate("performance.getEntriesByType('resource').map((each) => each.name).join()")
    home.locator("[data-v-search]").hover()
    home.wait_for_function("typeof window.variorum?.pagefind === 'function'")


def test_a_result_opens_at_its_paragraph_with_the_words_marked(home: Page, root: str) -> None:
    ask(home, "pilot")
    expect(home.get_by_role("status")).to_have_text("1 page found")
    passage = home.locator(".v-search__passage")
    expect(passage).to_have_text("Pilots halted the raid when a hotline rang at noon.")
    expect(passage.locator("mark")).to_have_text("Pilots")
    passage.click()
    home.wait_for_url(f"{root}/articles/coalition.html?find=pilots#p-00000001")
    expect(home.locator("#p-00000001")).to_be_in_viewport()
    assert found(home) == ["Pilots"]
    assert home.locator("#p-00000001 mark").count() == 0


def test_title_and_source_of_a_result(home: Page) -> None:
    ask(home, "pilots")
    expect(home.locator(".v-search__title")).to_have_text("Coalition strike near the airport")
    expect(home.locator(".v-search__meta")).to_have_text("The Meridian, Ltd.")


def test_a_phrase_is_found_as_it_stands_across_the_number_of_a_note(home: Page, root: str) -> None:
    ask(home, "halted raid")
    expect(home.get_by_role("status")).to_have_text("2 pages found")
    ask(home, "“halted the raid”")
    expect(home.get_by_role("status")).to_have_text("1 page found")
    home.locator(".v-search__passage").click()
    home.wait_for_url(re.compile(r"/articles/coalition\.html\?find=%22halted"))
    assert found(home) == ["halted the raid"]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("aeroport", "Frappe aérienne"),
        ("удары", "Удар по базе"),
        ("停火协议", "紧急会议"),
        ("الجيش", "غارة جوية"),
    ],
)
def test_each_language_is_found_and_marked(home: Page, query: str, title: str) -> None:
    ask(home, query)
    expect(home.locator(".v-search__title")).to_have_text(title)
    home.locator(".v-search__passage").click()
    expect(home.locator("h1")).to_have_text(title)
    assert found(home)


def test_the_keyboard_alone_leads_to_a_result(home: Page) -> None:
    home.keyboard.press("Control+k")
    home.keyboard.type("hotline")
    links = home.locator(".v-search__list a")
    expect(links).to_have_count(4)
    for key, nth in (("ArrowDown", 0), ("ArrowDown", 1), ("End", 3), ("ArrowDown", 3), ("Home", 0)):
        home.keyboard.press(key)
        expect(links.nth(nth)).to_be_focused()
    home.keyboard.press("ArrowUp")
    expect(home.locator(".v-search__input")).to_be_focused()
    home.keyboard.press("ArrowDown")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("Enter")
    home.wait_for_url(re.compile(r"find=hotline#p-"))


def test_the_place_in_the_list_is_kept_when_the_last_letters_are_answered(home: Page) -> None:
    ask(home, "hotlin")
    links = home.locator(".v-search__list a")
    expect(links).to_have_count(4)
    for _ in range(2):
        home.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    home.locator(".v-search__list").evaluate("(list) => { list.firstChild.dataset.before = ''; }")
    home.locator(".v-search__input").evaluate(
        "(one) => { one.value = 'hotline'; one.dispatchEvent(new Event('input')); }"
    )
    expect(home.locator("[data-before]")).to_have_count(0)
    expect(links.nth(1)).to_be_focused()


def test_enter_opens_the_first_result_of_what_was_typed(home: Page) -> None:
    ask(home, "hotline")
    expect(home.locator(".v-search__list a")).to_have_count(4)
    home.locator(".v-search__input").fill("brackets")
    home.keyboard.press("Enter")
    home.wait_for_url(re.compile(r"/articles/hostile\.html"))


def test_escape_closes_and_the_focus_returns(home: Page) -> None:
    button = home.locator("[data-v-search]")
    button.click()
    expect(home.locator(".v-search__input")).to_be_focused()
    home.keyboard.press("Escape")
    expect(home.locator("dialog")).not_to_be_visible()
    expect(button).to_be_focused()


@pytest.mark.parametrize("way", ["cross", "outside"])
def test_cross_and_click_outside_close(home: Page, way: str) -> None:
    home.keyboard.press("/")
    expect(home.locator("dialog")).to_be_visible()
    if way == "cross":
        home.get_by_role("button", name="Close search").click()
    else:
        home.mouse.click(5, 5)
    expect(home.locator("dialog")).not_to_be_visible()


def test_a_slash_typed_in_a_field_is_a_slash(home: Page) -> None:
    home.locator("#field").press("/")
    expect(home.locator("#field")).to_have_value("/")
    assert home.locator("dialog[open]").count() == 0


def test_a_hostile_title_is_shown_as_text(home: Page) -> None:
    ask(home, "brackets")
    expect(home.locator(".v-search__title")).to_have_text(HOSTILE)
    expect(home.locator(".v-search__passage")).to_contain_text("<img src=x onerror=alert(2)>")
    assert home.locator(".v-search :is(script, img, b)").count() == 0


@pytest.mark.parametrize("query", ["zzqxy", "alarming", "<img src=x onerror=alert(3)>zzqxy", '"raid the halted"'])
def test_what_is_not_there_is_said_to_be_not_there(home: Page, query: str) -> None:
    ask(home, query)
    expect(home.get_by_role("status")).to_have_text(f"Nothing found for {query}")
    expect(home.locator(".v-search__hint")).to_contain_text("Try fewer words")
    assert home.locator(".v-search__list a").count() == 0


def test_a_page_below_the_root_knows_where_the_index_is(home: Page, root: str) -> None:
    home.goto(f"{root}/articles/ministry.html")
    ask(home, "pilots")
    home.locator(".v-search__passage").click()
    home.wait_for_url(f"{root}/articles/coalition.html?find=pilots#p-00000001")


@pytest.mark.parametrize(("query", "marked"), [("us", "U.S"), ("brien", "Brien"), ("o’brien", "Brien")])
def test_abbreviations_and_names_with_an_apostrophe(home: Page, query: str, marked: str) -> None:
    ask(home, query)
    expect(home.locator(".v-search__passage")).to_have_text("A U.S. envoy, O’Brien, was used to it.")
    home.locator(".v-search__passage").click()
    expect(home.locator("h1")).to_have_text("An envoy’s day")
    assert marked in found(home)


def test_a_word_of_the_title_alone_shows_the_title_alone(home: Page) -> None:
    ask(home, "speaks")
    expect(home.locator(".v-search__title")).to_have_text("Ministry speaks")
    expect(home.locator(".v-search__passage")).to_have_count(0)


def test_many_results_come_in_portions(home: Page) -> None:
    ask(home, "harvest")
    expect(home.get_by_role("status")).to_have_text("10 pages found")
    expect(home.locator(".v-search__hit")).to_have_count(8)
    home.get_by_role("button", name="Show more").click()
    expect(home.locator(".v-search__hit")).to_have_count(10)
    expect(home.locator(".v-search__title").nth(8)).to_be_focused()
    expect(home.get_by_role("button", name="Show more")).not_to_be_visible()


def test_a_facet_narrows_what_was_found_and_can_be_undone(home: Page) -> None:
    ask(home, "a")
    choice = home.get_by_label("Outlet")
    expect(choice).to_be_visible()
    everything = home.locator(".v-search__status").text_content()
    choice.focus()
    choice.select_option("Le Méridien")
    expect(home.locator(".v-search__hit")).to_have_count(1)
    expect(home.locator(".v-search__meta")).to_contain_text("Le Méridien")
    expect(choice).to_be_focused()
    choice.select_option("")
    expect(home.locator(".v-search__status")).to_have_text(str(everything))


def test_a_facet_with_one_value_offers_no_choice(home: Page) -> None:
    ask(home, "harvest")
    expect(home.locator(".v-search__facets select")).to_have_count(0)


def test_an_address_may_bring_a_question(home: Page, root: str) -> None:
    home.goto(f"{root}/index.html?q=pilots")
    expect(home.locator(".v-search__input")).to_have_value("pilots")
    expect(home.locator(".v-search__passage")).to_have_count(1)


def test_a_missing_index_is_told_and_asked_for_again(home: Page, site: Path) -> None:
    engine = site / "pagefind" / "pagefind.js"
    aside = engine.rename(engine.with_suffix(".aside"))
    try:
        ask(home, "pilots")
        expect(home.get_by_role("status")).to_have_text("The search could not be loaded")
        expect(home.locator(".v-search__hint")).to_contain_text("pagefind/pagefind.js")
    finally:
        aside.rename(engine)
    ask(home, "pilots at")
    expect(home.get_by_role("status")).to_have_text("1 page found")


def test_a_missing_part_of_the_index_is_not_taken_for_no_result(home: Page, site: Path) -> None:
    parts = list((site / "pagefind" / "index").iterdir())
    aside = [part.rename(part.with_suffix(".aside")) for part in parts]
    try:
        ask(home, "pilots")
        expect(home.get_by_role("status")).to_have_text("The search could not be loaded")
    finally:
        for part, moved in zip(parts, aside, strict=True):
            moved.rename(part)


def test_a_catalogue_gives_the_words_of_the_dialog(home: Page, root: str, site: Path) -> None:
    script = site / "assets" / "words.js"
    before = script.read_text(encoding="utf-8")
    german = 'window.variorum.messages({"{n} page found": {"one": "eine Seite"}, "Close search": "Zu"});'
    script.write_text(before + german, encoding="utf-8")
    try:
        home.goto(f"{root}/index.html")
        ask(home, "pilots")
        expect(home.get_by_role("status")).to_have_text("eine Seite")
        expect(home.get_by_role("button", name="Zu")).to_be_visible()
    finally:
        script.write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    ("query", "title", "marked"),
    [
        ("الغارة", "غارة جوية", "الغارات"),
        ("غارات", "غارة جوية", "الغارات"),
        ("مواقع جيش", "غارة جوية", "مواقع"),
        ("安理", "紧急会议", "安"),
        ("停火协议 安理会", "紧急会议", "安"),
        ("самолеты", "Удар по базе", "Самолёты"),
        ("Aeroport", "Frappe aérienne", "l’aéroport"),
    ],
)
def test_a_word_is_found_in_other_forms(home: Page, query: str, title: str, marked: str) -> None:
    ask(home, query)
    expect(home.locator(".v-search__title")).to_have_text(title)
    expect(home.locator(".v-search__passage mark").first).to_have_text(marked)


def test_characters_are_shown_as_printed(home: Page) -> None:
    ask(home, "安理会")
    expect(home.locator(".v-search__passage")).to_have_text("联合国安理会星期六举行紧急会议，讨论叙利亚停火协议。")


def test_a_phrase_is_checked_against_the_text(home: Page) -> None:
    ask(home, '"halting the raids"')  # the engine takes this for the same words
    expect(home.get_by_role("status")).to_contain_text("Nothing found")
    ask(home, 'pilots "the raid"')
    expect(home.get_by_role("status")).to_have_text("1 page found")
    expect(home.locator(".v-search__passage").first).to_contain_text("Pilots halted the raid")


def test_a_note_is_found_by_its_words_and_named_as_one(home: Page, root: str) -> None:
    ask(home, "logbook")
    expect(home.locator(".v-search__title")).to_have_text("“a mistake”")
    expect(home.locator(".v-search__meta")).to_have_text(f"Note · {NOTED}")
    home.locator(".v-search__passage").click()
    home.wait_for_url(f"{root}/articles/coalition.html?find=logbook#note-1")
    expect(home.locator("#note-1")).to_be_in_viewport()


def test_what_may_be_meant_is_shown_and_said(home: Page) -> None:
    ask(home, "hotlime")
    expect(home.get_by_role("status")).to_have_text("Nothing found for hotlime. For hotline: 2 pages found")
    expect(home.locator(".v-search__hit")).to_have_count(2)


def test_a_word_that_is_in_the_way_can_be_left_out(home: Page) -> None:
    ask(home, "hotline zzqxy")
    home.get_by_role("button", name="Without zzqxy: 2").click()
    expect(home.locator(".v-search__input")).to_have_value("hotline")
    expect(home.get_by_role("status")).to_have_text("2 pages found")


def test_facets_are_combined_and_keep_their_counts(home: Page) -> None:
    ask(home, "a")
    dates = home.get_by_label("Date")
    expect(dates.locator("option")).to_have_text([re.compile("all"), re.compile(r"^2016 \("), re.compile(r"^2017 \(")])
    dates.select_option("2016")
    expect(home.locator(".v-search__hit")).to_have_count(3)
    expect(dates.locator("option", has_text="September 2016 (3)")).to_have_count(1)
    events = home.get_by_label("Event")
    expect(events.locator("option")).to_have_text(["Event: all", "The meeting (1)", "The raid (2)"])
    events.select_option("The meeting")
    expect(home.locator(".v-search__title")).to_have_text("An envoy’s day")
    expect(events.locator("option")).to_have_text(["Event: all", "The meeting (1)", "The raid (2)"])
    expect(dates.locator("option", has_text="2017 (1)")).to_have_count(1)


@pytest.mark.parametrize(
    ("query", "titles", "first", "then"),
    [
        ("minist", ["Ministry speaks", "Frappe aérienne"], "en", "fr"),
        ("удар", ["Удар по базе"], "ru", "fr"),
    ],
)
def test_the_language_of_the_site_or_of_the_script_answers_first_and_others_follow(
    home: Page, query: str, titles: list[str], first: str, then: str
) -> None:
    asked: list[str] = []
    home.on("request", lambda request: asked.append(request.url))
    ask(home, query)
    expect(home.locator(".v-search__title")).to_have_text(titles)
    expect(home.locator(".v-search__body")).not_to_have_attribute("aria-busy", "true")
    order = re.findall(rf"fragment/{first}|wasm\.{then}", " ".join(asked))
    assert order[0] == f"fragment/{first}"
    assert f"wasm.{then}" in order


def test_it_is_said_when_an_answer_is_complete(home: Page) -> None:
    ask(home, "hotline")
    expect(home.locator(".v-search__hit")).to_have_count(2)
    expect(home.locator(".v-search__body")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off_sideways_and_targets_are_large(home: Page, width: int) -> None:
    home.set_viewport_size({"width": width, "height": 700})
    ask(home, "hotline")
    expect(home.locator(".v-search__list a")).to_have_count(4)
    assert home.evaluate("document.querySelector('.v-search__body').scrollWidth <= innerWidth")
    targets = home.locator(".v-search :is(a, button, input):visible").all()
    assert len(targets) == 6
    assert min(box["height"] for target in targets if (box := target.bounding_box())) >= 24


def test_passages_that_come_late_do_not_bring_the_waiting_back(home: Page) -> None:
    asked: list[str] = []

    def late_but_the_first(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            home.wait_for_timeout(500)
        route.continue_()

    ask(home, "zzqxy")  # the engine is there before the question that counts
    expect(home.get_by_role("status")).to_contain_text("Nothing found")
    home.route("**/fragment/**", late_but_the_first)
    ask(home, "harvest")
    expect(home.locator("dialog a").first).to_be_visible()
    home.wait_for_timeout(500)
    expect(home.get_by_role("status")).to_have_text("10 pages found", timeout=2_000)
