"""Notes <-> Web Annotations (W3C Recommendation, 2017) in JSON-LD.

What the model has no words for stands under terms of our own, so that a note that leaves comes back the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from variorum.exchange import iri, rules
from variorum.exchange.arrive import Draft, Loss, Place, Words
from variorum.exchange.document import listed, mapping, text, texts
from variorum.model import Annotation, AnnotationKind, Article, Edition, Note, Target

AROUND = 32  # code points of context on each side, as the readers of such selectors write them
PLACED = ("exact", "moved")
OWN = "variorum:"
CONTEXT = [rules.CONTEXT, {"variorum": f"{iri.URN}:ns:", "variorum:history": {"@container": "@list"}}]
MOTIVATIONS: Mapping[AnnotationKind, str] = {
    "comment": "commenting",
    "context": "describing",
    "correction": "editing",
    "disagreement": "assessing",
    "question": "questioning",
    "source": "linking",
    "translation": "describing",
}
OWN_KEYS = ("id", "kind", "status", "supersededBy", "sources", "history")
READ = {"@context", "id", "type", "target", "body", "bodyValue", "motivation", "creator", *(OWN + k for k in OWN_KEYS)}
BODY_READ = {"type", "value", "format", "purpose"}
TARGET_READ = {"type", "source", "selector", *(OWN + k for k in ("article", "quote", "before", "after", "verdict"))}


def collection(edition: Edition, notes: Sequence[Note], article: Article | None, site: str = "") -> dict[str, Any]:
    """Return notes as an AnnotationCollection with its one page in it; positions are code points of cleaned texts."""
    id_ = iri.of_collection(article, site)
    articles = {one.id: one for one in edition.articles}
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": id_,
        "type": "AnnotationCollection",
        "label": f"Notes on {article.title.value if article.title else article.id}" if article else "Notes",
        "total": len(notes),
    }
    items = [annotation(note, articles, site) for note in notes]
    whole = {"id": id_, "type": "AnnotationCollection"}
    page = {"id": f"{id_}#page", "type": "AnnotationPage", "partOf": whole, "startIndex": 0, "items": items}
    return {**made, "first": page}


def annotation(note: Note, articles: Mapping[str, Article], site: str = "") -> dict[str, Any]:
    """Return a note as an Annotation, without the context that the file around it has."""
    said, motivation = note.annotation, MOTIVATIONS[note.annotation.kind]
    body = {"type": "TextualBody", "value": said.body, "format": "text/markdown", "purpose": motivation}
    tags = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in said.tags]
    made: dict[str, Any] = {
        "id": iri.of_note(said.id, site),
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"name": said.by},
        "body": [body, *tags],
        "target": [_target(target, articles, site) for target in note.targets],
    }
    return made | {OWN + key: value for key, value in own(said).items()}


def own(said: Annotation) -> dict[str, Any]:
    """Return what neither the model nor Hypothesis has words for, by the names of our terms."""
    named = {"id": said.id, "kind": said.kind, "status": said.status, "supersededBy": said.superseded_by}
    lists = {"sources": list(said.sources), "history": list(said.history)}
    return {key: value for key, value in {**named, **lists}.items() if value}


def quotation(target: Target, article: Article | None) -> dict[str, Any]:
    """Return the TextQuoteSelector of a passage: as its text has it where that is certain, else as it was written."""
    quote = target.quote
    made = _placed(target, article) or {"exact": quote.exact, "prefix": quote.before, "suffix": quote.after}
    return {"type": "TextQuoteSelector"} | {key: words for key, words in made.items() if words}


def _placed(target: Target, article: Article | None) -> dict[str, str]:
    """Return the words of a passage and around it, nothing where its place is not certain."""
    anchor = target.anchor
    if article is None or anchor is None or anchor.span is None or anchor.verdict not in PLACED:
        return {}
    words, start, end = article.text, anchor.span.start, anchor.span.end
    around = {"prefix": words[max(0, start - AROUND) : start], "suffix": words[end : end + AROUND]}
    return {"exact": words[start:end], **around}


def _target(target: Target, articles: Mapping[str, Article], site: str) -> dict[str, Any]:
    """Return a passage with its quotation, its position if it is certain, and what its file says otherwise."""
    quote, anchor, article = target.quote, target.anchor, articles.get(target.quote.article)
    source = iri.of_article(article, site) if article else iri.of_article_named(quote.article)
    selectors = [quotation(target, article)]
    said = {"quote": ("exact", quote.exact), "before": ("prefix", quote.before), "after": ("suffix", quote.after)}
    own = {OWN + key: words for key, (name, words) in said.items() if selectors[0].get(name, "") != words}
    if anchor and anchor.span and anchor.verdict in PLACED:
        selectors.append({"type": "TextPositionSelector", "start": anchor.span.start, "end": anchor.span.end})
    known = {"type": "SpecificResource", "source": source, "selector": selectors}
    return {**known, OWN + "article": quote.article, OWN + "verdict": anchor.verdict if anchor else "orphan", **own}


def looks_like(data: object) -> bool:
    """Tell whether a file seems to hold annotations of the W3C model."""
    first = mapping(next(iter(listed(data)), None))
    return bool({"@context", "type", "motivation"} & set(first)) and not {"uri", "rows"} & set(first)


def read(data: object) -> list[Draft]:
    """Return a draft for each annotation of a single one, a list, a page or a collection.

    Raises ValueError if it is neither; an annotation that breaks a rule of the model is a draft that is refused.
    """
    found = [_draft(value, number, within) for number, (value, within) in enumerate(_annotations(data), 1)]
    return [*found, *(Draft(page, refused="a page of annotations that is not in this file") for page in _absent(data))]


def _absent(data: object) -> list[str]:
    """Return the addresses of pages that belong to what is read, and are elsewhere."""
    whole = mapping(data)
    collected = "AnnotationCollection" in texts(whole.get("type"))
    pages = [mapping(whole.get(key)) for key in ("first", "last")] if collected else [whole]
    named = [text(whole.get(key)) for key in ("first", "last") if collected]
    named += [text(page.get(key)) for page in pages for key in ("prev", "next")]
    here = {text(page.get("id")) for page in pages}
    return [address for address in dict.fromkeys(named) if address and address not in here]


def _annotations(data: object) -> Iterator[tuple[object, bool]]:
    """Yield each annotation of a file, and whether it has its context from a page around it."""
    kinds = texts(mapping(data).get("type"))
    if "AnnotationCollection" in kinds:
        _demand(rules.collection(mapping(data)))
        pages = [mapping(data)[key] for key in ("first", "last") if isinstance(mapping(data).get(key), dict)]
        for page in {id(page): page for page in pages}.values():
            yield from _items(mapping(page), True)
    elif "AnnotationPage" in kinds:
        yield from _items(mapping(data), False)
    else:
        yield from ((value, False) for value in listed(data))


def _items(page: Mapping[str, object], within: bool) -> Iterator[tuple[object, bool]]:
    _demand(rules.page(page, within))
    yield from ((value, True) for value in listed(page.get("items")))


def _demand(problems: Iterator[str]) -> None:
    """Raise ValueError with the first problems, if there are any."""
    found = list(islice(problems, 3))
    if found:
        raise ValueError("; ".join(found))


def _draft(value: object, number: int, within: bool) -> Draft:
    """Return what an annotation says, or why it is none."""
    said = mapping(value)
    name = text(said.get("id")) or f"annotation {number}"
    problems = list(islice(rules.annotation(value, within), 5))
    if problems:
        return Draft(name, refused=f"no annotation of the W3C model: {'; '.join(problems)}")
    losses = [Loss(key, "lost", "a note has no such field") for key in sorted(set(said) - READ)]
    ours = {key: said.get(OWN + key) for key in OWN_KEYS}
    losses += [Loss(OWN + key, "lost", "it is no text") for key in OWN_KEYS if not worded(ours[key])]
    bodies = list(_bodies(said, losses))
    by, motivations = _agent(said, losses), texts(said.get("motivation"))
    losses += [Loss("motivation", "lost", f"{other!r}: a note has one kind") for other in motivations[1:]]
    return Draft(
        name,
        places=tuple(_places(said, losses)),
        words=tuple(Words(text(b.get("value")), text(b.get("format"))) for b in bodies if not _is_tag(b)),
        motivation=text(said.get("motivation")) or next((text(b["purpose"]) for b in bodies if "purpose" in b), ""),
        kind=text(ours["kind"]),
        by=by,
        tags=tuple(text(body.get("value")) for body in bodies if _is_tag(body)),
        sources=(*texts(ours["sources"]), *_links(said, losses)),
        status=text(ours["status"]) or "open",
        superseded_by=text(ours["supersededBy"]),
        history=texts(ours["history"]),
        id=text(ours["id"]),
        losses=tuple(losses),
    )


def worded(value: object) -> bool:
    """Tell whether a value is a text, a list of texts, or not there."""
    return len(texts(value)) == len(listed(value))


def _is_tag(body: Mapping[str, object]) -> bool:
    return "tagging" in texts(body.get("purpose"))


def _bodies(said: Mapping[str, object], losses: list[Loss]) -> Iterator[Mapping[str, object]]:
    """Yield the bodies that are texts; a choice gives its first, which the model calls the default."""
    if isinstance(said.get("bodyValue"), (str, list)):
        yield {"value": text(said["bodyValue"]), "format": "text/plain"}
    for number, body in enumerate(listed(said.get("body")), 1):
        chosen = mapping(body)
        if "items" in chosen:
            losses.append(Loss(f"body {number}", "changed", "of several texts to choose from the first is kept"))
            chosen = mapping(next(iter(listed(chosen["items"])), None))
        if isinstance(chosen.get("value"), str):
            odd = sorted(set(chosen) - BODY_READ)
            losses += [Loss(f"body {number}: {key}", "lost", "a note has no such field") for key in odd]
            yield chosen


def _links(said: Mapping[str, object], losses: list[Loss]) -> Iterator[str]:
    """Yield the bodies that are resources elsewhere: a note names them among its sources."""
    for number, body in enumerate(listed(said.get("body")), 1):
        chosen = next(iter(listed(mapping(body).get("items"))), body)
        thing = mapping(chosen)
        source = thing.get("source", thing.get("id"))
        address = text(chosen) or text(mapping(source).get("id")) or text(source)
        if address and "value" not in thing:
            losses.append(Loss(f"body {number}", "changed", f"{address} is named among the sources"))
            yield address


def _agent(said: Mapping[str, object], losses: list[Loss]) -> str:
    """Return who wrote it: the names of the creators, else their addresses."""
    agents = [a if isinstance(a, str) else _name(mapping(a)) for a in listed(said.get("creator"))]
    for agent in listed(said.get("creator")):
        extra = sorted(set(mapping(agent)) - {"name", "type"})
        kept = [key for key in extra if text(mapping(agent).get(key)) in agents]
        losses += [Loss(f"creator: {key}", "lost", "a note has a name only") for key in extra if key not in kept]
    return ", ".join(agent for agent in agents if agent)


def _name(agent: Mapping[str, object]) -> str:
    return next((text(agent[key]) for key in ("name", "nickname", "id", "email") if text(agent.get(key))), "")


def _places(said: Mapping[str, object], losses: list[Loss]) -> Iterator[Place]:
    """Yield the targets that quote words; of others it is said why they cannot be places of a note."""
    for number, target in enumerate(_targets(said), 1):
        thing = mapping(target)
        selectors = list(_flat(thing.get("selector")))
        quote = next((s for s in selectors if "TextQuoteSelector" in texts(s.get("type"))), None)
        if quote is None:
            how = "a place without the words that stand there" if selectors else "a whole page"
            losses.append(Loss(f"target {number}", "lost", f"it is {how}; a note is on words that are quoted"))
            continue
        source = thing.get("source")
        yield _place(thing, text(source) or text(mapping(source).get("id")), quote)
        odd = sorted(set(thing) - TARGET_READ)
        losses += [Loss(f"target {number}: {key}", "lost", "a note has no such field") for key in odd]
        losses += () if OWN + "article" in thing else unused(number, selectors, quote)


def _place(thing: Mapping[str, object], source: str, quote: Mapping[str, object]) -> Place:
    """Return the place of a quotation, in the words of its file where it is one of ours."""
    said = {"quote": quote.get("exact"), "before": quote.get("prefix"), "after": quote.get("suffix")}
    exact, before, after = (text(thing.get(OWN + key, value)) for key, value in said.items())
    return Place(source, exact, before, after, text(thing.get(OWN + "article")))


def unused(number: int, selectors: Sequence[Mapping[str, object]], quote: object) -> Iterator[Loss]:
    """Yield a word on the selectors that stand beside the quotation of target `number`."""
    kinds = sorted({text(s.get("type")) or "selector" for s in selectors if s is not quote})
    if kinds:
        yield Loss(f"target {number}", "changed", f"its place is found by its words alone, not by {', '.join(kinds)}")


def _targets(said: Mapping[str, object]) -> Iterator[object]:
    """Yield each target; those of a set by themselves."""
    for target in listed(said.get("target")):
        yield from listed(mapping(target)["items"]) if "items" in mapping(target) else (target,)


def _flat(value: object) -> Iterator[Mapping[str, object]]:
    """Yield selectors and those that refine them."""
    for selector in listed(value):
        yield mapping(selector) if isinstance(selector, dict) else {"type": "selector"}
        yield from _flat(mapping(selector).get("refinedBy"))
