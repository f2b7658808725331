"""Changes as Markdown for the summary of a job. What strangers wrote stands in it, so that it can do nothing: every
character of theirs that Markdown or HTML might take for its own is written as an entity."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from variorum import report
from variorum.diff import Change, Changes, Edit, Passage
from variorum.model import Finding
from variorum.review import text

# A job's summary may have a megabyte; a change of everything is better looked at in the page of changes.
MAX_SHOWN = 200


def render(changes: Changes, summary: str) -> str:
    """Return the summary, what needs a reviewer's eye first, then all else by kind."""
    shown = [change for change in changes.changes if change.verdict != text.SUGGESTED]
    upset = [change for change in shown if not change.own]
    own = [change for change in shown if change.own]
    parts = ["## What this change does", safe(summary), *_findings("New findings", changes.told)]
    parts += _section("Moved though nobody touched it", upset)
    for kind, group in groupby(sorted(own, key=lambda change: change.kind), key=lambda change: change.kind):
        parts += _section(f"Changed: {kind}", list(group))
    return "\n\n".join([*parts, *_findings("Findings mended", changes.mended)]) + "\n"


def safe(words: str) -> str:
    """Return text that means nothing but itself in Markdown and HTML."""
    flat = " ".join(words.split())
    return "".join(char if char.isalnum() or char in " ,…«»’“”" else f"&#{ord(char)};" for char in flat)


def _findings(title: str, findings: Iterable[Finding]) -> Iterator[str]:
    listed = [f"- {safe(report.line(finding))}" for finding in findings]
    if listed:
        yield f"### {title}"
        yield "\n".join(listed[:MAX_SHOWN] + _more(len(listed)))


def _section(title: str, changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        yield f"### {safe(title)}"
        yield "\n".join([*map(_item, changes[:MAX_SHOWN]), *_more(len(changes))])


def _more(number: int) -> list[str]:
    return [f"- … and {number - MAX_SHOWN:,} more: see the page of changes"] if number > MAX_SHOWN else []


def _item(change: Change) -> str:
    shown = [f"- **{safe(text.headline(change))}** ({safe(text.place(change))})"]
    shown += [f"  - {word}: {_passage(p)}" for word, p in (("before", change.old), ("now", change.new)) if p]
    shown += [f"  - {_edit(edit)}" for edit in change.edits[:MAX_SHOWN]]
    if change.said:
        shown.append(f"  - {safe(change.said)}")
    return "\n".join(shown)


def _passage(passage: Passage) -> str:
    return f"…{safe(passage.before)} <strong>{safe(passage.words)}</strong> {safe(passage.after)}…"


def _edit(edit: Edit) -> str:
    removed = f"<del>{safe(edit.old)}</del>" if edit.old else ""
    added = f"<ins>{safe(edit.new)}</ins>" if edit.new else ""
    return f"…{safe(edit.before)} {removed} {added} {safe(edit.after)}…"
