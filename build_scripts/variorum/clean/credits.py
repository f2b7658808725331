"""Lines that name the source of a picture, and where on a page such lines may be."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from variorum.clean.sieve import Sieve

PICTURE = "image|photo(?:graph)?|picture|foto|bild|crédit|credit|copyright"
# "Image courtesy of …", "Photo: …", "(Reuters)" at the end, "AP/…".
CREDIT = re.compile(
    rf"(?:^|[ (/|—–-])(?:(?:{PICTURE})s?(?: (?:courtesy|credit|by|of|via|von|de|par))+\b"
    r"|(?:photo|image|picture|foto|bild|crédit photo|credit)s? ?: ?\S|courtesy of\b"
    r"|\((?:AP|AFP|Reuters|EPA|dpa|Getty)[^)]*\)$|(?:AP|AFP|Reuters|EPA|Getty Images)/\w)",
    re.IGNORECASE,
)
LONGEST_CAPTION = 60
# Lines above the prose in which a picture of the article may stand.
FARTHEST_CAPTION = 12


@lru_cache(maxsize=1 << 16)
def names_source(text: str) -> bool:
    """Tell whether a line names the source of a picture; remembered, as short lines are repeated."""
    return bool(_sieve().passing(text)) and CREDIT.search(text) is not None


@cache
def _sieve() -> Sieve:
    return Sieve([CREDIT.pattern], anywhere=True)


def credited(plains: Sequence[str], words: Sequence[int]) -> list[int]:
    """Return which lines, none longer than a caption, name the source of a picture."""
    return [i for i, count in enumerate(words) if 0 < count <= LONGEST_CAPTION and names_source(plains[i])]
