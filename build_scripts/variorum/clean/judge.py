"""Lines -> verdicts: what each line of a page is, whether it stays, by which rule and why.

The stages stand in STAGES, in order. A stage gives verdicts for lines no earlier stage has judged; the last one judges
all that is left, so every line has exactly one verdict. When in doubt a line among or beside the prose stays.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from variorum.clean import weigh
from variorum.clean.draft import Draft, Verdict, shape
from variorum.clean.features import columns
from variorum.clean.rules import Rule, kinds, markup_rules, plain
from variorum.clean.web import web
from variorum.clean.zones import ends_sentence, is_prose, prose_before, words
from variorum.model import Line, Meta, Override, Role

PICTURE = "image|photo(?:graph)?|picture|foto|bild|crédit|credit|copyright"
# "Image courtesy of …", "Photo: …", "(Reuters)" at the end, "AP/…".
CREDIT = re.compile(
    rf"(?:^|[ (/|—–-])(?:(?:{PICTURE})s?(?: (?:courtesy|credit|by|of|via|von|de|par))+\b"
    r"|(?:photo|image|picture|foto|bild|crédit photo|credit)s?: ?\S|courtesy of\b"
    r"|\((?:AP|AFP|Reuters|EPA|dpa|Getty)[^)]*\)$|(?:AP|AFP|Reuters|EPA|Getty Images)/\w)",
    re.IGNORECASE,
)
# Words of prose that must stand before a heading such as "Comments" may close the article.
ENOUGH_PROSE = 40
LONGEST_CAPTION = 60
HEADING = re.compile(r"(?:^| )h1(?=[ .#\[]|$)")
# Lines above the prose in which a picture of the article may stand.
FARTHEST_CAPTION = 12
LONGEST_LIST_ITEM = 30
# A headline shares at least this part of its longer words with the prose below it.
ON_TOPIC = 0.6
LONGEST_HEADING = 12
# A headline may ask or exclaim; a line that ends so is a sentence.
FULL_STOPS = (".", "。", "．", "۔", "।", "።")


Stage = Callable[[Draft], Draft]


def judge(lines: Sequence[Line], overrides: Sequence[Override] = (), meta: Sequence[Meta] = ()) -> tuple[Verdict, ...]:
    """Return a verdict for each line of a page. Linear in the length of the page."""
    titles = frozenset(plain(m.value).casefold() for m in meta if m.name == "title")
    draft = Draft(tuple(lines), tuple(plain(line.text) for line in lines), tuple(overrides), titles)
    for stage in STAGES:
        if len(draft.verdicts) == len(lines):
            break
        draft = stage(draft)
    return tuple(draft.verdicts[i] for i in range(len(lines)))


def _with(draft: Draft, found: Iterator[tuple[int, Verdict]]) -> Draft:
    return replace(draft, verdicts={**draft.verdicts, **dict(found)})


def blanks(draft: Draft) -> Draft:
    """Judge lines without a visible character."""
    verdict = shape("blank", False, "blank")
    return _with(draft, ((i, verdict) for i in draft.open() if not draft.lines[i].text.strip()))


def overruled(draft: Draft) -> Draft:
    """Follow the reviewed overrules of the article's record."""
    said = {plain(o.quote): o.keep for o in draft.overrides}

    def verdict(keep: bool) -> Verdict:
        word = "keep" if keep else "drop"
        return shape("body" if keep else "navigation", keep, f"record-{word}")

    return _with(draft, ((i, verdict(said[draft.plains[i]])) for i in draft.open() if draft.plains[i] in said))


def markup(draft: Draft) -> Draft:
    """Judge lines by the elements they stand in."""

    def verdicts() -> Iterator[tuple[int, Verdict]]:
        for i in draft.open():
            if rule := next((r for r in markup_rules() if r.takes(draft.lines[i].hint)), None):
                yield i, Verdict(rule.role, rule.kept, rule.name, rule.why)

    return _with(draft, verdicts())


def locate(draft: Draft) -> Draft:
    """Score the lines with words and find where the article begins and ends."""
    spoken = [i for i, text in enumerate(draft.plains) if text]
    if not spoken:
        return draft
    cols = columns([draft.lines[i].text for i in spoken], gaps(spoken), names_source)
    scores = weigh.weigh(cols)
    values = [_known(draft, i, score) for i, score in zip(spoken, scores.lines, strict=True)]
    run = _closed([draft.plains[i] for i in spoken], weigh.core(values, cols["words"]))
    return replace(
        draft,
        body=_trimmed(_lines(spoken, run), draft.plains),
        reach=_lines(spoken, weigh.reach(values, run)),
        scores=dict(zip(spoken, values, strict=True)),
        topic=dict(zip(spoken, cols["overlap"], strict=True)),
        against={i: scores.strongest(k, favour=False) for k, i in enumerate(spoken)},
    )


