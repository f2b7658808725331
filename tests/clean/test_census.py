"""Lines that stand on most pages of a source: found as furniture, without costing any author a word."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum import edition
from variorum.clean import census, clean
from variorum.clean.census import Census
from variorum.lines import split
from variorum.model import Article, LedgerLine, Meta, Seed, Sources
from variorum.read import page as web

WHO = (
    "The council",
    "A spokesman",
    "The ministry",
    "One witness",
    "The court",
    "Her lawyer",
    "The union",
    "A neighbour",
)
DID = ("refused to comment on", "welcomed", "had known for weeks of", "spoke at length about", "voted on", "sued over")
WHAT = (
    "the bridge",
    "the harbour",
    "the new tariff",
    "the missing papers",
    "the school roof",
    "the flood of last year",
)
WHEN = ("on Monday", "after the vote", "before dawn", "in a letter", "at the hearing", "without giving a reason")
TEASER = "From the harbour to the hills"
LEGAL = (
    "The Harbour Gazette is published by the Harbour Press and is a member of the council of the press, to which "
    "readers may turn with complaints about what stands in it."
)


def sentence(rng: random.Random) -> str:
    return f"{rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)} {rng.choice(WHEN)}, number {rng.randrange(10**6)}."


def word(rng: random.Random) -> str:
    return "".join(rng.choice("abdefgiklmnoprstu") for _ in range(7))


def body(name: str, paragraphs: int = 6) -> list[str]:
    """Return paragraphs of prose that stand on no other page."""
    rng = random.Random(name)  # noqa: S311 - text for a test, no secret
    return [f"{sentence(rng)} It was {word(rng)} and {word(rng)}, as {sentence(rng)}" for _ in range(paragraphs)]


def page(name: str, text: Sequence[str] | None = None, *, top: Sequence[str] = (), tail: Sequence[str] = ()) -> Seed:
    title = f"What {name} has learned of the {random.Random(name).choice(WHAT)}"  # noqa: S311 - the same
    lines = [*top, title, *(body(name) if text is None else text), *tail]
    return Seed(name, f"seeds/{name}.txt", split("\n\n".join(lines)), "utf-8", "", 0)


def site(count: int, **around: Sequence[str]) -> list[Seed]:
    return [page(f"page-{n:02}", **around) for n in range(count)]


def build(seeds: Sequence[Seed]) -> dict[str, Article]:
    return {a.id: a for a in edition.build(Sources(tuple(seeds), (), ())).articles}


def line(article: Article, text: str) -> LedgerLine:
    return next(e for e in article.ledger.lines if e.line.text == text)


def test_what_stands_under_every_page_is_furniture_and_says_on_how_many() -> None:
    made = build(site(20, tail=[TEASER, LEGAL]))
    for article in made.values():
        assert TEASER not in article.text
        assert line(article, LEGAL).rule == "standing"
        assert line(article, LEGAL).reason.startswith("stands in 20 of 20 pages of this edition")
        assert all(paragraph in article.text for paragraph in body(article.id))


def test_without_the_others_the_same_page_is_cleaned_as_ever() -> None:
    seed = page("page-00", tail=[TEASER, LEGAL])
    alone, few = build([seed])[seed.id], build(site(5, tail=[TEASER, LEGAL]))[seed.id]
    assert alone.ledger == few.ledger
    assert "standing" not in {e.rule for e in few.ledger.lines}


def test_the_name_of_the_site_is_not_taken_for_the_title() -> None:
    for article in build(site(12, top=["The Harbour Gazette of the Hills"])).values():
        assert article.title is not None
        assert article.title.value.startswith(f"What {article.id}")


def test_copies_of_one_article_do_not_make_its_text_furniture() -> None:
    text = body("wire")
    copies = [page(f"copy-{n:02}", text, tail=[f"Read by {n} people"]) for n in range(40)]
    for article in build(copies).values():
        assert all(paragraph in article.text for paragraph in text)
        assert all(e.kept for e in article.ledger.lines if e.line.text in text)


@pytest.mark.parametrize("share", [0.7, 0.85, 1.0])
def test_wire_copy_with_other_paragraphs_cut_keeps_its_text(share: float) -> None:
    text = body("wire", 20)
    kept = round(20 * share)
    seeds = [*site(20), *(page(f"wire-{n:02}", text[:kept] if n % 2 else text) for n in range(16))]
    for article in build(seeds).values():
        if article.id.startswith("wire"):
            assert all(e.kept for e in article.ledger.lines if e.line.text in text)


@pytest.mark.parametrize("at", [0, 3, 6])
def test_background_that_an_author_repeats_stays_among_the_prose(at: int) -> None:
    """A paragraph of half of the articles on one subject; where it ends an article it needs far more to go."""
    background = body("background", 1)[0]
    seeds = [page(f"p-{n:02}", [*body(f"p-{n:02}")[:at], background, *body(f"p-{n:02}")[at:]]) for n in range(11)]
    assert all(background in article.text for article in build(seeds).values())
    many = [page(f"p-{n:02}", [*body(f"p-{n:02}")[:3], background, *body(f"p-{n:02}")[3:]]) for n in range(40)]
    for article in build(many).values():
        assert line(article, background).kept
        assert line(article, background).rule == "standing-inside"


def test_pages_of_nothing_but_the_same_lines_are_not_emptied() -> None:
    seeds = [page(f"video-{n:02}", [LEGAL], tail=[TEASER]) for n in range(30)]
    assert all(LEGAL in article.text for article in build(seeds).values())


def test_sources_are_counted_apart() -> None:
    def of(host: str, count: int) -> list[Seed]:
        meta = (Meta("url", f"https://www.{host}/a", "og:url"),)
        seeds = [page(f"{host}-{n:02}", tail=[LEGAL]) for n in range(count)]
        return [Seed(s.id, s.path, s.lines, s.encoding, s.sha256, s.size, meta) for s in seeds]

    made = build([*of("one.example", 20), *of("two.example", 3)])
    assert {line(a, LEGAL).rule == "standing" for a in made.values() if a.id.startswith("one")} == {True}
    assert {line(a, LEGAL).rule == "standing" for a in made.values() if a.id.startswith("two")} == {False}
    assert "of one.example" in line(made["one.example-00"], LEGAL).reason


@settings(deadline=None, max_examples=15)  # each builds two editions
@given(st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(rng: random.Random) -> None:
    seeds = [*site(9, tail=[TEASER]), *(page(f"copy-{n}", body("wire")) for n in range(4))]
    shuffled = rng.sample(seeds, len(seeds))
    assert build(seeds) == build(shuffled)


def test_numbers_and_case_make_no_other_line() -> None:
    assert census.digest("12 Comments") == census.digest("7 comments")
    assert census.digest("comments") != census.digest("comment")
    assert census.digest("\ud800") != census.digest("")


def test_numbers_by_themselves_are_no_line_of_a_site() -> None:
    counted = census.take("x", [[str(n), "Also on this page"] for n in range(20)])
    assert counted.standing("7", prose=False) is None
    assert counted.standing("Also on this page", prose=False) is not None


@pytest.mark.parametrize(
    ("on", "of", "found"), [(6, 6, 1), (5, 5, 0), (6, 30, 1), (6, 31, 0), (200, 1001, 0), (201, 1001, 1)]
)
def test_a_share_of_the_pages_is_needed_however_many_there_are(on: int, of: int, found: int) -> None:
    counted = census.take("x", [["Also on this page"]] * on + [["Nothing"]] * (of - on))
    assert (counted.standing("Also on this page", prose=False) is not None) == found


def test_a_digest_is_the_same_on_every_machine() -> None:
    assert census.digest("from the harbour to the hills") == 1264796980235124791


def test_what_is_held_does_not_grow_with_pages_that_repeat_nothing() -> None:
    counted = census.take("x", ([f"{word(random.Random(n))} {n}"] for n in range(1000)))  # noqa: S311 - the same
    assert counted == Census("x", 1000, {})


def headline(name: str) -> str:
    return f"What {word(random.Random(name))} has learned"  # noqa: S311 - text for a test, no secret


def webpage(name: str, text: Sequence[str], tail: str = "") -> Seed:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    top = "<header><h1>The Harbour Gazette of the Hills</h1></header><nav><a href=/>Home</a></nav>"
    article = f"<article><h1>{headline(name)}</h1>{paragraphs}{tail}</article>"
    lines, meta = web.read(f"<html><body>{top}<main>{article}</main></body></html>")
    return Seed(name, f"seeds/{name}.html", lines, "utf-8", "", 0, meta)


def test_a_notice_within_the_article_of_every_web_page_is_furniture_too() -> None:
    names = [f"page-{n:02}" for n in range(16)]
    seeds = [webpage(name, body(name), f"<p>{LEGAL}</p>") for name in names]
    assert LEGAL in build(seeds[:1])[names[0]].text
    for article in build(seeds).values():
        assert line(article, LEGAL).rule == "standing"
        assert all(paragraph in article.text for paragraph in body(article.id))
        assert article.title is not None
        assert article.title.value == headline(article.id)


def test_background_among_the_prose_of_web_pages_stays() -> None:
    background = body("background", 1)[0]
    names = [f"page-{n:02}" for n in range(30)]
    seeds = [webpage(name, [*body(name)[:3], background, *body(name)[3:]]) for name in names]
    for article in build(seeds).values():
        assert (line(article, background).kept, line(article, background).rule) == (True, "standing-inside")


def test_a_web_page_is_cleaned_as_ever_where_nothing_is_known_of_its_source() -> None:
    seed = webpage("page-00", body("page-00"), f"<p>{LEGAL}</p>")
    assert build([seed])["page-00"].ledger == clean(seed.lines, (), seed.meta).ledger
