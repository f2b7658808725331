"""Prose that people write in Markdown -> HTML; raw HTML in it is shown as text, unsafe links stay words, and pictures
are links, since a picture would be asked of another site."""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"}
SCHEMES = {"http", "https"}
REL = "nofollow noopener"


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).disable("image")


def render(markdown: str) -> Markup:
    """Return Markdown as HTML. CommonMark without raw HTML; linear in its length."""
    return Markup(_parser().render(markdown))  # noqa: S704 - the parser escapes, and html is off


def untrusted(markdown: str) -> Markup:
    """Return the Markdown of strangers as HTML: text, lists, quotations, code and web links, and nothing else."""
    return Markup(nh3.clean(render(markdown), tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=REL))  # noqa: S704
