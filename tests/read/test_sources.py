"""Reading an edition: every usable file becomes a value, every other a finding, and no file spoils another."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import ContentError
from variorum.model import Seed, Sources
from variorum.read import folder, seed, sources, text_seed


def _edition(root: Path, files: dict[str, bytes | str]) -> Sources:
    """Write files below `root` and read them as an edition."""
    (root / "seeds").mkdir(exist_ok=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return sources(root)


def _rules(found: Sources) -> list[tuple[str, str]]:
    """Return the path and rule of each finding."""
    return [(finding.path, finding.rule) for finding in found.findings]


def test_reads_every_kind_of_seed_in_order(tmp_path: Path) -> None:
    """Ids are paths without suffix; hidden files and notes to people are none of ours."""
    files = dict.fromkeys(("seeds/b.TXT", "seeds/a/x.md", "seeds/c.htm", "seeds/d.HTML", "seeds/e.markdown"), "words")
    ignored = dict.fromkeys(("seeds/README.md", "seeds/.hidden.txt", "seeds/.git/x.txt", "seeds/a/readme"), "words")
    found = _edition(tmp_path, {**files, **ignored})
    assert [one.id for one in found.seeds] == ["a/x", "b", "c", "d", "e"]
    assert [one.path for one in found.seeds][:2] == ["seeds/a/x.md", "seeds/b.TXT"]
    assert found.findings == ()


def test_a_seed_says_what_was_received(tmp_path: Path) -> None:
    """Digest and size are those of the bytes; the byte order mark is no text."""
    data = b"\xef\xbb\xbfone\r\ntwo"
    (one,) = _edition(tmp_path, {"seeds/a.txt": data}).seeds
    assert [(line.number, line.text, line.end) for line in one.lines] == [(1, "one", "\r\n"), (2, "two", "")]
    assert (one.sha256, one.size, one.encoding) == (hashlib.sha256(data).hexdigest(), 11, "utf-8-sig")


def test_one_bad_file_spoils_no_other(tmp_path: Path) -> None:
    """Each is named by a finding that says what was found, expected and how to mend it."""
    found = _edition(
        tmp_path,
        {
            "seeds/binary.txt": b"%PDF-1.4",
            "seeds/empty.txt": "",
            "seeds/good.txt": "words",
            "seeds/photo.jpg": b"\xff\xd8\xff",
            "seeds/cut.txt": b"\xff\xfea",
        },
    )
    assert [one.id for one in found.seeds] == ["good"]
    assert _rules(found) == [
        ("seeds/photo.jpg", "seed-format"),
        ("seeds/binary.txt", "seed-binary"),
        ("seeds/cut.txt", "seed-encoding"),
        ("seeds/empty.txt", "seed-empty"),
    ]
    assert [finding.level for finding in found.findings] == ["warning", "error", "error", "error"]
    assert all(word in one.message for one in found.findings for word in ("found ", "expected ", "to mend it: "))


def test_the_first_of_two_files_with_one_id_is_used(tmp_path: Path) -> None:
    """Ids that differ by suffix, case or Unicode form only would meet somewhere."""
    names = ("seeds/A.txt", "seeds/a.md", "seeds/caf\u00e9.txt", "seeds/cafe\u0301.md")
    found = _edition(tmp_path, dict.fromkeys(names, "words"))
    assert [one.id for one in found.seeds] == ["A", "caf\u00e9"]
    assert [rule for _, rule in _rules(found)] == ["seed-id", "seed-id"]
    assert "seeds/A.txt" in found.findings[0].message


def test_size_is_limited_before_it_is_read(tmp_path: Path) -> None:
    """A file of exactly the limit is read, one byte more is not."""
    _edition(tmp_path, {"seeds/a.txt": "x" * 10, "seeds/b.txt": "x" * 11})
    found = sources(tmp_path, max_bytes=10)
    assert [one.id for one in found.seeds] == ["a"]
    assert _rules(found) == [("seeds/b.txt", "seed-size")]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """Nor are links to folders and to nothing; a link to a seed of the folder is read."""
    _edition(tmp_path, {"seeds/real.txt": "words", "secret.txt": "secret", "other/x.txt": "secret"})
    for name, target in {"out": "../secret.txt", "in": "real.txt", "gone": "nothing.txt"}.items():
        (tmp_path / "seeds" / f"{name}.txt").symlink_to(target)
    (tmp_path / "seeds" / "folder").symlink_to("../other")
    (tmp_path / "seeds" / "loop").symlink_to(".")
    found = sources(tmp_path)
    assert [one.id for one in found.seeds] == ["in", "real"]
    linked = ("seeds/folder", "seeds/gone.txt", "seeds/loop", "seeds/out.txt")
    assert _rules(found) == [(path, "seed-link") for path in linked]


@pytest.mark.skipif(os.name != "posix", reason="pipes and such names exist on POSIX systems only")
def test_pipes_and_unprintable_names_are_findings(tmp_path: Path) -> None:
    """Reading a pipe would wait for ever; a name with a line break would break every message."""
    _edition(tmp_path, {"seeds/a\nb.txt": "words", os.fsdecode(b"seeds/\xff.txt"): "words"})
    os.mkfifo(tmp_path / "seeds" / "pipe.txt")
    assert _rules(sources(tmp_path)) == [
        ("seeds/a\ufffdb.txt", "seed-id"),
        ("seeds/pipe.txt", "seed-unreadable"),
        ("seeds/\ufffd.txt", "seed-id"),
    ]


def test_what_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    """A folder in place of a file, or a file that has vanished since it was listed."""
    for name in ("gone.txt", "folder.txt"):
        (tmp_path / "folder.txt").mkdir(exist_ok=True)
        with pytest.raises(ContentError) as caught:
            seed(tmp_path / name, tmp_path, tmp_path, 100)
        assert caught.value.rule == "seed-unreadable"


def test_a_missing_folder_is_a_finding(tmp_path: Path) -> None:
    """Seeds must be somewhere; an edition without records is complete."""
    assert _rules(sources(tmp_path)) == [("seeds", "folder-missing")]
    assert sources(tmp_path, seeds=tmp_path).findings == ()


def test_folders_may_stand_elsewhere(tmp_path: Path) -> None:
    """The path is then told from the folder's own name on: no page shows the disk of who built it."""
    (tmp_path / "other" / "raw").mkdir(parents=True)
    (tmp_path / "other" / "raw" / "a.txt").write_text("words", encoding="utf-8")
    (one,) = sources(tmp_path / "edition", seeds=tmp_path / "other" / "raw").seeds
    assert (one.id, one.path) == ("a", "raw/a.txt")


