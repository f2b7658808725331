"""Pages of events: what they quote leads to its passage, hides what may not be published, and keeps machines apart."""

import csv
import io
import json
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.content import text_content

from variorum import edition, pages, read
from variorum.exchange import iri, rules
from variorum.model import (
    Alias,
    Decision,
    Edition,
    Entry,
    Group,
    Link,
    Meta,
    Page,
    Pair,
    Passage,
    Record,
    Sources,
    Span,
)
from variorum.pages import article as article_pages
from variorum.pages import when
from variorum.pages.coverage import MOST_COMPARED, cover, published, short, statement, terms
from variorum.pages.gutter import told
from variorum.pages.slug import slugs
from variorum.read import event

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
STORM = f"The Storm of Monday Night\n\n{PROSE} {PROSE} The storm killed an estimated 62 people, the mayor said."
FLOOD = (
    f"After the Flood\n\n{PROSE} At least 60 people died in the storm. “We saw the water come over the wall,” she said."
)
OTHER = f"What the Wall Did\n\n{PROSE} A storm came. He said: “we saw the water come over the wall at night.”"
EVENT = """\
---
name: The storm
date: 2016-09-12
aliases: [storm, flood]
accounts:
  - {article: a, quote: The storm killed an estimated 62 people, aspect: The toll}
  - {article: b, quote: At least 60 people died in the storm, aspect: The toll}
  - {article: b, quote: We saw the water come over the wall, aspect: The water}
figures:
  - measure: dead
    unit: people
    reports:
      - {article: a, quote: an estimated 62 people, value: "62", qualifier: an estimated}
      - {article: b, quote: At least 60 people, value: "60", qualifier: At least}
attributions:
  - claim: The mayor counted the dead
    reports:
      - {article: a, quote: the mayor said, says: so the mayor says, voice: attributed}
---
@a counts 62, @b at least 60; @nobody counts more.
"""


def made(rights: str = "full", **more: str) -> Edition:
    texts = {"a": STORM, "b": FLOOD, "c": OTHER, **more}
    found = event.parse(EVENT, "storm", "docs/events/storm.md")
    assert not isinstance(found, tuple)
    seeds = tuple(read.text_seed(text, id_, f"seeds/{id_}.txt") for id_, text in texts.items())
    record = Record("a", "docs/articles/a.md", rights=rights)  # type: ignore[arg-type] # one of the three
    # What a machine suggests is added by the tests that are about it.
    return replace(edition.build(Sources(seeds, (record,), (), events=(found,))), groups=(), links=())


@cache
def first_edition() -> tuple[Edition, dict[str, Page]]:
    found = edition.build(read.sources(ROOT))
    return found, {page.path: page for page in pages.render(found)}


def page(made_: Edition, path: str) -> BeautifulSoup:
    return BeautifulSoup({p.path: p for p in pages.render(made_)}[path].html, "html.parser")


def words(soup: Tag, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in soup.select(selector)]


def test_accounts_stand_side_by_side_and_lead_to_their_passage() -> None:
    soup = page(made(), "events/storm.md")
    cells = soup.select("#tells-the-toll td")
    assert [" ".join(cell.get_text().split()) for cell in cells] == [
        "The storm killed an estimated 62 people",
        "At least 60 people died in the storm",
    ]
    address = str(cells[0].select_one("a")["href"])  # type: ignore[index] # a cell with a quote has a link
    assert address == "../articles/a.html#told-storm-1"
    body = page(made(), "articles/a.md")
    assert body.select_one("#told-storm-1").get_text() == "The storm killed an estimated 62 people"  # type: ignore[union-attr]
    assert words(soup, "#tells-the-water td") == ["–not told", "We saw the water come over the wall"]


def test_figures_say_how_they_stand_and_why() -> None:
    soup = page(made(), "events/storm.md")
    assert words(soup, ".v-figure h3 .v-relation") == ["= compatible"]
    assert "“an estimated 62” lies within “At least 60”" in soup.get_text()
    assert words(soup, ".v-voice") == ["attributed"]
    assert words(soup, ".v-matrix .v-none") == ["not mentioned"]


