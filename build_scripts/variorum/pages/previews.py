"""What a popover shows of the place a link of an article leads to: an event, what others tell, another's passage.

Each preview stands in the page already, so that nothing is loaded; its key is the address of the links that it is for,
as they have it, or what they have as `data-v-shows`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from variorum.language import comma, gettext, ngettext
from variorum.model import Article, Event, Paragraph, Span
from variorum.pages import when
from variorum.pages.coverage import Cite, Coverage, event_path, plain_statement, short
from variorum.pages.event import aspects
from variorum.pages.gutter import linked_in, row, told_in
from variorum.pages.noted import Endnote, placed
from variorum.pages.template import dated, fact, headline, href, page_path, shows_text
from variorum.pages.terms import paragraph_of
from variorum.sentences import around

# Others' words beyond these are a click away, on the page that the link leads to.
MOST_SAID = 4
# Code points: enough for the sentence of a news report, and a popover stays one.
LONGEST = 240


@dataclass(frozen=True, slots=True)
class Said:
    """Words of another article and their place."""

    words: str
    article: Article
    name: str
    path: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a popover shows: `line` is a date or the like, `row` says what `said` are.

    `words` are those of `article` if it is given.
    """

    key: str
    name: str
    line: str = ""
    words: str = ""
    article: Article | None = None
    row: str = ""
    said: tuple[Said, ...] = ()


def of_events(article: Article, coverage: Coverage) -> Iterator[Preview]:
    """Yield what the events are that an article tells: when, and the first sentence of the statement."""
    for event in coverage.told[article.id]:
        yield _event(article, event, coverage)


def of_marks(article: Article, coverage: Coverage) -> Iterator[Preview]:
    """Yield what others tell of the same, for each mark in an article's margin; marks of one address share it."""
    seen: set[str] = set()
    for paragraph in article.paragraphs:
        if paragraph.role == "title":
            continue
        for span, event in told_in(article, paragraph, coverage):
            preview = _row(row(event, article, span, coverage), article, event, coverage)
            if preview and preview.key not in seen:
                seen.add(preview.key)
                yield preview
        yield from _linked(article, paragraph, coverage)


def of_passages(article: Article, notes: Iterable[Endnote], coverage: Coverage) -> Iterator[Preview]:
    """Yield the sentences of other articles that notes of an article lead to."""
    places = defaultdict[tuple[str, str], dict[Span, None]](dict)
    for note in (endnote.note for endnote in notes):
        ids = {target.quote.article: None for target in note.targets}
        others = (coverage.articles[id_] for id_ in ids if id_ in coverage.articles and id_ != article.id)
        for other in filter(shows_text, others):
            for span in placed(note, other.id):
                places[other.id, paragraph_of(other, span).id][span] = None
    for (id_, fragment), spans in places.items():
        yield _passage(article, coverage.articles[id_], fragment, sorted(spans, key=lambda span: span.start))


def _event(article: Article, event: Event, coverage: Coverage) -> Preview:
    tellers = len(coverage.tellers[event.id])
    line = comma().join([when.words(event.date), ngettext("%(num)s article", "%(num)s articles", tellers)])
    text = plain_statement(event, coverage)
    return Preview(href(page_path(article), event_path(event)), event.name, line, _first_sentence(text))


def _first_sentence(text: str) -> str:
    found = around(text, Span(0, 1), Span(0, len(text))) if text else Span(0, 0)
    return cut(text[found.start : found.end])


def _row(fragment: str, article: Article, event: Event, coverage: Coverage) -> Preview | None:
    """Return what others tell in one row of an event's accounts; where none does, the event's own preview serves."""
    ids = {id_: aspect for aspect, id_ in aspects(event).items()}
    cites = _cites(ids.get(fragment, ""), article, event, coverage)
    if not cites:
        return None
    key = href(page_path(article), event_path(event), fragment)
    said = tuple(_said(cite) for cite in cites[:MOST_SAID])
    return Preview(key, event.name, when.words(event.date), row=ids[fragment], said=said)


def _cites(aspect: str, article: Article, event: Event, coverage: Coverage) -> list[Cite]:
    """Return the first words that each other article has on one aspect of an event, as far as they may be published."""
    found: list[Cite] = []
    for other in coverage.tellers[event.id]:
        mine = (a.quote for a in coverage.accounts[event.id, other.id] if a.aspect == aspect and other is not article)
        cites = (cite for quote in mine if (cite := coverage.cite(quote)) and cite.words)
        found += [cite for cite in [next(cites, None)] if cite]
    return found


def _said(cite: Cite) -> Said:
    return Said(cut(cite.words), cite.article, short(cite.article), cite.path, cite.fragment)


def _linked(article: Article, paragraph: Paragraph, coverage: Coverage) -> Iterator[Preview]:
    """Yield what a machine takes for the same in other articles, for the mark of one paragraph."""
    links, sure = linked_in(article, paragraph, coverage)
    ends = {(end.article, end.span): None for link in links for end in (link.one, link.other)}
    others = [(coverage.articles[id_], span) for id_, span in ends if id_ in coverage.articles and id_ != article.id]
    said = [_passage_said(other, span) for other, span in others if shows_text(other)]
    if said:
        line = (
            gettext("told there too, as an editor found")
            if sure
            else gettext("perhaps told there too, as a machine suggests")
        )
        yield Preview(paragraph.id, gettext("Told elsewhere"), line, said=tuple(said[:MOST_SAID]))


def _passage_said(article: Article, span: Span) -> Said:
    words = cut(article.text[span.start : span.end])
    return Said(words, article, short(article), page_path(article), paragraph_of(article, span).id)


def _passage(article: Article, other: Article, fragment: str, spans: Sequence[Span]) -> Preview:
    """Return the sentences of another article's paragraph that some of its passages stand in."""
    within = paragraph_of(other, spans[0]).span
    sentences = dict.fromkeys(around(other.text, span, within) for span in spans)
    words = " … ".join(cut(other.text[span.start : span.end]) for span in sentences).replace("… …", "…")
    outlet = fact(other, "outlet")
    line = comma().join([*([outlet.value] if outlet else []), dated(other)])
    return Preview(href(page_path(article), page_path(other), fragment), headline(other), line, words, other)


def cut(text: str) -> str:
    """Return the beginning of a text, cut between words where it is long, all its space as single spaces."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(".,;: ") + " …"
