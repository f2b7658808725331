"""What is checked of events: their quotes, values, references and relations, each rule with an example."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from variorum import figures
from variorum.accounts import in_context, nearest, quotes
from variorum.check import event_dates
from variorum.errors import ContentError
from variorum.fold import find_all
from variorum.model import Article, CheckRule, Edition, Event, Figure, Position, Quote, Report

RULES: tuple[CheckRule, ...] = (
    *event_dates.RULES,
    CheckRule(
        "event-article",
        "error",
        "A quote of an event names the article it stands in by the id of its seed.",
        "article: strom",
        "article: storm",
    ),
    CheckRule(
        "event-body",
        "error",
        "Below the header of an event stands a neutral statement of at most 20,000 characters.",
        "a header alone",
        "two sentences on what the accounts have in common and where they differ",
    ),
    CheckRule(
        "event-context",
        "error",
        "A quote that stands more than once in its article is given with words before or after it that tell which.",
        "quote: the ceasefire, in an article that says so five times",
        "quote: the ceasefire, after: collapsed partly",
    ),
    CheckRule(
        "event-cycle",
        "error",
        "No event is part of itself, be it by way of others.",
        "the truce is part_of the talks, and the talks are part_of the truce",
        "the truce is part_of the talks, and both are related",
    ),
    CheckRule(
        "event-encoding",
        "error",
        "An event is text in UTF-8.",
        "an event saved as Windows-1252",
        "the same event saved as UTF-8",
    ),
    CheckRule(
        "event-format",
        "error",
        "A file among the events is Markdown and ends in .md; another is left out.",
        "docs/events/strike.txt",
        "docs/events/strike.md",
    ),
    CheckRule(
        "event-id",
        "error",
        "Each event has an id of its own, which is its page's address: lower-case letters, digits, single hyphens.",
        "docs/events/Convoy Attack.md",
        "docs/events/convoy-attack.md",
    ),
    CheckRule(
        "event-link",
        "error",
        "A link among the events leads to a file of the same folder.",
        "docs/events/strike.md -> ../../secret.md",
        "the file itself",
    ),
    CheckRule(
        "event-number",
        "warning",
        "A reported value is a number in digits or words, so that it can be compared with others.",
        "value: many",
        "value: dozens",
    ),
    CheckRule(
        "event-quote",
        "error",
        "The words of an account, a figure or an attribution must stand in the cleaned text of their article.",
        'quote: "killing 60 soldiers" where the text says "killing at least 60 soldiers"',
        'quote: "killing at least 60 soldiers"',
    ),
    CheckRule(
        "event-reference",
        "error",
        "An event is part of, and related to, other events of the edition.",
        "related: [convoy-atack]",
        "related: [convoy-attack]",
    ),
    CheckRule(
        "event-relation",
        "error",
        "What an editor says of how reported values stand to one another follows from the values.",
        "relation: contradictory, for an estimated 62 and at least 60",
        "relation: compatible",
    ),
    CheckRule(
        "event-size",
        "error",
        "An event is at most a million bytes.",
        "an event with a picture in it",
        "an event of words",
    ),
    CheckRule(
        "event-unreadable",
        "error",
        "An event is an ordinary file that may be read.",
        "a named pipe docs/events/strike.md",
        "an ordinary file",
    ),
    CheckRule(
        "event-value",
        "error",
        "The value of a report, its qualifier and whom it is attributed to stand in its quote.",
        'value: "62" with quote: killing at least 60 soldiers',
        'value: "60" with quote: killing at least 60 soldiers',
    ),
)

# How a statement names an article: @ and the id of its seed. A mark at the end belongs to the sentence.
NAMED = re.compile(r"(?<!\w)@([\w./-]*\w)")
# A number or a word of letters that goes on to the left or the right of the place marked by "|".
_LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
_CUT_AFTER = re.compile(rf"(\d[.,'’\u00a0\u202f]?\|\d|{_LETTER}\|{_LETTER})$")
_CUT_BEFORE = re.compile(rf"(\d\|[.,'’\u00a0\u202f]?\d|{_LETTER}\|{_LETTER})")

Problem = event_dates.Problem


def errors(edition: Edition) -> Iterator[ContentError]:
    """Yield all that is wrong with the events of an edition, apart from what kept them from being read."""
    articles = {article.id: article for article in edition.articles}
    events = {event.id: event for event in edition.sources.events}
    for event in edition.sources.events:
        found = [*_quotes(event, articles, edition.places), *_figures(event, articles), *_references(event, events)]
        found += [*_named_in_body(event, articles), *event_dates.problems(event, articles)]
        for place, rule, what, expected, remedy in found:
            at = place or Position(0, 0)
            yield ContentError(event.path, at.line, at.column, what, expected, remedy, rule)


def relation_of(figure: Figure, articles: Mapping[str, Article]) -> list[figures.Verdict]:
    """Return the verdict on each two reports of a figure, in their order."""
    return figures.verdicts([reading(report, figure, articles) for report in figure.reports])


def reading(report: Report, figure: Figure, articles: Mapping[str, Article]) -> figures.Reading:
    """Return a report as a value that can be compared, read in the language of its article."""
    article = articles.get(report.quote.article)
    lang = article.lang if article and article.lang else "en"
    as_of = report.as_of or (event_dates.published(article) if article else "")
    return figures.reading(report.value, report.qualifier, report.unit or figure.unit, report.scope, lang, as_of)


def _quotes(event: Event, articles: Mapping[str, Article], places: Mapping[Quote, object]) -> Iterator[Problem]:
    """Yield quotes that stand nowhere, or more than once."""
    for key, quote in quotes(event):
        if quote in places:
            continue
        if article := articles.get(quote.article):
            yield _misquoted(article, quote)
        else:
            near = _like(quote.article, articles)
            remedy = f"write {near!r}" if near else "add the article's seed or remove what is quoted from it"
            place = event.positions.get(f"{key}.article")
            yield place, "event-article", f"no article {quote.article!r}", "the id of a seed", remedy


def _named_in_body(event: Event, articles: Mapping[str, Article]) -> Iterator[Problem]:
    """Yield names of articles in the statement that are none; there they are written @id."""
    begins = event.positions.get("body", Position(1, 1)).line
    for number, line in enumerate(event.body.split("\n"), begins):
        for named in NAMED.finditer(line):
            if named[1] not in articles:
                near = _like(named[1], articles)
                remedy = f"write @{near}" if near else "write @ and the id of a seed, or remove the @"
                place = Position(number, named.start() + 1)
                yield place, "event-article", f"no article {named[1]!r}", "the id of a seed", remedy


def _like(id_: str, known: Iterable[str]) -> str:
    """Return the known id that is most like another, "" where none is; case does not count."""
    plain = {other.casefold(): other for other in known}
    return next((plain[near] for near in get_close_matches(id_.casefold(), plain, n=1, cutoff=0.4)), "")


def _misquoted(article: Article, quote: Quote) -> Problem:
    """Say why a quote has no place in its article."""
    spans = find_all(article.text, quote.exact)
    if not spans:
        near = nearest(article.text, quote.exact)
        found = f"words that do not stand in the cleaned text of {article.id}: {quote.exact!r}"
        remedy = f"copy them from the article; nearest is {near!r}" if near else "copy them from the article"
        return quote.position, "event-quote", found, "words of the article", remedy
    times = len(in_context(article.text, spans, quote))
    beside = " with these words beside them" if quote.before or quote.after else ""
    found = f"words that stand {len(spans)} times in {article.id}, {times} of them{beside}: {quote.exact!r}"
    remedy = "quote more, or add before: and after: as the article has them"
    return quote.position, "event-context", found, "one place", remedy


def _figures(event: Event, articles: Mapping[str, Article]) -> Iterator[Problem]:
    """Yield values that are not in their quotes or no numbers, and relations that do not follow from them."""
    for i, figure in enumerate(event.figures):
        for n, report in enumerate(figure.reports):
            yield from _report(event, figure, report, f"figures.{i}.reports.{n}", articles)
        computed = figures.relation(relation_of(figure, articles))
        if figure.relation and figure.relation != computed:
            place = event.positions.get(f"figures.{i}.relation")
            expected = f"relation: {computed}" if computed else "no relation, since there is one report alone"
            reasons = "; ".join(verdict.reason for verdict in relation_of(figure, articles)) or "see the reports"
            yield place, "event-relation", f"relation: {figure.relation}", expected, f"correct it, since {reasons}"


def _report(
    event: Event, figure: Figure, report: Report, key: str, articles: Mapping[str, Article]
) -> Iterator[Problem]:
    """Yield parts of a report that do not stand in its quote, and a value that is no number."""
    for name in ("value", "qualifier", "attributed_to"):
        words, place = getattr(report, name), event.positions.get(f"{key}.{name}")
        if words and not stands(report.quote.exact, words):
            found, expected = f"{name}: {words!r}", f"words of the quote {report.quote.exact!r}"
            yield place, "event-value", found, expected, "copy them from the quote, or quote more"
    if reading(report, figure, articles).interval is None:
        place, found = event.positions.get(f"{key}.value"), f"{report.qualifier} {report.value}".strip()
        remedy = "quote the number alone, name the article's language (lang:) in its record, or leave the figure out"
        yield place, "event-number", f"{found!r}, which is not read as a number", "a number with its bounds", remedy


def stands(quote: str, words: str) -> bool:
    """Tell whether words stand in a quote as whole words and whole numbers: 60 does not in 600, 60,000 or 1.60."""
    return any(
        not (_CUT_AFTER.search(quote[: span.start] + "|" + quote[span.start :][:1]))
        and not (_CUT_BEFORE.match(quote[: span.end][-1:] + "|" + quote[span.end :]))
        for span in find_all(quote, words)
    )


def _references(event: Event, events: Mapping[str, Event]) -> Iterator[Problem]:
    """Yield references to events that are not there, and a chain of parts that leads back to the event."""
    named = [("part_of", event.part_of)] if event.part_of else []
    named += [(f"related.{i}", id_) for i, id_ in enumerate(event.related)]
    for key, id_ in named:
        if id_ not in events:
            near = _like(id_, events)
            remedy = f"write {near!r}" if near else "write that event's file or remove the name"
            yield event.positions.get(key), "event-reference", f"no event {id_!r}", "the id of an event", remedy
    if event.id in (chain := _above(event, events)):
        found, remedy = f"{' part of '.join((event.id, *chain))}", "remove part_of from one of them"
        yield event.positions.get("part_of"), "event-cycle", found, "an end", remedy


def _above(event: Event, events: Mapping[str, Event]) -> list[str]:
    """Return the events that an event is part of, the nearest first, up to the first that comes again."""
    chain: list[str] = []
    while event.part_of and event.part_of in events and event.part_of not in chain:
        chain.append(event.part_of)
        event = events[event.part_of]
    return chain
