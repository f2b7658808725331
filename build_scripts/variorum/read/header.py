"""A file with a YAML header -> its data, where each datum stands, and the body below.

YAML is read strictly, for people must get what they wrote: every scalar is the text that stands there (`no`, `2016`
and `12:30:45` too), and what could mean something unseen (anchors, aliases, tags, doubled keys, several documents)
is an error. What the keys may be is said by a JSON Schema, whose descriptions and examples are the messages' words.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol, cast

import yaml

from variorum import lines
from variorum.errors import ContentError
from variorum.model import Position
from variorum.read import schema

MAX_HEADER = 100_000
MAX_DEPTH = 20

Value = schema.Value


class _Mark(Protocol):
    """A place in the YAML: `index` counts code points from 0."""

    index: int


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says. `data` may be used only if there are no `errors`; scalars are strings.

    `positions` has the place in the file of each value by dotted key (`keep.0`); `keys` that of the keys themselves.
    `body` is all that follows the header and begins on line `body_line`.
    """

    data: Mapping[str, Value] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    keys: Mapping[str, Position] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    errors: tuple[ContentError, ...] = ()


def load(text: str, path: str, rules: Mapping[str, object]) -> Header:
    """Read a file's header and hold it against the JSON Schema `rules`; all errors of the file are in the result."""
    try:
        block = _block(text, path)
    except ContentError as error:
        return Header(errors=(error,))
    data, reader = _data(block, path)
    found = data if isinstance(data, dict) else {}
    others = [] if data is None else schema.check(data, rules, path, reader.positions, reader.keys)
    return Header(found, reader.positions, reader.keys, block.body, block.body_line, _all(reader, others))


def _all(reader: "_Reader", others: list[ContentError]) -> tuple[ContentError, ...]:
    """Return the errors of the YAML and those of its data, which stand elsewhere, in the order of the file."""
    places = {(error.line, error.column) for error in reader.errors}
    new = (error for error in others if (error.line, error.column) not in places)
    return tuple(sorted((*reader.errors, *new), key=lambda error: (error.line, error.column)))


def present(text: str) -> bool:
    """Tell whether a file begins as one with a header does."""
    return any(line.text.rstrip() == "---" for line in lines.split(text[:100])[:1])


@dataclass(frozen=True, slots=True)
class _Block:
    """The header's YAML, where it begins in the file (code points), where each line of the file begins, the rest."""

    yaml: str
    start: int
    starts: Sequence[int]
    body: str
    body_line: int

    def place(self, index: int) -> Position:
        """Return where the code point `index` of the YAML stands in the file."""
        offset = self.start + index
        line = max(1, bisect_right(self.starts, offset))
        return Position(line, offset - self.starts[line - 1] + 1)


def _block(text: str, path: str) -> _Block:
    """Find the header between the first line and the next that reads `---`."""
    all_lines = lines.split(text)
    fences = (number for number, line in enumerate(all_lines) if line.text.rstrip() == "---")
    if next(fences, None) != 0:
        first = all_lines[0].text if all_lines else ""
        raise _missing(path, f"{schema.quoted(first)} on the first line", "a line that reads ---")
    end = next(fences, None)
    if end is None:
        raise _missing(path, "a header that is not closed", "a second line that reads ---")
    starts = [0, *accumulate(len(line.text) + len(line.end) for line in all_lines)]
    if starts[end] - starts[1] > MAX_HEADER:
        raise _too_long(path, starts[end] - starts[1])
    return _Block(text[starts[1] : starts[end]], starts[1], starts, text[starts[end + 1] :], end + 2)


def _missing(path: str, found: str, expected: str) -> ContentError:
    """Say that a file has no header."""
    remedy = "put the header between two lines that read --- at the very start of the file"
    return ContentError(path, 1, 1, found, expected, remedy, "header-missing")


def _too_long(path: str, length: int) -> ContentError:
    """Say that a header is too long to be meant."""
    found, expected = f"a header of {length:,} characters", f"at most {MAX_HEADER:,}"
    return ContentError(path, 1, 1, found, expected, "move long text below the header", "header-size")


