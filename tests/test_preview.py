"""`variorum serve`, for real: a server that follows what changes and leaves nothing behind."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import variorum
from tests.conftest import MakeEdition
from variorum.cli import main

PATIENCE = 120  # seconds; a slow machine may take some, a working server never all
PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are ended by the signals of POSIX")


@dataclass(frozen=True)
class Preview:
    """A running preview: where it is, what it serves and what it is made by."""

    process: subprocess.Popen[bytes]
    address: str
    root: Path
    package: Path
    scratch: Path
    told: Path

    def page(self, path: str = "index.html") -> str:
        """Return a page, nothing while there is no answer or one that MkDocs cuts short since it is building anew."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError, http.client.IncompleteRead):
            return ""

    def wait_for(self, words: str, path: str = "index.html") -> str:
        """Return a page as soon as it has the words."""
        return until(lambda: page if words in (page := self.page(path)) else "", self)

    def newer(self, epoch: str) -> str:
        """Return the number of the build that an open page of build `epoch` is told to reload for."""

        def asked() -> str:
            now = self.page(f"livereload/{epoch}/1")
            return now if now and int(now) > int(epoch) else ""

        return until(asked, self)


def until(asked: Callable[[], str], preview: Preview) -> str:
    """Return the first answer that is not empty."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert preview.process.poll() is None, preview.told.read_text(encoding="utf-8")
        if answer := asked():
            return answer
        time.sleep(0.1)
    pytest.fail(f"no answer in {PATIENCE} s: {preview.told.read_text(encoding='utf-8')}")


def epoch(page: str) -> str:
    """Return the number of its build that the script in a page asks with."""
    found = re.search(r"\blivereload\((\d+), \d+\)", page)
    assert found, page
    return found[1]


def free_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"


def group(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that the preview has started and that still run (Linux)."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == process.pid and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


@pytest.fixture
def preview(make_edition: MakeEdition, tmp_path: Path) -> Iterator[Preview]:
    root = make_edition({"seeds/a.txt": PROSE})
    package = tmp_path / "source" / "variorum"
    shutil.copytree(Path(variorum.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    scratch, address, told = tmp_path / "scratch", free_address(), tmp_path / "told"
    scratch.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(package.parent), "TMPDIR": str(scratch)}
    command = [sys.executable, "-m", "variorum", "-C", str(root), "serve", "--address", address]
    with told.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, start_new_session=True)
    try:
        yield Preview(process, address, root, package, scratch, told)
    finally:
        if group(process):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_pages_reload_when_what_they_are_made_of_changes(preview: Preview) -> None:
    page = preview.wait_for("livereload(")
    assert "Home" in page
    number = epoch(page)

    (preview.root / "seeds" / "b.txt").write_text(f"A Seed That Came Later\n\n{PROSE}\n\n{PROSE}", encoding="utf-8")
    number = preview.newer(number)
    assert "A Seed That Came Later" in preview.page("articles/b.html")

    (preview.root / "docs" / "index.md").write_text("# Home\n\nWritten while serving.\n", encoding="utf-8")
    assert epoch(preview.wait_for("Written while serving.")) >= preview.newer(number)

    number = epoch(preview.page())
    (preview.root / "docs" / "articles").mkdir()
    record = preview.root / "docs" / "articles" / "a.md"
    record.write_text("---\ntitle: Reviewed while serving\n---\n", encoding="utf-8")
    preview.newer(number)
    assert "Reviewed while serving" in preview.page("articles/a.html")

    # Code is imported once, so the server is replaced; an editor may save by renaming.
    number = epoch(preview.page())
    template = preview.package / "pages" / "templates" / "home.html"
    changed = template.with_suffix(".new")
    changed.write_text(f"{template.read_text(encoding='utf-8')}<p>A new template.</p>\n", encoding="utf-8")
    changed.replace(template)
    assert "A new template." in preview.wait_for("A new template.")
    assert int(preview.newer(number)) > int(number)

    # A mistake ends the server, not the preview; once it is mended, pages are served again.
    code = preview.package / "pages" / "home.py"
    good = code.read_text(encoding="utf-8")
    code.write_text("this is no Python\n", encoding="utf-8")
    until(
        lambda: (
            preview.told.read_text(encoding="utf-8")
            if "The server has ended" in preview.told.read_text(encoding="utf-8")
            else ""
        ),
        preview,
    )
    code.write_text(
        good.replace("html = fill(", 'html = Markup("<p>Mended.</p>") + fill(').replace(
            "from variorum.model", "from markupsafe import Markup\n\nfrom variorum.model"
        ),
        encoding="utf-8",
    )
    preview.wait_for("Mended.")
    assert_ends(preview, signal.SIGINT)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_it_is_told_to_end(preview: Preview, end: signal.Signals) -> None:
    preview.wait_for("livereload(")
    assert_ends(preview, end)


def assert_ends(preview: Preview, end: signal.Signals) -> None:
    """End the preview alone, as a supervisor does, and see that it takes its server and its files with it."""
    os.kill(preview.process.pid, end)
    assert preview.process.wait(timeout=PATIENCE) == 0
    assert group(preview.process) == []
    assert list(preview.scratch.iterdir()) == []
    assert preview.page() == ""


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:99999", "192.0.2.1:80"])
def test_an_address_that_is_none_is_wrong_use(
    address: str, make_edition: MakeEdition, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_edition({"seeds/a.txt": PROSE})
    assert main(["-C", str(root), "serve", "--address", address]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"variorum: --address {address}: found ")
    assert told.count("\n") == 1


def test_an_address_in_use_is_wrong_use(make_edition: MakeEdition, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_edition({"seeds/a.txt": PROSE})
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert main(["-C", str(root), "serve", "--address", f"127.0.0.1:{port}"]) == 2
    assert "in use" in capsys.readouterr().err
