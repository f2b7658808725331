"""`variorum check` and `variorum diff`: what an editor should see to, and what a change does."""

import argparse
import sys
from pathlib import Path

from variorum import (
    cleaned,
    cleaning,
    diff,
    history,
    report,
    review,
    snapshot,
)
from variorum.check import check
from variorum.cli.asked import FINDINGS, FINE, Declare, load
from variorum.model import Edition


def declare(command: Declare) -> None:
    """Declare the commands of this file."""
    all_ = command(
        "check",
        _check,
        "look for doubts in seeds and written files",
        "Every rule is explained on the site's page About / Checks.",
    )
    shown = all_.add_mutually_exclusive_group()
    shown.add_argument(
        "--format",
        choices=report.FORMATS,
        default="text",
        help="text (default), json, sarif, github (also Forgejo: annotations) or gitlab (code quality)",
    )
    shown.add_argument(
        "--mentions",
        action="store_true",
        help="before the findings, list every place where the glossary's names were found, with what stands around it",
    )
    all_.add_argument(
        "--accept",
        nargs="*",
        metavar="ID",
        help=f"first write into {cleaned.FILE} how articles are cleaned now (those named, or all)",
    )
    all_.add_argument("--quiet", action="store_true", help="say nothing where there is nothing to say")

    since = command(
        "diff",
        _diff,
        "show what a change does to everything that readers see",
        "Compares the edition in the folder with that of a branch, tag or commit: texts, what is\n"
        "known, and every note, account, figure and link that comes, goes, moves or loses its place,\n"
        "also where only a rule or another article was changed. Exit code 1 where something is\n"
        "upset that the change itself did not touch, or a finding is new.",
    )
    what = since.add_mutually_exclusive_group(required=True)
    what.add_argument("ref", nargs="?", metavar="REF", help="what to compare with, for instance origin/main")
    what.add_argument("--snapshot", action="store_true", help="print the edition as JSON, as it is compared")
    since.add_argument(
        "--format",
        choices=review.FORMATS,
        default="text",
        help="text (default), markdown (for a job's summary), json, html (one file), github, gitlab or sarif",
    )
    since.add_argument("--write", type=Path, metavar="DIR", help="also write changes.html, .md, .json and .sarif there")
    since.add_argument("--quiet", action="store_true", help="say nothing of how it goes")


def _check(options: argparse.Namespace) -> int:
    at, made = load(options)
    if options.accept is not None:
        made = cleaning.accept(at, made, options.accept)
    findings = check(made)
    for line in report.mentions(made) if options.mentions else ():
        print(line)
    if findings or options.format not in ("text", "github"):
        print(report.render(findings, options.format))
    elif not options.quiet:
        print(f"No findings in {_counted(made)}.", file=sys.stderr)
    return FINDINGS if findings else FINE


def _counted(made: Edition) -> str:
    """Return how much an edition has of what people write: "5 articles, 5 records, 28 events, ..."."""
    sources = made.sources
    counts = (
        ("article", "articles", made.articles),
        ("record", "records", sources.records),
        ("event", "events", sources.events),
        ("entry", "entries", sources.entries),
        ("note", "notes", sources.annotations),
    )
    return ", ".join(f"{len(found):,} {one if len(found) == 1 else many}" for one, many, found in counts)


def _diff(options: argparse.Namespace) -> int:
    at, made = load(options)
    now = snapshot.take(made, tuple(check(made)))
    if options.snapshot:
        print(snapshot.dump(now))
        return FINE
    before = history.snapshot_of(at, options.ref)
    if not before.own_rules and not options.quiet:
        print(f"{options.ref} has no rules of its own that can be run: read by those of today.", file=sys.stderr)
    changes = diff.compare(before.snapshot, now)
    print(review.render(changes, options.format))
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        for form, name in review.FILES.items():
            (options.write / name).write_text(review.render(changes, form), encoding="utf-8")
    return FINDINGS if review.findings(changes) else FINE
