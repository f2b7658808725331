"""Edition -> figures that reviewed events may lack: numbers in the sentences of their accounts."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from variorum.check.events import reading, stands
from variorum.fold import find_all
from variorum.group import figures as counted
from variorum.group.decisions import meet
from variorum.group.passages import Passage as Sentence
from variorum.group.passages import passages_of
from variorum.model import Article, Edition, Event, Figure, Passage, Report
from variorum.suggest.account import told
from variorum.suggest.draft import Draft, one_line, quote, quote_lines, spaced, yaml_text

# What the schema allows of a scope, an attribution and a unit.
LONGEST, LONGEST_UNIT = 200, 60


def figures(edition: Edition) -> list[Draft]:
    """Return a list of figures for each event, to be pasted into its file; those that most articles report first."""
    articles = {article.id: article for article in edition.articles}
    sentences = {id_: list(passages_of(article)) for id_, article in articles.items()}
    found = (
        (event, _figures(event, articles, sentences, edition))
        for event in sorted(edition.sources.events, key=lambda event: event.id)
    )
    return [_draft(event, drafted) for event, drafted in found if drafted]


def _figures(
    event: Event, articles: Mapping[str, Article], sentences: Mapping[str, list[Sentence]], edition: Edition
) -> list[Figure]:
    """Return the figures in the sentences of an event's accounts whose values no reviewed figure has."""
    places = [place for _, place in told(event, edition)]
    near = [s for id_ in sorted({p.article for p in places}) for s in sentences[id_] if _told_in(s, places)]
    quoted = {(s.article, s.text): quote(articles[s.article], s.span) for s in near}
    found = []
    for figure in counted.suggest(near):
        reports = [_fitted(r, figure, articles) for r in figure.reports if not _known(r, near, edition)]
        placed = [replace(r, quote=quoted[r.quote.article, r.quote.exact]) for r in reports if r]
        if placed and len(figure.unit) <= LONGEST_UNIT:
            found.append(replace(figure, reports=tuple(placed)))
    return found


def _told_in(sentence: Sentence, places: list[Passage]) -> bool:
    return any(meet(Passage(sentence.article, sentence.span), place) for place in places)


def _known(report: Report, near: list[Sentence], edition: Edition) -> bool:
    """Tell whether a reviewed figure of any event has a value of a sentence already."""
    here = [
        Passage(s.article, s.span) for s in near if (s.article, s.text) == (report.quote.article, report.quote.exact)
    ]
    reviewed = [
        r
        for other in edition.sources.events
        for figure in other.figures
        for r in figure.reports
        if r.quote in edition.places
    ]
    same = (r for r in reviewed if r.value.casefold() == report.value.casefold())
    return any(meet(Passage(r.quote.article, edition.places[r.quote]), place) for r in same for place in here)


def _fitted(report: Report, figure: Figure, articles: Mapping[str, Article]) -> Report | None:
    """Return a report with its words as the quote has them; None where the value is not there or is no number."""
    words = report.quote.exact
    fitted = replace(
        report,
        qualifier=_as_written(words, report.qualifier),
        scope=spaced(report.scope)[:LONGEST],
        attributed_to=report.attributed_to if len(report.attributed_to) <= LONGEST else "",
    )
    readable = reading(fitted, figure, articles).interval is not None
    return fitted if readable and stands(words, report.value) else None


def _as_written(quote_: str, words: str) -> str:
    """Return words in the case in which a quote has them, "" where it has not."""
    span = next(iter(find_all(quote_, words, case=True)), None) if words else None
    return quote_[span.start : span.end] if span else ""


def _draft(event: Event, found: list[Figure]) -> Draft:
    """Return the drafted figures of an event."""
    word = "figure" if len(found) == 1 else "figures"
    lines = [
        f"# {one_line(event.name)}: {len(found)} {word} near its accounts, found by a machine.",
        f"# Keep those that are of the event, name their measures, and paste them below figures: of {event.path}.",
    ]
    for figure in found:
        lines += _item(figure)
    return Draft(f"figures-{event.id}.yml", "\n".join((*lines, "")), event.path)


def _item(figure: Figure) -> Iterator[str]:
    """Yield the lines of one figure."""
    tellers = len({report.quote.article for report in figure.reports})
    yield f"  # {tellers} article{'s count' if tellers > 1 else ' counts'} {one_line(figure.unit)}"
    yield f"  - measure: {yaml_text('Draft: ' + figure.unit)}"
    yield f"    unit: {yaml_text(figure.unit)}"
    yield "    reports:"
    for report in figure.reports:
        yield from quote_lines(report.quote, "        ", "      - ")
        yield f"        value: {yaml_text(report.value)}"
        for key in ("qualifier", "scope", "attributed_to"):
            if value := getattr(report, key):
                yield f"        {key}: {yaml_text(value)}"
