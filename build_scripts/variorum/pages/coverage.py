"""Which article tells which event, where, and in which words: what the pages of events and articles share."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from markupsafe import Markup

from variorum import dates
from variorum.accounts import quotes
from variorum.check.events import NAMED
from variorum.fold import Folded, find_in, fold
from variorum.group import of_two
from variorum.language import gettext
from variorum.model import Account, Article, Edition, Event, Group, Link, Quote, Span
from variorum.pages import prose, when
from variorum.pages.template import (
    TAG,
    fact,
    first_words,
    headline,
    href,
    page_path,
    shows_text,
)
from variorum.weave import element

SHORT = 34
# Articles of an event or group of more than these are not each compared with each, nor called close to one another for
# its sake: there would be thousands of pages, and every article would lead to every other.
MOST_COMPARED = 20


Suggestion = TypeVar("Suggestion", Group, Link)


@dataclass(frozen=True, slots=True)
class Cite:
    """Words of an article at their place: `words` is "" where they may not be published."""

    words: str
    article: Article
    path: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The events of an edition, those of unknown date last, and what every article has of them.

    `anchors` are the ids that quotes have on their articles' pages; `accounts` are those that stand in their article,
    by the ids of event and article. `tellers` and `told` lead from an event's id to the articles that have accounts of
    it, in reading order, and from an article's id to such events; `groups` and `links` from an article's id to what a
    machine suggests. `compared` has the paths of the pages that compare two articles, `order` the place of each article
    in reading order, and `quoted` the quotes that stand in it.
    """

    edition: Edition
    articles: Mapping[str, Article]
    events: tuple[Event, ...]
    anchors: Mapping[Quote, str]
    accounts: Mapping[tuple[str, str], Sequence[Account]]
    tellers: Mapping[str, tuple[Article, ...]]
    told: Mapping[str, tuple[Event, ...]]
    groups: Mapping[str, tuple[Group, ...]]
    links: Mapping[str, tuple[Link, ...]]
    compared: Mapping[str, tuple[Article, Article]]
    order: Mapping[str, int]
    quoted: Mapping[str, Sequence[Quote]]

    def cite(self, quote: Quote) -> Cite | None:
        """Return a quote's own words where they stand; None if they stand nowhere."""
        span = self.edition.places.get(quote)
        if span is None:
            return None
        article = self.articles[quote.article]
        hidden = article.record is not None and article.record.rights == "none"
        text = "" if hidden else article.text[span.start : span.end]
        return Cite(text, article, page_path(article), self.anchors[quote] if shows_text(article) else "")

    def spans(self, event: Event, article: Article) -> list[Span]:
        """Return the places of an article's accounts of an event, in order."""
        found = {self.edition.places[account.quote] for account in self.accounts.get((event.id, article.id), ())}
        return sorted(found, key=lambda span: (span.start, span.end))

    def beside(self, articles: Iterable[Article]) -> list[Article]:
        """Return the articles that tell an event with some others, or that a machine groups with them; those with most
        in common first, then in reading order."""
        ids = {article.id for article in articles}
        told = (tuple(a.id for a in self.tellers[event.id]) for id_ in sorted(ids) for event in self.told[id_])
        groups = (group.articles for id_ in sorted(ids) for group in self.groups.get(id_, ()))
        found = Counter(
            id_ for some in (*told, *groups) if len(some) <= MOST_COMPARED for id_ in some if id_ not in ids
        )
        near = [self.articles[id_] for id_ in found if id_ in self.articles]
        return sorted(near, key=lambda article: (-found[article.id], self.order[article.id]))

    def grouped(self, articles: Iterable[Article]) -> list[Group]:
        """Return the machine's groups that have at least one of some articles, each once."""
        return list(dict.fromkeys(group for article in articles for group in self.groups.get(article.id, ())))

    def joined(self, one: Article, other: Article) -> list[Group]:
        """Return what the machine's groups say of two articles that they have together. One event is one story too, so
        of a strict group and a loose one the strict one speaks."""
        found = [of_two(group, one.id, other.id) for group in self.grouped([one]) if other.id in group.articles]
        strict = any(group.level == "event" for group in found)
        return [group for group in found if not (strict and group.level == "story")]

    def linked(self, article: Article, spans: Sequence[Span]) -> list[Link]:
        """Return the machine's links from or to some places of an article."""
        return [
            link
            for link in self.links.get(article.id, ())
            for passage in (link.one, link.other)
            if passage.article == article.id and any(meet(passage.span, span) for span in spans)
        ]


