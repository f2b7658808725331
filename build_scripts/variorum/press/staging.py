"""A built site -> the pages as the indexer of the search is to read them, which nobody else sees.

Pagefind takes the language of a page from `<html>` alone, divides words at spaces and at the typewriter's apostrophe,
and knows pages only. So here each page gets the language of its text; scripts that put no spaces between words get one
between characters, which assets/terms.js asks for as a phrase, so that any part of a text is found wherever a
segmenter would have cut; and each note becomes a page of its own, named for the page and the place it stands at.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from pathlib import Path

from lxml import etree, html

ATTRIBUTES = rb"""(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?"""

MARKED = re.compile(rb"""<\w+(?=\s)(?=(?:[^>"']|"[^"]*"|'[^']*')*\sdata-pagefind-body[\s=>/])""" + ATTRIBUTES + rb">")

ROOT = re.compile(rb"<html" + ATTRIBUTES + rb">", re.IGNORECASE)

LANG = re.compile(rb"""\slang=["']?([A-Za-z0-9-]+)["']?""")

# Pagefind finds the parts of l'article and O'Brien only where the apostrophe is the typewriter's. It is doubled to tell
# assets/terms.js which ones to turn back.
CURLED, STRAIGHT = re.compile(rb"(?<=[A-Za-z\x80-\xbf])\xe2\x80\x99(?=[A-Za-z\xc3-\xf4])"), b"''"

# Pagefind puts a space where an element begins, after „ and « too: for it they begin the element.
OPENING = re.compile(r"([„‚«‹¿¡])((?:<(?:a|span|bdi|mark)" + ATTRIBUTES.decode() + r">)+)(?=\w)")

# Thai to Lao, Burmese, Khmer, kana, Chinese characters; assets/terms.js has the same.
DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS = "".join(c for c in map(chr, range(0x0E00, 0x1800)) if unicodedata.category(c)[0] == "M")
_ONE = f"[{DENSE}][{re.escape(_MARKS)}\u3099\u309a]*"
APART = re.compile(rf"{_ONE}(?=\w|\Z)|[^\W{DENSE}](?=[{DENSE}])|[\u3000-\u3004\u3008-\u303f\uff00-\uffef](?=[{DENSE}])")
TEXT = re.compile(r"(?<=>)[^<]*[" + DENSE + r"][^<]*")
# Their languages share one index, since characters need no stemming.
TOGETHER = re.compile(r"(?:zh|ja|th|lo|my|km|yue|wuu)\b", re.IGNORECASE)
MANY = b"mul"

NOTE = b" data-v-found="


def stage(site: Path, pages: Path) -> int:
    """Write to `pages` what of the site is to be indexed; return the number of pages of the site that are."""
    count = 0
    for path in sorted(site.rglob("*.html")):
        page = path.read_bytes()
        if marked := MARKED.search(page):
            count += 1
            target = pages / path.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(opened(divided(straight(in_language_of(marked[0], page)))))
            for place, note in notes(page) if NOTE in page else ():
                target.with_name(f"{target.stem}~{place}.html").write_bytes(divided(straight(note.encode())))
    return count


def in_language_of(marked: bytes, page: bytes) -> bytes:
    """Return the page with the language of its marked element on `<html>`, where alone Pagefind looks for it."""
    lang = LANG.search(marked) or LANG.search((ROOT.search(page) or [b""])[0])
    if not lang:
        return page
    name = MANY if TOGETHER.match(lang[1].decode()) else lang[1]
    return ROOT.sub(b'<html lang="' + name + b'">', page, count=1)


def straight(page: bytes) -> bytes:
    """Return a page with the apostrophes within words as Pagefind understands them."""
    return CURLED.sub(STRAIGHT, page)


def divided(page: bytes) -> bytes:
    """Return a page with spaces between the characters of scripts that have none between words."""
    text = page.decode("utf-8", "replace")
    return TEXT.sub(lambda found: APART.sub(r"\g<0> ", found[0]), text).encode("utf-8")


def opened(page: bytes) -> bytes:
    """Return a page with the marks that open a quotation within the element that begins right after them."""
    return OPENING.sub(r"\2\1", page.decode("utf-8", "replace")).encode("utf-8")


def notes(page: bytes) -> Iterator[tuple[str, str]]:
    """Yield the place of each note on a page, and a page of it alone: its words, and what it is and stands on."""
    whole = html.document_fromstring(page.decode("utf-8", "replace"))
    lang = whole.get("lang", "en")
    headline = _first(whole, "//*[@data-pagefind-meta='title']") or _first(whole, "//h1")
    for note in whole.xpath("//*[@data-v-found]"):
        facts = {"quote": _first(note, ".//q"), "source": headline}
        about = "".join(f'<p data-pagefind-meta="{name}">{escape(value)}</p>' for name, value in facts.items() if value)
        named = f'<p data-pagefind-filter="kind">{escape(note.get("data-v-found"))}</p>{about}'
        said = f"<div data-pagefind-body>{_words(note)}</div>"
        yield note.get("id"), f'<!doctype html><html lang="{escape(lang)}"><body>{named}{said}</body></html>'


def _words(note: etree._Element) -> str:
    """Return the HTML of what a note says, and of its sources."""
    parts = note.xpath(".//*[contains(@class, 'v-note-body') or contains(@class, 'v-note-sources')]")
    return "".join(etree.tostring(part, encoding="unicode", with_tail=False) for part in parts)


def _first(tree: etree._Element, path: str) -> str:
    """Return the text of the first thing that an XPath leads to, on one line; "" where there is none."""
    found = next(iter(tree.xpath(path)), "")
    return " ".join((found if isinstance(found, str) else found.text_content()).split())
