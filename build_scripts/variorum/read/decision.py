"""docs/groups/<id>.md -> Decision: which articles and passages an editor put together or apart, and why."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast

from variorum.errors import ContentError
from variorum.model import Decision, Position, Quote
from variorum.read import header, schema
from variorum.read.article import content
from variorum.read.decode import utf8

MAX_BYTES = 1_000_000
MAX_BODY = 20_000
# What a decision decides; a file with none of them would say nothing.
DECIDES = ("together", "apart", "links", "not_links")


def load(path: Path, id: str, name: str) -> Decision | tuple[ContentError, ...]:
    """Read the decision at `path`, called `name` in messages; return it or all that is wrong with it."""
    try:
        return parse(utf8(content(path, name, MAX_BYTES, "group"), name, "group"), id, name)
    except ContentError as error:
        return (error,)


def parse(text: str, id: str, name: str) -> Decision | tuple[ContentError, ...]:
    """Return the decision a file's text is, or all that is wrong with it."""
    found = header.load(text, name, schema.load("group"))
    errors = (*_id(id, name), *(found.errors or (*_decides(found, name), *_body(found, name))))
    return errors or _decision(found, id, name)


def _decision(found: header.Header, id: str, name: str) -> Decision:
    """Return the decision of a header that is known to fit its schema."""
    data = cast(Mapping[str, Any], found.data)
    return Decision(
        id,
        name,
        data["name"],
        level=cast(Literal["event", "story"], data.get("level", "event")),
        together=tuple(data.get("together", ())),
        apart=tuple(tuple(part) for part in data.get("apart", ())),
        links=tuple(_pairs(found, "links")),
        not_links=tuple(_pairs(found, "not_links")),
        body=found.body.strip(),
        positions=found.positions,
    )


def _pairs(found: header.Header, key: str) -> Iterator[tuple[Quote, Quote]]:
    """Yield the pairs of passages of a list."""
    for number, (one, other) in enumerate(cast(list[list[dict[str, str]]], found.data.get(key, []))):
        places = [found.positions[f"{key}.{number}.{side}.quote"] for side in (0, 1)]
        yield _quote(one, places[0]), _quote(other, places[1])


def _quote(item: Mapping[str, str], place: Position) -> Quote:
    return Quote(item["article"], item["quote"], item.get("before", ""), item.get("after", ""), place)


def _id(id: str, name: str) -> Iterator[ContentError]:
    """Yield an error where the id cannot stand in an address."""
    if not schema.is_page_name(id):
        expected = "lower-case letters, digits and single hyphens within"
        remedy = "rename the file, for instance ceasefire-collapse.md"
        yield ContentError(name, 0, 0, f"the file name {schema.quoted(id)}", expected, remedy, "group-id")


def _decides(found: header.Header, name: str) -> Iterator[ContentError]:
    """Yield an error where a file decides nothing."""
    if not any(key in found.data for key in DECIDES):
        place, expected = found.positions[""], f"one of {', '.join(DECIDES)}"
        remedy = "add for instance together: [a, b]"
        yield ContentError(name, place.line, place.column, "no decision", expected, remedy, "header-key")


def _body(found: header.Header, name: str) -> Iterator[ContentError]:
    """Yield an error where no reason is given, or one too long to be read."""
    length = len(found.body)
    if found.body.strip() and length <= MAX_BODY:
        return
    what = f"a body of {length:,} characters" if found.body.strip() else "no words below the header"
    expected, remedy = f"the reason, in at most {MAX_BODY:,} characters", "say why it was decided so"
    yield ContentError(name, found.body_line, 1, what, expected, remedy, "group-body")
