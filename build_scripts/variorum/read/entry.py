"""docs/glossary/<id>.md -> Entry: a name, how texts write it, and what it means."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast

from variorum.errors import ContentError
from variorum.model import Alias, Entry, Position, Quote
from variorum.read import header, schema
from variorum.read.article import content
from variorum.read.decode import utf8

MAX_BYTES = 1_000_000
MAX_BODY = 20_000
MAX_DEFINITION = 1_000
Case = Literal["exact", "any"]
GUARDS = ("after", "before", "not_before", "not_after")


def load(path: Path, id: str, name: str) -> Entry | tuple[ContentError, ...]:
    """Read the entry at `path`, called `name` in messages; return it or all that is wrong with it."""
    try:
        return parse(utf8(content(path, name, MAX_BYTES, "entry"), name, "entry"), id, name)
    except ContentError as error:
        return (error,)


def parse(text: str, id: str, name: str) -> Entry | tuple[ContentError, ...]:
    """Return the entry a file's text is, or all that is wrong with it."""
    found = header.load(text, name, schema.load("entry"))
    errors = found.errors or (*_id(id, name), *_aliases(found, name), *_body(found, name))
    return errors or _entry(found, id, name)


def _entry(found: header.Header, id: str, name: str) -> Entry:
    """Return the entry of a header that is known to fit its schema."""
    data = cast(Mapping[str, Any], found.data)
    term, items = data["kind"] == "term", enumerate(data.get("aliases", []))
    aliases = [_alias(item, found.positions[f"aliases.{i}"], term) for i, item in items]
    own = [] if any(a.text == data["name"] for a in aliases) else [_alias(data["name"], found.positions["name"], term)]
    return Entry(
        id,
        name,
        data["name"],
        data["kind"],
        (*own, *sorted(aliases, key=lambda a: a.text != data["name"])),
        confusable=tuple(data.get("not", [])),
        sources=tuple(source for source in data.get("sources", []) if isinstance(source, str)),
        passages=tuple(_passages(found)),
        lang=data.get("lang", ""),
        words=tuple(data.get("words", [])),
        sort=data.get("sort", data["name"]),
        body="\n".join(found.body.splitlines()).strip(),
        positions=found.positions,
    )


def _alias(item: str | Mapping[str, Any], place: Position, term: bool) -> Alias:
    """Return an alias; unless it says so, one in small letters counts in any case and another only as written.

    Of a term a capital at the start says nothing: "War crime" is "war crime" too.
    """
    said = {"text": item} if isinstance(item, str) else item
    telling = said["text"][1:] if term else said["text"]
    after, before, not_before, not_after = (tuple(said.get(key, ())) for key in GUARDS)
    case = cast(Case, said.get("case", "any" if telling == telling.lower() else "exact"))
    return Alias(said["text"], case, after, before, not_before, not_after, place)


def _passages(found: header.Header) -> Iterator[Quote]:
    """Yield the sources that are passages of articles."""
    for i, source in enumerate(cast(list[Any], found.data.get("sources", []))):
        if not isinstance(source, str):
            yield Quote(source["article"], source["quote"], position=found.positions[f"sources.{i}"])


def _id(id: str, name: str) -> Iterator[ContentError]:
    """Yield an error if the file's name cannot be the address of a page."""
    if not schema.is_page_name(id):
        found, expected = f"the id {schema.quoted(id)}", "lower-case letters, digits and single hyphens within"
        remedy = "rename the file; it gives the page its address, and `name` says the name"
        yield _error(name, Position(0, 0), found, expected, remedy, "entry-id")


def _aliases(found: header.Header, name: str) -> Iterator[ContentError]:
    """Yield an error for an alias that is there already or has no letter."""
    seen: set[str] = set()
    for i, item in enumerate(cast(list[Any], found.data.get("aliases", []))):
        text, place = item if isinstance(item, str) else item["text"], found.positions[f"aliases.{i}"]
        if text in seen:
            what = f"the alias {schema.quoted(text)} twice"
            yield _error(name, place, what, "each once", "merge the two", "entry-alias")
        if not any(unicodedata.category(char)[0] in "LN" for char in text):
            what = f"the alias {schema.quoted(text)}, which has no letter"
            yield _error(name, place, what, "a name", "remove it", "entry-alias")
        seen.add(text)


def _body(found: header.Header, name: str) -> Iterator[ContentError]:
    """Yield an error if the body does not begin with a definition, or is too long."""
    place, length = Position(found.body_line, 1), len(found.body)
    definition = "\n".join(found.body.splitlines()).strip().split("\n\n", 1)[0]
    if not definition or definition[0] in "#>|-*`":
        remedy = "begin the body with one or two plain sentences that say what the name means"
        yield _error(name, place, "no definition below the header", "a first paragraph", remedy, "entry-body")
    if len(definition) > MAX_DEFINITION:
        what, expected = f"a definition of {len(definition):,} characters", f"at most {MAX_DEFINITION:,}"
        yield _error(name, place, what, expected, "put a blank line after its first sentences", "entry-body")
    if length > MAX_BODY:
        what, remedy = f"a body of {length:,} characters", "shorten it, or make it a page of docs/"
        yield _error(name, place, what, f"at most {MAX_BODY:,}", remedy, "entry-body")


def _error(name: str, place: Position, found: str, expected: str, remedy: str, rule: str) -> ContentError:
    """Return an error at a place of the entry."""
    return ContentError(name, place.line, place.column, found, expected, remedy, rule)
