"""Markdown seed -> lines and statements: the body is rendered (CommonMark and tables) and walked like any page.

A YAML header's lines are lines too, with the hint `front-matter`, so that nothing of the file goes unsaid; its simple
values are statements. A header that is no YAML, and a body too large or too deeply nested to render, are read as lines
of plain text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from variorum import lines
from variorum.model import Line, Meta
from variorum.read import header, html, statements

MAX_BODY = 200_000
MAX_PASSAGE = 20_000

_BLANK = re.compile(r"\r\n\r\n|\n\n|\r\r")

_NAMES: Mapping[str, statements.Name] = {
    "title": "title",
    "headline": "title",
    "author": "author",
    "byline": "author",
    "date": "published",
    "published": "published",
    "url": "url",
    "source": "url",
    "link": "url",
    "lang": "lang",
    "language": "lang",
    "outlet": "outlet",
    "publisher": "outlet",
}
_ANYTHING: Mapping[str, object] = {"type": "object"}


def read(text: str) -> tuple[tuple[Line, ...], tuple[Meta, ...]]:
    """Return a Markdown file's lines and what its header and raw HTML state."""
    found = header.load(text, "", _ANYTHING) if header.present(text) else header.Header(body=text)
    if found.errors:
        return lines.split(text), ()
    above = lines.split(text[: len(text) - len(found.body)])
    below, stated = _body(found.body)
    joined = (*(replace(line, hint="front-matter") for line in above), *below)
    numbered = (replace(line, number=number) for number, line in enumerate(joined, 1))
    return tuple(numbered), (*_header(found.data), *stated)


def _header(data: Mapping[str, header.Value]) -> Iterator[Meta]:
    """Yield what a header states."""
    for key, value in data.items():
        name = _NAMES.get(key.lower())
        if name and isinstance(value, str) and value.strip():
            yield statements.statement(name, value, f"header {key}")


def _body(text: str) -> tuple[tuple[Line, ...], tuple[Meta, ...]]:
    """Return the lines of Markdown as a reader sees them and what raw HTML in it states."""
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(text) if _within_bounds(text) else []
    if not tokens or _too_deep(tokens, parser.options["maxNesting"]):
        return lines.split(text), ()
    root, found = html.read(parser.renderer.render(tokens, parser.options, {}))
    return found, statements.stated(root)


def _within_bounds(text: str) -> bool:
    """Tell whether a body is short enough to render: the parser's cost grows with the square of hostile passages."""
    return len(text) <= MAX_BODY and all(len(passage) <= MAX_PASSAGE for passage in _BLANK.split(text))


def _too_deep(tokens: list[Token], limit: int) -> bool:
    """Tell whether blocks nest as deep as the parser goes, beyond which it drops text."""
    return any(token.level >= limit - 1 for token in tokens)
