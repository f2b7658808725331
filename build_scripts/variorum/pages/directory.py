"""Addresses and titles of the pages that someone may look for: what a page that was not found guesses from."""

import json
from collections.abc import Iterator

from variorum.model import Attachment, Edition
from variorum.pages.coverage import event_path
from variorum.pages.template import headline, href, page_path
from variorum.pages.terms import entry_path

PATH = "pages.json"


def render(edition: Edition) -> Iterator[Attachment]:
    """Yield the list of the pages of articles, events and entries, each with its title."""
    articles = [(page_path(article), headline(article)) for article in edition.articles]
    events = [(event_path(event), event.name) for event in edition.sources.events]
    entries = [(entry_path(entry.id), entry.name) for entry in edition.sources.entries]
    rows = [[href("", path), " ".join(title.split())] for path, title in (*articles, *events, *entries)]
    yield Attachment(PATH, json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n")
