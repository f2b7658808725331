"""What markup and lines of a page state of its article -> facts: which statement is believed, and how it is written.

Of title and author the page's own lines weigh most, of the day the markup, whose form can be compared. Where both name
the author, the markup says where the name ends. What names nobody, or no day, states nothing, whoever says it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from variorum import dates
from variorum.clean import Cleaned
from variorum.clean.bylines import hosts, letters, names, outlets
from variorum.clean.ledger import REPLACEMENT, UNPRINTABLE
from variorum.dates import Interval
from variorum.model import Evidence, Fact, LedgerLine, Meta, Role, Seed

# Where a fact may be stated, the weightiest place first; other places follow in the order of the page.
PLACES = {
    "title": ("JSON-LD headline", "og:title", "twitter:title", "meta headline"),
    "outlet": ("og:site_name", "JSON-LD publisher", "itemprop publisher", "meta dc.publisher", "meta publisher"),
    "author": ("JSON-LD author", "meta author", "itemprop author", "rel author"),
    "published": ("article:published_time", "JSON-LD datePublished", "meta datePublished", "itemprop datePublished"),
}
# The day that all of a page's clocks show may be that of another thing on it; a line that says so goes before.
WEAK = "time"
# A shorter label of a host is that of a country or a kind of site.
SHORTEST_LABEL = 4
# Where a page's title names the outlet, in its own words.
BEHIND = "title behind the headline"
# Where a page states what may be of another story.
OTHER = re.compile(r" #\d+$")
# What pages call their site that is no name of one.
NAMELESS = frozenset({"blog", "home", "homepage", "news", "website"})
# Characters of a line from which on it is text that the head of an article stands above.
PROSE = 80
# The roles of lines that tell of an article, and of how many such lines and statements a page is heard.
TELLING, MOST = ("title", "byline", "dateline"), 100
# How far above the title a line may stand that tells of the article.
NEAR = 3
# How many lines below the title, and of how many words at most, a line may be that tells of the article unmarked.
FAR, SHORT = 12, 15
ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):\d{2}[\d:.]*\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
# Times without a zone are mostly those of the server, as those in UTC are.
UTC = frozenset({"", "z", "utc", "gmt", "+0000", "+00:00", "-0000", "-00:00"})
# Hours of UTC at which it is still yesterday, or tomorrow already, somewhere.
YESTERDAY, TOMORROW = range(12), range(10, 24)
# Days that systems write where none is known.
FIRST_DAY, NO_DAY = date(1500, 1, 1), date(1970, 1, 1)
DATE_WORDS = re.compile(
    r"^(?:(?:first |last )?(?:published|posted|updated)(?: on)?|veröffentlicht(?: am)?|publié(?: le)?|publicado(?: el)?"
    r"|pubblicato(?: il)?|опубликовано):?\s+(?=\S*\d|\w+,? )",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"updated?\b|modified|reviewed|aktualisiert|geändert|mis à jour|modifié|actualizado|modificado|aggiornato"
    r"|atualizado|обновлено|bijgewerkt|diperbarui",
    re.IGNORECASE,
)
DATED = re.compile(rf"(?:last )?(?:(?:posted|published)\b|{CHANGED.pattern})|{DATE_WORDS.pattern}", re.IGNORECASE)
# What parts the name of an outlet from a headline or from its slogan.
PARTING = re.compile(r"\s[|–—·»-]+\s|:\s")
# A label that a name stands behind or below, the beginning of a byline, and any label.
WROTE = re.compile(r"(?i:posted |written )?(?i:by):?")
FROM = re.compile(WROTE.pattern + r"\s+[^\W\d_a-z]")
LABEL = re.compile(rf".{{1,30}}:|{WROTE.pattern}")
BY = re.compile(r"\bby:?\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of the page that tells of the article; `head` if it stands at its head, not amid links to others.

    `before` is the line above it if that is a label: "Last updated:".
    """

    role: Role
    text: str
    number: int
    head: bool
    before: str = ""

    def states(self, name: str, value: str, also: str = "") -> Fact:
        """Return what the line states."""
        return Fact(name, value, Evidence("stated", self.text, f"line {self.number} of the seed{also}"))


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a line: its words, the days it means, if they can be read, and whether it is that of a change."""

    line: Printed
    words: str
    days: Interval | None
    changed: bool


def stated(seed: Seed, cleaned: Cleaned) -> Iterator[Fact]:
    """Yield what markup and lines of a seed state of its article; of two facts of one name the second is believed."""
    lines = list(islice(_printed(cleaned), MOST))
    meta = sorted((one for one in seed.meta if not OTHER.search(one.source)), key=_weight)
    lang = next(iter(_of(meta, "lang")), None)
    yield from _title(meta, lines)
    yield from _outlet(meta)
    yield from _author(meta, lines)
    for name in ("not_after", "url", "lang"):
        yield from (_says(one, one.value) for one in _of(meta, name)[:1])
    yield from _published(meta, lines, lang.value if lang else "")


def _weight(one: Meta) -> int:
    """Return where a statement stands among those of its kind; what people wrote above a text stands first."""
    places = [place.casefold() for place in PLACES.get(one.name, ())]
    if one.source == WEAK:
        return len(places) + 1
    place = one.source.casefold()
    return -1 if place.startswith("header ") else places.index(place) if place in places else len(places)


def _of(meta: Iterable[Meta], name: str) -> list[Meta]:
    return [one for one in meta if one.name == name]


def _says(one: Meta, value: str, quote: str = "") -> Fact:
    """Return what the markup states."""
    because = f"the file's own markup says so ({one.source})"
    return Fact(one.name, value, Evidence("stated", quote or one.value, because))


def _printed(cleaned: Cleaned) -> Iterator[Printed]:
    """Yield the lines that tell of the article, those at its head first."""
    entries = cleaned.ledger.lines
    title = next((i for i, e in enumerate(entries) if e.role == "title" and e.kept), 0)
    prose = (i for i, e in enumerate(entries) if e.role == "body" and e.kept and len(e.line.text) >= PROSE)
    body = next((i for i in prose if i >= title), len(entries))
    near = (*range(title, body), *range(max(0, title - NEAR), title))
    beyond = (*range(body, len(entries)), *range(title - NEAR))
    for i in (*near, *beyond):
        below = title < i < min(body, title + FAR)
        if not below and entries[i].role not in TELLING:
            continue
        before = entries[i - 1].line.text if i and LABEL.fullmatch(entries[i - 1].line.text) else ""
        if role := _telling(entries[i], before, below):
            text = " ".join(_printable(cleaned, entries[i]).split())
            yield Printed(role, text, entries[i].line.number, i < body and i >= title - NEAR, before)


def _telling(entry: LedgerLine, before: str, below: bool) -> Role | None:
    """Return what a line may tell: its role, or what is seen in a short line `below` the title that is no text."""
    if entry.role in TELLING:
        return entry.role if entry.rule != "repeat" else None
    if entry.kept or not below or len(entry.line.text.split()) > SHORT:
        return None
    if FROM.match(f"{before} {entry.line.text}" if WROTE.fullmatch(before) else entry.line.text):
        return "byline"
    return "dateline" if any(d.interval and d.kind == "stated" for d in _full(entry.line.text, "")) else None


def _full(text: str, lang: str) -> list[dates.Dating]:
    """Return the dates in a line that are whole days."""
    return [d for d in dates.find(text, lang) if d.interval and d.interval.precision == "day"]


def _printable(cleaned: Cleaned, entry: LedgerLine) -> str:
    """Return a line as it stands in the text, or as it would: without characters that no page can carry."""
    span = entry.span
    return cleaned.text[span.start : span.end] if span else UNPRINTABLE.sub(REPLACEMENT, entry.line.text)


def _title(meta: Sequence[Meta], lines: Sequence[Printed]) -> Iterator[Fact]:
    """Yield the title: as printed, else as the markup has it, without the outlet's name."""
    printed = [line for line in lines if line.role == "title"]
    if printed:
        yield printed[0].states("title", printed[0].text)
        return
    said, known = _of(meta, "title"), outlets(meta)
    behind = {PARTING.split(one.value)[-1] for one in said if PARTING.search(one.value)}
    for one in [*(one for one in said if one.value not in behind), *said][:1]:
        parts = [*PARTING.finditer(one.value)]
        if parts and letters(one.value[parts[-1].end() :]) in known:
            yield _says(one, one.value[: parts[-1].start()])
        elif parts and letters(one.value[: parts[0].start()]) in known:
            yield _says(one, one.value[parts[0].end() :])
        else:
            yield _says(one, one.value)


