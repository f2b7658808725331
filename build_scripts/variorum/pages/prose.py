"""Prose that maintainers write in Markdown -> HTML; raw HTML in it is shown as text, unsafe links stay words, and
pictures are links, since a picture would be asked of another site."""

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).disable("image")


def render(markdown: str) -> Markup:
    """Return Markdown as HTML. CommonMark without raw HTML; linear in its length."""
    return Markup(_parser().render(markdown))  # noqa: S704 - the parser escapes, and html is off
