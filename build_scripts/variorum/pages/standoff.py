"""Notes as files to take away: Web Annotations (W3C) of the whole edition and of each article with notes."""

from collections.abc import Iterator

from variorum import exchange
from variorum.model import Article, Attachment, Edition
from variorum.pages.noted import endnotes
from variorum.pages.template import shows_text

WHOLE = "annotations.jsonld"


def render(edition: Edition) -> Iterator[Attachment]:
    """Yield the file of all notes and that of each article; notes on articles that may not be quoted are left out."""
    site = edition.site.address
    for article in edition.articles:
        if shows_text(article) and endnotes(edition, article):
            notes = exchange.publishable(edition, exchange.notes_on(edition, article))
            yield Attachment(path(article), exchange.write(edition, "w3c", notes, article, site))
    if edition.notes:
        notes = exchange.publishable(edition, edition.notes)
        yield Attachment(WHOLE, exchange.write(edition, "w3c", notes, None, site))


def path(article: Article) -> str:
    """Return the path of an article's file of notes."""
    return f"annotations/{article.address}.jsonld"