def _outlet(meta: Sequence[Meta]) -> Iterator[Fact]:
    """Yield the outlet: what is said first and is more than an address, without its slogan, and spelt in words."""
    said, sites = _of(meta, "outlet"), hosts(meta)
    whole, bare = {letters(site) for site in sites}, {name for site in sites for name in _site_names(site)} - NAMELESS
    proper = [one for one in said if letters(one.value) not in whole | NAMELESS and not one.value.islower()]
    parts = [(part, one) for one in (*said, *_of(meta, "title")) for part in PARTING.split(one.value)]
    named = [(part, one) for part, one in parts if letters(part) in bare and part not in sites]
    for first in (proper or said)[:1]:
        known = bare | {letters(one.value) for one in said if one is not first and one.source != BEHIND}
        front = known | {letters(one.value) for one in said if one is not first}
        pieces = PARTING.split(first.value)
        name = next((part for part in pieces if letters(part) in (front if part is pieces[0] else known)), first.value)
        spelt = [(part, one) for part, one in named if letters(part) == letters(name) and " " in part]
        named = [*spelt, (name, first)]
    yield from (replace(_says(one, part), name="outlet") for part, one in named[:1])


def _site_names(site: str) -> set[str]:
    """Return the `letters` of what may be a site's name in its host: each label but the last, and those together."""
    labels = site.split(".")[:-1]
    return {letters(name) for name in ("".join(labels), *(label for label in labels if len(label) >= SHORTEST_LABEL))}