def test_a_figure_says_where_its_sources_are_not_the_same() -> None:
    found = made()
    (told_,) = found.sources.events
    (figure,) = told_.figures
    first = replace(figure.reports[0], attributed_to="an estimated")
    changed = replace(told_, figures=(replace(figure, reports=(first, figure.reports[1])),))
    text = page(replace(found, sources=replace(found.sources, events=(changed,))), "events/storm.md").get_text()
    assert "attribution differs an estimated; the article itself" in " ".join(text.split())
    assert "attribution differs" not in page(found, "events/storm.md").get_text()


def test_a_statement_names_articles_by_links_and_leaves_other_words() -> None:
    statement = page(made(), "events/storm.md").select_one(".v-statement")
    assert statement
    assert (
        statement.get_text().strip()
        == "The Storm of Monday Night counts 62, After the Flood at least 60; @nobody counts more."
    )
    assert [a["href"] for a in statement.select("a")] == ["../articles/a.html", "../articles/b.html"]


def test_an_article_named_in_a_link_of_a_statement_makes_no_link_in_the_link() -> None:
    edition_ = made()
    (told_,) = edition_.sources.events
    linked = replace(told_, body="See [what @a says](https://example.org/), then @b.")
    again = replace(edition_, sources=replace(edition_.sources, events=(linked,)))
    html = str(statement(linked, cover(again), "events/storm.md"))
    assert html.count("<a ") == 2
    assert ">what @a says</a>" in html
    assert html.index("</a>") < html.index("articles/b.html")


def test_an_article_says_which_events_it_tells_and_who_tells_them_too() -> None:
    soup = page(made(), "articles/a.md")
    assert words(soup, ".v-chip") == ["The storm · 12 Sep 2016 · 2 articles"]
    assert [a["aria-label"] for a in soup.select(".v-told")] == ["The storm: also told by 1 other"]
    assert soup.select_one(".v-told")["href"] == "../events/storm.html#tells-the-toll"  # type: ignore[index]
    assert words(soup, ".v-also-title") == ["After the Flood"]
    assert not page(made(), "articles/c.md").select(".v-told, .v-chip, .v-also")


def test_marks_in_the_margin_add_no_word_to_the_text() -> None:
    found = made()
    coverage = cover(found)
    for one in found.articles:
        head, body = article_pages.woven(one, [], told(one, coverage))
        assert text_content(f'<p class="x">{head}</p><p class="x">{body}</p>', "x") == one.text


@pytest.mark.parametrize("rights", ["quotation", "none"])
def test_words_that_may_not_be_published_are_not(rights: str) -> None:
    found = made(rights)
    html = "".join(p.html for p in pages.render(found)) + "".join(a.content for a in pages.attachments(found))
    assert ("The storm killed an estimated 62 people" in html) == (rights == "quotation")
    # No anchor leads into a text that is not shown.
    assert "articles/a.html#" not in html


def test_articles_that_are_silent_are_listed_with_the_terms_that_were_searched() -> None:
    grouped = replace(made(), groups=(Group(("a", "c"), "story", 0.7, ("both name the storm",)),))
    soup = page(grouped, "events/storm.md")
    assert words(soup, ".v-absent strong") == ["Has the words, but no account was written"]
    (item,) = soup.select(".v-named > li")
    assert words(item, ".v-because") == ["has storm; whether it means this event, no editor has said"]
    assert words(item, ".v-place") == ["A storm came."]
    address, _, fragment = str(item.select_one(".v-place")["href"]).partition("#")  # type: ignore[index]
    assert address == "../articles/c.html"
    assert "A storm came." in page(grouped, "articles/c.md").find(id=fragment).get_text()  # type: ignore[union-attr]
    assert "both name the storm" in soup.get_text()


