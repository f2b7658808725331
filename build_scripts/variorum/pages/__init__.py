"""Edition -> Pages: one module a kind of page, listed in KINDS in the order they are made.

Every page is a value: HTML that is complete and safe, with links relative to its own place among the other pages.
"""

from collections.abc import Callable, Iterator

from variorum.model import Attachment, Edition, Page
from variorum.pages import (
    article,
    articles,
    checks,
    cite,
    compare,
    directory,
    downloads,
    entry,
    event,
    events,
    feeds,
    glossary,
    home,
    linked,
    notes,
    removed,
    rules,
    standoff,
    timeline,
)

KINDS: tuple[Callable[[Edition], Iterator[Page]], ...] = (
    home.render,
    articles.render,
    article.render,
    events.render,
    event.render,
    timeline.render,
    compare.render,
    glossary.render,
    entry.render,
    notes.render,
    rules.render,
    removed.render,
    checks.render,
)

__all__ = ["KINDS", "attachments", "render"]


def render(edition: Edition) -> Iterator[Page]:
    """Yield every generated page of an edition."""
    yield from linked.headed((page for kind in KINDS for page in kind(edition)), edition)


def attachments(edition: Edition, site: str = "") -> Iterator[Attachment]:
    """Yield every file that stands beside the pages for readers to take away; `site` is the site's address, or ""."""
    yield from downloads.render(edition)
    yield from standoff.render(edition, site)
    yield from cite.render(edition)
    yield from feeds.render(edition)
    yield from directory.render(edition)
