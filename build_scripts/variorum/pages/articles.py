"""The list of all articles."""

from collections.abc import Iterator

from variorum.language import gettext
from variorum.model import Edition, Page
from variorum.pages.listing import items
from variorum.pages.template import fill

PATH = "articles/index.md"


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page that lists every article in reading order."""
    html = fill("articles", PATH, items=items(edition))
    yield Page(
        PATH,
        gettext("Articles"),
        html,
        gettext("Every article of this edition, in the order of their dates."),
        "articles",
    )