def test_an_article_without_the_words_is_told_from_one_that_has_them_and_from_one_nobody_could_search() -> None:
    dry = f"A Dry Day\n\n{PROSE} Nothing else was told."
    both = replace(made(d=dry), groups=(Group(("a", "c", "d"), "story", 0.7),))
    soup = page(both, "events/storm.md")
    assert words(soup, ".v-absent strong") == ["Has the words, but no account was written", "Not mentioned by"]
    assert words(soup, ".v-absents:not(.v-named) > li") == ["A Dry Day"]
    (told_,) = both.sources.events
    nameless = replace(both, sources=replace(both.sources, events=(replace(told_, aliases=()),)))
    soup = page(nameless, "events/storm.md")
    assert words(soup, ".v-absent strong") == ["No account of"]
    assert words(soup, ".v-absents > li") == ["What the Wall Did", "A Dry Day"]


def test_words_of_an_article_that_may_not_be_shown_are_counted_only() -> None:
    hidden = made(rights="quotation")
    (told_,) = hidden.sources.events
    without = replace(told_, accounts=told_.accounts[1:], figures=(), attributions=())
    changed = replace(hidden, sources=replace(hidden.sources, events=(without,)))
    soup = page(replace(changed, groups=(Group(("a", "b"), "story", 0.7),)), "events/storm.md")
    assert words(soup, ".v-named > li > .v-because") == [
        "has storm 2 times; whether it means this event, no editor has said"
    ]
    assert not soup.select(".v-place")


def test_what_a_machine_suggests_says_so_wherever_it_stands() -> None:
    found = made()
    span = found.places[found.sources.events[0].accounts[2].quote]
    at = found.articles[[a.id for a in found.articles].index("c")].text.index("we saw")
    link = Link(Passage("b", span), Passage("c", Span(at, at + 35)), 0.812, ("nine words in common",))
    group = Group(("b", "c"), "event", 0.9, ("one night",))
    suggested = replace(found, groups=(group,), links=(link,))
    for path in ("events/storm.md", "compare/b--/c.md"):
        text = page(suggested, path).get_text()
        assert "suggested by machine, unreviewed" in text
        assert "score 81 of 100: nine words in common" in text
    assert "perhaps told by 1 other too" in str(page(suggested, "articles/c.md").select(".v-told"))
    assert words(page(suggested, "articles/c.md"), ".v-also .v-kind") == ["suggested by machine, unreviewed"]


def test_a_reviewed_account_stands_instead_of_the_machines_mark() -> None:
    found = made()
    span = found.places[found.sources.events[0].accounts[2].quote]
    at = found.articles[[a.id for a in found.articles].index("c")].text.index("we saw")
    link = Link(Passage("b", span), Passage("c", Span(at, at + 35)), 0.812)
    marks = str(page(replace(found, links=(link,)), "articles/b.md").select(".v-told"))
    assert "also told by 1 other" in marks
    assert "perhaps" not in marks


def test_what_an_editor_decided_says_so_wherever_it_stands() -> None:
    found = made()
    span = found.places[found.sources.events[0].accounts[2].quote]
    at = found.articles[[a.id for a in found.articles].index("c")].text.index("we saw")
    link = Link(Passage("b", span), Passage("c", Span(at, at + 35)), 1.0, ("the sea",), reviewed=True)
    group = Group(("b", "c"), "event", 0.9, ("one night",), reviewed=("b", "c"), name="The flood")
    decision = Decision(
        "f", "docs/groups/f.md", "The flood", "event", ("b", "c"), (("b",), ("a",)), body="It is *one*."
    )
    reviewed = replace(found, groups=(group,), links=(link,), sources=replace(found.sources, groups=(decision,)))
    for path in ("events/storm.md", "compare/b--/c.md"):
        soup = page(reviewed, path)
        assert "unreviewed" not in soup.get_text()
        assert "confirmed by an editor: the sea" in soup.get_text()
        assert words(soup, ".v-kind--reviewed")[0] == "put together by an editor"
    assert words(page(reviewed, "articles/c.md"), ".v-also .v-kind") == ["put together by an editor"]
    assert "told by 1 other too, as an editor found" in str(page(reviewed, "articles/c.md").select(".v-told"))
    listed = page(reviewed, "events/index.md")
    assert listed.find(id="suggested") is None
    (item,) = listed.select(".v-suggestions > li")
    assert [a["href"] for a in item.select("a")] == [f"../articles/{id_}.html" for id_ in "bcba"]
    assert [found.get_text() for found in item.select("em")] == ["one"]
    partly = replace(reviewed, groups=(replace(group, articles=("b", "c", "x")),))
    assert "1 article of it suggested by machine, unreviewed" in page(partly, "events/storm.md").get_text()


