"""What is put below the hand-written home page: the articles of the edition, by event and by date."""

from collections.abc import Iterator

from variorum.model import Edition, Page
from variorum.pages import cite, feeds
from variorum.pages.coverage import cover
from variorum.pages.events import items as events
from variorum.pages.listing import items
from variorum.pages.template import fill

PATH = "index.md"
MOST = 12
MOST_EVENTS = 6


def render(edition: Edition) -> Iterator[Page]:
    """Yield the generated part of the home page."""
    told = sorted(events(cover(edition)), key=lambda event: -len(event.tellers))
    several = [event for event in told if len(event.tellers) > 1]
    html = fill(
        "home",
        PATH,
        items=items(edition)[:MOST],
        total=len(edition.articles),
        events=several[:MOST_EVENTS],
        all_events=len(told),
        feeds=feeds.whole(edition),
        files=cite.files() if edition.articles else {},
    )
    yield Page(PATH, "", html, kind="home", onto=True)
