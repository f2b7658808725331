"""What a page's own markup states of the article: each statement with the place that makes it.

Places contradict each other on real pages, so all are kept in a fixed order and nothing is decided here.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import Any, Literal

from lxml.etree import XPath
from lxml.html import HtmlElement

from variorum.model import Meta
from variorum.read.schema import is_language_tag

Name = Literal["title", "outlet", "author", "published", "not_after", "url", "lang"]

MAX_VALUE = 1000
# Characters of an id or of classes that are looked at.
MAX_NAMES = 200

# <meta property|name|itemprop="..." content="..."> by its lower-case key.
_METAS: Mapping[str, Name] = {
    "og:title": "title",
    "twitter:title": "title",
    "headline": "title",
    "og:site_name": "outlet",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "sailthru.author": "author",
    "parsely-author": "author",
    "byl": "author",
    "article:published_time": "published",
    "article:published": "published",
    "article.published": "published",
    "datepublished": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.date": "published",
    "sailthru.date": "published",
    "parsely-pub-date": "published",
    "pubdate": "published",
    "date": "published",
    "publisher": "outlet",
    "dc.publisher": "outlet",
    "application-name": "outlet",
    "og:url": "url",
    "og:locale": "lang",
}
_LINKED: Mapping[str, Name] = {
    "headline": "title",
    "author": "author",
    "datePublished": "published",
    "publisher": "outlet",
    "url": "url",
    "inLanguage": "lang",
}
# What elements are marked as, by an attribute and a word in it.
_MARKED: Mapping[str, tuple[Name, str]] = {
    "itemprop author": ("author", "itemprop author"),
    "rel author": ("author", "rel author"),
    "class author": ("author", "class author"),
    "itemprop datePublished": ("published", "itemprop datePublished"),
    "itemprop publisher": ("outlet", "itemprop publisher"),
}
_MARKED_ELEMENTS = XPath("//@itemprop/.. | //@rel[contains(., 'author')]/.. | //@class[contains(., 'author')]/..")
_STORY = re.compile(r"Article|Posting|Report|Story|Review")
# What an element or one around it is called that is not about the article itself.
_BESIDE = re.compile(r"comment|respon[ds]|related|recommend|teaser|sidebar|widget|trending|popular", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|pubdate|pub-date|posted|(?:entry|post)-date", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What parts a headline from the name of its outlet in a page's title.
_PARTING = re.compile(r"\s[|–—·»-]+\s")
_WRAPPING = re.compile(r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(//\s*)?(-->|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def stated(root: HtmlElement) -> tuple[Meta, ...]:
    """Return what a page states of the article, without repetitions from one place."""
    named = defaultdict(list)
    for element in root.iter("html", "title", "link", "time", "meta", "script", "h1"):
        named[element.tag].append(element)
    found = [*_elements(named), *_metas(named["meta"]), *_json_ld(named["script"]), *_properties(root)]
    found += _behind_headline(found, named["h1"])
    return tuple(dict.fromkeys(statement for statement in found if statement.value))


def statement(name: Name, value: object, source: str) -> Meta:
    """Return a statement with its value on one line; a language that is no language tag (BCP 47) has no value."""
    line = " ".join(str(value)[: 4 * MAX_VALUE].split())[:MAX_VALUE]
    return Meta(name, _language(line) if name == "lang" else line, source)


def _language(value: str) -> str:
    """Return a language tag, also where a locale (`en_US`) stands for one; nothing where it is neither."""
    tag = value.replace("_", "-")
    return tag if is_language_tag(tag) else ""


def _elements(named: Mapping[str, Sequence[HtmlElement]]) -> Iterator[Meta]:
    """Yield what elements state: html, title, link, time."""
    for page in islice((e for e in named["html"] if e.get("lang")), 1):
        yield statement("lang", page.get("lang"), "html lang")
    for title in named["title"]:
        if all(above.tag != "svg" for above in title.iterancestors()):
            yield statement("title", title.text_content(), "title")
            break
    for link in islice((e for e in named["link"] if e.get("href") and _canonical(e)), 3):
        yield statement("url", link.get("href"), "link canonical")
    yield from _times([e for e in islice((e for e in named["time"] if e.get("datetime")), 100) if not _is_beside(e)])


def _times(times: Sequence[HtmlElement]) -> Iterator[Meta]:
    """Yield what `time` says of the publication: where it is called so, else the one day that all of the page name."""
    called = [time for time in times if _says_published(time)]
    yield from (statement("published", time.get("datetime"), "time datetime") for time in called)
    days = {day and day[0] for day in (_DAY.match(time.get("datetime").strip()) for time in times)}
    if not called and len(days) == 1 and not any("updated" in _names_of(time) for time in times):
        yield statement("published", times[0].get("datetime"), "time")


def _says_published(time: HtmlElement) -> bool:
    return (
        "pubdate" in time.attrib
        or "datePublished" in (time.get("itemprop") or "")
        or bool(_PUBLISHED.search(time.get("class") or ""))
    )


def _is_beside(element: HtmlElement) -> bool:
    """Tell whether an element stands in a comment, in a link to another story or the like; the page itself is none."""
    around = islice((e for e in (element, *element.iterancestors()) if e.tag not in ("body", "html")), 30)
    return any(_BESIDE.search(_names_of(e)) for e in around)


def _names_of(element: HtmlElement) -> str:
    return " ".join(element.get(key, "")[:MAX_NAMES] for key in ("id", "class", "itemprop"))


def _canonical(link: HtmlElement) -> bool:
    """Tell whether a link is the page's own address."""
    return "canonical" in (link.get("rel") or "")[:MAX_VALUE].lower().split()


