"""Prose that maintainers write in Markdown -> HTML; raw HTML in it is shown as text, unsafe links stay words."""

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False})


def render(markdown: str) -> Markup:
    """Return Markdown as HTML. CommonMark without raw HTML; linear in its length."""
    return Markup(_parser().render(markdown))  # noqa: S704 - the parser escapes, and html is off
