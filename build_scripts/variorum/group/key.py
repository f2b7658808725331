"""A passage -> its event key: kinds of act, voice, names, things, days and magnitudes, as far as its words say them."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from variorum import dates
from variorum.dates import Dating, Interval
from variorum.group.background import rarity
from variorum.group.numbers import Number, numbers
from variorum.group.words import Word, words

# A capital at the start of a sentence marks a name only in a word this rare; so rare is a word that tells of a thing.
RARE_NAME, RARE_THING = 4.5, 2.5
# How many words before an act a word still changes its voice.
REACH = {"threatened": 4, "denied": 8, "other": 3}
# These look like acts and are none.
NO_ACTS = frozenset({"according", "accordingly", "to-deal", "severe", "severely"})
_ENDINGS = ("ings", "ing", "edly", "ed", "ions", "ion", "ies", "es", "s", "ly")


@dataclass(frozen=True, slots=True)
class Key:
    """What tells the event of a passage. `acts` maps each kind of act to the stems that name it, `voices` to how it is
    told: `done`, `threatened`, `denied`, or `other` for one more of its kind; `weights` is the rarity of every stem and
    `forms` a word for it as it stands; `things` are stems that are neither names nor acts."""

    acts: Mapping[str, frozenset[str]]
    voices: Mapping[str, str]
    names: frozenset[str]
    things: frozenset[str]
    days: tuple[Dating, ...]
    numbers: tuple[Number, ...]
    weights: Mapping[str, float]
    forms: Mapping[str, str]

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of act."""
        return frozenset(self.acts)

    def written(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Return stems, and pairs of them, as the words that stand in the passage."""
        return tuple(sorted({" ".join(self.forms.get(part, part) for part in term.split("-")) for term in terms}))


def key(text: str, lang: str = "", anchor: Interval | None = None, days: Sequence[Dating] | None = None) -> Key:
    """Return the event key of a passage. `days` are its dates where the whole article has been read for them."""
    found = words(text)
    stems = [stem(word.form) for word in found]
    names = {s for s, word in zip(stems, found, strict=True) if is_name(word)}
    dated = tuple(dates.find(text, lang, anchor) if days is None else days)
    of_time = {stem(word.form) for dating in dated for word in words(dating.words)}
    told = _with_threat(_acts(found, stems))
    acts = {kind: frozenset(term for term, _ in told[kind]) for kind in sorted(told)}
    acting = {part for terms in acts.values() for term in terms for part in (term, *term.split("-"))}
    weights = {s: rarity(word.form, word.unspaced) for s, word in zip(stems, found, strict=True)}
    things = {
        s
        for s, w in weights.items()
        if w >= RARE_THING and s not in names | acting | of_time | plain() and not s[0].isdigit()
    }
    magnitudes = tuple(numbers(text, lang))
    voices = {kind: _voice([voice for _, voice in told[kind]]) for kind in acts}
    forms = {s: text[word.start : word.end] for s, word in zip(reversed(stems), reversed(found), strict=True)}
    named = frozenset(names - acting - of_time)
    return Key(acts, voices, named, frozenset(things), dated, magnitudes, weights, forms)


@cache
def stem(form: str) -> str:
    """Return a word without its English ending; words of other languages lose little by it."""
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 3 + (ending[:2] == "io"):
            form = form[: -len(ending)]
            break
    return form[:-1] if form.endswith("e") and len(form) > 3 else form


def is_name(word: Word) -> bool:
    """Tell whether a word looks like a name: a capital inside a sentence, or on a rare word."""
    return word.capital and (not word.first or rarity(word.form) >= RARE_NAME)


def _acts(found: Sequence[Word], stems: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Return for each kind the words that name it, each with the voice in which it does."""
    kinds, acts = table("kinds"), dict[str, list[tuple[str, str]]]()
    joined = [*(f"{a}-{b}" for a, b in pairwise(stems)), ""][: len(stems)]
    for place, (word, term, pair) in enumerate(zip(found, stems, joined, strict=True)):
        before = f"{stems[place - 1]}-{term}" if place else ""
        named = () if {word.form, before} & NO_ACTS else kinds.get(term, ())
        for name, listed in ((term, named), (pair, kinds.get(pair, ()))):
            for kind in listed:
                acts.setdefault(kind, []).append((name, _told(found, stems, place)))
    return acts


def _told(found: Sequence[Word], stems: Sequence[str], place: int) -> str:
    """Return how an act at a place is told, by the words before it."""
    voices = table("voice")
    for back in range(1, REACH["denied"] + 1):
        if place < back:
            break
        terms = (found[place - back].form, stems[place - back], f"{stems[place - back]}-{stems[place - back + 1]}")
        for voice in (voice for term in terms for voice in voices.get(term, ())):
            if back <= REACH[voice] and found[place - back + 1].form != "only":
                return voice
    return "done"


def _voice(voices: Sequence[str]) -> str:
    """Return the voice of a kind that several words name: that of most of them, of the first among equals; what begins
    as another of its kind ("similar agreements") stays so."""
    return "other" if voices[0] == "other" else max(voices, key=voices.count)


def _with_threat(told: dict[str, list[tuple[str, str]]]) -> dict[str, list[tuple[str, str]]]:
    """Return the acts with a threat where a passage warns of an act that could come."""
    threatened = [term for kind in told if kind != "warning" for term, voice in told[kind] if voice == "threatened"]
    return (
        told | {"threat": [(threatened[0], "done")]}
        if threatened and "warning" in told and "threat" not in told
        else told
    )


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return each word of a table of acts.toml, its ending cut, with the groups that it stands in."""
    found: dict[str, set[str]] = {}
    for group, listed in _data()[name].items():
        for word in listed.split():
            found.setdefault(_stemmed(word), set()).add(group)
    return {word: tuple(sorted(groups)) for word, groups in found.items()}


@cache
def repeated() -> frozenset[str]:
    """Return the kinds of act of which a story tells many."""
    return frozenset(str(_data()["repeated"]).split())


@cache
def plain() -> frozenset[str]:
    """Return the stems of rare words that tell of no thing."""
    return frozenset(stem(word) for word in str(_data()["plain"]).split())


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("variorum.group").joinpath("acts.toml").read_text("utf-8"))


def _stemmed(word: str) -> str:
    return re.sub(r"[^-]+", lambda part: stem(part[0]), word)