def _author(meta: Sequence[Meta], lines: Sequence[Printed]) -> Iterator[Fact]:
    """Yield the authors: those of the markup whom a line at the article's head names too, else those of the line."""
    known = outlets(meta)
    marked = [(one, found) for one in _of(meta, "author")[:MOST] if (found := names(one.value, known))]
    bylines = [(line, found) for line in lines if (found := _names(line, known))]
    head = [(line, found) for line, found in bylines if line.head]
    for one, found in marked:
        for line, printed in head:
            if any(name.casefold() in line.text.casefold() for name in found):
                more = line.role == "byline" and len(printed) > sum(len(f) for o, f in marked if o.source == one.source)
                yield line.states("author", ", ".join(printed)) if more else _together(one, marked, line.text)
                return
    if not head and not marked and len({found for _, found in bylines}) == 1:
        head = [(line, found) for line, found in bylines if " " in found[0]]
    yield from (line.states("author", ", ".join(found)) for line, found in head[:1])
    if not head:
        yield from (_together(one, marked) for one, _ in marked[:1])


def _together(one: Meta, marked: Iterable[tuple[Meta, Sequence[str]]], line: str = "") -> Fact:
    """Return all whom the place of one statement names, as one fact; names in capitals as a line has them."""
    said = [(other, found) for other, found in marked if other.source == one.source]
    found = dict.fromkeys(_as_printed(name, line) for _, names_ in said for name in names_)
    return _says(one, ", ".join(found), ", ".join(other.value for other, _ in said))


