"""What `variorum suggest` left for an editor to say, and nobody has said: readers would see it."""

from collections.abc import Iterator

from variorum.errors import ContentError
from variorum.model import CheckRule, Decision, Edition, Entry, Event, Position

# How a draft begins what is for the editor to say.
DRAFT = "Draft:"

RULES: tuple[CheckRule, ...] = (
    CheckRule(
        "entry-draft",
        "error",
        "An entry of the glossary that was drafted by a machine says what its draft leaves open.",
        "Draft: say in one or two plain sentences what it means.",
        "two plain sentences",
    ),
    CheckRule(
        "event-draft",
        "error",
        "An event that was drafted by a machine says what its draft leaves open.",
        "name: Draft, with a colon and the names the articles share",
        "name: The attack on the aid convoy",
    ),
    CheckRule(
        "group-draft",
        "error",
        "A decision on groups that was drafted by a machine says what its draft leaves open.",
        "Draft: say how you judged.",
        "a sentence on what the articles tell",
    ),
)


def left(edition: Edition) -> Iterator[ContentError]:
    """Yield the files of an edition with words that a draft left open."""
    files = edition.sources
    for rule, written in (("entry-draft", files.entries), ("event-draft", files.events), ("group-draft", files.groups)):
        for one in written:
            if words := next((text for text in _texts(one) if text.startswith(DRAFT)), ""):
                at = one.positions.get("name") or Position(0, 0)
                expected, remedy = "what the draft leaves for you to say", "write it, or take the file away"
                yield ContentError(one.path, at.line, at.column, words[:80], expected, remedy, rule)


def _texts(one: Entry | Event | Decision) -> Iterator[str]:
    """Yield what a person says in a file and no article."""
    yield from (one.name, one.body.strip())
    if isinstance(one, Event):
        yield from (figure.measure for figure in one.figures)
