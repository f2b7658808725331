"""What is known of a page beyond itself: the edition's own rules for its source and the census of that source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.clean import own
from variorum.clean.census import NOTHING as UNCOUNTED
from variorum.clean.census import Census, Standing
from variorum.model import FurnitureRule

# What a line that stands on most pages of its source scores at most while the article is looked for.
LOWERED = -1.0


@dataclass(frozen=True, slots=True)
class Known:
    """The furniture rules for a page's source, in their order, and how often lines stand in its pages."""

    rules: tuple[FurnitureRule, ...] = ()
    census: Census = UNCOUNTED

    def rule(self, plain_line: str) -> FurnitureRule | None:
        """Return the first of the edition's own rules that takes a line."""
        return next((rule for rule in self.rules if own.takes(rule, plain_line)), None) if plain_line else None


NOTHING = Known()


def standing(known: Known, plains: Mapping[int, str]) -> dict[int, Standing]:
    """Return the evidence for each line that stands on most pages of the source."""
    found = ((i, known.census.standing(text)) for i, text in plains.items())
    return {i: evidence for i, evidence in found if evidence}


def credible(found: Mapping[int, Standing], run: Sequence[int], words: Mapping[int, float]) -> dict[int, Standing]:
    """Return the evidence, or none where it would take most of what would be the article without it."""
    total, taken = sum(words[i] for i in run), sum(words[i] for i in run if i in found)
    return dict(found) if taken * 2 <= total else {}
