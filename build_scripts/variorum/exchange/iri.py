"""Articles and notes <-> the addresses they are known by elsewhere."""

import re
from collections import defaultdict
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from variorum.anchor import Index
from variorum.model import Article, Edition

URN = "urn:variorum"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\xa0<>\"{}|\\^`\u2028\u2029\ud800-\udfff]+")
# What a path, a query or a fragment may have as it stands, and a host that is a number (IPv6), which has brackets.
_SAFE = ":/?@!$&'()*+,;=%-._~"
_LITERAL = re.compile(r"https?://\[[0-9a-fA-F:.]+\]")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
REMEMBERED = 16


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI (RFC 3987) by its scheme and the characters it may have."""
    return _IRI.fullmatch(text) is not None


def safe(reference: str) -> str:
    """Return an address, absolute or relative, in the characters of a URI (RFC 3986); all others are escaped."""
    start = _LITERAL.match(reference)
    host = start[0] if start else ""
    before, sign, behind = reference[len(host) :].partition("#")
    plain = quote(before, safe=_SAFE) + sign + quote(behind, safe=_SAFE)
    return host + _PERCENT.sub("%25", plain)


def of_article(article: Article, site: str) -> str:
    """Return the address of an article's page; where the site has none, a name."""
    if site:
        return f"{base(site)}articles/{quote(article.address)}.html"
    return of_article_named(article.id)


def of_article_named(id: str) -> str:
    """Return the name of an article by its id, be it in the edition or not."""
    return f"{URN}:article:{quote(id)}"


def of_note(id: str, site: str) -> str:
    """Return what a note is known by; `id` is that of its file."""
    return f"{base(site)}annotations.jsonld#{quote(id)}" if site else f"{URN}:annotation:{quote(id)}"


def of_collection(article: Article | None, site: str) -> str:
    """Return what the notes on an article, or all notes, are known by: the file they are in."""
    below = f"/{quote(article.address)}" if article else ""
    return f"{base(site)}annotations{below}.jsonld" if site else f"{URN}:annotations{below.replace('/', ':', 1)}"


def base(site: str) -> str:
    """Return the address of a site with a slash at its end."""
    return site.rstrip("/") + "/"


class Articles:
    """The articles of an edition, to be found by any of their addresses and searched for quotations."""

    def __init__(self, edition: Edition, site: str) -> None:
        self.by_id = {article.id: article for article in edition.articles}
        self._known: dict[str, set[str]] = defaultdict(set)
        for article in edition.articles:
            own = [fact.value for fact in article.facts if fact.name == "url"]
            sites = [of_article(article, site)] if site else []
            for address in (*own, *sites, of_article(article, "")):
                self._known[key(address)].add(article.id)
        self.index = lru_cache(REMEMBERED)(self._index)

    def find(self, source: str) -> tuple[str, ...]:
        """Return the ids of the articles with an address: none, one, or several that share it."""
        return tuple(sorted(self._known.get(key(source), ())))

    def _index(self, id: str) -> Index:
        return Index(self.by_id[id].text)


def key(address: str) -> str:
    """Return what two spellings of one address share: http is https, and fragments and a last slash say nothing."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    if parts.scheme not in ("http", "https"):
        return unquote(address.strip())
    query = f"?{parts.query}" if parts.query else ""
    return f"//{parts.netloc.lower()}{unquote(parts.path).rstrip('/')}{query}"
