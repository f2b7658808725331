"""A page while it is judged: its lines, the verdicts so far, and what is known of where the article stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from variorum.clean.rules import Zone
from variorum.model import Line, Override, Role


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
    "apart": "is prose apart from the rest; in doubt it stays",
    "page-title": "is the page's main heading, or what its markup gives as its title",
    "both-keep": "the extractor and the page's markup both take it for the article's text",
    "extractor-keeps": "the extractor takes it for the article's text, the markup speaks against it; in doubt it stays",
    "markup-keeps": "the markup takes it for the article's text, though the extractor leaves it out",
    "both-drop": "the extractor leaves it out, and the page's markup does not speak for it",
    "markup-drops": "the extractor takes it, yet the page's markup speaks clearly against it",
    "link-to-another": "is a link in words of its own outside the text",
    "caption-elsewhere": "is the caption of a picture away from the article",
    "caption-again": "is the caption of a picture that stands there already; kept once",
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

# The same for pages that came as HTML: the parts of the score in markup.LOOKS.
AGAINST_PLACE = {
    "shape": "its length and its element are not those of the article's lines",
    "links": "it or what stands around it is links",
    "alike": "the lines in elements of the same names hold little of the page's prose",
    "holder": "the elements it stands in hold little of the page's prose",
    "neighbours": "it stands far from the prose or among short lines",
    "names": "the elements around it have names that other parts of pages bear",
    "words": "its words are those of furniture, are repeated, or are not those of the article",
}


def shape(role: Role, kept: bool, name: str, against: str = "") -> Verdict:
    """Return the verdict of a rule of SHAPES, with what spoke most against the line where that is told."""
    why = (AGAINST | AGAINST_PLACE)[against] if against else ""
    return Verdict(role, kept, name, f"{SHAPES[name]}: {why}" if why else SHAPES[name])


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
    topic: Mapping[int, float] = field(default_factory=dict)
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
