"""The command `variorum`: arguments -> calls, values -> text, results -> exit codes.

Each file has the commands of one family; `declare` in it says what they take.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from variorum.cli import clean, drafts, notes, review, site
from variorum.cli.asked import FINE, wrong
from variorum.errors import ContentError

ABOUT = """\
Variorum makes an annotated reader out of a folder of raw articles.

An edition is a folder with mkdocs.yml, seeds/ (the articles as received: .txt, .md,
.html) and docs/ (what people write).
Commands work on the edition in the current folder; -C names another.
"""
MORE = """\
for instance:
  variorum clean seeds/001.txt             the cleaned text of one article, and what became of each line
  variorum check                           doubts about seeds and records, as path:line:column: rule: message
  variorum annotate 004 "aid convoy" --by ME --body TEXT   a note on these words
  variorum build && open site/index.html   the site; it works by double-click, without a server or a network
  variorum serve                           a preview that reloads when something changes
  variorum export pages                    the same pages as Markdown, for other generators

exit codes: 0 all is well; 1 there are findings (the rest was done); 2 the command could not be run as given
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; errors of people's making are told in one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # Articles have characters of every script, whatever the terminal was set up for.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except ContentError as error:
        return wrong(str(error))
    except OSError as error:
        return wrong(f"{error.filename or 'the system'}: {error.strerror or error}")
    except KeyboardInterrupt:
        return wrong("interrupted")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "variorum", description=ABOUT, epilog=MORE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"variorum {version('variorum')}")
    parser.add_argument(
        "-C",
        "--edition",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the folder of the edition (default: this one)",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str, more: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=text,
            description=f"{text[0].upper()}{text[1:]}.\n\n{more}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        return made

    for module in (clean, review, notes, drafts, site):
        module.declare(command)
    return parser
