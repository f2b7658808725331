"""The catalogues are whole and right, and nothing that readers see passes them by."""

import re
import tomllib
from collections.abc import Callable
from copy import copy
from datetime import date
from functools import cache
from gettext import c2py
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Translation
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from tests import pseudo
from tests.conftest import ROOT, MakeEdition
from variorum import edition, pages, plugin
from variorum.language import (
    ENGLISH,
    KIND_OF_ACT,
    SOURCE,
    Date,
    Language,
    Message,
    current,
    day,
    find,
    month,
    ngettext,
    number,
    read,
    shipped,
    short_day,
    speaking,
)
from variorum.model import AnnotationKind, EntryKind, EvidenceKind, Level, Relation, Role, Voice
from variorum.pages import when
from variorum.pages.names import NAMES
from variorum.pages.template import said
from variorum.press import words
from variorum.press.progress import Progress
from variorum.read import sources

LANGUAGES = [tag for tag in shipped() if tag != SOURCE]
PLACE = re.compile(r"%\((\w+)\)s|\{(\w+)\}|(%%)")
TAG = re.compile(r"</?[a-z]+")
PACKAGE = ROOT / "build_scripts" / "variorum"
# A number that has its plural form to itself may be said by the form alone ("مقالان", two articles).
ALONE = {"%(num)s", "{n}"}


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What code, templates and scripts say, extracted as `make strings` does."""
    target = tmp_path_factory.mktemp("strings") / "strings.pot"
    options = ["-F", str(ROOT / "pyproject.toml"), "-k", "P_:1c,2", "-k", "Message", "-o", str(target), str(PACKAGE)]
    CommandLineInterface().run(["pybabel", "--quiet", "extract", *options])  # type: ignore[no-untyped-call]
    return read_po(BytesIO(target.read_bytes()))


def messages(catalogue: Catalog) -> dict[tuple[str | None, Any], Translation]:
    return {(message.context, message.id): message for message in catalogue if message.id}


@cache
def translated(tag: str) -> Catalog:
    return read(tag)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_message_is_in_the_catalogue_and_no_other(tag: str, used: Catalog) -> None:
    assert len(messages(used)) > 400
    assert set(messages(translated(tag))) == set(messages(used)), "run `make strings` and translate what is new"


def forms(message: Translation) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_message_is_translated_in_all_its_forms(tag: str) -> None:
    for message in messages(translated(tag)).values():
        wanted = translated(tag).num_plurals if isinstance(message.id, tuple) else 1
        assert not message.fuzzy, message.id
        assert len([form for form in forms(message) if form]) == wanted, message.id


def places(text: str) -> set[str]:
    return {found[0] for found in PLACE.finditer(text)}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_placeholders_and_markup_are_those_of_the_message(tag: str) -> None:
    catalogue = translated(tag)
    single = [numbers[0] for numbers in indexes(tag).values() if len(numbers) == 1]
    for message in messages(catalogue).values():
        own = message.id if isinstance(message.id, str) else message.id[1]
        for index, form in enumerate(forms(message)):
            alone = ALONE if isinstance(message.id, tuple) and index in map(plural_of(tag), single) else set()
            assert places(own) - alone <= places(form) <= places(own), (own, form)
            assert sorted(TAG.findall(form)) == sorted(TAG.findall(own)), (own, form)


def plural_of(tag: str) -> Callable[[int], int]:
    found: Callable[[int], int] = c2py(translated(tag).plural_expr)
    return found


def indexes(tag: str) -> dict[int, list[int]]:
    """Return the numbers that go with each form."""
    found: dict[int, list[int]] = {}
    for n in range(1001):
        found.setdefault(plural_of(tag)(n), []).append(n)
    return found


@pytest.mark.parametrize(("tag", "forms_"), [("de", 2), ("ar", 6)])
def test_plural_forms_are_those_of_cldr(tag: str, forms_: int) -> None:
    language = find(tag)
    assert language
    pairs = {(language.locale.plural_form(n), plural_of(tag)(n)) for n in range(1001)}
    assert len(pairs) == forms_ == translated(tag).num_plurals, "one category, one form"


def test_the_forms_of_a_number_are_chosen_by_the_language() -> None:
    arabic = find("ar")
    assert arabic
    with speaking(arabic):
        said_ = [ngettext("%(num)s article", "%(num)s articles", n) for n in (0, 1, 2, 3, 11, 100)]
    assert said_ == ["لا مقالات", "مقال واحد", "مقالان", "3 مقالات", "11 مقالًا", "100 مقال"]


@pytest.mark.parametrize(
    ("asked", "tag", "locale"),
    [
        ("en", "en", "en_GB"),
        ("en-US", "en", "en_US"),
        ("de", "de", "de"),
        ("de-AT", "de", "de_AT"),
        ("ar-EG", "ar", "ar_EG"),
    ],
)
def test_a_region_has_the_catalogue_of_its_language(asked: str, tag: str, locale: str) -> None:
    found = find(asked)
    assert found
    assert (found.tag, str(found.locale)) == (tag, locale)


@pytest.mark.parametrize("asked", ["fr", "xx", "", "english", "../de", "de_DE"])
def test_a_language_that_is_not_there_is_none(asked: str) -> None:
    assert find(asked) is None


SPOKEN = [
    ("en", "17 September 2016", "September 2016", "17 Sep 2016", "9 to 17 September 2016", "1,204"),
    ("de", "17. September 2016", "September 2016", "17. Sept. 2016", "9. bis 17. September 2016", "1.204"),
    ("ar", "17 سبتمبر 2016", "سبتمبر 2016", "17 سبتمبر 2016", "من 9 إلى 17 سبتمبر 2016", "1,204"),
]


@pytest.mark.parametrize(("tag", "long", "of_month", "short", "span", "figure"), SPOKEN)
def test_dates_and_numbers_are_written_as_in_the_language(
    tag: str, long: str, of_month: str, short: str, span: str, figure: str
) -> None:
    language, value = find(tag), date(2016, 9, 17)
    assert language
    with speaking(language):
        assert (day(value), month(value), short_day(value), number(1204)) == (long, of_month, short, figure)
        assert when.words("2016-09-09/2016-09-17") == span
    assert current() is ENGLISH


def test_time_runs_as_the_language_reads() -> None:
    arabic = find("ar")
    assert arabic
    dates = ["2016-09-17", "2016-09-19", "2017"]
    there = when.axis(dates)
    with speaking(arabic):
        back = when.axis(dates)
    assert [round(100 - place, 2) for place in there.at] == list(back.at)
    assert [round(100 - tick.at, 2) for tick in there.ticks] == [tick.at for tick in back.ticks]
    for tick in (*there.ticks, *back.ticks):
        assert tick.at >= when.APART if tick.anchor == "end" else tick.at <= when.RIGHT, "a label is not cut off"


@pytest.mark.parametrize(
    ("of", "values"),
    [
        ("evidence", EvidenceKind),
        ("note", AnnotationKind),
        ("entry", EntryKind),
        ("entries", EntryKind),
        ("role", Role),
        ("relation", Literal["compatible", "contradictory", "later figure", "not comparable"]),
        ("voice", Voice),
        ("severity", Level),
    ],
)
def test_every_kind_has_a_name(of: str, values: Any) -> None:
    assert set(NAMES[of]) == set(get_args(values))
    assert "" in get_args(Relation)


def test_a_reason_without_a_translation_is_marked_as_english() -> None:
    german = find("de")
    assert german
    assert said("is <odd>") == "is &lt;odd&gt;"
    with speaking(german):
        assert said("is <odd>") == '<span lang="en" dir="ltr">is &lt;odd&gt;</span>'


def test_scripts_get_the_messages_they_name() -> None:
    arabic = find("ar")
    assert arabic
    got = words.messages(arabic)
    assert {one if isinstance(one, str) else one[0] for one in words.used()} == set(got) | {"{value} ({n})"}
    assert got["{n} page found"] == {
        "zero": "لم يُعثر على أي صفحة",
        "one": "عُثر على صفحة واحدة",
        "two": "عُثر على صفحتين",
        "few": "عُثر على {n} صفحات",
        "many": "عُثر على {n} صفحة",
        "other": "عُثر على {n} صفحة",
    }
    assert words.messages(ENGLISH) == {}


GREEK = "Η σύνοδος κράτησε εννέα ώρες τη Δευτέρα, και όταν άνοιξαν οι πόρτες κανείς δεν έλεγε τι είχε συμφωνηθεί."
SEED = f"Ο τίτλος του άρθρου\n\n{GREEK} {GREEK}\n\n{GREEK} Σκοτώθηκαν 62 άνθρωποι, είπε ο δήμαρχος της Αθήνας.\n"
OTHER = f"Ο άλλος τίτλος\n\n{GREEK} {GREEK}\n\n{GREEK} Σκοτώθηκαν τουλάχιστον 60 άνθρωποι στην καταιγίδα της Αθήνας.\n"
RECORD = """\
---
title: Ο τίτλος
title_evidence: {{kind: supplied, because: έτσι}}
author: Α. Συγγραφέας
author_evidence: {{kind: supplied, because: έτσι}}
published: {published}
published_evidence: {{kind: supplied, because: έτσι}}
lang: el
{more}---
Τι είναι γνωστό.
"""
EVENT = """\
---
name: Η καταιγίδα
date: 2016-09-12/2016-09-14
date_evidence: {kind: supplied, because: έτσι}
place: Αθήνα
aliases: [καταιγίδα, πλημμύρα]
accounts:
  - {article: a, quote: "Σκοτώθηκαν 62 άνθρωποι", aspect: Οι νεκροί}
  - {article: b, quote: "Σκοτώθηκαν τουλάχιστον 60 άνθρωποι", aspect: Οι νεκροί}
