"""Numbers of a text as suggestions of figures: value, what is counted, how exactly, and according to whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from variorum import dates
from variorum.model import Span

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_IN_WORDS = {word: value for value, word in enumerate(_WORDS, 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "m": 10**6, "bn": 10**9}
_QUALIFIERS = (
    "at least|more than|as many as|up to|at most|no more than|fewer than|less than|nearly|almost|close to|about|around"
    "|some|approximately|roughly|an estimated|estimated|over|under|only|exactly|mindestens|mehr als|rund|etwa|bis zu"
    "|knapp|au moins|plus de|environ|près de|al menos|más de|unos|cerca de|almeno|più di|circa|pelo menos|mais de"
    "|ten minste|meer dan|ongeveer|не менее|более|около"
)
_NUMBER = re.compile(
    rf"(?:\b(?P<qualifier>{_QUALIFIERS})\s+)?(?P<currency>[$£€¥])?"
    rf"(?<![\w.,/:-])(?P<value>\d{{1,3}}(?:[.,\s]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?|\b(?:{'|'.join(_IN_WORDS)})\b)"
    r"(?:[ -]?(?P<scale>hundred|thousand|million|billion|bn|m)\b)?(?P<percent>\s?%| per cent\b| percent\b)?"
    r"(?P<rest>(?:[ -][^\W\d_]+){0,4})",
    re.IGNORECASE,
)
# Words that may stand between a number and the noun it counts.
_BETWEEN = frozenset({"of", "the", "other", "more", "people's"})
_NO_UNIT = frozenset(
    (
        "in",
        "on",
        "at",
        "to",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "as",
        "that",
        "who",
        "which",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "have",
        "has",
        "had",
        "will",
        "of",
        "the",
        "a",
        "an",
        "last",
        "after",
        "before",
        "when",
        "while",
        "but",
        "than",
        "its",
        "his",
        "her",
        "their",
        "this",
        "more",
        "into",
        "over",
        "during",
        "since",
        "until",
        "per",
        "times",
        "so",
        "new",
        "it",
        "he",
        "she",
        "they",
        "we",
        "you",
    )
)
_ACCORDING = re.compile(
    r"\b(?i:according to|reports? from|said by|selon|laut|nach Angaben (?:von|der|des)|según|secondo|segundo|volgens"
    r"|по данным)\s+(?P<who>(?:the |a )?[^,.;:“”\n]{2,60})"
)
_SAID = re.compile(
    r"(?:^|[,.”]\s*)(?P<who>(?:[A-Z][\w’'-]+\s){1,5}|the \w+ |officials |police |activists )"
    r"(?:said|says|reported|told)\b"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number found: `value` as written, `amount` as a number, `unit` the noun counted (last word first where it has
    adjectives), `qualifier` as written, `attributed_to` the words that name who says it. `span` covers all but that."""

    span: Span
    value: str
    amount: float
    unit: str
    qualifier: str = ""
    scope: str = ""
    attributed_to: str = ""


def numbers(text: str, lang: str = "") -> Iterator[Number]:
    """Yield the numbers of a passage that count something; years, days, times and scores are none."""
    who, days = attribution(text), _dated(text, lang)
    for match in _NUMBER.finditer(text):
        unit, words_used = _unit(match)
        if unit and not _overlap(match.start("value"), match.end("value"), days):
            end = match.start("rest") + words_used
            yield Number(
                Span(match.start(), end),
                _value(match),
                _amount(match),
                unit,
                (match["qualifier"] or "").lower(),
                text[match.start("rest") : end].strip(" -"),
                who,
            )


def attribution(text: str) -> str:
    """Return the words that name whom a passage has its statements from; empty where it speaks itself."""
    found = _ACCORDING.search(text) or _SAID.search(text)
    return found["who"].strip() if found else ""


def _value(match: re.Match[str]) -> str:
    return (match["value"] + (f" {match['scale']}" if match["scale"] else "")).strip()


def _amount(match: re.Match[str]) -> float:
    """Return the number meant: groups of three digits are thousands, else a comma is a decimal point."""
    text = match["value"].lower()
    if text in _IN_WORDS:
        plain = float(_IN_WORDS[text])
    elif re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})+", text):
        plain = float(re.sub(r"\D", "", text))
    else:
        plain = float(text.replace(",", "."))
    return plain * _SCALES.get((match["scale"] or "").lower(), 1)


def _unit(match: re.Match[str]) -> tuple[str, int]:
    """Return the noun that is counted, with how many characters of the words after the number lead to it."""
    if match["percent"]:
        return "%", 0
    if match["currency"]:
        return match["currency"], 0
    taken, noun = 0, ""
    for word in re.finditer(r"[ -]([^\W\d_]+)", match["rest"]):
        if word[1].lower() in _NO_UNIT and word[1].lower() not in _BETWEEN:
            break
        noun, taken = word[1].lower(), word.end()
        if noun.endswith("s") or noun in ("people", "men", "women", "children", "percent"):
            break
    return ("" if noun in _BETWEEN else noun), taken


def _dated(text: str, lang: str) -> list[Span]:
    """Return where days, months and years stand; "five years" is none of them."""
    return [d.span for d in dates.find(text, lang) if d.partial or (d.interval and d.kind == "stated")]


def _overlap(start: int, end: int, spans: list[Span]) -> bool:
    return any(span.start < end and start < span.end for span in spans)
