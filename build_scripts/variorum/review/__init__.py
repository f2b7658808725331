"""Changes -> what reviewers read: text, Markdown, JSON, the annotations of a git host, SARIF, or a page of its own."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from variorum.diff import Change, Changes
from variorum.model import Finding, Level
from variorum.report import render as findings_as
from variorum.review import markdown, page, text

RULES = {"lost": "diff-lost", "moved": "diff-moved"}


def upset(changes: Changes) -> list[Change]:
    """Return what moved or lost its place though nobody touched it: what a reviewer must see."""
    return [change for change in changes.changes if change.what in RULES and not change.own]


def findings(changes: Changes) -> list[Finding]:
    """Return what a reviewer must see to: new findings, and what lost its place."""
    return [*changes.told, *map(_finding, upset(changes))]


def _finding(change: Change) -> Finding:
    level: Level = "error" if change.what == "lost" else "warning"
    column = min(change.line, 1)  # the line as a whole; line 0 is the whole file
    return Finding(change.source, change.line, column, RULES[change.what], text.sentence(change), level)


def summary(changes: Changes) -> str:
    """Return in one line how much changed."""
    counted = Counter(f"{change.kind} {change.what}" for change in changes.changes)
    told = [("new finding", len(changes.told)), ("finding mended", len(changes.mended))]
    parts = [f"{number:,} × {what}" for what, number in [*sorted(counted.items()), *told] if number]
    return ", ".join(parts) or "nothing that readers see has changed"


def _json(changes: Changes) -> str:
    return json.dumps(asdict(changes), ensure_ascii=False, indent=2)


def _lines(changes: Changes) -> str:
    return "\n".join([*text.lines(changes), summary(changes)])


def _markdown(changes: Changes) -> str:
    return markdown.render(changes, summary(changes))


def _page(changes: Changes) -> str:
    return page.render(changes, summary(changes))


def _as(form: str) -> Callable[[Changes], str]:
    return lambda changes: findings_as(findings(changes), form)


_RENDERERS: Mapping[str, Callable[[Changes], str]] = {
    "text": _lines,
    "markdown": _markdown,
    "json": _json,
    "html": _page,
    **{form: _as(form) for form in ("github", "gitlab", "sarif")},
}
FORMATS: Iterable[str] = tuple(_RENDERERS)
# What a job keeps for reviewers, by format.
FILES = {"html": "changes.html", "markdown": "changes.md", "json": "changes.json", "sarif": "changes.sarif"}


def render(changes: Changes, form: str) -> str:
    """Return changes in one of FORMATS."""
    return _RENDERERS[form](changes)
