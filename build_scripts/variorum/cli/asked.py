"""What commands share: the edition that was asked for, exit codes, and telling of what is wrong."""

import argparse
import sys
from collections.abc import Callable, Sequence

from variorum import edition, read, report
from variorum.errors import ContentError
from variorum.model import Edition, Finding
from variorum.read import settings

FINE, FINDINGS, WRONG_USE = 0, 1, 2
ELSEWHERE = "run in the folder of an edition, or name one with -C"

# Declares a command: its name, what runs it, what it does in a line, and more.
Declare = Callable[[str, Callable[[argparse.Namespace], int], str, str], argparse.ArgumentParser]


def at_(options: argparse.Namespace) -> settings.Settings:
    """Return where the parts of the edition are, which has seeds at least."""
    at = settings.load(options.edition)
    if not at.seeds.is_dir():
        found = "a file" if at.seeds.exists() else "no such folder"
        raise ContentError(str(at.seeds), 0, 0, found, "a folder of articles", ELSEWHERE)
    return at


def load(options: argparse.Namespace) -> tuple[settings.Settings, Edition]:
    """Return where the parts of the edition are, and the edition."""
    at = at_(options)
    return at, edition.build(read.sources(at.root, at.seeds, at.docs, at.max_bytes))


def with_site_settings(at: settings.Settings) -> settings.Settings:
    """Return the settings of an edition that says how its site is made."""
    if not (at.root / settings.FILE).is_file():
        file = str(at.root / settings.FILE)
        raise ContentError(file, 0, 0, "no such file", "the settings of an edition", ELSEWHERE)
    return at


def tell(findings: Sequence[Finding]) -> None:
    """Tell of findings on standard error, a line each."""
    for finding in findings:
        print(report.line(finding), file=sys.stderr)


def wrong(message: str) -> int:
    """Tell why a command could not be run as given, and return its exit code."""
    print(f"variorum: {message}", file=sys.stderr)
    return WRONG_USE
