"""Bylines and datelines: the names in them, and whether such a line says anything else.

Pages write one author in many ways: "By JANE DOE and John Roe, Staff Writer | 5 May 2016". What is no name is left out:
the words before it, dates, trades and employers, addresses, accounts such as "admin", the outlet itself. Where it is
not certain where a name ends, it stays as it is written.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from variorum import dates
from variorum.model import Meta, Role, Span

# A longer text is no byline, and a name has not more words.
LONGEST, MOST_WORDS = 200, 7
# A line that says nothing but names and a day has not more words.
MOST_IN_LINE = 20
# What a single word of an outlet's name must have, to be taken for the outlet.
ENOUGH_LETTERS = 5

BY = re.compile(
    r"^(?:(?:posted|story|words|reporting|written|published|analysis|opinion|review|report|text) )?(?:by|автор|текст)"
    r"(?:\s*[:：]\s*|\s+|$)|^[^\W\d_]{2,12}\s?[:：]\s*|^(?:von|par|por|di|door)\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(r"\s*[|·•⋅∙—–\t]\s*|\s+-+(?:\s+|$)")
# The conjunctions of names, in small letters only: "E. Smith" is no "and Smith".
_JOINED = re.compile(r"\s*[;&]\s*|,?\s+(?:and|und|et|och|og|y|e|en|и|و)\s+")
_COMMA = re.compile(r"\s*[,،、]\s*")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\S*@\S+")
_ADDRESS = re.compile(r"://|\bwww\.|\.(?:com|org|net)/", re.IGNORECASE)
_NOBODY = re.compile(
    r"\w*admin\w*|webmaster|root|(?:super ?)?user|guest|unknown|anonymous|none|null|undefined|n/?a|default"
    r"|(?:the |our )?(?:authors?|editors?|staff|contributors?)|sponsored\b.*",
    re.IGNORECASE,
)
# What may follow a name behind a comma and is none: a trade, an employer.
_TRADE = re.compile(
    r"\b(?:writer|reporter|editor|staff|correspondent|contributor|columnist|analyst|critic|blogger|author|special|chief"
    r"|director|manager|president|founder|officer|professor|press|news|times|post|herald|business|media|magazine|team"
    r"|agency|expert|specialist|consultant|coach|educator|dietitian|nutritionist|doctor|redaktion|redakteur|redakteurin|reporterin|korrespondent|korrespondentin|journaliste?|the)\b",
    re.IGNORECASE,
)
_HOST = re.compile(r"\w+://(?:[^/?#@]*@)?(?:www\.|m\.|amp\.|mobile\.)?([^/:?#]+)")
_NUMERIC = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{2,4}")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
# What may stand in a byline or dateline beside names and days.
_WORDS = """
author autor auteur autore by von par por di door автор текст text posted published written story words reporting on
at in the and und et y e le el il am um à a às las alle op den uhr h updated last first date publié publicado
pubblicato veröffentlicht publiziert aktualisiert gepubliceerd опубликовано em pm p m utc gmt est edt ct cst cdt mt
mst mdt pt pst pdt bst ist cet cest jst hkt monday tuesday wednesday thursday friday saturday sunday mon tue wed thu
fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi
dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica
segunda terça quarta quinta sexta feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag понедельник вторник
среда четверг пятница суббота воскресенье
"""
BESIDE = frozenset(_WORDS.split())


def names(text: str, outlets: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names in a byline, or in what markup gives as an author; `outlets` are the `letters` of no names."""
    if len(text) > LONGEST or _ADDRESS.search(text):
        return ()
    for segment in _SEGMENTS.split(" ".join(_TIME.sub(" ", text).split(" "))):
        if found := tuple(dict.fromkeys(_named(_undated(segment), outlets))):
            return found
    return ()


def in_full(name: str) -> bool:
    """Tell whether a name is a person's and whole: a first name alone may be a signature, or a word."""
    return (" " in name or not name.isascii()) and not _TRADE.search(name)


def letters(name: str) -> str:
    """Return a name as outlets and hosts are compared: "The Daily-Example" is "dailyexample"."""
    return "".join(_TOKEN.findall(name.casefold())).removeprefix("the")


