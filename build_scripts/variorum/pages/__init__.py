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


def render(edition: Edition, language: Language = ENGLISH) -> Iterator[Page]:
    """Yield every generated page of an edition, its own words in a language."""
    headed = linked.heads(edition)
    for kind in KINDS:
        with speaking(language):
            made = [headed(page) for page in kind(edition)]  # not within a yield, see `speaking`
        yield from made


# What makes the files beside the pages, in order.
FILES: tuple[Callable[[Edition], Iterator[Attachment]], ...] = (
    downloads.render,
    standoff.render,
    cite.render,
    feeds.render,
    directory.render,
)


def attachments(edition: Edition, language: Language = ENGLISH) -> Iterator[Attachment]:
    """Yield every file that stands beside the pages for readers to take away, our words in it in a language."""
    for kind in FILES:
        with speaking(language):
            made = list(kind(edition))
        yield from made
