"""The command `variorum`: arguments -> calls, values -> text, results -> exit codes."""

import argparse
import hashlib
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import get_args

from variorum import (
    annotate,
    cleaned,
    cleaning,
    diff,
    edition,
    exchange,
    exchanging,
    history,
    plugin,
    preview,
    read,
    report,
    review,
    snapshot,
    suggest,
)
from variorum.check import check
from variorum.clean import Cleaned, clean
from variorum.clean.explain import explain, told
from variorum.clean.known import NOTHING, Known
from variorum.errors import ContentError
from variorum.model import AnnotationKind, Edition, Finding, LedgerLine, Override, Seed
from variorum.press import export, publish
from variorum.press.progress import Progress
from variorum.read import decode, settings

FINE, FINDINGS, WRONG_USE = 0, 1, 2
ELSEWHERE = "run in the folder of an edition, or name one with -C"

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
        return _wrong(str(error))
    except OSError as error:
        return _wrong(f"{error.filename or 'the system'}: {error.strerror or error}")
    except KeyboardInterrupt:
        return _wrong("interrupted")
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

    one = command(
        "clean",
        _clean,
        "show the text of one article and what became of each of its lines",
        "Kept words are never altered; text and ledger together give the file back. Where the\n"
        "file is a seed of the edition, its record's `keep` and `drop` are followed, and so are\n"
        "docs/furniture/ and the other seeds of its source: what is shown is what is published.",
    )
    one.add_argument("seed", metavar="SEED", help="a .txt, .md or .html file, or - for text on standard input")
    one.add_argument("--explain", type=int, metavar="LINE", help="all that spoke for and against one line (--json too)")
    one.add_argument("--alone", action="store_true", help="do not read the other seeds of the edition")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="text, paragraphs, ledger and related links as JSON")
    form.add_argument("--text", action="store_true", help="the text alone")
    form.add_argument("--ledger", action="store_true", help="the ledger alone")

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
    _annotate_arguments(command)

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
    drafts.add_argument("--into", type=Path, metavar="DIR", help="write files there; one that exists is left as it is")

    site = command(
        "build",
        _build,
        "build the site",
        "It is built aside and put in place as a whole: a failure leaves the site that was there.",
    )
    site.add_argument(
        "--site", type=Path, metavar="DIR", help="the folder to build into (default: site_dir of mkdocs.yml)"
    )
    site.add_argument("--strict", action="store_true", help="build nothing where there is a finding or a warning")
    site.add_argument("--quiet", action="store_true", help="show findings and errors only")

    preview = command(
        "serve",
        _serve,
        "preview the site in a browser",
        "It is built anew and reloaded when seeds/, docs/, mkdocs.yml or the package change. Ctrl-C ends it.",
    )
    preview.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve (default: 127.0.0.1:8000)"
    )

    out = command(
        "export",
        _export,
        "write the pages as Markdown for other generators, or the notes",
        "DIR gets docs/ with every page and a mkdocs.yml that needs neither this package nor\n"
        "Material; it must be new, empty or an earlier export.",
    )
    out.add_argument("folder", type=Path, metavar="DIR", help="the folder, or with --notes the file, to write to")
    out.add_argument("--notes", choices=exchange.FORMS, help="not the pages but the notes: a new file, - for output")
    out.add_argument("--article", metavar="ID", help="with --notes: those on one article")
    out.add_argument("--quiet", action="store_true", help="show findings and errors only")
    _import_arguments(command)
    return parser


