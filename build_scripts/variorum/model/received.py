"""An article as received and as cleaned: seeds, lines, ledgers, and what is known of it."""

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


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points [start, end) of a cleaned text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file people wrote: line and column from 1."""

    line: int
    column: int


# Where a value that nobody wrote stands.
NOWHERE = Position(0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as received: `number` from 1, its `text` without and its `end` with the line break.

    `hint` is what the markup of an HTML or Markdown seed says of the line, as the names of its elements from the
    outside in, for instance `article figure figcaption`; empty for plain text. `places` numbers the same elements in
    the order of the page, so that two with one name can be told apart; `linked` is the share of the line that is links;
    `web` tells whether the line is of a web page; `extracted` whether an extractor takes it for the article, None where
    none was asked.
    """

    number: int
    text: str
    end: str
    hint: str = ""
    places: tuple[int, ...] = ()
    linked: float = 0.0
    web: bool = False
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
    archive of many: then `record` is the page's address in it. `cut` is how many tags were too long to be read whole.
    """

    id: str
    path: str
    lines: tuple[Line, ...]
    encoding: str
    sha256: str
    size: int
    meta: tuple[Meta, ...] = ()
    record: str = ""
    cut: int = 0


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


# What a fact rests on that a person states without saying why.
SUPPLIED = Evidence("supplied")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of an article, for instance ("published", "2016-09", evidence)."""

    name: str
    value: str
    evidence: Evidence


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
