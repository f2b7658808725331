"""What is known of a page beyond itself: the edition's own rules for its source and the census of that source."""

from dataclasses import dataclass

from variorum.clean import own
from variorum.clean.census import NOTHING as UNCOUNTED
from variorum.clean.census import Census
from variorum.model import FurnitureRule


@dataclass(frozen=True, slots=True)
class Known:
    """The furniture rules for a page's source, in their order, and how often lines stand in its pages."""

    rules: tuple[FurnitureRule, ...] = ()
    census: Census = UNCOUNTED

    def rule(self, plain_line: str) -> FurnitureRule | None:
        """Return the first of the edition's own rules that takes a line."""
        return next((rule for rule in self.rules if own.takes(rule, plain_line)), None) if plain_line else None


NOTHING = Known()
