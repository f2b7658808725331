"""Quotes of events -> the places in the articles where their words stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from variorum.fold import Folded, find_in, fold
from variorum.model import Article, Event, Quote, Span

# Folding may shorten a text; this much of it is folded to be sure of enough context.
CONTEXT_FACTOR, CONTEXT_MORE = 4, 40


def places(articles: Sequence[Article], events: Iterable[Event]) -> dict[Quote, Span]:
    """Return the place of every quote of some events that stands in its article once, or once with its context."""
    return located(articles, (quote for event in events for _, quote in quotes(event)))


def located(articles: Sequence[Article], quotes_: Iterable[Quote]) -> dict[Quote, Span]:
    """Return the place of each quote that stands in its article once, or once with its context."""
    wanted: Mapping[str, list[Quote]] = defaultdict(list)
    for quote in quotes_:
        wanted[quote.article].append(quote)
    found: dict[Quote, Span] = {}
    for article in articles:
        folded = fold(article.text) if article.id in wanted else Folded("", (), ())
        for quote in wanted.get(article.id, ()):
            spans = in_context(article.text, find_in(folded, quote.exact), quote)
            found |= {quote: spans[0]} if len(spans) == 1 else {}
    return found


def quotes(event: Event) -> Iterator[tuple[str, Quote]]:
    """Yield every quote of an event with the dotted key of the mapping it stands in."""
    if event.date_quote:
        yield "date_evidence", event.date_quote
    for i, account in enumerate(event.accounts):
        yield f"accounts.{i}", account.quote
    for i, figure in enumerate(event.figures):
        yield from ((f"figures.{i}.reports.{n}", report.quote) for n, report in enumerate(figure.reports))
    for i, claim in enumerate(event.attributions):
        yield from ((f"attributions.{i}.reports.{n}", saying.quote) for n, saying in enumerate(claim.sayings))


def in_context(text: str, spans: Iterable[Span], quote: Quote) -> list[Span]:
    """Return the places that have the quote's words before and after them; no words fit everywhere."""
    before, after = fold(quote.before).text.strip(" "), fold(quote.after).text.strip(" ")
    reach = CONTEXT_FACTOR * max(len(before), len(after)) + CONTEXT_MORE
    return [
        span
        for span in spans
        if fold(text[max(0, span.start - reach) : span.start]).text.rstrip(" ").endswith(before)
        and fold(text[span.end : span.end + reach]).text.lstrip(" ").startswith(after)
    ]


def nearest(text: str, quote: str) -> str:
    """Return the words of a text that are most like a quote, as many as it has; "" where no word is common.

    The longest run of common words is widened to both sides. Cost is quadratic at worst, so it is for messages only.
    """
    there, wanted = text.split(), quote.split()
    plain = [_plain(word) for word in there]
    match = SequenceMatcher(None, plain, [_plain(word) for word in wanted], autojunk=False).find_longest_match()
    start = max(0, match.a - match.b)
    return " ".join(there[start : start + len(wanted)]) if match.size else ""


def _plain(word: str) -> str:
    """Return a word as it is compared: without case and marks around it."""
    return fold(word, case=True).text.strip(" .,;:!?\"'()[]-")
