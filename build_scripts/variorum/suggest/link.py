"""Edition -> decisions on groups to be judged: the links between two articles that nobody has reviewed."""

from collections.abc import Iterable, Iterator, Mapping

from variorum.model import Article, Edition, Link
from variorum.suggest.draft import Draft, distinct, one_line, quote, quote_lines, slug, yaml_text

# A decision holds so many links at most.
MOST = 1000


def links(edition: Edition) -> list[Draft]:
    """Return a decision for each two articles with unreviewed links, the surest links first."""
    articles = {article.id: article for article in edition.articles}
    between: dict[tuple[str, str], list[Link]] = {}
    for link in edition.links:
        if not link.reviewed:
            one, other = sorted((link.one.article, link.other.article))
            between.setdefault((one, other), []).append(link)
    return distinct(_draft(*ids, found, articles) for ids, found in sorted(between.items()))


def _draft(one: str, other: str, found: Iterable[Link], articles: Mapping[str, Article]) -> Draft:
    """Return the draft of a decision on the links between two articles."""
    ordered = sorted(found, key=lambda link: (-link.score, link.one.span.start, link.other.span.start))[:MOST]
    lines = [
        "---",
        f"# {len(ordered)} links between {one_line(one)} and {one_line(other)}, suggested by a machine.",
        "# What stays below links: is confirmed. Move what is wrong below not_links:, remove what you leave open.",
        f"name: {yaml_text('Draft: passages of two articles')}",
        "links:",
        *(line for link in ordered for line in _item(link, articles)),
        "---",
        "Draft: say how you judged.",
        "",
    ]
    name = f"draft-links-{slug(one)}-{slug(other)}.md"
    return Draft(name, "\n".join(lines), f"docs/groups/{name}")


def _item(link: Link, articles: Mapping[str, Article]) -> Iterator[str]:
    """Yield the lines of one link: its reasons as a comment, then the two quotes."""
    yield f"  # score {round(100 * link.score)} of 100: {one_line('; '.join(link.reasons))}"
    for end, first in ((link.one, "  - - "), (link.other, "    - ")):
        yield from quote_lines(quote(articles[end.article], end.span), "      ", first)