def _as_printed(name: str, line: str) -> str:
    """Return a name, and one in capitals as the line has it."""
    at = line.casefold().find(name.casefold())
    return line[at : at + len(name)] if name.isupper() and at >= 0 else name


def _names(line: Printed, known: frozenset[str]) -> tuple[str, ...]:
    """Return the names in a byline, or in a dateline that says who wrote."""
    by = BY.search(line.text)
    if line.role == "byline":
        return names(line.text, known)
    return names(line.text[by.start() :], known) if line.role == "dateline" and by else ()


def _published(meta: Sequence[Meta], lines: Sequence[Printed], lang: str) -> Iterator[Fact]:
    """Yield the day of publication; where only that of a change is printed, the article is not after it."""
    marked = [one for one in _of(meta, "published")[:MOST] if _read(one.value, lang)]
    found = [day for line in lines if line.head for day in _days(line, lang)]
    below = [day for line in lines if DATED.match(line.text) for day in _days(line, lang)]
    if not found and len({day.words for day in below}) == 1:
        found = below
    printed = [day for day in found if not day.changed]
    strong = [one for one in marked if _iso(one.value) and (one.source != WEAK or _agrees(one, printed))]
    for one in strong[:1]:
        yield _local(one, found) or _says(one, _iso(one.value))
        return
    for day in printed[:1]:
        yield day.line.states("published", day.words)
        return
    yield from (_says(one, days.iso) for one in marked[:1] if (days := _read(one.value, lang)))
    if not marked:
        yield from (day.line.states("not_after", day.words) for day in found[:1])


def _agrees(one: Meta, printed: Sequence[Day]) -> bool:
    """Tell whether no line prints another day than a statement does."""
    return not printed or any(day.days and day.days.iso == _iso(one.value) for day in printed)


def _iso(value: str) -> str:
    """Return the day, month or year of a date in ISO 8601; of a point in time the day, as its own time zone has it."""
    moment = ISO_TIME.match(value)
    return moment[1] if moment else value if ISO_DATE.fullmatch(value) else ""


def _read(value: str, lang: str) -> Interval | None:
    """Return the days a value means; none for those that stand for an unknown one."""
    iso = _iso(value)
    found = dates.read(iso or value, lang) or next((d.interval for d in _full("" if iso else value, lang)), None)
    return found if found and found.earliest >= FIRST_DAY and found.latest != NO_DAY else None


def _days(line: Printed, lang: str) -> Iterator[Day]:
    """Yield the dates in a line. One that no reader of dates understands is whole, if it has a year."""
    full, label = _full(line.text, lang), CHANGED.search(line.before) is not None
    for end, dating in zip([0, *(d.span.end for d in full)], full, strict=False):
        changed = label or CHANGED.search(line.text, end, dating.span.start) is not None
        yield Day(line, dating.words, dating.interval, changed)
    text = DATE_WORDS.sub("", line.text)
    days = dates.read(text, lang)
    if not full and (days or (line.role == "dateline" and re.search(r"\d{4}", text))):
        yield Day(line, text, days, label or CHANGED.search(line.text) is not None)


def _local(one: Meta, printed: Iterable[Day]) -> Fact | None:
    """Return the day that a line prints, where a moment in UTC may well fall on it at the place of the outlet."""
    moment = ISO_TIME.match(one.value)
    if not moment or (moment[3] or "").casefold() not in UTC:
        return None
    for day in printed:
        if not day.days or day.days.precision != "day":
            continue
        away, hour = (day.days.earliest - date.fromisoformat(moment[1])).days, int(moment[2])
        if away == 0:
            return None
        if (away == -1 and hour in YESTERDAY) or (away == 1 and hour in TOMORROW and not day.changed):
            because = f", the day on which the moment in the markup ({one.value}, {one.source}) falls there"
            return day.line.states("published", day.days.iso, because)
    return None
