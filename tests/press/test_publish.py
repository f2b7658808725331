"""Publishing: whatever happens to a build, the site that was there or the new one stands whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from variorum.errors import ContentError
from variorum.press import publish

PARTS = 40
# Builds sites whose files all hold the number of their build, one after the other, until it is killed.
LOOP = """
import sys
from pathlib import Path
from variorum.press import publish

site = Path(sys.argv[1])
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    with publish.aside(site) as new:
        for part in range(int(sys.argv[4])):
            (new / f"{part}.html").write_text(str(number))
    print(number, flush=True)
"""
# Begins a build and waits in the middle of it until its standard input ends.
WAITING = """
import sys
from pathlib import Path
from variorum.press import publish

with publish.aside(Path(sys.argv[1])) as new:
    (new / "index.html").write_text("slow")
    print(new, flush=True)
    sys.stdin.read()
"""


def build(site: Path, text: str) -> None:
    with publish.aside(site) as new:
        (new / "assets").mkdir()
        (new / publish.MADE_BY).write_text(text, encoding="utf-8")
        (new / "index.html").write_text(text, encoding="utf-8")


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def python(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_one_site_follows_another_and_nothing_stays_beside(tmp_path: Path) -> None:
    site = tmp_path / "a" / "b" / "site"
    for text in ("one", "two"):
        build(site, text)
        assert content(site) == {"assets/variorum.css": text, "index.html": text}
        assert names(site.parent) == {"site"}
    assert site.stat().st_mode & 0o777 == 0o777 & ~umask()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_old_site_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    site = tmp_path / "site"
    build(site, "old")
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}

    def fail() -> None:
        with publish.aside(site) as new:
            (new / "index.html").write_text("half", encoding="utf-8")
            raise error

    with pytest.raises(error):
        fail()
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before
    assert content(site)["index.html"] == "old"
    assert names(tmp_path) == {"site"}


def test_content_errors_pass_through(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"mkdocs\.yml:1:2"), publish.aside(tmp_path / "site"):
        raise ContentError("mkdocs.yml", 1, 2, "x", "y", "z")
    assert names(tmp_path) == set()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    build(tmp_path / "real", "old")
    (tmp_path / "site").symlink_to("real")
    build(tmp_path / "site", "new")
    assert (tmp_path / "site").is_symlink()
    assert content(tmp_path / "real")["index.html"] == "new"


def test_two_renames_do_where_folders_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "other")
    for text in ("one", "two"):
        build(tmp_path / "site", text)
    assert content(tmp_path / "site")["index.html"] == "two"
    assert names(tmp_path) == {"site"}


def test_what_a_killed_build_took_away_is_put_back(tmp_path: Path) -> None:
    """The state between the two renames of a system that cannot exchange folders."""
    build(tmp_path / "site", "old")
    work = tmp_path / "site.variorum-abcd1234"
    work.mkdir()
    (tmp_path / "site").rename(work / publish.OLD)
    with pytest.raises(RuntimeError), publish.aside(tmp_path / "site"):
        raise RuntimeError
    assert content(tmp_path / "site")["index.html"] == "old"
    assert names(tmp_path) == {"site"}


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems can end a process so")
def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    site, number, left = tmp_path / "site", 0, 0
    for moment in range(20):
        process = python(LOOP, site, number, 1_000_000, PARTS)
        try:
            first_line(process)  # it builds
            time.sleep(moment * 0.0017)
        finally:
            end(process)
        assert process.returncode == -signal.SIGKILL
        found = content(site) or put_back(site)
        assert len(found) == PARTS
        assert len(set(found.values())) == 1
        left += len(names(tmp_path)) - 1
        number = int(found["0.html"]) + 1
    assert left, "no kill came in the middle of a build"
    build(site, "last")
    assert names(tmp_path) == {"site"}


def put_back(site: Path) -> dict[str, str]:
    """Return the site that the next build finds, where a system without exchange was killed between two renames."""
    with pytest.raises(RuntimeError), publish.aside(site):
        raise RuntimeError
    return content(site)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges folders in one step")
def test_there_is_a_site_at_every_moment(tmp_path: Path) -> None:
    site, missing = tmp_path / "site", 0
    process = python(LOOP, site, 0, 300, 1)
    try:
        first_line(process)
        while process.poll() is None:
            missing += sum(not site.exists() for _ in range(1000))
    finally:
        end(process)
    assert content(site) == {"0.html": "299"}
    assert missing == 0


def test_a_running_build_is_left_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    process = python(WAITING, site)
    try:
        new = Path(first_line(process))
        build(site, "quick")
        assert content(new) == {"index.html": "slow"}
        process.communicate(timeout=60)
    finally:
        end(process)
    assert process.returncode == 0
    assert content(site) == {"index.html": "slow"}
    assert names(tmp_path) == {"site"}


def test_what_is_not_ours_is_never_removed(tmp_path: Path) -> None:
    foreign = ("site.backup", "site.old", "site.variorum-", "site.variorum-my-backup", "other.variorum-abcd1234")
    for name in foreign:
        (tmp_path / name).mkdir()
        (tmp_path / name / "precious").touch()
    (tmp_path / "site.variorum-afile123").touch()
    (tmp_path / "site.variorum-a_link12").symlink_to("site.backup")
    build(tmp_path / "site", "new")
    assert names(tmp_path) == {*foreign, "site", "site.variorum-afile123", "site.variorum-a_link12"}
    assert all((tmp_path / name / "precious").exists() for name in foreign)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "edition"
    (root / "docs").mkdir(parents=True)
    (root / "thesis").mkdir()
    (root / "thesis" / "chapter.txt").touch()
    (root / "file").touch()
    build(root / "earlier", "old")
    for site, found in {
        root: "a folder that holds what the site is made of",
        tmp_path: "a folder that holds what the site is made of",
        root / "docs": "a folder that holds what the site is made of",
        root / "thesis": "a folder that holds something else",
        root / "file": "a file",
    }.items():
        with pytest.raises(ContentError) as caught:
            publish.refuse(site, root, root / "docs")
        assert caught.value.found == found
    for site in (root / "earlier", root / "new"):
        publish.refuse(site, root, root / "docs")
