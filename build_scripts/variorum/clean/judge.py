"""Lines -> verdicts: what each line of a page is, whether it stays, by which rule and why.

The stages stand in STAGES, in order. A stage gives verdicts for lines no earlier stage has judged; the last one judges
all that is left, so every line has exactly one verdict. When in doubt a line among or beside the prose stays.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from functools import cache
from itertools import accumulate, chain, pairwise, takewhile

import numpy as np

from variorum.clean import weigh
from variorum.clean.beyond import credible, everywhere, lowered, overruled, owned, standing
from variorum.clean.credits import FARTHEST_CAPTION, LONGEST_CAPTION
from variorum.clean.draft import Draft, Page, Verdict, shape, sketch
from variorum.clean.features import COLUMNS, Sight, columns
from variorum.clean.markup import undecided
from variorum.clean.measure import taken
from variorum.clean.rules import Rule
from variorum.clean.web import web
from variorum.model import Role

# Words of prose that must stand before a heading such as "Comments" may close the article.
ENOUGH_PROSE = 40
LONGEST_LIST_ITEM, LONGEST_LIST = 30, 20
# A headline shares at least this part of its words, and so many, with the prose below it; more than that say no more.
ON_TOPIC, FEWEST_SHARED, SHARED_SAY_ALL = 0.2, 2, 6
# A sentence of fewer words may be a label.
SHORTEST_SENTENCE = 5
# A headline may ask or exclaim; a line that ends so is a sentence.
FULL_STOPS = (".", "。", "．", "۔", "।", "።")


OVERLAP = COLUMNS.index("overlap")

Stage = Callable[[Draft], Draft]


def judge(page: Page) -> list[Verdict]:
    """Return a verdict for each text of a page. Linear in the length of the page."""
    draft = judged(page)
    return [draft.verdicts[i] for i in range(len(page.texts))]


def judged(page: Page) -> Draft:
    """Return a page as it is after the last stage: a verdict for each text, and what the verdicts rest on."""
    return concluded(sketch(page))


def concluded(draft: Draft) -> Draft:
    """Return a page after the last stage."""
    for stage in STAGES:
        if len(draft.verdicts) == len(draft.page.texts):
            break
        draft = stage(draft)
    return draft


def blanks(draft: Draft) -> Draft:
    """Judge lines without a visible character."""
    texts = draft.page.texts
    empty = [i for i, text in enumerate(draft.plains) if not text and not texts[i].strip()]
    return draft.having(dict.fromkeys(empty, shape("blank", False, "blank")).items())


def markup(draft: Draft) -> Draft:
    """Judge lines by the elements they stand in."""
    ruled = undecided(draft)[0] if draft.page.marked else {}
    return draft.having((i, Verdict(rule.role, rule.kept, rule.name, rule.why)) for i, rule in ruled.items())


def sighted(draft: Draft) -> Sight:
    """Return what is known of the lines with words before they are weighed."""
    spoken = np.array(draft.spoken)
    hits, opens, credit = (np.zeros(len(draft.plains), np.bool_) for _ in range(3))
    hits[list(draft.kinds)] = True
    opens[[i for i, rules in draft.kinds.items() if rules[0].opens == "rest"]] = True
    credit[list(draft.credits)] = True
    gaps = spoken - np.concatenate(([-1], spoken[:-1])) - 1
    lows = [draft.lows[i] for i in draft.spoken]
    return Sight(lows, taken(draft.counts, spoken), hits[spoken], opens[spoken], credit[spoken], gaps)


def locate(draft: Draft) -> Draft:
    """Score the lines with words and find where the article begins and ends."""
    if not draft.spoken:
        return draft
    spoken, sight = draft.spoken, sighted(draft)
    cols = columns(sight)
    values = weigh.forest().scores(cols)
    judged = draft.verdicts
    for k in [k for k, i in enumerate(spoken) if i in judged]:
        values[k] = _known(judged[spoken[k]], values[k])
    repeated = standing(draft)
    if repeated:
        repeated = credible(draft, repeated, _lines(spoken, weigh.core(values, sight.counts.words)))
    sought = lowered(values, spoken, repeated)
    run = _closed(draft, weigh.core(sought, sight.counts.words))
    scores = values.tolist()
    reasons = weigh.against(cols, np.arange(len(spoken))) if draft.page.explain else ()
    return replace(
        draft,
        body=_trimmed(_lines(spoken, run), draft.prose),
        reach=_lines(spoken, weigh.reach(sought.tolist(), run)),
        scores=dict(zip(spoken, scores, strict=True)),
        topic=dict(zip(spoken, cols[OVERLAP].tolist(), strict=True)),
        against=dict(zip(spoken, reasons, strict=False)),
        standing=repeated,
    )


def _closed(draft: Draft, run: range) -> range:
    """Return the run up to the first line that closes an article, if most of the run's prose stands before it."""
    spoken, kinds = draft.spoken, draft.kinds
    closing = [k for k in run if spoken[k] in kinds and any(rule.opens == "rest" for rule in kinds[spoken[k]])]
    if closing:
        prose = [draft.words[i] * draft.prose[i] for i in spoken[run.start : run.stop]]
        before = [0, *accumulate(prose)]
        for k in closing:
            so_far = before[k - run.start]
            if so_far * 3 >= before[-1] * 2 and so_far >= ENOUGH_PROSE:
                return range(run.start, k)
    return run


