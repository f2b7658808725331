"""What readers call the kinds of things that files and code name in English: of notes, of lines, of dates."""

from collections.abc import Mapping

from variorum.language import P_, pgettext

# What is named -> the value in files and code -> how a page says it. A value that is missing is
# said as "" is, or as it stands.
NAMES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "evidence": {
        "stated": P_("what a fact rests on", "stated"),
        "supplied": P_("what a fact rests on", "supplied by an editor"),
        "inferred": P_("what a fact rests on", "inferred"),
        "rejected": P_("what a fact rests on", "not taken as evidence"),
    },
    "dating": {
        "stated": P_("what a date rests on", "stated"),
        "supplied": P_("what a date rests on", "supplied"),
        "inferred": P_("what a date rests on", "inferred"),
    },
    "unknown": {
        "outlet": P_("a fact that is unknown", "outlet"),
        "author": P_("a fact that is unknown", "author"),
        "published": P_("a fact that is unknown", "date of publication"),
    },
    "fact": {
        "title": P_("a fact of an article", "Title"),
        "outlet": P_("a fact of an article", "Outlet"),
        "author": P_("a fact of an article", "Author"),
        "published": P_("a fact of an article", "Published"),
        "not_before": P_("a fact of an article", "Not before"),
        "not_after": P_("a fact of an article", "Not after"),
        "url": P_("a fact of an article", "Address"),
    },
    "note": {
        "comment": P_("kind of note", "comment"),
        "context": P_("kind of note", "context"),
        "correction": P_("kind of note", "correction"),
        "disagreement": P_("kind of note", "disagreement"),
        "question": P_("kind of note", "question"),
        "source": P_("kind of note", "source"),
        "translation": P_("kind of note", "translation"),
    },
    "status": {
        "open": P_("status of a note", "open"),
        "settled": P_("status of a note", "settled"),
        "superseded": P_("status of a note", "superseded"),
    },
    "entry": {
        "person": P_("kind of entry", "person"),
        "place": P_("kind of entry", "place"),
        "group": P_("kind of entry", "group"),
        "organisation": P_("kind of entry", "organisation"),
        "document": P_("kind of entry", "document"),
        "term": P_("kind of entry", "term"),
    },
    "entries": {
        "person": P_("kind of entries", "People"),
        "place": P_("kind of entries", "Places"),
        "group": P_("kind of entries", "Groups"),
        "organisation": P_("kind of entries", "Organisations"),
        "document": P_("kind of entries", "Documents"),
        "term": P_("kind of entries", "Terms"),
    },
    "role": {
        "title": P_("what a line is", "title"),
        "byline": P_("what a line is", "byline"),
        "dateline": P_("what a line is", "dateline"),
        "heading": P_("what a line is", "heading"),
        "body": P_("what a line is", "body"),
        "caption": P_("what a line is", "caption"),
        "credit": P_("what a line is", "credit"),
        "related": P_("what a line is", "related"),
        "list-heading": P_("what a line is", "list-heading"),
        "widget": P_("what a line is", "widget"),
        "ad": P_("what a line is", "ad"),
        "comments": P_("what a line is", "comments"),
        "share": P_("what a line is", "share"),
        "subscribe": P_("what a line is", "subscribe"),
        "language-switch": P_("what a line is", "language-switch"),
        "navigation": P_("what a line is", "navigation"),
        "status": P_("what a line is", "status"),
        "legal": P_("what a line is", "legal"),
        "metadata": P_("what a line is", "metadata"),
        "blank": P_("what a line is", "blank"),
    },
    "relation": {
        "compatible": P_("how two figures stand to one another", "compatible"),
        "contradictory": P_("how two figures stand to one another", "contradictory"),
        "later figure": P_("how two figures stand to one another", "later figure"),
        "not comparable": P_("how two figures stand to one another", "not comparable"),
    },
    "voice": {
        "own": P_("in whose voice an article says it", "in its own voice"),
        "attributed": P_("in whose voice an article says it", "attributed"),
        "denied": P_("in whose voice an article says it", "denied by others"),
        "contradicted": P_("in whose voice an article says it", "contradicted by the article"),
    },
    "zone": {
        "above": P_("where a rule looks", "lines above the title"),
        "head": P_("where a rule looks", "lines from the title to the text"),
        "inside": P_("where a rule looks", "lines among the text"),
        "tail": P_("where a rule looks", "lines after the text"),
    },
    "page": {
        "article": P_("kind of page", "Article"),
        "event": P_("kind of page", "Event"),
        "entry": P_("kind of page", "Term"),
        "note": P_("kind of page", "Note"),
        "": P_("kind of page", "Page"),
    },
    "severity": {
        "error": P_("how grave a finding is", "error"),
        "warning": P_("how grave a finding is", "warning"),
    },
}


def named(value: str, of: str) -> str:
    """Return how a page says a value of files or code; `of` is a key of NAMES."""
    found = NAMES[of].get(value) or NAMES[of].get("")
    return pgettext(*found) if found else value
