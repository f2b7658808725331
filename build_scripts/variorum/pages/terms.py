"""Where pages show the names of the glossary: the anchors of mentions, the links, the definitions."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.model import Article, Edition, Entry, Mark, Mention, Paragraph, Span
from variorum.pages.noted import placed
from variorum.pages.prose import render as prose
from variorum.pages.template import href
from variorum.readings import readings

INDEX = "glossary/index.md"


@dataclass(frozen=True, slots=True)
class Anchored:
    """A mention and the `id` of its element on the article's page; `leads` if it is the one that leads to the entry."""

    mention: Mention
    id: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Term:
    """An entry as an article's list of terms shows it; `place` is the id of its first mention."""

    entry: Entry
    path: str
    place: str
    definition: Markup


def entry_path(id: str) -> str:
    """Return the path of an entry's page."""
    return f"glossary/{id}.md"


def definition(entry: Entry) -> Markup:
    """Return the first paragraph of an entry."""
    return prose(entry.body.split("\n\n", 1)[0])


def explanation(entry: Entry) -> Markup:
    """Return what an entry says beyond its definition."""
    return prose(entry.body.partition("\n\n")[2])


def sort_key(entry: Entry) -> tuple[str, str]:
    """Return what entries are ordered by: the name as an index orders it, without case and accents, then the id."""
    decomposed = unicodedata.normalize("NFKD", entry.sort or entry.name).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char)), entry.id


def anchored(edition: Edition) -> Mapping[str, list[Anchored]]:
    """Return the mentions of each article with their ids, which count an entry's mentions from 1."""
    by_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in edition.mentions:
        by_article[mention.article].append(mention)
    return {a.id: _anchored(a, by_article[a.id], _links(edition, a)) for a in edition.articles}


def _links(edition: Edition, article: Article) -> list[Span]:
    """Return the passages that lead elsewhere already: to a reading, or to a note."""
    return [reading.span for reading in readings(article)] + [s for n in edition.notes for s in placed(n, article.id)]


def _anchored(article: Article, mentions: Sequence[Mention], links: Sequence[Span]) -> list[Anchored]:
    """Return an article's mentions with their ids; the first of each entry in running text leads to it."""
    prose_ = [paragraph.span for paragraph in article.paragraphs if paragraph.role == "body"]
    counts: Counter[str] = Counter()
    led: set[str] = set()
    found = []
    for mention in mentions:
        counts[mention.entry] += 1
        free = _within(mention.span, prose_) and not any(_overlap(mention.span, span) for span in links)
        leads = free and mention.entry not in led
        led |= {mention.entry} if leads else set()
        found.append(Anchored(mention, f"m-{mention.entry}-{counts[mention.entry]}", leads))
    return found


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def marks(page: str, mentions: Sequence[Anchored]) -> list[Mark]:
    """Return the marks of an article's mentions on its page: a link from the first of an entry, else an anchor."""
    return [_link(page, one) if one.leads else _anchor(one) for one in mentions]


def _link(page: str, one: Anchored) -> Mark:
    entry = one.mention.entry
    attributes = (
        ("class", "v-term"),
        ("id", one.id),
        ("href", href(page, entry_path(entry))),
        ("aria-describedby", f"definition-{entry}"),
    )
    return Mark(one.mention.span, "a", attributes)


def _anchor(one: Anchored) -> Mark:
    return Mark(one.mention.span, "span", (("class", "v-mention"), ("id", one.id)))


def terms(entries: Mapping[str, Entry], mentions: Sequence[Anchored]) -> list[Term]:
    """Return the entries that an article names, in the order of an index."""
    first: dict[str, Anchored] = {}
    for one in mentions:
        if one.leads or one.mention.entry not in first:
            first[one.mention.entry] = one
    named = sorted((entries[id_] for id_ in first), key=sort_key)
    return [Term(entry, entry_path(entry.id), first[entry.id].id, definition(entry)) for entry in named]


def paragraph_of(article: Article, span: Span) -> Paragraph:
    """Return the paragraph that a span begins in."""
    return max((p for p in article.paragraphs if p.span.start <= span.start), key=lambda p: p.span.start)
