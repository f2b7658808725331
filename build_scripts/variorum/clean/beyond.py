"""The stages that judge by what is known beyond the page: its record, the edition's own rules, its source's census.

The record is followed; own rules take a line wherever it stands; a line that stands on most pages of the source goes,
but among the prose only if its own score speaks against it too.
"""

from collections.abc import Collection, Sequence

from variorum.clean.census import Standing
from variorum.clean.draft import AGAINST, Draft, Verdict, shape
from variorum.clean.measure import Floats
from variorum.clean.rules import plain

# What a line that stands on most pages of its source scores at most while the article is looked for.
LOWERED = -1.0
# Among the prose such a line goes only when its own score is below this.
STANDING_INSIDE = -1.0


def overruled(draft: Draft) -> Draft:
    """Follow the reviewed overrules of the article's record."""
    said = {plain(o.quote): o.keep for o in draft.page.overrides}

    def verdict(keep: bool) -> Verdict:
        word = "keep" if keep else "drop"
        return shape("body" if keep else "navigation", keep, f"record-{word}")

    if not said:
        return draft
    return draft.having((i, verdict(said[draft.plains[i]])) for i in draft.open() if draft.plains[i] in said)


def owned(draft: Draft) -> Draft:
    """Judge lines by the edition's own rules."""
    if not draft.page.known.rules:
        return draft
    found = ((i, draft.page.known.rule(draft.plains[i])) for i in draft.open())
    return draft.having((i, Verdict(rule.role, False, rule.name, rule.why)) for i, rule in found if rule)


def standing(draft: Draft) -> dict[int, Standing]:
    """Return the lines not judged yet that stand on most pages of the source, with the evidence."""
    census = draft.page.known.census
    if not census.counts:
        return {}
    asked = ((i, census.standing(draft.plains[i], draft.prose[i])) for i in draft.spoken if i not in draft.verdicts)
    return {i: evidence for i, evidence in asked if evidence}


def credible(draft: Draft, found: dict[int, Standing], body: Collection[int]) -> dict[int, Standing]:
    """Return the evidence, or none where it would take most of what would be the article without it."""
    taken = sum(draft.words[i] for i in body if i in found)
    return found if taken * 2 <= sum(draft.words[i] for i in body) else {}


def lowered(values: Floats, spoken: Sequence[int], found: dict[int, Standing]) -> Floats:
    """Return the scores by which the article is looked for: none of the lines found counts for it."""
    if not found:
        return values
    sought = values.copy()
    for k, i in enumerate(spoken):
        if i in found:
            sought[k] = min(values[k], LOWERED)
    return sought


def everywhere(draft: Draft) -> Draft:
    """Judge lines that stand on most pages of their source; among the prose that alone removes none."""
    if not (draft.standing and draft.body):
        return draft
    return draft.having((i, repeated(draft, i)) for i in sorted(draft.standing.keys() - draft.verdicts.keys()))


def repeated(draft: Draft, i: int) -> Verdict:
    """Return the verdict on a line that stands on most pages of the source."""
    why = draft.standing[i].reason
    if i not in draft.body:
        return Verdict("navigation", False, "standing", why)
    if draft.scores[i] < STANDING_INSIDE:
        against = f"; and {AGAINST[draft.against[i]]}" if draft.against.get(i) else ""
        return Verdict("navigation", False, "standing", why + against)
    return Verdict(draft.running(i), True, "standing-inside", f"{why}, yet among the prose")
