"""Chapters -> an e-book: EPUB 3.2, which is XHTML in a zip file. The same edition gives the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from importlib.resources import files

from lxml import etree
from lxml import html as parser
from markupsafe import escape

from variorum.language import ENGLISH, Language, gettext, speaking
from variorum.model import Edition, Site
from variorum.pages import book
from variorum.pages.addresses import identity
from variorum.pages.book import Chapter, Places

MIMETYPE = "application/epub+zip"
OPS = "http://www.idpf.org/2007/ops"
NAMESPACES = f'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="{OPS}"'
etree.register_namespace("epub", OPS)
# What XML 1.0 has no way to say, and a language tag that is well-formed.
UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# The first moment that a zip file can name: no clock is asked.
EPOCH = (1980, 1, 1, 0, 0, 0)
CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
NAV, STYLE = "nav.xhtml", "book.css"
ACCESS = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityHazard", "none"),
)


def write(edition: Edition, modified: str, language: Language = ENGLISH) -> bytes:
    """Return the edition as an e-book; `modified` is when it was last changed (ISO 8601, in UTC, whole seconds)."""
    with speaking(language):
        chapters, places = book.chapters(edition), book.places(edition)
        members = [
            ("META-INF/container.xml", CONTAINER),
            ("book/package.opf", package(edition.site, chapters, modified, language)),
            (f"book/{NAV}", nav(chapters, language)),
            (f"book/{STYLE}", files("variorum.press").joinpath(STYLE).read_text(encoding="utf-8")),
            *((f"book/{chapter.file}", xhtml(chapter, places, language)) for chapter in chapters),
        ]
    return zipped(members)


def zipped(members: Sequence[tuple[str, str]]) -> bytes:
    """Return the files of an e-book as a zip file, its type first and not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for name, text in members:
            _add(archive, name, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str, compression: int) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type, info.external_attr, info.create_system = compression, 0o644 << 16, 3
    archive.writestr(info, text.encode("utf-8"))


def xhtml(chapter: Chapter, places: Places, language: Language) -> str:
    """Return a chapter as a file of XHTML."""
    section = f'<section epub:type="{chapter.kind}">{well_formed(chapter, places)}</section>'
    return _page(chapter.title, section, chapter.lang, chapter.dir or language.direction)


def _page(title: str, body: str, lang: str, direction: str) -> str:
    tag = f' lang="{lang}" xml:lang="{lang}"' if TAG.fullmatch(lang) else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html {NAMESPACES}{tag} dir="{direction}">\n'
        f"<head><title>{_text(title)}</title>"
        f'<link rel="stylesheet" type="text/css" href="{STYLE}"/></head>\n<body>{body}</body>\n</html>\n'
    )


def _text(text: str) -> str:
    """Return a text on one line, in the characters of XML, escaped."""
    return str(escape(" ".join(UNSAYABLE.sub("\N{REPLACEMENT CHARACTER}", text).split())))


def well_formed(chapter: Chapter, places: Places) -> str:
    """Return a chapter's HTML as XML: every element closed, every link one of the book or of the web."""
    safe = UNSAYABLE.sub("\N{REPLACEMENT CHARACTER}", str(chapter.html))
    root = parser.fragment_fromstring(safe, create_parent="div")
    page = book.MADE_FOR.get(chapter.file, "articles/x.md")
    for link in list(root.iter("a")):
        _lead(link, page, places)
    for each in root.iter():
        _mend(each)
    return "".join(_serialised(root))


def _serialised(root: etree._Element) -> Iterator[str]:
    yield str(escape(root.text or ""))
    for child in root:
        yield etree.tostring(child, encoding="unicode", method="xml")


def _lead(link: etree._Element, page: str, places: Places) -> None:
    """Let a link lead to its place in the book; one that has none there becomes plain words."""
    href = link.get("href", "")
    if href.startswith("#") or href.partition("#")[0].endswith(".xhtml"):
        return
    found = places.of(page, href)
    if found:
        link.set("href", found)
    else:
        link.drop_tag()


def _mend(each: etree._Element) -> None:
    """Take from an element what XHTML does not have, and say its language in the way of XML too."""
    for name in ("rel", "aria-describedby"):
        each.attrib.pop(name, None)
    if kind := each.attrib.pop("epub:type", None):
        each.set(f"{{{OPS}}}type", kind)
    lang = each.get("lang")
    if lang is not None and not TAG.fullmatch(lang):
        del each.attrib["lang"]
    elif lang:
        each.set("{http://www.w3.org/XML/1998/namespace}lang", lang)


def nav(chapters: Sequence[Chapter], language: Language) -> str:
    """Return the table of contents."""
    items = "".join(
        f'<li><a href="{chapter.file}">{_text(chapter.title)}</a>{_parts(chapter)}</li>' for chapter in chapters
    )
    title = gettext("Contents")
    body = f'<nav epub:type="toc" role="doc-toc" id="toc"><h1>{_text(title)}</h1><ol>{items}</ol></nav>'
    return _page(title, body, language.tag, language.direction)


def _parts(chapter: Chapter) -> str:
    items = "".join(f'<li><a href="{chapter.file}#{id_}">{_text(title)}</a></li>' for title, id_ in chapter.parts)
    return f"<ol>{items}</ol>" if items else ""


def package(site: Site, chapters: Sequence[Chapter], modified: str, language: Language) -> str:
    """Return the package document: what the book is, its files, and their order."""
    said = [
        ("title", site.name or gettext("An annotated edition")),
        ("language", language.tag),
        ("description", site.about),
        ("rights", site.rights),
        ("source", site.address),
    ]
    facts = "".join(f"<dc:{name}>{_text(value)}</dc:{name}>\n" for name, value in said if value)
    access = "".join(f'<meta property="schema:{name}">{value}</meta>\n' for name, value in ACCESS)
    direction = ' page-progression-direction="rtl"' if language.direction == "rtl" else ""
    kind = 'media-type="application/xhtml+xml"'
    own = "".join(f'<item id="c{n}" href="{chapter.file}" {kind}/>\n' for n, chapter in enumerate(chapters))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    id_ = identity(Site(site.name), "book")
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language.tag}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{id_}</dc:identifier>
{facts}<meta property="dcterms:modified">{modified}</meta>
{access}</metadata>
<manifest>
<item id="nav" href="{NAV}" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="{STYLE}" media-type="text/css"/>
{own}</manifest>
<spine{direction}>{spine}</spine>
</package>
"""
