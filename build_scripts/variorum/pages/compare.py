"""Two articles side by side: what both tell, in which words, and what only one of them does."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum import figures
from variorum.check.events import reading
from variorum.group import reasons
from variorum.language import gettext
from variorum.model import Article, Edition, Entry, Event, Figure, Link, Page, Report
from variorum.pages.coverage import Cite, Coverage, cover, event_path, path_of_pair, short
from variorum.pages.event import printed, rows
from variorum.pages.quotations import quotations
from variorum.pages.suggested import suggestions
from variorum.pages.template import dated, fill, headline, page_path
from variorum.pages.terms import entry_path


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two articles."""

    path: str
    headline: str
    short: str
    dated: str
    lang: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """What is told of one thing: the quotes of the first and of the second article."""

    id: str
    aspect: str
    one: tuple[Cite, ...]
    other: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """An event that both articles tell: aspects in both, and those in one alone."""

    event: Event
    path: str
    aligned: tuple[Aligned, ...]
    alone: tuple[Aligned, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A figure that both articles give, report against report."""

    figure: Figure
    one: Report
    other: Report
    cites: tuple[Cite, Cite]
    verdict: figures.Verdict


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of the glossary that an article names so often: the first article, and the other."""

    path: str
    name: str
    one: int
    other: int


def render(edition: Edition) -> Iterator[Page]:
    """Yield a page for each two articles that share an event, reviewed or suggested."""
    coverage = cover(edition)
    entries = {entry.id: entry for entry in edition.sources.entries}
    named: dict[str, Counter[str]] = {article.id: Counter() for article in edition.articles}
    for mention in edition.mentions:
        named[mention.article][mention.entry] += 1
    for _, (one, other) in sorted(coverage.compared.items()):
        yield _page(one, other, coverage, names(entries, named[one.id], named[other.id]))


def names(entries: Mapping[str, Entry], one: Mapping[str, int], other: Mapping[str, int]) -> list[Name]:
    """Return what two articles name, first what both name often; then by name."""
    found = [
        Name(entry_path(id_), entries[id_].name, one.get(id_, 0), other.get(id_, 0))
        for id_ in entries
        if id_ in one or id_ in other
    ]
    return sorted(found, key=lambda name: (-min(name.one, name.other), -max(name.one, name.other), name.name))


def _page(one: Article, other: Article, coverage: Coverage, named: Sequence[Name]) -> Page:
    path = path_of_pair(one, other)
    shared = [event for event in coverage.told[one.id] if event in coverage.told[other.id]]
    both = [_both(event, one, other, coverage) for event in shared]
    counted = [found for event in shared for found in _figures(event, one, other, coverage)]
    heading = gettext("Compare: %(one)s / %(other)s", one=headline(one), other=headline(other))
    links = _between(one, other, coverage)
    groups = coverage.joined(one, other)
    why = reasons(one.text, other.text) if groups else ()
    html = fill(
        "compare",
        path,
        sides=[Side(page_path(a), headline(a), short(a), dated(a), a.lang) for a in (one, other)],
        both=both,
        aligned=sum(len(item.aligned) for item in both),
        figures=counted,
        printed=printed,
        names=[name for name in named if name.one and name.other],
        only_names=[
            [name for name in named if not name.other],
            [replace(name, one=name.other) for name in named if not name.one],
        ],
        quotations=quotations((one, other)),
        only=[[(event_path(e), e.name) for e in coverage.told[a.id] if e not in shared] for a in (one, other)],
        suggestions=suggestions(links, coverage.articles),
        groups=[replace(group, reasons=why) for group in groups],
        unreviewed=not all([*(link.reviewed for link in links), *(group.reviewed for group in groups)]),
    )
    return Page(path, heading, html, gettext("What two articles both tell, and what only one does."), "compare")


def _both(event: Event, one: Article, other: Article, coverage: Coverage) -> Both:
    found = [Aligned(row.id, row.aspect, *row.cells) for row in rows(event, coverage, (one, other))]
    aligned = tuple(row for row in found if row.one and row.other)
    alone = tuple(row for row in found if bool(row.one) != bool(row.other))
    return Both(event, event_path(event), aligned, alone)


def _figures(event: Event, one: Article, other: Article, coverage: Coverage) -> Iterator[Figures]:
    """Yield the figures of an event that both articles give."""
    for figure in event.figures:
        for mine in (r for r in figure.reports if r.quote.article == one.id):
            for theirs in (r for r in figure.reports if r.quote.article == other.id):
                cites = coverage.cite(mine.quote), coverage.cite(theirs.quote)
                readings = [reading(r, figure, coverage.articles) for r in (mine, theirs)]
                if cites[0] and cites[1]:
                    yield Figures(figure, mine, theirs, (cites[0], cites[1]), figures.compare(*readings))


def _between(one: Article, other: Article, coverage: Coverage) -> list[Link]:
    """Return the machine's links between the two articles."""
    ends = {one.id, other.id}
    return [link for link in coverage.links.get(one.id, ()) if {link.one.article, link.other.article} == ends]
