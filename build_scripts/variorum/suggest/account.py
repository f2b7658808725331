"""Edition -> accounts that reviewed events may lack: passages that a machine links to the accounts they have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.fold import find_all
from variorum.group.decisions import meet
from variorum.model import Account, Article, Edition, Event, Link, Passage
from variorum.suggest.draft import Draft, as_comments, held_back, number, one_line, quote, quote_lines, yaml_text

# So much of a quote is repeated in a comment, and so many links are given as reasons.
SHOWN = 70
REASONS = 3
# So many grounds must speak for a passage that it is shown unasked.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between a passage and a reviewed account."""

    passage: Passage
    account: Account
    link: Link


def accounts(edition: Edition) -> list[Draft]:
    """Return a list of accounts for each event, to be pasted into its file; those for which most speaks first."""
    articles = {article.id: article for article in edition.articles}
    found = ((event, ties(event, edition)) for event in sorted(edition.sources.events, key=lambda event: event.id))
    return [_draft(event, tied, articles, edition) for event, tied in found if tied]


def told(event: Event, edition: Edition) -> list[tuple[Account, Passage]]:
    """Return the accounts of an event that have a place, with it."""
    return [(a, Passage(a.quote.article, edition.places[a.quote])) for a in event.accounts if a.quote in edition.places]


def ties(event: Event, edition: Edition) -> dict[Passage, list[Tie]]:
    """Return the passages that are linked to accounts of an event and are none, with what ties them to it. A link
    between accounts of another event is explained by that one and ties to no other."""
    known, found = told(event, edition), dict[Passage, list[Tie]]()
    others = [[place for _, place in told(other, edition)] for other in edition.sources.events if other.id != event.id]
    for link in edition.links:
        for here, there in ((link.one, link.other), (link.other, link.one)):
            tied = next((account for account, place in known if meet(place, here)), None)
            new = tied and not any(meet(place, there) for _, place in known)
            if tied and new and not any(_both(places, here, there) for places in others):
                found.setdefault(there, []).append(Tie(there, tied, link))
    return found


def _both(places: Sequence[Passage], here: Passage, there: Passage) -> bool:
    return any(meet(place, here) for place in places) and any(meet(place, there) for place in places)


def grounds(event: Event, passage: Passage, tied: Sequence[Tie], edition: Edition) -> list[str]:
    """Return what speaks for a passage's telling an event, in words: a link that agrees in more than the kind of act; a
    name of the event, and no more names of another; no account of another event. One ground alone is often wrong."""
    found = [f"agrees in {tie.link.detail}" for tie in tied if tie.link.detail][:1]
    words = _words(passage, edition)
    own = _named(words, event)
    if own and all(len(own) >= len(_named(words, other)) for other in _others(event, edition)):
        found.append(f"names “{own[0]}”")
    return found if _elsewhere(event, passage, edition) else [*found, "has no account of another event"]


def _words(passage: Passage, edition: Edition) -> str:
    article = next(article for article in edition.articles if article.id == passage.article)
    return article.text[passage.span.start : passage.span.end]


def _named(words: str, event: Event) -> list[str]:
    """Return the names of an event that stand in some words."""
    return [alias for alias in event.aliases if find_all(words, alias, case=True)]


def _draft(event: Event, tied: Mapping[Passage, list[Tie]], articles: Mapping[str, Article], edition: Edition) -> Draft:
    """Return the drafted accounts of an event; those for which two grounds speak, or an editor, are shown."""
    best = {passage: sorted(found, key=_rank) for passage, found in tied.items()}
    why = {passage: grounds(event, passage, found, edition) for passage, found in best.items()}
    ordered = sorted(
        best.items(),
        key=lambda item: (-len(why[item[0]]), _rank(item[1][0]), item[0].article, item[0].span.start),
    )
    shown = [passage for passage, found in ordered if found[0].link.reviewed or len(why[passage]) >= ENOUGH]
    held = [passage for passage, _ in ordered if passage not in shown]

    def items(passages: Sequence[Passage]) -> Iterator[str]:
        for passage in passages:
            yield f"  # {one_line('; '.join(why[passage]))}" if why[passage] else "  # nothing but the link"
            yield from _item(passage, best[passage], articles, _elsewhere(event, passage, edition))

    lines = [
        f"# {one_line(event.name)}: {number(len(shown), 'passage')} that may tell of it, suggested by a machine.",
        f"# Paste those that do below accounts: of {event.path}. The aspect is that of the account they are linked to.",
    ]
    rest = ["# For the following less speaks.", *as_comments(items(held))] if held else []
    text = "\n".join([*lines, *held_back(len(held), "passage"), *items(shown), ""])
    whole = "\n".join([*lines, *items(shown), *rest, ""])
    return Draft(f"accounts-{event.id}.yml", text, event.path, len(shown), len(held), whole)


def _rank(tie: Tie) -> tuple[bool, float, str, str]:
    return (not tie.link.reviewed, -tie.link.score, tie.account.quote.article, tie.account.quote.exact)


def _elsewhere(event: Event, passage: Passage, edition: Edition) -> list[str]:
    """Return the other events that have an account in a passage."""
    others = _others(event, edition)
    return sorted(other.id for other in others if any(meet(place, passage) for _, place in told(other, edition)))


def _others(event: Event, edition: Edition) -> list[Event]:
    return [other for other in edition.sources.events if other.id != event.id]


def _item(passage: Passage, reasons: list[Tie], articles: Mapping[str, Article], elsewhere: list[str]) -> Iterator[str]:
    """Yield the lines of one account: its reasons as comments, then the account."""
    for tie in reasons[:REASONS]:
        words = one_line(tie.account.quote.exact)
        short = words if len(words) <= SHOWN else f"{words[:SHOWN]} …"
        word = "confirmed by an editor" if tie.link.reviewed else f"score {round(100 * tie.link.score)} of 100"
        why = one_line("; ".join(tie.link.reasons))
        yield f"  # like “{short}” ({one_line(tie.account.quote.article)}), {word}: {why}"
    if len(reasons) > REASONS:
        more = len(reasons) - REASONS
        yield f"  # and {more} more {'link' if more == 1 else 'links'}"
    if elsewhere:
        yield f"  # has an account of: {', '.join(elsewhere)}"
    yield from quote_lines(quote(articles[passage.article], passage.span), "    ", "  - ")
    yield f"    aspect: {yaml_text(reasons[0].account.aspect)}"
