"""`variorum build`, `serve` and `export`: the site, its preview, and its pages and notes for others."""

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from variorum import (
    annotate,
    exchange,
    history,
    plugin,
    preview,
)
from variorum.check import check
from variorum.cli.asked import FINDINGS, FINE, WRONG_USE, Declare, at_, load, tell, with_site_settings, wrong
from variorum.language import ENGLISH, find
from variorum.model import Edition, Site
from variorum.press import epub, export, paper, publish
from variorum.press.progress import Progress
from variorum.read.settings import Settings


def declare(command: Declare) -> None:
    """Declare the commands of this file."""
    site = command(
        "build",
        _build,
        "build the site",
        "It is built aside and put in place as a whole: a failure leaves the site that was there.",
    )
    site.add_argument(
        "--site", type=Path, metavar="DIR", help="the folder to build into (default: site_dir of mkdocs.yml)"
    )
    site.add_argument("--strict", action="store_true", help="build nothing where there is a finding or a warning")
    site.add_argument("--quiet", action="store_true", help="show findings and errors only")

    preview = command(
        "serve",
        _serve,
        "preview the site in a browser",
        "It is built anew and reloaded when seeds/, docs/, mkdocs.yml or the package change. Ctrl-C ends it.",
    )
    preview.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve (default: 127.0.0.1:8000)"
    )

    out = command(
        "export",
        _export,
        "write the pages as Markdown for other generators, the edition as an e-book or for paper, or the notes",
        "DIR gets docs/ with every page and a mkdocs.yml that needs neither this package nor\n"
        "Material; it must be new, empty or an earlier export.",
    )
    out.add_argument("folder", type=Path, metavar="DIR", help="the folder, or with --epub, --paper or --notes the file")
    out.add_argument("--notes", choices=exchange.FORMS, help="not the pages but the notes: a new file, - for output")
    out.add_argument("--epub", action="store_true", help="not the pages but the edition as an e-book: a new .epub file")
    out.add_argument("--paper", action="store_true", help="not the pages but the edition to print: a new .html file")
    out.add_argument("--article", metavar="ID", help="with --notes: those on one article")
    out.add_argument("--quiet", action="store_true", help="show findings and errors only")


def _build(options: argparse.Namespace) -> int:
    at = with_site_settings(at_(options))
    site = options.site or at.site
    publish.refuse(site, at.root, at.seeds, at.docs)
    progress = Progress(None if options.quiet else sys.stderr)
    try:
        with _mkdocs_told(), publish.aside(site) as new:
            findings = plugin.build(at.root, new, progress, options.strict)
    except SystemExit as stop:
        progress.end()
        print(f"variorum: {stop} Nothing was built; {site} is as it was.", file=sys.stderr)
        # MkDocs has told of each reason; only strict mode minds what another build would go on with.
        return FINDINGS if "strict" in str(stop) else WRONG_USE
    if not options.quiet:
        print(f"The site is in {site}. Open {site / 'index.html'} in a browser, by double-click if you like.")
    return FINDINGS if findings else FINE


@contextmanager
def _mkdocs_told() -> Iterator[None]:
    """Show what MkDocs and the plugin warn of, findings included, as lines on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)


def _serve(options: argparse.Namespace) -> int:
    at = with_site_settings(at_(options))
    return WRONG_USE if preview.serve(at, options.address) else FINE


def _export(options: argparse.Namespace) -> int:
    if options.notes:
        return _export_notes(options)
    if options.article:
        return wrong("--article goes with --notes")
    if options.epub:
        return _export_book(options)
    if options.paper:
        return _export_paper(options)
    at, made = load(options)
    findings = check(made)
    pages = export.write(options.folder, made, at)
    tell(findings)
    if not options.quiet:
        print(f"{pages:,} pages are in {options.folder}. Build them there with `properdocs build` or `zensical build`.")
    return FINDINGS if findings else FINE


def _export_book(options: argparse.Namespace) -> int:
    """Write the edition as an e-book; it is as new as the last commit, without a repository of no certain time."""
    at, made = load(options)
    modified = max(history.changed(at.root, ".").values(), default="1980-01-01T00:00:00Z")
    book = epub.write(_named(made, at), modified, find(at.language) or ENGLISH)
    with options.folder.open("xb") as out:
        out.write(book)
    if not options.quiet:
        print(f"The e-book is in {options.folder}: {len(made.articles):,} articles, {len(book):,} bytes.")
    return FINE


def _export_paper(options: argparse.Namespace) -> int:
    """Write the edition as one page to print, of whatever size."""
    at, made = load(options)
    cache = at.root / ".cache" / "fonts"
    page = paper.alone(_named(made, at), history.last_change(at.root), cache, find(at.language) or ENGLISH)
    with options.folder.open("xb") as out:
        out.write(page)
    if not options.quiet:
        print(f"The edition is in {options.folder}: {len(made.articles):,} articles, {len(page):,} bytes. Print it.")
    return FINE


def _named(made: Edition, at: Settings) -> Edition:
    """Return the edition with what its settings say of the site."""
    return replace(made, site=Site(at.site_name, at.site_url, at.site_about, at.site_rights))


def _export_notes(options: argparse.Namespace) -> int:
    """Write the notes, those that an editor may not publish as well: the file stays with who asked for it."""
    at, made = load(options)
    article = annotate.find_article(made, options.article) if options.article else None
    text = exchange.write(made, options.notes, exchange.notes_on(made, article), article, at.site_url)
    if str(options.folder) == "-":
        print(text, end="")
        return FINE
    with options.folder.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)
    return FINE
