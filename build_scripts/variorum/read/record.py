"""docs/articles/<id>.md -> Record: what people know of a seed, each fact with what it rests on."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast, get_args

from variorum.errors import ContentError
from variorum.model import Correction, Evidence, EvidenceKind, Fact, Override, Position, Record
from variorum.read import header, schema
from variorum.read.article import content
from variorum.read.decode import utf8

MAX_BYTES = 1_000_000
MAX_BODY = 20_000
FACTS = ("title", "outlet", "author", "published", "url", "not_before")

Rights = Literal["full", "quotation", "none"]


def load(path: Path, id: str, name: str) -> Record | tuple[ContentError, ...]:
    """Read the record at `path`, called `name` in messages; return it or all that is wrong with it."""
    try:
        return parse(utf8(content(path, name, MAX_BYTES, "record"), name, "record"), id, name)
    except ContentError as error:
        return (error,)


def parse(text: str, id: str, name: str) -> Record | tuple[ContentError, ...]:
    """Return the record a file's text is, or all that is wrong with it."""
    found = header.load(text, name, schema.load("article"))
    errors = found.errors or (*_contradictions(found, name), *_long_body(found, name))
    return errors or _record(found, id, name)


def _record(found: header.Header, id: str, name: str) -> Record:
    """Return the record of a header that is known to fit its schema."""
    data = cast(Mapping[str, Any], found.data)
    return Record(
        id,
        name,
        facts=tuple(Fact(key, data[key], _evidence(data.get(f"{key}_evidence", {}))) for key in FACTS if key in data),
        rejected=tuple(_rejected(item) for item in data.get("rejected", [])),
        lang=data.get("lang", ""),
        slug=data.get("slug", ""),
        rights=cast(Rights, data.get("rights", get_args(Rights)[0])),
        overrides=tuple(_overrides(found)),
        corrections=tuple(_corrections(found)),
        body=found.body,
        positions=found.positions,
    )


def _evidence(value: str | Mapping[str, str]) -> Evidence:
    """Return what a fact rests on; a fact that says nothing of it was supplied by the record's author."""
    said = {"kind": value} if isinstance(value, str) else value
    return Evidence(cast(EvidenceKind, said.get("kind", "supplied")), said.get("quote", ""), said.get("because", ""))


def _rejected(item: Mapping[str, str]) -> Fact:
    """Return something on the page that looks like evidence and is not."""
    return Fact(item["fact"], item["value"], Evidence("rejected", item.get("quote", ""), item["because"]))


def _overrides(found: header.Header) -> Iterator[Override]:
    """Yield the editor's word against the cleaner, line by line."""
    for key in ("keep", "drop"):
        for number, quote in enumerate(cast(list[str], found.data.get(key, []))):
            yield Override(quote, key == "keep", found.positions[f"{key}.{number}"])


def _corrections(found: header.Header) -> Iterator[Correction]:
    """Yield the reviewed repairs."""
    for number, item in enumerate(cast(list[dict[str, str]], found.data.get("corrections", []))):
        yield Correction(item["as_printed"], item["read"], found.positions[f"corrections.{number}"])


def _contradictions(found: header.Header, name: str) -> Iterator[ContentError]:
    """Yield what no schema can say: a line both kept and dropped, a correction that changes nothing."""
    kept = {override.quote for override in _overrides(found) if override.keep}
    for override in _overrides(found):
        if not override.keep and override.quote in kept:
            what = f"{schema.quoted(override.quote)} under both keep and drop"
            yield _error(name, override.position, what, "one of the two", "remove it from one", "record-override")
    for correction in _corrections(found):
        if correction.as_printed == correction.read:
            what, rule = f"a correction of {schema.quoted(correction.read)} to itself", "record-correction"
            yield _error(name, correction.position, what, "two readings", "remove it or correct it", rule)


def _long_body(found: header.Header, name: str) -> Iterator[ContentError]:
    """Yield an error if the body is too long to be a note on a seed."""
    if len(found.body) > MAX_BODY:
        place, what = Position(found.body_line, 1), f"a body of {len(found.body):,} characters"
        remedy = "shorten it, or make it a page of docs/"
        yield _error(name, place, what, f"at most {MAX_BODY:,}", remedy, "record-body")


def _error(name: str, place: Position, found: str, expected: str, remedy: str, rule: str) -> ContentError:
    """Return an error at a place of the record."""
    return ContentError(name, place.line, place.column, found, expected, remedy, rule)
