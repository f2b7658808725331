"""Web page -> its lines and what it states of itself; where its markup leaves doubt, with the word of an extractor."""

from dataclasses import replace

from variorum.clean.draft import Draft
from variorum.clean.markup import doubtful, marked_up
from variorum.model import Line, Meta
from variorum.read import extract, html, statements


def read(text: str) -> tuple[tuple[Line, ...], tuple[Meta, ...]]:
    """Return the lines and statements of a page."""
    draft, meta = drafted(text)
    return tuple(draft.page.marked), meta


def drafted(text: str) -> tuple[Draft, tuple[Meta, ...]]:
    """Return a page measured and weighed by its markup, and its statements; it is parsed once."""
    root, found = html.read(text, web=True)
    meta = statements.stated(root)
    draft = marked_up(found, meta)
    if not doubtful(draft):
        return draft, meta
    return replace(draft, page=replace(draft.page, marked=extract.marked(root, found))), meta
