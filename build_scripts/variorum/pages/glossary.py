"""The index of the glossary: every entry under its letter, with a filter by kind that needs no script."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from variorum.language import gettext
from variorum.model import Edition, EntryKind, Page
from variorum.pages.template import fill
from variorum.pages.terms import INDEX, entry_path, sort_key

KINDS: tuple[EntryKind, ...] = ("person", "place", "group", "organisation", "document", "term")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in the index, with how often and in how many articles it is named."""

    path: str
    name: str
    kind: EntryKind
    lang: str
    mentions: int
    articles: int


def render(edition: Edition) -> Iterator[Page]:
    """Yield the index of the glossary."""
    letters = [(letter, [item for _, item in found]) for letter, found in groupby(_items(edition), key=lambda i: i[0])]
    counts = Counter(entry.kind for entry in edition.sources.entries)
    kinds = [(kind, counts[kind]) for kind in KINDS if counts[kind]]
    html = fill("glossary", INDEX, letters=letters, kinds=kinds, total=len(edition.sources.entries))
    about = gettext("People, places, groups, organisations, documents and terms that the articles name.")
    yield Page(INDEX, gettext("Glossary"), html, about, "glossary")


def _items(edition: Edition) -> list[tuple[str, Item]]:
    """Return the entries as an index orders them, each with its letter."""
    mentions = Counter(mention.entry for mention in edition.mentions)
    articles = Counter(entry for entry, _ in {(mention.entry, mention.article) for mention in edition.mentions})
    return [
        (
            letter(sort_key(e)[0]),
            Item(entry_path(e.id), e.sort or e.name, e.kind, e.lang, mentions[e.id], articles[e.id]),
        )
        for e in sorted(edition.sources.entries, key=sort_key)
    ]


def letter(key: str) -> str:
    """Return the letter that a name stands under: its first, a digit or another sign under #."""
    first = next((char for char in key if char.isalnum()), "#")
    return "#" if first.isnumeric() else first.upper()
