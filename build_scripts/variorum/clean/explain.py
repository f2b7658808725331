"""One line of a page -> all that spoke for and against it, and what an editor would write to have it otherwise."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal

from variorum.clean import markup, own, weigh
from variorum.clean.draft import AGAINST, Draft, Verdict, received
from variorum.clean.features import COLUMNS, columns
from variorum.clean.judge import judged, sighted
from variorum.clean.known import NOTHING, Known
from variorum.clean.measure import Floats
from variorum.clean.paragraphs import wrapped
from variorum.clean.rules import Zone, markup_rules, plain
from variorum.model import Line, Meta, Override, Role

# The parts of a page in words.
ZONES: dict[Zone, str] = {
    "above": "above the title",
    "head": "between the title and the text",
    "inside": "among the text",
    "tail": "after the text",
}
LONGEST_SHOWN = 300
# Columns named for each thing looked at.
MOST_COLUMNS = 4
# What is less is rounding, or says nothing to people.
NOISE, TOLD = 1e-4, 0.005
Speaks = Literal["for", "against", "no"]


@dataclass(frozen=True, slots=True)
class Column:
    """What one column says of a line, and what it says of a usual line of an article."""

    name: str
    value: float
    usual: float


@dataclass(frozen=True, slots=True)
class Weight:
    """What one thing looked at adds to a line's score: above 0 for the body, below against it.

    `columns` are those of its columns that change the score by themselves, the weightiest first.
    """

    looks: str
    adds: float
    columns: tuple[Column, ...]


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
    running_on = wrapped(lines)
    draft = judged(received(lines, running_on, overrides, meta, known))
    starts = [line.number for k, line in enumerate(lines) if k not in running_on]
    i = bisect_right(starts, number) - 1
    verdict = draft.verdicts[i]
    body = (starts[draft.body.start], starts[draft.body.stop - 1]) if draft.body else None
    said, start = weights(draft, i), markup.tables()[0] if draft.parts else weigh.usual()
    return Explanation(
        lines=tuple(line.number for line in lines if bisect_right(starts, line.number) - 1 == i),
        text=draft.page.texts[i],
        role=verdict.role,
        kept=verdict.kept,
        rule=verdict.rule,
        reason=verdict.reason,
        zone=ZONES[draft.zone(i)] if body else "on a page without a run of prose",
        body=body,
        score=start + sum(weight.adds for weight in said) if said else None,
        start=start,
        weights=said,
        voices=tuple(_voices(draft, i)),
        same=tuple(starts[k] for k, t in enumerate(draft.plains) if t and t == draft.plains[i] and k != i),
        override=_override(draft.plains[i], draft.page.texts[i], verdict),
    )


def weights(draft: Draft, i: int) -> tuple[Weight, ...]:
    """Return what was looked at in a line and what it adds, the weightiest first; nothing for a line without words."""
    if not draft.plains[i]:
        return ()
    if draft.parts:
        return _weightiest(Weight(look, adds, ()) for look, adds in draft.parts.get(i, {}).items())
    line = columns(sighted(draft))[:, draft.spoken.index(i)]
    return _weightiest(Weight(look, adds, _columns(line, look)) for look, adds in weigh.parts(line).items())


def _weightiest(found: Iterable[Weight]) -> tuple[Weight, ...]:
    return tuple(sorted(found, key=lambda w: (-abs(w.adds), w.looks)))


def _columns(line: Floats, look: str) -> tuple[Column, ...]:
    """Return the columns of a look that change the score of a line by themselves, the weightiest first."""
    alone, usual, looks = weigh.alone(line), weigh.forest().usual, weigh.looked_at()
    own = [k for k, column in enumerate(COLUMNS) if looks[column] == look and abs(float(alone[k])) > NOISE]
    told = sorted(own, key=lambda k: (-abs(float(alone[k])), k))[:MOST_COLUMNS]
    return tuple(Column(COLUMNS[k], float(line[k]), float(usual[k])) for k in told)


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
    for override in draft.page.overrides:
        if text and plain(override.quote) == text:
            word = "keep" if override.keep else "drop"
            yield Voice(f"record-{word}", "for" if override.keep else "against", f"the article's record says {word}")
    rules = draft.page.known.rules if text else ()
    yield from (Voice(rule.name, "against", rule.why) for rule in rules if own.takes(rule, text))
    decided = markup.by_rules(draft.page.marked).get(i)
    for marked in (rule for rule in markup_rules() if rule.takes(draft.hint(i))):
        heavy = "" if marked is decided else ", but another rule comes first or the element holds most of the prose"
        yield Voice(marked.name, "no" if heavy else "for" if marked.kept else "against", marked.why + heavy)
    for phrase in draft.kinds.get(i, ()):
        here = zone in phrase.where or draft.verdicts[i].rule == phrase.name
        where = "" if here else f", but speaks only of lines {_list([ZONES[z] for z in ZONES if z in phrase.where])}"
        yield Voice(phrase.name, "against" if here else "no", phrase.why + where)
    yield from (_extractor(draft.page.marked[i]) if draft.page.marked else ())
    if text and (evidence := draft.page.known.census.standing(text, draft.prose[i])):
        yield Voice("standing", "against", evidence.reason)


def _extractor(line: Line) -> Iterator[Voice]:
    """Yield the word of the extractor on a line of a web page, or that it was not asked."""
    if line.web and line.extracted is None:
        yield Voice("extractor", "no", "no extractor was asked, as the page's markup leaves little doubt")
    elif line.web:
        why = f"the extractor {'takes it for' if line.extracted else 'leaves it out of'} the article's text"
        yield Voice("extractor", "for" if line.extracted else "against", why)


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
    yield f"Score {found.score:+.2f} (above 0 is text of the article); counted from {found.start:+.2f}"
    for weight in (weight for weight in found.weights if abs(weight.adds) > TOLD):
        why = f" ({AGAINST[weight.looks]})" if weight.adds < 0 else ""
        values = ", ".join(f"{c.name}={c.value:g} (usual {c.usual:g})" for c in weight.columns)
        yield f"  {weight.adds:+6.2f}  {weight.looks}{why}{': ' if values else ''}{values}"
