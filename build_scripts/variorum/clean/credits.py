"""Lines that name the source of a picture, and where on a page such lines may be."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

PICTURE = "image|photo(?:graph)?|picture|foto|bild|crédit|credit|copyright"
# "Image courtesy of …", "Photo: …", "(Reuters)" at the end, "AP/…".
CREDIT = re.compile(
    rf"(?:^|[ (/|—–-])(?:(?:{PICTURE})s?(?: (?:courtesy|credit|by|of|via|von|de|par))+\b"
    r"|(?:photo|image|picture|foto|bild|crédit photo|credit)s? ?: ?\S|courtesy of\b"
    r"|\((?:AP|AFP|Reuters|EPA|dpa|Getty)[^)]*\)$|(?:AP|AFP|Reuters|EPA|Getty Images)/\w)",
    re.IGNORECASE,
)
# A line that CREDIT finds has one of these in it; they are sought over the whole page at once, which costs little.
CLUES = (
    *("image", "oto", "pictur", "bild", "dit", "copyright", "courtesy"),
    *("(ap", "ap/", "afp", "reuters", "getty", "(epa", "epa/", "(dpa"),
)
LONGEST_CAPTION = 60
# Lines above the prose in which a picture of the article may stand.
FARTHEST_CAPTION = 12


def names_source(text: str) -> bool:
    """Tell whether a line names the source of a picture."""
    return CREDIT.search(text) is not None


def credited(plains: Sequence[str], lows: Sequence[str], words: Sequence[int]) -> list[int]:
    """Return which lines, none longer than a caption, name the source of a picture.

    `lows` are the lines without regard to case.
    """
    short = [i for i, count in enumerate(words) if 0 < count <= LONGEST_CAPTION]
    return [i for i in _likely(short, lows) if names_source(plains[i])]


def _likely(short: Sequence[int], lows: Sequence[str]) -> Iterator[int]:
    texts = [lows[i] for i in short]
    page = "\n".join(texts)
    found = [clue for clue in CLUES if clue in page]
    if found:
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        yield from (short[k] for k in sorted({k for clue in found for k in _holding(clue, page, starts)}))


def _holding(clue: str, page: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the lines with a clue in them."""
    at = page.find(clue)
    while at >= 0:
        line = bisect_right(starts, at) - 1
        yield line
        at = page.find(clue, starts[line + 1])
