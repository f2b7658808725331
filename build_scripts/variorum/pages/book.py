"""The edition as a book: its chapters as values, for an e-book (press/epub.py) and for paper (press/paper.py).

Each article stands whole with its notes behind it, then come the events, the glossary and the sources. Links lead
within the book; the ids of its parts are numbers, since those of files may have signs that XML does not let ids have.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum.language import comma, current, date_of, gettext, ngettext, semicolon
from variorum.model import Article, Edition, Entry, Mark, Paragraph, Span
from variorum.pages.article import direction
from variorum.pages.coverage import Coverage, cover, event_path, short, statement
from variorum.pages.event import compared
from variorum.pages.names import named
from variorum.pages.noted import Endnote, endnotes
from variorum.pages.template import (
    dated,
    fact,
    fill,
    headline,
    isolated,
    page_path,
    removed_lines,
    said_fact,
    shows_text,
)
from variorum.pages.terms import Anchored, anchored, definition, entry_path, explanation, sort_key
from variorum.pages.when import words as when
from variorum.weave import element, weave

EVENTS, GLOSSARY, SOURCES, TITLE = "events.xhtml", "glossary.xhtml", "sources.xhtml", "title.xhtml"
# The page of the site that the links of a chapter were made for; those of all others are an article's.
MADE_FOR = {EVENTS: "events/x.md", GLOSSARY: "glossary/x.md"}
ELEMENTS = {"title": "h1", "heading": "h2"}
NOTEREF = Markup('<a epub:type="noteref" role="doc-noteref" id="noted-{0}" href="#note-{0}"><sup>{0}</sup></a>')
# A fact as the head of an article has it: what it is, its value, what it rests on.
FACT = Markup('{}: <bdi>{}</bdi> <span class="evidence">({})</span>')
KNOWN = ("author", "outlet", "published", "not_before", "not_after", "url")
UNKNOWN = ("outlet", "author", "published")
BACK = Markup('<a role="doc-backlink" href="#noted-{0}">{0}</a>')


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the book: `html` is the content of its body; `lang` and `dir` are those of most of its words.

    `parts` are the titles and ids of what the table of contents lists below it.
    """

    file: str
    title: str
    html: Markup
    kind: str
    lang: str = ""
    dir: str = "ltr"
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where in the book the pages of the site are: their paths, and the file and id that stand for them."""

    files: Mapping[str, str]

    def of(self, page: str, href: str) -> str:
        """Return a link as it is in the book, "" where it leads to nothing of it; `page` is the one it was made for."""
        if href.startswith(("https://", "http://")):
            return href
        path = href.partition("#")[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        return self.files.get(target.removesuffix(".html").removesuffix(".md"), "")


def chapters(edition: Edition, changed: str = "") -> tuple[Chapter, ...]:
    """Return the chapters of the book in their order; `changed` is the day of its last change (ISO 8601), if known."""
    coverage, names = cover(edition), anchored(edition)
    entries = sorted(edition.sources.entries, key=sort_key)
    ids = {entry.id: f"g{number}" for number, entry in enumerate(entries, 1)}
    told = [
        _article(article, number, edition, names[article.id], ids) for number, article in enumerate(edition.articles, 1)
    ]
    events = [_events(coverage)] if coverage.events else []
    glossary = [_glossary(entries, ids)] if entries else []
    sources = [_sources(edition)] if edition.articles else []
    return (_title(edition, changed), *told, *events, *glossary, *sources)


def places(edition: Edition) -> Places:
    """Return where the pages of articles, events and entries are in the book."""
    articles = {page_path(article): file(number) for number, article in enumerate(edition.articles, 1)}
    events = {event_path(event): f"{EVENTS}#e{number}" for number, event in enumerate(cover(edition).events, 1)}
    entries = sorted(edition.sources.entries, key=sort_key)
    terms = {entry_path(entry.id): f"{GLOSSARY}#g{number}" for number, entry in enumerate(entries, 1)}
    return Places({path.removesuffix(".md"): place for path, place in (articles | events | terms).items()})


def file(number: int) -> str:
    """Return the name of an article's file."""
    return f"article-{number}.xhtml"


