"""Pages -> Markdown on disk, for any generator that reads Markdown: the edition does not depend on MkDocs.

A page's HTML stands in its file as one block. Every sign in its words that some Markdown dialect, snippet or template
syntax might take for its own is written as a character reference, so the words come out as they are.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from variorum import pages
from variorum.errors import ContentError
from variorum.model import Edition, Page
from variorum.press import fonts, raw
from variorum.read.settings import Settings

THEME = Path(__file__).parents[1] / "theme"
MATERIAL = ("articles", "glossary", "events", "annotations")
STYLES = ("assets/fonts/fonts.css", "assets/variorum.css")
# A character reference, or a sign to be made one: signs that mean something in Markdown, its extensions, snippets or
# templates; line breaks, since a blank line ends a block; and spaces that might be trimmed at the end of a line.
SIGNS = re.compile(r"&(?:#?\w+;)|[!#$%()*+\-:=@\[\\\]^_`{|}~\n\t\r\x0b\x0c]|(?<=\n) | (?=\n)")
WORDS = re.compile(r">([^<]+)<")
MADE_BY = "made-by-variorum-export"


def write(folder: Path, edition: Edition, at: Settings) -> int:
    """Write all pages and what they need into `folder` and return how many were generated.

    Raises ContentError where the folder holds something else than an earlier export.
    """
    _make_room(folder)
    docs = folder / "docs"
    _copy_written(at.docs, docs)
    made = list(pages.render(edition))
    for page in made:
        _write(page, docs)
    fonts.write(docs / "assets" / "fonts", at.root / ".cache" / "fonts")
    shutil.copyfile(THEME / "assets" / "variorum.css", docs / "assets" / "variorum.css")
    raw.write(docs, edition, at.root)
    (folder / "mkdocs.yml").write_text(_settings(at, docs), encoding="utf-8")
    (folder / MADE_BY).write_text("This folder is written anew by `variorum export`.\n", encoding="utf-8")
    return len(made)


def markdown(page: Page) -> str:
    """Return a page as a Markdown file: a header with its title, then its HTML as one block."""
    # Generators print a title raw into their templates; the exact words stand in the page's own heading.
    title = page.title.replace("<", "‹").replace(">", "›")
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{block(page)}\n"


def block(page: Page) -> str:
    """Return a page's HTML without line breaks and with its words in armour."""
    return f'<div class="v-page v-page--{page.kind}">{armoured(page.html)}</div>'


def armoured(html: str) -> str:
    """Return HTML that says the same, in which no sign of its words can be taken for markup of another language."""
    words_armoured = WORDS.sub(lambda m: f">{SIGNS.sub(_reference, m[1])}<", html)
    return words_armoured.replace("\n", " ").replace("{", "&#123;")


def _reference(found: re.Match[str]) -> str:
    """Return a sign as a character reference; what is one already stays."""
    return found[0] if found[0].startswith("&") else f"&#{ord(found[0])};"


def _make_room(folder: Path) -> None:
    """Empty the folder where an earlier export stands, and refuse it where something else does."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / MADE_BY).is_file():
        raise ContentError(
            str(folder),
            0,
            0,
            "a folder that is not empty",
            "a new or empty folder, or an earlier export",
            "name another folder",
        )
    shutil.rmtree(folder)


def _copy_written(docs: Path, target: Path) -> None:
    """Copy what people wrote as pages, not what pages are made of."""
    target.mkdir(parents=True, exist_ok=True)
    if docs.is_dir():
        shutil.copytree(docs, target, dirs_exist_ok=True, ignore=lambda at, names: MATERIAL if Path(at) == docs else ())


def _write(page: Page, docs: Path) -> None:
    target = docs / page.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if not page.onto:
        target.write_text(markdown(page), encoding="utf-8")
        return
    written = target.read_text(encoding="utf-8") if target.exists() else ""
    target.write_text(f"{written}\n\n{block(page)}\n", encoding="utf-8")


def _settings(at: Settings, docs: Path) -> str:
    """Return a mkdocs.yml that needs no plugin and no theme but the generator's own."""
    said = {
        "site_name": at.site_name,
        "use_directory_urls": False,
        "extra_css": list(STYLES),
        "markdown_extensions": ["tables", "admonition"],
        "plugins": [],
        "nav": list(_nav(docs)),
    }
    return "# Written by `variorum export`.\n" + yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


def _nav(docs: Path) -> Iterator[dict[str, str]]:
    """Yield the index pages: a navigation with every page would make the build quadratic."""
    for title, path in (
        ("Home", "index.md"),
        ("Articles", "articles/index.md"),
        ("What was removed", "removed/index.md"),
        ("About", "about/index.md"),
        ("Checks", "about/checks.md"),
    ):
        if (docs / path).exists():
            yield {title: path}
