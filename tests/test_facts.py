"""Facts: which statement of a page is believed. Beside each page of cases/facts stands what is known of its article."""

import time
from pathlib import Path

import pytest

from variorum import edition
from variorum.lines import split
from variorum.model import Article, Fact, Meta, Seed, Sources
from variorum.read import page

CASES = sorted((Path(__file__).parent / "cases" / "facts").glob("*.html"))
PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."


def built(seed: Seed) -> Article:
    (article,) = edition.build(Sources((seed,), (), ())).articles
    return article


def known(article: Article) -> dict[str, Fact]:
    """Return the facts of an article by their names, its title among them."""
    return {fact.name: fact for fact in (*filter(None, [article.title]), *article.facts)}


def told(article: Article) -> str:
    """Return a line for each fact: its name, its value, what it rests on."""
    return "".join(f"{name}: {fact.value} | {fact.evidence.because}\n" for name, fact in known(article).items())


def stating(text: str, *meta: tuple[str, str, str]) -> dict[str, str]:
    """Return what is known of a text whose markup makes these statements."""
    stated = tuple(Meta(name, value, source) for name, value, source in meta)  # type: ignore[arg-type]
    article = built(Seed("a", "seeds/a.txt", split(text), "utf-8", "", 0, stated))
    return {name: fact.value for name, fact in known(article).items()}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_page_is_known_as_its_case_says(case: Path) -> None:
    lines, meta = page.read(case.read_text(encoding="utf-8"))
    seed = Seed(case.stem, f"seeds/{case.name}", lines, "utf-8", "", 0, meta)
    assert told(built(seed)) == case.with_suffix(".facts").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("moment", "printed", "day"),
    [
        ("2021-03-05T02:30:00Z", "4 March 2021", "2021-03-04"),
        ("2021-03-05T02:30:00", "Updated 4 March 2021", "2021-03-04"),
        ("2021-03-04T22:30:00+00:00", "5 March 2021", "2021-03-05"),
        ("2021-03-04T22:30:00+00:00", "Updated 5 March 2021", "2021-03-04"),
        ("2021-03-05T02:30:00+01:00", "4 March 2021", "2021-03-05"),
        ("2021-03-05T18:30:00Z", "4 March 2021", "2021-03-05"),
        ("2021-03-05T02:30:00Z", "1 March 2021", "2021-03-05"),
    ],
)
def test_a_moment_in_utc_falls_on_the_day_the_page_prints(moment: str, printed: str, day: str) -> None:
    """If it can: not eighteen hours later, and not by a line that tells of a later change."""
    text = f"The council met at night\n\n{printed}\n\n{PROSE}\n\n{PROSE} It went on."
    assert stating(text, ("published", moment, "article:published_time"))["published"] == day


@pytest.mark.parametrize("odd", ["2021-13-45T10:00:00Z", "2021-02-30T99:00Z March 4, 2021", "9999-12-31T23:59Z"])
def test_an_odd_moment_is_read_without_harm(odd: str) -> None:
    text = f"The council met at night\n\n4 March 2021\n\n{PROSE}\n\n{PROSE} It went on."
    assert stating(text, ("published", odd, "article:published_time"))["published"] in ("4 March 2021", "9999-12-31")


def test_a_page_of_bylines_costs_no_more_than_its_length() -> None:
    text = f"{PROSE}\n\n" + "By Ada Pell, Writer, 4 March 2021\n" * 20_000
    begin = time.process_time()
    stating(text, *[("author", f"Ada Pell {n * 'x'}", "meta author") for n in range(150)] * 50)
    assert time.process_time() - begin < 20


@pytest.mark.parametrize("nothing", ["0001-01-01T00:00:00Z", "1970-01-01", "soon", "20 minutes ago"])
def test_what_is_no_day_is_no_fact(nothing: str) -> None:
    assert "published" not in stating(PROSE, ("published", nothing, "article:published_time"))


@pytest.mark.parametrize(
    "nobody", ["admin", "https://social.example/tide", "desk@tide.example", "The Tide", "tide", "By"]
)
def test_who_is_nobody_or_the_outlet_is_no_author(nobody: str) -> None:
    meta = (("outlet", "Tide", "og:site_name"), ("author", nobody, "meta author"))
    assert "author" not in stating(PROSE, *meta)
    assert stating(PROSE, *meta, ("author", "Ada Pell", "rel author"))["author"] == "Ada Pell"


@pytest.mark.parametrize(
    ("said", "outlet"),
    [
        ([("og:site_name", "harbourtide"), ("JSON-LD publisher", "The Harbour Tide")], "The Harbour Tide"),
        ([("og:site_name", "HarbourTide"), ("JSON-LD publisher", "The Harbour Tide")], "The Harbour Tide"),
        ([("og:site_name", "harbourtide.co.example"), ("JSON-LD publisher", "Tide Group")], "Tide Group"),
        ([("og:site_name", "Harbour Tide | All that floats")], "Harbour Tide"),
        ([("og:site_name", "All that floats - Harbour Tide")], "Harbour Tide"),
        ([("og:site_name", "All that floats | HARBOURTIDE")], "HARBOURTIDE"),
        ([("og:site_name", "Boats - and what floats")], "Boats - and what floats"),
        ([("og:site_name", "Blog"), ("JSON-LD WebSite", "Harbour Tide")], "Harbour Tide"),
        ([("og:site_name", "The Tide"), ("JSON-LD publisher", "Wire Agency")], "The Tide"),
        ([("meta application-name", "harbourtide.co.example")], "harbourtide.co.example"),
    ],
)
def test_an_outlet_is_called_by_its_name(said: list[tuple[str, str]], outlet: str) -> None:
    """Not by its address, its slogan, its company, if a place of the page knows better."""
    url = ("url", "https://www.harbourtide.co.example/lights", "link canonical")
    assert stating(PROSE, url, *(("outlet", value, source) for source, value in said))["outlet"] == outlet


def test_a_line_may_name_more_authors_than_the_markup() -> None:
    text = f"The council met at night\n\nBy Ada Pell and Jon Marl\n\n{PROSE}\n\n{PROSE} It went on."
    assert stating(text, ("author", "Ada Pell", "meta author"))["author"] == "Ada Pell, Jon Marl"
    assert stating(text, ("author", "Mara Quill", "meta author"))["author"] == "Ada Pell, Jon Marl"


def test_a_title_is_without_the_name_of_its_outlet() -> None:
    outlet = ("outlet", "The Tide", "og:site_name")
    for title in ("Lights out | The Tide", "The Tide: Lights out", "Lights out"):
        assert stating(PROSE, outlet, ("title", title, "og:title"))["title"] == "Lights out"