def _data(block: _Block, path: str) -> tuple[Value | None, "_Reader"]:
    """Return the header's data, None if it could not be read to its end, and the reader that knows its errors."""
    reader = _Reader(path, block)
    try:
        safe = reader.guard(yaml.parse(block.yaml, Loader=yaml.SafeLoader))
        node = yaml.compose(block.yaml, Loader=yaml.SafeLoader) if safe else None
        if safe:
            return (reader.value(node, "") if node else {}), reader
    except yaml.YAMLError as error:
        reader.errors.append(_syntax(error, block, path))
    except (ValueError, OverflowError) as error:
        # PyYAML lets chr() and int() fail on escapes such as "\UFFFFFFFF" without saying where.
        reader.errors.append(_fault(path, block.place(0), str(error), "YAML", "look for an escape such as \\U"))
    return None, reader


def _syntax(error: yaml.YAMLError, block: _Block, path: str) -> ContentError:
    """Return an error of the YAML parser with its place in the file."""
    mark = getattr(error, "problem_mark", None)
    index = mark.index if mark else getattr(error, "position", 0)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "something that is no YAML"
    remedy = "put values with : # [ ] { } & * ! | > ' \" % @ ` or a leading - in quotes; indent with spaces"
    return _fault(path, block.place(index), f"a mistake in the YAML ({problem})", "key: value lines", remedy)


def _fault(path: str, place: Position, found: str, expected: str, remedy: str) -> ContentError:
    """Return an error of the YAML itself."""
    return ContentError(path, place.line, place.column, found, expected, remedy, "header-yaml")


class _Reader:
    """Turns YAML nodes into plain data, and notes where each value stands and what must not be there."""

    def __init__(self, path: str, block: _Block) -> None:
        self.path = path
        self.block = block
        self.positions: dict[str, Position] = {}
        self.keys: dict[str, Position] = {}
        self.errors: list[ContentError] = []

    def guard(self, events: Iterator[yaml.Event]) -> bool:
        """Note what can mean something unseen; tell whether the rest can be built without growing beyond bounds."""
        depth = documents = 0
        safe = True
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            safe = self._plain(event) and safe
            if depth > MAX_DEPTH or documents > 1:
                found = "a second document" if documents > 1 else f"more than {MAX_DEPTH} nested values"
                self._note(event.start_mark, found, "one simple header", "simplify the header")
                return False
        return safe

    def _plain(self, event: yaml.Event) -> bool:
        """Note an anchor, tag or alias; tell whether the event is no alias, which could grow without bound."""
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._note(event.start_mark, f"the alias *{anchor}", "the value itself", "repeat it, or quote it if meant")
            return False
        if anchor or tag:
            found = f"the anchor &{anchor}" if anchor else f"the tag {tag}"
            self._note(event.start_mark, found, "a plain value", "remove it, or quote it if it is meant")
        return True

    def value(self, node: yaml.Node, key: str) -> Value:
        """Return a node's data: text, list or mapping."""
        self.positions[key] = self.block.place(node.start_mark.index)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, _join(key, str(number))) for number, child in enumerate(node.value)]
        return self._scalar(cast(yaml.ScalarNode, node))

    def _scalar(self, node: yaml.ScalarNode) -> str:
        """Return a scalar as it is written; what YAML calls null is not text."""
        text = str(node.value)
        if node.style is None and text in ("~", "null", "Null", "NULL"):
            self._note(node.start_mark, text, "text", "leave the key out if it is not known; quote it if it is meant")
        if any("\ud800" <= char <= "\udfff" for char in text):
            self._note(node.start_mark, "half of a surrogate pair", "whole characters", "write the character itself")
        return text

    def _mapping(self, node: yaml.MappingNode, key: str) -> dict[str, Value]:
        """Return a mapping; a key twice is an error, for only one of the two could count."""
        found: dict[str, Value] = {}
        for name_node, value_node in node.value:
            if not isinstance(name_node, yaml.ScalarNode):
                self._note(name_node.start_mark, "a key that is a list or mapping", "a word", "name the key")
                continue
            name = self._scalar(name_node)
            if name in found:
                self._note(name_node.start_mark, f"the key {schema.quoted(name)} twice", "each key once", "merge them")
                continue
            self.keys[_join(key, name)] = self.block.place(name_node.start_mark.index)
            found[name] = self.value(value_node, _join(key, name))
        return found

    def _note(self, mark: _Mark | None, found: str, expected: str, remedy: str) -> None:
        """Note an error at a place of the YAML."""
        place = self.block.place(mark.index if mark else 0)
        self.errors.append(_fault(self.path, place, found, expected, remedy))


def _join(key: str, name: str) -> str:
    """Return the dotted key of a value inside another."""
    return f"{key}.{name}" if key else name
