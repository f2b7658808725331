"""What was removed from an article: every line of its seed in order, kept or not, by which rule and why."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.clean.draft import DOUBTFUL
from variorum.clean.ledger import REPLACEMENT, UNPRINTABLE
from variorum.language import gettext
from variorum.model import Article, Edition, LedgerLine, Page
from variorum.pages import cuts
from variorum.pages.template import fill, headline, page_path, raw_path, removed_lines, removed_path, shows_text


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the seed, and where in the article's page it stands or stood: the id of a paragraph or of a cut."""

    entry: LedgerLine
    place: str
    doubtful: bool

    @property
    def text(self) -> str:
        """The line as a page can carry it."""
        return UNPRINTABLE.sub(REPLACEMENT, self.entry.line.text)


def render(edition: Edition) -> Iterator[Page]:
    """Yield a page for each article whose whole text may be published."""
    for article in filter(shows_text, edition.articles):
        path = removed_path(article)
        title = gettext("What was removed: %(title)s", title=headline(article))
        html = fill(
            "removed",
            path,
            article=article,
            headline=headline(article),
            page_path=page_path(article),
            raw_path=raw_path(article),
            rows=rows(article),
            removed=removed_lines(article),
            doubtful=sum(row.doubtful for row in rows(article)),
        )
        yield Page(path, title, html, gettext("Every line of the page as received, and what became of it."), "removed")


def rows(article: Article) -> list[Row]:
    """Return the lines of a seed with their places in the article's page."""
    starts = [paragraph.span.start for paragraph in article.paragraphs]

    removed = cuts.of_lines(article) if article.paragraphs else {}

    def place(entry: LedgerLine) -> str:
        if entry.span:
            return article.paragraphs[bisect_right(starts, entry.span.start) - 1].id
        return cuts.fragment(removed[entry.line.number]) if entry.line.number in removed else ""

    return [Row(entry, place(entry), entry.kept and entry.rule in DOUBTFUL) for entry in article.ledger.lines]
