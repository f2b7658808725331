"""Verdicts -> cleaned text and its ledger, and back: `restore` undoes all that cleaning did."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from variorum.clean.draft import Verdict
from variorum.model import Ledger, LedgerLine, Line, Position, Repair, Span

# What stands between two kept lines, unless they are lines of one paragraph.
BETWEEN, WITHIN = "\n\n", "\n"
# The only characters no HTML page can carry (a parser turns them into others); CR stands only at line ends.
UNPRINTABLE = re.compile("\x00")
REPLACEMENT = "\ufffd"


def write(
    lines: Sequence[Line], verdicts: Sequence[Verdict], joined: frozenset[int] = frozenset()
) -> tuple[str, Ledger]:
    """Return the text of the kept lines and the ledger of all.

    A line whose index is in `joined` goes on the paragraph of the line before.
    """
    pieces: list[str] = []
    entries: list[LedgerLine] = []
    length = 0
    for i, (line, verdict) in enumerate(zip(lines, verdicts, strict=True)):
        span = None
        if verdict.kept:
            gap = "" if not pieces else WITHIN if i in joined and verdicts[i - 1].kept else BETWEEN
            start = length + len(gap)
            span = Span(start, start + len(line.text))
            pieces += [gap, UNPRINTABLE.sub(REPLACEMENT, line.text)]
            length = span.end
        entries.append(_entry(line, verdict, span))
    return "".join(pieces), Ledger(tuple(entries))


def kept(texts: Sequence[str], verdicts: Sequence[Verdict], joined: frozenset[int] = frozenset()) -> str:
    """Return the text that `write` makes of lines, without a ledger."""
    staying = [i for i, verdict in enumerate(verdicts) if verdict.kept]
    if not joined:
        return UNPRINTABLE.sub(REPLACEMENT, BETWEEN.join([texts[i] for i in staying]))
    pieces: list[str] = []
    for i in staying:
        pieces += [WITHIN if i in joined and verdicts[i - 1].kept else BETWEEN, texts[i]]
    return UNPRINTABLE.sub(REPLACEMENT, "".join(pieces[1:]))


def _entry(line: Line, verdict: Verdict, span: Span | None) -> LedgerLine:
    repairs = tuple(Repair(m.start(), m.group()) for m in UNPRINTABLE.finditer(line.text)) if span else ()
    return LedgerLine(line, verdict.role, verdict.kept, verdict.rule, verdict.reason, span, repairs)


def restore(text: str, ledger: Ledger) -> str:
    """Return the seed's text as received, from the cleaned text and the ledger alone.

    Kept lines are taken from `text`, removed lines and line ends from the ledger.
    """
    return "".join(_restored(text, entry) + entry.line.end for entry in ledger.lines)


def position(ledger: Ledger, offset: int) -> Position:
    """Return the line of the seed and the column in it where a code point of the cleaned text stands.

    What stands between two lines counts to the line before.
    """
    kept = [entry for entry in ledger.lines if entry.span]
    starts = [entry.span.start for entry in kept if entry.span]
    found = max(0, bisect_right(starts, offset) - 1)
    return Position(kept[found].line.number, offset - starts[found] + 1)


def _restored(text: str, entry: LedgerLine) -> str:
    if entry.span is None:
        return entry.line.text
    return _unrepaired(text[entry.span.start : entry.span.end], entry.repairs)


def _unrepaired(text: str, repairs: Iterable[Repair]) -> str:
    return "".join(_pieces(text, repairs))


def _pieces(text: str, repairs: Iterable[Repair]) -> Iterator[str]:
    at = 0
    for repair in repairs:
        yield text[at : repair.offset]
        yield repair.original
        at = repair.offset + 1
    yield text[at:]