def _title(edition: Edition, changed: str) -> Chapter:
    """Return the title page."""
    site = edition.site
    notes = sum(note.annotation.status != "superseded" for note in edition.notes)
    counts = (
        ngettext("%(num)s article", "%(num)s articles", len(edition.articles)),
        ngettext("%(num)s note", "%(num)s notes", notes),
    )
    when_ = gettext("Last changed on %(date)s.", date=date_of(changed)) if changed else ""
    lines = [site.about, semicolon().join(counts), when_, site.rights, site.address]
    html = element("h1", Markup.escape(site.name or gettext("An annotated edition")))
    html += Markup("").join(element("p", Markup.escape(line)) for line in lines if line)
    return Chapter(TITLE, site.name or gettext("An annotated edition"), html, "titlepage", current().tag)


def _article(
    article: Article, number: int, edition: Edition, names: Sequence[Anchored], ids: Mapping[str, str]
) -> Chapter:
    """Return the chapter of an article: its text with links to its notes, and the notes."""
    whole = shows_text(article)
    notes = endnotes(edition, article) if whole else []
    titled = whole and any(paragraph.role == "title" for paragraph in article.paragraphs)
    head = Markup("") if titled else element("h1", Markup.escape(headline(article)))
    marks = [_term(one, ids) for one in names if one.leads]
    hidden = element("p", Markup.escape(gettext("The text of this article may not be published, or not as a whole.")))
    ours = [("lang", current().tag), ("dir", current().direction)]
    known = element("p", _known(article), [("class", "known"), *ours])
    # What is known stands below the title, where the article has one.
    first = article.paragraphs[:1] if titled and article.paragraphs[0].role == "title" else ()
    body = [_paragraph(article, paragraph, marks, notes) for paragraph in article.paragraphs]
    text = [*body[: len(first)], known, *body[len(first) :]] if whole else [known, hidden]
    parts = [head, *text, _footnotes(notes, article)]
    return Chapter(
        file(number), headline(article), Markup("").join(parts), "chapter", article.lang, direction(article.text)
    )


def _known(article: Article) -> Markup:
    """Return what is known of an article in one line, each fact with the kind of its evidence."""
    facts = [(name, found) for name in KNOWN if (found := fact(article, name))]
    parts = [
        FACT.format(named(name, "fact"), said_fact(found, article.lang), named(found.evidence.kind, "evidence"))
        for name, found in facts
    ]
    missing = [named(name, "unknown") for name in UNKNOWN if not fact(article, name)]
    if missing:
        parts.append(Markup.escape(gettext("%(facts)s unknown", facts=comma().join(missing))))
    return Markup.escape(semicolon()).join(parts)


def _term(one: Anchored, ids: Mapping[str, str]) -> Mark:
    """Return the link of a name to the glossary."""
    return Mark(one.mention.span, "a", (("href", f"{GLOSSARY}#{ids[one.mention.entry]}"),))


def _paragraph(article: Article, paragraph: Paragraph, marks: Sequence[Mark], notes: Sequence[Endnote]) -> Markup:
    """Return a paragraph, with the numbers of the notes whose first passage ends in it behind that."""
    span, pieces = paragraph.span, []
    at = span.start
    for end, number in sorted((note.spans[0].end, note.number) for note in notes):
        if span.start < end <= span.end:
            pieces += [weave(article.text, Span(at, end), marks), NOTEREF.format(number)]
            at = end
    inner = Markup("").join([*pieces, weave(article.text, Span(at, span.end), marks)])
    return element(ELEMENTS.get(paragraph.role, "p"), inner, [("class", paragraph.role)])


def _footnotes(notes: Sequence[Endnote], article: Article) -> Markup:
    """Return the notes of an article."""
    if not notes:
        return Markup("")
    heading = element("h2", Markup.escape(gettext("Notes")))
    ours = [("class", "notes"), ("lang", current().tag), ("dir", current().direction)]
    return element("section", heading + Markup("").join(_footnote(one, article) for one in notes), ours)


