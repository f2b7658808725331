"""Lines -> verdicts: what each line of a page is, whether it stays, by which rule and why.

The stages stand in STAGES, in order. A stage gives verdicts for lines no earlier stage has judged; the last one judges
all that is left, so every line has exactly one verdict. When in doubt a line among or beside the prose stays.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from variorum.clean import weigh
from variorum.clean.features import columns
from variorum.clean.rules import Rule, Zone, kinds, markup_rules, plain
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
ENOUGH_PROSE = 60
LONGEST_CAPTION = 60
# Lines above the prose in which a picture of the article may stand.
FARTHEST_CAPTION = 12
LONGEST_LIST_ITEM = 30
LONGEST_HEADING = 12
# A headline may ask or exclaim; a line that ends so is a sentence.
FULL_STOPS = (".", "。", "．", "۔", "।", "።")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is and why it stays or goes."""

    role: Role
    kept: bool
    rule: str
    reason: str


# The rules that look at the shape of the page rather than at words: name -> why, as the ledger says it.
SHAPES = {
    "blank": "has no words",
    "record-keep": "the article's record says keep",
    "record-drop": "the article's record says drop",
    "credit-line": "names the source of a picture",
    "caption-twice": "stands twice in a row above the text, as a picture's caption does",
    "caption-beside-credit": "stands directly above the line that names the picture's source",
    "title": "is the first line above the text that reads as a headline",
    "between-furniture": "is a word or two between two lines that are no article text",
    "repeat": "stands on the page already, word for word; kept once",
    "above-title": "stands above the title and is no prose",
    "before-prose": "stands between the title and the prose",
    "prose": "is running text of the article",
    "doubtful": "stands at or in the article, yet looks like no text of it; in doubt it stays",
    "furniture-inside": "stands in the article, yet is clearly no text of it",
    "among-prose": "is a short line among the prose: a heading, a verse or a list item",
    "after-end": "stands after the last prose of the article",
    "no-prose": "the page has no run of prose to judge by, so the line stays",
}


# What spoke most against a line, as the ledger says it: the parts of the score in weigh.LOOKS.
AGAINST = {
    "length": "its length is not that of the article's lines",
    "sentences": "it has no sentences, nor have the lines beside it",
    "characters": "its capitals, digits and marks are those of a label or a link",
    "neighbours": "it stands far from the prose or among short lines",
    "place": "it stands apart from the main run of prose",
    "furniture": "lines known to be no article text stand beside or before it",
    "credit": "it names the source of a picture or stands beside such a line",
    "repeats": "it or the lines beside it stand on the page several times",
    "topic": "it shares few words with the article",
}


def _shape(role: Role, kept: bool, name: str, against: str = "") -> Verdict:
    return Verdict(role, kept, name, f"{SHAPES[name]}: {AGAINST[against]}" if against else SHAPES[name])


@dataclass(frozen=True)
class Draft:
    """A page while it is judged: its lines, what is known of them so far, and where the article stands."""

    lines: tuple[Line, ...]
    plains: tuple[str, ...]
    overrides: tuple[Override, ...]
    titles: frozenset[str]
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    body: range = range(0)
    reach: range = range(0)
    scores: Mapping[int, float] = field(default_factory=dict)
    against: Mapping[int, str] = field(default_factory=dict)
    title: int | None = None

    def open(self) -> Iterator[int]:
        """Yield the indexes of the lines no stage has judged yet."""
        return (i for i in range(len(self.lines)) if i not in self.verdicts)

    def zone(self, i: int) -> Zone:
        """Return the part of the page a line stands in."""
        if i in self.body:
            return "inside"
        if i >= self.body.stop:
            return "tail"
        return "above" if self.title is not None and i < self.title else "head"

    def neighbour(self, i: int, step: int) -> int | None:
        """Return the next line with words before (step -1) or after (1) a line."""
        i += step
        while 0 <= i < len(self.lines):
            if self.plains[i]:
                return i
            i += step
        return None


Stage = Callable[[Draft], Draft]


def judge(lines: Sequence[Line], overrides: Sequence[Override] = (), meta: Sequence[Meta] = ()) -> tuple[Verdict, ...]:
    """Return a verdict for each line of a page. Linear in the length of the page."""
    titles = frozenset(plain(m.value).casefold() for m in meta if m.name == "title")
    draft = Draft(tuple(lines), tuple(plain(line.text) for line in lines), tuple(overrides), titles)
    for stage in STAGES:
        draft = stage(draft)
    return tuple(draft.verdicts[i] for i in range(len(lines)))


def _with(draft: Draft, found: Iterator[tuple[int, Verdict]]) -> Draft:
    return replace(draft, verdicts={**draft.verdicts, **dict(found)})


def blanks(draft: Draft) -> Draft:
    """Judge lines without a visible character."""
    verdict = _shape("blank", False, "blank")
    return _with(draft, ((i, verdict) for i in draft.open() if not draft.lines[i].text.strip()))


def overruled(draft: Draft) -> Draft:
    """Follow the reviewed overrules of the article's record."""
    said = {plain(o.quote): o.keep for o in draft.overrides}

    def verdict(keep: bool) -> Verdict:
        word = "keep" if keep else "drop"
        return _shape("body" if keep else "navigation", keep, f"record-{word}")

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
    run = weigh.core(values, cols["words"])
    return replace(
        draft,
        body=_trimmed(_lines(spoken, run), draft.plains),
        reach=_lines(spoken, weigh.reach(values, run)),
        scores=dict(zip(spoken, values, strict=True)),
        against={i: scores.strongest(k, favour=False) for k, i in enumerate(spoken)},
    )


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


def _may_open(rule: Rule, prose_words: int) -> bool:
    return rule.opens != "rest" or prose_words >= ENOUGH_PROSE


