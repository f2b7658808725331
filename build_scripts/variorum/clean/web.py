"""The stage for pages that came from the web: it judges every line that is left.

`markup.py` says which lines stay; here they get their roles: title, headings, captions (kept once), links to others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from variorum import dates
from variorum.clean.beyond import credible, repeated, standing
from variorum.clean.bylines import in_full, letters, names, outlets, role
from variorum.clean.credits import FARTHEST_CAPTION
from variorum.clean.draft import Draft, Verdict, shape
from variorum.clean.markup import Opinion, opinions
from variorum.model import Role

# How much of a line is links, and how many words it has at least, if it leads to another story.
MOSTLY, SOME_WORDS = 0.8, 4
# How many lines below the first of the text its main heading may stand, as below a picture's caption.
BELOW = 3
# How many lines at either end of the text are looked at for the author's name.
EDGE = 20
# How many statements of a page are heard on who wrote its article, and when.
MOST = 100


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
    """Return the title's line: the last main heading above the text, else the last that markup gives as the title.

    Else it is the first main heading in the text that is part of what markup gives. The name of the site is no title.
    """
    sites = outlets(draft.page.meta)
    free = [i for i, opinion in found.items() if not opinion.rule and i <= first + BELOW and i not in draft.standing]
    free = [i for i in free if letters(draft.plains[i]) not in sites] or free
    above = [i for i in free if i <= first]
    named = [i for i in above if draft.lows[i] in draft.page.titles]
    headings = [i for i in above if draft.heading(i) == "h1"]
    both = [i for i in headings if i in named]
    if group := next(filter(None, (both, headings, named)), None):
        return group[-1]
    below = (i for i in free if draft.heading(i) == "h1" and any(draft.lows[i] in title for title in draft.page.titles))
    return next(below, None)


def _verdicts(
    draft: Draft, found: Mapping[int, Opinion], reach: range, title: int | None
) -> Iterator[tuple[int, Verdict]]:
    """Yield a verdict for each line; `reach` are the lines among which the article's pictures stand."""
    seen: set[str] = set()
    known = _known(draft, found)
    for i, opinion in found.items():
        if i == title:
            yield i, shape("title", True, "page-title")
            continue
        if i in known:
            yield i, known[i]
            continue
        verdict = _verdict(draft, i, opinion, i in reach, seen)
        if verdict.kept:
            seen.add(draft.plains[i])
        yield i, verdict


def _known(draft: Draft, found: Mapping[int, Opinion]) -> dict[int, Verdict]:
    """Return verdicts for lines that stay but say only what the markup states too: who wrote the text, and when.

    They stand before the second paragraph or behind the last but one: amid the text a name may be one who speaks.
    """
    meta = draft.page.meta
    sites, stay = outlets(meta), [i for i, opinion in found.items() if opinion.kept and not opinion.rule]
    wrote, when = ([one.value for one in meta if one.name == name][:MOST] for name in ("author", "published"))
    authors = {name for value in wrote for name in names(value, sites) if in_full(name)}
    days = {day.earliest for value in when if (day := _day(value))}
    if not authors and not days:
        return {}
    prose = [k for k, i in enumerate(stay) if draft.prose[i]][1:-1] or [len(stay)]
    outside = [*stay[: prose[0]][:EDGE], *stay[prose[-1] + 1 :][-EDGE:]]
    beside = {one.value for one in meta if one.name == "outlet"}
    roles = ((i, role(draft.plains[i], authors, beside, days)) for i in outside)
    return {i: shape(role, False, f"known-{role}") for i, role in roles if role}


def _day(value: str) -> dates.Interval | None:
    """Return the day of a date or a point in time."""
    read = dates.read(value[:10]) or dates.read(value)
    return read if read and read.precision == "day" else None


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
