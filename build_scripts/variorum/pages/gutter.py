"""What an article's page says of events: ids for its accounts, marks in the margin, chips, and who else covers them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from variorum.language import ngettext
from variorum.model import Article, Event, Group, Link, Mark, Paragraph, Span
from variorum.pages import when
from variorum.pages.coverage import Coverage, event_path, meet, path_of_pair
from variorum.pages.event import aspects
from variorum.pages.template import dated, headline, href, page_path
from variorum.weave import element

# Chips beyond these are folded, so that the text begins on the first screen; events that others tell too come first.
CHIPS = 3
# Other articles beyond these are reached by the events' pages.
MOST_ALSO = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What is woven into an article: `marks` give accounts their ids, `margin` has marks by the id of a paragraph."""

    marks: tuple[Mark, ...] = ()
    margin: Mapping[str, Markup] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chip:
    """An event in an article's head."""

    path: str
    name: str
    date: str
    tellers: int


@dataclass(frozen=True, slots=True)
class Also:
    """Another article on the same events: `events` are reviewed, `groups` a machine's suggestions."""

    path: str
    headline: str
    dated: str
    compare: str
    events: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]


def told(article: Article, coverage: Coverage) -> Told:
    """Return what is woven into an article's text; it adds no word to it."""
    beside = {
        paragraph.id: Markup("").join(_margin(article, paragraph, coverage))
        for paragraph in article.paragraphs
        if paragraph.role != "title"
    }
    margin = {id_: element("span", html, [("class", "v-margin")]) for id_, html in beside.items() if html}
    return Told(tuple(_marks(article, coverage)), margin)


def _marks(article: Article, coverage: Coverage) -> Iterator[Mark]:
    """Yield a mark for each place of the article that an event quotes; quotes of one place share it."""
    seen: set[str] = set()
    for quote in coverage.quoted.get(article.id, ()):
        anchor = coverage.anchors[quote]
        if anchor not in seen:
            seen.add(anchor)
            yield Mark(coverage.edition.places[quote], "span", (("class", "v-account"), ("id", anchor)))


def _margin(article: Article, paragraph: Paragraph, coverage: Coverage) -> Iterator[Markup]:
    """Yield a mark for each event that a paragraph tells and other articles tell too, in the order of the text. What a
    machine suggests is marked only where no editor found the paragraph to tell an event."""
    page = page_path(article)
    for span, event in told_in(article, paragraph, coverage):
        others = len(coverage.tellers[event.id]) - 1
        by = ngettext("also told by %(num)s other", "also told by %(num)s others", others)
        yield _mark(event.name, others, by, href(page, event_path(event), row(event, article, span, coverage)))
    links, sure = linked_in(article, paragraph, coverage)
    others_ = _told_too(article, links, coverage)
    by = _as_editor_found(len(others_)) if sure else _as_machine_suggests(len(others_))
    yield from _led(article, others_, by, coverage, paragraph.id)


def linked_in(article: Article, paragraph: Paragraph, coverage: Coverage) -> tuple[list[Link], bool]:
    """Return the machine's links that a paragraph is marked for, and whether an editor confirmed them."""
    links = coverage.linked(article, [paragraph.span])
    confirmed = [link for link in links if link.reviewed]
    if _told_too(article, confirmed, coverage):
        return confirmed, True
    return ([] if _reviewed(article, paragraph, coverage) else links), False


def _as_editor_found(others: int) -> str:
    return ngettext(
        "told by %(num)s other too, as an editor found", "told by %(num)s others too, as an editor found", others
    )


def _as_machine_suggests(others: int) -> str:
    return ngettext(
        "perhaps told by %(num)s other too, as a machine suggests",
        "perhaps told by %(num)s others too, as a machine suggests",
        others,
    )


def _led(article: Article, others: Sequence[Article], by: str, coverage: Coverage, paragraph: str) -> Iterator[Markup]:
    """Yield one mark that leads to the first of other articles, if there are any; its preview has the paragraph's id,
    since marks of several paragraphs may lead to one place."""
    if others:
        path = path_of_pair(article, others[0])
        found = (path, "suggested") if path in coverage.compared else (page_path(others[0]), "")
        yield _mark("", len(others), by, href(page_path(article), *found), [("data-v-shows", paragraph)])


def _reviewed(article: Article, paragraph: Paragraph, coverage: Coverage) -> bool:
    """Tell whether a paragraph has a reviewed account of any event, be it told here alone."""
    spans = (span for event in coverage.told[article.id] for span in coverage.spans(event, article))
    return any(meet(span, paragraph.span) for span in spans)


def _told_too(article: Article, links: Sequence[Link], coverage: Coverage) -> list[Article]:
    """Return the articles that links lead to from another, as far as their words may be published."""
    ids = {end.article for link in links for end in (link.one, link.other)} - {article.id}
    found = (coverage.articles[id_] for id_ in sorted(ids) if id_ in coverage.articles)
    return [other for other in found if other.record is None or other.record.rights != "none"]


def told_in(article: Article, paragraph: Paragraph, coverage: Coverage) -> list[tuple[Span, Event]]:
    """Return the first account a paragraph has of each event that other articles tell too, in the order of the text."""
    found = [
        (next((span for span in coverage.spans(event, article) if meet(span, paragraph.span)), None), event)
        for event in coverage.told[article.id]
        if len(coverage.tellers[event.id]) > 1
    ]
    return sorted(((span, event) for span, event in found if span), key=lambda one: (one[0].start, one[1].id))


def row(event: Event, article: Article, span: Span, coverage: Coverage) -> str:
    """Return the row of the aligned accounts that has a passage."""
    places, ids = coverage.edition.places, aspects(event)
    mine = coverage.accounts[event.id, article.id]
    return next((ids[account.aspect] for account in mine if places[account.quote] == span), "accounts")


def _mark(name: str, others: int, by: str, address: str, more_said: Sequence[tuple[str, str]] = ()) -> Markup:
    """Return a mark in the margin. Its words are attributes, so that the article's text stays what it is."""
    more = ngettext("+ %(num)s other article", "+ %(num)s other articles", others)
    said = [
        ("data-label", name),
        ("data-others", more if name else by),
        ("aria-label", f"{name}: {by}".lstrip(": ")),
        *more_said,
    ]
    return element("a", Markup(""), [("class", "v-told"), ("href", address), *said])


def chips(article: Article, coverage: Coverage) -> list[Chip]:
    """Return the events that an article tells, those that most others tell too first, then by date."""
    found = [
        Chip(event_path(event), event.name, when.short_words(event.date), len(coverage.tellers[event.id]))
        for event in coverage.told[article.id]
    ]
    return sorted(found, key=lambda chip: -chip.tellers)


def also(article: Article, coverage: Coverage) -> list[Also]:
    """Return the other articles on the same events, those with most of them first and at most MOST_ALSO."""
    return [_also(article, other, coverage) for other in coverage.beside([article])[:MOST_ALSO]]


def _also(article: Article, other: Article, coverage: Coverage) -> Also:
    events = [event for event in coverage.told[article.id] if event in coverage.told[other.id]]
    compare = path_of_pair(article, other)
    return Also(
        page_path(other),
        headline(other),
        dated(other),
        compare if compare in coverage.compared else "",
        tuple((event_path(event), event.name) for event in events),
        tuple(coverage.joined(article, other)),
    )


def told_by_others(found: Sequence[Chip]) -> int:
    """Return how many of an article's chips stand open."""
    return min(CHIPS, sum(chip.tellers > 1 for chip in found)) or min(CHIPS, len(found))
