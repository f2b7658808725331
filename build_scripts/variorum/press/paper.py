"""Chapters -> the whole edition as one page to print or to keep: nothing around the text, no script, no other site.

A site has it up to MOST_SIGNS, since a browser lays out all of it before it prints the first sheet; of a larger edition
`variorum export FILE --paper` writes it. Ids are those of the chapters with the name of their chapter in front. Each
chapter is a page of its own name to CSS, so that its title can run along the top of its sheets.
"""

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from lxml import etree
from lxml import html as parser
from markupsafe import Markup, escape

from variorum.language import ENGLISH, Language, gettext, speaking
from variorum.model import Edition
from variorum.pages import book
from variorum.pages.book import Chapter, Places
from variorum.pages.home import WHOLE, fits
from variorum.press import fonts

STYLE = "paper.css"
NOWHERE = Markup("")
# What it takes from the site it is in, and the way back to that, which is not printed.
LINKED = Markup('<link rel="stylesheet" href="assets/fonts/fonts.css">')
BACK = Markup('<p class="back"><a href="index.html" dir="auto">{}</a></p>\n')
# What HTML has no way to say.
UNSAYABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Headings stand one level lower than in a file of their own: the page has one title.
LOWER = {"h1": "h2", "h2": "h3", "h3": "h4"}
# A title that runs along the top of a sheet has at most so many code points.
RUNNING = 80
PAGE = """\
<!DOCTYPE html>
<html lang="{lang}" dir="{dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title>
{fonts}
<style>
{style}{running}</style></head>
<body><main>
{back}{chapters}
</main></body>
</html>
"""


def write(site: Path, edition: Edition, changed: str, language: Language = ENGLISH) -> None:
    """Write the page into a site, beside its fonts, unless it is too large to be in every site."""
    if fits(edition):
        site.joinpath(WHOLE).write_bytes(render(edition, changed, language, BACK).encode("utf-8"))


def alone(edition: Edition, changed: str, cache: Path, language: Language = ENGLISH) -> bytes:
    """Return the page with its fonts in it, of an edition of any size; made fonts are taken from `cache`."""
    page = render(edition, changed, language)
    faces = fonts.embedded(cache, fonts.BASIC | fonts.letters(page))
    return page.replace(LINKED, f"<style>\n{faces}</style>", 1).encode("utf-8")


def render(edition: Edition, changed: str, language: Language = ENGLISH, back: Markup = NOWHERE) -> str:
    """Return the page; `changed` is when the edition was last changed (ISO 8601), "" if that is not known; `back` is
    the way back to the site it is in."""
    with speaking(language):
        title, *others = book.chapters(edition, changed[:10])
        places = book.places(edition)
        made = (section(chapter, places, language) for chapter in others)
        return PAGE.format(
            lang=language.tag,
            dir=language.direction,
            title=escape(title.title),
            fonts=LINKED,
            back=back.format(title.title),
            style=files("variorum.press").joinpath(STYLE).read_text(encoding="utf-8"),
            running="".join(map(running, others)),
            chapters="\n".join([_title(title, places), contents(others), *made]),
        )


def section(chapter: Chapter, places: Places, language: Language) -> str:
    """Return a chapter as a section of the page."""
    name = _name(chapter.file)
    attributes = [("id", name), ("class", f"chapter {chapter.kind}"), ("style", f"page: {name}")]
    own = [("lang", chapter.lang)] if chapter.lang else []
    attributes += [*own, ("dir", chapter.dir or language.direction)]
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes)
    return f"<section{said}>\n{_within(chapter, places, LOWER)}\n</section>"


def _title(chapter: Chapter, places: Places) -> str:
    """Return the title page, which alone keeps its heading as it is."""
    return f'<header id="{_name(chapter.file)}" class="titlepage">\n{_within(chapter, places, {})}\n</header>'


def contents(chapters: Sequence[Chapter]) -> str:
    """Return the table of contents. It names no pages: no browser can tell them before it has laid all of them out."""
    heading = f'<h2 id="contents">{escape(gettext("Contents"))}</h2>'
    return f'<nav class="contents" aria-labelledby="contents">{heading}\n<ol>{"".join(map(_line, chapters))}</ol></nav>'


def _line(chapter: Chapter) -> str:
    """Return a chapter's line of the table of contents, and those of its parts."""
    name = _name(chapter.file)
    lang = f' lang="{escape(chapter.lang)}"' if chapter.lang else ""
    parts = "".join(f'<li><a href="#{name}-{id_}" dir="auto">{escape(title)}</a></li>' for title, id_ in chapter.parts)
    within = f"<ol>{parts}</ol>" if parts else ""
    return f'<li><a href="#{name}" dir="auto"{lang}>{escape(chapter.title)}</a>{within}</li>\n'


def running(chapter: Chapter) -> str:
    """Return the rule that lets a chapter's title run along the top of its sheets."""
    title = " ".join(chapter.title.split())
    cut = title if len(title) <= RUNNING else title[:RUNNING].rsplit(" ", 1)[0].rstrip(".,;: ") + " …"
    words = "".join(c if c.isalnum() or c in " .,;:…-" else f"\\{ord(c):x} " for c in cut)
    side = "rtl" if chapter.dir == "rtl" else "ltr"
    return f'@page {_name(chapter.file)} {{ @top-center {{ content: "{words}"; direction: {side}; }} }}\n'


def _within(chapter: Chapter, places: Places, lower: dict[str, str]) -> str:
    """Return a chapter's HTML with ids and links as they are on the one page."""
    said = UNSAYABLE.sub("\N{REPLACEMENT CHARACTER}", str(chapter.html))
    root = parser.fragment_fromstring(said, create_parent="div")
    for link in list(root.iter("a")):
        _lead(link, chapter, places)
    for each in root.iter():
        each.tag = lower.get(each.tag, each.tag)
        each.attrib.pop("epub:type", None)
        if "id" in each.attrib:
            each.set("id", f"{_name(chapter.file)}-{each.get('id')}")
    return "".join(_serialised(root))


def _serialised(root: etree._Element) -> Iterator[str]:
    yield str(escape(root.text or ""))
    for child in root:
        yield etree.tostring(child, encoding="unicode", method="html")


def _lead(link: etree._Element, chapter: Chapter, places: Places) -> None:
    """Let a link lead to its place on the page; one that has none there becomes plain words."""
    href = link.get("href", "")
    if href.startswith("#"):
        href = chapter.file + href
    elif not href.partition("#")[0].endswith(".xhtml"):
        href = places.of(book.MADE_FOR.get(chapter.file, "articles/x.md"), href)
    file, _, id_ = href.partition("#")
    if file.startswith(("https://", "http://")):
        link.set("href", href)
    elif file:
        link.set("href", "#" + "-".join(filter(None, (_name(file), id_))))
    else:
        link.drop_tag()


def _name(file: str) -> str:
    """Return the name of a chapter, which is its id on the page."""
    return file.removesuffix(".xhtml")
