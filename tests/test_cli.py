"""The command: what it prints, what it leaves alone, and how it ends (0 fine, 1 findings, 2 wrong use)."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeEdition
from variorum import edition, read
from variorum.clean import clean_text, restore
from variorum.cli import main
from variorum.model import Ledger, LedgerLine, Line, Repair, Span
from variorum.press import publish

ROOT = Path(__file__).parents[1]
PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
PAGE = f"A Title of Five Words\r\n\r\n- Advertisement -\r\n\r\n{PROSE}\r\n\r\n{PROSE} It adjourned.\r\n"
GOOD = {"seeds/a.txt": PAGE}
Captured = pytest.CaptureFixture[str]


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def restored(printed: str) -> str:
    """Return the text that the printed JSON alone gives back."""
    found = json.loads(printed)
    return restore(found["text"], Ledger(tuple(map(entry, found["ledger"]))))


def entry(said: Mapping[str, Any]) -> LedgerLine:
    span = Span(**said["span"]) if said["span"] else None
    repairs = tuple(Repair(**repair) for repair in said["repairs"])
    return LedgerLine(Line(**said["line"]), said["role"], said["kept"], said["rule"], said["reason"], span, repairs)


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def one_line(text: str) -> bool:
    return text.startswith("variorum: ") and text.count("\n") == 1 and text.endswith("\n")


def test_help_teaches_each_command(capsys: Captured) -> None:
    said = {
        "": "exit codes: 0",
        "clean": "what became of each of its lines",
        "check": "doubts in seeds and written files",
        "build": "leaves the site that was there",
        "serve": "reloaded when seeds/",
        "export": "Markdown for other generators",
    }
    for name, words in said.items():
        with pytest.raises(SystemExit) as ended:
            main([*name.split(), "--help"])
        shown = capsys.readouterr().out
        assert ended.value.code == 0
        assert words in " ".join(shown.split())
        assert all(command in shown for command in said if not name)


@pytest.mark.parametrize(
    "arguments",
    [[], ["shout"], ["check", "--loud"], ["clean"], ["clean", "a", "--json", "--text"], ["check", "--format", "xml"]],
)
def test_what_is_no_command_is_wrong_use(arguments: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: variorum" in capsys.readouterr().err


def test_the_version_is_that_of_the_package(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"variorum {version('variorum')}\n"


def test_clean_shows_text_and_ledger(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(PAGE.encode())
    assert main(["clean", str(file)]) == 0
    both = capsys.readouterr().out
    assert main(["clean", "--text", str(file)]) == 0
    text = capsys.readouterr().out
    assert main(["clean", "--ledger", str(file)]) == 0
    ledger = capsys.readouterr().out
    assert text == clean_text(PAGE) + "\n"
    assert "Advertisement" not in text
    assert re.search(r"3 removed ad +- Advertisement -\n +ad-label: ", ledger)
    assert both == f"{text}\n{'─' * 20} ledger: 1 of 4 lines removed\n{ledger}"


def test_the_json_of_clean_gives_the_file_back(tmp_path: Path, capsys: Captured) -> None:
    page = f"{PAGE}\x00 zero\u2028 “é” \U0001f600 {PROSE}\r{PROSE}"
    (tmp_path / "a.txt").write_bytes(page.encode())
    assert main(["clean", "--json", str(tmp_path / "a.txt")]) == 0
    assert restored(capsys.readouterr().out) == page


def test_clean_reads_standard_input_as_it_comes(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        give(monkeypatch, PAGE.encode(encoding))
        assert main(["clean", "--json", "-"]) == 0
        shown = capsys.readouterr().out
        assert restored(shown) == PAGE
        assert json.loads(shown)["encoding"] == encoding
        assert (json.loads(shown)["id"], json.loads(shown)["path"]) == ("stdin", "-")


@pytest.mark.parametrize("data", [b"", b" \n", b"%PDF-1.4", b"\x00\x01\xff" * 50])
def test_what_is_no_text_on_standard_input_is_told(
    data: bytes, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    give(monkeypatch, data)
    assert main(["clean", "-"]) == 2
    assert one_line(capsys.readouterr().err)


def test_standard_input_has_the_limit_of_seeds(
    make_edition: MakeEdition, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    root = make_edition({"mkdocs.yml": "plugins: [variorum: {max_seed_bytes: 100}]"})
    give(monkeypatch, PAGE.encode())
    assert main(["-C", str(root), "clean", "-"]) == 2
    assert "at most 100 bytes" in capsys.readouterr().err


def test_clean_follows_the_record_of_a_seed(make_edition: MakeEdition, capsys: Captured) -> None:
    record = f'---\nkeep: ["- Advertisement -"]\ndrop: ["{PROSE} It adjourned."]\n---\n'
    root = make_edition({"seeds/x/a.txt": PAGE, "docs/articles/x/a.md": record})
    assert main(["-C", str(root), "clean", "--text", str(root / "seeds" / "x" / "a.txt")]) == 0
    assert capsys.readouterr().out == f"A Title of Five Words\n\n- Advertisement -\n\n{PROSE}\n"
    # The same bytes elsewhere are no seed of the edition.
    shutil.copy(root / "seeds" / "x" / "a.txt", root / "a.txt")
    assert main(["-C", str(root), "clean", "--text", str(root / "a.txt")]) == 0
    assert capsys.readouterr().out == clean_text(PAGE) + "\n"


def test_clean_tells_why_a_line_went(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_bytes(PAGE.encode())
    assert main(["clean", str(tmp_path / "a.txt"), "--explain", "3"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Line 3: - Advertisement -\nremoved as ad, by ad-label: ")
    assert shown.endswith('keep:\n  - "- Advertisement -"\n')
    assert main(["clean", str(tmp_path / "a.txt"), "--explain", "3", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["lines"], found["rule"], found["kept"]) == ([3], "ad-label", False)
    assert main(["clean", str(tmp_path / "a.txt"), "--explain", "8"]) == 2
    shown = capsys.readouterr().err
    assert one_line(shown)
    assert "expected a line from 1 to 7" in shown


def test_clean_shows_a_seed_as_it_is_published_among_the_others(make_edition: MakeEdition, capsys: Captured) -> None:
    tail = "This is the paper that every house of the valley has on its table each day, from the harbour to the hills."
    names = ("Ann", "Bea", "Cyril", "Dora", "Edith", "Flora", "Georg", "Hanna", "Ida", "Jakob", "Karl", "Lena", "Max")
    pages = {f"seeds/{n}.txt": f"{n} has a Title\n\n" + "\n\n".join(f"{n} {x} {PROSE}" for x in "abc") for n in names}
    rule = "{name: ours, role: ad, why: is our ad, line: Ad of ours, removes: [Ad of ours], keeps: [ours]}"
    written = {"docs/furniture/all.md": f"---\nrules:\n  - {rule}\n---\n"}
    root = make_edition({**{p: f"{t}\n\nAd of ours\n\n{tail}\n" for p, t in pages.items()}, **written})
    seed = str(root / "seeds" / "Ann.txt")
    assert main(["-C", str(root), "clean", "--text", seed]) == 0
    assert capsys.readouterr() == (pages["seeds/Ann.txt"] + "\n", "")
    published = next(a for a in edition.build(read.sources(root)).articles if a.id == "Ann")
    assert published.text == pages["seeds/Ann.txt"]
    assert main(["-C", str(root), "clean", "--text", "--alone", seed]) == 0
    shown = capsys.readouterr()
    assert shown.out == f"{pages['seeds/Ann.txt']}\n\n{tail}\n"
    assert shown.err.endswith("(--alone)\n")


def test_clean_says_why_a_record_is_not_followed(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition({**GOOD, "docs/articles/a.md": "---\nkeeps: [x]\n---\n"})
    assert main(["-C", str(root), "clean", "--text", str(root / "seeds" / "a.txt")]) == 0
    assert capsys.readouterr().err.startswith("docs/articles/a.md:2:1: header-key: ")


def test_a_file_that_cannot_be_cleaned_is_named_as_given(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "folder.txt").mkdir()
    for name in ("gone.txt", "b.txt", "folder.txt"):
        assert main(["clean", str(tmp_path / name)]) == 2
        shown = capsys.readouterr()
        assert shown.err.startswith(f"variorum: {tmp_path / name}: found ")
        assert one_line(shown.err)
        assert shown.out == ""


def test_check_tells_findings_in_every_form(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition({**GOOD, "seeds/b.txt": "", "docs/articles/a.md": "---\nautor: x\n---\n"})
    beginnings = {
        "text": "docs/articles/a.md:2:1: header-key: found",
        "github": "::error file=docs/articles/a.md,line=2,col=1,title=header-key::found",
        "json": '{\n  "findings": [',
        "sarif": '{\n  "$schema": ',
        "gitlab": "[\n  {",
    }
    for form, beginning in beginnings.items():
        assert main(["-C", str(root), "check", "--format", form]) == 1
        shown = capsys.readouterr()
        assert shown.out.startswith(beginning)
        assert shown.err == ""
        if form in ("json", "sarif", "gitlab"):
            assert "seed-empty" in json.dumps(json.loads(shown.out))
        else:
            assert len(shown.out.splitlines()) == 2


def test_check_says_that_there_is_nothing_unless_quiet(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition(GOOD)
    assert main(["-C", str(root), "check"]) == 0
    assert capsys.readouterr() == ("", "No findings in 1 article, 0 records, 0 events, 0 entries, 0 notes.\n")
    assert main(["-C", str(root), "check", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["-C", str(root), "check", "--quiet", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}


def test_check_lists_every_mention_in_its_place(make_edition: MakeEdition, capsys: Captured) -> None:
    entry = "---\nname: {}\nkind: person\naliases: {}\n---\nSomeone.\n"
    text = f"A Title of Five Words\n\n{PROSE} Kerry left.\n\n{PROSE} Carter spoke; Carterclaims are many.\n"
    root = make_edition(
        {
            "seeds/a.txt": text,
            "docs/glossary/kerry.md": entry.format("John Kerry", "[Kerry]"),
            "docs/glossary/a.md": entry.format("Alan Carter", "[Carter]"),
            "docs/glossary/b.md": entry.format("Bea Carter", "[Carter]"),
        }
    )
    assert main(["-C", str(root), "check", "--mentions"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("seeds/a.txt:3:108: kerry: Kerry: ")
    assert lines[0].endswith(
        "nobody would say what had been agreed. [Kerry] left. The council met for nine hours on Mon"
    )
    assert lines[1].startswith("seeds/a.txt:5:108: ambiguous, a b: Carter: ")
    assert lines[2].startswith("seeds/a.txt:5:122: fused, a b: Carter: ")
    assert lines[3] == "docs/glossary/a.md:2:7: a: Alan Carter: in no article"
    assert any(line.startswith("docs/glossary/b.md:4:11: entry-ambiguous: ") for line in lines)
    assert any(line.startswith("seeds/a.txt:5:122: article-fused: found 'Carterclaims'") for line in lines)


@pytest.mark.parametrize("command", [["check"], ["build"], ["serve"], ["export", "pages"]])
def test_a_folder_without_seeds_is_no_edition(command: list[str], tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert main(["-C", str(tmp_path), *command]) == 2
    assert one_line(shown := capsys.readouterr().err)
    assert "found no such folder; expected a folder of articles" in shown
    (tmp_path / "seeds").touch()
    assert main(["-C", str(tmp_path), *command]) == 2
    assert "found a file" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mkdocs.yml", "seeds"]


@pytest.mark.parametrize("command", [["check"], ["build"], ["serve"], ["export", "pages"], ["clean", "x.txt"]])
@pytest.mark.parametrize("yml", ["site_name: [\n", "plugins: [variorum: {max_seed_bytes: much}]\n"])
def test_broken_settings_stop_every_command(
    command: list[str], yml: str, make_edition: MakeEdition, capsys: Captured
) -> None:
    root = make_edition({**GOOD, "mkdocs.yml": yml})
    assert main(["-C", str(root), *command]) == 2
    assert re.match(r"variorum: mkdocs\.yml:\d+:\d+: found ", shown := capsys.readouterr().err)
    assert one_line(shown)


@pytest.mark.parametrize("command", [["build"], ["serve"]])
def test_a_site_needs_settings(command: list[str], make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition(GOOD)
    (root / "mkdocs.yml").unlink()
    assert main(["-C", str(root), *command]) == 2
    assert "mkdocs.yml: found no such file" in capsys.readouterr().err
    assert main(["-C", str(root), "check"]) == 0


def test_build_makes_a_site_and_says_how_to_open_it(make_edition: MakeEdition, capsys: Captured) -> None:
    seeds = {f"seeds/{path.name}": path.read_bytes() for path in (ROOT / "seeds").glob("*.txt")}
    root = make_edition({**seeds, "mkdocs.yml": (ROOT / "mkdocs.yml").read_bytes()})
    shutil.copytree(ROOT / "docs", root / "docs", dirs_exist_ok=True)
    assert main(["-C", str(root), "build"]) == 0
    shown = capsys.readouterr()
    index = root / "site" / "index.html"
    assert shown.out.startswith(f"The site is in {root / 'site'}. Open {index} in a browser, by double-click")
    assert "Reading and cleaning\n" in shown.err
    articles = edition.build(read.sources(root)).articles
    assert len(articles) == 5
    for article in articles:
        assert (root / "site" / "articles" / f"{article.address}.html").is_file()
    # What is wrong with the settings is told before anything is touched.
    before = snapshot(root / "site")
    yml = (root / "mkdocs.yml").read_text(encoding="utf-8")
    wrong = {
        "use_directory_urls: false": ("use_directory_urls: true", "expected use_directory_urls: false, since"),
        "name: material": ("name: nothing-of-this-name", "nothing-of-this-name"),
        "  - variorum:\n      seeds: seeds": ("  - search", "plugins: [variorum]"),
        "docs_dir: docs": ("docs_dir: gone", "gone"),
    }
    for found, (other, remedy) in wrong.items():
        assert found in yml
        (root / "mkdocs.yml").write_text(yml.replace(found, other, 1), encoding="utf-8")
        assert main(["-C", str(root), "build"]) == 2
        told = capsys.readouterr().err
        assert "Traceback" not in told
        assert told.splitlines()[-1].startswith("variorum: ")
        assert remedy in told
        assert snapshot(root / "site") == before
    assert {path.name for path in root.iterdir()} == {".cache", "docs", "mkdocs.yml", "seeds", "site"}


def test_build_leaves_out_what_cannot_be_used_and_says_so(make_edition: MakeEdition, capsys: Captured) -> None:
    yml = make_edition({}).joinpath("mkdocs.yml").read_text(encoding="utf-8")
    root = make_edition(
        {
            **GOOD,
            "mkdocs.yml": yml.replace("plugins: [variorum]", "plugins: [variorum: {max_seed_bytes: 1000}]"),
            "seeds/binary.txt": b"%PDF-1.4",
            "seeds/empty.txt": "",
            "seeds/large.txt": PROSE * 10,
            "seeds/b.txt": PROSE,
        }
    )
    os.mkfifo(root / "seeds" / "pipe.txt")
    assert main(["-C", str(root), "build", "--quiet"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert [line.split(": ")[:2] for line in shown.err.splitlines()] == [
        ["seeds/binary.txt", "seed-binary"],
        ["seeds/empty.txt", "seed-empty"],
        ["seeds/large.txt", "seed-size"],
        ["seeds/pipe.txt", "seed-unreadable"],
    ]
    pages = {path.name for path in (root / "site" / "articles").iterdir()}
    assert pages == {"a.html", "b.html", "index.html"}
    # Strict: the same findings, and the site stays as it was.
    before = snapshot(root / "site")
    (root / "seeds" / "c.txt").write_text(PROSE, encoding="utf-8")
    assert main(["-C", str(root), "build", "--strict"]) == 1
    told = capsys.readouterr().err
    assert "seeds/empty.txt: seed-empty: " in told
    assert told.splitlines()[-1].endswith(f"Nothing was built; {root / 'site'} is as it was.")
    assert snapshot(root / "site") == before


def test_build_goes_into_another_folder_but_not_over_other_things(
    make_edition: MakeEdition, tmp_path: Path, capsys: Captured
) -> None:
    root = make_edition(GOOD)
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("precious", encoding="utf-8")
    (tmp_path / "file").touch()
    before = snapshot(tmp_path)
    for site in (tmp_path / "thesis", tmp_path / "file", tmp_path / "file" / "below", root, root / "docs", tmp_path):
        assert main(["-C", str(root), "build", "--site", str(site)]) == 2
        assert one_line(capsys.readouterr().err)
        assert snapshot(tmp_path) == before
    for _ in range(2):
        assert main(["-C", str(root), "build", "--quiet", "--strict", "--site", str(tmp_path / "new" / "site")]) == 0
        assert (tmp_path / "new" / "site" / publish.MADE_BY).is_file()
        assert [path.name for path in (tmp_path / "new").iterdir()] == ["site"]
    assert not (root / "site").exists()


def test_an_edition_may_be_empty(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition({})
    assert main(["-C", str(root), "build", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (root / "site" / "index.html").is_file()


def test_export_writes_pages_and_never_over_other_things(
    make_edition: MakeEdition, tmp_path: Path, capsys: Captured
) -> None:
    root = make_edition({**GOOD, "seeds/b.txt": ""})
    out = tmp_path / "out"
    for _ in range(2):
        assert main(["-C", str(root), "export", str(out)]) == 1
        shown = capsys.readouterr()
        assert shown.err.startswith("seeds/b.txt: seed-empty: ")
        assert re.match(rf"\d+ pages are in {re.escape(str(out))}\. ", shown.out)
        assert PROSE.split(",", maxsplit=1)[0] in (out / "docs" / "articles" / "a.md").read_text(encoding="utf-8")
    (out / "made-by-variorum-export").unlink()
    (tmp_path / "file").touch()
    before = snapshot(tmp_path)
    for folder in (out, root, tmp_path / "file", tmp_path / "file" / "below"):
        assert main(["-C", str(root), "export", str(folder)]) == 2
        assert one_line(capsys.readouterr().err)
        assert snapshot(tmp_path) == before


@pytest.mark.parametrize("command", [["build", "--site"], ["export"]])
def test_what_the_system_refuses_is_told_in_one_line(
    command: list[str], make_edition: MakeEdition, tmp_path: Path, capsys: Captured
) -> None:
    folder = str(tmp_path / ("x" * 300))
    assert main(["-C", str(make_edition(GOOD)), *command, folder]) == 2
    told = capsys.readouterr().err
    assert one_line(told)
    assert f"{folder}: " in told
    assert "File name too long" in told


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "variorum", *arguments]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, env={**os.environ, **environment})


def test_the_process_ends_with_the_same_codes(make_edition: MakeEdition) -> None:
    root = str(make_edition(GOOD))
    assert run("-C", root, "check").returncode == 0
    assert run("-C", root, "check", "--loud").returncode == 2
    assert run("clean", "gone.txt").returncode == 2
    (Path(root) / "seeds" / "b.txt").touch()
    found = run("-C", root, "check")
    assert (found.returncode, found.stderr) == (1, b"")
    assert found.stdout.startswith(b"seeds/b.txt: seed-empty: ")


def test_output_is_utf8_whatever_the_terminal_was_set_up_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{PROSE} — “停火”", encoding="utf-8")
    found = run("clean", str(tmp_path / "a.txt"), PYTHONIOENCODING="ascii")
    assert (found.returncode, found.stderr) == (0, b"")
    assert "停火" in found.stdout.decode("utf-8")


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{PROSE}\n\n" * 5000, encoding="utf-8")
    command = [sys.executable, "-m", "variorum", "clean", str(tmp_path / "a.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("name", ["a.docx", "a", "a.d/"])
def test_clean_takes_articles_only(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    path.mkdir() if name.endswith("/") else path.write_bytes(b"PK")
    assert main(["clean", str(path)]) == 2
    assert "expected" in capsys.readouterr().err