def test_beside_another_article_stands_the_score_of_the_two_not_of_their_group() -> None:
    pairs = (Pair("a", "b", 3.0), Pair("b", "c", 0.0))
    soup = page(
        replace(made(), groups=(Group(("a", "b", "c"), "event", 0.97, ("one night",), pairs),)), "articles/c.md"
    )
    with_a, with_b = words(soup, ".v-also > li")
    assert "score 50 of 100" in with_b
    assert "the same event, by way of other articles" in with_a
    assert "one night" not in with_b + with_a


def test_groups_that_no_event_has_together_are_listed_until_an_editor_confirms_them() -> None:
    known, new = Group(("a", "b"), "event", 0.95), Group(("b", "c"), "event", 0.9, ("one night",))
    soup = page(replace(made(), groups=(known, new)), "events/index.md")
    (item,) = soup.select(".v-suggestions > li")
    assert "score 90 of 100" in item.get_text()
    assert words(item, "details li") == ["one night"]
    assert [a["href"] for a in item.select("a")] == [
        "../compare/b--/c.html",
        "../articles/b.html",
        "../articles/c.html",
    ]


def test_two_articles_are_compared_with_what_they_share_and_what_only_one_has() -> None:
    soup = page(made(), "compare/a--/b.md")
    assert words(soup, ".v-tally dd") == ["1", "1", "1", "0", "0", "0", "0"]
    grouped = replace(made(), groups=(Group(("b", "c"), "event", 0.9),))
    soup = page(grouped, "compare/b--/c.md")
    assert words(soup, "#quotations ~ ul q") == ["We saw the water come over the wall"]


def test_two_articles_share_the_names_of_the_glossary_that_both_have() -> None:
    found = made()
    entries = tuple(
        Entry(id_, f"docs/glossary/{id_}.md", id_, "term", (Alias(id_, "any"),), body="What it is.")
        for id_ in ("mayor", "storm", "wall", "whale")
    )
    both = edition.build(replace(found.sources, entries=entries))
    soup = page(both, "compare/a--/b.md")
    assert words(soup, ".v-shared:not(.v-own) li") == ["storm 2 / 1"]
    assert soup.select_one(".v-shared a")["href"] == "../../glossary/storm.html"  # type: ignore[index]
    assert words(soup, ".v-tally dd")[3] == "1"
    assert words(soup, "#only ~ .v-columns .v-hint")[-1] == "Every event that it tells is told by the other too."
    assert words(soup, ".v-own li") == ["mayor 1", "wall 1"]
    assert words(soup, "#only ~ .v-columns summary") == ["1 name in it alone", "1 name in it alone"]


def test_links_of_which_a_machine_is_unsure_are_folded() -> None:
    found = made()
    b, c = (next(a for a in found.articles if a.id == id_) for id_ in "bc")
    ends = [Span(p.span.start, p.span.end) for p in c.paragraphs]
    scored = zip((0.8, 0.3), ends, strict=False)
    links = tuple(Link(Passage("b", b.paragraphs[1].span), Passage("c", end), score, ("x",)) for score, end in scored)
    soup = page(replace(found, groups=(Group(("b", "c"), "event", 0.9),), links=links), "compare/b--/c.md")
    (fold,) = soup.select("#suggested ~ details:not(.v-reasons)")
    assert words(fold, "summary") == ["1 more, less sure"]
    assert "score 30 of 100" in fold.get_text()
    assert "score 80 of 100" not in fold.get_text()
    assert "score 80 of 100" in soup.get_text()


