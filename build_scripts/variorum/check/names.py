"""Edition -> doubts about its names: aliases that several entries share, names run into other words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from variorum import fold
from variorum.clean.ledger import position
from variorum.errors import ContentError
from variorum.identify import folded
from variorum.identify.words import is_slip
from variorum.model import Alias, Article, CheckRule, Doubt, Edition, Entry, Position

RULES: tuple[CheckRule, ...] = (
    CheckRule(
        "article-fused",
        "warning",
        "A name and the word beside it have run together; such a word is not linked and stays as printed.",
        "Kerryaccused",
        "as_printed: Kerryaccused, read: Kerry accused in the article's record",
    ),
    CheckRule(
        "entry-alias",
        "error",
        "An alias stands in its entry once and has a letter or a digit.",
        "aliases: [Kerry, Kerry]",
        "aliases: [Kerry]",
    ),
    CheckRule(
        "entry-ambiguous",
        "warning",
        "An alias that several entries share at one place links to none of them.",
        "Washington in two entries",
        "Washington, not_before: [Post] in one of them",
    ),
    CheckRule(
        "entry-body",
        "error",
        "The body of an entry begins with its definition, of at most 1,000 characters, and has at most 20,000.",
        "a header with nothing below it",
        "two plain sentences below the header",
    ),
    CheckRule(
        "entry-confusable",
        "error",
        "An id under not: is that of another entry.",
        "not: [kirbi]",
        "not: [john-kirby]",
    ),
    CheckRule(
        "entry-encoding",
        "error",
        "An entry is text in UTF-8.",
        "an entry saved as Windows-1252",
        "the same entry saved as UTF-8",
    ),
    CheckRule(
        "entry-format",
        "error",
        "A file of the glossary is Markdown and ends in .md; another is left out.",
        "docs/glossary/kerry.txt",
        "docs/glossary/kerry.md",
    ),
    CheckRule(
        "entry-id",
        "error",
        "An entry's file name is its page's address: lower-case letters, digits and single hyphens, each name once.",
        "docs/glossary/John Kerry.md",
        "docs/glossary/john-kerry.md",
    ),
    CheckRule(
        "entry-link",
        "error",
        "A link in the glossary leads to a file of the same folder.",
        "docs/glossary/kerry.md -> ../../secret.md",
        "the file itself",
    ),
    CheckRule(
        "entry-passage",
        "error",
        "A passage that an entry names as its source stands in that article's text.",
        "quote: the town of Aleppo",
        "quote: the city of Aleppo",
    ),
    CheckRule(
        "entry-size",
        "error",
        "An entry is at most a million bytes.",
        "an entry with a picture in it",
        "an entry of words",
    ),
    CheckRule(
        "entry-unreadable",
        "error",
        "An entry is an ordinary file that may be read.",
        "a named pipe docs/glossary/kerry.md",
        "an ordinary file",
    ),
)

_WORD = re.compile(r"[^\W\d_]+")
# What stands in more articles than this is a word, not a slip that was made again and again; a capital within a word
# is a slip however often it is made.
_SLIPS_AT_MOST_IN = 2

Named = tuple[Entry, Alias]


def doubts(edition: Edition) -> Iterator[ContentError]:
    """Yield what is doubtful in the names of an edition, as errors with their rule."""
    yield from _confusable(edition.sources.entries)
    yield from _passages(edition)
    yield from _ambiguous(edition)
    yield from _fused(edition)


def unused(edition: Edition) -> list[Named]:
    """Return the aliases that no article of the edition writes."""
    found = {(mention.entry, mention.alias) for mention in edition.mentions}
    return [(e, alias) for e in edition.sources.entries for alias in e.aliases if (e.id, alias.text) not in found]


def _confusable(entries: Sequence[Entry]) -> Iterator[ContentError]:
    """Yield ids under `not` that belong to no other entry."""
    ids = {entry.id for entry in entries}
    for entry in entries:
        for i, other in enumerate(entry.confusable):
            if other not in ids or other == entry.id:
                found = f"the entry itself ({other!r})" if other == entry.id else f"no entry with the id {other!r}"
                place = entry.positions.get(f"not.{i}", Position(0, 0))
                expected = "the id of another entry, its file name without .md"
                yield _error(entry.path, place, found, expected, "correct or remove it", "entry-confusable")


def _passages(edition: Edition) -> Iterator[ContentError]:
    """Yield sources that name no article, or words that do not stand in it."""
    articles = known(edition.articles)
    for entry in edition.sources.entries:
        for quote in entry.passages:
            article = articles.get(quote.article)
            if article is None:
                found, expected = f"no article {quote.article!r}", "the id or the address of an article"
                yield _error(entry.path, quote.position, found, expected, "correct it", "entry-passage")
            elif fold.find(article.text, quote.exact) is None:
                found = f"words that do not stand in the article: {quote.exact!r}"
                remedy = "copy them from the article"
                yield _error(entry.path, quote.position, found, "words of its text", remedy, "entry-passage")


def known(articles: Sequence[Article]) -> Mapping[str, Article]:
    """Return the articles by what they may be called: their id, or their address where that is no other's id."""
    return {article.address: article for article in articles} | {article.id: article for article in articles}


