"""Two passages of one group of articles -> what speaks for and against their telling one event."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.dates import Interval
from variorum.group.days import of_any_year
from variorum.group.key import Key, repeated
from variorum.language import Date, Message

# A thing is telling when it is as rare as this in general,.
RARE = 5.5
# In these voices an act can be the same act; that something was denied, or was another one, joins nothing.
TOLD = ("done", "threatened")

# The order in which the weights are kept.
FEATURES = (
    "words",
    "local_words",
    "kinds",
    "kinds_share",
    "names",
    "things",
    "told_by_both",
    "central",
    "shorter",
    "longer",
    "day",
    "number",
)
# The same for passages of long articles that share an act. Nothing here rests on how many articles the group has.
LONG_FEATURES = (
    "words",
    "kinds",
    "kinds_share",
    "names",
    "names_count",
    "things",
    "things_rare",
    "things_other",
    "told_by_both",
    "central",
    "shorter",
    "longer",
    "day",
    "number",
    "number_close",
    "acts",
    "acts_in_other_voices",
    "acts_in_same_words",
    "told_once",
    "act_alone",
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A passage among the articles of its group: `article` is its number there; `told` is the share of its words (by
    rarity) that each article has; `central` the mean of these over the other articles; `local` its words weighed by how
    few articles of the group have them."""

    article: int
    key: Key
    told: Sequence[float]
    central: float
    local: Mapping[str, float]


def profiles(keys: Sequence[Key], articles: Sequence[int]) -> list[Profile]:
    """Return the profile of each passage, given with the number of its article (from 0) in the group."""
    count = max(articles, default=-1) + 1
    vocabulary: list[set[str]] = [set() for _ in range(count)]
    for key, article in zip(keys, articles, strict=True):
        vocabulary[article] |= key.weights.keys()
    holders = Counter(term for terms in vocabulary for term in terms)
    found = []
    for key, article in zip(keys, articles, strict=True):
        total = sum(key.weights.values()) or 1.0
        told = [sum(w for t, w in key.weights.items() if t in terms) / total for terms in vocabulary]
        central = (sum(told) - told[article]) / max(1, count - 1)
        local = {t: math.log((count + 1) / (holders[t] + 0.5)) for t in key.weights}
        found.append(Profile(article, key, told, central, local))
    return found


def features(a: Profile, b: Profile) -> tuple[float, ...]:
    """Return the numbers that FEATURES names."""
    kinds, either = a.key.kinds & b.key.kinds, a.key.kinds | b.key.kinds
    sizes = sorted((len(a.key.weights), len(b.key.weights)))
    return (
        _cosine(a.key.weights, b.key.weights),
        _cosine(a.local, b.local),
        min(3.0, len(kinds)),
        len(kinds) / max(1, len(either)),
        math.sqrt(sum(a.local[name] for name in a.key.names & b.key.names)),
        math.sqrt(sum(a.key.weights[thing] for thing in a.key.things & b.key.things)),
        min(a.told[b.article], b.told[a.article]),
        min(a.central, b.central),
        math.log(1 + sizes[0]),
        math.log(1 + sizes[1]),
        float(_same_day(a.key, b.key)),
        float(bool(_counts(a.key) & _counts(b.key))),
    )


def long_features(a: Profile, b: Profile) -> tuple[float, ...]:
    """Return the numbers that LONG_FEATURES names."""
    names, things = a.key.names & b.key.names, a.key.things & b.key.things
    rare = sum(a.key.weights[thing] >= RARE for thing in things)
    sizes = sorted((len(a.key.weights), len(b.key.weights)))
    return (
        _cosine(a.key.weights, b.key.weights),
        min(3.0, len(a.key.kinds & b.key.kinds)),
        len(a.key.kinds & b.key.kinds) / max(1, len(a.key.kinds | b.key.kinds)),
        math.sqrt(sum(a.key.weights[name] for name in names)),
        min(4.0, len(names)),
        math.sqrt(sum(a.key.weights[thing] for thing in things)),
        min(4.0, rare),
        min(4.0, len(things) - rare),
        min(a.told[b.article], b.told[a.article]),
        min(a.central, b.central),
        math.log(1 + sizes[0]),
        math.log(1 + sizes[1]),
        float(_same_day(a.key, b.key)),
        float(bool(_counts(a.key) & _counts(b.key))),
        float(any(_close(x.amount, y.amount) for x in a.key.numbers for y in b.key.numbers)),
        *_acts_shared(a, b),
    )