def captions(draft: Draft) -> Draft:
    """Judge what belongs to a picture: a line that names its source, the line above that, and a line said twice."""
    first = draft.neighbour(-1, 1)
    unrepeated = (i for i in draft.open() if not _repeats_neighbour(draft, i))
    found = ((i, _caption(draft, i, may_be_title=i == first)) for i in unrepeated)
    return _with(draft, ((i, verdict) for i, verdict in found if verdict))


def _caption(draft: Draft, i: int, may_be_title: bool) -> Verdict | None:
    if not _near(draft, i):
        return None
    if _names_source(draft, i) and not _leads(draft, i):
        return _shape("caption", True, "credit-line")
    following = draft.neighbour(i, 1)
    if may_be_title or i >= draft.body.start or following is None:
        return None
    if draft.plains[following] == draft.plains[i]:
        return _shape("caption", True, "caption-twice")
    if _names_source(draft, following) and not ends_sentence(draft.plains[i]):
        return _shape("caption", True, "caption-beside-credit")
    return None


def _names_source(draft: Draft, i: int) -> bool:
    return words(draft.plains[i]) <= LONGEST_CAPTION and CREDIT.search(draft.plains[i]) is not None


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
    headings = [i for i in candidates if re.search(r"(?:^| )h1(?=[ .#]|$)", draft.lines[i].hint)]
    free = [i for i in candidates if not draft.plains[i].endswith(FULL_STOPS) and not _furniture(draft, i)]
    several = [i for i in free if words(draft.plains[i]) >= 3]
    found = next(iter(headings or named or several or free), None)
    if found is None:
        return draft
    verdict = _shape("title", True, "title")
    return _with(replace(draft, title=found), iter([(found, verdict)]))


def _furniture(draft: Draft, i: int) -> bool:
    return any(r.where & {"above", "head"} for r in kinds(draft.plains[i])) or _between_furniture(draft, i)


def _between_furniture(draft: Draft, i: int) -> bool:
    """Tell whether a line of one or two words stands between two lines that rules take."""
    around = [draft.neighbour(i, -1), draft.neighbour(i, 1)]
    if words(draft.plains[i]) > 2 or None in around:
        return False
    return all(kinds(draft.plains[n]) for n in around if n is not None)


def between(draft: Draft) -> Draft:
    """Judge the short line between two pieces of furniture, such as the place name of a weather widget."""
    verdict = _shape("widget", False, "between-furniture")
    return _with(draft, ((i, verdict) for i in draft.open() if i < draft.body.start and _between_furniture(draft, i)))


def phrases(draft: Draft) -> Draft:
    """Judge lines by the phrase rules of their part of the page, and the lines that some of them open."""
    before = prose_before(draft.plains)
    found: dict[int, Verdict] = {}
    opened: Rule | None = None
    for i in range(len(draft.lines)):
        rule = _rule(draft, i, before[i])
        if opened and not _still(opened, draft, i):
            opened = None
        if rule and not (opened and opened.opens == "rest"):
            opened = rule if rule.opens else opened
        if i in draft.verdicts:
            continue
        if rule:
            found[i] = Verdict(rule.role, False, rule.name, rule.why)
        elif opened and not _speaks(draft, i):
            found[i] = _under(opened)
    return _with(draft, iter(found.items()))


def _speaks(draft: Draft, i: int) -> bool:
    """Tell whether a line in the article scores as its text, whatever heading stands above it."""
    return i in draft.reach and draft.scores.get(i, 0.0) > 0


def _rule(draft: Draft, i: int, prose_words: int) -> Rule | None:
    zone = draft.zone(i)
    return next((r for r in kinds(draft.plains[i]) if zone in r.where and _may_open(r, prose_words)), None)


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
                yield i, _shape(_role_above(draft, i), False, "repeat")
            if i in draft.reach:
                seen.add(text)

    return _with(draft, verdicts())


def _repeats_neighbour(draft: Draft, i: int) -> bool:
    previous = draft.neighbour(i, -1)
    return previous is not None and draft.plains[previous] == draft.plains[i]


def _role_above(draft: Draft, i: int) -> Role:
    previous = draft.neighbour(i, -1)
    judged = draft.verdicts.get(previous) if previous is not None else None
    return judged.role if judged and judged.kept else "body"


def rest(draft: Draft) -> Draft:
    """Judge what is left by where it stands."""
    return _with(draft, ((i, _by_place(draft, i)) for i in draft.open()))


def _by_place(draft: Draft, i: int) -> Verdict:
    if not draft.body or i not in draft.scores:
        return _shape("body", True, "no-prose")
    if i not in draft.reach:
        name = {"above": "above-title", "tail": "after-end"}.get(draft.zone(i), "before-prose")
        return _shape("navigation", False, name, draft.against[i])
    if draft.scores[i] <= weigh.FURNITURE or (_twice(draft, i) and draft.scores[i] < weigh.REPEATED):
        return _shape("navigation", False, "furniture-inside", draft.against[i])
    return _inside(draft, i)


def _twice(draft: Draft, i: int) -> bool:
    """Tell whether the line before or after says the same."""
    following = draft.neighbour(i, 1)
    same = following is not None and draft.plains[following] == draft.plains[i]
    return same or _repeats_neighbour(draft, i)


def _inside(draft: Draft, i: int) -> Verdict:
    text = draft.plains[i]
    role: Role = "body" if is_prose(text) or ends_sentence(text) or words(text) > LONGEST_HEADING else "heading"
    if draft.scores[i] < 0:
        return _shape(role, True, "doubtful", draft.against[i])
    return _shape(role, True, "prose" if role == "body" else "among-prose")


STAGES: tuple[Stage, ...] = (blanks, overruled, markup, locate, captions, title, between, phrases, repeats, rest)
