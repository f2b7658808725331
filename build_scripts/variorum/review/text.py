"""Changes as plain lines: path:line: what happened: the words it happened to."""

from collections.abc import Iterator

from variorum import report
from variorum.diff import Change, Changes, Edit, Passage

SUGGESTED = "suggested"
SENTENCES = {
    "added": "{kind} added",
    "removed": "{kind} removed",
    "changed": "{kind} changed",
    "moved": "{kind} now stands on other words",
    "lost": "{kind} has lost its place",
    "found": "{kind} has its place again",
}


def lines(changes: Changes) -> Iterator[str]:
    """Yield a line a change, the edits of a text below it, then the findings that came and went.

    What nobody touched comes first. What a machine suggests is counted in the summary only: every edited sentence has
    other links than before.
    """
    for change in sorted(changes.changes, key=lambda change: change.own):
        if change.verdict != SUGGESTED:
            yield f"{place(change)}: {sentence(change)}"
            yield from (f"    {_edit(edit)}" for edit in change.edits)
    yield from (f"new finding: {report.line(finding)}" for finding in changes.told)
    yield from (f"mended: {report.line(finding)}" for finding in changes.mended)


def place(change: Change) -> str:
    """Return where the thing itself is written."""
    return f"{change.source}:{change.line}" if change.line else change.source


def sentence(change: Change) -> str:
    """Return what happened to one thing, with its passage before and after."""
    said = [_flat(change.said)] if change.kind == "fact" else []
    return "; ".join([headline(change), *said, *_passages(change)])


def headline(change: Change) -> str:
    """Return what happened to one thing in a few words."""
    moved = SENTENCES[change.what].format(kind=f"{change.kind} {change.id}")
    verdict = f" ({change.verdict})" if change.verdict not in ("", "exact") else ""
    return f"{moved}{verdict}" + ("" if change.own else ", though its own file did not change")


def _passages(change: Change) -> Iterator[str]:
    if change.old == change.new and change.new:
        yield f"on {_quoted(change.new)}"
        return
    if change.old:
        yield f"before: {_quoted(change.old)}"
    if change.new:
        yield f"now: {_quoted(change.new)}"


def _quoted(passage: Passage) -> str:
    return f"…{_flat(passage.before[-30:])}«{_flat(passage.words)}»{_flat(passage.after[:30])}…"


def _edit(edit: Edit) -> str:
    removed, added = (f"[-{edit.old}-]" if edit.old else ""), (f"{{+{edit.new}+}}" if edit.new else "")
    return _flat(f"…{edit.before[-30:]}{removed}{added}{edit.after[:30]}…")


def _flat(text: str) -> str:
    """Return text on one line."""
    return text.replace("\r", "").replace("\n", "⏎")
