"""Text -> words with their kinds -> the places where the kinds make a date expression. Cost is linear."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from variorum.dates.words import Word, phrases, vocabulary
from variorum.model import Span

_PIECE = (
    r"\d+(?:[.,]\d{3})+(?!\d)"
    r"|\d+(?:st|nd|rd|th|er|ers|e|º|ª|°|'?s|’s|-?[хй])?(?![^\W_])"
    r"|\d+"
    r"|[^\W\d_]+(?:-feira)?"
    r"|\n\s*\n"
    r"|[^\w\s]"
)
_SIGNS = {
    **dict.fromkeys("-‐‑‒–—", "-"),
    **dict.fromkeys("$£€¥", "$"),
    **dict.fromkeys("%‰", "u"),
}
_WEEKDAY = r"(?:[Ww]\.?,?[pf]*)?"
_MONTH = r"(?:[MA]|a\.?)"
_ANY_MONTH = r"(?:[MAF]|a\.?)"  # beside a year the month may be of any language
_TO = r"(?:-|r|&)f?"
_NO_DAY = r"(?![u:])"  # "10 people" and "5:30" hold no day
_PART = r"(?:[EIL]-?f*)"

# In this order where several begin at one place; the name says how to read the kinds.
PATTERNS = (
    ("day_to_date", rf"D\.?{_TO}D\.?f?{_ANY_MONTH},?f?Y"),
    ("date_to_day", rf"{_ANY_MONTH}f?D{_TO}D,?f?Y"),
    ("date_to_date", rf"D\.?f?{_ANY_MONTH}{_TO}D\.?f?{_ANY_MONTH},?f?Y|{_ANY_MONTH}D{_TO}{_ANY_MONTH}D,?f?Y"),
    ("date", rf"{_WEEKDAY}D\.?f?{_ANY_MONTH}[.,]?f?Yy?|{_WEEKDAY}{_ANY_MONTH}f?D,?f?Y"),
    ("month_to_month_of_year", rf"{_MONTH}{_TO}{_MONTH},?f?Y"),
    ("month_of_year", rf"{_PART}?{_MONTH},?f?Y"),
    ("days_of_month", rf"D\.?{_TO}D\.?f?{_MONTH}{_NO_DAY}"),
    ("day_of_month", rf"{_WEEKDAY}D\.?f?{_MONTH}"),
    ("month_days", rf"{_MONTH}f?D-D{_NO_DAY}"),
    ("month_day", rf"{_WEEKDAY}{_MONTH}f?D{_NO_DAY}"),
    ("month", rf"(?:[pbr]f*{_PART}?|[ltx]|{_PART})[MA](?!D|,?f?Y)l?|(?:[MA]f?[lx])"),
    ("weekday", r"[ltx]?W(?:f?[lx])?"),
    ("day", r"T"),
    ("ago", r"[ND][dkoy]g|g[ND][dkoy]"),
    ("lasting", r"[lP][ND][dkoy]|P[dkoy]"),
    ("unit", rf"(?:[BV]|{_PART})?f*[ltx][koy]|f?[koy]f?[lx]"),
    ("year_to_year", rf"[pb]f*Y{_TO}Y(?!u)"),
    ("decade", rf"{_PART}?(?:C|cf?Y)"),
    ("year", rf"(?:{_PART}|[plbr]f*|p?f*yf?|N)Y(?!u)|\(Y(?=\))|Y(?=yg?)"),
)
# Without a year, a month before its day is English; elsewhere it is a headline's number.
ENGLISH_ONLY = ("month_days", "month_day")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of the text with its kind and number."""

    kind: str
    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """An expression: the name of its pattern and its words."""

    name: str
    tokens: tuple[Token, ...]

    @property
    def kinds(self) -> str:
        """Return the kinds of the words as one string."""
        return "".join(token.kind for token in self.tokens)

    def values(self, kinds: str) -> list[int]:
        """Return the numbers of the words of some kinds, in order."""
        return [token.value for token in self.tokens if token.kind in kinds]

    def span(self) -> Span:
        """Return the span of the expression without the preposition or bracket before it."""
        lead = len(self.kinds) - len(self.kinds.lstrip("pbrf(N" if self.name == "year" else "pbrf("))
        return Span(self.tokens[lead].start, self.tokens[-1].end)


def scan(text: str, lang: str) -> Iterator[Match]:
    """Yield the date expressions in words, without overlaps, from left to right."""
    words, many = vocabulary(lang), phrases(lang)
    found = list(_tokens(lang).finditer(text))
    kinds = "".join([word.kind if (word := words.get(match[0])) else _kind(match[0], many) for match in found])
    for match in _patterns(lang).finditer(kinds):
        tokens = (_token(found[place], kinds[place], words, many) for place in range(*match.span()))
        yield Match(str(match.lastgroup), tuple(tokens))


@cache
def _tokens(lang: str) -> re.Pattern[str]:
    longest = sorted(phrases(lang), key=lambda phrase: (-len(phrase), phrase))
    known = [rf"\b{re.escape(phrase)}\b" for phrase in longest]
    return re.compile("|".join([*(rf"(?i:{phrase})" for phrase in known), _PIECE]))


@cache
def _patterns(lang: str) -> re.Pattern[str]:
    wanted = [(name, pattern) for name, pattern in PATTERNS if lang == "en" or name not in ENGLISH_ONLY]
    return re.compile("(?![_.,|])(?:" + "|".join(rf"(?P<{name}>{pattern})" for name, pattern in wanted) + ")")


def _kind(text: str, many: Mapping[str, Word]) -> str:
    """Return the kind of what is no single word of time."""
    if text[0].isdecimal():
        return _number(text)[0]
    if text[0].isspace():
        return "|"
    phrase = many.get(text.lower()) if " " in text or not text.isalpha() else None
    return phrase.kind if phrase else "_" if len(text) > 1 or text.isalpha() else _SIGNS.get(text, text)


def _token(match: re.Match[str], kind: str, words: Mapping[str, Word], many: Mapping[str, Word]) -> Token:
    text = match[0]
    word = words.get(text) or many.get(text.lower())
    value = word.value if word else _number(text)[1] if text[0].isdecimal() else 0
    return Token(kind, value, match.start(), match.end())


def _number(text: str) -> tuple[str, int]:
    """Return kind and number of digits with what is written onto them: D day, Y year, C decade, n anything else."""
    digits = re.match(r"\d+", text)
    value, suffix = int(digits[0]) if digits else 0, text[digits.end() :] if digits else ""
    if len(text) - len(suffix) == 4 and 1000 <= value <= 2999:
        round_ = value % 10 == 0 and suffix and suffix not in ("th", "e")
        return ("n" if suffix and not round_ else "C" if round_ else "Y"), value
    short = len(text) - len(suffix) <= 2 and 1 <= value <= 31
    return ("D" if short and suffix.lstrip("'’") != "s" and suffix != "ers" else "n"), value
