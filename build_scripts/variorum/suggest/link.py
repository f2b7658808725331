"""Edition -> decisions on groups to be judged: the links between two articles that nobody has reviewed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from variorum.model import Article, Edition, Link, Passage
from variorum.suggest.draft import (
    Draft,
    as_comments,
    distinct,
    held_back,
    number,
    one_line,
    quote,
    quote_lines,
    slug,
    yaml_text,
)

# A decision holds so many links at most.
MOST = 1000
# Links of a lower score are held back: fewer of them are right than of those above.
SURE = 0.5


def links(edition: Edition) -> list[Draft]:
    """Return a decision for each two articles with unreviewed links, the surest links first."""
    articles = {article.id: article for article in edition.articles}
    between: dict[tuple[str, str], list[Link]] = {}
    for link in edition.links:
        if not link.reviewed:
            one, other = sorted((link.one.article, link.other.article))
            between.setdefault((one, other), []).append(link)
    return distinct(_draft(*ids, found, articles) for ids, found in sorted(between.items()))


def chosen(found: Iterable[Link]) -> tuple[list[Link], list[Link]]:
    """Return the links that are shown, the surest first, and those held back: unsure ones, and those of two passages
    that each stand in a surer link already, since they add little to judge."""
    shown, held, seen = list[Link](), list[Link](), set[Passage]()
    for link in sorted(found, key=lambda link: (-link.score, link.one.span.start, link.other.span.start)):
        sure = link.score >= SURE and not {link.one, link.other} <= seen
        (shown if sure else held).append(link)
        seen |= {link.one, link.other} if sure else set()
    return shown[:MOST], [*shown[MOST:], *held]


def _draft(one: str, other: str, found: Iterable[Link], articles: Mapping[str, Article]) -> Draft:
    """Return the draft of a decision on the links between two articles."""
    shown, held = chosen(found)
    name = f"draft-links-{slug(one)}-{slug(other)}.md"
    head = [
        "---",
        f"# {number(len(shown), 'link')} between {one_line(one)} and {one_line(other)}, suggested by a machine.",
        "# What stays below links: is confirmed. Move what is wrong below not_links:, remove what you leave open.",
    ]
    body = [f"name: {yaml_text('Draft: passages of two articles')}", *_listed(shown, articles)]
    rest = ["# For the following less speaks.", *as_comments(_items(held, articles))] if held else []
    end = ["---", "Draft: say how you judged.", ""]
    texts = [
        "\n".join([*head, *held_back(len(held), "link"), *body, *end]),
        "\n".join([*head, *body, *rest[: 8 * MOST], *end]),
    ]
    return Draft(name, texts[0], f"docs/groups/{name}", len(shown), len(held), texts[1])


def _listed(shown: Sequence[Link], articles: Mapping[str, Article]) -> Iterator[str]:
    yield "links:" if shown else "links: []"
    yield from _items(shown, articles)


def _items(found: Iterable[Link], articles: Mapping[str, Article]) -> Iterator[str]:
    """Yield the lines of links: the reasons of each as a comment, then its two quotes."""
    for link in found:
        yield f"  # score {round(100 * link.score)} of 100: {one_line('; '.join(link.reasons))}"
        for end, first in ((link.one, "  - - "), (link.other, "    - ")):
            yield from quote_lines(quote(articles[end.article], end.span), "      ", first)
