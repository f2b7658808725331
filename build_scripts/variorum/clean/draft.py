"""A page while it is judged: its lines, the verdicts so far, and what is known of where the article stands."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from variorum.clean.census import Standing
from variorum.clean.credits import credited
from variorum.clean.known import NOTHING, Known
from variorum.clean.measure import Counts, measure
from variorum.clean.paragraphs import from_markup, units
from variorum.clean.rules import MarkupRule, Rule, Zone, kinds, plain, plains
from variorum.language import N_
from variorum.model import Line, Meta, Override, Role


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is and why it stays or goes."""

    role: Role
    kept: bool
    rule: str
    reason: str


# The rules that look at the shape of the page rather than at words: name -> why, as the ledger says it.
SHAPES = {
    "blank": N_("has no words"),
    "record-keep": N_("the article's record says keep"),
    "record-drop": N_("the article's record says drop"),
    "credit-line": N_("names the source of a picture"),
    "caption-twice": N_("stands twice in a row above the text, as a picture's caption does"),
    "caption-beside-credit": N_("stands directly above the line that names the picture's source"),
    "title": N_("is the first line above the text that reads as a headline"),
    "between-furniture": N_("is a word or two between two lines that are no article text"),
    "standing": N_("stands on most pages of its source and not among the prose of this one"),
    "standing-inside": N_("stands on most pages of its source, yet among the prose of this one; in doubt it stays"),
    "repeat": N_("stands on the page already, word for word; kept once"),
    "above-title": N_("stands above the title and is no prose"),
    "before-prose": N_("stands between the title and the prose"),
    "prose": N_("is running text of the article"),
    "doubtful": N_("stands at or in the article, yet looks like no text of it; in doubt it stays"),
    "furniture-inside": N_("stands in the article, yet is clearly no text of it"),
    "among-prose": N_("is a short line among the prose: a heading, a verse or a list item"),
    "after-end": N_("stands after the last prose of the article"),
    "apart": N_("is prose apart from the rest; in doubt it stays"),
    "known-byline": N_(
        "names the author, as the page's markup does, and says nothing else; kept as a fact, not as text"
    ),
    "known-dateline": N_(
        "says when the page was published, as its markup states it, and nothing else; kept as a fact, not as text"
    ),
    "page-title": N_("is the page's main heading, or what its markup gives as its title"),
    "clearly-text": N_("the page's markup clearly takes it for the article's text"),
    "likely-text": N_("the page's markup speaks against it, though not clearly; in doubt it stays"),
    "clearly-apart": N_("the page's markup does not take it for the article's text"),
    "amid-text": N_(
        "stands amid the article's text, yet extractor and markup do not take it for such; in doubt it stays"
    ),
    "both-keep": N_("the extractor and the page's markup both take it for the article's text"),
    "extractor-keeps": N_(
        "the extractor takes it for the article's text, the markup speaks against it; in doubt it stays"
    ),
    "markup-keeps": N_("the markup takes it for the article's text, though the extractor leaves it out"),
    "both-drop": N_("the extractor leaves it out, and the page's markup does not speak for it"),
    "markup-drops": N_("the extractor takes it, yet the page's markup speaks clearly against it"),
    "link-to-another": N_("is a link in words of its own outside the text"),
    "caption-elsewhere": N_("is the caption of a picture away from the article"),
    "caption-again": N_("is the caption of a picture that stands there already; kept once"),
    "no-prose": N_("the page has no run of prose to judge by, so the line stays"),
}

# The rules of SHAPES by which a line stays although it may be no text of the article.
DOUBTFUL = frozenset(
    {"doubtful", "apart", "no-prose", "standing-inside", "likely-text", "amid-text", "extractor-keeps"}
)
HEADING = re.compile(r"(?:^| )(h[1-6])(?=[ .#\[]|$)")
# A line of more words is no heading.
LONGEST_HEADING = 12

# What spoke most against a line, as the ledger says it: the parts of the score in weigh.LOOKS and in markup.LOOKS.
AGAINST = {
    "length": N_("its length is not that of the article's lines"),
    "sentences": N_("it has no sentences, nor have the lines beside it"),
    "characters": N_("its capitals, digits and marks are those of a label or a link"),
    "neighbours": N_("it stands far from the prose or among short lines"),
    "place": N_("it stands apart from the main run of prose"),
    "furniture": N_("lines known to be no article text stand beside or before it"),
    "credit": N_("it names the source of a picture or stands beside such a line"),
    "repeats": N_("it or the lines beside it stand on the page several times"),
    "topic": N_("it shares few words with the article"),
    "shape": N_("its length and its element are not those of the article's lines"),
    "links": N_("it or what stands around it is links"),
    "alike": N_("the lines in elements of the same names hold little of the page's prose"),
    "holder": N_("the elements it stands in hold little of the page's prose"),
    "names": N_("the elements around it have names that other parts of pages bear"),
    "words": N_("its words are those of furniture, are repeated, or are not those of the article"),
}