def _undated(text: str) -> str:
    """Return what stands before a date, or after it where nothing does."""
    spans = [d.span for d in dates.find(text) if any(c.isdigit() for c in d.words)]
    spans += [Span(*match.span()) for match in _NUMERIC.finditer(text)]
    if not spans:
        return text
    before, after = text[: min(s.start for s in spans)], text[max(s.end for s in spans) :]
    words = before.split()
    while words and words[-1].strip(",:").casefold() in BESIDE:
        words.pop()
    return " ".join(words) or after


def _named(text: str, outlets: Collection[str]) -> Iterator[str]:
    """Yield the names of a list. Behind "A and B" a comma opens no third name; behind "A" it may."""
    groups = _groups(BY.sub("", _ASIDE.sub(" ", text).strip()))
    for number, group in enumerate(groups):
        first, *others = _COMMA.split(group)
        if number and _TRADE.search(first):
            return
        last = 0 < number == len(groups) - 1
        for part in (first, *_until_none([] if last else others)):
            name = " ".join(part.split()).strip(" ,:;-'\"")
            if _is_name(name) and not _is_outlet(name, outlets):
                yield name


def _groups(text: str) -> Sequence[str]:
    """Return a text parted at its conjunctions, unless that would part a name: "Ann and Bob Roe"."""
    groups = _JOINED.split(text)
    return groups if all(len(_COMMA.split(group)[0].split()) > 1 for group in groups) else [text]


def _until_none(parts: Iterable[str]) -> Iterator[str]:
    """Yield what stands behind commas up to the first that is no name of a person."""
    for part in parts:
        words = part.split()
        named = len(words) > 1 and all(w[0].isupper() or (len(w) < 4 and w != "by") for w in words)
        if not named or _TRADE.search(part):
            return
        yield part


def _is_name(name: str) -> bool:
    """Tell whether words are a name: not too many, none of them a number, and not a sentence in small letters."""
    tokens, words = _TOKEN.findall(name.casefold()), name.split()
    if not tokens or BESIDE.issuperset(tokens) or len(words) > MOST_WORDS or _NOBODY.fullmatch(name):
        return False
    small = sum(word[0].islower() for word in words)
    return ":" not in name and not re.search(r"\d|[!?]$", name) and (len(words) <= 3 or 2 * small <= len(words))


def _is_outlet(name: str, outlets: Collection[str]) -> bool:
    """Tell whether a name is that of the outlet, or its first word alone."""
    same = letters(name)
    first = " " not in name and len(same) >= ENOUGH_LETTERS
    return same in outlets or (first and any(outlet.startswith(same) for outlet in outlets))


def outlets(meta: Iterable[Meta]) -> frozenset[str]:
    """Return the `letters` of what a page calls its outlet, with those of the hosts of its addresses."""
    said = list(meta)
    sites = [name for site in hosts(said) for name in (site, site.rpartition(".")[0])]
    return frozenset(filter(None, map(letters, [*sites, *(one.value for one in said if one.name == "outlet")])))


def hosts(meta: Iterable[Meta]) -> frozenset[str]:
    """Return the hosts of a page's addresses, without what sites put before their name."""
    return frozenset(match[1] for one in meta if one.name == "url" and (match := _HOST.match(one.value)))


def role(line: str, known: Collection[str], beside: Collection[str], days: Collection[date]) -> Role | None:
    """Return what a line is that says nothing but names and days that are known: a byline, a dateline, or neither.

    Names `beside` may stand in it, but do not make it a byline. A day more or less is that of another time zone.
    """
    if len(line) > LONGEST or len(line.split()) > MOST_IN_LINE:
        return None
    rest = _without(line, known)
    named = rest != line
    if not named and not any(char.isdigit() for char in line):
        return None
    rest, dated = _without(rest, beside), False
    for dating in reversed(dates.find(rest)):
        found = dating.interval
        if not found or not any(abs((day - found.earliest).days) <= 1 >= (found.latest - day).days for day in days):
            return None
        rest, dated = f"{rest[: dating.span.start]} {rest[dating.span.end :]}", True
    more = BESIDE.issuperset(_TOKEN.findall(_TIME.sub(" ", rest).casefold()))
    return ("byline" if named else "dateline" if dated else None) if more else None


def _without(line: str, found: Collection[str]) -> str:
    """Return a line without names that stand in it as whole words, the longest first."""
    for name in sorted(found, key=len, reverse=True):
        line = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", line, flags=re.IGNORECASE)
    return line
