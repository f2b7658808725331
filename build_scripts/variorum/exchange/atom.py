"""Feeds in Atom (RFC 4287), as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from variorum.exchange import iri
from variorum.exchange.xml import sayable

NAMESPACE = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"
OPTIONAL = ("subtitle", "published", "summary")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed. `updated` and `published` are points in time of ISO 8601 in UTC, the latter "" if not known.

    `id` is an absolute IRI; `link` and `via` may be relative, or "" for `via`. `summary` is plain text, `html` a
    fragment of HTML that is safe. `lang` is "" where it is not known: then it is not that of the feed either.
    """

    id: str
    title: str
    updated: str
    author: str
    link: str
    summary: str = ""
    html: str = ""
    published: str = ""
    via: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with one item or more, in the order they are given; `own` is where it lies, `link` the page it is of."""

    id: str
    title: str
    subtitle: str
    own: str
    link: str
    lang: str
    items: Sequence[Item]


def write(feed: Feed) -> str:
    """Return a feed as XML; its own date is that of the item changed last, never that of the building."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.lang})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", max(item.updated for item in feed.items))
    _link(root, "self", feed.own, TYPE)
    _link(root, "alternate", feed.link, "text/html")
    _text(root, "generator", "Variorum")
    for item in feed.items:
        _item(SubElement(root, "entry", {"xml:lang": item.lang}), item)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _item(entry: Element, item: Item) -> None:
    """Put what is known of an item into its element."""
    _text(entry, "id", item.id)
    _text(entry, "title", item.title)
    _text(entry, "updated", item.updated)
    _text(entry, "published", item.published)
    _text(SubElement(entry, "author"), "name", item.author)
    _link(entry, "alternate", item.link, "text/html")
    _link(entry, "via", item.via)
    _text(entry, "summary", item.summary)
    if item.html:
        _text(entry, "content", item.html, {"type": "html"})


def _text(above: Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    """Add an element with a text; of those that may be left out none without text."""
    if text or name not in OPTIONAL:
        SubElement(above, name, attributes or {}).text = sayable(text)


def _link(above: Element, rel: str, href: str, kind: str = "") -> None:
    if href:
        SubElement(above, "link", {"rel": rel, **({"type": kind} if kind else {}), "href": iri.safe(href)})
