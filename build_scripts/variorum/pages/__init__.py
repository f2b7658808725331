"""Edition -> Pages: one module a kind of page, listed in KINDS in the order they are made.

Every page is a value: HTML that is complete and safe, with links relative to its own place among the other pages.
"""

from collections.abc import Callable, Iterator

from variorum.language import ENGLISH, Language, speaking
from variorum.model import Attachment, Edition, Page
from variorum.pages import (
    article,
    articles,
    checks,
    compare,
    downloads,
    entry,
    event,
    events,
    glossary,
    home,
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


def render(edition: Edition, language: Language = ENGLISH) -> Iterator[Page]:
    """Yield every generated page of an edition, its own words in a language."""
    for kind in KINDS:
        with speaking(language):
            made = list(kind(edition))  # not within a yield, see `speaking`
        yield from made


def attachments(edition: Edition, site: str = "") -> Iterator[Attachment]:
    """Yield every file that stands beside the pages for readers to take away; `site` is the site's address, or ""."""
    yield from downloads.render(edition, site)
    yield from standoff.render(edition, site)
