"""What is put below the hand-written home page: the articles of the edition."""

from collections.abc import Iterator

from variorum.model import Edition, Page
from variorum.pages.listing import items
from variorum.pages.template import fill

PATH = "index.md"


def render(edition: Edition) -> Iterator[Page]:
    """Yield the generated part of the home page."""
    yield Page(PATH, "", fill("home", PATH, items=items(edition)), kind="home", onto=True)
