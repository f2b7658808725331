"""What a list of articles says of each."""

from dataclasses import dataclass

from variorum.model import Article, Edition
from variorum.pages.template import dated, fact, first_words, page_path, removed_lines, removed_path, shows_text


@dataclass(frozen=True, slots=True)
class Item:
    """An article in a list: its page, that of its removed lines or "", its title or None, its first words, counts."""

    path: str
    removed_path: str
    title: str | None
    begins: str
    dated: str
    date_kind: str
    outlet: str
    lang: str
    words: int
    lines: int
    removed: int


def items(edition: Edition) -> list[Item]:
    """Return the articles of an edition as list items."""
    return [_item(article) for article in edition.articles]


def _item(article: Article) -> Item:
    dating, outlet = fact(article, "published") or fact(article, "not_before"), fact(article, "outlet")
    return Item(
        path=page_path(article),
        removed_path=removed_path(article) if shows_text(article) else "",
        title=article.title.value if article.title else None,
        begins=first_words(article, 180),
        dated=dated(article),
        date_kind=dating.evidence.kind if dating else "",
        outlet=outlet.value if outlet else "",
        lang=article.lang,
        words=len(article.text.split()),
        lines=sum(entry.role != "blank" for entry in article.ledger.lines),
        removed=removed_lines(article),
    )