def _acts_shared(a: Profile, b: Profile) -> tuple[float, ...]:
    """Return of the acts that both tell how many are in one voice, in others, in the same words; whether one is of a
    kind that a story tells once; and whether nothing agrees beside them."""
    kinds, told = a.key.kinds & b.key.kinds, _told(a, b)
    same = sum(bool(a.key.acts[kind] & b.key.acts[kind]) for kind in told)
    once = any(kind not in repeated() for kind in told)
    alone = bool(told) and not _details(a, b)
    return min(3.0, len(told)), float(len(kinds) - len(told)), min(3.0, same), float(once), float(alone)


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    dot = sum(weight * b[term] for term, weight in a.items() if term in b)
    return dot / math.sqrt(_square(a) * _square(b)) if dot else 0.0


def _square(weights: Mapping[str, float]) -> float:
    return sum(weight * weight for weight in weights.values()) or 1.0


def _counts(key: Key) -> set[tuple[str, float]]:
    return {(number.unit, number.amount) for number in key.numbers}


def _same_day(a: Key, b: Key) -> bool:
    return bool(_days(a) & _days(b))


def _days(key: Key) -> set[str]:
    """Return month and day of each day told, with the year left out, since many passages leave it out."""
    full = {f"--{d.interval.iso[5:]}" for d in key.days if d.interval and d.interval.precision == "day"}
    return full | {dating.partial for dating in key.days if len(dating.partial) == 7}


def _told_days(partial: Iterable[str]) -> str:
    """Return days without their year in words, in the order of the calendar."""
    return ", ".join(_any_year(partial))


def _any_year(partial: Iterable[str]) -> tuple[Date, ...]:
    return tuple(of_any_year(int(day[2:4]), int(day[5:7])) for day in sorted(partial))


def clash(a: Key, b: Key) -> str:
    """Say why two passages cannot tell one event, nothing where they can: each names days, and no day of both."""
    if not a.days or not b.days:
        return ""
    ours, theirs = _days(a), _days(b)
    if ours and theirs:
        return "" if ours & theirs else f"other days: {_told_days(ours)} and {_told_days(theirs)}"
    apart = bool(_intervals(a) and _intervals(b)) and not any(
        x.overlaps(y) for x in _intervals(a) for y in _intervals(b)
    )
    return "other times: " + " and ".join(_listed(i.iso for i in _intervals(k)) for k in (a, b)) if apart else ""


def _intervals(key: Key) -> list[Interval]:
    """Return the days and months told; a year is too wide to tell events of one story apart."""
    return [d.interval for d in key.days if d.interval and d.interval.precision in ("day", "month")]


def shared_acts(a: Profile, b: Profile) -> dict[str, str]:
    """Return the kinds of act that both tell in one voice, each with what makes it the same act."""
    detail = _details(a, b)
    return {kind: detail for kind in _told(a, b) if detail or kind not in repeated()}


def _told(a: Profile, b: Profile) -> list[str]:
    """Return the kinds of act that both tell in one voice, as done or threatened."""
    voices, others = a.key.voices, b.key.voices
    return sorted(k for k in a.key.kinds & b.key.kinds if voices[k] == others[k] and voices[k] in TOLD)


def _details(a: Profile, b: Profile) -> str:
    """Return what agrees beside the act: the day, a magnitude or a rare thing. A name is not enough: a council meets
    often."""
    if _same_day(a.key, b.key):
        return Message("the day (%(days)s)", {"days": _any_year(_days(a.key) & _days(b.key))})
    close = sorted((x.value, y.value) for x in a.key.numbers for y in b.key.numbers if _close(x.amount, y.amount))
    if close:
        return Message("the number (%(one)s and %(other)s)", {"one": close[0][0], "other": close[0][1]})
    things = a.key.written(t for t in a.key.things & b.key.things if a.key.weights[t] >= RARE)
    if len(things) == 1:
        return Message("the word %(word)s", {"word": things})
    return Message("the words %(words)s", {"words": things}) if things else ""


def _close(x: float, y: float) -> bool:
    """Tell whether two counts may be one, told more or less exactly."""
    return min(x, y) >= 10 and max(x, y) <= 1.1 * min(x, y)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
