"""What the Web Annotation Data Model (W3C Recommendation, 2017) demands: each MUST that a reader can check, in words.

Each check yields what is wrong, with the key it is wrong with; sections in comments are those of the Recommendation.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from variorum.exchange.document import listed, mapping, texts
from variorum.exchange.iri import is_iri

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
COMPOSITES = ("Choice", "Composite", "List", "Independents")
DIRECTIONS = ("ltr", "rtl", "auto")
MOMENTS = ("created", "modified", "generated")
_MOMENT = re.compile(r"\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

Problems = Iterator[str]
Thing = Mapping[str, object]


def annotation(value: object, within: bool = False) -> Problems:
    """Yield what is wrong with an annotation; one `within` a page has its context from there."""
    if not isinstance(value, dict):
        yield "an annotation that is no object"
        return
    yield from _head(value, "Annotation", within)  # 3.1
    if not listed(value.get("target")):
        yield "no target"
    for target in listed(value.get("target")):
        yield from _resource(target, "target")
    if "body" in value and "bodyValue" in value:  # 3.2.5
        yield "both body and bodyValue"
    for body in listed(value.get("body")):
        yield from _resource(body, "body")
    yield from _single(value, "bodyValue", "one text", lambda said: isinstance(said, str))
    yield from _lifecycle(value)
    yield from _stylesheet(value)


def page(value: Thing, within: bool = False) -> Problems:
    """Yield what is wrong with an annotation page itself (5.2); its items are looked at one by one."""
    yield from _head(value, "AnnotationPage", within)
    if not isinstance(value.get("items"), list):
        yield "items that are no list"
    for key in ("next", "prev", "partOf"):
        yield from _each(value, key, "an IRI or an object with one", _reference)
    yield from _single(value, "startIndex", "a whole number from 0", _count)


def collection(value: Thing) -> Problems:
    """Yield what is wrong with an annotation collection itself (5.1)."""
    yield from _head(value, "AnnotationCollection", False)
    yield from _single(value, "total", "a whole number from 0", _count)
    if _count(value.get("total")) and value.get("total") and "first" not in value:
        yield "a total above 0 without first"
    for key in ("first", "last"):
        yield from _single(value, key, "an IRI or a page", _reference)
    yield from _each(value, "label", "a text", lambda said: isinstance(said, str))
    yield from _lifecycle(value)


def _head(value: Thing, kind: str, within: bool) -> Problems:
    """Yield what is wrong with context, id and type."""
    if not within and CONTEXT not in texts(value.get("@context")):
        yield f"no @context {CONTEXT}"
    if len(listed(value.get("id"))) != 1 or not _iri(listed(value.get("id"))[0]):
        yield "an id that is not one IRI"
    if kind not in texts(value.get("type")):
        yield f"no type {kind}"


def _lifecycle(value: Thing) -> Problems:
    """Yield what is wrong with dates, agents, rights and other identities (3.3)."""
    for key in MOMENTS:
        yield from _single(value, key, "one date and time with its zone", _moment)
    for key in ("creator", "generator", "audience"):
        yield from _each(value, key, "an IRI or an object", lambda said: _iri(said) or isinstance(said, dict))
    for key in ("rights", "via"):
        yield from _each(value, key, "an IRI", _iri)
    yield from _single(value, "canonical", "one IRI", _iri)
    yield from _each(value, "motivation", "a text", lambda said: isinstance(said, str))


def _stylesheet(value: Thing) -> Problems:
    """Yield a stylesheet that is neither named nor given (4.4)."""
    yield from _single(value, "stylesheet", "an IRI, or an object with an id or a value", _styles)


def _styles(said: object) -> bool:
    thing = mapping(said)
    return _iri(said) or ("id" in thing) != ("value" in thing)


def _resource(value: object, what: str) -> Problems:
    """Yield what is wrong with a body or target (3.2): an IRI, a text, a set, a part of something, or a thing."""
    if isinstance(value, dict):
        yield from _thing(value, what)
    elif not _iri(value):
        yield f"a {what} that is neither an IRI nor an object"


def _thing(value: Thing, what: str) -> Problems:
    """Yield what is wrong with a body or target that is an object."""
    kinds = texts(value.get("type"))
    sets = [kind for kind in kinds if kind in COMPOSITES]
    if "items" in value or sets:
        yield from _set(value, what, sets)
    elif "source" in value or "SpecificResource" in kinds:
        yield from _specific(value, what)
    elif what == "body" and ("value" in value or "TextualBody" in kinds):
        if not isinstance(value.get("value"), str):
            yield "a TextualBody without one text as its value"  # 3.2.4
    elif "TextualBody" in kinds:
        yield "a TextualBody as target"
    elif len(listed(value.get("id"))) != 1:
        yield f"a {what} with none of id, source, value and items"
    yield from _described(value, what)


def _described(value: Thing, what: str) -> Problems:
    """Yield what is wrong with what is said of any resource (3.2.1, 3.3)."""
    yield from _single(value, "id", "one IRI", _iri)
    for key in ("format", "language", "type", "accessibility", "purpose"):
        yield from _each(value, key, "a text", lambda said: isinstance(said, str))
    yield from _single(value, "processingLanguage", "one text", lambda said: isinstance(said, str))
    yield from _single(value, "textDirection", f"one of {', '.join(DIRECTIONS)}", lambda said: said in DIRECTIONS)
    for problem in _lifecycle(value):
        yield f"{what}: {problem}"


def _set(value: Thing, what: str, sets: list[str]) -> Problems:
    """Yield what is wrong with a choice or another set of resources (3.2.7, 3.2.8)."""
    if len(sets) != 1:
        yield f"items of {' and '.join(sets) or 'no type'}; expected one of {', '.join(COMPOSITES)}"
    if {"value", "source", "purpose"} & set(value):
        yield "a set with a value, source or purpose of its own"
    if not listed(value.get("items")):
        yield "a set without items"
    for item in listed(value.get("items")):
        yield from _resource(item, what)


def _specific(value: Thing, what: str) -> Problems:
    """Yield what is wrong with a specific resource (4): one source, and what selects a part of it."""
    sources = listed(value.get("source"))
    if len(sources) != 1 or not _reference(sources[0]):
        yield "a SpecificResource without exactly one source"
    if "value" in value:
        yield "a SpecificResource with a value"
    for part in listed(value.get("selector")):
        yield from _part(part, "selector")
    for part in listed(value.get("state")):
        yield from _part(part, "state")
    yield from _each(value, "styleClass", "a text", lambda said: isinstance(said, str))
    for key in ("renderedVia", "scope"):
        yield from _each(value, key, "an IRI or an object", lambda said: _iri(said) or isinstance(said, dict))


def _part(value: object, what: str) -> Problems:
    """Yield what is wrong with a selector or state and all that refines it (4.2, 4.3)."""
    if not isinstance(value, dict):
        if not _iri(value):
            yield f"a {what} that is neither an IRI nor an object"
        return
    for kind in texts(value.get("type")):
        for key, expected, fits in _PARTS.get(kind, ()):
            said = listed(value.get(key))
            if len(said) != 1 or not fits(said[0]):
                yield f"{kind}: {key} that is not {expected}"
    yield from _odd(value)
    for inner in listed(value.get("refinedBy")):
        yield from _part(inner, what)


def _odd(value: Thing) -> Problems:
    """Yield what is wrong with the parts whose keys depend on one another."""
    kinds = texts(value.get("type"))
    if "TextQuoteSelector" in kinds:
        for key in ("prefix", "suffix"):
            yield from _single(value, key, "one text", lambda said: isinstance(said, str))
    if "SvgSelector" in kinds and ("id" in value) == ("value" in value):
        yield "SvgSelector: expected an id or a value"
    if "RangeSelector" in kinds:
        for key in ("startSelector", "endSelector"):
            yield from _part(value.get(key), key)
    if "TimeState" in kinds:
        yield from _time(value)


def _time(value: Thing) -> Problems:
    """Yield what is wrong with a state in time (4.3.1)."""
    keys = ("sourceDate", "sourceDateStart", "sourceDateEnd")
    for key in keys:
        yield from _each(value, key, "a date and time with its zone", _moment)
    yield from _each(value, "cached", "an IRI", _iri)
    if ("sourceDateStart" in value) != ("sourceDateEnd" in value):
        yield "TimeState: one end of a range of dates"
    if "sourceDate" in value and "sourceDateStart" in value:
        yield "TimeState: both a date and a range of dates"
    if not {*keys, "cached"} & set(value):
        yield "TimeState: no date"


def _single(value: Thing, key: str, expected: str, fits: Callable[[object], bool]) -> Problems:
    """Yield a key that is there and has not exactly one fitting value."""
    said = listed(value.get(key))
    if key in value and (len(said) != 1 or not fits(said[0])):
        yield f"{key} that is not {expected}"


def _each(value: Thing, key: str, expected: str, fits: Callable[[object], bool]) -> Problems:
    """Yield a key that has a value that does not fit."""
    if not all(fits(said) for said in listed(value.get(key))):
        yield f"{key} that is not {expected}"


def _iri(value: object) -> bool:
    return isinstance(value, str) and is_iri(value)


def _reference(value: object) -> bool:
    """Tell whether a value is an IRI, or an object with one."""
    said = listed(mapping(value).get("id"))
    return _iri(value) or (len(said) == 1 and _iri(said[0]))


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _text(value: object) -> bool:
    return isinstance(value, str)


def _moment(value: object) -> bool:
    """Tell whether a value is a point in time; the model asks for UTC, and another zone is understood as well."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return False
    try:
        return bool(datetime.fromisoformat(value))
    except ValueError:
        return False


_VALUE = (("value", "one text", _text),)
_RANGE = (("start", "a whole number from 0", _count), ("end", "a whole number from 0", _count))
_SELECTOR = "one selector"

# The keys that each kind of selector or state must have exactly once (4.2, 4.3).
_PARTS: Mapping[str, tuple[tuple[str, str, Callable[[object], bool]], ...]] = {
    "FragmentSelector": _VALUE,
    "CssSelector": _VALUE,
    "XPathSelector": _VALUE,
    "TextQuoteSelector": (("exact", "one text", _text),),
    "TextPositionSelector": _RANGE,
    "DataPositionSelector": _RANGE,
    "RangeSelector": (("startSelector", _SELECTOR, bool), ("endSelector", _SELECTOR, bool)),
    "HttpRequestState": _VALUE,
}
