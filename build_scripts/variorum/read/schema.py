"""Data held against a JSON Schema, with errors in words that people can act on.

The words come from the schema: a `description` completes "expected ...", an `examples` entry shows how to write it.
"""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import resources
from re import fullmatch
from typing import Any, cast
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from variorum.errors import ContentError
from variorum.model import Position

Value = str | list["Value"] | dict[str, "Value"]

# Pagefind's indexer works with tags of 29 characters and fails on those of 32; no language in use needs more than this.
LONGEST_TAG = 24

# Names of files that some systems cannot hold, and of the folder's own page.
_TAKEN = frozenset({"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the package's JSON Schema of a kind of file, for instance `article`."""
    text = resources.files(__package__).joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def check(
    data: Value,
    rules: Mapping[str, Any],
    path: str,
    positions: Mapping[str, Position],
    keys: Mapping[str, Position],
) -> list[ContentError]:
    """Return what is wrong with `data` in the order of the file, one error for each place."""
    found: dict[tuple[Position, str], ContentError] = {}
    for error in Draft202012Validator(rules, format_checker=_FORMATS).iter_errors(data):
        for key, text in _words(error):
            place = (keys if text.at_key else positions).get(key) or positions.get(key) or Position(1, 1)
            problem = ContentError(path, place.line, place.column, text.found, text.expected, text.remedy, text.rule)
            found.setdefault((place, text.once), problem)
    return sorted(found.values(), key=lambda error: (error.line, error.column))


class _Words:
    """What is said of one error: `at_key` if the key is to blame rather than its value."""

    def __init__(self, found: str, expected: str, remedy: str, rule: str, at_key: bool = False, once: str = "") -> None:
        self.found, self.expected, self.remedy = found, expected, remedy
        self.rule, self.at_key, self.once = rule, at_key, once


def _words(error: ValidationError) -> Iterator[tuple[str, _Words]]:
    """Yield the dotted key an error of the validator belongs to, and its words."""
    key = ".".join(str(part) for part in error.absolute_path)
    explain = _EXPLAIN.get(str(error.validator))
    if explain is None:
        yield key, _wrong_value(error)
        return
    for name, text in explain(error):
        yield ".".join(part for part in (key, name) if part), text


def _unknown(error: ValidationError) -> Iterator[tuple[str, _Words]]:
    """Name each unknown key and the known one nearest to it."""
    known = sorted(_about(error)["properties"])
    for name in cast(dict[str, Value], error.instance):
        if name not in known:
            near = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
            remedy = f"write {near[0]!r}" if near else "remove it"
            expected = f"one of {', '.join(known)}"
            yield name, _Words(f"the unknown key {quoted(name)}", expected, remedy, "header-key", True)


def _required(error: ValidationError) -> Iterator[tuple[str, _Words]]:
    """Name a key that must be there; the validator reports each by itself and only its message names it."""
    about = _about(error)["properties"]
    for name in cast(list[str], error.validator_value):
        if name not in cast(dict[str, Value], error.instance) and f"'{name}' is" in error.message:
            remedy = f"add {name}: {_example(about[name]) or '...'}"
            expected = f"{name}: {about[name]['description']}"
            yield "", _Words(f"no key {name!r}", expected, remedy, "header-key", False, name)


def _dependent(error: ValidationError) -> Iterator[tuple[str, _Words]]:
    """Name a key that means nothing without another."""
    data = cast(dict[str, Value], error.instance)
    for name, others in cast(dict[str, list[str]], error.validator_value).items():
        missing = [other for other in others if other not in data]
        if name in data and missing:
            found = f"the key {name!r} without {missing[0]!r}"
            yield name, _Words(found, "both or neither", f"add {missing[0]!r} or remove {name!r}", "header-key", True)


_EXPLAIN: Mapping[str, Callable[[ValidationError], Iterator[tuple[str, _Words]]]] = {
    "additionalProperties": _unknown,
    "required": _required,
    "dependentRequired": _dependent,
}


def _wrong_value(error: ValidationError) -> _Words:
    """Say what stands where something else is expected."""
    about = _about(error)
    example = _example(about)
    remedy = f"write for instance {example}" if example else "correct it"
    if error.instance == "":
        remedy += ", or leave the key out if it is not known"
    return _Words(described(error.instance), str(about.get("description", error.message)), remedy, "header-value")


def _about(error: ValidationError) -> Mapping[str, Any]:
    """Return the part of the schema that an error speaks of."""
    return cast(Mapping[str, Any], error.schema)


def _example(about: Mapping[str, Any]) -> str:
    """Return a schema's first example as it would be written."""
    examples: list[Any] = about.get("examples", [])
    if not examples:
        return ""
    return examples[0] if isinstance(examples[0], str) else json.dumps(examples[0], ensure_ascii=False)


def described(value: object) -> str:
    """Return what a value is, in words."""
    if isinstance(value, dict):
        return f"a mapping of {', '.join(map(quoted, value))}" if value else "an empty mapping"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return quoted(str(value)) if value else "an empty value"


def quoted(text: str) -> str:
    """Return the beginning of a text in quotes, safe to show on one line."""
    short = text if len(text) <= 60 else text[:59] + "…"
    return json.dumps(short, ensure_ascii=not short.isprintable())


_FORMATS = FormatChecker(formats=())


def _text(test: Callable[[str], bool]) -> Callable[[object], bool]:
    """Return a test of texts as one of values: the schema's `type` speaks of the others."""
    return lambda value: not isinstance(value, str) or test(value)


@_FORMATS.checks("one-line")
@_text
def is_one_line(text: str) -> bool:
    """Tell whether a text has something to show and no line break or other control character."""
    return bool(text.strip()) and not any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in text)


@_FORMATS.checks("calendar-date")
@_text
def is_calendar_date(text: str) -> bool:
    """Tell whether a text is a year, month or day of the calendar in ISO 8601."""
    match = fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    try:
        return bool(match and date(*(int(part or 1) for part in match.groups())))
    except ValueError:
        return False


@_FORMATS.checks("date-range")
@_text
def is_date_range(text: str) -> bool:
    """Tell whether a text is a date of the calendar, or two of them with a slash between."""
    return text.count("/") < 2 and all(is_calendar_date(part) for part in text.split("/"))


@_FORMATS.checks("web-address")
@_text
def is_web_address(text: str) -> bool:
    """Tell whether a text is an absolute http or https address."""
    try:
        parts = urlsplit(text)
        plain = not any(unicodedata.category(char)[0] in "CZ" or char in '<>"\\`' for char in text)
        return plain and parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


@_FORMATS.checks("language-tag")
@_text
def is_language_tag(text: str) -> bool:
    """Tell whether a text has the form of a BCP 47 tag, for instance `en`, `zh-Hant` or `pt-BR`."""
    return len(text) <= LONGEST_TAG and fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text) is not None


@_FORMATS.checks("page-name")
@_text
def is_page_name(text: str) -> bool:
    """Tell whether a text can name a page: lower-case letters of any script, digits and single hyphens within."""
    words = text.split("-")
    return text not in _TAKEN and unicodedata.is_normalized("NFC", text) and all(map(_is_word, words))


def _is_word(text: str) -> bool:
    """Tell whether a text is lower-case letters (or letters without case), their marks and digits."""
    kinds = [unicodedata.category(char) for char in text]
    return bool(kinds) and kinds[0][0] != "M" and {"Ll", "Lo", "Lm", "Nd", "Mn", "Mc"}.issuperset(kinds)
