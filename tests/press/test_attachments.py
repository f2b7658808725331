"""Files to take away lie beside the pages that name them, as they are."""

import json
import posixpath
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.conftest import ROOT

from variorum import edition, pages, read
from variorum.model import Edition, Site
from variorum.pages import directory
from variorum.press import attachments


def made() -> Edition:
    real = edition.build(read.sources(ROOT))
    changed = {note.annotation.path: "2024-05-06T07:08:09Z" for note in real.notes}
    return replace(real, site=Site("An edition"), changed=changed)


def test_every_attachment_is_written_as_it_is(tmp_path: Path) -> None:
    whole = made()
    attachments.write(tmp_path, whole)
    written = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert written == {one.path: one.content.encode() for one in pages.attachments(whole)}
    articles, events = len(whole.articles), len(whole.sources.events)
    assert Counter(name.partition(".")[2] for name in written) == {
        "jsonld": 1 + articles + events,
        "bib": 1 + articles,
        "csl.json": 1 + articles,
        "csv": events,
        "json": events + 1,
        "xml": events + 2,
    }
    for name in (name for name in written if name.startswith("events/") and name.endswith(".json")):
        assert f"{json.loads(written[name])['id']}.json" == Path(name).name


def test_pages_name_every_attachment() -> None:
    whole = made()
    html = {page.path: page.html for page in pages.render(whole)}
    for one in pages.attachments(whole):
        if one.path != directory.PATH:  # what a page that was not found reads
            page = namer(one.path)
            assert f'href="{posixpath.relpath(one.path, posixpath.dirname(page) or ".")}"' in html[page], one.path


def namer(path: str) -> str:
    """Return the path of the page that names an attachment."""
    folder, name = posixpath.split(path)
    if name == "annotations.jsonld":
        return "notes/index.md"
    stem = name.partition(".")[0]
    folder = {"annotations": "articles", "citations": "articles"}.get(folder, folder)
    return "index.md" if folder in ("", "feeds") else f"{folder}/{stem}.md"


def test_the_pages_that_someone_may_look_for_are_listed_with_their_titles() -> None:
    whole = made()
    (listed,) = directory.render(whole)
    titles = dict(json.loads(listed.content))
    found = {page.path: page.title for page in pages.render(whole) if page.kind in ("article", "event", "entry")}
    assert titles == {path.replace(".md", ".html"): " ".join(title.split()) for path, title in found.items()}
