"""`variorum import` and `export --notes`: files written anew, none overwritten, and a report of every loss."""

import json
import unicodedata
from pathlib import Path

import pytest
from tests.conftest import MakeEdition
from tests.exchange.samples import PROSE, made
from tests.exchange.test_foreign import WEB

from variorum import pages
from variorum.cli import main
from variorum.model import Annotation
from variorum.read.annotation import parse
from variorum.read.settings import load

Captured = pytest.CaptureFixture[str]
NOTE = '---\non:\n  - quote: "nine hours"\nkind: context\nby: "Jane"\n---\nA long time.\n'
RECORD = "---\nurl: https://news.example.org/2024/council\n---\n"
FILES = {"seeds/a.txt": PROSE, "docs/articles/a.md": RECORD, "docs/annotations/a/n.md": NOTE}


def run(root: Path, *arguments: str) -> int:
    return main(["-C", str(root), *arguments])


def notes(root: Path) -> dict[str, str]:
    folder = root / "docs" / "annotations"
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}


@pytest.mark.parametrize("form", ["w3c", "hypothesis"])
def test_what_was_exported_is_there_already_or_comes_back_as_it_was(
    make_edition: MakeEdition, capsys: Captured, form: str
) -> None:
    root = make_edition(FILES)
    out = root / "notes.json"
    assert run(root, "export", str(out), "--notes", form) == 0
    assert run(root, "import", str(out)) == 0
    assert notes(root) == {"a/n.md": NOTE}
    assert "0 kept, 0 changed, 0 lost, 1 there already" in capsys.readouterr().out
    (root / "docs/annotations/a/n.md").unlink()
    assert run(root, "import", str(out)) == 0
    assert notes(root) == {"a/n.md": NOTE}
    assert "1 kept" in capsys.readouterr().out


def test_another_note_of_the_same_name_stays_and_the_new_one_is_numbered(
    make_edition: MakeEdition, capsys: Captured
) -> None:
    root = make_edition(FILES)
    out = root / "notes.json"
    run(root, "export", str(out), "--notes", "w3c")
    other = NOTE.replace("long", "short")
    (root / "docs/annotations/a/n.md").write_text(other, encoding="utf-8")
    assert run(root, "import", str(out)) == 1
    assert notes(root) == {"a/n.md": other, "a/n-2.md": NOTE}
    assert "n.md is another note; this one is n-2.md" in capsys.readouterr().out


def test_a_name_in_another_form_of_its_letters_is_the_same_name(make_edition: MakeEdition, capsys: Captured) -> None:
    decomposed = unicodedata.normalize("NFD", "docs/annotations/a/Café.md")
    root = make_edition({**FILES, decomposed: NOTE.replace("long", "short")})
    out = root / "notes.json"
    run(root, "export", str(out), "--notes", "w3c")
    before = notes(root)
    assert run(root, "import", str(out)) == 0
    assert notes(root) == before
    assert "2 there already" in capsys.readouterr().out


def test_two_notes_on_one_quotation_get_two_files(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition(FILES)
    second = {**WEB, "body": {"type": "TextualBody", "value": "---\nevil: *x\n---", "format": "text/markdown"}}
    (root / "in.json").write_text(json.dumps([WEB, second]), encoding="utf-8")
    assert run(root, "import", str(root / "in.json")) == 1
    assert set(notes(root)) == {"a/n.md", "a/nine-hours.md", "a/nine-hours-2.md"}
    assert notes(root)["a/nine-hours-2.md"].endswith("---\n---\nevil: *x\n---\n")
    capsys.readouterr()
    assert run(root, "check") == 0


def test_a_dry_run_writes_nothing_and_tells_as_json(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition(FILES)
    (root / "in.json").write_text(json.dumps({**WEB, "rights": "http://example.org/r"}), encoding="utf-8")
    assert run(root, "import", str(root / "in.json"), "--dry-run", "--json") == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["fate"], told["losses"][0]["what"], told["losses"][0]["fate"]) == ("changed", "rights", "lost")
    assert notes(root) == {"a/n.md": NOTE}


def test_hostile_words_in_a_file_stay_on_their_line(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition(FILES)
    (root / "in.json").write_text(json.dumps({**WEB, "\x1b[31mred\nx": 1}), encoding="utf-8")
    run(root, "import", str(root / "in.json"))
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert out.count("\n") == 3


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"[[[", b"{}"])
def test_a_file_that_is_none_ends_with_one_line(make_edition: MakeEdition, capsys: Captured, content: bytes) -> None:
    root = make_edition(FILES)
    (root / "in.json").write_bytes(content)
    assert run(root, "import", str(root / "in.json")) == 2
    error = capsys.readouterr().err
    assert error.startswith("variorum: ")
    assert error.count("\n") == 1


def test_export_overwrites_nothing_and_knows_articles_and_the_site(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition(FILES)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"site_url: https://x.org/v/\n{settings}", encoding="utf-8")
    assert load(root).site_url == "https://x.org/v/"
    assert run(root, "export", "-", "--notes", "w3c", "--article", "a") == 0
    (item,) = json.loads(capsys.readouterr().out)["first"]["items"]
    assert item["id"] == "https://x.org/v/annotations.jsonld#a/n"
    assert item["target"][0]["source"] == "https://x.org/v/articles/a.html"
    assert run(root, "export", str(root / "mkdocs.yml"), "--notes", "w3c") == 2
    assert run(root, "export", str(root / "x"), "--article", "a") == 2
    assert run(root, "export", "-", "--notes", "w3c", "--article", "b") == 2
    assert (root / "mkdocs.yml").read_text("utf-8").endswith(settings)


@pytest.mark.parametrize(("rights", "files"), [("full", 2), ("quotation", 1), ("none", 1)])
def test_what_may_not_be_published_is_in_no_file_of_the_site(rights: str, files: int) -> None:
    note = parse(NOTE, "a/n", "n.md")
    assert isinstance(note, Annotation)
    edition = made(note, rights=rights)
    found = [one for one in pages.attachments(edition) if one.path.endswith(".jsonld")]
    assert len(found) == files
    assert all(("nine hours" in one.content) == (rights != "none") for one in found)
