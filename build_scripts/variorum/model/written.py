"""What people write on articles, and where it stands: glossary, notes, events, decisions on groups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from variorum.model.received import NOWHERE, SUPPLIED, Evidence, Position, Span

EntryKind = Literal["person", "place", "group", "organisation", "document", "term"]


# Who speaks on a claim: the article itself for it ("own") or against it ("contradicted"), or others of whom the article
# says that they claim it ("attributed") or deny it ("denied").
Voice = Literal["own", "attributed", "denied", "contradicted"]


# How two reported values stand to one another; "" where there is nothing to compare.
Relation = Literal["", "compatible", "contradictory", "later figure", "not comparable"]


AnnotationKind = Literal["comment", "context", "correction", "disagreement", "question", "source", "translation"]


Verdict = Literal["exact", "moved", "edited", "ambiguous", "orphan"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article as a person copied them; `before` and `after` are context where the words stand twice."""

    article: str
    exact: str
    before: str = ""
    after: str = ""
    position: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write an entry's name.

    `case` "exact" matches only as written; "any" matches any case. `after` and `before`: it counts only right after or
    before one of these words (a title, a first name); `not_before` and `not_after`: it does not count beside one of
    these. Such words count in any case where they are written in lower case, otherwise as written.
    """

    text: str
    case: Literal["exact", "any"] = "exact"
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    position: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the glossary: the file docs/glossary/<id>.md. `aliases` begins with the name itself.

    `confusable` are the ids of entries that readers may take it for; `words` are words that begin or end with one of
    the names and are no slip; `sources` are references by name, `passages` those to articles; `sort` is the name as an
    index orders it; `body` is Markdown, its first paragraph the definition.
    """

    id: str
    path: str
    name: str
    kind: EntryKind
    aliases: tuple[Alias, ...]
    confusable: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    passages: tuple[Quote, ...] = ()
    lang: str = ""
    words: tuple[str, ...] = ()
    sort: str = ""
    body: str = ""
    positions: Mapping[str, Position] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in an article where an entry is named, in the words `alias` of the entry."""

    article: str
    entry: str
    span: Span
    alias: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that might name an entry and counts for none: several entries share the words `alias` ("ambiguous"), or
    they stand within the longer word `span` ("fused")."""

    article: str
    entries: tuple[str, ...]
    span: Span
    alias: str
    kind: Literal["ambiguous", "fused"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What became of a quotation in a text. `span` is where it stands; None if it is ambiguous or an orphan.

    `places` are then all places it may be meant to be at: for an orphan those an editor may want to look at first.
    `edited` words are like the quotation and never taken without review. `why` says what the verdict rests on.
    """

    verdict: Verdict
    span: Span | None
    places: tuple[Span, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One note: the file docs/annotations/<article id>/<id>.md, on the passages `on`, of one article or several.

    `id` is its path below annotations/ without suffix. `status` is "open", "settled" or "superseded", then by the
    annotation `superseded_by` (an id in the same folder). `history` has what the quotations were before they were
    changed to follow the text. `body` is Markdown and begins on line `body_line`.
    """

    id: str
    path: str
    article: str
    on: tuple[Quote, ...]
    kind: AnnotationKind
    by: str
    status: Literal["open", "settled", "superseded"] = "open"
    superseded_by: str = ""
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    body: str = ""
    body_line: int = 1
    positions: Mapping[str, Position] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """A passage that a note is on and what became of it; without anchor the edition has no such article."""

    quote: Quote
    anchor: Anchor | None


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation with its targets found in the articles, in the annotation's order."""

    annotation: Annotation
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An article's passage on an event. `aspect` names the row of the aligned table it stands in."""

    quote: Quote
    aspect: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says of a figure: `value`, `qualifier` ("at least") and `attributed_to` stand in the quote.

    `unit` is given where it is another than the figure's own; `scope` says what was counted, and where; `as_of` for
    which day it was given, in ISO 8601, where that is another than the day the article was published.
    """

    quote: Quote
    value: str
    qualifier: str = ""
    scope: str = ""
    attributed_to: str = ""
    unit: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of an event as several report it; `relation` is the editor's word on how the reports stand."""

    measure: str
    unit: str
    reports: tuple[Report, ...]
    relation: Relation = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """What one article says on a claim: `says` in few words, `voice` whose voice it is."""

    quote: Quote
    says: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claim on an event, and who says what of it."""

    claim: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event: the file docs/events/<id>.md. `date` is ISO 8601, may be imprecise (2016-09) or a range (a/b), and is
    empty where unknown; `date_quote` are the words it rests on. `aliases` are what articles call it, and the terms
    that are searched where an article has no account of it. `body` is the neutral statement in Markdown."""

    id: str
    path: str
    name: str
    date: str = ""
    date_evidence: Evidence = SUPPLIED
    date_quote: Quote | None = None
    place: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    related: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    body: str = ""
    positions: Mapping[str, Position] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided on what a machine put together: the file docs/groups/<id>.md. It goes before the machine.

    Articles `together` tell one event (or, by `level`, one story) that is called `name`; no article of one list of
    `apart` is grouped with one of another. `links` are pairs of quotes that tell the same, `not_links` pairs that do
    not. `body` says why, in Markdown.
    """

    id: str
    path: str
    name: str
    level: Literal["event", "story"] = "event"
    together: tuple[str, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    links: tuple[tuple[Quote, Quote], ...] = ()
    not_links: tuple[tuple[Quote, Quote], ...] = ()
    body: str = ""
    positions: Mapping[str, Position] = field(default_factory=dict)