def cover(edition: Edition) -> Coverage:
    """Return what the articles of an edition have of its events. Cost is linear in the number of quotes."""
    events = tuple(sorted(edition.sources.events, key=_by_date))
    order = {article.id: place for place, article in enumerate(edition.articles)}
    accounts = defaultdict[tuple[str, str], list[Account]](list)
    for event in events:
        for account in event.accounts:
            if account.quote in edition.places:
                accounts[event.id, account.quote.article].append(account)
    tellers: dict[str, list[str]] = {event.id: [] for event in events}
    told: dict[str, list[Event]] = {article.id: [] for article in edition.articles}
    named = {event.id: event for event in events}
    for event_id, article_id in accounts:
        tellers[event_id].append(article_id)
        told[article_id].append(named[event_id])
    articles = {article.id: article for article in edition.articles}
    by = {id_: tuple(articles[a] for a in sorted(ids, key=order.__getitem__)) for id_, ids in tellers.items()}
    return Coverage(
        edition,
        articles,
        events,
        _anchors(edition),
        accounts,
        by,
        {id_: tuple(found) for id_, found in told.items()},
        _by_article((id_, group) for group in edition.groups for id_ in group.articles),
        _by_article((end.article, link) for link in edition.links for end in (link.one, link.other)),
        _compared(edition, by.values()),
        order,
        _quoted(edition),
    )


def _quoted(edition: Edition) -> dict[str, list[Quote]]:
    """Return the quotes that stand in each article, event by event."""
    found = defaultdict[str, list[Quote]](list)
    for event in edition.sources.events:
        for _, quote in quotes(event):
            if quote in edition.places:
                found[quote.article].append(quote)
    return found


def _by_article(pairs: Iterable[tuple[str, Suggestion]]) -> dict[str, tuple[Suggestion, ...]]:
    """Return what belongs to each article, in order and once; the same value, since to compare all it holds is slow."""
    found = defaultdict[str, dict[int, Suggestion]](dict)
    for id_, value in pairs:
        found[id_][id(value)] = value
    return {id_: tuple(values.values()) for id_, values in found.items()}


def _compared(edition: Edition, told: Iterable[Sequence[Article]]) -> dict[str, tuple[Article, Article]]:
    """Return each two articles that tell one event, or that a machine takes to do so, by the path of their page."""
    groups = [set(group.articles) for group in edition.groups if group.level == "event"]
    sets = [*told, *([article for article in edition.articles if article.id in group] for group in groups)]
    return {path_of_pair(a, b): (a, b) for found in sets if len(found) <= MOST_COMPARED for a, b in pairs(found)}


def _by_date(event: Event) -> tuple[bool, tuple[int, int], str]:
    return (not event.date, when.days(event.date) if event.date else (0, 0), event.id)


def _anchors(edition: Edition) -> dict[Quote, str]:
    """Return the id of each quote on its article's page; quotes of one event at one place share theirs."""
    anchors: dict[Quote, str] = {}
    for event in edition.sources.events:
        places: dict[tuple[str, Span], str] = {}
        for _, quote in quotes(event):
            if span := edition.places.get(quote):
                name = f"told-{event.id}-{len(places) + 1}"
                anchors[quote] = places.setdefault((quote.article, span), name)
    return anchors


def meet(one: Span, other: Span) -> bool:
    """Tell whether two stretches of a text have a character in common."""
    return one.start < other.end and other.start < one.end


def event_path(event: Event) -> str:
    """Return the path of an event's page."""
    return f"events/{event.id}.md"


def path_of_pair(one: Article, other: Article) -> str:
    """Return the path of the page that compares two articles; no address has two hyphens, so none is taken twice."""
    first, second = sorted((one.address, other.address))
    return f"compare/{first}--/{second}.md"


