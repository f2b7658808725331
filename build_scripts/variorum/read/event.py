"""docs/events/<id>.md -> Event: what articles say of one event, quote by quote."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from variorum.errors import ContentError
from variorum.model import (
    Account,
    Attribution,
    Event,
    Evidence,
    EvidenceKind,
    Figure,
    Position,
    Quote,
    Relation,
    Report,
    Saying,
    Voice,
)
from variorum.read import header, schema
from variorum.read.article import content
from variorum.read.decode import utf8

MAX_BYTES = 1_000_000
MAX_BODY = 20_000

Item = Mapping[str, Any]


def load(path: Path, id: str, name: str) -> Event | tuple[ContentError, ...]:
    """Read the event at `path`, called `name` in messages; return it or all that is wrong with it."""
    try:
        return parse(utf8(content(path, name, MAX_BYTES, "event"), name, "event"), id, name)
    except ContentError as error:
        return (error,)


def parse(text: str, id: str, name: str) -> Event | tuple[ContentError, ...]:
    """Return the event a file's text is, or all that is wrong with it."""
    found = header.load(text, name, schema.load("event"))
    errors = (*_name(id, name), *(found.errors or (*_range(found, name), *_body(found, name))))
    return errors or _event(found, id, name)


def _event(found: header.Header, id: str, name: str) -> Event:
    """Return the event of a header that is known to fit its schema."""
    data = cast(Item, found.data)
    read = _Quotes(found.positions)
    grounds = data.get("date_evidence", {})
    return Event(
        id,
        name,
        data["name"],
        date=data.get("date", ""),
        date_evidence=_evidence(grounds),
        date_quote=read.quote(grounds, "date_evidence") if "quote" in grounds else None,
        place=data.get("place", ""),
        aliases=tuple(data.get("aliases", ())),
        part_of=data.get("part_of", ""),
        related=tuple(data.get("related", ())),
        accounts=tuple(Account(read.quote(item, key), item["aspect"]) for item, key in _items(data, "accounts")),
        figures=tuple(read.figure(item, key) for item, key in _items(data, "figures")),
        attributions=tuple(read.attribution(item, key) for item, key in _items(data, "attributions")),
        body=found.body,
        positions={**found.positions, "body": Position(found.body_line, 1)},
    )


class _Quotes:
    """Makes values of a header's mappings; every quote knows where in the file it stands."""

    def __init__(self, positions: Mapping[str, Position]) -> None:
        self.positions = positions

    def quote(self, item: Item, key: str) -> Quote:
        """Return the quote of a mapping."""
        place = self.positions[f"{key}.quote"]
        return Quote(item["article"], item["quote"], item.get("before", ""), item.get("after", ""), place)

    def figure(self, item: Item, key: str) -> Figure:
        """Return a figure with its reports."""
        reports = tuple(self.report(report, key_) for report, key_ in _items(item, "reports", key))
        return Figure(item["measure"], item["unit"], reports, cast(Relation, item.get("relation", "")))

    def report(self, item: Item, key: str) -> Report:
        """Return what one article says of a figure."""
        said = {name: item.get(name, "") for name in ("qualifier", "scope", "attributed_to", "unit", "as_of")}
        return Report(self.quote(item, key), item["value"], **said)

    def attribution(self, item: Item, key: str) -> Attribution:
        """Return a claim with what is said of it."""
        return Attribution(item["claim"], tuple(self.saying(part, key_) for part, key_ in _items(item, "reports", key)))

    def saying(self, item: Item, key: str) -> Saying:
        """Return what one article says on a claim."""
        return Saying(self.quote(item, key), item["says"], cast(Voice, item["voice"]))


def _items(data: Item, name: str, above: str = "") -> Iterator[tuple[Item, str]]:
    """Yield the mappings of a list with their dotted keys."""
    for number, item in enumerate(data.get(name, ())):
        yield item, f"{above}.{name}.{number}".lstrip(".")


def _evidence(value: str | Mapping[str, str]) -> Evidence:
    """Return what a date rests on; one that says nothing of it was supplied by the file's author."""
    said = {"kind": value} if isinstance(value, str) else value
    return Evidence(cast(EvidenceKind, said.get("kind", "supplied")), said.get("quote", ""), said.get("because", ""))


def _name(id: str, name: str) -> Iterator[ContentError]:
    """Yield an error where the id cannot be the address of a page."""
    if not schema.is_page_name(id):
        remedy = "rename the file, for instance convoy-attack.md"
        expected = "lower-case letters, digits and single hyphens within"
        yield ContentError(name, 0, 0, f"the file name {schema.quoted(id)}", expected, remedy, "event-id")


def _range(found: header.Header, name: str) -> Iterator[ContentError]:
    """Yield an error where a range of dates ends before it begins."""
    first, _, last = str(found.data.get("date", "")).partition("/")
    if last and last < first[: len(last)]:
        place = found.positions["date"]
        what, remedy = f"a range that ends before it begins: {first}/{last}", "write the earlier date first"
        yield ContentError(name, place.line, place.column, what, "first/last", remedy, "header-value")


def _body(found: header.Header, name: str) -> Iterator[ContentError]:
    """Yield an error where there is no statement, or one too long to be read."""
    length = len(found.body)
    if found.body.strip() and length <= MAX_BODY:
        return
    what = f"a body of {length:,} characters" if found.body.strip() else "no words below the header"
    expected, remedy = f"a neutral statement of at most {MAX_BODY:,} characters", "say what the accounts have in common"
    yield ContentError(name, found.body_line, 1, what, expected, remedy, "event-body")
