"""The whole: what was read, the edition made of it, what a machine suggests, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from variorum.model.received import Accepted, Article, FurnitureRule, Record, Seed, Span
from variorum.model.written import Annotation, Decision, Doubt, Entry, Event, Mention, Note, Quote

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's cleaned text."""

    article: str
    span: Span


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
    """Two passages that a machine takes to tell the same thing; an editor's word too if `reviewed`, else unreviewed.
    `detail` is what agrees beside the kind of act: a day, a number, a rare word."""

    one: Passage
    other: Passage
    score: float
    reasons: tuple[str, ...] = ()
    reviewed: bool = False
    detail: str = ""


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
class Site:
    """What the site says of itself: its `name`, the `address` it will be at ("" if that is not said), what it is
    `about` and whose the words are (`rights`), all in plain text."""

    name: str = ""
    address: str = ""
    about: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole, ready to be shown, checked or exchanged; articles by date, those of unknown date last; notes by id.

    `places` has the span of every quote of an event or a decision that stands in its article, once or by its context.
    `groups` and `links` are what a machine suggests, within what editors decided on them. `changed` has by its path
    when a file people wrote was last changed (ISO 8601, in UTC), as far as a repository tells.
    """

    sources: Sources
    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    places: Mapping[Quote, Span] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    site: Site = Site()
    changed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site as a value.

    `path` is relative to the site, ends in .md and has slashes; `html` is complete and safe; `title` and `description`
    are plain text. `onto`: the HTML goes below the hand-written page of the same path. `head` is HTML, as complete and
    safe, for the head of the page.
    """

    path: str
    title: str
    html: str
    description: str = ""
    kind: str = ""
    onto: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside the pages that readers may take away. `path` is relative to the site, with slashes."""

    path: str
    content: str