def _ambiguous(edition: Edition) -> Iterator[ContentError]:
    """Yield aliases that several entries share, be it that a place was found or that one could be."""
    sharing: dict[str, list[Named]] = defaultdict(list)
    for entry in edition.sources.entries:
        for alias in entry.aliases:
            sharing[folded(alias.text).casefold()].append((entry, alias))
    places = _places(edition.doubts)
    for key, named in sharing.items():
        for entry, alias in named:
            others = {o.path for o, a in named if o is not entry and (places[key, o.id, entry.id] or _alike(a, alias))}
            if others:
                count = max(places[key, o.id, entry.id] for o, _ in named)
                yield _shared(entry, alias, sorted(others), count)


def _places(found: Sequence[Doubt]) -> Mapping[tuple[str, str, str], int]:
    """Return how often a folded alias stands where two entries claim it."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for doubt in found:
        if doubt.kind == "ambiguous":
            key = folded(doubt.alias).casefold()
            counts.update((key, a, b) for a in doubt.entries for b in doubt.entries if a != b)
    return counts


def _alike(one: Alias, two: Alias) -> bool:
    """Tell whether two aliases of one folded text count at the same places."""
    cased = "any" in (one.case, two.case) or folded(one.text) == folded(two.text)
    beside = (one.after, one.before, one.not_before, one.not_after)
    return cased and beside == (two.after, two.before, two.not_before, two.not_after)


def _shared(entry: Entry, alias: Alias, others: Sequence[str], places: int) -> ContentError:
    found = f"the alias {alias.text!r}, which {' and '.join(others)} has too; it stands in {places} places, none linked"
    remedy = "remove it from one, or say by after, before, not_before or not_after where each is meant"
    return _error(entry.path, alias.position, found, "an alias that tells entries apart", remedy, "entry-ambiguous")


def _fused(edition: Edition) -> Iterator[ContentError]:
    """Yield words that seem to be a name and another word run together, unless an entry lists them as words."""
    articles = {article.id: article for article in edition.articles}
    entries = {entry.id: entry for entry in edition.sources.entries}
    found = [doubt for doubt in edition.doubts if doubt.kind == "fused"]
    words = {doubt: _word(articles[doubt.article], doubt) for doubt in found}
    spread = Counter(word for _, word in {(doubt.article, word) for doubt, word in words.items()})
    vocabulary = _vocabulary(edition.articles) if found else frozenset[str]()
    for doubt, word in words.items():
        listed = {word for id_ in doubt.entries for word in entries[id_].words}
        name = _name(doubt, word)
        usual = word.startswith(name) and spread[word] > _SLIPS_AT_MOST_IN
        if not usual and not listed & {word, *word.split(" ")} and is_slip(name, word, vocabulary):
            yield _slip(articles[doubt.article], doubt, word, entries[doubt.entries[0]])


def _word(article: Article, doubt: Doubt) -> str:
    """Return the longer word of a doubt, folded."""
    return folded(article.text[doubt.span.start : doubt.span.end])


def _name(doubt: Doubt, word: str) -> str:
    """Return the part of a longer word that is the name, as it is written there."""
    length = len(folded(doubt.alias))
    return word[:length] if word[:length].casefold() == folded(doubt.alias).casefold() else word[-length:]


def _vocabulary(articles: Sequence[Article]) -> frozenset[str]:
    """Return the words in small letters that stand by themselves in the articles."""
    return frozenset(word for article in articles for word in _WORD.findall(article.text) if word.islower())


def _slip(article: Article, doubt: Doubt, word: str, entry: Entry) -> ContentError:
    name = _name(doubt, word)
    read = f"{name} {word[len(name) :]}" if word.startswith(name) else f"{word[: -len(name)]} {name}"
    remedy = (
        f"add {{as_printed: {word}, read: {read}}} to the corrections of the article's record, "
        f"or list it under words in {entry.path} if it is one"
    )
    place = position(article.ledger, doubt.span.start) if article.seed.path.endswith(".txt") else Position(0, 0)
    return _error(article.seed.path, place, f"{word!r}", f"{name!r} as a word of its own", remedy, "article-fused")


def _error(path: str, place: Position, found: str, expected: str, remedy: str, rule: str) -> ContentError:
    return ContentError(path, place.line, place.column, found, expected, remedy, rule)
