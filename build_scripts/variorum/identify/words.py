"""Where words begin and end, and which longer words are two that have run together.

Positions are those of a folded text (fold.py), in which apostrophes are ' and hyphens -. Letters, marks, digits and _
make words. Scripts that put no space between words, such as Han and Thai, let a word begin and end at any letter;
Katakana does not, for there a run is a word. What languages write onto a name is data: words.toml.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

# Han, Hiragana, Thai, Lao, Burmese, Khmer.
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3041-\u309f\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
# No word is longer; it bounds what is looked at beside a name.
_REACH = 40
_SHORTEST_TAIL, _SHORTEST_HEAD = 3, 2


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    text = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def listed(name: str) -> frozenset[str]:
    """Return the words of one table of words.toml."""
    return frozenset(word for words in _data()[name].values() for word in words)


def begins(text: str, place: int) -> bool:
    """Tell whether a word can begin at a place of a folded text."""
    if place == 0 or place == len(text):
        return True
    if text[place - 1] == "'":
        head = _before(text, place - 1)
        return not head or head.casefold() in listed("heads")
    if _parted(text[place - 1], text[place]):
        return True
    head = _before(text, place)
    return head in listed("joined_before") and _clear(text, place - len(head))


def ends(text: str, place: int) -> bool:
    """Tell whether a word can end at a place of a folded text."""
    if place == 0 or place == len(text):
        return True
    if text[place] == "'":
        tail = _after(text, place + 1)
        return not tail or tail.casefold() in listed("tails")
    if text[place - 1] == "." and text[place].isalnum():  # U.S. within U.S.A.
        return False
    return _parted(text[place - 1], text[place]) or _after(text, place) in listed("joined_after")


def _clear(text: str, place: int) -> bool:
    """Tell whether no word stands right before a place."""
    return place == 0 or not _is_word(text[place - 1])


def _before(text: str, place: int) -> str:
    found = _WORD_BEFORE.search(text[max(0, place - _REACH) : place])
    return found[0] if found else ""


def _after(text: str, place: int) -> str:
    found = _WORD_AFTER.match(text, place, place + _REACH)
    return found[0] if found else ""


def _parted(before: str, after: str) -> bool:
    """Tell whether two characters are never of one word. An accent is of one with what it stands on."""
    if after[0] > "\u02ff" and unicodedata.category(after)[0] == "M":
        return False
    if not _is_word(before) or not _is_word(after):
        return True
    if _SPACELESS.match(before) or _SPACELESS.match(after):
        return True
    return bool(_KATAKANA.match(before)) != bool(_KATAKANA.match(after))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (char > "\u02ff" and unicodedata.category(char)[0] == "M")


def fused(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of the longer word that a name seems to have run into, None where it is no such word.

    The name is written with a capital, and what is joined to it are small letters that no language makes an ending
    of. Whether they are a word is asked by `is_slip`.
    """
    joined_before, joined_after = not begins(text, start), not ends(text, end)
    if joined_before == joined_after or not text[start].isupper():
        return None
    head, tail = _before(text, start), _after(text, end)
    if joined_before:
        return (start - len(head), end) if _is_head(head) else None
    return (start, end + len(tail)) if _is_tail(tail) else None


def _is_head(head: str) -> bool:
    return len(head) >= _SHORTEST_HEAD and head.islower()


def _is_tail(tail: str) -> bool:
    return len(tail) >= _SHORTEST_TAIL and tail.islower() and tail not in listed("endings")


def is_slip(name: str, word: str, vocabulary: frozenset[str]) -> bool:
    """Tell whether a longer word is a name and another word run together: its rest is a word of its own.

    `vocabulary` are the words in small letters that stand by themselves in the edition. After an abbreviation in
    capitals any rest is none of its own.
    """
    rest = word[len(name) :] if word.startswith(name) else word[: -len(name)]
    abbreviation = word.startswith(name) and name.isupper() and len(name) > 1
    return abbreviation or rest in vocabulary or rest in listed("common")