@lru_cache
def shape(role: Role, kept: bool, name: str, against: str = "") -> Verdict:
    """Return the verdict of a rule of SHAPES, with what spoke most against the line where that is told."""
    return Verdict(role, kept, name, f"{SHAPES[name]}: {AGAINST[against]}" if against else SHAPES[name])


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the markup of a page says of lines: the rules on elements that decide some, and the scores of the others.

    `rows` are the lines no rule decides; `scores` has a value for each, `parts` what each thing looked at adds to it.
    """

    ruled: Mapping[int, MarkupRule]
    rows: Sequence[int]
    scores: Sequence[float]
    parts: Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Page:
    """What is received of a page: the texts to judge, what is said of them, and whether reasons are asked for.

    `marked` are the lines of a page that came with markup, which `texts` are of then; `titles` those that it states,
    without regard to case; `overrides` what its record says, `known` what the edition knows of its source; `meta` all
    that the markup states.
    """

    texts: Sequence[str]
    marked: Sequence[Line] = ()
    overrides: Sequence[Override] = ()
    titles: frozenset[str] = frozenset()
    known: Known = NOTHING
    explain: bool = True
    meta: Sequence[Meta] = ()


@dataclass(frozen=True)
class Draft:
    """A page while it is judged: its lines, what is known of them so far, and where the article stands.

    `lows` are the lines without regard to case, `kinds` the phrase rules that take a line, `spoken` the lines with
    words; `echoed` those of them whose next line with words says the same, `echoing` those next lines.
    `parts` is how the scores of a web page are made up, `weighed` what its markup says before any line is judged.
    """

    page: Page
    plains: Sequence[str]
    lows: Sequence[str]
    counts: Counts
    words: Sequence[int]
    prose: Sequence[bool]
    ends: Sequence[bool]
    kinds: Mapping[int, tuple[Rule, ...]]
    spoken: Sequence[int]
    credits: frozenset[int]
    echoed: frozenset[int]
    echoing: frozenset[int]
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    body: range = range(0)
    reach: range = range(0)
    scores: Mapping[int, float] = field(default_factory=dict)
    topic: Mapping[int, float] = field(default_factory=dict)
    against: Mapping[int, str] = field(default_factory=dict)
    parts: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    weighed: Weighed | None = None
    title: int | None = None
    standing: Mapping[int, Standing] = field(default_factory=dict)

    def having(self, found: Iterable[tuple[int, Verdict]]) -> "Draft":
        """Return the page with more verdicts."""
        new = dict(found)
        if not new:
            return self
        page = copy(self)  # not replace(): that sets every field anew, and each stage comes by here
        page.__dict__["verdicts"] = {**self.verdicts, **new}
        return page

    def open(self) -> Iterator[int]:
        """Yield the indexes of the lines no stage has judged yet."""
        verdicts = self.verdicts
        return (i for i in range(len(self.plains)) if i not in verdicts)

    def hint(self, i: int) -> str:
        """Return what the markup says of a line; nothing for plain text."""
        return self.page.marked[i].hint if self.page.marked else ""

    def heading(self, i: int) -> str:
        """Return the innermost of the elements h1 to h6 around a line, else nothing."""
        return next(reversed(HEADING.findall(self.hint(i))), "")

    def running(self, i: int) -> Role:
        """Return what a line among the prose is: text that runs on, or a heading."""
        return "body" if self.prose[i] or self.ends[i] or self.words[i] > LONGEST_HEADING else "heading"

    def zone(self, i: int) -> Zone:
        """Return the part of the page a line stands in."""
        if i in self.body:
            return "inside"
        if i >= self.body.stop:
            return "tail"
        return "above" if self.title is not None and i < self.title else "head"

    def neighbour(self, i: int, step: int) -> int | None:
        """Return the next line with words before (step -1) or after (1) a line."""
        at = bisect_left(self.spoken, i) - 1 if step < 0 else bisect_right(self.spoken, i)
        return self.spoken[at] if 0 <= at < len(self.spoken) else None


def received(
    lines: Sequence[Line],
    running_on: frozenset[int],
    overrides: Sequence[Override],
    meta: Sequence[Meta],
    known: Known,
) -> Page:
    """Return the page that lines make up; those `running_on` go on with the paragraph of the line before."""
    titles = frozenset(plain(m.value).casefold() for m in meta if m.name == "title")
    marked = lines if from_markup(lines) else ()
    return Page(units([line.text for line in lines], running_on), marked, overrides, titles, known, meta=meta)


def sketch(page: Page) -> Draft:
    """Measure the lines of a page; nothing is judged yet."""
    found = plains(page.texts)
    lows = [text.casefold() for text in found]
    counts = measure(page.texts)
    words = counts.words.tolist()
    spoken = [i for i, text in enumerate(found) if text]
    echoed = [(i, after) for i, after in pairwise(spoken) if found[i] == found[after]]
    return Draft(
        page,
        found,
        lows,
        counts,
        words,
        counts.prose.tolist(),
        counts.ends.tolist(),
        {i: taking for i in spoken if (taking := kinds(found[i]))},
        spoken,
        frozenset(credited(found, words)),
        frozenset(i for i, _ in echoed),
        frozenset(i for _, i in echoed),
    )