def _closed(plains: Sequence[str], run: range) -> range:
    """Return the run up to the first line that closes an article, if most of the run's prose stands before it."""
    *before, total = prose_before([*(plains[i] for i in run), ""])
    ends = (
        i
        for i, so_far in zip(run, before, strict=True)
        if so_far * 3 >= total * 2 and any(_closes(rule, so_far) for rule in kinds(plains[i]))
    )
    return range(run.start, next(ends, run.stop))


def gaps(spoken: Sequence[int]) -> list[int]:
    """Return how many lines without words stand before each of the lines with words."""
    return [after - before - 1 for before, after in zip([-1, *spoken[:-1]], spoken, strict=True)]


def names_source(text: str) -> bool:
    """Tell whether a line names the source of a picture."""
    return CREDIT.search(text) is not None


def _known(draft: Draft, i: int, score: float) -> float:
    """Return a line's score, or what an earlier stage knows better."""
    judged = draft.verdicts.get(i)
    if judged is None or judged.kept:
        return score
    return 0.0 if judged.rule.startswith("record") else -weigh.STRONGEST


def _lines(spoken: Sequence[int], run: range) -> range:
    return range(spoken[run.start], spoken[run.stop - 1] + 1) if run else range(0)


def _trimmed(run: range, plains: Sequence[str]) -> range:
    """Return the run from its first line of prose on: a short line above may be the title."""
    return range(next((i for i in run if is_prose(plains[i])), run.start), run.stop)


def _closes(rule: Rule, prose_words: int) -> bool:
    """Tell whether a line of this rule ends the article: above the article the same words are but a link."""
    return rule.opens == "rest" and prose_words >= ENOUGH_PROSE


def captions(draft: Draft) -> Draft:
    """Judge what belongs to a picture: a line that names its source, the line above that, and a line said twice."""
    first = draft.neighbour(-1, 1)
    unrepeated = (i for i in draft.open() if not _repeats_neighbour(draft, i))
    found = ((i, _caption(draft, i, may_be_title=i == first)) for i in unrepeated)
    return _with(draft, ((i, verdict) for i, verdict in found if verdict))


def _caption(draft: Draft, i: int, may_be_title: bool) -> Verdict | None:
    if HEADING.search(draft.lines[i].hint) or not _near(draft, i):
        return None
    if _names_source(draft, i) and not _leads(draft, i):
        return shape("caption", True, "credit-line")
    following = draft.neighbour(i, 1)
    if may_be_title or i >= draft.body.start or following is None:
        return None
    if _repeats_neighbour(draft, i, 1):
        return shape("caption", True, "caption-twice")
    if _names_source(draft, following) and not ends_sentence(draft.plains[i]):
        return shape("caption", True, "caption-beside-credit")
    return None


def _names_source(draft: Draft, i: int) -> bool:
    return words(draft.plains[i]) <= LONGEST_CAPTION and names_source(draft.plains[i])


def _near(draft: Draft, i: int) -> bool:
    """Tell whether a line stands in the article or not far above it."""
    return not draft.body or draft.body.start - FARTHEST_CAPTION <= i < draft.reach.stop


def _leads(draft: Draft, i: int) -> bool:
    """Tell whether a line is long prose inside the article, which may name a photographer in passing."""
    return i in draft.body and words(draft.plains[i]) > LONGEST_CAPTION


def title(draft: Draft) -> Draft:
    """Find the title: what the markup calls so, else the first line above the prose that reads like one."""
    open_lines = set(draft.open())
    candidates = [
        i for i in range(draft.body.start) if i in open_lines and draft.plains[i] and not _repeats_neighbour(draft, i)
    ]
    named = [i for i in candidates if draft.plains[i].casefold() in draft.titles]
    headings = [i for i in candidates if HEADING.search(draft.lines[i].hint)]
    free = [i for i in candidates if not draft.plains[i].endswith(FULL_STOPS) and not _furniture(draft, i)]
    several = [i for i in free if words(draft.plains[i]) >= 3]
    found = next(iter(headings or named or _on_topic(draft, several) or several or free), None)
    if found is None:
        return draft
    verdict = shape("title", True, "title")
    return _with(replace(draft, title=found), iter([(found, verdict)]))


def _on_topic(draft: Draft, candidates: Sequence[int]) -> list[int]:
    """Return the candidates that share enough words with the prose, or else the one that shares most."""
    shares = {i: draft.topic.get(i, 0.0) for i in candidates}
    enough = [i for i in candidates if shares[i] >= ON_TOPIC]
    return enough or sorted((i for i in candidates if shares[i] > 0), key=lambda i: (-shares[i], i))[:1]


def _furniture(draft: Draft, i: int) -> bool:
    return any(r.where & {"above", "head"} for r in kinds(draft.plains[i])) or _between_furniture(draft, i)


def _between_furniture(draft: Draft, i: int) -> bool:
    """Tell whether a line of one or two words stands between two lines that rules take."""
    around = [draft.neighbour(i, -1), draft.neighbour(i, 1)]
    if words(draft.plains[i]) > 2 or None in around or kinds(draft.plains[i]):
        return False
    return all(kinds(draft.plains[n]) for n in around if n is not None)


