"""`variorum suggest`: drafts of files for the editor."""

import argparse
import sys
from pathlib import Path

from variorum import (
    suggest,
)
from variorum.cli.asked import FINE, Declare, load
from variorum.suggest.draft import number

# Kinds that look at the accounts of event files.
OF_EVENTS = ("accounts", "figures")


def declare(command: Declare) -> None:
    """Declare the commands of this file."""
    drafts = command(
        "suggest",
        _suggest,
        "write drafts of files for the editor",
        "events    files for docs/events/, from articles that seem to tell one event that no file covers\n"
        "accounts  items for event files, from passages that are linked to the accounts they have\n"
        "figures   items for event files, from numbers in the sentences of their accounts\n"
        "terms     files for docs/glossary/, from names and rare words that no entry covers\n"
        "links     files for docs/groups/, from linked passages that nobody has reviewed\n\n"
        'Quotes are exact, reasons are comments, and what begins with "Draft:" is for you to say.',
    )
    drafts.add_argument("kind", choices=tuple(suggest.KINDS), help="what to suggest")
    drafts.add_argument(
        "--all", action="store_true", help="add what is held back since little speaks for it, as comments"
    )
    drafts.add_argument("--into", type=Path, metavar="DIR", help="write files there; one that exists is left as it is")


def _suggest(options: argparse.Namespace) -> int:
    _, made = load(options)
    drafts = suggest.KINDS[options.kind](made)
    for draft in (draft for draft in drafts if draft.shown or options.all):
        text = draft.whole if options.all and draft.whole else draft.text
        if options.into:
            _write_new(options.into / draft.name, text)
        else:
            print(f"# {draft.home}\n{text}")
    held = sum(draft.held for draft in drafts)
    if held and not options.all:
        back = f"{number(held, 'suggestion')} held back, for which less speaks"
        print(f"{back}: add --all to see what is held back, as comments", file=sys.stderr)
    elif not drafts:
        lacking = options.kind in OF_EVENTS and not made.sources.events
        why = ": there is no event file yet; `variorum suggest events` drafts such files" if lacking else ""
        print(f"nothing to suggest{why}", file=sys.stderr)
    return FINE


def _write_new(path: Path, text: str) -> None:
    """Write a file unless there is one: it may be somebody's work by now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        print(f"{path}: written", file=sys.stderr)
    except FileExistsError:
        print(f"{path}: left as it is, since it exists; remove or rename it for a new draft", file=sys.stderr)
