"""Long work shows how far it is: a bar on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

import sys
from dataclasses import dataclass, field
from typing import TextIO

WIDTH = 30


@dataclass
class Progress:
    """Counts the steps of one stage at a time; `out` None is quiet."""

    out: TextIO | None = field(default_factory=lambda: sys.stderr)
    stage: str = ""
    total: int = 0
    done: int = 0

    def begin(self, stage: str, total: int = 0) -> None:
        """Begin a stage of `total` steps, 0 where that is not known."""
        self._end_bar()
        self.stage, self.total, self.done = stage, total, 0
        if self.out and not (total and self.out.isatty()):
            self._say(f"{stage} ({total:,})" if total else stage, "\n")

    def step(self) -> None:
        """Count one step."""
        self.done += 1
        if not self.out or not self.total:
            return
        if self.out.isatty():
            filled = WIDTH * self.done // self.total
            self._say(f"\r{self.stage} [{'█' * filled}{'·' * (WIDTH - filled)}] {self.done:,}/{self.total:,}", "")
        elif self.total >= 1000 and self.done * 10 // self.total > (self.done - 1) * 10 // self.total:
            self._say(f"{self.stage} {100 * self.done // self.total} %", "\n")

    def end(self) -> None:
        """End the last stage."""
        self._end_bar()
        self.stage, self.total = "", 0

    def _end_bar(self) -> None:
        if self.out and self.total and self.done and self.out.isatty():
            self._say("", "\n")

    def _say(self, text: str, end: str) -> None:
        if self.out:
            self.out.write(text + end)
            self.out.flush()
