"""Edition -> Pages: one module a kind of page, listed in KINDS in the order they are made.

Every page is a value: HTML that is complete and safe, with links relative to its own place among the other pages.
"""

from collections.abc import Callable, Iterator

from variorum.model import Edition, Page
from variorum.pages import article, articles, checks, home, notes, removed, rules

KINDS: tuple[Callable[[Edition], Iterator[Page]], ...] = (
    home.render,
    articles.render,
    article.render,
    notes.render,
    rules.render,
    removed.render,
    checks.render,
)

__all__ = ["KINDS", "render"]


def render(edition: Edition) -> Iterator[Page]:
    """Yield every generated page of an edition."""
    for kind in KINDS:
        yield from kind(edition)
