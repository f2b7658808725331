"""Why two articles are thought to tell one event, in words: what both share and what only one of them has."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from variorum.group.background import rarity
from variorum.group.days import days, of_any_year
from variorum.group.words import NUMBER, Word, words
from variorum.model import Span
from variorum.sentences import sentences

Kind = Literal["names", "numbers", "dates", "wording", "quotation"]

# So many of a kind are told, the weightiest first.
TOLD = 6
# A run of words shared by two articles is worth telling from this length on.
WORDING = 8
RARE_NAME = 4.5
# An article is held against many others: of so many texts what was found is remembered.
REMEMBERED = 1 << 9
LINE = re.compile(r"[^\n]+")
QUOTED = re.compile(r"[\"“«„]([^\"”»“\n]{15,400})[\"”»“]")


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for (or, in `differs`, against) one event: its kind and the things themselves."""

    kind: Kind
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two articles belong together: what both have, what names and numbers only one has in its first words, and
    from each the sentence that is likest to one of the other."""

    shared: tuple[Reason, ...]
    differs: tuple[tuple[Reason, ...], tuple[Reason, ...]]
    quotes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    words: tuple[Word, ...]
    names: dict[str, str]
    numbers: frozenset[str]
    dates: frozenset[tuple[int, int]]
    quoted: frozenset[str]


def explain(first: str, second: str) -> Explanation:
    """Return why two texts are thought to tell one event."""
    a, b = _text(first), _text(second)
    return Explanation(tuple(_shared(a, b)), (tuple(_own(a, b)), tuple(_own(b, a))), closest(first, second))


@lru_cache(REMEMBERED)
def _text(text: str) -> _Text:
    found = tuple(words(text))
    numbers = frozenset(n for n in NUMBER.findall(text) if len(n) > 1)
    return _Text(text, found, _names(text, found), numbers, days(text, found).dates, _quoted(text))


def _names(text: str, found: Iterable[Word]) -> dict[str, str]:
    """Return the names of a text by their folded form, as first written, the most frequent and rarest first."""
    written: dict[str, str] = {}
    count: Counter[str] = Counter()
    for word in found:
        rare = rarity(word.form, word.unspaced) >= RARE_NAME
        if rare and (word.capital or word.form.upper() == word.form) and not word.form[0].isdigit():
            written.setdefault(word.form, text[word.start : word.end].removesuffix("'s").removesuffix("’s"))
            count[word.form] += 1
    return {form: written[form] for form in sorted(count, key=lambda f: (-count[f] * rarity(f), f))}


def _shared(a: _Text, b: _Text) -> Iterator[Reason]:
    yield from _reason("names", (name for form, name in a.names.items() if form in b.names))
    yield from _reason("dates", (of_any_year(*date) for date in sorted(a.dates & b.dates)))
    yield from _reason("numbers", sorted(a.numbers & b.numbers, key=lambda n: (-len(n), n)))
    yield from _reason("quotation", sorted(a.quoted & b.quoted, key=lambda q: (-len(q), q)))
    yield from _reason("wording", wordings(a.text, a.words, b.words))


def _own(a: _Text, b: _Text) -> Iterator[Reason]:
    """Yield what only the first text has."""
    elsewhere = {word.form for word in b.words}
    yield from _reason("names", (name for form, name in a.names.items() if form not in elsewhere))
    yield from _reason("dates", (of_any_year(*date) for date in sorted(a.dates - b.dates)))
    yield from _reason("numbers", sorted(a.numbers - b.numbers, key=lambda n: (-len(n), n)))


def _reason(kind: Kind, things: Iterable[str]) -> Iterator[Reason]:
    told = tuple(things)[:TOLD]
    if told:
        yield Reason(kind, told)


def _quoted(text: str) -> frozenset[str]:
    """Return what stands between quotation marks, without the mark that ends it."""
    return frozenset(" ".join(m[1].split()).rstrip(".,;!?") for m in QUOTED.finditer(text))


def wordings(text: str, ours: Sequence[Word], theirs: Sequence[Word]) -> list[str]:
    """Return the longest runs of words that both have, as the first text writes them, longest first."""
    forms, others = [w.form for w in ours], [w.form for w in theirs]
    starts = {tuple(others[i : i + WORDING]) for i in range(len(others) - WORDING + 1)}
    hits = [i for i in range(len(forms) - WORDING + 1) if tuple(forms[i : i + WORDING]) in starts]
    found: list[str] = []
    for run in _neighbouring(hits):
        found.append(" ".join(text[ours[run[0]].start : ours[run[-1] + WORDING - 1].end].split()))
    return sorted(set(found), key=lambda wording: (-len(wording), wording))


def _neighbouring(numbers: Sequence[int]) -> list[list[int]]:
    """Return the runs of numbers that follow one another."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def closest(first: str, second: str) -> tuple[str, str]:
    """Return the two sentences, one of each text, that are likest by their rare words; the earliest of equals."""
    ours, theirs = _sentences(first), _sentences(second)
    best, quotes = 0.0, ("", "")
    for quote, forms, length in ours:
        for other, others, other_length in theirs:
            likeness = sum(rarity(form) ** 2 for form in sorted(forms & others)) / (length * other_length or 1)
            if likeness > best:
                best, quotes = likeness, (quote, other)
    return quotes


@lru_cache(REMEMBERED)
def _sentences(text: str) -> tuple[tuple[str, frozenset[str], float], ...]:
    """Return the sentences of a text that say enough, with their words and the length of these as a vector."""
    found = []
    for span in (span for line in LINE.finditer(text) for span in sentences(text, Span(*line.span()))):
        sentence = text[span.start : span.end]
        forms = frozenset(word.form for word in words(sentence))
        if len(forms) > WORDING:
            found.append((sentence, forms, sum(rarity(f) ** 2 for f in sorted(forms)) ** 0.5))
            found.append((sentence, forms, sum(rarity(f) ** 2 for f in sorted(forms)) ** 0.5))
    return tuple(found)
