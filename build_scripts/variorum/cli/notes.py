"""`variorum annotate` and `variorum import`: notes written, made to follow their text, and taken from elsewhere."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from variorum import (
    annotate,
    exchange,
    exchanging,
)
from variorum.cli.asked import FINDINGS, FINE, Declare, load, wrong
from variorum.model import AnnotationKind, Edition
from variorum.read import settings


def declare(command: Declare) -> None:
    """Declare the commands of this file."""
    note = command(
        "annotate",
        _annotate,
        "write a note on a quotation, or let notes follow a text that changed",
        "The file gets just enough of the words around the quotation to tell its place apart; no file is\n"
        "overwritten. With --fix it is shown how notes can follow their text; --write does it, where it is\n"
        "certain, and keeps the old quotation in the note's history.",
    )
    note.add_argument("article", nargs="?", metavar="ARTICLE", help="the id of an article, or its beginning")
    note.add_argument("quotation", nargs="?", metavar="QUOTATION", help="words of its text")
    note.add_argument("--kind", choices=get_args(AnnotationKind), default="comment", help="default: comment")
    note.add_argument("--by", default="", metavar="NAME", help="who writes the note")
    note.add_argument("--body", default="", metavar="TEXT", help="the note, in Markdown")
    note.add_argument("--interactive", action="store_true", help="choose between several places of the words")
    note.add_argument("--fix", action="store_true", help="show how notes that moved or were edited can follow")
    note.add_argument("--write", action="store_true", help="with --fix: change the files")

    take = command(
        "import",
        _import,
        "take notes from a file of Web Annotations (W3C) or of Hypothesis",
        "Each becomes a new file below docs/annotations/; none is overwritten, and a note that is there already\n"
        "is left alone. It is told what of each annotation was kept, changed or lost, and why. Exit code 1 where\n"
        "anything was changed or lost, or a passage does not stand in its article as it is quoted.",
    )
    take.add_argument("file", type=Path, metavar="FILE", help="one annotation, a list, a page, a collection, or rows")
    take.add_argument("--format", choices=exchange.FORMS, help="what the file is (default: told by its keys)")
    take.add_argument("--dry-run", action="store_true", help="write nothing, only tell")
    take.add_argument("--json", action="store_true", help="tell it as JSON")


def _annotate(options: argparse.Namespace) -> int:
    at, made = load(options)
    if options.fix:
        return _fix(at, made, options.write)
    missing = [name for name in ("article", "quotation", "by", "body") if not getattr(options, name)]
    if missing:
        return wrong(f"annotate needs ARTICLE, QUOTATION, --by and --body, or --fix; missing: {', '.join(missing)}")
    quote = annotate.place(
        annotate.find_article(made, options.article), options.quotation, _choose if options.interactive else None
    )
    print(annotate.write(at.docs / "annotations", quote, options.kind, options.by, options.body))
    return FINE


def _choose(places: Sequence[str]) -> int | None:
    """Ask which of several places is meant; an empty answer is none."""
    for number, shown in enumerate(places, 1):
        print(f"{number}  {shown}", file=sys.stderr)
    print(f"Which one (1 to {len(places)}, nothing for none)? ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline().strip()
    return int(answer) - 1 if answer.isdecimal() and 0 < int(answer) <= len(places) else None


def _fix(at: settings.Settings, made: Edition, write: bool) -> int:
    """Show, and with `write` make, the changes by which notes follow their text; 1 if any is left to do."""
    left, repairs = 0, list(annotate.repairs(made, lambda path: (at.root / path).read_bytes().decode("utf-8")))
    if not repairs:
        print("No note has moved or was edited; what has lost its place is for you to quote anew.", file=sys.stderr)
    for repair in repairs:
        done = write and repair.text is not None
        left += not done
        for change in repair.changes:
            print(f"{repair.note.annotation.path}: {change}")
        if done and repair.text is not None:
            (at.root / repair.note.annotation.path).write_bytes(repair.text.encode("utf-8"))
    return FINDINGS if left else FINE


def _import(options: argparse.Namespace) -> int:
    at, made = load(options)
    arrived = exchanging.arrivals(at, made, options.file, options.format)
    if not options.dry_run:
        exchanging.write(arrived)
    print(exchanging.as_json(arrived) if options.json else "\n".join(exchanging.told(arrived)))
    return FINDINGS if any(one.taken.losses for one in arrived) else FINE
