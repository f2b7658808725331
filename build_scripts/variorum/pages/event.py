"""The page of an event: who tells it, in which words, where figures and attributions differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from variorum import figures
from variorum.check.events import relation_of
from variorum.fold import find
from variorum.language import gettext, semicolon
from variorum.model import Article, Attribution, Edition, Event, Figure, Group, Link, Page, Report, Saying, Span
from variorum.pages import annotated, downloads, feeds, when
from variorum.pages.coverage import (
    MOST_COMPARED,
    Cite,
    Coverage,
    count_words,
    cover,
    event_path,
    pairs,
    path_of_pair,
    published,
    short,
    statement,
    summary,
    terms,
)
from variorum.pages.quotations import quotations
from variorum.pages.silent import silent, uncounted
from variorum.pages.slug import slugs
from variorum.pages.suggested import Suggestion, between, suggestions
from variorum.pages.template import dated, fill, headline, page_path


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of the coverage strip: an article, how much it says, and where in it (start and width, hundredths)."""

    article: Article
    path: str
    headline: str
    dated: str
    words: int
    passages: int
    share: float
    places: tuple[tuple[float, float], ...]
    first: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the aligned accounts: what is told, and for each article its quotes on that."""

    id: str
    aspect: str
    cells: tuple[tuple[Cite, ...], ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """A report of a figure with its quote, and its value and qualifier as they are printed; `as_of` is the day that it
    is given for, where the editor says so."""

    report: Report
    cite: Cite
    value: str
    qualifier: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as the page shows it: its reports, how they stand, and why; `sources` where they are not the same."""

    figure: Figure
    reports: tuple[Reported, ...]
    relation: str
    verdicts: tuple[figures.Verdict, ...]
    sources: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the attribution matrix: for each article what it says of a claim; nothing: not mentioned."""

    claim: str
    cells: tuple[tuple[tuple[Saying, Cite], ...], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What the articles call the event: for each the count in its accounts and in its whole text."""

    term: str
    counts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the timeline: what it stands for, its page or "", its date, and its bar where that is known."""

    label: str
    path: str
    date: str
    bar: when.Bar | None
    kind: str


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page of every event."""
    coverage = cover(edition)
    for event in coverage.events:
        yield _page(event, coverage)


def _page(event: Event, coverage: Coverage) -> Page:
    path, tellers = event_path(event), coverage.tellers[event.id]
    axis = when.axis([event.date, *map(published, tellers)])
    html = fill(
        "event",
        path,
        event=event,
        feed=feeds.path(event) if feeds.has(event, coverage) else "",
        statement=statement(event, coverage, path),
        date=when.words(event.date),
        evidence=coverage.cite(event.date_quote) if event.date_quote else None,
        strips=[_strip(event, article, coverage) for article in tellers],
        silent=silent(event, coverage),
        more_silent=uncounted(event, coverage),
        tellers=[(page_path(a), short(a), headline(a), dated(a), a.lang) for a in tellers],
        rows=rows(event, coverage, tellers),
        **compared(event, coverage),
        speakers=[(page_path(a), short(a), headline(a)) for a in _speakers(event, coverage)],
        wording=wording(event, tellers, coverage),
        quotations=quotations(tellers) if len(tellers) <= MOST_COMPARED else [],
        most_compared=MOST_COMPARED,
        lanes=_lanes(event, tellers, axis),
        ticks=axis.ticks,
        above=[e for e in coverage.events if e.id == event.part_of],
        parts=[e for e in coverage.events if e.part_of == event.id],
        related=_related(event, coverage),
        event_path=event_path,
        when=when.words,
        pairs=_compared(tellers, coverage),
        short=short,
        suggestions=_suggestions(event, coverage),
        groups=_groups(tellers, coverage),
        json=downloads.path(event, "JSON"),
        csv=downloads.path(event, "CSV"),
        jsonld=annotated.path(event),
    )
    return Page(path, event.name, html, summary(event, coverage, 160), "event")


def compared(event: Event, coverage: Coverage) -> dict[str, Any]:
    """Return the figures of an event as they stand to one another, and who says what of each claim."""
    speakers = _speakers(event, coverage)
    return {
        "figures": [_shown(figure, coverage) for figure in event.figures],
        "claims": [_claim(claim, coverage, speakers) for claim in event.attributions],
    }


def _strip(event: Event, article: Article, coverage: Coverage) -> Strip:
    spans = coverage.spans(event, article)
    words, size = count_words(article, spans), len(article.text) or 1
    mine = coverage.accounts[event.id, article.id]
    first = coverage.cite(next(account.quote for account in mine if coverage.edition.places[account.quote] == spans[0]))
    return Strip(
        article,
        page_path(article),
        headline(article),
        dated(article),
        words,
        len(spans),
        round(100 * words / max(1, len(article.text.split()))),
        tuple((round(100 * s.start / size, 2), round(100 * (s.end - s.start) / size, 2)) for s in spans),
        first.fragment if first else "",
    )


