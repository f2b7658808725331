"""The stage for pages that came from the web: it judges every line that is left.

`markup.py` says which lines stay; here they get their roles: title, headings, captions (kept once), links to others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.clean.beyond import credible, repeated, standing
from variorum.clean.credits import FARTHEST_CAPTION
from variorum.clean.draft import Draft, Verdict, shape
from variorum.clean.markup import Opinion, opinions
from variorum.model import Role

# How much of a line is links, and how many words it has at least, if it leads to another story.
MOSTLY, SOME_WORDS = 0.8, 4


def web(draft: Draft) -> Draft:
    """Judge the lines of a web page; one that is left without text is judged as any other."""
    if not any(line.web for line in draft.page.marked):
        return draft
    found = opinions(draft)
    text = [i for i, opinion in found.items() if opinion.kept and not opinion.rule]
    if not text:
        return draft
    located = _located(draft, found, text)
    title = _title(located, found, located.body.start)
    body = range(located.body.start + (title == located.body.start), located.body.stop)
    near = range(body.start - FARTHEST_CAPTION, body.stop)
    return replace(located, title=title, body=body).having(_verdicts(located, found, near, title))


def _located(draft: Draft, found: Mapping[int, Opinion], text: Sequence[int]) -> Draft:
    """Return the page with what is known of its lines; what stands on most pages of the source ends no article."""
    often = credible(draft, standing(draft), text)
    own = [i for i in text if i not in often] or text
    body = range(own[0], own[-1] + 1)
    return replace(
        draft,
        body=body,
        reach=body,
        standing=often,
        scores={i: opinion.score for i, opinion in found.items()},
        against={i: opinion.against for i, opinion in found.items()},
        parts={i: opinion.parts for i, opinion in found.items() if opinion.parts},
    )


def _title(draft: Draft, found: Mapping[int, Opinion], first: int) -> int | None:
    """Return the title's line: the last main heading above the text, else the last that markup gives as the title."""
    free = [i for i, opinion in found.items() if not opinion.rule and i <= first and i not in draft.standing]
    named = [i for i in free if draft.lows[i] in draft.page.titles]
    headings = [i for i in free if draft.heading(i) == "h1"]
    both = [i for i in headings if i in named]
    return next((group[-1] for group in (both, headings, named) if group), None)


def _verdicts(
    draft: Draft, found: Mapping[int, Opinion], reach: range, title: int | None
) -> Iterator[tuple[int, Verdict]]:
    """Yield a verdict for each line; `reach` are the lines among which the article's pictures stand."""
    seen: set[str] = set()
    for i, opinion in found.items():
        if i == title:
            yield i, shape("title", True, "page-title")
            continue
        verdict = _verdict(draft, i, opinion, i in reach, seen)
        if verdict.kept:
            seen.add(draft.plains[i])
        yield i, verdict


def _verdict(draft: Draft, i: int, opinion: Opinion, near: bool, seen: set[str]) -> Verdict:
    said = draft.plains[i] in seen
    if opinion.kept and i in draft.standing:
        return repeated(draft, i)
    rule = opinion.rule
    if rule and rule.kept and (said or not near):
        return shape(rule.role, False, "caption-again" if said else "caption-elsewhere")
    if rule:
        return Verdict(rule.role, rule.kept, rule.name, rule.why)
    # An interview asks the same again: what the extractor takes is the author's, however often it stands there.
    if opinion.kept and said and not opinion.extracted and draft.prose[i]:
        return shape("body", False, "repeat")
    return _kept(draft, i, opinion) if opinion.kept else _removed(draft, i, opinion)


def _kept(draft: Draft, i: int, opinion: Opinion) -> Verdict:
    role: Role = "heading" if draft.heading(i) else "body"
    if opinion.amid:
        return shape(role, True, "amid-text", opinion.against)
    if opinion.score < 0 and opinion.extracted is not False:
        return shape(role, True, "extractor-keeps" if opinion.extracted else "likely-text", opinion.against)
    alone = "clearly-text" if opinion.extracted is None else "markup-keeps"
    return shape(role, True, "both-keep" if opinion.extracted else alone)


def _removed(draft: Draft, i: int, opinion: Opinion) -> Verdict:
    """Return why a line goes: by the phrase rule that takes it, as a link to another story, or by both judges."""
    known = next(iter(draft.kinds.get(i, ())), None)
    if known:
        return Verdict(known.role, False, known.name, known.why)
    if i in draft.standing:
        return Verdict("navigation", False, "standing", draft.standing[i].reason)
    if draft.page.marked[i].linked >= MOSTLY and draft.words[i] >= SOME_WORDS:
        return shape("related", False, "link-to-another")
    rule = {True: "markup-drops", False: "both-drop", None: "clearly-apart"}[opinion.extracted]
    return shape("navigation", False, rule, opinion.against)