def _metas(metas: Sequence[HtmlElement]) -> Iterator[Meta]:
    """Yield what meta elements state."""
    for meta in islice((e for e in metas if e.get("content")), 1000):
        for attribute in ("property", "name", "itemprop"):
            key = (meta.get(attribute) or "").strip()
            if name := _METAS.get(key.lower()):
                prefix = "" if ":" in key else "meta "
                yield statement(name, meta.get("content"), prefix + key[:MAX_VALUE])
                break


def _json_ld(scripts: Sequence[HtmlElement]) -> Iterator[Meta]:
    """Yield what JSON-LD blocks state of stories, then of the page and the site; one that is no JSON states nothing.

    Of a story with another headline than the first, which may be one that the page leads to, the place says the number.
    """
    blocks = (e for e in scripts if (e.get("type") or "").strip().lower().startswith("application/ld+json"))
    items = [item for script in islice(blocks, 100) for item in _objects(_json(script.text or ""))]
    known = {item["@id"]: item["name"] for item in items if isinstance(item.get("@id"), str) and "name" in item}
    kinds = [str(item.get("@type", ""))[:MAX_VALUE] for item in items]
    stories = [item for item, kind in zip(items, kinds, strict=True) if "headline" in item or _STORY.search(kind)]
    for number, item in enumerate(stories, 1):
        own = item.get("headline") == stories[0].get("headline")
        yield from _story(item, known, "JSON-LD", "" if own else f" #{number}")
    for item, kind in zip(items, kinds, strict=True):
        if kind == "WebPage" and "headline" not in item:
            yield from _story(item, known, "JSON-LD WebPage", "")
        elif kind == "WebSite":
            yield from (statement("outlet", name, "JSON-LD WebSite") for name in _texts(item.get("name"), known))


def _story(item: Mapping[str, Any], known: Mapping[str, object], place: str, number: str) -> Iterator[Meta]:
    """Yield what one JSON-LD object states."""
    for key, name in _LINKED.items():
        for value in _texts(item.get(key), known):
            yield statement(name, value, f"{place} {key}{number}")


def _texts(value: object, known: Mapping[str, object]) -> list[str]:
    """Return the texts a JSON-LD value stands for: itself, its name or that of what it refers to, or its items'."""
    items = value[:100] if isinstance(value, list) else [value]
    named = (item.get("name", known.get(str(item.get("@id")))) if isinstance(item, dict) else item for item in items)
    return [unescape(item) for item in named if isinstance(item, str)]


def _properties(root: HtmlElement) -> Iterator[Meta]:
    """Yield what elements are marked as by itemprop, rel or class; of several those beside the first."""
    said = (e for e in _MARKED_ELEMENTS(root) if e.tag not in ("meta", "link", "time"))
    first: dict[str, HtmlElement] = {}
    for element in islice(said, 200):
        for mark, (name, place) in _MARKED.items():
            key, _, word = mark.partition(" ")
            if word not in element.get(key, "")[:MAX_VALUE].split() or _is_beside(element):
                continue
            if first.setdefault(mark, element).getparent() is element.getparent():
                yield statement(name, _marked_as(element), place)


def _marked_as(element: HtmlElement) -> str:
    """Return what a marked element says: its content, that of the name in it, or its words."""
    named = next((e for e in element.iterdescendants() if e.get("itemprop") == "name"), element)
    return named.get("content") or " ".join(named.text_content().split())


def _behind_headline(found: Sequence[Meta], headings: Iterable[HtmlElement]) -> Iterator[Meta]:
    """Yield what a page's title says behind its headline, which is known from elsewhere: the outlet's name."""
    title = next((one.value for one in found if one.source == "title"), "")
    headlines = [one.value for one in found if one.name == "title" and one.source != "title"]
    headlines += [" ".join(heading.text_content().split()) for heading in islice(headings, 10)]
    for headline in sorted(filter(None, headlines), key=len, reverse=True):
        before, *behind = _PARTING.split(f"{title.removeprefix(headline)} ")
        if title.startswith(headline) and behind and not before.strip():
            yield statement("outlet", behind[-1], "title behind the headline")
            return


def _objects(data: object) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON document, the outermost first, without recursion."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting += reversed(list(item.values()))
        elif isinstance(item, list):
            waiting += reversed(item)


def _json(text: str) -> object:
    """Return the data of a JSON text, mending what pages commonly get wrong; None if it cannot be read."""
    bare = _WRAPPING.sub("", _WRAPPING.sub("", text.strip()))
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None