def test_records_are_read_and_what_is_none_is_named(tmp_path: Path) -> None:
    """A record with errors is not used; the rest is."""
    found = _edition(
        tmp_path,
        {
            "docs/articles/a/b.md": "---\ntitle: x\n---\nbody",
            "docs/articles/bad.md": "---\ntitel: x\n---\n",
            "docs/articles/bytes.md": b"---\ntitle: \xff\n---\n",
            "docs/articles/none.md": "words",
            "docs/articles/notes.txt": "words",
            "docs/articles/README.md": "words",
        },
    )
    assert [(one.id, one.path, one.body) for one in found.records] == [("a/b", "docs/articles/a/b.md", "body")]
    assert _rules(found) == [
        ("docs/articles/notes.txt", "record-format"),
        ("docs/articles/bad.md", "header-key"),
        ("docs/articles/bytes.md", "record-encoding"),
        ("docs/articles/none.md", "header-missing"),
    ]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_at_hand_is_read_as_it_stands(text: str) -> None:
    """Nothing is guessed and nothing lost."""
    one = text_seed(text)
    assert "".join(line.text + line.end for line in one.lines) == text
    assert (one.id, one.path, one.size) == ("stdin", "-", len(text.encode()))


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_file_gives_its_text_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Lines joined are the text without byte order mark, unless the file is refused as empty or binary."""
    one = _read(tmp_path_factory.mktemp("seeds") / "a.txt", text.encode())
    if isinstance(one, str):
        assert one in {"seed-empty", "seed-binary"}
    else:
        assert "".join(line.text + line.end for line in one.lines) == text.removeprefix("\ufeff")


@given(data=st.binary(), suffix=st.sampled_from([".txt", ".md", ".html"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    """No other exception leaves the reader."""
    one = _read(tmp_path_factory.mktemp("seeds") / f"a{suffix}", data)
    assert one.startswith("seed-") if isinstance(one, str) else one.size == len(data)


def _read(path: Path, data: bytes) -> Seed | str:
    """Return the seed that bytes are, or the rule by which they were refused."""
    path.write_bytes(data)
    try:
        return seed(path, path.parent, path.parent, 10_000)
    except ContentError as error:
        return error.rule


def test_a_name_that_turns_the_direction_is_shown_without_it() -> None:
    assert folder.printable("evil\u202efdp.txt") == "evil\ufffdfdp.txt"
    assert folder.printable("نقابة.txt") == "نقابة.txt"
