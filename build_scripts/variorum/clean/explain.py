"""One line of a page -> all that spoke for and against it, and what an editor would write to have it otherwise."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal

from variorum.clean import own, weigh
from variorum.clean.draft import AGAINST, Draft, Verdict
from variorum.clean.features import columns
from variorum.clean.judge import gaps, judged, names_source
from variorum.clean.known import NOTHING, Known
from variorum.clean.paragraphs import joined, units
from variorum.clean.rules import Zone, kinds, markup_rules, plain
from variorum.model import Line, Meta, Override, Role

# The parts of a page in words.
ZONES: dict[Zone, str] = {
    "above": "above the title",
    "head": "between the title and the text",
    "inside": "among the text",
    "tail": "after the text",
}
LONGEST_SHOWN = 300
Speaks = Literal["for", "against", "no"]


@dataclass(frozen=True, slots=True)
class Weight:
    """What one column adds to a line's score: above 0 for the body, below against it. `looks` is what it looks at."""

    looks: str
    column: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Voice:
    """A rule or a piece of evidence that has a say on the line: for keeping it, against, or not here ("no")."""

    rule: str
    speaks: Speaks
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a line fared as it did. `lines` are the numbers of the lines judged as one with it, `same` those of lines
    that read the same, `body` the first and last line of the article or None, `override` what to paste into the
    record."""

    lines: tuple[int, ...]
    text: str
    role: Role
    kept: bool
    rule: str
    reason: str
    zone: str
    body: tuple[int, int] | None
    score: float | None
    start: float
    weights: tuple[Weight, ...]
    voices: tuple[Voice, ...]
    same: tuple[int, ...]
    override: str


def explain(
    lines: Sequence[Line],
    number: int,
    overrides: Sequence[Override] = (),
    meta: Sequence[Meta] = (),
    known: Known = NOTHING,
) -> Explanation:
    """Return the explanation of a page's line `number`; the lines of a hard-wrapped paragraph are judged as one.

    Raises IndexError where the page has no line of that number.
    """
    if number not in {line.number for line in lines}:
        raise IndexError(number)
    whole = units(lines, joined(lines))
    draft = judged(whole, overrides, meta, known)
    i = max(k for k, unit in enumerate(whole) if unit.number <= number)
    verdict = draft.verdicts[i]
    after = whole[i + 1].number if i + 1 < len(whole) else lines[-1].number + 1
    body = (whole[draft.body.start].number, whole[draft.body.stop - 1].number) if draft.body else None
    return Explanation(
        lines=tuple(line.number for line in lines if whole[i].number <= line.number < after),
        text=whole[i].text,
        role=verdict.role,
        kept=verdict.kept,
        rule=verdict.rule,
        reason=verdict.reason,
        zone=ZONES[draft.zone(i)] if body else "on a page without a run of prose",
        body=body,
        score=draft.scores.get(i),
        start=weigh.tables()[0],
        weights=weights(draft, i),
        voices=tuple(_voices(draft, i)),
        same=tuple(draft.lines[k].number for k, t in enumerate(draft.plains) if t and t == draft.plains[i] and k != i),
        override=_override(draft.plains[i], whole[i].text, verdict),
    )


def weights(draft: Draft, i: int) -> tuple[Weight, ...]:
    """Return what each column adds to the score of a line, the weightiest first; nothing for a line without words."""
    spoken = [k for k, text in enumerate(draft.plains) if text]
    if i not in spoken:
        return ()
    at = spoken.index(i)
    values = columns([draft.lines[k].text for k in spoken], gaps(spoken), names_source)
    found = (
        Weight(weigh.LOOKS[step.column], step.column, values[step.column][at], step.of([values[step.column][at]])[0])
        for step in weigh.tables()[1]
    )
    return tuple(sorted((w for w in found if w.adds), key=lambda w: (-abs(w.adds), w.column)))


def _voices(draft: Draft, i: int) -> Iterator[Voice]:
    """Yield what has a say on a line in the order in which it is asked, with what decided."""
    verdict = draft.verdicts[i]
    found = list(_heard(draft, i))
    yield from found
    if verdict.rule not in {voice.rule for voice in found}:
        yield Voice(verdict.rule, "for" if verdict.kept else "against", verdict.reason)


def _heard(draft: Draft, i: int) -> Iterator[Voice]:
    """Yield the rules and the evidence that take a line by itself, whatever came of them."""
    text, zone = draft.plains[i], draft.zone(i)
    for override in draft.overrides:
        if text and plain(override.quote) == text:
            word = "keep" if override.keep else "drop"
            yield Voice(f"record-{word}", "for" if override.keep else "against", f"the article's record says {word}")
    yield from (Voice(rule.name, "against", rule.why) for rule in draft.known.rules if text and own.takes(rule, text))
    for marked in (rule for rule in markup_rules() if rule.takes(draft.lines[i].hint)):
        yield Voice(marked.name, "for" if marked.kept else "against", marked.why)
    for phrase in kinds(text):
        here = zone in phrase.where
        where = "" if here else f", but speaks only of lines {_list([ZONES[z] for z in ZONES if z in phrase.where])}"
        yield Voice(phrase.name, "against" if here else "no", phrase.why + where)
    if text and (evidence := draft.known.census.standing(text)):
        yield Voice("standing", "against", evidence.reason)


def _list(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _override(text: str, line: str, verdict: Verdict) -> str:
    """Return the YAML that would make a line fare otherwise; a line without words cannot be named."""
    if not text:
        return ""
    if verdict.rule in ("record-keep", "record-drop"):
        return f"# take the line out of {verdict.rule.removeprefix('record-')}:"
    word = "drop" if verdict.kept else "keep"
    return f"{word}:\n  - {json.dumps(' '.join(line.split()), ensure_ascii=False)}"


def told(found: Explanation) -> str:
    """Return an explanation as text for people."""
    runs = f"; the text runs from line {found.body[0]} to {found.body[1]}" if found.body else ""
    numbers = f"Line {found.lines[0]}" if len(found.lines) == 1 else f"Lines {found.lines[0]}-{found.lines[-1]}"
    said = [
        f"{numbers}: {shorten(found.text, LONGEST_SHOWN, placeholder=' …') or '(empty)'}",
        f"{'kept' if found.kept else 'removed'} as {found.role}, by {found.rule}: {found.reason}",
        "",
        f"Place: {found.zone}{runs}",
    ]
    if found.same:
        said.append(f"Also on line {', '.join(map(str, found.same))}")
    said += ["", "What has a say (+ for keeping it, - against):"]
    said += [f"  {_mark(v)} {v.rule}: {v.why}{' (this decided)' * (v.rule == found.rule)}" for v in found.voices]
    said += _scored(found)
    if found.override:
        said += ["", "To have it otherwise, put this into the article's record (docs/articles/):", found.override]
    return "\n".join(said)


def _mark(voice: Voice) -> str:
    return {"for": "+", "against": "-", "no": " "}[voice.speaks]


def _scored(found: Explanation) -> Iterator[str]:
    """Yield the score, taken apart by what was looked at and by column."""
    if found.score is None:
        return
    yield ""
    yield f"Score {found.score:+.2f} (above 0 is text of the article); all lines start with {found.start:+.2f}"
    groups: dict[str, list[Weight]] = {}
    for weight in found.weights:
        groups.setdefault(weight.looks, []).append(weight)
    for looks, parts in sorted(groups.items(), key=lambda pair: -abs(sum(w.adds for w in pair[1]))):
        total = sum(w.adds for w in parts)
        columns_ = ", ".join(f"{w.column}={w.value:g} {w.adds:+.2f}" for w in parts)
        yield f"  {total:+6.2f}  {looks}{f' ({AGAINST[looks]})' if total < 0 else ''}: {columns_}"
