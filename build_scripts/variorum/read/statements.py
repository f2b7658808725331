"""What a page's own markup states of the article: each statement with the place that makes it.

Places contradict each other on real pages, so all are kept in a fixed order and nothing is decided here.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Literal

from lxml.html import HtmlElement

from variorum.model import Meta
from variorum.read.schema import is_language_tag

Name = Literal["title", "outlet", "author", "published", "not_after", "url", "lang"]

MAX_VALUE = 1000

# <meta property|name|itemprop="..." content="..."> by its lower-case key.
_METAS: Mapping[str, Name] = {
    "og:title": "title",
    "twitter:title": "title",
    "headline": "title",
    "og:site_name": "outlet",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "article:published_time": "published",
    "datepublished": "published",
    "dc.date": "published",
    "date": "published",
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
_STORY = re.compile(r"Article|Posting|Report|Story|Review")
_WRAPPING = re.compile(r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(//\s*)?(-->|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def stated(root: HtmlElement) -> tuple[Meta, ...]:
    """Return what a page states of the article, without repetitions from one place."""
    named = defaultdict(list)
    for element in root.iter("html", "title", "link", "time", "meta", "script"):
        named[element.tag].append(element)
    found = (*_elements(named), *_metas(named["meta"]), *_json_ld(named["script"]))
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
    for time in islice((e for e in named["time"] if e.get("datetime")), 100):
        if "pubdate" in time.attrib or "datePublished" in (time.get("itemprop") or ""):
            yield statement("published", time.get("datetime"), "time datetime")


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
    """Yield what JSON-LD blocks state of a story; a block that is no JSON states nothing."""
    blocks = (e for e in scripts if (e.get("type") or "").strip().lower().startswith("application/ld+json"))
    for script in islice(blocks, 100):
        for item in _objects(_json(script.text or "")):
            if "headline" in item or _STORY.search(str(item.get("@type", ""))[:MAX_VALUE]):
                yield from _story(item)


def _story(item: Mapping[str, Any]) -> Iterator[Meta]:
    """Yield what one JSON-LD object states."""
    for key, name in _LINKED.items():
        for value in _names(item.get(key)):
            yield statement(name, value, f"JSON-LD {key}")


def _names(value: object) -> list[str]:
    """Return the texts a JSON-LD value stands for: itself, its name, or those of its items."""
    items = value[:100] if isinstance(value, list) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in items)
    return [item for item in named if isinstance(item, str)]


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
