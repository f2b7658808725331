"""The language of a site's own words: catalogues of gettext (locale/), plural rules, dates and numbers of CLDR.

Whoever makes a page says its words in English through `gettext` and its kin; they come out in the language that
`speaking` has set for the time being, English if none. Words of articles never pass through here.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import BinaryIO, ParamSpec, TypeVar

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

P = ParamSpec("P")
T = TypeVar("T")

DOMAIN = "variorum"
# The context in which catalogues have the kinds of acts that news tell.
KIND_OF_ACT = "kind of act"
SOURCE = "en"
# The order of day and month in which the pages were written; a tag with a territory of its own keeps its own.
TERRITORIES = {SOURCE: "en_GB"}
# CLDR's names of plural forms, in the order in which catalogues have them.
PLURALS = ("zero", "one", "two", "few", "many", "other")
# A year, a month or a day of ISO 8601; a day of any year.
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
ANY_YEAR = re.compile(r"--(\d{2})-(\d{2})")
A_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Language:
    """What a site's own words are in: its BCP 47 `tag`, the `locale` of its dates and numbers, and the catalogue."""

    tag: str
    locale: Locale
    said: NullTranslations

    @property
    def direction(self) -> str:
        """The direction of its script, "ltr" or "rtl"."""
        return self.locale.text_direction


def shipped() -> list[str]:
    """Return the tags of the languages that the pages speak, English among them."""
    folders = (folder for folder in files(__package__).joinpath("locale").iterdir() if folder.is_dir())
    return sorted({SOURCE, *(folder.name.replace("_", "-") for folder in folders)})


@cache
def find(tag: str) -> Language | None:
    """Return the language of a tag; a region without a catalogue has that of its language. None: there is no such."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    name = next((name for name in (tag, locale.language) if name in shipped()), None)
    if name is None:
        return None
    said = NullTranslations() if name == SOURCE else of(read(name))
    return Language(name, Locale.parse(TERRITORIES.get(tag, str(locale))), said)


def read(tag: str) -> Catalog:
    """Return the catalogue of a language that is shipped."""
    path = files(__package__).joinpath("locale", tag.replace("-", "_"), "LC_MESSAGES", f"{DOMAIN}.po")
    return read_po(BytesIO(path.read_bytes()), locale=tag.replace("-", "_"), domain=DOMAIN)


def of(catalogue: Catalog) -> NullTranslations:
    """Return a catalogue as gettext uses it; without the messages that are not or not surely translated."""
    made = BytesIO()
    write_mo(made, catalogue)
    made.seek(0)
    return GNUTranslations(made)


ENGLISH = Language(SOURCE, Locale.parse(TERRITORIES[SOURCE]), NullTranslations())
_CURRENT: ContextVar[Language] = ContextVar("language", default=ENGLISH)


class Message(str):
    """A sentence in English, as the core gives its reasons, that pages can say in other languages.

    `text` is the message of the catalogues, `context` its context there, `values` what its %(name)s stand for: things
    as they stand, dates and other messages; several are a tuple.
    """

    text: str
    values: dict[str, str | tuple[str, ...]]
    context: str

    def __new__(cls, text: str, values: Mapping[str, str | tuple[str, ...]], context: str = "") -> "Message":
        """Return the sentence in English."""
        flat = {name: value if isinstance(value, str) else ", ".join(value) for name, value in values.items()}
        made = super().__new__(cls, text % flat)
        made.text, made.values, made.context = text, dict(values), context
        return made

    def __getnewargs__(self) -> tuple[str, dict[str, str | tuple[str, ...]], str]:  # type: ignore[override]
        return self.text, self.values, self.context

    def said(self, values: Mapping[str, str]) -> str:
        """Return the message in the language that is spoken, with its values as they are said there."""
        return pgettext(self.context, self.text, **values) if self.context else gettext(self.text, **values)


class Date(str):
    """A date in English words, as the core gives it, that pages can say in other languages; `iso` is ISO 8601, without
    its year (--09-19) if it is a day of any."""

    iso: str

    def __new__(cls, iso: str) -> "Date":
        """Return the date in English."""
        made = super().__new__(cls, _in_english(iso))
        made.iso = iso
        return made

    def __getnewargs__(self) -> tuple[str]:
        return (self.iso,)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Let everything within be said in a language. Not around a `yield`: whoever asks would speak it too."""
    token = _CURRENT.set(language)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def in_language(language: Language, say: Callable[P, T]) -> Callable[P, T]:
    """Return a way to say something that speaks a language of its own."""

    def said(*args: P.args, **values: P.kwargs) -> T:
        with speaking(language):
            return say(*args, **values)

    return said


def current() -> Language:
    """Return the language that is spoken."""
    return _CURRENT.get()


def N_(message: str) -> str:  # noqa: N802 - the name by which tools of gettext know it
    """Return a message as it stands, marked for the catalogues: it is said later, by `gettext` of a variable."""
    return message


