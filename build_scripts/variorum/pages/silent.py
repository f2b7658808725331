"""The articles without an account of an event: those in which its names stand all the same, and those without them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.model import Article, Event, Span
from variorum.pages.coverage import Coverage, terms
from variorum.pages.template import headline, page_path, shows_text
from variorum.sentences import around

# Articles without an account beyond these are counted, not listed, and so are places of one article beyond those.
MOST_ABSENT, MOST_PLACES = 12, 5
SENTENCE = 180


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of an article with a name of the event, and where it stands."""

    words: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Silent:
    """An article without an account: how often the names of the event stand in it, and the first `places` where they
    do, none where its text is not shown; `more` are the places beyond these."""

    path: str
    headline: str
    lang: str
    hits: tuple[tuple[str, int], ...]
    places: tuple[Place, ...]
    more: int


def silent(event: Event, coverage: Coverage) -> list[Silent]:
    """Return the articles that tell other events of the same articles but not this one, the closest first."""
    found = coverage.beside(coverage.tellers[event.id])[:MOST_ABSENT]
    return [_silent(article, terms(article, event.aliases)) for article in found]


def uncounted(event: Event, coverage: Coverage) -> int:
    """Return how many such articles are not listed."""
    return max(0, len(coverage.beside(coverage.tellers[event.id])) - MOST_ABSENT)


def _silent(article: Article, said: Mapping[str, Sequence[Span]]) -> Silent:
    places = _places(article, sorted((span for spans in said.values() for span in spans), key=lambda s: s.start))
    hits = tuple((term, len(spans)) for term, spans in sorted(said.items()))
    more = len(places) - MOST_PLACES
    return Silent(page_path(article), headline(article), article.lang, hits, tuple(places[:MOST_PLACES]), max(0, more))


def _places(article: Article, spans: Sequence[Span]) -> list[Place]:
    """Return the sentences in which some words stand, each once and in order; none where the text is not shown."""
    if not shows_text(article):
        return []
    found: dict[Span, Place] = {}
    for span in spans:
        paragraph = next((p for p in article.paragraphs if p.span.start <= span.start < p.span.end), None)
        if paragraph:
            whole = around(article.text, span, paragraph.span)
            found.setdefault(whole, Place(_short(article.text, whole, span), paragraph.id))
    return list(found.values())


def _short(text: str, whole: Span, span: Span) -> str:
    """Return a sentence, or of a long one what stands around some words of it, cut between words."""
    if whole.end - whole.start <= SENTENCE:
        return " ".join(text[whole.start : whole.end].split())
    start = max(whole.start, span.start - SENTENCE // 2)
    end = min(whole.end, start + SENTENCE)
    before = text[start : span.start].partition(" ")[2] if start > whole.start else text[start : span.start]
    after = text[span.end : end].rpartition(" ")[0] if end < whole.end else text[span.end : end]
    cut = f"{before}{text[span.start : span.end]}{after}"
    return f"{'… ' if start > whole.start else ''}{' '.join(cut.split())}{' …' if end < whole.end else ''}"
