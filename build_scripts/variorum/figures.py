"""Reported values -> intervals, and whether two of them can both be true.

"An estimated 62" and "at least 60" are compatible: 62 lies within "60 or more". A value of a later day is a later
figure and contradicts none. The words come from figures.toml.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any, Literal

from variorum import dates
from variorum.language import N_, Date, Message
from variorum.model import Relation

Cause = Literal["value", "unit", "scope", "time", "unread"]

OTHERWISE = {"unit": N_("unit: %(one)s against %(other)s"), "scope": N_("scope: %(one)s against %(other)s")}
THOUSAND = 1000
BOUNDS = ("least", "more", "most", "less", "about", "nearly")
GROUP_SIGNS = "'’ \u00a0\u2009\u202f٬"
NUMBER = rf"\d(?:[\d.,{GROUP_SIGNS}٫]*\d)?"
TOKEN = re.compile(rf"(?P<number>{NUMBER})|(?P<word>[^\W\d]+)|(?P<other>\S)")
GROUPED = re.compile(r"\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})+,\d{3}|\d+")
CURRENCY = re.compile(r"[$€£¥₽%％+~]")
# Scripts that write no spaces: every character is a word of its own.
UNSPACED = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])|(?=[\u3040-\u30ff\u3400-\u9fff])")


Ends = tuple[Fraction, Fraction]
_ONE: Ends = (Fraction(1), Fraction(1))
_NOTHING: Ends = (Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that a report leaves room for; None is without end, an open end is not itself among them.

    `point` is the number the report names, where it names one.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    point: Fraction | None = None

    def holds(self, number: Fraction) -> bool:
        """Tell whether a number is among them."""
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = self.high is None or number < self.high or (number == self.high and not self.high_open)
        return above and below

    def meets(self, other: "Interval") -> bool:
        """Tell whether a number is in both."""
        return _ends_before(self, other) and _ends_before(other, self)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reported value: the words it is `said` in, their `interval` (None: not understood), what was counted; `as_of`
    are the days for which it was given, in ISO 8601, "" where nobody knows."""

    said: str
    interval: Interval | None
    unit: str = ""
    scope: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two reports stand to one another, for which cause, and the reason in words."""

    relation: Relation
    cause: Cause
    reason: str


def reading(
    value: str, qualifier: str = "", unit: str = "", scope: str = "", lang: str = "en", as_of: str = ""
) -> Reading:
    """Return a reported value with what its words leave room for."""
    said = f"{qualifier} {value}".strip()
    return Reading(said, interval(said, lang), unit, scope, as_of)


def compare(one: Reading, other: Reading) -> Verdict:
    """Tell whether two reports can both be true; other units or scopes cannot be compared.

    Values that cannot be one number contradict each other only if they count the same at one time: of other days one
    is the later figure, and where one alone says what it counts nobody can tell.
    """
    for cause, a, b in (("unit", one.unit, other.unit), ("scope", one.scope, other.scope)):
        if a and b and _plain(a) != _plain(b):
            told = Message(OTHERWISE[cause], {"one": a, "other": b})
            return Verdict("not comparable", "unit" if cause == "unit" else "scope", told)
    if one.interval is None or other.interval is None:
        unread = one.said if one.interval is None else other.said
        told = Message("“%(words)s” could not be read as a number", {"words": unread})
        return Verdict("not comparable", "unread", told)
    if one.interval.meets(other.interval):
        return Verdict("compatible", "value", _agreement(one, other))
    told = Message("no number is both “%(one)s” and “%(other)s”", {"one": one.said, "other": other.said})
    return _later(one, other) or _unsaid(one, other) or Verdict("contradictory", "value", told)


def _plain(words: str) -> str:
    """Return words as they are compared, without case and with single spaces."""
    return " ".join(words.casefold().split())


def _later(one: Reading, other: Reading) -> Verdict | None:
    """Say which of two values is the later figure, nothing where their days are not known or may be the same."""
    for first, last in ((one, other), (other, one)):
        before, after = dates.parse(first.as_of), dates.parse(last.as_of)
        if before and after and before.latest < after.earliest:
            days = {"last": last.said, "when": Date(last.as_of), "first": first.said, "before": Date(first.as_of)}
            told = Message("“%(last)s” (%(when)s) is a later figure than “%(first)s” (%(before)s)", days)
            return Verdict("later figure", "time", told)
    return None


def _unsaid(one: Reading, other: Reading) -> Verdict | None:
    """Say that nobody can compare two values of which one alone says what it counts."""
    for told, silent in ((one, other), (other, one)):
        if told.scope and not silent.scope:
            words = {"scope": told.scope, "one": told.said, "other": silent.said}
            reason = Message("scope: %(scope)s for “%(one)s”, none said for “%(other)s”", words)
            return Verdict("not comparable", "scope", reason)
    return None


def relation(verdicts: Iterable[Verdict]) -> Relation:
    """Return how all reports of a figure stand: one contradiction is enough, then one later figure, then one comparison
    that holds."""
    found = {verdict.relation for verdict in verdicts}
    order: tuple[Relation, ...] = ("contradictory", "later figure", "compatible", "not comparable")
    return next((kind for kind in order if kind in found), "")


def verdicts(readings: Sequence[Reading]) -> list[Verdict]:
    """Return the verdict on each two of several reports."""
    return [compare(one, other) for one, other in combinations(readings, 2)]


def interval(said: str, lang: str = "en") -> Interval | None:
    """Return what a number in words or digits leaves room for, bounds included; None if it is not understood."""
    words = _words(lang)
    text = " ".join(_digits(said).casefold().split())
    bounds, rest = _bounds(text, words)
    numbers = _range(rest, words)
    return _bounded(numbers, bounds) if numbers else None


def _agreement(one: Reading, other: Reading) -> str:
    """Return in words why two reports can both be true."""
    for a, b in ((one, other), (other, one)):
        if a.interval and b.interval and a.interval.point is not None and b.interval.holds(a.interval.point):
            values = {"one": a.said, "other": b.said}
            if a.interval == b.interval:
                return Message("“%(one)s” and “%(other)s” are one value", values)
            return Message("“%(one)s” lies within “%(other)s”", values)
    both = {"one": one.said, "other": other.said}
    return Message("“%(one)s” and “%(other)s” leave room for the same number", both)


def _ends_before(one: Interval, other: Interval) -> bool:
    """Tell whether the first begins no later than the second ends."""
    if one.low is None or other.high is None or one.low < other.high:
        return True
    return one.low == other.high and not (one.low_open or other.high_open)


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("variorum").joinpath("figures.toml").read_text(encoding="utf-8"))


def _words(lang: str) -> Mapping[str, Any]:
    """Return the words of a language, those of English where it has none."""
    found: Mapping[str, Any] = _data().get(lang.split("-", maxsplit=1)[0].casefold(), _data()["en"])
    return found


def _digits(text: str) -> str:
    """Return a text with the digits of every script as those of ASCII."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def _bounds(text: str, words: Mapping[str, Any]) -> tuple[set[str], str]:
    """Return the kinds of bound that a text names, and the text without their words."""
    found: set[str] = set()
    phrases = sorted(((phrase, kind) for kind in BOUNDS for phrase in words[kind]), key=lambda p: (-len(p[0]), p))
    for phrase, kind in phrases:
        unspaced = UNSPACED.search(phrase) is not None
        pattern = re.escape(phrase) if unspaced else rf"(?<!\w){re.escape(phrase)}(?!\w)"
        text, n = re.subn(pattern, " ", text)
        found |= {kind} if n else set()
    return found, " ".join(text.split())


