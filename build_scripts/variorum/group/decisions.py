"""What editors decided on groups, in the form that grouping and linking need; it goes before what scores say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.model import Decision, Link, Passage, Quote, Span

# A link that only an editor found.
CONFIRMED = ("found by an editor",)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Ids of articles that stay in one group, and lists of lists of which no two come into one group."""

    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[tuple[str, ...], ...], ...] = ()


FREE = Bounds()
Parts = frozenset[tuple[int, int]]


def bounds(decisions: Iterable[Decision]) -> tuple[Bounds, Bounds]:
    """Return what holds for events and what for stories: one event is one story, and two stories are two events."""
    found = sorted(decisions, key=lambda decision: decision.id)
    together, apart = ([d for d in found if d.together], [d for d in found if d.apart])
    events = Bounds(
        tuple(d.together for d in together if d.level == "event"),
        tuple(d.apart for d in apart),
    )
    stories = Bounds(
        tuple(d.together for d in together),
        tuple(d.apart for d in apart if d.level == "story"),
    )
    return events, stories


def joined(groups: Iterable[Sequence[int]], together: Iterable[Sequence[str]], ids: Sequence[str]) -> list[list[int]]:
    """Return groups of positions in `ids` with those joined that hold articles which stay together."""
    place = {id_: i for i, id_ in enumerate(ids)}
    home = {i: sorted(group) for group in groups for i in group}
    for members in together:
        known = [place[id_] for id_ in members if id_ in place]
        whole = sorted({i for member in known for i in home[member]})
        home |= dict.fromkeys(whole, whole)
    return [group for i, group in sorted(home.items()) if group[0] == i]


def parts(apart: Iterable[Sequence[Sequence[str]]], ids: Sequence[str]) -> dict[int, Parts]:
    """Return for each position in `ids` that a list names the number of the decision and of the list."""
    place = {id_: i for i, id_ in enumerate(ids)}
    found: dict[int, Parts] = {}
    for number, lists in enumerate(apart):
        for part, members in enumerate(lists):
            for i in (place[id_] for id_ in members if id_ in place):
                found[i] = found.get(i, frozenset()) | {(number, part)}
    return found


def clash(one: Parts, other: Parts) -> bool:
    """Tell whether a decision puts two groups apart."""
    return any(a == b and x != y for a, x in one for b, y in other)


def torn(bound: Bounds, ids: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Return the numbers of the decisions in `bound.apart` that put apart what stays together, with those articles."""
    parted = parts(bound.apart, ids)
    found: list[tuple[int, tuple[str, ...]]] = []
    for group in joined([[i] for i in range(len(ids))], bound.together, ids):
        named = sorted((number, part, i) for i in group for number, part in parted.get(i, ()))
        for number in sorted({number for number, _, _ in named}):
            mine = [(part, i) for n, part, i in named if n == number]
            if len({part for part, _ in mine}) > 1:
                found.append((number, tuple(dict.fromkeys(ids[i] for _, i in mine))))
    return found


def contradicted(decision: Decision, others: Iterable[Decision], places: Mapping[Quote, Span]) -> list[int]:
    """Return the numbers of a decision's `links` that it or another decision refuses."""
    wrong = [pair for other in others for pair in _placed(other.not_links, places)]
    right = [(n, pair) for n, given in enumerate(decision.links) for pair in _placed([given], places)]
    return [n for n, (one, other) in right if any(_tells(Link(one, other, 1.0), pair) for pair in wrong)]


def reviewed(articles: Sequence[str], level: str, decisions: Iterable[Decision]) -> tuple[tuple[str, ...], str]:
    """Return which articles of a group an editor put together, and what the largest such group is called."""
    inside = set(articles)
    fitting = [d for d in decisions if d.together and d.level == level and inside.issuperset(d.together)]
    members = {id_ for decision in fitting for id_ in decision.together}
    named = min(fitting, key=lambda d: (-len(d.together), d.id), default=None)
    return tuple(id_ for id_ in articles if id_ in members), named.name if named else ""


def decided(links: Iterable[Link], decisions: Iterable[Decision], places: Mapping[Quote, Span]) -> tuple[Link, ...]:
    """Return links without those an editor refused; those confirmed say so, and one the machine missed is added."""
    ordered = sorted(decisions, key=lambda decision: decision.id)
    wrong = [pair for d in ordered for pair in _placed(d.not_links, places)]
    right = [pair for d in ordered for pair in _placed(d.links, places)]
    kept = [link for link in links if not any(_tells(link, pair) for pair in wrong)]
    marked = [replace(link, reviewed=any(_tells(link, pair) for pair in right)) for link in kept]
    missed = (pair for pair in right if not any(_tells(link, pair) for link in marked))
    added = dict.fromkeys(Link(one, other, 1.0, CONFIRMED, reviewed=True) for one, other in missed)
    return (*marked, *added)


def _placed(pairs: Iterable[tuple[Quote, Quote]], places: Mapping[Quote, Span]) -> Iterator[tuple[Passage, Passage]]:
    """Yield the pairs whose quotes both have a place."""
    for one, other in pairs:
        if one in places and other in places:
            yield Passage(one.article, places[one]), Passage(other.article, places[other])


def _tells(link: Link, pair: tuple[Passage, Passage]) -> bool:
    """Tell whether a link is between two passages, in either direction."""
    one, other = pair
    straight = meet(link.one, one) and meet(link.other, other)
    return straight or (meet(link.one, other) and meet(link.other, one))


def meet(one: Passage, other: Passage) -> bool:
    """Tell whether two passages have a character in common."""
    return one.article == other.article and one.span.start < other.span.end and other.span.start < one.span.end