def _import_arguments(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Declare the command that takes notes from elsewhere."""
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


def _annotate_arguments(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Declare the command that writes notes."""
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


def _annotate(options: argparse.Namespace) -> int:
    at, made = _load(options)
    if options.fix:
        return _fix(at, made, options.write)
    missing = [name for name in ("article", "quotation", "by", "body") if not getattr(options, name)]
    if missing:
        return _wrong(f"annotate needs ARTICLE, QUOTATION, --by and --body, or --fix; missing: {', '.join(missing)}")
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
    left = 0
    for repair in annotate.repairs(made, lambda path: (at.root / path).read_bytes().decode("utf-8")):
        done = write and repair.text is not None
        left += not done
        for change in repair.changes:
            print(f"{repair.note.annotation.path}: {change}")
        if done and repair.text is not None:
            (at.root / repair.note.annotation.path).write_bytes(repair.text.encode("utf-8"))
    return FINDINGS if left else FINE


def _clean(options: argparse.Namespace) -> int:
    seed, overrides, known = _seed(options)
    if options.explain is not None:
        return _explain(options, seed, overrides, known)
    result = clean(seed.lines, overrides, seed.meta, known)
    if options.json:
        print(json.dumps(_as_json(seed, result), ensure_ascii=False, indent=2))
        return FINE
    if not options.ledger:
        print(result.text)
    if not options.text:
        _print_ledger(result, with_rule=not options.ledger)
    return FINE


def _explain(options: argparse.Namespace, seed: Seed, overrides: Sequence[Override], known: Known) -> int:
    """Show why one line of a seed was kept or removed."""
    try:
        found = explain(seed.lines, options.explain, overrides, seed.meta, known)
    except IndexError as error:
        expected = f"a line from 1 to {len(seed.lines):,}"
        remedy = f"take a number of `variorum clean --ledger {options.seed}`"
        raise ContentError(options.seed, 0, 0, f"--explain {options.explain}", expected, remedy) from error
    print(json.dumps(asdict(found), ensure_ascii=False, indent=2) if options.json else told(found))
    return FINE


def _seed(options: argparse.Namespace) -> tuple[Seed, tuple[Override, ...], Known]:
    """Return the seed asked for and, where it belongs to the edition, what its record and the edition say of it."""
    path, at = Path(options.seed), settings.load(options.edition)
    if options.seed == "-":
        return _piped(at.max_bytes), (), NOTHING
    if path.resolve().is_relative_to(at.seeds.resolve()):
        seed = read.seed(path.resolve(), at.root.resolve(), at.seeds.resolve(), at.max_bytes)
        overrides, known, findings = cleaning.known(at, seed, options.alone)
        _tell(findings)
        return seed, overrides, known
    try:
        return read.seed(path, path.parent, path.parent, at.max_bytes), (), NOTHING
    except ContentError as error:
        raise replace(error, path=str(path)) from error


def _piped(max_bytes: int) -> Seed:
    """Return what comes on standard input; it is read as bytes, since text would lose the kind of its line ends."""
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        expected = f"at most {max_bytes:,} bytes"
        raise ContentError("-", 0, 0, "more", expected, "split it or raise the limit", "seed-size")
    text, encoding = decode.decode(data, "-")
    return replace(read.text_seed(text), encoding=encoding, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _as_json(seed: Seed, result: Cleaned) -> dict[str, object]:
    return {
        "id": seed.id,
        "path": seed.path,
        "encoding": seed.encoding,
        "sha256": seed.sha256,
        "text": result.text,
        "paragraphs": [asdict(p) for p in result.paragraphs],
        "ledger": [asdict(e) for e in result.ledger.lines],
        "related": [asdict(r) for r in result.related],
    }


def _print_ledger(result: Cleaned, with_rule: bool) -> None:
    entries = [e for e in result.ledger.lines if e.role != "blank"]
    gone = sum(not e.kept for e in entries)
    if with_rule:
        print(f"\n{'─' * 20} ledger: {gone} of {len(entries)} lines removed")
    for entry in entries:
        print(_ledger_line(entry))


def _ledger_line(entry: LedgerLine) -> str:
    text = " ".join(entry.line.text.split())
    shown = text if len(text) <= 60 else text[:59] + "…"
    verdict = "kept   " if entry.kept else "removed"
    return f"{entry.line.number:>4} {verdict} {entry.role:<15} {shown}\n{'':>13}{entry.rule}: {entry.reason}"


def _at(options: argparse.Namespace) -> settings.Settings:
    """Return where the parts of the edition are, which has seeds at least."""
    at = settings.load(options.edition)
    if not at.seeds.is_dir():
        found = "a file" if at.seeds.exists() else "no such folder"
        raise ContentError(str(at.seeds), 0, 0, found, "a folder of articles", ELSEWHERE)
    return at


def _load(options: argparse.Namespace) -> tuple[settings.Settings, Edition]:
    at = _at(options)
    return at, edition.build(read.sources(at.root, at.seeds, at.docs, at.max_bytes))


def _check(options: argparse.Namespace) -> int:
    at, made = _load(options)
    if options.accept is not None:
        made = cleaning.accept(at, made, options.accept)
    findings = check(made)
    for line in report.mentions(made) if options.mentions else ():
        print(line)
    if findings or options.format not in ("text", "github"):
        print(report.render(findings, options.format))
    elif not options.quiet:
        print(
            f"No findings in {len(made.articles):,} articles, {len(made.sources.records):,} records and "
            f"{len(made.sources.entries):,} entries.",
            file=sys.stderr,
        )
    return FINDINGS if findings else FINE


def _diff(options: argparse.Namespace) -> int:
    at, made = _load(options)
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


def _suggest(options: argparse.Namespace) -> int:
    _, made = _load(options)
    for draft in suggest.KINDS[options.kind](made):
        if options.into:
            _write_new(options.into / draft.name, draft.text)
        else:
            print(f"# {draft.home}\n{draft.text}")
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


def _build(options: argparse.Namespace) -> int:
    at = _with_site_settings(_at(options))
    site = options.site or at.site
    publish.refuse(site, at.root, at.seeds, at.docs)
    progress = Progress(None if options.quiet else sys.stderr)
    try:
        with _mkdocs_told(), publish.aside(site) as new:
            findings = plugin.build(at.root, new, progress, options.strict)
    except SystemExit as stop:
        progress.end()
        print(f"variorum: {stop} Nothing was built; {site} is as it was.", file=sys.stderr)
        # MkDocs has told of each reason; only strict mode minds what another build would go on with.
        return FINDINGS if "strict" in str(stop) else WRONG_USE
    if not options.quiet:
        print(f"The site is in {site}. Open {site / 'index.html'} in a browser, by double-click if you like.")
    return FINDINGS if findings else FINE


@contextmanager
def _mkdocs_told() -> Iterator[None]:
    """Show what MkDocs and the plugin warn of, findings included, as lines on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)


def _with_site_settings(at: settings.Settings) -> settings.Settings:
    """Return the settings of an edition that says how its site is made."""
    if not (at.root / settings.FILE).is_file():
        file = str(at.root / settings.FILE)
        raise ContentError(file, 0, 0, "no such file", "the settings of an edition", ELSEWHERE)
    return at


def _serve(options: argparse.Namespace) -> int:
    at = _with_site_settings(_at(options))
    return WRONG_USE if preview.serve(at, options.address) else FINE


def _import(options: argparse.Namespace) -> int:
    at, made = _load(options)
    arrived = exchanging.arrivals(at, made, options.file, options.format)
    if not options.dry_run:
        exchanging.write(arrived)
    print(exchanging.as_json(arrived) if options.json else "\n".join(exchanging.told(arrived)))
    return FINDINGS if any(one.taken.losses for one in arrived) else FINE


def _export_notes(options: argparse.Namespace) -> int:
    """Write the notes, those that an editor may not publish as well: the file stays with who asked for it."""
    at, made = _load(options)
    article = annotate.find_article(made, options.article) if options.article else None
    text = exchange.write(made, options.notes, exchange.notes_on(made, article), article, at.site_url)
    if str(options.folder) == "-":
        print(text, end="")
        return FINE
    with options.folder.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)
    return FINE


def _export(options: argparse.Namespace) -> int:
    if options.notes:
        return _export_notes(options)
    if options.article:
        return _wrong("--article goes with --notes")
    at, made = _load(options)
    findings = check(made)
    pages = export.write(options.folder, made, at)
    _tell(findings)
    if not options.quiet:
        print(f"{pages:,} pages are in {options.folder}. Build them there with `properdocs build` or `zensical build`.")
    return FINDINGS if findings else FINE


def _tell(findings: Sequence[Finding]) -> None:
    for finding in findings:
        print(report.line(finding), file=sys.stderr)


def _wrong(message: str) -> int:
    print(f"variorum: {message}", file=sys.stderr)
    return WRONG_USE
