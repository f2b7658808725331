"""The rules by which `variorum check` looks at what people wrote and received."""

from collections.abc import Iterator

from variorum.check import RULES
from variorum.language import gettext
from variorum.model import Edition, Page
from variorum.pages.template import fill

PATH = "about/checks.md"


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page that documents every rule of `check`; it is the same for every edition."""
    del edition
    yield Page(
        PATH,
        gettext("Checks"),
        fill("checks", PATH, rules=RULES),
        gettext("What variorum check looks for, with examples."),
        "checks",
    )
