"""The timeline: events by their dates, articles by their publication, and what is not dated in a lane of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.language import gettext
from variorum.model import Article, Edition, Event, Page
from variorum.pages import when
from variorum.pages.coverage import Coverage, cover, event_path, published, short
from variorum.pages.template import dated, fact, fill, headline, page_path

PATH = "timeline/index.md"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline; `beside` are the paths and names of what belongs to it."""

    label: str
    path: str
    date: str
    evidence: str
    bar: when.Bar | None
    beside: tuple[tuple[str, str], ...]
    kind: str


def render(edition: Edition) -> Iterator[Page]:
    """Yield the timeline."""
    coverage = cover(edition)
    axis = when.axis([*(event.date for event in coverage.events), *map(published, edition.articles)])
    articles = sorted(edition.articles, key=lambda a: (not published(a), published(a), a.id))
    html = fill(
        "timeline",
        PATH,
        ticks=axis.ticks,
        events=[_event(event, coverage, axis) for event in coverage.events],
        articles=[_article(article, coverage, axis) for article in articles],
    )
    yield Page(
        PATH, gettext("Timeline"), html, gettext("Events by their dates and articles by their publication."), "timeline"
    )


def _event(event: Event, coverage: Coverage, axis: when.Axis) -> Line:
    bar = axis.bar(event.date) if event.date else None
    tellers = tuple((page_path(article), short(article)) for article in coverage.tellers[event.id])
    kind = event.date_evidence.kind if event.date else ""
    return Line(event.name, event_path(event), when.words(event.date), kind, bar, tellers, "event")


def _article(article: Article, coverage: Coverage, axis: when.Axis) -> Line:
    bar = axis.bar(published(article)) if published(article) else None
    told = tuple((event_path(event), event.name) for event in coverage.told[article.id])
    known = fact(article, "published") or fact(article, "not_before")
    kind = known.evidence.kind if known else ""
    return Line(headline(article), page_path(article), dated(article), kind, bar, told, "article")
