"""The edition: an address for each article, what is known of it by weight, and one order whatever came first."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum import edition
from variorum.lines import split
from variorum.model import Article, Evidence, Fact, Finding, Meta, Record, Seed, Sources

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
PAGE = f"A Title of Five Words\n\nBy Ann Writer\n\n12 September 2016\n\n{PROSE}\n\n{PROSE} It adjourned."


def seed(id_: str, text: str = PROSE, *meta: Meta) -> Seed:
    return Seed(id_, f"seeds/{id_}.txt", split(text), "utf-8", "", 0, meta)


def record(id_: str, *facts: tuple[str, str], slug: str = "", lang: str = "") -> Record:
    supplied = tuple(Fact(name, value, Evidence("supplied")) for name, value in facts)
    return Record(id_, f"docs/articles/{id_}.md", supplied, slug=slug, lang=lang)


def build(
    seeds: Sequence[Seed], records: Sequence[Record] = (), findings: Sequence[Finding] = ()
) -> tuple[Article, ...]:
    return edition.build(Sources(tuple(seeds), tuple(records), tuple(findings))).articles


def addresses(*ids: str, records: Sequence[Record] = ()) -> dict[str, str]:
    return {article.id: article.address for article in build([seed(id_) for id_ in ids], records)}


def facts(article: Article) -> dict[str, str]:
    return {fact.name: fact.value for fact in article.facts}


@pytest.mark.parametrize(
    ("id_", "address"),
    [
        ("001_7aff", "001_7aff"),
        ("2016/09/truce", "2016/09/truce"),
        ("What is Aleppo?", "What-is-Aleppo"),
        ("a & b <c> #d %20 \"e\" 'f'", "a-b-c-d-20-e-f"),
        ("../x/./y", "untitled/x/untitled/y"),
        (".hidden/-v", "hidden/v"),
        ("a.b_c-d", "a.b_c-d"),
        ("???", "untitled"),
        ("Größe/шесть/停火", "Größe/шесть/停火"),
        ("युद्धविराम", "युद्धविराम"),
        ("cafe\u0301", "caf\u00e9"),
        ("a\u202eb\u200bc", "a-b-c"),
        ("index", "index-2"),
        ("Index", "Index-2"),
        ("-README", "_README"),
        ("x/-readme", "x/_readme"),
        ("con", "_con"),
        ("aux.1/NUL.x", "_aux.1/_NUL.x"),
        ("console", "console"),
        ("a.html", "a-html"),
        ("a.HTM/b.md", "a-HTM/b-md"),
        ("a.txt.old", "a.txt.old"),
    ],
)
def test_an_id_becomes_an_address_that_every_system_takes(id_: str, address: str) -> None:
    assert addresses(id_) == {id_: address}


def test_long_names_leave_room_for_what_is_added() -> None:
    long = "\U00020000" * 62
    found = addresses("x" * 250, f"{'x' * 249}y", f"a/{long}", f"a/{long}.")
    assert all(len(part.encode()) <= 210 for address in found.values() for part in address.split("/"))
    assert len(set(found.values())) == 4


def test_addresses_that_differ_by_case_alone_are_numbered() -> None:
    assert addresses("b", "A?", "a!", "A") == {"A": "A", "A?": "A-2", "a!": "a-3", "b": "b"}


def test_a_slug_is_the_address_and_goes_before_ids() -> None:
    found = addresses("truce", "z", records=[record("z", slug="truce"), record("truce")])
    assert found == {"z": "truce", "truce": "truce-2"}


def test_the_first_of_two_records_has_the_slug() -> None:
    assert addresses("a", "b", records=[record("b", slug="x"), record("a", slug="x")]) == {"a": "x", "b": "x-2"}


names = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), min_size=1, max_size=12)
ids = st.lists(st.lists(names, min_size=1, max_size=3).map("/".join), min_size=1, max_size=8, unique=True)


@given(ids)
def test_addresses_are_safe_and_differ_on_every_disk(found: list[str]) -> None:
    given_ = list(addresses(*found).values())
    assert len({unicodedata.normalize("NFC", address).casefold() for address in given_}) == len(found)
    for part in (part for address in given_ for part in address.split("/")):
        assert part not in ("", ".", "..")
        assert not set(part) & set('<>:"\\|?*#%&; \t')
        assert part[0] not in "-."
        assert part[-1] != "."
        assert not part.upper().startswith("README.")
        assert part.upper() not in ("README", "CON", "PRN", "AUX", "NUL", "COM1", "LPT9")


def test_what_a_page_says_is_stated_with_its_lines() -> None:
    (article,) = build([seed("a", PAGE)])
    assert facts(article) == {"author": "Ann Writer", "published": "12 September 2016"}
    assert article.title == Fact(
        "title", "A Title of Five Words", Evidence("stated", "A Title of Five Words", "line 1 of the seed")
    )
    assert article.facts[0].evidence == Evidence("stated", "By Ann Writer", "line 3 of the seed")


def test_a_day_in_the_markup_outweighs_a_printed_one() -> None:
    (article,) = build([seed("a", PAGE, Meta("published", "2016-09-11T23:30:00+02:00", "time datetime"))])
    published = next(fact for fact in article.facts if fact.name == "published")
    assert published.value == "2016-09-11"
    assert published.evidence.quote == "2016-09-11T23:30:00+02:00"


def test_the_record_outweighs_the_page_and_the_page_its_markup() -> None:
    marked_up = {
        "outlet": "The Markup",
        "author": "A. Marker",
        "published": "Sept 11, 2016",
        "url": "https://markup.example",
    }
    said = {"title": "In the markup", "lang": "en", **marked_up}
    meta = [Meta(name, value, "meta") for name, value in said.items()]  # type: ignore[arg-type]
    (bare,) = build([seed("a", PROSE, *meta)])
    assert (bare.title and bare.title.value, bare.lang) == ("In the markup", "en")
    assert facts(bare) == {**marked_up, "published": "2016-09-11"}
    (stated,) = build([seed("a", PAGE, *meta)])
    assert facts(stated) == {**facts(bare), "author": "Ann Writer", "published": "12 September 2016"}
    known = record("a", ("published", "2016-09-12"), ("title", "Reviewed"), lang="de")
    (reviewed,) = build([seed("a", PAGE, *meta)], [known])
    assert facts(reviewed) == {**facts(stated), "published": "2016-09-12"}
    assert (reviewed.title and reviewed.title.value, reviewed.lang) == ("Reviewed", "de")


def test_of_two_statements_of_the_markup_the_first_counts() -> None:
    (article,) = build([seed("a", PROSE, Meta("author", "Ann One", "og"), Meta("author", "Ben Two", "x"))])
    assert facts(article) == {"author": "Ann One"}
    assert article.facts[0].evidence.because == "the file's own markup says so (og)"


def test_nothing_is_known_of_a_page_that_says_nothing() -> None:
    (article,) = build([seed("a")])
    assert (article.title, article.facts, article.rejected, article.lang, article.record) == (None, (), (), "", None)


def test_what_was_rejected_is_carried_and_never_a_fact() -> None:
    no_date = Fact("published", "2024-05-08", Evidence("rejected", "May 8", "the crawl"))
    (article,) = build([seed("a")], [replace(record("a"), rejected=(no_date,))])
    assert article.rejected == (no_date,)
    assert article.facts == ()


def test_articles_stand_by_date_and_those_without_last_by_id() -> None:
    dates = {"e": "2016-09-12", "d": "2016", "c": "2016-10", "b": "2017-01-01"}
    records = [record(id_, ("published", date)) for id_, date in dates.items()]
    records += [record("f", ("not_before", "2016-09-30")), record("g", ("published", "one autumn"))]
    found = build([seed(id_) for id_ in "hgfedcba"], records)
    assert [article.id for article in found] == ["d", "e", "f", "c", "b", "a", "g", "h"]


def test_a_date_printed_in_words_orders_as_its_day_does() -> None:
    printed = {"d": "8. Mai 2016", "c": "Friday, May 6, 2016", "b": "2016-05-07"}
    records = [record(id_, ("published", date)) for id_, date in printed.items()]
    assert [a.id for a in build([seed(id_) for id_ in "abcd"], records)] == ["c", "b", "d", "a"]


def test_a_date_outweighs_the_earliest_one_possible() -> None:
    both = record("b", ("published", "2016-09-01"), ("not_before", "2016-01-01"))
    found = build([seed("a"), seed("b")], [both, record("a", ("published", "2016-08-01"))])
    assert [article.id for article in found] == ["a", "b"]
    # A date that nobody can place orders nothing; the earliest one possible still does.
    worded = record("a", ("published", "in spring"), ("not_before", "2016-12-01"))
    assert [article.id for article in build([seed("a"), seed("b")], [both, worded])] == ["b", "a"]


@given(ids, st.data())
def test_no_order_of_files_changes_the_edition(found: list[str], data: st.DataObject) -> None:
    slugs = data.draw(st.lists(st.sampled_from(["", "truce", "a"]), min_size=len(found), max_size=len(found)))
    seeds = [seed(id_) for id_ in found]
    records = [record(id_, ("published", "2016"), slug=slug) for id_, slug in zip(found, slugs, strict=True)]
    mixed = data.draw(st.permutations(seeds)), data.draw(st.permutations(records))
    assert build(*mixed) == build(seeds, records)


def test_findings_of_reading_are_carried() -> None:
    finding = Finding("seeds/x.txt", 0, 0, "seed-empty", "m")
    made = edition.build(Sources((), (), (finding,)))
    assert (made.sources.findings, made.articles) == ((finding,), ())


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published: 20 May 2021", "20 May 2021"),
        ("Veröffentlicht am 12. Mai 2021", "12. Mai 2021"),
        ("20 May 2021", "20 May 2021"),
    ],
)
def test_a_printed_date_is_known_without_the_words_before_it(line: str, value: str) -> None:
    article = build([seed("a", f"The council met at night\n\n{line}\n\n{PROSE}\n\n{PROSE} It went on.")])[0]
    assert facts(article) == {"published": value}


def test_the_day_of_a_change_is_the_latest_the_article_can_be_from() -> None:
    text = f"The council met at night\n\nLast updated on 20 May 2021\n\n{PROSE}\n\n{PROSE} It went on."
    assert facts(build([seed("a", text)])[0]) == {"not_after": "20 May 2021"}
