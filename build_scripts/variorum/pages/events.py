"""The list of all events."""

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.model import Edition, Page
from variorum.pages import when
from variorum.pages.coverage import Coverage, cover, event_path, short, summary
from variorum.pages.template import fill, page_path

PATH = "events/index.md"


@dataclass(frozen=True, slots=True)
class Item:
    """An event in a list; `tellers` are the path and short title of its articles."""

    path: str
    name: str
    date: str
    kind: str
    place: str
    begins: str
    tellers: tuple[tuple[str, str], ...]
    figures: int
    claims: int


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page that lists every event: first those that several articles tell."""
    found = items(cover(edition))
    several = [item for item in found if len(item.tellers) > 1]
    html = fill("events", PATH, several=several, single=[item for item in found if len(item.tellers) < 2])
    yield Page(PATH, "Events", html, "Every event of this edition, with the articles that tell it.", "events")


def items(coverage: Coverage) -> list[Item]:
    """Return the events of an edition as list items, by date."""
    return [
        Item(
            event_path(event),
            event.name,
            when.words(event.date),
            event.date_evidence.kind if event.date else "",
            event.place,
            summary(event, coverage),
            tuple((page_path(article), short(article)) for article in coverage.tellers[event.id]),
            len(event.figures),
            len(event.attributions),
        )
        for event in coverage.events
    ]
