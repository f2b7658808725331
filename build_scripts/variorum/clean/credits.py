"""Lines that name the source of a picture, and where on a page such lines may be."""

import re
from collections.abc import Sequence
from functools import lru_cache

PICTURE = "image|photo(?:graph)?|picture|foto|bild|crédit|credit|copyright"
# "Image courtesy of …", "Photo: …", "(Reuters)" at the end, "AP/…".
CREDIT = re.compile(
    rf"(?:^|[ (/|—–-])(?:(?:{PICTURE})s?(?: (?:courtesy|credit|by|of|via|von|de|par))+\b"
    r"|(?:photo|image|picture|foto|bild|crédit photo|credit)s? ?: ?\S|courtesy of\b"
    r"|\((?:AP|AFP|Reuters|EPA|dpa|Getty)[^)]*\)$|(?:AP|AFP|Reuters|EPA|Getty Images)/\w)",
    re.IGNORECASE,
)
# A line that CREDIT finds has one of these in it: to look for them first costs less.
CLUES = (
    *("image", "oto", "pictur", "bild", "dit", "copyright", "courtesy"),
    *("(ap", "ap/", "afp", "reuters", "getty", "(epa", "epa/", "(dpa"),
)
LONGEST_CAPTION = 60
# Lines above the prose in which a picture of the article may stand.
FARTHEST_CAPTION = 12


@lru_cache(maxsize=1 << 16)
def names_source(text: str) -> bool:
    """Tell whether a line names the source of a picture; remembered, as short lines are repeated."""
    low = text.casefold()
    return any(clue in low for clue in CLUES) and CREDIT.search(text) is not None


def credited(plains: Sequence[str], words: Sequence[int]) -> list[int]:
    """Return which lines, none longer than a caption, name the source of a picture."""
    return [i for i, count in enumerate(words) if 0 < count <= LONGEST_CAPTION and names_source(plains[i])]
