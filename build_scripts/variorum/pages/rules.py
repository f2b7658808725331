"""What was removed from all articles, summed up by rule, and the rules themselves."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.clean.draft import SHAPES
from variorum.clean.rules import markup_rules, phrase_rules
from variorum.language import gettext
from variorum.model import Edition, Page
from variorum.pages.listing import items
from variorum.pages.template import fill

PATH = "removed/index.md"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a rule took a line, with one of the lines and the rule's own words."""

    name: str
    role: str
    why: str
    lines: int
    articles: int
    sample: str


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page that sums up what was removed."""
    html = fill(
        "rules",
        PATH,
        items=items(edition),
        tallies=tallies(edition),
        shapes=SHAPES,
        phrase_rules=phrase_rules(),
        markup_rules=markup_rules(),
        own_rules=edition.sources.furniture,
    )
    yield Page(
        PATH,
        gettext("What was removed"),
        html,
        gettext("What cleaning took out of the articles of this edition, by which rules and why."),
        "rules",
    )


def tallies(edition: Edition) -> list[Tally]:
    """Return the rules that took lines in this edition, those with most lines first."""
    taken = [(a.id, e) for a in edition.articles for e in a.ledger.lines if not e.kept and e.role != "blank"]
    lines = Counter(entry.rule for _, entry in taken)
    places = Counter(rule for _, rule in {(id_, entry.rule) for id_, entry in taken})
    first = {entry.rule: entry for _, entry in reversed(taken)}
    return [
        Tally(rule, e.role, SHAPES.get(rule, e.reason), n, places[rule], e.line.text.strip())
        for rule, n in sorted(lines.items(), key=lambda pair: (-pair[1], pair[0]))
        for e in (first[rule],)
    ]