def rows(event: Event, coverage: Coverage, articles: Sequence[Article]) -> list[Row]:
    """Return the aligned accounts: a row for each aspect in the file's order, a cell for each of the articles."""
    cells = {aspect: [list[Cite]() for _ in articles] for aspect in aspects(event)}
    for column, article in enumerate(articles):
        for account in coverage.accounts.get((event.id, article.id), ()):
            if cite := coverage.cite(account.quote):
                cells[account.aspect][column].append(cite)
    return [Row(id_, aspect, tuple(map(tuple, cells[aspect]))) for aspect, id_ in aspects(event).items()]


def aspects(event: Event) -> dict[str, str]:
    """Return what the accounts of an event tell, in the file's order, with the ids of the rows."""
    found = list(dict.fromkeys(account.aspect for account in event.accounts))
    return dict(zip(found, slugs(found), strict=True))


def _shown(figure: Figure, coverage: Coverage) -> Shown:
    reports = [(report, coverage.cite(report.quote)) for report in figure.reports]
    verdicts = relation_of(figure, coverage.articles)
    placed = tuple(_reported(report, cite) for report, cite in reports if cite)
    sources = dict.fromkeys(report.attributed_to or gettext("the article itself") for report in figure.reports)
    named = semicolon().join(sources) if len(sources) > 1 else ""
    return Shown(figure, placed, figures.relation(verdicts), tuple(verdicts), named)


def _reported(report: Report, cite: Cite) -> Reported:
    as_of = when.words(report.as_of) if report.as_of else ""
    return Reported(report, cite, printed(report.value, cite), printed(report.qualifier, cite), as_of)


def printed(words: str, cite: Cite) -> str:
    """Return words of a report as they stand in its passage, spaces and marks included; as they are if they do not."""
    span = find(cite.words, words) if words else None
    return cite.words[span.start : span.end] if span else words


def _speakers(event: Event, coverage: Coverage) -> list[Article]:
    """Return the articles that have an account of the event or say something on one of its claims."""
    said = {saying.quote.article for claim in event.attributions for saying in claim.sayings}
    tellers = {article.id for article in coverage.tellers[event.id]}
    return [article for article in coverage.edition.articles if article.id in said | tellers]


def _claim(claim: Attribution, coverage: Coverage, speakers: Sequence[Article]) -> Claim:
    said = [(saying, coverage.cite(saying.quote)) for saying in claim.sayings]
    cells = (tuple((s, cite) for s, cite in said if cite and cite.article is article) for article in speakers)
    return Claim(claim.claim, tuple(cells))


def wording(event: Event, tellers: Sequence[Article], coverage: Coverage) -> list[Wording]:
    """Return the names of the event that its articles use, the most frequent first."""
    found = [(terms(article, event.aliases), coverage.spans(event, article)) for article in tellers]
    table = [
        Wording(alias, tuple((_within(hits.get(alias, ()), spans), len(hits.get(alias, ()))) for hits, spans in found))
        for alias in event.aliases
    ]
    used = [row for row in table if any(total for _, total in row.counts)]
    return sorted(used, key=lambda row: (-sum(inside for inside, _ in row.counts), row.term))


def _within(hits: Sequence[Span], spans: Sequence[Span]) -> int:
    return sum(any(span.start <= hit.start and hit.end <= span.end for span in spans) for hit in hits)


def _compared(tellers: Sequence[Article], coverage: Coverage) -> list[tuple[Article, Article, str]]:
    """Return each two of the articles that a page compares, with its path."""
    found = ((one, other, path_of_pair(one, other)) for one, other in pairs(tellers))
    return [(one, other, path) for one, other, path in found if path in coverage.compared]


def _lanes(event: Event, tellers: Sequence[Article], axis: when.Axis) -> list[Lane]:
    """Return the lines of the timeline: the event, then its articles by publication, those of unknown date last."""
    own = Lane(event.name, "", when.words(event.date), axis.bar(event.date) if event.date else None, "event")
    articles = sorted(tellers, key=lambda a: (not published(a), published(a), a.id))
    lanes = [
        Lane(headline(a), page_path(a), dated(a), axis.bar(published(a)) if published(a) else None, "article")
        for a in articles
    ]
    return [own, *lanes]


def _related(event: Event, coverage: Coverage) -> list[Event]:
    """Return the events that this one names as related or that name it."""
    return [e for e in coverage.events if e.id in event.related or event.id in e.related]


def _suggestions(event: Event, coverage: Coverage) -> list[Suggestion]:
    """Return the machine's links from the event's accounts to passages that are no account of it."""
    found = [
        link
        for article in coverage.tellers[event.id]
        for link in coverage.linked(article, coverage.spans(event, article))
    ]
    return suggestions([link for link in found if not _reviewed(event, link, coverage)], coverage.articles)


def _reviewed(event: Event, link: Link, coverage: Coverage) -> bool:
    """Tell whether both ends of a link are among the event's accounts, so that it says nothing new."""
    return all(
        passage.article in coverage.articles
        and any(
            span.start < passage.span.end and passage.span.start < span.end
            for span in coverage.spans(event, coverage.articles[passage.article])
        )
        for passage in (link.one, link.other)
    )


def _groups(tellers: Sequence[Article], coverage: Coverage) -> list[tuple[Group, Markup]]:
    """Return the machine's groups around the articles, each with the articles it has in words."""
    return [(group, between(group.articles, coverage.articles)) for group in coverage.grouped(tellers)]
