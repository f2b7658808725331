"""Words of time: CLDR's names of months and weekdays, and the words around them from words.toml.

Each word has a kind, one letter, so that a sentence becomes a string of kinds in which expressions are found:

M month, A month that is an ordinary word too, a its short form, F month of another language, W weekday, w its short
form, T yesterday and such; E early, I mid, L late, B earlier, V later; t this, l last, P past, x next, g ago; d day,
k week, o month, y year, c decade (as words), N number in words, u noun by which a number is no day; f of, p in, b from,
r to, & and.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ru", "ar")
# Languages whose names of months are known beside a year; two of them may not give one name to two months.
FOREIGN = (*LANGUAGES, "pl", "sv", "da", "nb", "fi", "uk", "tr", "el", "ro", "id", "hu", "he", "fa", "hi")
KINDS = {
    "decade": "c",
    "units": "u",
    "of": "f",
    "at": "p",
    "from": "b",
    "to": "r",
    "and": "&",
    "early": "E",
    "mid": "I",
    "late": "L",
    "earlier": "B",
    "later": "V",
    "this": "t",
    "last": "l",
    "past": "P",
    "next": "x",
    "ago": "g",
    "day": "d",
    "week": "k",
    "month": "o",
    "year": "y",
}


@dataclass(frozen=True, slots=True)
class Word:
    """What a word can mean: its kind and, for names and numbers, its number."""

    kind: str
    value: int = 0


@cache
def _data() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files("variorum.dates").joinpath("words.toml").read_text("utf-8"))


@cache
def vocabulary(lang: str) -> Mapping[str, Word]:
    """Return the words of time of a language, in the forms that count, with the months of the others."""
    found = dict(_foreign())
    for word, meaning in _own(lang):
        found[word] = meaning
    return found


@cache
def phrases(lang: str) -> Mapping[str, Word]:
    """Return what is made of several words, in lower case."""
    months = {p: Word("M", v) for p, v in _mapping(lang, "months").items() if " " in p}
    return {p: Word("T", v) for p, v in _mapping(lang, "phrases").items()} | months


def language(text: str) -> str:
    """Tell the language of a text by its most frequent words: one of LANGUAGES, else `en`."""
    words = re.findall(r"[^\W\d_]+", text[:4000].casefold())
    counts = {lang: sum(word in common for word in words) for lang, common in _common().items()}
    return max(counts, key=lambda lang: (counts[lang], lang == "en"))


@cache
def _common() -> Mapping[str, frozenset[str]]:
    return {lang: frozenset(str(_data()[lang]["common"]).split()) for lang in LANGUAGES}


def _mapping(lang: str, name: str) -> Mapping[str, int]:
    table = _data().get(lang, {}).get(name, {})
    return table if isinstance(table, dict) else {}


@cache
def _foreign() -> Mapping[str, Word]:
    """Return the full names of months of all languages, without those that mean two months."""
    meanings: dict[str, set[int]] = {}
    for lang in FOREIGN:
        for name, number in (*_names(lang, "months", "wide"), *_mapping(lang, "months").items()):
            for form in _forms(name, capital=False):
                meanings.setdefault(form, set()).add(number)
    return {name: Word("F", min(numbers)) for name, numbers in meanings.items() if len(numbers) == 1}


def _own(lang: str) -> Iterator[tuple[str, Word]]:
    data = _data().get(lang, {})
    for name, kind in KINDS.items():
        for word in str(data.get(name, "")).split():
            yield from ((form, Word(kind)) for form in _forms(word, capital=False))
    doubtful = set(str(data.get("doubtful", "")).split())
    for word, value in (*_mapping(lang, "numbers").items(),):
        yield from ((form, Word("N", value)) for form in _forms(word, capital=False))
    for word, value in _mapping(lang, "days").items():
        forms = {word} if word in doubtful else _forms(word, capital=False)
        yield from ((form, Word("T", value)) for form in forms)
    yield from _calendar(lang, bool(data.get("capital", False)), doubtful)


def _calendar(lang: str, capital: bool, doubtful: set[str]) -> Iterator[tuple[str, Word]]:
    """Yield the names of weekdays and months, the full ones last, since they weigh more."""
    full_weekday = "w" if lang == "ar" else "W"  # al-ahad, Sunday, is also "the one": it needs a date beside it
    kinds = (("days", "abbreviated", "w"), ("months", "abbreviated", "a"), ("days", "wide", full_weekday))
    for names, width, kind in kinds:
        for name, number in _names(lang, names, width):
            yield from ((form, Word(kind, number)) for form in _forms(name, capital))
    own = (*_names(lang, "months", "wide"), *_mapping(lang, "months").items())
    for name, number in own:
        kind = "A" if name in doubtful else "a" if len(name) < 5 and capital and name in _short(lang) else "M"
        yield from ((form, Word(kind, number)) for form in _forms(name, capital))
    for name, number in _mapping(lang, "weekdays").items():
        yield from ((form, Word("W", number)) for form in _forms(name, capital))


def _short(lang: str) -> set[str]:
    return {name for name in _mapping(lang, "months") if len(name) < 6}


def _names(lang: str, names: str, width: str) -> list[tuple[str, int]]:
    """Return CLDR's names that are one word, without full stop, and their numbers (January and Monday are 1)."""
    if lang not in FOREIGN:
        return []
    locale = Locale.parse(lang)
    tables = [getattr(locale, names)[context].get(width, {}) for context in ("stand-alone", "format")]
    first = 0 if names == "months" else 1
    found = [(str(name).rstrip("."), int(key) + first) for table in tables for key, name in table.items()]
    return [(name, number) for name, number in found if not re.search(r"[\s\d]", name)]


def _forms(word: str, capital: bool) -> set[str]:
    """Return the forms in which a word counts: as written and in capitals, also small where no capital is needed."""
    upper = {word.upper(), word[:1].upper() + word[1:]}
    return upper if capital else upper | {word, word.lower()}