def _known(judged: Verdict, score: float) -> float:
    """Return the score of a line an earlier stage has judged, or what that stage knows better."""
    if judged.kept:
        return score
    return 0.0 if judged.rule.startswith("record") else -weigh.STRONGEST


def _lines(spoken: Sequence[int], run: range) -> range:
    return range(spoken[run.start], spoken[run.stop - 1] + 1) if run else range(0)


def _trimmed(run: range, prose: Sequence[bool]) -> range:
    """Return the run from its first line of prose on: a short line above may be the title."""
    return range(next((i for i in run if prose[i]), run.start), run.stop)


def _closes(rule: Rule, prose_words: int) -> bool:
    """Tell whether a line of this rule ends the article: above the article the same words are but a link."""
    return rule.opens == "rest" and prose_words >= ENOUGH_PROSE


def captions(draft: Draft) -> Draft:
    """Judge what belongs to a picture: a line that names its source, the line above that, and a line said twice."""
    first = draft.neighbour(-1, 1)
    above = {n for i in draft.credits if (n := draft.neighbour(i, -1)) is not None}
    likely = sorted((draft.credits | draft.echoed | above) - draft.echoing - draft.verdicts.keys())
    found = ((i, _caption(draft, i, may_be_title=i == first)) for i in likely)
    return draft.having(((i, verdict) for i, verdict in found if verdict))


def _caption(draft: Draft, i: int, may_be_title: bool) -> Verdict | None:
    if draft.heading(i) == "h1" or not _near(draft, i):
        return None
    if i in draft.credits and not _leads(draft, i):
        return shape("caption", True, "credit-line")
    following = draft.neighbour(i, 1)
    if may_be_title or i >= draft.body.start or following is None:
        return None
    if i in draft.echoed:
        return shape("caption", True, "caption-twice")
    if following in draft.credits and not draft.ends[i]:
        return shape("caption", True, "caption-beside-credit")
    return None


def _near(draft: Draft, i: int) -> bool:
    """Tell whether a line stands in the article or not far above it."""
    return not draft.body or draft.body.start - FARTHEST_CAPTION <= i < draft.reach.stop


def _leads(draft: Draft, i: int) -> bool:
    """Tell whether a line is long prose inside the article, which may name a photographer in passing."""
    return i in draft.body and draft.words[i] > LONGEST_CAPTION


def title(draft: Draft) -> Draft:
    """Find the title: what the markup calls so, else the first line above the prose that reads like one."""
    above = draft.spoken[: bisect_left(draft.spoken, draft.body.start)]
    judged, echoing = draft.verdicts, draft.echoing
    candidates = [i for i in above if i not in judged and i not in echoing]
    # The name of the site is the title of no article, unless nothing else can be.
    if draft.standing:
        candidates = [i for i in candidates if i not in draft.standing] or candidates
    titles = draft.page.titles
    named = [i for i in candidates if draft.lows[i] in titles] if titles else []
    headings = [i for i in candidates if draft.heading(i) == "h1"] if draft.page.marked else []
    words = draft.words
    several = [i for i in candidates if words[i] >= 3]
    found = next(iter(headings or named or _on_topic(draft, several)), None)
    if found is None:
        found = next((i for i in chain(several, candidates) if _may_head(draft, i)), None)
    if found is None:
        return draft
    verdict = shape("title", True, "title")
    return replace(draft, title=found).having([(found, verdict)])


