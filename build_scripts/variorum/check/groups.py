"""What is checked of decisions on groups: their articles and quotes, and that they do not contradict one another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from variorum.accounts import nearest
from variorum.errors import ContentError
from variorum.fold import find_all
from variorum.group.decisions import Bounds, bounds, contradicted, torn
from variorum.model import Article, CheckRule, Decision, Edition, Position, Quote

RULES: tuple[CheckRule, ...] = (
    CheckRule(
        "group-article",
        "error",
        "A decision on groups names articles of the edition by the ids of their seeds.",
        "together: [storm, flod]",
        "together: [storm, flood]",
    ),
    CheckRule(
        "group-body",
        "error",
        "Below the header of a decision on groups stands its reason, in at most 20,000 characters.",
        "a header alone",
        "a sentence on what the articles tell",
    ),
    CheckRule(
        "group-clash",
        "error",
        "No decision on groups puts apart what this or another one puts together.",
        "together: [a, b] in one file, apart: [[a], [b]] in another",
        "one of the two corrected",
    ),
    CheckRule(
        "group-encoding",
        "error",
        "A decision on groups is text in UTF-8.",
        "one saved as Windows-1252",
        "the same saved as UTF-8",
    ),
    CheckRule(
        "group-format",
        "error",
        "A file among the decisions on groups is Markdown and ends in .md; another is left out.",
        "docs/groups/storm.txt",
        "docs/groups/storm.md",
    ),
    CheckRule(
        "group-id",
        "error",
        "Each decision on groups has an id of its own: lower-case letters, digits and single hyphens.",
        "docs/groups/The Storm.md",
        "docs/groups/the-storm.md",
    ),
    CheckRule(
        "group-link",
        "error",
        "A link among the decisions on groups leads to a file of the same folder.",
        "docs/groups/storm.md -> ../../secret.md",
        "the file itself",
    ),
    CheckRule(
        "group-pair",
        "error",
        "The two passages of a link are of different articles, and no link is both confirmed and refused.",
        "links: [[{article: a, quote: x}, {article: a, quote: y}]]",
        "links: [[{article: a, quote: x}, {article: b, quote: y}]]",
    ),
    CheckRule(
        "group-quote",
        "error",
        "The words of a passage that is linked stand in the cleaned text of their article at one place.",
        "quote: the city hall, where the text says the town hall",
        "quote: the town hall",
    ),
    CheckRule(
        "group-size",
        "error",
        "A decision on groups is at most a million bytes.",
        "one with a picture in it",
        "one of words",
    ),
    CheckRule(
        "group-unreadable",
        "error",
        "A decision on groups is an ordinary file that may be read.",
        "a named pipe docs/groups/storm.md",
        "an ordinary file",
    ),
)


def errors(edition: Edition) -> Iterator[ContentError]:
    """Yield what is wrong with the decisions of an edition, apart from what kept them from being read."""
    articles = {article.id: article for article in edition.articles}
    decisions = sorted(edition.sources.groups, key=lambda decision: decision.id)
    for decision in decisions:
        yield from _articles(decision, articles)
        yield from _quotes(decision, articles, edition)
        for number in contradicted(decision, decisions, edition.places):
            expected, remedy = "one or the other", "remove it under links or under not_links"
            found = "a link that is refused too"
            yield _error(decision, f"links.{number}", found, expected, remedy, "group-pair")
    events, stories = bounds(decisions)
    apart = [decision for decision in decisions if decision.apart]
    yield from _torn(events, apart, sorted(articles))
    yield from _torn(stories, [decision for decision in apart if decision.level == "story"], sorted(articles))


def _articles(decision: Decision, articles: Mapping[str, Article]) -> Iterator[ContentError]:
    """Yield ids of articles that are not there."""
    named = [(f"together.{i}", id_) for i, id_ in enumerate(decision.together)]
    named += [(f"apart.{n}.{i}", id_) for n, part in enumerate(decision.apart) for i, id_ in enumerate(part)]
    named += [(key.removesuffix(".quote") + ".article", quote.article) for key, quote in _keyed(decision)]
    for key, id_ in named:
        if id_ not in articles:
            near = get_close_matches(id_.casefold(), articles, n=1, cutoff=0.4)
            remedy = f"write {near[0]!r}" if near else "add the article's seed, or remove the id"
            yield _error(decision, key, f"no article {id_!r}", "the id of a seed", remedy, "group-article")


def _quotes(decision: Decision, articles: Mapping[str, Article], edition: Edition) -> Iterator[ContentError]:
    """Yield quotes that stand nowhere or more than once, and pairs within one article."""
    for key, quote in _keyed(decision):
        if quote.article in articles and quote not in edition.places:
            text = articles[quote.article].text
            times, near = len(find_all(text, quote.exact)), nearest(text, quote.exact)
            found = f"words that stand {times} times in {quote.article}: {quote.exact!r}"
            remedy = "add before: or after:" if times else f"copy them from the article; nearest is {near!r}"
            yield _error(decision, key, found, "words with one place in the article", remedy, "group-quote")
    for name, number, (one, other) in _pairs(decision):
        if one.article == other.article:
            found, expected = f"two passages of {one.article!r}", "passages of two articles"
            yield _error(decision, f"{name}.{number}", found, expected, "quote another article", "group-pair")


def _torn(bound: Bounds, decisions: Sequence[Decision], ids: Sequence[str]) -> Iterator[ContentError]:
    """Yield decisions that put apart what stays together."""
    for number, members in torn(bound, ids):
        found = f"{', '.join(map(repr, members))} apart, which stay together"
        remedy = "correct this list, or together: where it names them"
        yield _error(decisions[number], "apart", found, "each article in one list of those", remedy, "group-clash")


def _pairs(decision: Decision) -> Iterator[tuple[str, int, tuple[Quote, Quote]]]:
    """Yield the pairs of quotes with their list and number."""
    yield from (("links", number, pair) for number, pair in enumerate(decision.links))
    yield from (("not_links", number, pair) for number, pair in enumerate(decision.not_links))


def _keyed(decision: Decision) -> Iterable[tuple[str, Quote]]:
    """Return the quotes with their dotted keys."""
    return [(f"{name}.{n}.{i}.quote", q) for name, n, pair in _pairs(decision) for i, q in enumerate(pair)]


def _error(decision: Decision, key: str, found: str, expected: str, remedy: str, rule: str) -> ContentError:
    place = decision.positions.get(key, Position(0, 0))
    return ContentError(decision.path, place.line, place.column, found, expected, remedy, rule)
