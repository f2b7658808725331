"""Pages -> Markdown on disk, for any generator that reads Markdown: the edition does not depend on MkDocs.

A page's HTML stands in its file as one block on one line. Every sign in its words that some Markdown dialect, snippet
or template syntax might take for its own is written as a character reference, so the words come out as they are.
"""

import math
import posixpath
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import groupby
from pathlib import Path

import yaml

from variorum import language, pages
from variorum.errors import ContentError
from variorum.model import Edition, Page, Site
from variorum.press import attachments, fonts, paper, publish, raw
from variorum.read import MATERIAL
from variorum.read.settings import Settings

STYLE = Path(__file__).with_name("export.css")
STYLES = ("assets/fonts/fonts.css", "assets/export.css")
MADE_BY = "made-by-variorum-export"
# What an earlier export holds, with what generators put beside it; a folder with anything else is somebody's own.
OURS = frozenset({"docs", "mkdocs.yml", MADE_BY, "site", ".cache"})
NOTE = "`variorum export` writes this folder anew as a whole; what is changed here by hand is lost.\n"

TAG_OR_WORDS = re.compile(r"(<[^>]*>)|[^<]+")
# A character reference, or a sign to be made one: signs that mean something in Markdown, its extensions, snippets or
# templates; control characters, since a blank line ends a block and Python-Markdown takes two of them for its own;
# separators that some count as line breaks; spaces that might be trimmed at the end of a line.
SIGNS = re.compile(r"&#?\w+;|[!#$%()*+\-:=@\[\\\]^_`{|}~\x01-\x1f\u2028\u2029]|(?<=\n) | (?=\n)")
# Generators print titles raw into text, attributes and templates. The exact words stand in the page's own heading.
LOOK_ALIKES = str.maketrans({"<": "‹", ">": "›", '"': "”", "{": "❴", "}": "❵"})


def write(folder: Path, edition: Edition, at: Settings) -> int:
    """Write all pages and what they need into `folder`, as a whole or not at all; return how many were generated.

    Raises ContentError where the folder is not free for an export, or where something cannot be read or written.
    """
    made = list(pages.render(edition, language.find(at.language) or language.ENGLISH))
    try:
        target = _free(folder.resolve(), at)
        with publish.aside(target) as new:
            _fill(new, made, edition, at)
    except OSError as error:
        found = error.strerror or str(error)
        raise _refused(Path(error.filename or folder), found, "that it can be read and written") from error
    return len(made)


def markdown(page: Page) -> str:
    """Return a page as a Markdown file: a header with its title, then its HTML as one block."""
    header = yaml.safe_dump({"title": harmless(page.title)}, allow_unicode=True, default_style='"', width=math.inf)
    return f"---\n{header}---\n\n{block(page)}\n"


def harmless(title: str) -> str:
    """Return a title for a generator to print as it likes: nothing in it is markup, a reference or a template."""
    plain = " ".join(title.split()).translate(LOOK_ALIKES)
    return plain if unescape(plain) == plain else plain.replace("&", "＆")


def block(page: Page) -> str:
    """Return a page's HTML without line breaks and with its words in armour."""
    return armoured(f'<div class="v-page v-page--{page.kind}">{page.html}</div>')


def armoured(html: str) -> str:
    """Return HTML that says the same, in which no sign of its words can be taken for markup of another language."""
    return TAG_OR_WORDS.sub(lambda m: _tag(m[1]) if m[1] else SIGNS.sub(_reference, m[0]), html)


def _tag(tag: str) -> str:
    """Return a tag on one line and without the sign that opens every template syntax."""
    return " ".join(tag.splitlines()).replace("{", "&#123;")


def _reference(found: re.Match[str]) -> str:
    """Return a sign as a character reference; what is one already stays."""
    return found[0] if found[0].startswith("&") else f"&#{ord(found[0])};"


def _free(folder: Path, at: Settings) -> Path:
    """Return the folder when an export may take its place."""
    if found := _objection(folder, at):
        raise _refused(folder, found, "a new or empty folder, or an earlier export", "name another folder")
    return folder


