"""Edition -> drafts of event files, from groups of articles that no reviewed event covers."""

from collections.abc import Iterator, Mapping, Sequence

from variorum.group.reasons import Explanation, Reason, explain
from variorum.model import Edition, Group, Pair
from variorum.suggest.draft import Draft, distinct, one_line, slug, yaml_text

# Of large groups only the best links are explained.
EXPLAINED = 12
NAMED = 3
ASPECT = "What happened"


def events(edition: Edition) -> list[Draft]:
    """Return a draft of an event file for each group of articles that no reviewed event covers."""
    texts = {article.id: article.text for article in edition.articles}
    open_ = (group for group in edition.groups if group.level == "event" and not group.events)
    return distinct(_draft(group, texts) for group in open_)


def _draft(group: Group, texts: Mapping[str, str]) -> Draft:
    best = sorted(group.pairs, key=lambda pair: (-pair.score, pair.first, pair.second))[:EXPLAINED]
    explained = [(pair, explain(texts[pair.first], texts[pair.second])) for pair in best]
    names = _common_names(explained)
    head = [f"name: {yaml_text('Draft: ' + ', '.join(names))}", *_accounts(explained)]
    body = "Draft: say in neutral words what the accounts agree on."
    lines = ["---", *_why(group, explained), *head, "---", body, ""]
    name = f"draft-{slug(' '.join(names)) or 'event'}.md"
    return Draft(name, "\n".join(lines), f"docs/events/{name}")


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
        yield f"  - article: {yaml_text(article)}"
        yield f"    quote: {yaml_text(quote)}"
        yield f"    aspect: {ASPECT}"


def _why(group: Group, explained: Sequence[tuple[Pair, Explanation]]) -> Iterator[str]:
    """Yield the reasons as comments."""
    count = len(group.articles)
    yield f"# Suggested by a machine: {count} articles may tell one event. Check, then remove these lines."
    for link, explanation in explained:
        pair = f"{one_line(link.first)} and {one_line(link.second)}"
        yield f"# {pair}: score {link.score:+.2f} (above 0: rather one event)"
        yield from (f"#   share {_told(reason)}" for reason in explanation.shared)
        for article, own in zip((link.first, link.second), explanation.differs, strict=True):
            yield from (f"#   only {one_line(article)} has {_told(reason)}" for reason in own)
        if link.veto:
            yield f"#   cannot be one event: {one_line(link.veto)}"


def _told(reason: Reason) -> str:
    return f"{reason.kind}: {one_line('; '.join(reason.things))}"
