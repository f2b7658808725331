"""Files to take away lie beside the pages that name them, as they are."""

import json
import posixpath
from pathlib import Path

from tests.conftest import ROOT

from variorum import edition, pages, read
from variorum.press import attachments


def test_every_attachment_is_written_as_it_is(tmp_path: Path) -> None:
    made = edition.build(read.sources(ROOT))
    attachments.write(tmp_path, made)
    written = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert written == {one.path: one.content.encode() for one in pages.attachments(made)}
    standoff = [name for name in written if name.endswith(".jsonld")]
    assert len(written) == 2 * len(made.sources.events) + len(standoff)
    assert len(standoff) == 1 + len(made.articles)
    for name in (name for name in written if name.endswith(".json")):
        assert f"{json.loads(written[name])['id']}.json" == Path(name).name


def test_pages_name_every_attachment() -> None:
    made = edition.build(read.sources(ROOT))
    html = {page.path: page.html for page in pages.render(made)}
    for one in pages.attachments(made):
        page = namer(Path(one.path))
        assert f'href="{posixpath.relpath(one.path, posixpath.dirname(page))}" download' in html[page]


def namer(path: Path) -> str:
    """Return the path of the page that names an attachment."""
    folder = {"annotations": "articles"}.get(str(path.parent), str(path.parent))
    return "notes/index.md" if path.name == "annotations.jsonld" else f"{folder}/{path.stem}.md"