def _on_topic(draft: Draft, candidates: Sequence[int]) -> list[int]:
    """Return the candidates that may be headlines and share words with the prose, the likeliest first.

    Of those that share enough, it is the one that shares most words, and of equals the one nearest to the prose; if
    none does, the one with the greatest share.
    """
    topic = draft.topic
    shares = {i: topic[i] for i in candidates if i in topic and topic[i] > 0 and _may_head(draft, i)}
    shared = {i: round(share * draft.counts.starts[i]) for i, share in shares.items()}
    enough = [i for i in shares if shares[i] >= ON_TOPIC and shared[i] >= FEWEST_SHARED]
    if enough:
        return sorted(enough, key=lambda i: (-min(shared[i], SHARED_SAY_ALL), -i))
    return sorted(shares, key=lambda i: (-shares[i], i))[:1]


def _may_head(draft: Draft, i: int) -> bool:
    """Tell whether a line may be a headline: no sentence, no furniture."""
    if draft.plains[i].endswith(FULL_STOPS):
        return False
    if i in draft.kinds:
        return all(rule.where.isdisjoint(("above", "head")) for rule in draft.kinds[i])
    return draft.words[i] > 2 or not _between_furniture(draft, i)


def _between_furniture(draft: Draft, i: int) -> bool:
    """Tell whether a line of one or two words stands between two lines that rules take."""
    if draft.words[i] > 2 or i in draft.kinds:
        return False
    return draft.neighbour(i, -1) in draft.kinds and draft.neighbour(i, 1) in draft.kinds


def between(draft: Draft) -> Draft:
    """Judge the short line between two pieces of furniture, such as the place name of a weather widget."""
    verdict = shape("widget", False, "between-furniture")
    above = takewhile(lambda i: i < draft.body.start, sorted(draft.kinds))
    after = {n for i in above if (n := draft.neighbour(i, 1)) is not None and n < draft.body.start}
    found = sorted(i for i in after - draft.verdicts.keys() if _between_furniture(draft, i))
    return draft.having((i, verdict) for i in found)


def phrases(draft: Draft) -> Draft:
    """Judge lines by the phrase rules of their part of the page, and the lines that some of them open."""
    prose = draft.counts.words * draft.counts.prose
    before = np.cumsum(prose) - prose
    found: dict[int, Verdict] = {}
    opened: Rule | None = None
    for k, i in enumerate(draft.spoken):
        if opened is None and i not in draft.kinds:
            continue
        if opened and not _still(opened, draft, i):
            opened = None
        rule = _rule(draft, i) if i in draft.kinds else None
        if rule and not (opened and opened.opens == "rest") and (_lists(rule, draft, k) or _closes(rule, before[i])):
            opened = rule
        if i in draft.verdicts:
            continue
        if rule:
            found[i] = _of(rule)
        elif opened and (opened.opens == "rest" or not _speaks(draft, i)):
            found[i] = _under(opened)
    return draft.having(found.items())


def _lists(rule: Rule, draft: Draft, k: int) -> bool:
    """Tell whether a heading opens a list of links; many short lines in the article are a list of its own."""
    after = draft.spoken[k + 1 : k + 2 + LONGEST_LIST]
    own = len(after) > LONGEST_LIST and after[-1] in draft.reach
    return rule.opens == "list" and not (own and all(_still(rule, draft, i) for i in after))


def _speaks(draft: Draft, i: int) -> bool:
    """Tell whether a line in the article scores as its text, whatever heading stands above it."""
    return i in draft.reach and draft.scores.get(i, 0.0) > 0


def _rule(draft: Draft, i: int) -> Rule | None:
    zone = draft.zone(i)
    return next((rule for rule in draft.kinds[i] if zone in rule.where), None)


def _still(opened: Rule, draft: Draft, i: int) -> bool:
    """Tell whether a line still stands under a heading that opens a list or the rest of the page."""
    if opened.opens == "rest":
        return i >= draft.body.stop
    said = draft.prose[i] or (draft.ends[i] and i in draft.body)
    return not said and draft.words[i] <= LONGEST_LIST_ITEM


@cache
def _of(rule: Rule) -> Verdict:
    return Verdict(rule.role, False, rule.name, rule.why)


