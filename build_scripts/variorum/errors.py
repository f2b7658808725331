"""The one exception Variorum raises for something a person wrote or received."""

from dataclasses import dataclass


@dataclass(eq=False)
class ContentError(Exception):
    """Content that cannot be used: where it stands, what was found, what was expected, how to mend it.

    `line` and `column` count from 1 in code points; 0 means that the whole file is meant. Not frozen as other
    values are, since Python writes the traceback into an exception.
    """

    path: str
    line: int
    column: int
    found: str
    expected: str
    remedy: str
    rule: str = "content"

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{where}: {self.message}"

    @property
    def message(self) -> str:
        """Return what was found, what was expected and how to mend it, as one sentence."""
        return f"found {self.found}; expected {self.expected}; to mend it: {self.remedy}"
