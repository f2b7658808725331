"""What is put below the hand-written home page: the articles of the edition."""

from collections.abc import Iterator

from variorum.model import Edition, Page
from variorum.pages.listing import items
from variorum.pages.template import fill

PATH = "index.md"
MOST = 12


def render(edition: Edition) -> Iterator[Page]:
    """Yield the generated part of the home page."""
    yield Page(
        PATH, "", fill("home", PATH, items=items(edition)[:MOST], total=len(edition.articles)), kind="home", onto=True
    )