@cache
def _under(opened: Rule) -> Verdict:
    role: Role = "related" if opened.role == "list-heading" else opened.role
    return Verdict(role, False, f"under-{opened.name}", f"stands under a line that {opened.why}")


def repeats(draft: Draft) -> Draft:
    """Judge a line that repeats the line before it, and long prose that stands on the page a second time."""

    def verdicts() -> Iterator[tuple[int, Verdict]]:
        plains, prose, reach, seen = draft.plains, draft.prose, draft.reach, set[str]()
        for i in draft.spoken:
            if (i in draft.echoing or (prose[i] and plains[i] in seen)) and i not in draft.verdicts:
                yield i, shape(_role_above(draft, i), False, "repeat")
            if i in reach:
                seen.add(plains[i])

    return draft.having(verdicts())


def _role_above(draft: Draft, i: int) -> Role:
    previous = draft.neighbour(i, -1)
    judged = draft.verdicts.get(previous) if previous is not None else None
    return judged.role if judged and judged.kept else "body"


def rest(draft: Draft) -> Draft:
    """Judge what is left by where it stands; prose whose copies were taken out as repeats stays, else it is nowhere."""
    left = list(draft.open())
    if not draft.body:
        return draft.having(dict.fromkeys(left, shape("body", True, "no-prose")).items())
    repeated = {draft.plains[i] for i, verdict in draft.verdicts.items() if verdict.rule == "repeat"}
    reach = draft.reach
    start, stop = bisect_left(left, reach.start), bisect_left(left, reach.stop)
    beyond = [*left[:start], *left[stop:]]
    found = {i: _inside(draft, i, repeated) for i in left[start:stop]}
    said = [i for i in beyond if draft.prose[i] or draft.ends[i]]
    return draft.having({**found, **_outside(draft, beyond), **_apart(draft, said)}.items())


def _apart(draft: Draft, said: Sequence[int]) -> dict[int, Verdict]:
    """Judge the sentences and prose outside the article: what is likely prose or stands beside the article stays."""
    verdict = shape("body", True, "apart")
    scored = [(i, draft.scores[i]) for i in said if i in draft.scores]
    return {i: verdict for i, score in scored if (draft.prose[i] and score > weigh.APART) or _beside(draft, i)}


def _beside(draft: Draft, i: int) -> bool:
    """Tell whether a sentence or prose has no more than a line with words between it and the article."""
    said = draft.prose[i] or draft.words[i] >= SHORTEST_SENTENCE
    if not said or draft.scores[i] <= weigh.NEAR:
        return False
    at = bisect_left(draft.spoken, i)
    return any(n in draft.reach for n in draft.spoken[max(at - 2, 0) : at + 3])


def _outside(draft: Draft, beyond: Sequence[int]) -> dict[int, Verdict]:
    """Judge lines outside the article as no text of it, by the part of the page they stand in."""
    at = [0, bisect_left(beyond, draft.title or 0), bisect_left(beyond, draft.body.stop), len(beyond)]
    parts = zip(("above-title", "before-prose", "after-end"), pairwise(at), strict=True)
    if not draft.against:
        return {i: v for name, (a, b) in parts for v in [shape("navigation", False, name)] for i in beyond[a:b]}
    return {
        i: shape("navigation", False, name, draft.against.get(i, "")) for name, (a, b) in parts for i in beyond[a:b]
    }


def _inside(draft: Draft, i: int, elsewhere: Set[str]) -> Verdict:
    if i not in draft.scores:  # marks without words, such as the stars between two parts
        return shape("body", True, "among-prose")
    score, role = draft.scores[i], draft.running(i)
    repeated = i in draft.echoed or i in draft.echoing
    furniture = score <= (weigh.REPEATED if repeated else weigh.FURNITURE)
    if furniture and not (draft.prose[i] and draft.plains[i] in elsewhere):
        return shape("navigation", False, "furniture-inside", draft.against.get(i, ""))
    if score < 0:
        return shape(role, True, "doubtful", draft.against.get(i, ""))
    return shape(role, True, "prose" if role == "body" else "among-prose")


STAGES: tuple[Stage, ...] = (
    *(blanks, overruled, owned, web, markup, locate, captions, title, between, phrases),
    *(everywhere, repeats, rest),
)
