"""Findings -> text, JSON, SARIF or the annotations of a git host; mentions -> lines to be checked by eye."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from variorum.check import RULES, names
from variorum.clean.ledger import position
from variorum.model import Article, Edition, Finding, Span

FORMATS = ("text", "json", "sarif", "github", "gitlab")
# Code points shown on each side of a mention.
CONTEXT = 45
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def line(finding: Finding) -> str:
    """Return a finding as one line: path:line:column: rule: message; without a place it is about the whole file."""
    where = f"{finding.path}:{finding.line}:{finding.column}" if finding.line else finding.path
    return f"{where}: {finding.rule}: {finding.message}"


def render(findings: Sequence[Finding], form: str) -> str:
    """Return findings in one of FORMATS; text and github are one line a finding and empty where there is none."""
    if form == "json":
        return json.dumps({"findings": [asdict(f) for f in findings]}, ensure_ascii=False, indent=2)
    if form == "sarif":
        return json.dumps(_sarif(findings), ensure_ascii=False, indent=2)
    if form == "gitlab":
        return json.dumps([_code_quality(f) for f in findings], ensure_ascii=False, indent=2)
    return "\n".join(_command(f) if form == "github" else line(f) for f in findings)


def mentions(edition: Edition) -> Iterator[str]:
    """Yield a line for each mention in its context, then what might be one and is not, then the aliases not found."""
    articles = {article.id: article for article in edition.articles}
    for mention in edition.mentions:
        yield _mention(articles[mention.article], mention.span, f"{mention.entry}: {mention.alias}")
    for doubt in edition.doubts:
        yield _mention(articles[doubt.article], doubt.span, f"{doubt.kind}, {' '.join(doubt.entries)}: {doubt.alias}")
    for entry, alias in names.unused(edition):
        yield f"{entry.path}:{alias.position.line}:{alias.position.column}: {entry.id}: {alias.text}: in no article"


def _mention(article: Article, span: Span, what: str) -> str:
    place, text = position(article.ledger, span.start), article.text
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    shown = " ".join(f"{before}[{text[span.start : span.end]}]{after}".split())
    return f"{article.seed.path}:{place.line}:{place.column}: {what}: {shown}"


def _command(finding: Finding) -> str:
    """Return a finding as a workflow command, shown by GitHub and Forgejo beside its line."""
    place = f",line={finding.line},col={finding.column}" if finding.line else ""
    properties = f"file={_property(finding.path)}{place},title={_property(finding.rule)}"
    return f"::{finding.level} {properties}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _code_quality(finding: Finding) -> dict[str, Any]:
    """Return a finding as an item of GitLab's code quality report."""
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": hashlib.sha256(json.dumps(asdict(finding)).encode()).hexdigest(),
        "severity": "major" if finding.level == "error" else "minor",
        "location": {"path": finding.path, "lines": {"begin": finding.line or 1}},
    }


def _sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return findings as a SARIF 2.1.0 log with the rules they name."""
    used = {f.rule for f in findings}
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.sentence},
            "help": {"text": f"found: {rule.bad}; wanted: {rule.good}"},
            "defaultConfiguration": {"level": rule.level},
        }
        for rule in RULES
        if rule.id in used
    ]
    driver = {"name": "variorum", "version": version("variorum"), "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(f) for f in findings]}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.path)}}
    if finding.line:
        place["region"] = {"startLine": finding.line, "startColumn": finding.column}
    return {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }
