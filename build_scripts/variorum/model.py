"""The nouns of Variorum as frozen values. Nothing here does anything.

Positions count Unicode code points of an article's cleaned text, lines count from 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "title",
    "byline",
    "dateline",
    "heading",
    "body",
    "caption",
    "credit",
    "related",
    "list-heading",
    "widget",
    "ad",
    "comments",
    "share",
    "subscribe",
    "language-switch",
    "navigation",
    "status",
    "legal",
    "metadata",
    "blank",
]

EvidenceKind = Literal["stated", "supplied", "inferred", "rejected"]

Level = Literal["error", "warning"]

EntryKind = Literal["person", "place", "group", "organisation", "document", "term"]

Voice = Literal["own", "attributed", "denied"]

# How two reported values stand to one another; "" where there is nothing to compare.
Relation = Literal["", "compatible", "contradictory", "not comparable"]
AnnotationKind = Literal["comment", "context", "correction", "disagreement", "question", "source", "translation"]

Verdict = Literal["exact", "moved", "edited", "ambiguous", "orphan"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points [start, end) of a cleaned text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line as received: `number` from 1, its `text` without and its `end` with the line break.

    `hint` is what the markup of an HTML or Markdown seed says of the line, as the names of its elements from the
    outside in, for instance `article figure figcaption`; empty for plain text. `places` numbers the same elements in
    the order of the page, so that two with one name can be told apart; `linked` is the share of the line that is links;
    `extracted` tells whether an extractor takes the line for the article, None where none was asked.
    """

    number: int
    text: str
    end: str
    hint: str = ""
    places: tuple[int, ...] = ()
    linked: float = 0.0
    extracted: bool | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """A statement the file's own markup makes of the article: `source` says where (`og:title`, `JSON-LD author`)."""

    name: Literal["title", "outlet", "author", "published", "not_after", "url", "lang"]
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Seed:
    """A raw article as received. `path` is relative to the edition, with slashes; `id` is `path` below the seeds'
    folder without its suffix. `sha256` and `size` (bytes) are those of the file, or of the page where `path` is a web
    archive of many: then `record` is the page's address in it."""

    id: str
    path: str
    lines: tuple[Line, ...]
    encoding: str
    sha256: str
    size: int
    meta: tuple[Meta, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """A character of a kept line that no HTML page can carry: `original` stood at `offset` of the line's text."""

    offset: int
    original: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What became of one line: its role, whether it was kept, by which rule and why.

    `span` is where a kept line stands in the cleaned text (None when it was removed).
    """

    line: Line
    role: Role
    kept: bool
    rule: str
    reason: str
    span: Span | None = None
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of every line of a seed, in order; with the cleaned text it gives the seed back."""

    lines: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of the cleaned text with one role. `id` is made of its own words, so it survives changes elsewhere."""

    id: str
    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Related:
    """A link to another story that stood on the page: not article text, yet worth keeping."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a fact about an article rests on: `quote` are words of the seed, `because` is the reasoning."""

    kind: EvidenceKind
    quote: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of an article, for instance ("published", "2016-09", evidence)."""

    name: str
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file people wrote: line and column from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Override:
    """An editor's reviewed word against the cleaner: the line that reads `quote` is kept or dropped."""

    quote: str
    keep: bool
    position: Position


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """An own rule of an edition, of a file docs/furniture/<id>.md: it removes a line that is `line` or fits `pattern`.

    `source` names the site, outlet or folder it applies to ("": all); `removes` and `keeps` are its examples.
    """

    name: str
    role: Role
    why: str
    removes: tuple[str, ...]
    keeps: tuple[str, ...]
    line: str = ""
    pattern: str = ""
    source: str = ""
    path: str = ""
    position: Position = Position(0, 0)


@dataclass(frozen=True, slots=True)
class Accepted:
    """How an article was cleaned when that was last accepted: a line of the file cleaned.lock, `number` from 1.

    `seed` and `text` are digests; `lines` counts the seed's lines; `kept` are ranges of line numbers, both ends
    included, empty lines not counted.
    """

    id: str
    seed: str
    text: str
    lines: int
    kept: tuple[tuple[int, int], ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """A reviewed editorial repair, shown as such; the text itself stays as printed."""

    as_printed: str
    read: str
    position: Position


@dataclass(frozen=True, slots=True)
class Record:
    """What people know of a seed: the file docs/articles/<id>.md. `body` is Markdown."""

    id: str
    path: str
    facts: tuple[Fact, ...] = ()
    rejected: tuple[Fact, ...] = ()
    lang: str = ""
    slug: str = ""
    rights: Literal["full", "quotation", "none"] = "full"
    overrides: tuple[Override, ...] = ()
    corrections: tuple[Correction, ...] = ()
    body: str = ""
    positions: Mapping[str, Position] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """An element to be woven around a span of the text; `attributes` are (name, value) pairs of plain text."""

    span: Span
    element: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned seed: `text` is final, everything later is spans over it. `title` is None when the seed has none.

    `address` is the page's path below articles/ without suffix.
    """

    id: str
    address: str
    seed: Seed
    text: str
    paragraphs: tuple[Paragraph, ...]
    ledger: Ledger
    title: Fact | None
    facts: tuple[Fact, ...]
    rejected: tuple[Fact, ...]
    related: tuple[Related, ...]
    record: Record | None
    lang: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article as a person copied them; `before` and `after` are context where the words stand twice."""

    article: str
    exact: str
    before: str = ""
    after: str = ""
    position: Position = Position(0, 0)


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
    position: Position = Position(0, 0)


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

    `unit` is given where it is another than the figure's own; `scope` says what was counted, where and when.
    """

    quote: Quote
    value: str
    qualifier: str = ""
    scope: str = ""
    attributed_to: str = ""
    unit: str = ""


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
    date_evidence: Evidence = Evidence("supplied")
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
class Passage:
    """A stretch of an article's cleaned text."""

    article: str
    span: Span


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


@dataclass(frozen=True, slots=True)
class Pair:
    """A machine's guess that two articles tell one event: its score (above 0: rather yes), and by `veto` what both say
    that cannot be said of one event (empty if nothing)."""

    first: str
    second: str
    score: float
    veto: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that a machine takes to tell one event, or in the loose sense one story, or to be copies; ids in order.

    Unreviewed: `score` is 0 to 1, `reasons` say in words what they share and what differs, `pairs` are those within.
    `events` are the reviewed events that two or more of the articles give accounts of: people's word, which outweighs
    the machine's. `reviewed` are those of the articles that an editor put together, and `name` is what that group is
    called; a machine may have added the others.
    """

    articles: tuple[str, ...]
    level: Literal["event", "story", "copy"]
    score: float
    reasons: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    events: tuple[str, ...] = ()
    reviewed: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages that a machine takes to tell the same thing; an editor's word too if `reviewed`, else unreviewed."""

    one: Passage
    other: Passage
    score: float
    reasons: tuple[str, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One kind of finding: its id, how grave it is, what it means in one sentence, and an example found and wanted."""

    id: str
    level: Level
    sentence: str
    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should see to. `rule` is an id of the table in check.py; line 0 means the whole file."""

    path: str
    line: int
    column: int
    rule: str
    message: str
    level: Level = "error"


@dataclass(frozen=True, slots=True)
class Sources:
    """All that was read, and what could not be: the input of an edition. `accepted` is None without cleaned.lock."""

    seeds: tuple[Seed, ...]
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...] = ()
    events: tuple[Event, ...] = ()
    furniture: tuple[FurnitureRule, ...] = ()
    accepted: tuple[Accepted, ...] | None = None
    annotations: tuple[Annotation, ...] = ()
    groups: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole, ready to be shown, checked or exchanged; articles by date, those of unknown date last; notes by id.

    `places` has the span of every quote of an event or a decision that stands in its article, once or by its context.
    `groups` and `links` are what a machine suggests, within what editors decided on them.
    """

    sources: Sources
    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    places: Mapping[Quote, Span] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site as a value.

    `path` is relative to the site, ends in .md and has slashes; `html` is complete and safe; `title` and `description`
    are plain text. `onto`: the HTML goes below the hand-written page of the same path.
    """

    path: str
    title: str
    html: str
    description: str = ""
    kind: str = ""
    onto: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside the pages that readers may take away. `path` is relative to the site, with slashes."""

    path: str
    content: str