def pairs(articles: Sequence[Article]) -> list[tuple[Article, Article]]:
    """Return each two of some articles, in their order."""
    return list(combinations(articles, 2))


def short(article: Article) -> str:
    """Return the beginning of an article's title, or of its text in brackets where it has none."""
    name = article.title.value if article.title else first_words(article, SHORT)
    cut = name if len(name) <= SHORT or not article.title else name[:SHORT].rsplit(" ", 1)[0].rstrip(".,;: ") + " …"
    return cut if article.title else f"[{cut}]"


def published(article: Article) -> str:
    """Return the ISO date of an article's publication, "" where it is not known, or not to the day, month or year."""
    known = fact(article, "published")
    days = dates.read(known.value, article.lang) if known else None
    return days.iso if days else ""


def statement(event: Event, coverage: Coverage, page: str) -> Markup:
    """Return an event's neutral statement; articles that it names by @id become links with their titles."""

    def link(article: Article) -> Markup:
        leads = [("href", href(page, page_path(article))), ("title", headline(article)), ("dir", "auto")]
        return element("a", Markup.escape(short(article)), leads)

    return _naming(event, coverage, link)


def plain_statement(event: Event, coverage: Coverage) -> str:
    """Return an event's statement as plain text; titles of articles stand in quotation marks, or nobody would know them
    for titles."""

    def quoted(article: Article) -> Markup:
        title = short(article)
        return Markup.escape(gettext("“%(title)s”", title=title) if article.title else title)

    return _naming(event, coverage, quoted).striptags()


def _naming(event: Event, coverage: Coverage, name: Callable[[Article], Markup]) -> Markup:
    """Return an event's statement with its articles, written as @id, as `name` gives them."""

    def named(text: str) -> Markup:
        pieces, at = list[Markup](), 0
        for found in NAMED.finditer(text):
            if article := coverage.articles.get(found[1]):
                pieces += [Markup(text[at : found.start()]), name(article)]  # noqa: S704
                at = found.end()
        return Markup("").join([*pieces, Markup(text[at:])])  # noqa: S704 - words of finished HTML, escaped already

    pieces, within = list[Markup](), False
    for part in TAG.split(prose.render(event.body)):
        tag = part.startswith("<")
        # Markdown nests no link in a link, nor does HTML: a link's own words lead where it leads.
        within = part.startswith("<a ") or (within and part != "</a>")
        pieces.append(Markup(part) if tag or within else named(part))  # noqa: S704 - finished HTML
    return Markup("").join(pieces)


def summary(event: Event, coverage: Coverage, length: int = 220) -> str:
    """Return the beginning of an event's statement as plain text."""
    text = plain_statement(event, coverage)
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(".,;: ") + " …"


@lru_cache(maxsize=512)
def _folded(text: str) -> Folded:
    return fold(text, case=True)


def terms(article: Article, aliases: Iterable[str]) -> dict[str, list[Span]]:
    """Return where the names of an event stand in an article as whole words; within a longer name a shorter one is
    not counted."""
    found: dict[str, list[Span]] = {}
    taken: list[Span] = []
    for alias in sorted(aliases, key=lambda alias: (-len(alias), alias)):
        spans = [s for s in find_in(_folded(article.text), alias, case=True) if whole(article.text, s)]
        free = [span for span in spans if not any(meet(span, other) for other in taken)]
        taken += free
        if free:
            found[alias] = free
    return found


def whole(text: str, span: Span) -> bool:
    """Tell whether a stretch of a text is not part of a longer word."""
    edges = ((span.start - 1, span.start), (span.end - 1, span.end))
    return not any(a >= 0 and b < len(text) and text[a].isalnum() and text[b].isalnum() for a, b in edges)


def count_words(article: Article, spans: Iterable[Span]) -> int:
    """Return how many words of an article stand in some of its stretches, each word once."""
    covered: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if covered and span.start <= covered[-1].end:
            covered[-1] = Span(covered[-1].start, max(span.end, covered[-1].end))
        else:
            covered.append(span)
    return sum(len(article.text[span.start : span.end].split()) for span in covered)