def test_an_event_of_very_many_articles_makes_no_page_for_each_two() -> None:
    ids = tuple(f"x{i}" for i in range(MOST_COMPARED + 1))
    many = made(**{id_: f"{PROSE} {id_}" for id_ in ids})
    assert len(cover(replace(many, groups=(Group(ids, "event", 1.0),))).compared) == 1
    assert len(cover(replace(many, groups=(Group(ids[:3], "event", 1.0),))).compared) == 4


def test_files_to_take_away_say_what_the_page_says() -> None:
    files = {a.path: a.content for a in pages.attachments(made())}
    said = json.loads(files["events/storm.json"])
    assert said["figures"][0]["relation"] == "compatible"
    texts = {a.id: a.text for a in made().articles}
    for account in said["accounts"]:
        assert texts[account["article"]][account["start"] : account["end"]] == account["quote"]
    rows = list(csv.DictReader(io.StringIO(files["events/storm.csv"], newline="")))
    assert [row["part"] for row in rows] == ["account"] * 3 + ["figure"] * 2 + ["attribution"]
    assert [row["unit"] for row in rows] == [""] * 3 + ["people"] * 2 + [""]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_an_event_is_taken_away_as_web_annotations_that_the_model_allows() -> None:
    found = made()
    texts = {iri.of_article(a, ""): a.text for a in found.articles}
    for site in ("", "https://example.org/reader/"):
        at = replace(found, site=replace(found.site, address=site))
        files = {a.path: a.content for a in pages.attachments(at)}
        said = json.loads(files["events/storm.jsonld"])
        assert (list(rules.collection(said)), list(rules.page(said["first"], True))) == ([], [])
        items = said["first"]["items"]
        assert [problem for item in items for problem in rules.annotation(item, True)] == []
        assert len({item["id"] for item in items}) == said["total"] == 6
    for item in json.loads({a.path: a.content for a in pages.attachments(found)}["events/storm.jsonld"])["first"][
        "items"
    ]:
        quoted, place = item["target"]["selector"]
        assert texts[item["target"]["source"]][place["start"] : place["end"]] == quoted["exact"]
    hidden = {a.path: a.content for a in pages.attachments(made(rights="none"))}["events/storm.jsonld"]
    assert "killed an estimated" not in hidden
    assert json.loads(hidden)["total"] == 3


def test_numbers_are_shown_as_the_article_prints_them() -> None:
    found = event.parse(EVENT.replace('value: "62"', 'value: "3 000"'), "storm", "docs/events/storm.md")
    assert not isinstance(found, tuple)
    texts = {"a": STORM.replace("62", "3\u202f000"), "b": FLOOD}
    seeds = tuple(read.text_seed(text, id_, f"seeds/{id_}.txt") for id_, text in texts.items())
    changed = replace(
        found,
        accounts=found.accounts[1:],
        figures=(
            replace(
                found.figures[0],
                reports=(
                    replace(
                        found.figures[0].reports[0],
                        quote=replace(found.figures[0].reports[0].quote, exact="an estimated 3 000 people"),
                    ),
                ),
            ),
        ),
    )
    soup = page(edition.build(Sources(seeds, (), (), events=(changed,))), "events/storm.md")
    assert soup.select_one(".v-reports b").get_text() == "3\u202f000"  # type: ignore[union-attr]


def test_names_are_counted_once_and_whole() -> None:
    (found,) = edition.build(
        Sources((read.text_seed(f"{PROSE} A peace deal, the deal, dealers.", "a", "a.txt"),), (), ())
    ).articles
    assert {name: len(spans) for name, spans in terms(found, ("deal", "Peace Deal", "truce")).items()} == {
        "Peace Deal": 1,
        "deal": 1,
    }


def test_rows_have_ids_of_their_own() -> None:
    assert slugs(["The toll", "the toll!", "Потери", "!?"]) == [
        "tells-the-toll",
        "tells-the-toll-2",
        "tells-потери",
        "tells-row",
    ]