figures:
  - measure: νεκροί
    unit: άνθρωποι
    reports:
      - {article: a, quote: "62 άνθρωποι", value: "62"}
      - {article: b, quote: "τουλάχιστον 60 άνθρωποι", value: "60", qualifier: τουλάχιστον}
attributions:
  - claim: Ο δήμαρχος μέτρησε
    reports:
      - {article: a, quote: "είπε ο δήμαρχος", says: λέει, voice: attributed}
---
Το @a μετρά.
"""
NOTE = """\
---
on:
  - quote: "{quote}"
kind: {kind}
by: "Ο Αναγνώστης"
status: {status}
sources: ["Πηγή"]
---
Σημείωση.
"""
ENTRY = "---\nname: Αθήνα\nkind: place\naliases: [Αθήνας]\nnot: [dimos]\n---\nΠόλη.\n\nΠολλά.\n"
DECISION = "---\nname: Η ομάδα\nlevel: event\ntogether: [a, b]\n---\nΓιατί.\n"
EDITION: dict[str, str | bytes] = {
    "mkdocs.yml": (
        "site_name: Έκδοση\nuse_directory_urls: false\ntheme: {name: material, font: false}\n"
        "plugins: [variorum]\nnav: [{Αρχή: index.md}, {Άρθρα: articles/index.md}]\n"
    ),
    "docs/index.md": "# Αρχή\n\n| α |\n|---|\n| β |\n",
    "docs/about/index.md": "# Γι' αυτό\n",
    "seeds/a.txt": SEED,
    "seeds/b.txt": "Advertisement\n" + OTHER,
    "seeds/c.txt": f"{GREEK} {GREEK}\n\n{GREEK}\n",
    "docs/articles/a.md": RECORD.format(
        published="2016-09-13",
        more='rejected:\n  - {fact: published, value: "2024-05-08", quote: "εννέα", because: ρολόι}\n'
        "corrections:\n  - {as_printed: κανείς, read: κανένας}\n",
    ),
    "docs/articles/b.md": RECORD.format(published="2016-09", more="rights: quotation\n"),
    "docs/articles/c.md": "---\nlang: el\n---\n",
    "docs/events/kataigida.md": EVENT,
    "docs/events/allo.md": "---\nname: Άλλο\npart_of: kataigida\nrelated: [kataigida]\naliases: [άλλο]\n"
    "accounts: [{article: a, quote: ο δήμαρχος, aspect: Ο δήμαρχος}]\n---\nΤίποτε.\n",
    "docs/glossary/athina.md": ENTRY,
    "docs/glossary/dimos.md": "---\nname: Δήμαρχος\nkind: person\naliases: [δήμαρχος]\n---\nΆνθρωπος.\n",
    "docs/annotations/a/ena.md": NOTE.format(quote="62 άνθρωποι", kind="context", status="open"),
    "docs/annotations/a/dyo.md": NOTE.format(quote="ο δήμαρχος", kind="question", status="settled"),
    "docs/annotations/a/tria.md": NOTE.format(quote="δεν υπάρχει", kind="source", status="open"),
    "docs/groups/omada.md": DECISION,
}


EMPTY = ("mkdocs.yml", "docs/index.md", "docs/about/index.md")


def build(root: Path, language: Language | None) -> Path:
    site = root / "built"
    site.mkdir()
    plugin.build(root, site, Progress(None), language=language)
    return site


@pytest.mark.parametrize("files", [EDITION, {name: EDITION[name] for name in EMPTY}], ids=["full", "empty"])
def test_no_page_says_a_word_that_is_not_in_the_catalogues(
    files: dict[str, str | bytes], make_edition: MakeEdition
) -> None:
    site = build(make_edition(files), pseudo.language())
    found = {
        str(path.relative_to(site)): words_
        for path in sorted(site.rglob("*.html"))
        if (words_ := pseudo.unmarked(path.read_text(encoding="utf-8")))
    }
    assert not found


def test_a_page_that_was_made_in_one_language_can_be_made_in_another(make_edition: MakeEdition) -> None:
    whole = edition.build(sources(make_edition(EDITION)))
    assert list(pages.render(whole))
    found = {
        page.path: words_ for page in pages.render(whole, pseudo.language()) if (words_ := pseudo.unmarked(page.html))
    }
    assert not found


def test_the_marks_find_words_that_are_not_in_the_catalogues() -> None:
    page = (
        '<html lang="de"><p title="Said">⟦in marks <a href="⟧x⟦">more</a>⟧ outside <q>quoted</q> <i lang="en">own</i>'
    )
    assert pseudo.unmarked(page) == ["outside", "Said"]


@pytest.mark.parametrize("asked", ["de-AT", "fr", "ar"])
def test_mkdocs_yml_names_the_language(asked: str, make_edition: MakeEdition, caplog: pytest.LogCaptureFixture) -> None:
    settings = str(EDITION["mkdocs.yml"]).replace("name: material", f"name: material, language: {asked}")
    site = build(make_edition({**EDITION, "mkdocs.yml": settings}), None)
    page = (site / "articles" / "index.html").read_text(encoding="utf-8")
    expected = {
        "de-AT": ('lang="de"', "Artikel"),
        "fr": ('lang="en"', "Articles"),
        "ar": ('dir="rtl" lang="ar"', "المقالات"),
    }
    start, heading = expected[asked]
    assert f"<html {start}" in page
    assert f"<h1>{heading}</h1>" in page
    told = [record.message for record in caplog.records if "theme: language" in record.message]
    assert told == (
        ["mkdocs.yml: found theme: language: fr; expected one of ar, de, en; the pages are in English"]
        if asked == "fr"
        else []
    )


def test_a_message_of_the_core_is_english_text_and_keeps_its_parts() -> None:
    german = find("de")
    assert german
    message = Message("shared names: %(things)s", {"things": ("Ada", "Bo & Co")})
    assert message == "shared names: Ada, Bo & Co" == copy(message)
    with speaking(german):
        assert said(copy(message)) == "gemeinsame Namen: Ada, Bo &amp; Co"


def test_what_a_reason_names_is_said_in_the_language_too() -> None:
    german, arabic = find("de"), find("ar")
    assert german
    assert arabic
    act = Message(
        "%(act)s (%(one)s / %(other)s)", {"act": Message("attack", {}, KIND_OF_ACT), "one": "bombed", "other": "<"}
    )
    told = Message("both tell of %(acts)s", {"acts": (act,)})
    day = Message("the day (%(days)s)", {"days": (Date("--09-19"), Date("2016-09"), Date("2016-09-09/2016-09-12"))})
    assert told == "both tell of attack (bombed / <)"
    assert day == copy(day) == "the day (19 September, September 2016, 9 to 12 September 2016)"
    assert said(told) == "both tell of attack (bombed / &lt;)"
    with speaking(german):
        assert said(copy(told)) == "beide berichten von: Angriff (bombed / &lt;)"
        assert said(copy(day)) == "der Tag (19. September, September 2016, 9. bis 12. September 2016)"
    with speaking(arabic):
        assert said(told) == "كلاهما يروي: هجوم (<bdi>bombed</bdi> / <bdi>&lt;</bdi>)"
        assert said(day).startswith("اليوم (19 سبتمبر، سبتمبر 2016، ")


def test_words_that_run_the_other_way_are_kept_apart() -> None:
    assert (
        said(Message("shared names: %(things)s", {"things": ("Ada", "دمشق")})) == "shared names: Ada, <bdi>دمشق</bdi>"
    )


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_kind_of_act_has_a_name(tag: str) -> None:
    kinds = tomllib.loads((PACKAGE / "group" / "acts.toml").read_text(encoding="utf-8"))["kinds"]
    named = {message.id for message in translated(tag) if message.context == KIND_OF_ACT and message.string}
    assert named == set(kinds)
