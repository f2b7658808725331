"""An edition's own furniture phrases held against the whole of it: names taken already, sources no article has."""

from collections.abc import Iterator
from difflib import get_close_matches

from variorum.clean import origin
from variorum.clean.draft import SHAPES
from variorum.clean.rules import markup_rules, phrase_rules
from variorum.errors import ContentError
from variorum.model import Edition, FurnitureRule


def doubts(edition: Edition) -> Iterator[ContentError]:
    """Yield the rules whose name says another thing already, and those that can take no line."""
    names = (*(rule.name for rule in phrase_rules()), *(rule.name for rule in markup_rules()), *SHAPES)
    taken = dict.fromkeys(names, "the package")
    for rule in edition.sources.furniture:
        if rule.name in taken or rule.name.startswith("under-"):
            found = f"the name {rule.name!r}, which a rule of {taken.get(rule.name, 'the package')} has"
            yield _error(rule, found, "a name of its own", "choose another name", "furniture-name")
        taken.setdefault(rule.name, rule.path)
    yield from _sources(edition)


def _sources(edition: Edition) -> Iterator[ContentError]:
    """Yield the first rule of each file whose source no article has."""
    first = {rule.path: rule for rule in reversed(edition.sources.furniture)}
    known = {name for a in edition.articles if first for name in origin.names(a.seed, a.record)}
    for rule in first.values():
        source = origin.folded(rule.source)
        if source and source not in known:
            near = get_close_matches(source, sorted(known), n=1) or sorted(known)[:1]
            remedy = f"write {near[0]!r}, or leave source out" if near else "leave source out"
            found = f"the source {rule.source!r}, which no article has"
            yield _error(rule, found, "a site, outlet or folder of the edition", remedy, "furniture-source")


def _error(rule: FurnitureRule, found: str, expected: str, remedy: str, id_: str) -> ContentError:
    return ContentError(rule.path, rule.position.line, rule.position.column, found, expected, remedy, id_)
