"""Print how well drafted accounts find those that an edition's events have.

    python benchmarks/suggested_accounts.py EDITION

Each event that several articles tell loses the accounts of one article at a time, and is drafted anew: which of the
passages drafted from that article meet an account that was taken away, and which of those accounts are met? Passages
that meet none may still tell the event; nobody has judged them, and they count as wrong. Names of the event that stand
in that article alone are taken away too, since whoever wrote them had read it.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from variorum import edition, read
from variorum.fold import find_all
from variorum.group.decisions import meet
from variorum.model import Edition, Event, Passage
from variorum.suggest.account import ENOUGH, grounds, ties, told


def without(event: Event, article: str, made: Edition) -> tuple[Event, Edition]:
    """Return an event, and its edition, without the accounts of one article and the names that it alone has."""
    others = [other.text for other in made.articles if other.id != article]
    names = tuple(name for name in event.aliases if any(find_all(text, name, case=True) for text in others))
    left = replace(event, aliases=names, accounts=tuple(a for a in event.accounts if a.quote.article != article))
    events = tuple(left if other.id == event.id else other for other in made.sources.events)
    return left, replace(made, sources=replace(made.sources, events=events))


def trials(made: Edition) -> Iterator[tuple[dict[Passage, int], list[Passage]]]:
    """Yield the passages drafted, with how many grounds speak for each, and the accounts taken away."""
    for event in made.sources.events:
        articles = sorted({account.quote.article for account in event.accounts})
        for article in articles if len(articles) > 1 else ():
            gone = [place for _, place in told(event, made) if place.article == article]
            left, rest = without(event, article, made)
            found = {p: tied for p, tied in ties(left, rest).items() if p.article == article}
            yield {p: len(grounds(left, p, tied, rest)) for p, tied in found.items()}, gone


def main(root: str) -> None:
    """Print the table: per cent of drafted passages that are right, of accounts that are met, by least grounds."""
    tried = list(trials(edition.build(read.sources(Path(root)))))
    accounts = sum(len(gone) for _, gone in tried)
    print(f"{accounts} accounts taken away in {len(tried)} trials")
    for least in range(4):
        drafted = [(p, gone) for found, gone in tried for p, many in found.items() if many >= least]
        right = sum(any(meet(p, place) for place in gone) for p, gone in drafted)
        met = sum(
            any(meet(p, place) for p, n in found.items() if n >= least) for found, gone in tried for place in gone
        )
        share = 100 * right / max(1, len(drafted))
        shown = " (shown by default)" if least == ENOUGH else ""
        said = f"{len(drafted)} drafted, {share:.0f} % right, {100 * met / accounts:.0f} % met"
        print(f"{least} grounds and more{shown}: {said}")


if __name__ == "__main__":
    main(*sys.argv[1:])
