"""The page of a glossary's entry: what the name means, how it is written, and every mention in its sentence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from variorum import fold
from variorum.check.names import known
from variorum.model import Article, Edition, Entry, Mark, Mention, Page, Quote, Span
from variorum.pages.template import dated, fill, headline, href, page_path, shows_text
from variorum.pages.terms import Anchored, anchored, definition, entry_path, explanation, paragraph_of
from variorum.sentences import around
from variorum.weave import weave


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write the name as it was found, with its numbers of places and articles."""

    text: str
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Place:
    """An article that names the entry: how often in which form, and the sentences, none where its text is not shown."""

    path: str
    title: str
    dated: str
    lang: str
    counts: tuple[tuple[str, int], ...]
    sentences: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an article that the entry rests on; `fragment` is the id of its paragraph."""

    words: str
    path: str
    fragment: str
    title: str


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page of each entry."""
    entries = {entry.id: entry for entry in edition.sources.entries}
    articles = {article.id: article for article in edition.articles}
    found: dict[str, list[Anchored]] = {id_: [] for id_ in entries}
    for mentions in anchored(edition).values():
        for one in mentions:
            found[one.mention.entry].append(one)
    by_name = known(edition.articles)
    for entry in entries.values():
        yield _page(entry, found[entry.id], articles, entries, by_name)


def _page(
    entry: Entry,
    mentions: Sequence[Anchored],
    articles: Mapping[str, Article],
    entries: Mapping[str, Entry],
    by_name: Mapping[str, Article],
) -> Page:
    path = entry_path(entry.id)
    forms = _forms(articles, [one.mention for one in mentions])
    others = [entries[id_] for id_ in entry.confusable if id_ in entries]
    html = fill(
        "entry",
        path,
        entry=entry,
        definition=definition(entry),
        explanation=explanation(entry),
        forms=forms,
        other_names=_other_names(entry, forms),
        confusable=[(other, entry_path(other.id), definition(other)) for other in others],
        passages=[passage for quote in entry.passages if (passage := _passage(quote, by_name))],
        places=[_place(path, articles[id_], list(group)) for id_, group in groupby(mentions, key=_article)],
        total=len(mentions),
    )
    return Page(path, entry.name, html, " ".join(definition(entry).striptags().split()), "entry")


def _article(one: Anchored) -> str:
    return one.mention.article


def _forms(articles: Mapping[str, Article], mentions: Sequence[Mention]) -> list[Form]:
    """Return the forms of the name as printed, the most frequent first."""
    printed = [(_printed(articles[mention.article], mention), mention.article) for mention in mentions]
    counts = Counter(form for form, _ in printed)
    spread = Counter(form for form, _ in set(printed))
    return [Form(f, n, spread[f]) for f, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def _printed(article: Article, mention: Mention) -> str:
    return " ".join(article.text[mention.span.start : mention.span.end].split())


def _other_names(entry: Entry, forms: Sequence[Form]) -> list[str]:
    """Return the aliases that no article writes, in any case."""
    found = {fold.fold(form.text, case=True).text for form in forms} | {fold.fold(entry.name, case=True).text}
    names = {fold.fold(alias.text, case=True).text: alias.text for alias in reversed(entry.aliases)}
    return [names[key] for key in reversed(names) if key not in found]


def _place(page: str, article: Article, mentions: Sequence[Anchored]) -> Place:
    """Return what an entry's page shows of one article."""
    counts = Counter(_printed(article, one.mention) for one in mentions)
    sentences = _sentences(page, article, mentions) if shows_text(article) else ()
    by_count = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return Place(page_path(article), headline(article), dated(article), article.lang, by_count, tuple(sentences))


def _sentences(page: str, article: Article, mentions: Sequence[Anchored]) -> Iterator[Markup]:
    """Yield each sentence with the name once, its mentions leading to their places."""
    for span, group in groupby(mentions, key=lambda one: _sentence(article, one.mention.span)):
        marks = [Mark(one.mention.span, "a", _to(page, article, one.id)) for one in group]
        yield weave(article.text, span, marks)


def _sentence(article: Article, span: Span) -> Span:
    return around(article.text, span, paragraph_of(article, span).span)


def _to(page: str, article: Article, fragment: str) -> tuple[tuple[str, str], ...]:
    return (("class", "v-place"), ("href", href(page, page_path(article), fragment)))


def _passage(quote: Quote, by_name: Mapping[str, Article]) -> Passage | None:
    """Return a passage to be shown, None where the article is not there or no word of it may be published."""
    article = by_name.get(quote.article)
    if article is None or (article.record and article.record.rights == "none"):
        return None
    span = fold.find(article.text, quote.exact) if shows_text(article) else None
    fragment = paragraph_of(article, span).id if span else ""
    return Passage(quote.exact, page_path(article), fragment, headline(article))
