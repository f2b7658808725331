"""What is checked of an event's date: words that are said to state it do, and none of them speak against it."""

from collections.abc import Iterator, Mapping, Sequence

from variorum import dates
from variorum.dates import Dating, Interval
from variorum.model import Article, CheckRule, Event, Position

RULES: tuple[CheckRule, ...] = (
    CheckRule(
        "event-date",
        "error",
        "A date that is said to be stated stands in its quote, with its year there or in its article's own date.",
        "date: 2016-09-17, stated, with quote: On September 17, in an article of unknown date",
        "the same as inferred, with the reason for the year below because",
    ),
)

Problem = tuple[Position | None, str, str, str, str]  # place, rule, found, expected, remedy


def published(article: Article) -> str:
    """Return the ISO date of an article's publication, "" where it is not known, or not to the day, month or year."""
    known = next((fact for fact in article.facts if fact.name == "published"), None)
    days = dates.read(known.value, article.lang) if known else None
    return days.iso if days else ""


def problems(event: Event, articles: Mapping[str, Article]) -> Iterator[Problem]:
    """Yield what speaks against an event's date in the words it rests on."""
    days = dates.parse(event.date)
    if days is None:
        return
    article = articles.get(event.date_quote.article) if event.date_quote else None
    if event.date_evidence.kind == "stated":
        yield from _stated(event, days, article)
    elif event.date_quote:
        yield from _against(event, days, article)


def _stated(event: Event, days: Interval, article: Article | None) -> Iterator[Problem]:
    """Yield a stated date that its words do not state."""
    place = event.positions.get("date_evidence", Position(1, 1))
    if event.date_quote is None:
        remedy = "give the article and the quote that state it, or write supplied, with the reason below because"
        yield place, "event-date", f"date: {event.date}, stated, without a quote", "the words that state it", remedy
        return
    found = _datings(event, article)
    if states(days, found):
        return
    told = ", ".join(f"“{dating.words}”" for dating in found) or "no date"
    partly = any(_fits(days, dating) for dating in found)
    remedy = (
        "write inferred, and below because what the year follows from"
        if partly
        else "correct the date, quote the words that state it, or write inferred or supplied with the reason"
    )
    what = f"date: {event.date}, stated, where the quote has {told}{' without a year' if partly else ''}"
    yield place, "event-date", what, "a quote that states the date with its year", remedy


def states(days: Interval, found: Sequence[Dating]) -> bool:
    """Tell whether words state a date: all of it, or for a date to the month or year a day in it; of a range both ends.

    "Yesterday" states no date; "17 September" does where the article's own date gives the year.
    """
    said = (dating.interval for dating in found if dating.kind == "stated" or dating.partial)
    known = [interval for interval in said if interval and days.covers(interval)]
    if days.precision in ("day", "month", "year"):
        return bool(known)
    ends = [single for interval in known for single in (interval.earliest, interval.latest)]
    return days.earliest in ends and days.latest in ends


def _against(event: Event, days: Interval, article: Article | None) -> Iterator[Problem]:
    """Yield an inferred or supplied date where every full date of its quote, and every day and month, is another."""
    told = [dating for dating in _datings(event, article) if dating.partial or dating.kind == "stated"]
    if not told or event.date_evidence.because or any(_fits(days, dating) for dating in told):
        return
    place = event.positions.get("date_evidence", Position(1, 1))
    what = f"date: {event.date}, where the quote has {', '.join(f'“{dating.words}”' for dating in told)}"
    remedy = "correct the date, or say below because how it follows"
    yield place, "event-date", what, "words that agree with the date, or the reason", remedy


def _fits(days: Interval, dating: Dating) -> bool:
    """Tell whether a date expression may mean some of the days."""
    if dating.interval:
        return days.overlaps(dating.interval)
    full = [f"--{day.isoformat()[5:]}" for day in (days.earliest, days.latest)]
    return bool(dating.partial) and any(day.startswith(dating.partial) for day in full)


def _datings(event: Event, article: Article | None) -> tuple[Dating, ...]:
    """Return the date expressions of an event's quote, those without a year resolved against its article's own date."""
    anchor = dates.parse(published(article)) if article and not _inferred(article) else None
    quote = event.date_quote.exact if event.date_quote else ""
    return dates.find(quote, article.lang if article else "", anchor)


def _inferred(article: Article) -> bool:
    """Tell whether an article's own date is inferred: nothing is stated that rests on it."""
    return any(fact.name == "published" and fact.evidence.kind == "inferred" for fact in article.facts)
