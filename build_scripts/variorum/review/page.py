"""Changes -> one HTML file that needs nothing else: it opens by double-click, from a job's artifacts too."""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from variorum import report
from variorum.diff import Change, Changes
from variorum.model import Finding
from variorum.pages.prose import untrusted
from variorum.pages.template import fill
from variorum.review import text


def render(changes: Changes, summary: str) -> str:
    """Return the page of all changes: what moved though nobody touched it first, then all else by kind."""
    shown = [change for change in changes.changes if change.verdict != text.SUGGESTED]
    upset = [change for change in shown if not change.own]
    own = sorted((change for change in shown if change.own), key=lambda change: change.kind)
    groups = [("Moved though nobody touched it", upset)] if upset else []
    groups += [(kind.capitalize(), list(found)) for kind, found in groupby(own, key=lambda change: change.kind)]
    return fill(
        "changes",
        "changes.md",
        summary=summary,
        groups=groups,
        told=_lines(changes.told),
        mended=_lines(changes.mended),
        headline=text.headline,
        place=text.place,
        said=said,
    )


def said(change: Change) -> Markup:
    """Return what is written in a note as readers will see it, other words as they are."""
    return untrusted(change.said) if change.kind == "note" else Markup("<p>{}</p>").format(change.said)


def _lines(findings: Sequence[Finding]) -> list[str]:
    return [report.line(finding) for finding in findings]
