"""docs/annotations/<article id>/<id>.md -> Annotation: one note with the passages it is on."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast

from variorum.errors import ContentError
from variorum.model import Annotation, AnnotationKind, Position, Quote
from variorum.read import header, schema
from variorum.read.article import content
from variorum.read.decode import utf8

MAX_BYTES = 200_000
MAX_BODY = 4_000
SUPERSEDED = "superseded-by: "

Status = Literal["open", "settled", "superseded"]


def load(path: Path, id: str, name: str) -> Annotation | tuple[ContentError, ...]:
    """Read the annotation at `path`, called `name` in messages; return it or all that is wrong with it."""
    try:
        return parse(utf8(content(path, name, MAX_BYTES, "annotation"), name, "annotation"), id, name)
    except ContentError as error:
        return (error,)


def parse(text: str, id: str, name: str) -> Annotation | tuple[ContentError, ...]:
    """Return the annotation a file's text is, or all that is wrong with it. `id` is its path without suffix."""
    found = header.load(text, name, schema.load("annotation"))
    errors = (*found.errors, *_body(found, name), *_folder(id, name))
    return errors or _annotation(found, id, name)


def _annotation(found: header.Header, id: str, name: str) -> Annotation:
    """Return the annotation of a header that is known to fit its schema."""
    data = cast(Mapping[str, Any], found.data)
    article, status = id.rpartition("/")[0], data.get("status", "open")
    replaced = status.startswith(SUPERSEDED)
    return Annotation(
        id,
        name,
        article,
        on=tuple(_quotes(found, article)),
        kind=cast(AnnotationKind, data["kind"]),
        by=data["by"],
        status="superseded" if replaced else cast(Status, status),
        superseded_by=status.removeprefix(SUPERSEDED) if replaced else "",
        sources=tuple(data.get("sources", ())),
        tags=tuple(data.get("tags", ())),
        history=tuple(data.get("history", ())),
        body=found.body.strip(),
        body_line=found.body_line,
        positions=found.positions,
    )


def _quotes(found: header.Header, article: str) -> Iterator[Quote]:
    """Yield the passages; one that names no article is of the article the folder is named for."""
    for number, item in enumerate(cast(list[dict[str, str]], found.data["on"])):
        place = found.positions[f"on.{number}.quote"]
        yield Quote(item.get("article", article), item["quote"], item.get("before", ""), item.get("after", ""), place)


def _body(found: header.Header, name: str) -> Iterator[ContentError]:
    """Yield an error if the body is missing or too long to be a note."""
    size = len(found.body.strip())
    if not 0 < size <= MAX_BODY:
        what = f"a body of {size:,} characters" if size else "no words below the header"
        remedy = (
            "shorten it, or make it several notes" if size else "write the note below the second line that reads ---"
        )
        yield _error(
            name, Position(found.body_line, 1), what, f"1 to {MAX_BODY:,} characters", remedy, "annotation-body"
        )


def _folder(id: str, name: str) -> Iterator[ContentError]:
    """Yield an error if a file stands in no article's folder."""
    if "/" not in id:
        what, expected = "an annotation that is in no article's folder", "annotations/<article id>/<id>.md"
        yield _error(name, Position(0, 0), what, expected, "move it to the folder of its article", "annotation-article")


def _error(name: str, place: Position, found: str, expected: str, remedy: str, rule: str) -> ContentError:
    """Return an error at a place of the annotation."""
    return ContentError(name, place.line, place.column, found, expected, remedy, rule)
