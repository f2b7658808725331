"""The notes on an article as its page has them: numbered, with the stretches of text they are on.

Stretches that notes share are cut so that each names all its notes; numbers are drawn by the style sheet, so the text
content of the page stays that of the article.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from markupsafe import Markup

from variorum.language import gettext, semicolon
from variorum.model import Annotation, Article, Edition, Mark, Note, Span
from variorum.pages.names import named
from variorum.pages.prose import untrusted
from variorum.pages.template import headline, page_path, shows_text

PLACED = ("exact", "moved")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation of a note: its words, and where they stand: a page and the id of an element of it, or neither."""

    words: str
    path: str = ""
    fragment: str = ""
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Endnote:
    """A note as a page shows it. `number` counts from 1 through the article, 0 if the note has no certain place."""

    number: int
    note: Note
    spans: tuple[Span, ...]
    passages: tuple[Passage, ...]
    body: Markup


def placed(note: Note, article: str) -> tuple[Span, ...]:
    """Return where a note stands in an article; words that only resemble the quoted ones are no place."""
    anchors = (target.anchor for target in note.targets if target.quote.article == article)
    return tuple(a.span for a in anchors if a and a.span and a.verdict in PLACED)


def anchor(annotation: Annotation, article: Article) -> str:
    """Return the id by which a note stands on an article's page for ever: its file's name, not its number.

    A note whose file is in another article's folder has that folder's name in it.
    """
    home, _, name = annotation.id.rpartition("/")
    named = name if home == article.id else annotation.id
    return "n-" + quote(named, safe="").replace("%", "~")


def endnotes(edition: Edition, article: Article) -> list[Endnote]:
    """Return the notes with a place in an article, numbered in the order of their first words."""
    found = [(placed(note, article.id), note) for note in edition.notes if note.annotation.status != "superseded"]
    here = sorted(((s, n) for s, n in found if s), key=lambda p: (p[0][0].start, p[0][0].end, p[1].annotation.id))
    return [endnote(edition, note, number, spans) for number, (spans, note) in enumerate(here, 1)]


def endnote(edition: Edition, note: Note, number: int = 0, spans: tuple[Span, ...] = ()) -> Endnote:
    """Return a note with its passages, each as a link to its paragraph where there is one."""
    articles = {article.id: article for article in edition.articles}
    passages = []
    for target in note.targets:
        article, anchor = articles.get(target.quote.article), target.anchor
        if article and shows_text(article) and anchor and anchor.span and anchor.verdict in PLACED:
            where = (page_path(article), _paragraph(article, anchor.span), headline(article))
            passages.append(Passage(article.text[anchor.span.start : anchor.span.end], *where))
        else:
            passages.append(Passage(target.quote.exact))
    return Endnote(number, note, spans, tuple(passages), untrusted(note.annotation.body))


def marks(article: Article, notes: Sequence[Endnote], under: Sequence[Mark] = ()) -> list[Mark]:
    """Return the marks of an article's notes and those `under` them, cut so that no element has an id twice.

    A stretch with notes is one link to the first of them; a link that lies under it is none there.
    """
    spans = [(span, n) for n in notes for span in n.spans]
    edges = {edge for span, _ in spans for edge in (span.start, span.end)}
    edges |= {edge for p in article.paragraphs for edge in (p.span.start, p.span.end)} if spans else set()
    parts = [
        (part, over) for part in _parts(article, edges) if (over := [n for span, n in spans if _covers(span, part)])
    ]
    return [piece for mark in under for piece in _below(mark, [part for part, _ in parts])] + _above(parts, spans)


def _parts(article: Article, edges: set[int]) -> list[Span]:
    """Return the stretches between edges that have words."""
    return [Span(a, b) for a, b in pairwise(sorted(edges)) if article.text[a:b].strip()]


def _below(mark: Mark, noted: Sequence[Span]) -> list[Mark]:
    """Return the pieces of a mark; only a link is cut, and only where notes cross it."""
    crossing = [part for part in noted if part.start < mark.span.end and mark.span.start < part.end]
    if mark.element != "a" or not crossing:
        return [mark]
    inner = {edge for part in crossing for edge in (part.start, part.end) if mark.span.start < edge < mark.span.end}
    pieces = [Span(a, b) for a, b in pairwise(sorted({mark.span.start, *inner, mark.span.end}))]
    return [_lower(mark, piece, any(_covers(part, piece) for part in crossing)) for piece in pieces]


def _above(parts: Sequence[tuple[Span, list[Endnote]]], spans: Sequence[tuple[Span, Endnote]]) -> list[Mark]:
    """Return the links of the stretches with notes, and an anchor where each note begins."""
    made: list[Mark] = []
    seen: set[int] = set()
    for part, over in parts:
        ending = [n for span, n in spans if _covers(span, part) and span.end == part.end]
        new = sorted({n.number for n in over} - seen)
        seen |= set(new)
        made += [_link(part, over, ending), *(Mark(part, "span", (("id", f"noted-{n}"),)) for n in new)]
    return made


def _covers(span: Span, part: Span) -> bool:
    return span.start <= part.start and part.end <= span.end


def _lower(mark: Mark, part: Span, noted: bool) -> Mark:
    """Return the part of a mark, with its id only where it begins, and without its link if a note has one there."""
    drop = {"id"} if part.start != mark.span.start else set()
    attributes = tuple(pair for pair in mark.attributes if pair[0] not in (drop | {"href"} if noted else drop))
    return Mark(part, "span" if noted else mark.element, attributes)


def _link(part: Span, over: Sequence[Endnote], ending: Sequence[Endnote]) -> Mark:
    """Return the link of a stretch: to the first note that ends with it, else to the first it is under."""
    numbers = sorted({n.number: n.note.annotation.kind for n in over}.items())
    first = min(ending or over, key=lambda n: n.number)
    attributes = (
        ("class", f"v-note v-note-{first.note.annotation.kind}"),
        ("href", f"#note-{first.number}"),
        ("role", "doc-noteref"),
        ("title", semicolon().join(_title(number, kind) for number, kind in numbers)),
        ("data-notes", " ".join(str(number) for number, _ in numbers)),
    )
    ends = ", ".join(str(number) for number in sorted({n.number for n in ending}))
    return Mark(part, "a", (*attributes, *([("data-ends", ends)] if ends else [])))


def _title(number: int, kind: str) -> str:
    return gettext("Note %(number)s, %(kind)s", number=number, kind=named(kind, "note"))


def _paragraph(article: Article, span: Span) -> str:
    """Return the id of the paragraph a span begins in."""
    starts = [paragraph.span.start for paragraph in article.paragraphs]
    return article.paragraphs[max(0, bisect_right(starts, span.start) - 1)].id
