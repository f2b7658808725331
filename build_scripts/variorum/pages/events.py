"""The list of all events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from variorum.language import gettext
from variorum.model import Decision, Edition, Group, Page
from variorum.pages import prose, when
from variorum.pages.coverage import Coverage, cover, event_path, pairs, path_of_pair, short, summary
from variorum.pages.template import dated, fill, headline, page_path

PATH = "events/index.md"

# Path, title and date of an article.
Line = tuple[str, str, str]


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


@dataclass(frozen=True, slots=True)
class Suggested:
    """A machine's group in a list: path, title and date of its articles, and the page that compares the first two."""

    group: Group
    articles: tuple[Line, ...]
    compare: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What an editor decided on groups: articles put together, those put apart list by list, and why, as HTML."""

    decision: Decision
    together: tuple[Line, ...]
    apart: tuple[tuple[Line, ...], ...]
    why: Markup


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page that lists every event: first those that several articles tell."""
    coverage = cover(edition)
    found = items(coverage)
    html = fill(
        "events",
        PATH,
        several=[item for item in found if len(item.tellers) > 1],
        single=[item for item in found if len(item.tellers) < 2],
        groups=groups(coverage),
        decisions=[_decided(d, coverage) for d in sorted(edition.sources.groups, key=lambda d: d.id)],
    )
    yield Page(
        PATH, gettext("Events"), html, gettext("Every event of this edition, with the articles that tell it."), "events"
    )


def _decided(decision: Decision, coverage: Coverage) -> Decided:
    together, *apart = (_lines(ids, coverage) for ids in (decision.together, *decision.apart))
    return Decided(decision, together, tuple(apart), prose.render(decision.body))


def _lines(ids: Iterable[str], coverage: Coverage) -> tuple[Line, ...]:
    """Return path, title and date of the articles of some ids that the edition has."""
    known = (coverage.articles[id_] for id_ in ids if id_ in coverage.articles)
    return tuple((page_path(article), headline(article), dated(article)) for article in known)


def groups(coverage: Coverage) -> list[Suggested]:
    """Return the machine's groups that neither a reviewed event nor an editor's decision has together, the surest
    first."""
    reviewed = [{article.id for article in tellers} for tellers in coverage.tellers.values()]
    reviewed += [set(group.reviewed) for group in coverage.edition.groups]
    new = [group for group in coverage.edition.groups if not any(set(group.articles) <= ids for ids in reviewed)]
    return [_suggested(group, coverage) for group in sorted(new, key=lambda group: (-group.score, group.articles))]


def _suggested(group: Group, coverage: Coverage) -> Suggested:
    known = [coverage.articles[id_] for id_ in group.articles if id_ in coverage.articles]
    compared = (path_of_pair(one, other) for one, other in pairs(known[:2]))
    return Suggested(
        group,
        _lines(group.articles, coverage),
        next((path for path in compared if path in coverage.compared), ""),
    )


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
