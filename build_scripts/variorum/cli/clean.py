"""`variorum clean`: one article, and what became of each of its lines."""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from variorum import (
    cleaning,
    read,
)
from variorum.clean import Cleaned, clean
from variorum.clean.explain import explain, told
from variorum.clean.known import NOTHING, Known
from variorum.cli.asked import FINE, Declare, tell
from variorum.errors import ContentError
from variorum.model import LedgerLine, Override, Seed
from variorum.read import decode, settings


def declare(command: Declare) -> None:
    """Declare the commands of this file."""
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
        tell(findings)
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
