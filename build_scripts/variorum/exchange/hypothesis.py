"""Notes <-> annotations of Hypothesis, as its service answers searches (rows) and its client exports them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from variorum.exchange import iri, w3c
from variorum.exchange.arrive import Draft, Loss, Place, Words
from variorum.exchange.document import listed, mapping, text, texts
from variorum.model import Article, Edition, Note, Target

OWN = "variorum"
READ = {"id", "uri", "text", "tags", "target", "user", "user_info", OWN}
# What says nothing of the note itself: how the service files and shows it.
SILENT = {"links", "document", "flagged", "hidden", "permissions", "group", "references", "moderation", "mentions"}
SILENT |= {"actions", "moderation_status"}


def export(edition: Edition, notes: Sequence[Note], article: Article | None, site: str = "") -> dict[str, Any]:
    """Return notes as the rows of an export; the address of an article is that of its original where it is known."""
    articles = {one.id: one for one in edition.articles}
    return {"total": len(notes), "rows": [_row(note, articles, site) for note in notes]}


def _row(note: Note, articles: Mapping[str, Article], site: str) -> dict[str, Any]:
    """Return a note as Hypothesis has it, with what it has no words for under one key of ours."""
    said = note.annotation
    targets = [_target(target, articles, site) for target in note.targets]
    passages = [{"article": q.article, "quote": q.exact, "before": q.before, "after": q.after} for q in said.on]
    return {
        "id": iri.of_note(said.id, site),
        "uri": targets[0]["source"],
        "text": said.body,
        "tags": list(said.tags),
        "user_info": {"display_name": said.by},
        "target": targets,
        OWN: {**w3c.own(said), "on": passages},
    }


def _target(target: Target, articles: Mapping[str, Article], site: str) -> dict[str, Any]:
    """Return a passage by its words alone: positions in the original's page are not ours to know."""
    article = articles.get(target.quote.article)
    exact = w3c.quotation(target, article)
    return {"source": _address(target.quote.article, article, site), "selector": [exact]}


def _address(id: str, article: Article | None, site: str) -> str:
    """Return where an article was published, else its page here, else its name."""
    if article is None:
        return iri.of_article_named(id)
    return next((fact.value for fact in article.facts if fact.name == "url"), iri.of_article(article, site))


def looks_like(data: object) -> bool:
    """Tell whether a file seems to be an export of Hypothesis."""
    first = mapping(next(iter(listed(data)), None))
    return bool({"rows", "annotations", "uri"} & set(first))


def read(data: object) -> list[Draft]:
    """Return a draft for each row. Raises ValueError if there is no list of rows."""
    rows = mapping(data).get("rows", mapping(data).get("annotations", data))
    if not isinstance(rows, (list, dict)):
        raise ValueError("rows that are no list")
    return [_draft(row, number) for number, row in enumerate(listed(rows), 1)]


def _draft(value: object, number: int) -> Draft:
    """Return what a row says, or why it is no note."""
    row = mapping(value)
    name = text(row.get("id")) or f"row {number}"
    if not row or not isinstance(row.get("text", ""), str):
        return Draft(name, refused="no object with a text")
    if listed(row.get("references")):
        return Draft(name, refused="an answer to another annotation, on no words of its own")
    own, losses = mapping(row.get(OWN)), list(_losses(row))
    return Draft(
        name,
        places=tuple(_own_places(own) or _places(row, losses)),
        words=(Words(text(row.get("text")), "text/markdown"),),
        motivation="commenting",
        kind=text(own.get("kind")),
        by=_by(row, losses),
        tags=texts(row.get("tags")),
        sources=texts(own.get("sources")),
        status=text(own.get("status")) or "open",
        superseded_by=text(own.get("supersededBy")),
        history=texts(own.get("history")),
        id=text(own.get("id")),
        losses=tuple(losses),
    )


def _losses(row: Mapping[str, object]) -> Iterator[Loss]:
    """Yield the fields of a row that a note has not."""
    for key in sorted(set(row) - READ - SILENT):
        yield Loss(key, "lost", "a note has no such field")
    if not w3c.worded(row.get("tags")):
        yield Loss("tags", "lost", "some are no texts")
    for key, value in mapping(row.get(OWN)).items():
        if key not in (*w3c.OWN_KEYS, "on") or (key != "on" and not w3c.worded(value)):
            yield Loss(f"{OWN}: {key}", "lost", "a note has no such field")
    if text(row.get("group")) not in ("", "__world__"):
        yield Loss("group", "lost", "the note was shared with a group; here it is public with the edition")
    if "read" in mapping(row.get("permissions")) and "group:__world__" not in texts(
        mapping(row["permissions"]).get("read")
    ):
        yield Loss("permissions", "lost", "not everybody was to read it; ask who wrote it before you publish it")


def _own_places(own: Mapping[str, object]) -> list[Place]:
    """Return the passages as our own file had them."""
    passages = [mapping(passage) for passage in listed(own.get("on"))]
    return [
        Place("", text(p.get("quote")), text(p.get("before")), text(p.get("after")), text(p.get("article")))
        for p in passages
    ]


def _places(row: Mapping[str, object], losses: list[Loss]) -> Iterator[Place]:
    """Yield the targets that quote words; a row without any is on a whole page."""
    for number, value in enumerate(listed(row.get("target")), 1):
        target = mapping(value)
        selectors = [mapping(selector) for selector in listed(target.get("selector"))]
        quote = next((s for s in selectors if text(s.get("type")) == "TextQuoteSelector"), None)
        if quote is None:
            losses.append(Loss(f"target {number}", "lost", "it is a whole page; a note is on words that are quoted"))
            continue
        source = text(target.get("source")) or text(row.get("uri"))
        yield Place(source, text(quote.get("exact")), text(quote.get("prefix")), text(quote.get("suffix")))
        losses += w3c.unused(number, selectors, quote)


def _by(row: Mapping[str, object], losses: list[Loss]) -> str:
    """Return the name that is shown, else the account."""
    shown, account = text(mapping(row.get("user_info")).get("display_name")), text(row.get("user"))
    if shown and account:
        losses.append(Loss("user", "lost", f"the account {account}; the name {shown!r} is kept"))
    return shown or account.removeprefix("acct:")
