"""Notes as files: a new one written for a quotation, and old ones made to follow their text. Nothing is overwritten."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import yaml

from variorum.anchor import Index, difference, judge
from variorum.anchor.selector import selector
from variorum.check.notes import excerpt
from variorum.errors import ContentError
from variorum.exchange.file import names, scalar
from variorum.model import Anchor, Annotation, AnnotationKind, Article, Edition, Note, Position, Quote, Span, Target
from variorum.read import annotation as reader

SURE = (judge.BOTH, judge.WHOLE)

Choose = Callable[[Sequence[str]], int | None]


@dataclass(frozen=True, slots=True)
class Repair:
    """A note whose passages can follow the text: what to show, and the file's new text; None where it is doubtful."""

    note: Note
    changes: tuple[str, ...]
    text: str | None


def find_article(edition: Edition, name: str) -> Article:
    """Return the article with an id, the path of its seed, or the beginning of an id that only one has."""
    exact = [a for a in edition.articles if name in (a.id, a.seed.path)]
    found = exact or [a for a in edition.articles if a.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(a.id for a in sorted(found or edition.articles, key=lambda a: a.id)[:5])
    what = f"{len(found)} articles that begin so" if found else "no article of that id"
    raise ContentError(name, 0, 0, what, "the id of an article", f"name one of: {known}", "annotation-article")


def place(article: Article, quotation: str, choose: Choose | None = None) -> Quote:
    """Return a quotation as the article has it, with just enough context; `choose` decides between several places."""
    index = Index(article.text)
    anchor = index.locate(quotation)
    span = _sure(article, quotation, anchor, choose)
    found = selector(index, article.id, span)
    if not found:
        what = "a passage that stands twice in the same surroundings"
        raise ContentError(article.id, 0, 0, what, "a passage of its own", "quote more words", "annotation-ambiguous")
    return found


def _sure(article: Article, quotation: str, anchor: Anchor | None, choose: Choose | None) -> Span:
    """Return the one span meant; if that is not certain, say what there is."""
    if anchor and anchor.verdict == "exact" and anchor.span:
        return anchor.span
    if anchor and anchor.verdict == "ambiguous":
        shown = [excerpt(article.text, span) for span in anchor.places]
        picked = choose(shown) if choose else None
        if picked is not None:
            return anchor.places[picked]
        remedy = "quote more words, or choose with --interactive"
        found = f"{len(shown)} places or more: {'; '.join(shown)}"
        raise ContentError(article.id, 0, 0, found, "one place", remedy, "annotation-ambiguous")
    near = (anchor.span,) if anchor and anchor.span else anchor.places if anchor else ()
    nearest = f"; nearest is {excerpt(article.text, near[0])}" if near else ""
    found = f"no such words: {quotation!r}{nearest}"
    raise ContentError(article.id, 0, 0, found, "words of the cleaned text", "copy them", "annotation-orphan")


def write(folder: Path, quote: Quote, kind: AnnotationKind, by: str, body: str) -> Path:
    """Write a new note below the folder of annotations and return its file; a file that is there stays."""
    home = folder / quote.article
    home.mkdir(parents=True, exist_ok=True)
    text = compose(quote, kind, by, body)
    checked = reader.parse(text, f"{quote.article}/new", "the new note")
    if isinstance(checked, tuple):
        raise checked[0]
    for id_ in names(quote.exact):
        path = home / f"{id_}.md"
        if any(other.stem.casefold() == id_.casefold() for other in home.iterdir()):
            continue
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        return path
    raise AssertionError("ids do not end")


def compose(quote: Quote, kind: AnnotationKind, by: str, body: str) -> str:
    """Return the text of a new note's file."""
    passage = [f"  - quote: {scalar(quote.exact)}"]
    passage += [f"    {key}: {scalar(value)}" for key, value in _context(quote)]
    header = ["---", "on:", *passage, f"kind: {kind}", f"by: {scalar(by)}", "---"]
    return "\n".join([*header, body.strip(), ""])


def _context(quote: Quote) -> list[tuple[str, str]]:
    return [(key, value) for key, value in (("before", quote.before), ("after", quote.after)) if value]


def repairs(edition: Edition, read_text: Callable[[str], str]) -> Iterator[Repair]:
    """Yield the notes that moved or whose words were edited; `read_text` gives a file's text by its path."""
    indexes = {article.id: Index(article.text) for article in edition.articles}
    for note in edition.notes:
        wanted = {i: t for i, t in enumerate(note.targets) if t.anchor and t.anchor.verdict in ("moved", "edited")}
        if wanted:
            quotes = {i: _followed(indexes[t.quote.article], t) for i, t in wanted.items()}
            sure = {i: quote for i, (quote, certain) in quotes.items() if quote and certain}
            changes = tuple(_shown(t, *quotes[i]) for i, t in wanted.items())
            yield Repair(
                note, changes, rewritten(read_text(note.annotation.path), note.annotation, sure) if sure else None
            )


def _followed(index: Index, target: Target) -> tuple[Quote | None, bool]:
    """Return the quotation of a passage as it now stands, and whether that is certain enough to be written."""
    anchor = target.anchor
    if not anchor or not anchor.span:
        return None, False
    found = _as_wide(index, target.quote, anchor.span) or selector(index, target.quote.article, anchor.span)
    return found, anchor.why in SURE and found is not None


def _as_wide(index: Index, old: Quote, span: Span) -> Quote | None:
    """Return the new quotation with as much context as the old one had, if that is enough."""
    start, end, text = span.start, span.end, index.text
    before, after = text[max(0, start - len(old.before)) : start], text[end : end + len(old.after)]
    anchor = index.locate(text[start:end], before, after)
    found = anchor is not None and anchor.verdict == "exact" and anchor.span == span
    return Quote(old.article, text[start:end], before, after) if found else None


def _shown(target: Target, quote: Quote | None, certain: bool) -> str:
    old, new = target.quote.exact, quote.exact if quote else ""
    words = difference.shown(old, new) if old != new else f"{old} (the words stay, their context is new)"
    return words if certain else f"{words} (doubtful: left to you)"


def rewritten(text: str, annotation: Annotation, quotes: dict[int, Quote]) -> str:
    """Return a note's file with new quotations and the old ones in its history; nothing else of it changes.

    Raises ContentError if the header is laid out so that this cannot be done.
    """
    start = text.index("\n") + 1
    end = start + re.search(r"^---\s*$", text[start:], re.MULTILINE).start()  # type: ignore[union-attr]
    head = text[start:end]
    root = cast(yaml.MappingNode, yaml.compose(head, Loader=yaml.SafeLoader))
    edits = [edit for i, quote in quotes.items() for edit in _passage(_at(root, "on").value[i], quote)]
    old = [annotation.on[i].exact for i, quote in quotes.items() if annotation.on[i].exact != quote.exact]
    edits += _history(root, head, old) if old else []
    for low, high, new in sorted(edits, reverse=True):
        head = head[:low] + new + head[high:]
    return _proved(text[:start] + head + text[end:], annotation, quotes, old)


def _proved(text: str, annotation: Annotation, quotes: dict[int, Quote], old: list[str]) -> str:
    """Return a rewritten file if it reads as the note it was but for what was to change."""
    made = reader.parse(text, annotation.id, annotation.path)
    on = tuple(quotes.get(i, quote) for i, quote in enumerate(annotation.on))
    wanted = replace(annotation, on=_placeless(on), history=(*annotation.history, *old), positions={}, body_line=0)
    if isinstance(made, tuple) or replace(made, on=_placeless(made.on), positions={}, body_line=0) != wanted:
        remedy = "put each key of the passage on a line of its own, or change the quotation by hand"
        raise ContentError(annotation.path, 0, 0, "a header laid out in another way", "plain lines", remedy)
    return text


def _placeless(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    return tuple(replace(quote, position=Position(0, 0)) for quote in quotes)


def _at(node: yaml.MappingNode, name: str) -> yaml.SequenceNode:
    """Return the list under a key of the header."""
    return cast(yaml.SequenceNode, next(value for key, value in node.value if key.value == name))


def _passage(node: yaml.MappingNode, quote: Quote) -> Iterator[tuple[int, int, str]]:
    """Yield what to replace in one passage: the quotation and its context, put in or taken out as needed."""
    nodes = {key.value: (key, value) for key, value in node.value}
    key, value = nodes["quote"]
    new = scalar(quote.exact)
    glue = ", " if node.flow_style else f"\n{' ' * key.start_mark.column}"
    for name, words in (("before", quote.before), ("after", quote.after)):
        if name in nodes and nodes[name][1].value != words:
            yield nodes[name][1].start_mark.index, nodes[name][1].end_mark.index, scalar(words)
        elif words and name not in nodes:
            new += f"{glue}{name}: {scalar(words)}"
    yield value.start_mark.index, value.end_mark.index, new


def _history(root: yaml.MappingNode, head: str, old: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return where old quotations are put: behind the last of the history, or as a new one at the header's end."""
    if not any(key.value == "history" for key, _ in root.value):
        lines = "".join(f"  - {scalar(words)}\n" for words in old)
        return [(len(head), len(head), ("" if head.endswith("\n") else "\n") + f"history:\n{lines}")]
    node = _at(root, "history")
    if not node.value:
        return [(node.start_mark.index, node.end_mark.index, f"[{', '.join(map(scalar, old))}]")]
    last = node.value[-1]
    glue = ", " if node.flow_style else f"\n{' ' * node.start_mark.column}- "
    return [(last.end_mark.index, last.end_mark.index, "".join(glue + scalar(words) for words in old))]
