"""What is put below the hand-written home page: the articles of the edition, by event and by date."""

from collections.abc import Iterator

from variorum.model import Edition, Page
from variorum.pages import cite, feeds
from variorum.pages.coverage import cover, short
from variorum.pages.events import items as events
from variorum.pages.listing import items
from variorum.pages.previews import cut
from variorum.pages.prose import untrusted
from variorum.pages.template import fill, page_path, shows_text

PATH = "index.md"
# The whole edition as one page to print (press/paper.py), and the size up to which every site has it: so many code
# points of articles are some 500 sheets of paper, and a page of 1.2 MB.
WHOLE = "whole-edition.html"
MOST_SIGNS = 1_000_000
MOST = 12
MOST_EVENTS = 6
MOST_NOTES = 3


def fits(edition: Edition) -> bool:
    """Tell whether the site has the whole edition as one page."""
    return 0 < sum(len(article.text) for article in edition.articles if shows_text(article)) <= MOST_SIGNS


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
        notes=[
            (note.annotation, page_path(article), id_, short(article), cut(untrusted(note.annotation.body).striptags()))
            for note, article, id_ in feeds.newest(edition, MOST_NOTES)
        ],
        all_notes=len(edition.notes),
        feeds=feeds.whole(edition),
        whole=WHOLE if fits(edition) else "",
        files=cite.files() if edition.articles else {},
    )
    yield Page(PATH, "", html, kind="home", onto=True)
