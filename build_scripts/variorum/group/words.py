"""Text -> words, folded for comparison, in any script; scripts without spaces give pairs of characters."""

import re
import unicodedata
from dataclasses import dataclass

# Letters and digits; an apostrophe inside belongs to the word ("O'Neill").
# Vowel signs of many scripts are marks, not letters.
MARKS = "".join(chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
WORD = re.compile(rf"(?:[^\W_][{MARKS}]*)+(?:['’](?:[^\W_][{MARKS}]*)+)*")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
POSSESSIVE = "'s"
BREAKS = '.!?:\n“"”•|-。！？'


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `form` for comparison, where it starts and ends, whether capitals there mark a name."""

    form: str
    start: int
    end: int
    unspaced: bool = False
    capital: bool = False
    first: bool = False


def words(text: str) -> list[Word]:
    """Return the words of a text in order."""
    found: list[Word] = []
    for match in WORD.finditer(text):
        if UNSPACED.search(match[0]):
            found += _pairs(match[0], match.start())
        else:
            found.append(_word(text, match))
    return found


def _word(text: str, match: re.Match[str]) -> Word:
    start, end = match.span()
    lead_in = text[max(0, start - 3) : start]
    first = not lead_in.strip() or lead_in.rstrip()[-1] in BREAKS or "\n" in lead_in
    return Word(folded(match[0]), start, end, capital=match[0][0].isupper() and end - start > 1, first=first)


def _pairs(run: str, start: int) -> list[Word]:
    """Return each two neighbouring characters, which stand in for words."""
    pairs = [run[i : i + 2] for i in range(max(1, len(run) - 1))]
    return [Word(folded(pair), start + i, start + i + len(pair), unspaced=True) for i, pair in enumerate(pairs)]


def folded(word: str) -> str:
    """Return a word as it is compared: one case, one Unicode form, no possessive, no apostrophes."""
    plain = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    return plain.removesuffix(POSSESSIVE).replace("'", "")
