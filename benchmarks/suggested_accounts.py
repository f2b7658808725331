"""Print how well drafted accounts find those that an edition's events have.

    python benchmarks/suggested_accounts.py EDITION

Each event that several articles tell loses the accounts of one article at a time, and is drafted anew: which of the
passages drafted from that article meet an account that was taken away, and which of those accounts are met? Passages
that meet none may still tell the event; nobody has judged them, and they count as wrong.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from variorum import edition, read
from variorum.group.decisions import meet
from variorum.model import Edition, Event, Passage
from variorum.suggest.account import ties, told

LEAST = (0.0, 0.7, 0.8, 0.9)


def without(event: Event, article: str, made: Edition) -> tuple[Event, Edition]:
    """Return an event, and its edition, without the accounts of one article."""
    left = replace(event, accounts=tuple(a for a in event.accounts if a.quote.article != article))
    events = tuple(left if other.id == event.id else other for other in made.sources.events)
    return left, replace(made, sources=replace(made.sources, events=events))


def trials(made: Edition) -> Iterator[tuple[dict[Passage, float], list[Passage]]]:
    """Yield the passages drafted, with their scores, and the accounts taken away, for each event and article."""
    for event in made.sources.events:
        articles = sorted({account.quote.article for account in event.accounts})
        for article in articles if len(articles) > 1 else ():
            gone = [place for _, place in told(event, made) if place.article == article]
            found = ties(*without(event, article, made))
            yield {p: max(t.link.score for t in tied) for p, tied in found.items() if p.article == article}, gone


def main(root: str) -> None:
    """Print the table: per cent of drafted passages that are right, of accounts that are met, by least score."""
    tried = list(trials(edition.build(read.sources(Path(root)))))
    accounts = sum(len(gone) for _, gone in tried)
    print(f"{accounts} accounts taken away in {len(tried)} trials")
    for least in LEAST:
        drafted = [(p, gone) for found, gone in tried for p, score in found.items() if score >= least]
        right = sum(any(meet(p, place) for place in gone) for p, gone in drafted)
        met = sum(
            any(meet(p, place) for p, s in found.items() if s >= least) for found, gone in tried for place in gone
        )
        share = 100 * right / max(1, len(drafted))
        print(
            f"score {least:.1f} and more: {len(drafted)} drafted, {share:.0f} % right, {100 * met / accounts:.0f} % met"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