def _bounded(numbers: Interval, bounds: set[str]) -> Interval:
    """Return the numbers that are left room for by bounds around a number or a range of numbers."""
    low, high = numbers.low, numbers.high
    slack = Fraction(str(_data()["slack"]))
    if low is None or high is None:
        return numbers
    if bounds & {"about", "nearly"}:
        low = low * (1 - slack)
        high = high if "nearly" in bounds else high * (1 + slack)
    if bounds & {"least", "more"}:
        return Interval(low, None, low_open="more" in bounds)
    if bounds & {"most", "less"}:
        return Interval(None, high, high_open="less" in bounds)
    return Interval(low, high, False, "nearly" in bounds, numbers.point)


def _range(text: str, words: Mapping[str, Any]) -> Interval | None:
    """Return a number, or the numbers from one end of a range to the other."""
    for first, second in _ends(text, words):
        low, high = _number(first, words), _number(second, words)
        if low and high and low.low is not None and high.high is not None:
            scaled = _number(f"{first} {_scale(second, words)}", words)
            begins = scaled if scaled and scaled.low is not None and scaled.low <= high.high else low
            if begins.low is not None and begins.low < high.high:
                return Interval(begins.low, high.high)
    return _number(text, words)


def _ends(text: str, words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a text may be the two ends of a range."""
    for before, between in words["pairs"]:
        if text.startswith(f"{before} ") and f" {between} " in text:
            first, second = text.removeprefix(before).split(f" {between} ", 1)
            yield first, second
    for between in words["ranges"]:
        if f" {between} " in text:
            yield tuple(text.split(f" {between} ", 1))  # type: ignore[misc] # two parts
    dashed = re.split(r"\s?[-\u2013\u2014]\s?", text)
    if len(dashed) == 2 and all(re.match(r"\d", part) for part in dashed):
        yield dashed[0], dashed[1]


def _scale(text: str, words: Mapping[str, Any]) -> str:
    """Return the last word of a text if it multiplies ("2 to 3 million")."""
    last = (text.split() or [""])[-1]
    return last if last in words["scales"] else ""


def _number(text: str, words: Mapping[str, Any]) -> Interval | None:
    """Return the number that a text is in words, digits or both; None if a word is not understood."""
    tokens = list(_tokens(text, words))
    if not tokens or None in tokens:
        return None
    return _sum([token for token in tokens if token is not None])


@dataclass(frozen=True, slots=True)
class _Token:
    """A part of a number: it is `low` to `high`, or multiplies what stands before it by `times`."""

    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    times: Fraction = Fraction(0)


def _tokens(text: str, words: Mapping[str, Any]) -> Iterator[_Token | None]:
    """Yield the parts of a number, None for what is not understood; fillers are passed over."""
    plain = CURRENCY.sub(" ", text)
    for found in TOKEN.finditer(" ".join(UNSPACED.split(plain))):
        if number := found["number"]:
            value = _value(number, words["decimal"])
            yield _Token(value, value) if value is not None else None
        elif found["other"] not in ("-", "’", "'", "."):
            yield from _word(found[0], words)


def _word(word: str, words: Mapping[str, Any]) -> Iterator[_Token | None]:
    if word in words["fillers"]:
        return
    if word in words["numerals"]:
        value = Fraction(str(words["numerals"][word]))
        yield _Token(value, value)
    elif word in words["vague"]:
        low, high = words["vague"][word]
        yield _Token(Fraction(low), Fraction(high), Fraction(words["scales"].get(word, 0)))
    else:
        yield _Token(times=Fraction(words["scales"][word])) if word in words["scales"] else None


def _sum(tokens: Sequence[_Token]) -> Interval | None:
    """Return the number its parts make, as people count: parts are added, a scale multiplies what is below it."""
    total, current = (Fraction(0), Fraction(0)), None
    for i, token in enumerate(tokens):
        if token.high and not (token.times and current):
            current = current if _article(tokens, i) else _plus(current or _NOTHING, (token.low, token.high))
        elif token.times >= THOUSAND:
            total = _plus(total, _times(current or _ONE, token.times))
            current = None
        elif token.times:
            current = _times(current or _ONE, token.times)
    low, high = _plus(total, current or _NOTHING)
    return Interval(low, high, point=low if low == high else None)


def _plus(a: Ends, b: Ends) -> Ends:
    return a[0] + b[0], a[1] + b[1]


def _times(a: Ends, factor: Fraction) -> Ends:
    return a[0] * factor, a[1] * factor


def _article(tokens: Sequence[_Token], i: int) -> bool:
    """Tell whether a one is only an article: "half a million", "one and a half", "a few"."""
    before, after = tokens[max(0, i - 1) : i], tokens[i + 1 : i + 2]
    beside_fraction = any(0 < token.high < 1 for token in (*before, *after))
    return tokens[i] == _Token(_ONE[0], _ONE[1]) and (beside_fraction or any(t.low < t.high for t in after))


def _value(digits: str, decimal: str) -> Fraction | None:
    """Return digits with separators as a number; three digits after each sign make it one that groups thousands."""
    plain = re.sub(f"[{GROUP_SIGNS}]", ",", digits).replace("٫", "." if decimal != "," else ",")
    if decimal == ",":
        plain = plain.translate({ord(","): ".", ord("."): ","}) if not set(digits) & set(GROUP_SIGNS) else plain
    whole, point, part = plain.rpartition(".") if plain.count(".") == 1 else (plain, "", "")
    if plain.count(".") > 1:
        whole = plain.replace(".", ",")
    if not GROUPED.fullmatch(whole) or (point and not part.isdigit()):
        return None
    return Fraction(whole.replace(",", "") + (f".{part}" if point else ""))
