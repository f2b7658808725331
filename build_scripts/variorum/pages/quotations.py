"""What several articles quote in the same words."""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model import Article, Span
from variorum.pages.coverage import pairs, short
from variorum.pages.template import page_path, shows_text
from variorum.speech import shared


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that two articles both have in quotation marks."""

    words: str
    places: tuple[tuple[str, str, str], ...]


def quotations(articles: Sequence[Article]) -> list[Quotation]:
    """Return what two articles both quote, the longest first, but nothing that may not be published."""
    found: list[tuple[int, Quotation]] = []
    for one, other in pairs([a for a in articles if not a.record or a.record.rights != "none"]):
        for common in shared(one.text, other.text):
            words = one.text[common.one.start : common.one.end]
            places = tuple(
                (page_path(a), _paragraph(a, s), short(a)) for a, s in ((one, common.one), (other, common.other))
            )
            found.append((common.words, Quotation(words, places)))
    return [quotation for _, quotation in sorted(found, key=lambda pair: (-pair[0], pair[1].words))]


def _paragraph(article: Article, span: Span) -> str:
    """Return the id of the paragraph in which a stretch begins; "" where the text is not shown."""
    inside = (p.id for p in article.paragraphs if p.span.start <= span.start < p.span.end)
    return next(inside, "") if shows_text(article) else ""