DATES = st.dates().map(str) | st.dates().map(lambda d: f"{d:%Y-%m}".zfill(7)) | st.dates().map(lambda d: f"{d.year:04}")


@given(st.lists(DATES, max_size=8))
def test_an_axis_keeps_the_order_of_time(dates: list[str]) -> None:
    axis = when.axis(dates)
    bars = [axis.bar(iso) for iso in sorted(dates, key=when.days)]
    assert [bar.start for bar in bars] == sorted(bar.start for bar in bars)
    assert all(0 <= bar.start <= bar.end <= 100 for bar in bars)
    places = [tick.at for tick in axis.ticks]
    assert all(b - a >= when.APART for a, b in pairwise(places))


@pytest.mark.parametrize(
    ("iso", "words_"),
    [
        ("", "date unknown"),
        ("2016-09", "September 2016"),
        ("2016-09-19/2016-09-25", "19 to 25 September 2016"),
        ("2016-08/2016-09", "August to September 2016"),
        ("2015/2016", "2015 to 2016"),
    ],
)
def test_dates_are_said_as_people_say_them(iso: str, words_: str) -> None:
    assert when.words(iso) == words_


@pytest.mark.parametrize(("printed", "known"), [("2016-09-12", True), ("2016-13-01", False), ("2016-09-12-ish", False)])
def test_a_date_that_is_none_has_no_place_in_time(printed: str, known: bool) -> None:
    seed = replace(read.text_seed(PROSE, "a", "seeds/a.txt"), meta=(Meta("published", printed, "time"),))
    found = edition.build(Sources((seed,), (), ()))
    assert bool(published(found.articles[0])) == known
    assert words(page(found, "timeline/index.md"), ".v-lane-unknown") == ([] if known else ["?"])


def test_a_title_is_cut_between_words() -> None:
    assert [short(a) for a in made().articles] == ["The Storm of Monday Night", "After the Flood", "What the Wall Did"]


def test_every_quote_of_the_first_edition_opens_at_its_place() -> None:
    found, made_ = first_edition()
    pages_ = {path.replace(".md", ".html"): BeautifulSoup(page.html, "html.parser") for path, page in made_.items()}
    events = [event.path for event in found.sources.events]
    assert len(events) >= 14
    checked = 0
    for name in (path for path in pages_ if re.match(r"(events|compare)/", path)):
        depth = name.count("/")
        for link in pages_[name].select("a.v-cite"):
            target, _, fragment = str(link["href"]).partition("#")
            article = pages_[target.removeprefix("../" * depth)]
            place = article.find(id=fragment)
            assert place is not None, f"{name} -> {link['href']}"
            start = link.get_text()[: len(place.get_text())]
            # A reviewed quote has an anchor of its own; what a machine suggests opens at its paragraph.
            begun = place.get_text().startswith(start[:8])
            assert begun if fragment.startswith("told-") else start[:8] in place.get_text()
            checked += 1
    assert checked > 300


def test_no_id_stands_twice_on_a_page_and_every_link_to_one_finds_it() -> None:
    _, made_ = first_edition()
    ids = {path: re.findall(r' id="([^"]+)"', page.html) for path, page in made_.items()}
    for path, page in made_.items():
        assert len(ids[path]) == len(set(ids[path])), path
        for fragment in re.findall(r'href="#([^"]+)"', page.html):
            assert fragment in ids[path], f"{path}#{fragment}"


def test_the_first_edition_shows_what_its_issue_asks_for() -> None:
    _, made_ = first_edition()
    strike = made_["events/deir-ez-zor-strike.md"].html
    assert "“an estimated 62” lies within “at least 60”" in strike
    convoy = BeautifulSoup(made_["events/convoy-attack.md"].html, "html.parser")
    quoted = convoy.select("#tells-who-did-it a.v-cite")
    assert len(quoted) == 4
    assert len({str(link["href"]).split("#")[0] for link in quoted}) == 3
    collapse = BeautifulSoup(made_["events/ceasefire-collapse.md"].html, "html.parser")
    assert len(collapse.select("#tells-the-collapse a.v-cite")) == 5
