"""The reading page of an article."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from variorum import fold
from variorum.model import Article, Correction, Edition, Mark, Page, Paragraph, Role, Span
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
from variorum.weave import element, weave

ELEMENTS: dict[Role, str] = {"heading": "h2"}
FACTS = ("outlet", "author", "published", "not_before", "not_after", "url")
UNKNOWN = FACTS[:3]
RIGHT_TO_LEFT = {"R", "AL"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A correction at its place: the `number` counts from 1 through the article."""

    number: int
    correction: Correction
    span: Span


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page of each article with its neighbours in reading order."""
    neighbours = [None, *edition.articles, None]
    for before, article, after in zip(neighbours, edition.articles, neighbours[2:], strict=False):
        yield _page(article, before, after)


def _page(article: Article, before: Article | None, after: Article | None) -> Page:
    path = page_path(article)
    found = readings(article)
    head, body = woven(article, found)
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
        removed=removed_lines(article),
        removed_path=removed_path(article),
        raw_path=raw_path(article),
        whole=shows_text(article),
        provenance=prose(article.record.body) if article.record else "",
        neighbours=[(word, page_path(a), headline(a)) for word, a in (("Previous", before), ("Next", after)) if a],
    )
    return Page(path, headline(article), html, first_words(article, 160), "article")


def woven(article: Article, found: Sequence[Reading]) -> tuple[Markup, Markup]:
    """Return the part up to the title and the rest as HTML; their text contents joined are the article's text."""
    cut = next((i + 1 for i, p in enumerate(article.paragraphs) if p.role == "title"), 0)
    marks = [mark(reading) for reading in found]
    edge = article.paragraphs[cut - 1].span.end if cut else 0
    head = _blocks(article, article.paragraphs[:cut], Span(0, edge), marks)
    return head, _blocks(article, article.paragraphs[cut:], Span(edge, len(article.text)), marks)


def _blocks(article: Article, paragraphs: Sequence[Paragraph], span: Span, marks: Sequence[Mark]) -> Markup:
    """Return a stretch of the text as block elements, with the breaks between them as they stand in the text."""
    pieces, at = [], span.start
    for paragraph in paragraphs:
        pieces += [weave(article.text, Span(at, paragraph.span.start)), _block(article, paragraph, marks)]
        at = paragraph.span.end
    return Markup("").join([*pieces, weave(article.text, Span(at, span.end))])


def _block(article: Article, paragraph: Paragraph, marks: Sequence[Mark]) -> Markup:
    """Return one paragraph with its id and the link to itself, whose sign is drawn by the style sheet."""
    inner = weave(article.text, paragraph.span, marks)
    anchor = element(
        "a", Markup(""), [("class", "v-anchor"), ("href", f"#{paragraph.id}"), ("aria-label", "Link to this paragraph")]
    )
    if paragraph.role == "title":
        return element(
            "h1", inner + anchor, [("id", paragraph.id), ("class", "v-title"), ("data-pagefind-meta", "title")]
        )
    role = [] if paragraph.role == "body" else [("class", f"v-{paragraph.role}")]
    return element(ELEMENTS.get(paragraph.role, "p"), inner + anchor, [("id", paragraph.id), *role])


def readings(article: Article) -> list[Reading]:
    """Return every place of the text that a correction of the record is about, in order; overlapping ones only once."""
    corrections = article.record.corrections if article.record else ()
    found = [(span, c) for c in corrections for span in fold.find_all(article.text, c.as_printed)]
    found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    apart = [pair for i, pair in enumerate(found) if all(pair[0].start >= other[0].end for other in found[:i])]
    return [Reading(number, correction, span) for number, (span, correction) in enumerate(apart, 1)]


def mark(reading: Reading) -> Mark:
    """Return the mark of a correction: the words stay as printed and lead to the reading below the text."""
    said = f"As printed; read “{reading.correction.read}”"
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