def P_(context: str, message: str) -> tuple[str, str]:  # noqa: N802 - as N_; the tools are told of it in pyproject.toml
    """Return a message with its context, marked for the catalogues: it is said later, by `pgettext`."""
    return context, message


def gettext(message: str, **values: object) -> str:
    """Return a message; %(name)s in it is the value of that name, numbers as they are written in the language."""
    return filled(current().said.gettext(message), values)


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return the form of a message that goes with a number, which %(num)s stands for."""
    return filled(current().said.ngettext(one, many, number), {"num": number, **values})


def pgettext(context: str, message: str, **values: object) -> str:
    """Return a message that means something else elsewhere; the context is for translators and tells them apart."""
    return filled(current().said.pgettext(context, message), values)


def npgettext(context: str, one: str, many: str, number: int, **values: object) -> str:
    """Return the form of a message with a context that goes with a number."""
    return filled(current().said.npgettext(context, one, many, number), {"num": number, **values})


def filled(message: str, values: Mapping[str, object]) -> str:
    """Return a message with its values; a sign % that stands for itself is written %% in it."""
    return message % {name: written(value) for name, value in values.items()}


def written(value: object) -> object:
    """Return a number as it is written in the language, all else as it is."""
    return number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def number(value: float) -> str:
    """Return a number as it is written in the language: "1,204"."""
    return format_decimal(value, locale=current().locale)


def day(value: date) -> str:
    """Return a day in full: "17 September 2016"."""
    return format_date(value, "long", locale=current().locale)


def month(value: date) -> str:
    """Return a month with its year: "September 2016"."""
    return format_skeleton("yMMMM", value, locale=current().locale)


def day_of_any_year(value: date) -> str:
    """Return a day without its year: "17 September"."""
    return format_skeleton("MMMMd", value, locale=current().locale)


def short_day(value: date) -> str:
    """Return a day in few letters: "17 Sep 2016"."""
    locale = current().locale
    if locale.language == SOURCE:  # CLDR has "Sept" where a day comes first
        return format_date(value, "d MMM y", locale=SOURCE)
    return format_skeleton("yMMMd", value, locale=locale)


def short_month(value: date) -> str:
    """Return a month with its year in few letters: "Sep 2016"."""
    locale = SOURCE if current().locale.language == SOURCE else current().locale
    return format_skeleton("yMMM", value, locale=locale)


def date_of(iso: str) -> str:
    """Return a date or a range of dates of ISO 8601 as people write it: "9 to 12 September 2016"; else as it stands."""
    first, _, last = iso.partition("/")
    if not (ISO.fullmatch(first) and ISO.fullmatch(last)):
        return _dated(iso, day, month)
    one, other = date_of(first).split(), date_of(last).split()
    common = 0
    while common < min(len(one), len(other)) - 1 and one[-1 - common] == other[-1 - common]:
        common += 1
    return gettext("%(first)s to %(last)s", first=" ".join(one[: len(one) - common]), last=" ".join(other))


def short_date_of(iso: str) -> str:
    """Return a date of ISO 8601 in few letters, for a label: "Sep 2016"."""
    return _dated(iso, short_day, short_month)


def _dated(iso: str, day: Callable[[date], str], month: Callable[[date], str]) -> str:
    """Return a date of a day, a month or a year, each in its own way."""
    found = ISO.fullmatch(iso)
    try:
        if of_any := ANY_YEAR.fullmatch(iso):
            return day_of_any_year(date(A_LEAP_YEAR, int(of_any[1]), int(of_any[2])))
        value = date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
    except ValueError:  # no day of the calendar
        return iso
    if value is None or not found:
        return iso
    return day(value) if found[3] else month(value) if found[2] else found[1]


@cache
def _in_english(iso: str) -> str:
    with speaking(ENGLISH):
        return date_of(iso)


def comma() -> str:
    """Return what stands between the things of a list."""
    return pgettext("between the things of a list", ", ")


def semicolon() -> str:
    """Return what stands between things of a list that are long or have commas themselves."""
    return pgettext("between the things of a list", "; ")


def extract_rules(
    file: BinaryIO, keywords: Iterable[str], comment_tags: Iterable[str], options: Mapping[str, str]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield the reasons of a file of rules for the catalogues: a method of extraction, see pyproject.toml."""
    del keywords, comment_tags, options
    for number, line in enumerate(file.read().decode().splitlines(), 1):
        if line.startswith("why = "):
            yield number, None, str(tomllib.loads(line)["why"]), []


def extract_kinds(
    file: BinaryIO, keywords: Iterable[str], comment_tags: Iterable[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, list[str], list[str]]]:
    """Yield the kinds of acts of group/acts.toml for the catalogues: another method of extraction."""
    del keywords, comment_tags, options
    for kind in tomllib.loads(file.read().decode())["kinds"]:
        yield 1, "pgettext", [KIND_OF_ACT, kind], []
