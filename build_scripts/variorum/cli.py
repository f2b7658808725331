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

from variorum import edition, plugin, preview, read, report, suggest
from variorum.check import check
from variorum.clean import Cleaned, clean
from variorum.errors import ContentError
from variorum.model import Edition, Finding, LedgerLine, Override, Seed
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
        "file is a seed of the edition, its record's `keep` and `drop` are followed.",
    )
    one.add_argument("seed", metavar="SEED", help="a .txt, .md or .html file, or - for text on standard input")
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
    all_.add_argument(
        "--format",
        choices=report.FORMATS,
        default="text",
        help="text (default), json, sarif, github (also Forgejo: annotations) or gitlab (code quality)",
    )
    all_.add_argument("--quiet", action="store_true", help="say nothing where there is nothing to say")

    drafts = command(
        "suggest",
        _suggest,
        "write drafts of files for the editor",
        "Drafts of events come from articles that seem to tell one event and that no event file\n"
        "covers yet: exact quotes, and as comments what the articles share and where they differ.",
    )
    drafts.add_argument("kind", choices=("events",), help="what to suggest")
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
        "write the pages as Markdown for other generators",
        "DIR gets docs/ with every page and a mkdocs.yml that needs neither this package nor\n"
        "Material; it must be new, empty or an earlier export.",
    )
    out.add_argument("folder", type=Path, metavar="DIR", help="the folder to write to")
    out.add_argument("--quiet", action="store_true", help="show findings and errors only")
    return parser


def _clean(options: argparse.Namespace) -> int:
    seed, overrides = _seed(options)
    cleaned = clean(seed.lines, overrides, seed.meta)
    if options.json:
        print(json.dumps(_as_json(seed, cleaned), ensure_ascii=False, indent=2))
        return FINE
    if not options.ledger:
        print(cleaned.text)
    if not options.text:
        _print_ledger(cleaned, with_rule=not options.ledger)
    return FINE


def _seed(options: argparse.Namespace) -> tuple[Seed, tuple[Override, ...]]:
    """Return the seed asked for and, where it belongs to the edition, what its record says against the rules."""
    path, at = Path(options.seed), settings.load(options.edition)
    if options.seed == "-":
        return _piped(at.max_bytes), ()
    if path.resolve().is_relative_to(at.seeds.resolve()):
        seed = read.seed(path.resolve(), at.root.resolve(), at.seeds.resolve(), at.max_bytes)
        return seed, _overrides(at, seed)
    try:
        return read.seed(path, path.parent, path.parent, at.max_bytes), ()
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


def _overrides(at: settings.Settings, seed: Seed) -> tuple[Override, ...]:
    """Return what the record of a seed says against the rules, and tell why where the record cannot be used."""
    records, findings = read.records(at.root, at.docs / "articles")
    _tell([finding for finding in findings if finding.path.endswith(f"/articles/{seed.id}.md")])
    return next((record.overrides for record in records if record.id == seed.id), ())


def _as_json(seed: Seed, cleaned: Cleaned) -> dict[str, object]:
    return {
        "id": seed.id,
        "path": seed.path,
        "encoding": seed.encoding,
        "sha256": seed.sha256,
        "text": cleaned.text,
        "paragraphs": [asdict(p) for p in cleaned.paragraphs],
        "ledger": [asdict(e) for e in cleaned.ledger.lines],
        "related": [asdict(r) for r in cleaned.related],
    }


def _print_ledger(cleaned: Cleaned, with_rule: bool) -> None:
    entries = [e for e in cleaned.ledger.lines if e.role != "blank"]
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
    _, made = _load(options)
    findings = check(made)
    if findings or options.format not in ("text", "github"):
        print(report.render(findings, options.format))
    elif not options.quiet:
        print(
            f"No findings in {len(made.articles):,} articles and {len(made.sources.records):,} records.",
            file=sys.stderr,
        )
    return FINDINGS if findings else FINE


def _suggest(options: argparse.Namespace) -> int:
    _, made = _load(options)
    for draft in suggest.events(made):
        if options.into:
            _write_new(options.into / draft.name, draft.text)
        else:
            print(f"# docs/events/{draft.name}\n{draft.text}")
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


def _export(options: argparse.Namespace) -> int:
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
