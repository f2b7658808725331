"""Edition -> drafts of files for the editor to judge: what the machine found, with the quotes it rests on.

A draft says nothing that was not found: quotes are exact, the rest is comment; the editor names, dates and states.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.group.reasons import Explanation, Reason, explain
from variorum.model import Edition, Group, Pair

# Of large groups only the best links are explained.
EXPLAINED = 12
NAMED = 3
UNSAFE = re.compile(r"[^\w]+")
ASPECT = "What happened"


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be: its name and text."""

    name: str
    text: str


def events(edition: Edition) -> list[Draft]:
    """Return a draft of an event file for each group of articles that no reviewed event covers."""
    texts = {article.id: article.text for article in edition.articles}
    open_ = (group for group in edition.groups if group.level == "event" and not group.events)
    return _distinct(_draft(group, texts) for group in open_)


def _distinct(drafts: Iterable[Draft]) -> list[Draft]:
    """Return drafts under names that differ, in a fixed way."""
    taken: dict[str, int] = {}
    found = []
    for draft in drafts:
        taken[draft.name] = number = taken.get(draft.name, 0) + 1
        found.append(draft if number == 1 else Draft(f"{draft.name.removesuffix('.md')}-{number}.md", draft.text))
    return found


def _draft(group: Group, texts: Mapping[str, str]) -> Draft:
    best = sorted(group.pairs, key=lambda pair: (-pair.score, pair.first, pair.second))[:EXPLAINED]
    explained = [(pair, explain(texts[pair.first], texts[pair.second])) for pair in best]
    names = _common_names(explained)
    head = [f"name: {_quoted('Draft: ' + ', '.join(names))}", *_accounts(explained)]
    body = "Draft: say in neutral words what the accounts agree on."
    lines = ["---", *_why(group, explained), *head, "---", body, ""]
    return Draft(f"draft-{_slug(names) or 'event'}.md", "\n".join(lines))


def _common_names(explained: Sequence[tuple[Pair, Explanation]]) -> list[str]:
    """Return the names that most links share, the weightier first among equals."""
    count: dict[str, int] = {}
    for _, explanation in explained:
        for name in (n for reason in explanation.shared if reason.kind == "names" for n in reason.things):
            count[name] = count.get(name, 0) + 1
    return sorted(count, key=lambda name: -count[name])[:NAMED]


def _accounts(explained: Sequence[tuple[Pair, Explanation]]) -> Iterator[str]:
    """Yield an account an article: the sentence that is likest to one of the article it is closest to."""
    quotes: dict[str, str] = {}
    for link, explanation in explained:
        for article, quote in zip((link.first, link.second), explanation.quotes, strict=True):
            if quote:
                quotes.setdefault(article, quote)
    yield "accounts:" if quotes else "accounts: []"
    for article, quote in sorted(quotes.items()):
        yield f"  - article: {_quoted(article)}"
        yield f"    quote: {_quoted(quote)}"
        yield f"    aspect: {ASPECT}"


def _why(group: Group, explained: Sequence[tuple[Pair, Explanation]]) -> Iterator[str]:
    """Yield the reasons as comments."""
    count = len(group.articles)
    yield f"# Suggested by a machine: {count} articles may tell one event. Check, then remove these lines."
    for link, explanation in explained:
        pair = f"{_one_line(link.first)} and {_one_line(link.second)}"
        yield f"# {pair}: score {link.score:+.2f} (above 0: rather one event)"
        yield from (f"#   share {_told(reason)}" for reason in explanation.shared)
        for article, own in zip((link.first, link.second), explanation.differs, strict=True):
            yield from (f"#   only {_one_line(article)} has {_told(reason)}" for reason in own)
        if link.veto:
            yield f"#   cannot be one event: {_one_line(link.veto)}"


def _told(reason: Reason) -> str:
    return f"{reason.kind}: {_one_line('; '.join(reason.things))}"


def _one_line(text: str) -> str:
    """Return a text that cannot leave its comment."""
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """Return a string as YAML (and JSON) writes it in quotation marks; words stay in their script."""
    return json.dumps(text, ensure_ascii=False)


def _slug(names: Iterable[str]) -> str:
    return UNSAFE.sub("-", "-".join(names).casefold()).strip("-")
