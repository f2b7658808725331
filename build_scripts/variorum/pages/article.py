"""The reading page of an article."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from variorum.language import gettext
from variorum.model import Article, Edition, Entry, Mark, Page, Paragraph, Role, Span
from variorum.pages import cite, cuts, noted, previews, standoff
from variorum.pages.coverage import Coverage, cover, meet
from variorum.pages.gutter import MOST_ALSO, Told, also, chips, told, told_by_others
from variorum.pages.noted import Endnote, endnotes
from variorum.pages.prose import render as prose
from variorum.pages.template import (
    fact,
    fill,
    first_words,
    headline,
    page_path,
    raw_path,
    removed_lines,
    removed_path,
    shows_text,
)
from variorum.pages.terms import Anchored, anchored, marks, terms
from variorum.readings import Reading, readings
from variorum.weave import element, weave

ELEMENTS: dict[Role, str] = {"heading": "h2"}
FACTS = ("outlet", "author", "published", "not_before", "not_after", "url")
UNKNOWN = FACTS[:3]
RIGHT_TO_LEFT = {"R", "AL"}
NOTHING_TOLD = Told()


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page of each article with its neighbours in reading order."""
    entries = {entry.id: entry for entry in edition.sources.entries}
    named = anchored(edition)
    neighbours = [None, *edition.articles, None]
    coverage = cover(edition)
    for before, article, after in zip(neighbours, edition.articles, neighbours[2:], strict=False):
        notes = endnotes(edition, article) if shows_text(article) else []
        offered = cite.cited(article, edition, [endnote.note for endnote in notes])
        yield _page(article, before, after, coverage, entries, named[article.id], notes, offered)


def _page(
    article: Article,
    before: Article | None,
    after: Article | None,
    coverage: Coverage,
    entries: Mapping[str, Entry],
    named: Sequence[Anchored],
    notes: Sequence[Endnote],
    cited: cite.Cited,
) -> Page:
    path = page_path(article)
    found, events = readings(article), chips(article, coverage)
    of_events = told(article, coverage)
    more = Told((*of_events.marks, *marks(path, named)), of_events.margin)
    head, body = woven(article, found, more, notes)
    html = fill(
        "article",
        path,
        article=article,
        head=head,
        body=body,
        title=article.title.value if article.title else "",
        first_words=first_words(article),
        direction=direction(article.text),
        facts={name: fact(article, name) for name in FACTS},
        unknown=[name for name in UNKNOWN if not fact(article, name)],
        readings=found,
        chips=events,
        open_chips=told_by_others(events),
        also=also(article, coverage),
        terms=terms(entries, named),
        previews=_previews(article, notes, coverage),
        more_also=max(0, len(coverage.beside([article])) - MOST_ALSO),
        notes=notes,
        anchor=noted.anchor,
        cited=cited,
        standoff=standoff.path(article),
        path=path,
        removed=removed_lines(article),
        removed_path=removed_path(article),
        raw_path=raw_path(article),
        whole=shows_text(article),
        provenance=prose(article.record.body) if article.record else "",
        neighbours=[(word, page_path(a), headline(a)) for word, a in (("previous", before), ("next", after)) if a],
    )
    return Page(path, headline(article), html, first_words(article, 160), "article")


def _previews(article: Article, notes: Sequence[Endnote], coverage: Coverage) -> list[previews.Preview]:
    """Return what the popovers of a page show; where there is no text there are neither marks nor notes."""
    of_text = [*previews.of_marks(article, coverage), *previews.of_passages(article, notes, coverage)]
    return [*previews.of_events(article, coverage), *(of_text if shows_text(article) else [])]


def woven(
    article: Article, found: Sequence[Reading], more: Told = NOTHING_TOLD, notes: Sequence[Endnote] = ()
) -> tuple[Markup, Markup]:
    """Return the part up to the title and the rest as HTML; their text contents joined are the article's text.

    The readings found are marked, the passages of the notes, and whatever `more` says.
    """
    cut = next((i + 1 for i, p in enumerate(article.paragraphs) if p.role == "title"), 0)
    all_ = Told(tuple(noted.marks(article, notes, [*map(mark, found), *more.marks])), more.margin)
    edge = article.paragraphs[cut - 1].span.end if cut else 0
    head = _blocks(article, article.paragraphs[:cut], Span(0, edge), all_)
    return head, _blocks(article, article.paragraphs[cut:], Span(edge, len(article.text)), all_)


def _blocks(article: Article, paragraphs: Sequence[Paragraph], span: Span, events: Told) -> Markup:
    """Return a stretch of the text as block elements, with the breaks between them as they stand in the text."""
    pieces, at, removed = [], span.start, cuts.marks(article)
    for paragraph in paragraphs:
        before = weave(article.text, Span(at, paragraph.span.start)), removed.get(paragraph.id, Markup(""))
        pieces += [*before, _block(article, paragraph, events)]
        at = paragraph.span.end
    last = bool(paragraphs) and paragraphs[-1] == article.paragraphs[-1]
    end = removed.get(cuts.END, Markup("")) if last else Markup("")
    return Markup("").join([*pieces, weave(article.text, Span(at, span.end)), end])


def _block(article: Article, paragraph: Paragraph, events: Told) -> Markup:
    """Return one paragraph with its id, its marks in the margin and the link to itself; their words are drawn by the
    style sheet."""
    marks = [mark for mark in events.marks if meet(mark.span, paragraph.span)]
    inner = events.margin.get(paragraph.id, Markup("")) + weave(article.text, paragraph.span, marks)
    anchor = element(
        "a",
        Markup(""),
        [("class", "v-anchor"), ("href", f"#{paragraph.id}"), ("aria-label", gettext("Link to this paragraph"))],
    )
    if paragraph.role == "title":
        return element(
            "h1", inner + anchor, [("id", paragraph.id), ("class", "v-title"), ("data-pagefind-meta", "title")]
        )
    role = [] if paragraph.role == "body" else [("class", f"v-{paragraph.role}")]
    return element(ELEMENTS.get(paragraph.role, "p"), inner + anchor, [("id", paragraph.id), *role])


def mark(reading: Reading) -> Mark:
    """Return the mark of a correction: the words stay as printed and lead to the reading below the text."""
    said = gettext("As printed; read “%(words)s”", words=reading.correction.read)
    return Mark(
        reading.span,
        "a",
        (
            ("class", "v-printed"),
            ("id", f"printed-{reading.number}"),
            ("href", f"#read-{reading.number}"),
            ("title", said),
        ),
    )


def direction(text: str) -> str:
    """Return "rtl" or "ltr": the direction in which most letters of a text run."""
    kinds = [unicodedata.bidirectional(c) for c in text[:2000]]
    leftward = sum(kind in RIGHT_TO_LEFT for kind in kinds)
    return "rtl" if leftward > kinds.count("L") else "ltr"
