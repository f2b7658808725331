"""The e-book: a zip file as readers want it, of well-formed files whose links all lead somewhere; always the same.

What epubcheck says of it is seen to by `make book`.
"""

import io
import posixpath
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from tests.conftest import ROOT
from tests.pages.machines import HERE, made, texts

from variorum import edition, read
from variorum.cli import main
from variorum.language import find
from variorum.model import Edition
from variorum.press import epub

WHEN = "2024-05-06T07:08:09Z"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"


def opened(data: bytes) -> dict[str, bytes]:
    """Return the files of an e-book; asserts what the container format asks of the zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        assert infos[0].filename == "mimetype"
        assert infos[0].compress_type == zipfile.ZIP_STORED
        assert data[30:58] == b"mimetypeapplication/epub+zip"
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert len({info.filename for info in infos}) == len(infos)
        return {info.filename: archive.read(info) for info in infos}


def assert_whole(files: dict[str, bytes]) -> None:
    """Assert that every file is listed once, and that every link within the book has its end."""
    package = etree.fromstring(files["book/package.opf"])
    listed = [posixpath.join("book", str(item.get("href"))) for item in package.iter(f"{OPF}item")]
    assert sorted([*listed, "book/package.opf", "META-INF/container.xml", "mimetype"]) == sorted(files)
    items = {item.get("id") for item in package.iter(f"{OPF}item")}
    assert {ref.get("idref") for ref in package.iter(f"{OPF}itemref")} <= items
    pages = {path: etree.fromstring(text) for path, text in files.items() if path.endswith(".xhtml")}
    ids = {path: [str(each.get("id")) for each in page.iter() if each.get("id")] for path, page in pages.items()}
    for path, page in pages.items():
        assert len(set(ids[path])) == len(ids[path])
        for link in page.iter(f"{XHTML}a"):
            file, _, fragment = str(link.get("href")).partition("#")
            if not file.startswith(("http://", "https://")):
                target = f"book/{file}" if file else path
                assert target in pages, link.get("href")
                assert not fragment or fragment in ids[target], link.get("href")


def seeds() -> Edition:
    return replace(edition.build(read.sources(ROOT)), site=HERE)


def test_the_edition_is_a_whole_book_and_the_same_every_time() -> None:
    whole = seeds()
    book = epub.write(whole, WHEN)
    assert book == epub.write(whole, WHEN)
    files = opened(book)
    assert_whole(files)
    package = etree.fromstring(files["book/package.opf"])
    modified = [meta.text for meta in package.iter(f"{OPF}meta") if meta.get("property") == "dcterms:modified"]
    assert modified == [WHEN]


def test_every_note_is_a_footnote_with_its_number_in_the_text() -> None:
    whole = seeds()
    files = opened(epub.write(whole, WHEN))
    found = 0
    for path in (path for path in files if "/article-" in path):
        page = etree.fromstring(files[path])
        refs = [a.get("href") for a in page.iter(f"{XHTML}a") if a.get(f"{EPUB}type") == "noteref"]
        notes = [
            f"#{aside.get('id')}" for aside in page.iter(f"{XHTML}aside") if aside.get(f"{EPUB}type") == "footnote"
        ]
        assert sorted(map(str, refs)) == sorted(notes)
        found += len(notes)
    standing = {note.annotation.id for note in whole.notes if note.annotation.status != "superseded"}
    assert found >= len(standing) > 0


def test_the_words_of_an_article_are_all_there_in_their_order() -> None:
    whole = seeds()
    files = opened(epub.write(whole, WHEN))
    for number, article in enumerate(whole.articles, 1):
        page = etree.fromstring(files[f"book/article-{number}.xhtml"])
        for sup in [*page.iter(f"{XHTML}sup")]:
            sup.text = ""
        text = "".join("".join(page.itertext()).split())
        at = 0
        for paragraph in article.paragraphs:
            words = "".join(article.text[paragraph.span.start : paragraph.span.end].split())
            at = text.index(words, at) + len(words)


@settings(max_examples=15)
@given(texts, texts)
def test_hostile_words_stay_words(title: str, said: str) -> None:
    facts = {name: (value, "stated") for name, value in (("title", title), ("author", said), ("outlet", said))}
    files = opened(epub.write(made(facts, said=said, lang="x y"), WHEN))  # type: ignore[arg-type] # a literal in a tuple
    assert_whole(files)
    for path in (path for path in files if path.endswith(".xhtml")):
        names = {
            etree.QName(each).localname for each in etree.fromstring(files[path]).iter() if isinstance(each.tag, str)
        }
        assert not {"script", "img", "b"} & names


def test_a_book_in_arabic_runs_from_right_to_left() -> None:
    arabic = find("ar")
    assert arabic
    files = opened(epub.write(seeds(), WHEN, arabic))
    assert b'page-progression-direction="rtl"' in files["book/package.opf"]
    assert b'dir="rtl"' in files["book/glossary.xhtml"]


def test_the_command_writes_a_new_file_and_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.epub"
    assert main(["-C", str(ROOT), "export", str(target), "--epub"]) == 0
    assert "The e-book is in" in capsys.readouterr().out
    before = target.read_bytes()
    assert_whole(opened(before))
    assert main(["-C", str(ROOT), "export", str(target), "--epub"]) == 2
    assert target.read_bytes() == before