def _objection(folder: Path, at: Settings) -> str:
    """Return what speaks against writing to the folder, nothing where all is well."""
    if Path.cwd().is_relative_to(folder) or at.root.resolve().is_relative_to(folder):
        return "a folder around the one you are in or around the edition"
    if any(folder.is_relative_to(part.resolve()) for part in (at.docs, at.seeds)):
        return "a folder within the edition's own seeds or pages"
    if not folder.exists():
        return ""
    if not folder.is_dir():
        return "a file"
    names = {path.name for path in folder.iterdir()}
    foreign = sorted(names if MADE_BY not in names else names - OURS)
    return f"a folder that is not empty: it holds {foreign[0]}" if foreign else ""


def _refused(path: Path, found: str, expected: str, remedy: str = "mend that and export again") -> ContentError:
    return ContentError(str(path), 0, 0, found, expected, remedy, "export")


def _fill(folder: Path, made: Sequence[Page], edition: Edition, at: Settings) -> None:
    """Write the whole export into an empty folder."""
    docs = folder / "docs"
    docs.mkdir()
    written = list(_written(at.docs))
    for path in written:
        _copy(path, docs / path.relative_to(at.docs))
    for page in made:
        _write(page, docs)
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in docs.rglob("*.md"))
    fonts.write(docs / "assets" / "fonts", at.root / ".cache" / "fonts", fonts.BASIC.union(*map(fonts.letters, texts)))
    _copy(STYLE, docs / "assets" / STYLE.name)
    raw.write(docs, edition, at.root)
    attachments.write(docs, edition)
    site = Site(at.site_name, at.site_url, at.site_about, at.site_rights)
    paper.write(docs, replace(edition, site=site), "", language.find(at.language) or language.ENGLISH)
    nav = [path.relative_to(at.docs).as_posix() for path in written if path.suffix == ".md"]
    (folder / "mkdocs.yml").write_text(_settings(at, nav), encoding="utf-8")
    (folder / MADE_BY).write_text(NOTE, encoding="utf-8")


def _written(docs: Path) -> Iterator[Path]:
    """Yield what people wrote as pages or put beside them, in order; hidden files are none of it, as for MkDocs.

    Raises ContentError at a link that leads elsewhere: what lies outside of `docs` is not published.
    """
    if not docs.is_dir():
        return
    for path in sorted(path for path in docs.iterdir() if path.name not in MATERIAL):
        yield from _files(path, docs)


def _files(path: Path, docs: Path) -> Iterator[Path]:
    """Yield a file itself, or the files below a folder."""
    if path.name.startswith("."):
        return
    if path.is_dir() and not path.is_symlink():
        for inner in sorted(path.iterdir()):
            yield from _files(inner, docs)
    elif path.is_file() and path.resolve().is_relative_to(docs.resolve()):
        yield path
    else:
        raise _refused(path, "a link or special file", f"a file, or a link to a file of {docs.name}/")


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def _write(page: Page, docs: Path) -> None:
    """Write a page; one that goes onto a hand-written page is put below it, whatever its encoding."""
    target = docs / page.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("ab" if page.onto else "wb") as file:
        file.write((f"\n\n{block(page)}\n" if page.onto else markdown(page)).encode())


def _settings(at: Settings, written: Sequence[str]) -> str:
    """Return a mkdocs.yml that needs no plugin and no theme but the generator's own."""
    said = {
        "site_name": at.site_name,
        "use_directory_urls": False,
        "extra_css": list(STYLES),
        "markdown_extensions": ["tables", "admonition"],
        "plugins": [],
        "nav": list(_nav(written)),
    }
    return "# Written by `variorum export`.\n" + yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


def _nav(written: Sequence[str]) -> Iterator[object]:
    """Yield the index pages and the hand-written ones: a navigation with every page makes the build quadratic."""
    indexes = {
        "index.md": "Home",
        "articles/index.md": "Articles",
        "events/index.md": "Events",
        "timeline/index.md": "Timeline",
        "glossary/index.md": "Glossary",
        "removed/index.md": "What was removed",
    }
    yield from ({title: path} for path, title in indexes.items())
    others = sorted({"about/checks.md", *written} - set(indexes), key=_reading_order)
    for folder, paths in groupby(others, key=posixpath.dirname):
        if folder:
            yield {folder.capitalize(): list(paths)}
        else:
            yield from paths


def _reading_order(path: str) -> tuple[str, bool, str]:
    """Return what hand-written pages are sorted by: their folder, and in it the index first."""
    folder, name = posixpath.split(path)
    return folder, name != "index.md", name
