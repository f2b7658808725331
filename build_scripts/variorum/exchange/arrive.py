"""What a file from elsewhere says of a note -> a note of ours, with a word on everything that could not be kept.

A place is taken as it was given: its quotation is looked up, and where it does not stand exactly that is said. It is
never moved to other words.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast, get_args

import nh3

from variorum.exchange import file
from variorum.exchange.iri import Articles
from variorum.model import Annotation, AnnotationKind, Quote

MAX_BODY, MAX_QUOTE, MAX_CONTEXT, MAX_TAG = 4_000, 10_000, 1_000, 100  # characters, as in the schema of annotations
MAX_HTML = 200_000
MAX_TARGETS = 50
UNKNOWN = "unknown"

Fate = Literal["changed", "lost", "unplaced"]
Status = Literal["open", "settled", "superseded"]

# What a foreign motivation says for certain; others ("assessing", "bookmarking") say more or less than a kind of ours.
KINDS: dict[str, AnnotationKind] = {
    "commenting": "comment",
    "describing": "context",
    "editing": "correction",
    "questioning": "question",
    "linking": "source",
}
_BREAKS = re.compile(r"<(?:br|/(?:p|div|li|h[1-6]|tr|blockquote))\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Loss:
    """What of an annotation was changed, lost, or has no certain place, and why."""

    what: str
    fate: Fate
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """A target as it was given; `article` is an id where the file is one of ours."""

    source: str
    exact: str
    before: str = ""
    after: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of an annotation and its media type, "" where none is given."""

    text: str
    format: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a foreign annotation says in words of ours, before it is known what fits. `ours`: this package wrote it.

    `refused` is why it can be no note at all.
    """

    name: str
    places: tuple[Place, ...] = ()
    words: tuple[Words, ...] = ()
    motivation: str = ""
    kind: str = ""
    by: str = ""
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    status: str = "open"
    superseded_by: str = ""
    history: tuple[str, ...] = ()
    id: str = ""
    losses: tuple[Loss, ...] = ()
    refused: str = ""

    @property
    def ours(self) -> bool:
        """Tell whether the annotation bears an id of ours."""
        return bool(self.id)


@dataclass(frozen=True, slots=True)
class Taken:
    """An annotation of a foreign file and what became of it: a note, or None, and each loss."""

    name: str
    annotation: Annotation | None
    losses: tuple[Loss, ...] = field(default=())

    @property
    def fate(self) -> str:
        """Return "kept", "changed" or "lost", for the annotation as a whole."""
        return "lost" if self.annotation is None else "changed" if self.losses else "kept"


def arrive(draft: Draft, articles: Articles) -> Taken:
    """Return the note a draft makes, with its losses; None where it is no note of any article here."""
    losses = list(draft.losses)
    if draft.refused:
        return Taken(draft.name, None, (*losses, Loss("annotation", "lost", draft.refused)))
    quotes = list(_quotes(draft, articles, losses))
    body = _body(draft, losses)
    reason = _unfit(quotes, body, draft)
    if reason:
        return Taken(draft.name, None, (*losses, Loss("annotation", "lost", reason)))
    made = _annotation(draft, quotes, body, articles, losses)
    if made.article not in articles.by_id:
        return Taken(draft.name, None, (*losses, Loss("annotation", "lost", f"no article {made.article!r} here")))
    return Taken(draft.name, made, (*losses, *_displaced(made, articles)))


def _unfit(quotes: Sequence[Quote], body: str, draft: Draft) -> str:
    """Return why a note cannot be made, "" if it can."""
    if not quotes:
        return "no target is a quotation from an article of this edition"
    if len(quotes) > MAX_TARGETS:
        return f"it is on {len(quotes):,} passages; a note is on at most {MAX_TARGETS}"
    if not body:
        return "it has no words of its own, and a note needs some"
    if len(body) > MAX_BODY:
        return f"its text has {len(body):,} characters; a note has at most {MAX_BODY:,}, and cutting it is not ours"
    every = (body, draft.by, draft.id, *draft.tags, *draft.sources, *draft.history)
    quoted = (part for q in quotes for part in (q.exact, q.before, q.after, q.article))
    if any(unicodedata.category(char) == "Cs" for part in (*every, *quoted) for char in part):
        return "half a character (a lone surrogate), which no file can hold"
    return ""


def _quotes(draft: Draft, articles: Articles, losses: list[Loss]) -> Iterator[Quote]:
    """Yield the quotations of a draft that are from an article of the edition, or say why one is not."""
    for number, place in enumerate(draft.places, 1):
        found = (place.article,) if place.article else articles.find(place.source)
        if len(found) != 1:
            shared = f"; its address is shared by {', '.join(found)}" if found else ""
            why = f"{place.source!r} is the address of {'no' if not found else 'more than one'} article here{shared}"
            losses.append(Loss(f"target {number}", "lost", why))
            continue
        if not place.exact.strip() or len(place.exact) > MAX_QUOTE:
            why = f"a quotation of {len(place.exact):,} characters; expected 1 to {MAX_QUOTE:,}"
            losses.append(Loss(f"target {number}", "lost", why))
            continue
        before, after = place.before[-MAX_CONTEXT:], place.after[:MAX_CONTEXT]
        if (before, after) != (place.before, place.after):
            losses.append(Loss(f"target {number}", "changed", f"of its context {MAX_CONTEXT:,} characters are kept"))
        yield Quote(found[0], place.exact, before, after)


def _body(draft: Draft, losses: list[Loss]) -> str:
    """Return the texts of a draft as one text in Markdown."""
    parts = [_markdown(words, losses).strip() for words in draft.words]
    return "\n\n".join(part for part in parts if part)


def _markdown(words: Words, losses: list[Loss]) -> str:
    """Return a text as Markdown: of HTML the words are kept, plain text stands as it is."""
    form = words.format.lower().partition(";")[0].strip()
    if form in ("text/html", "application/xhtml+xml") and len(words.text) <= MAX_HTML:
        losses.append(Loss("body", "changed", "it was HTML: its words are kept, its markup is not"))
        plain = nh3.clean(_BREAKS.sub("\\g<0>\n", words.text), tags=set())
        return re.sub(r"\n{3,}", "\n\n", html.unescape(plain))
    if form == "text/plain" and re.search(r"[*_`\[\]#\\<>]", words.text):
        losses.append(Loss("body", "changed", "it was plain text: signs of Markdown in it now count as such"))
    elif form not in ("", "text/plain", "text/markdown"):
        losses.append(Loss("body", "changed", f"it was {form}: it is shown as it stands, as Markdown"))
    return words.text


def _annotation(draft: Draft, quotes: Sequence[Quote], body: str, articles: Articles, losses: list[Loss]) -> Annotation:
    """Return the note of a draft whose passages and text are known."""
    folder, _, stem = draft.id.rpartition("/")
    home = folder if folder in articles.by_id else quotes[0].article
    if not file.is_name(stem):
        losses += [Loss("id", "changed", f"{draft.id!r} can be no file's name")] if draft.ours else []
        stem = next(file.names(quotes[0].exact))
    elif folder != home:
        losses.append(Loss("id", "changed", f"there is no article {folder!r} here; it goes with its first passage"))
    made = Annotation(f"{home}/{stem}", "", home, tuple(quotes), _kind(draft, losses), _by(draft, losses), body=body)
    sources = draft.sources if draft.ours else _unique(_line(text) for text in draft.sources)
    made = replace(made, tags=_tags(draft, losses), sources=sources, history=draft.history)
    return _with_status(made, draft, losses)


def _with_status(made: Annotation, draft: Draft, losses: list[Loss]) -> Annotation:
    """Return a note with the status it had."""
    replaced = draft.status == "superseded"
    if draft.status not in get_args(Status) or (replaced and not draft.superseded_by):
        losses.append(Loss("status", "changed", f"{draft.status!r} is none; it is open"))
        return made
    return replace(made, status=cast(Status, draft.status), superseded_by=draft.superseded_by if replaced else "")


def _kind(draft: Draft, losses: list[Loss]) -> AnnotationKind:
    """Return the kind that was said, else that of the motivation, else a comment."""
    if draft.kind in get_args(AnnotationKind):
        return cast(AnnotationKind, draft.kind)
    found = KINDS.get(draft.motivation.removeprefix("oa:"))
    if found is None and draft.motivation:
        losses.append(Loss("motivation", "changed", f"{draft.motivation!r} has no kind of note: it is a comment"))
    return found or "comment"


def _by(draft: Draft, losses: list[Loss]) -> str:
    """Return who wrote it, as one line."""
    if draft.ours:
        return draft.by
    if not _line(draft.by):
        losses.append(Loss("creator", "changed", f"nobody is named: it is by {UNKNOWN!r}"))
    return _line(draft.by) or UNKNOWN


def _tags(draft: Draft, losses: list[Loss]) -> tuple[str, ...]:
    """Return the tags, each once, without those that are no words to find a note by."""
    if draft.ours:
        return draft.tags
    found = _unique(_line(tag) for tag in draft.tags)
    long = [tag for tag in found if len(tag) > MAX_TAG]
    losses += [Loss("tag", "lost", f"{tag[:40]!r}… is longer than {MAX_TAG} characters") for tag in long]
    return tuple(tag for tag in found if tag not in long)


def _line(text: str) -> str:
    """Return a text on one line."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text).split())


def _unique(items: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def _displaced(made: Annotation, articles: Articles) -> Iterator[Loss]:
    """Yield a word on each passage that does not stand exactly as it was quoted."""
    for number, quote in enumerate(made.on, 1):
        if quote.article not in articles.by_id:
            yield Loss(f"target {number}", "unplaced", f"there is no article {quote.article!r} here")
            continue
        anchor = articles.index(quote.article).locate(quote.exact, quote.before, quote.after)
        if anchor is None or anchor.verdict != "exact":
            said = f"{anchor.verdict}: {anchor.why}" if anchor else "orphan: it has no words that can be seen"
            yield Loss(f"target {number}", "unplaced", said)