def between(draft: Draft) -> Draft:
    """Judge the short line between two pieces of furniture, such as the place name of a weather widget."""
    verdict = shape("widget", False, "between-furniture")
    return _with(draft, ((i, verdict) for i in draft.open() if i < draft.body.start and _between_furniture(draft, i)))


def phrases(draft: Draft) -> Draft:
    """Judge lines by the phrase rules of their part of the page, and the lines that some of them open."""
    before = prose_before(draft.plains)
    found: dict[int, Verdict] = {}
    opened: Rule | None = None
    for i in range(len(draft.lines)):
        rule = _rule(draft, i)
        if opened and not _still(opened, draft, i):
            opened = None
        if rule and not (opened and opened.opens == "rest") and (rule.opens == "list" or _closes(rule, before[i])):
            opened = rule
        if i in draft.verdicts:
            continue
        if rule:
            found[i] = Verdict(rule.role, False, rule.name, rule.why)
        elif opened and (opened.opens == "rest" or not _speaks(draft, i)):
            found[i] = _under(opened)
    return _with(draft, iter(found.items()))


def _speaks(draft: Draft, i: int) -> bool:
    """Tell whether a line in the article scores as its text, whatever heading stands above it."""
    return i in draft.reach and draft.scores.get(i, 0.0) > 0


def _rule(draft: Draft, i: int) -> Rule | None:
    zone = draft.zone(i)
    return next((r for r in kinds(draft.plains[i]) if zone in r.where), None)


def _still(opened: Rule, draft: Draft, i: int) -> bool:
    """Tell whether a line still stands under a heading that opens a list or the rest of the page."""
    if opened.opens == "rest":
        return i >= draft.body.stop
    text = draft.plains[i]
    return not is_prose(text) and not (ends_sentence(text) and i in draft.body) and words(text) <= LONGEST_LIST_ITEM


def _under(opened: Rule) -> Verdict:
    role: Role = "related" if opened.role == "list-heading" else opened.role
    return Verdict(role, False, f"under-{opened.name}", f"stands under a line that {opened.why}")


def repeats(draft: Draft) -> Draft:
    """Judge a line that repeats the line before it, and long prose that stands on the page a second time."""

    def verdicts() -> Iterator[tuple[int, Verdict]]:
        seen: set[str] = set()
        for i, text in enumerate(draft.plains):
            if text and i not in draft.verdicts and (_repeats_neighbour(draft, i) or (text in seen and is_prose(text))):
                yield i, shape(_role_above(draft, i), False, "repeat")
            if i in draft.reach:
                seen.add(text)

    return _with(draft, verdicts())


def _repeats_neighbour(draft: Draft, i: int, step: int = -1) -> bool:
    """Tell whether the next line with words before (step -1) or after (1) says the same."""
    other = draft.neighbour(i, step)
    return other is not None and draft.plains[other] == draft.plains[i]


def _role_above(draft: Draft, i: int) -> Role:
    previous = draft.neighbour(i, -1)
    judged = draft.verdicts.get(previous) if previous is not None else None
    return judged.role if judged and judged.kept else "body"


def rest(draft: Draft) -> Draft:
    """Judge what is left by where it stands."""
    return _with(draft, ((i, _by_place(draft, i)) for i in draft.open()))


def _by_place(draft: Draft, i: int) -> Verdict:
    if not draft.body:
        return shape("body", True, "no-prose")
    if i not in draft.scores:  # marks without words, such as the stars between two parts
        return shape("body", True, "among-prose") if i in draft.reach else _outside(draft, i)
    if i not in draft.reach and is_prose(draft.plains[i]) and draft.scores[i] > weigh.APART:
        return shape("body", True, "apart")
    if i not in draft.reach:
        return _outside(draft, i)
    if draft.scores[i] <= weigh.FURNITURE or (
        draft.scores[i] < weigh.REPEATED and any(_repeats_neighbour(draft, i, step) for step in (-1, 1))
    ):
        return shape("navigation", False, "furniture-inside", draft.against[i])
    return _inside(draft, i)


def _outside(draft: Draft, i: int) -> Verdict:
    name = {"above": "above-title", "tail": "after-end"}.get(draft.zone(i), "before-prose")
    return shape("navigation", False, name, draft.against.get(i, ""))


def _inside(draft: Draft, i: int) -> Verdict:
    text = draft.plains[i]
    role: Role = "body" if is_prose(text) or ends_sentence(text) or words(text) > LONGEST_HEADING else "heading"
    if draft.scores[i] < 0:
        return shape(role, True, "doubtful", draft.against[i])
    return shape(role, True, "prose" if role == "body" else "among-prose")


STAGES: tuple[Stage, ...] = (blanks, overruled, web, markup, locate, captions, title, between, phrases, repeats, rest)