def _footnote(one: Endnote, article: Article) -> Markup:
    said, lang = one.note.annotation, _lang(article)
    own = [lang if target.quote.article == article.id else [] for target in one.note.targets]
    quoted = [
        element("q", Markup.escape(passage.words), [("dir", "auto"), *lang])
        for passage, lang in zip(one.passages, own, strict=True)
    ]
    quotes = Markup.escape(semicolon()).join(quoted)
    by = element("bdi", Markup.escape(said.by))
    head = BACK.format(one.number) + Markup(" {} {}: ").format(named(said.kind, "note"), by)
    sources = (
        gettext("Sources: %(sources)s", sources=Markup.escape(semicolon()).join(map(isolated, said.sources)))
        if said.sources
        else ""
    )
    parts = [
        element("p", head + quotes),
        element("div", one.body, [("dir", "auto")]),
        element("p", Markup.escape(sources)) if sources else Markup(""),
    ]
    kinds = [("epub:type", "footnote"), ("role", "doc-footnote"), ("id", f"note-{one.number}")]
    return element("aside", Markup("").join(parts), kinds)


def _events(coverage: Coverage) -> Chapter:
    """Return the chapter of the events: what is stated of each, and the words of the articles."""
    sections, parts = [], []
    for number, event in enumerate(coverage.events, 1):
        about = semicolon().join(filter(None, (when(event.date), event.place)))
        html = element("h2", Markup.escape(event.name)) + element("p", Markup.escape(about), [("class", "known")])
        html += element("div", statement(event, coverage, event_path(event)), [("class", "statement"), ("dir", "auto")])
        html += Markup("").join(_account(article, event.id, coverage) for article in coverage.tellers[event.id])
        html += fill("book_event", event_path(event), **compared(event, coverage), short=_short)
        sections.append(element("section", html, [("id", f"e{number}")]))
        parts.append((event.name, f"e{number}"))
    title = gettext("Events")
    html = element("h1", Markup.escape(title)) + Markup("").join(sections)
    return Chapter(EVENTS, title, html, "chapter", current().tag, current().direction, tuple(parts))


def _short(article: Article) -> str:
    """Return the beginning of an article's title; the sign that more of it follows does not stand on a line alone."""
    return short(article).replace(" …", "\N{NO-BREAK SPACE}…")


def _account(article: Article, event: str, coverage: Coverage) -> Markup:
    """Return what an article says of an event, in its own words."""
    number = coverage.order[article.id] + 1
    cites = [coverage.cite(account.quote) for account in coverage.accounts.get((event, article.id), ())]
    quotes = [one.words for one in cites if one and one.words]
    name = element("a", Markup.escape(headline(article)), [("href", file(number)), ("dir", "auto"), *_lang(article)])
    head = element("p", name + Markup.escape(comma() + dated(article)), [("class", "teller")])
    words = [element("p", Markup.escape(words), [("dir", "auto"), *_lang(article)]) for words in quotes]
    return head + Markup("").join(element("blockquote", quote) for quote in words)


def _lang(article: Article) -> list[tuple[str, str]]:
    return [("lang", article.lang)] if article.lang else []


def _glossary(entries: Sequence[Entry], ids: Mapping[str, str]) -> Chapter:
    """Return the chapter of the glossary."""
    title = gettext("Glossary")
    html = element("h1", Markup.escape(title)) + element("dl", Markup("").join(_entries(entries, ids)))
    return Chapter(GLOSSARY, title, html, "glossary", current().tag, current().direction)


def _entries(entries: Sequence[Entry], ids: Mapping[str, str]) -> Iterator[Markup]:
    for entry in entries:
        lang = [("lang", entry.lang)] if entry.lang else []
        yield element("dt", element("dfn", Markup.escape(entry.name)), [("id", ids[entry.id]), ("dir", "auto")])
        yield element("dd", definition(entry) + explanation(entry), [("dir", "auto"), *lang])


def _sources(edition: Edition) -> Chapter:
    """Return the chapter of what was received: each seed with its hash."""
    title = gettext("Sources")
    html = element("h1", Markup.escape(title))
    known = [(article, headline(article), page_path(article), removed_lines(article)) for article in edition.articles]
    html += fill("book_sources", "articles/x.md", known=known)
    return Chapter(SOURCES, title, html, "appendix", current().tag, current().direction)
