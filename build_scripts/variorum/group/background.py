"""How rare words are in general: the background that keeps links apart from whatever else lies in the folder.

background.txt holds words by how often they occur (Zipf scale: 10 ** (zipf - 9) of all words); it says where it is
from. A word that it lacks counts as rare.
"""

import math
from functools import cache
from importlib.resources import files

# Words of a usual article: turns a word's share of all words into the share of articles that have it.
ARTICLE_WORDS = 400
# What a word that the table lacks weighs: about one article in 8,000 has it.
UNKNOWN = 9.0
# Two characters of a script without spaces that are no word of the table.
UNKNOWN_PAIR = 7.0


@cache
def table() -> dict[str, float]:
    """Return the weight of each word of the table: minus the logarithm of the share of articles that have it."""
    found: dict[str, float] = {}
    for line in files("variorum.group").joinpath("background.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            zipf, words = line.split(" ", 1)
            found |= dict.fromkeys(words.split(" "), weight(float(zipf)))
    return found


def weight(zipf: float) -> float:
    """Return what a word so frequent weighs."""
    return -math.log(1 - math.exp(-ARTICLE_WORDS * 10 ** (zipf - 9)))


def rarity(word: str, unspaced: bool = False) -> float:
    """Return what a word weighs; `unspaced`: it is a pair of characters of a script without spaces."""
    return table().get(word, UNKNOWN_PAIR if unspaced else UNKNOWN)
