"""Web page -> its lines, each with the word of an extractor on it, and what the page states of itself."""

from variorum.model import Line, Meta
from variorum.read import extract, html, statements


def read(text: str) -> tuple[tuple[Line, ...], tuple[Meta, ...]]:
    """Return the lines and statements of a page; it is parsed once."""
    root, found = html.read(text)
    return extract.marked(root, found), tuple(statements.stated(root))
