"""A commit of the edition's repository -> the snapshot of the edition it holds.

Its files are written aside as a checkout would write them, so the folder people work in is not touched. Where the
repository holds this package too, as the first edition's does, the commit's own package takes the snapshot: so a
changed rule shows what it does. Where it cannot, today's package reads the commit's files.
"""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from variorum import edition, read
from variorum.check import check
from variorum.errors import ContentError
from variorum.read import settings
from variorum.snapshot import Snapshot, load, take

SOURCES = Path(__file__).parents[1]
# A commit as `changed` lets git tell it: its hash, the seconds since 1970 (none where it was written wrongly), names.
COMMIT = re.compile(r"\x01([0-9a-f]{40,64}) ([0-9]*)\n(.*?)(?=\x01[0-9a-f]{40,64} [0-9]*\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Taken:
    """A snapshot, and whether the commit's own rules took it."""

    snapshot: Snapshot
    own_rules: bool


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository an edition is kept in: its top folder, and the edition's folder below it."""

    top: Path
    inside: Path


def snapshot_of(at: settings.Settings, ref: str) -> Taken:
    """Return the snapshot of the edition as it is in the commit `ref`; raise ContentError where it names none."""
    repo = repository(at.root)
    with tempfile.TemporaryDirectory(prefix="variorum-") as scratch:
        folder = Path(scratch, "files")
        folder.mkdir()
        write(repo, ref, folder)
        own = _by_its_rules(repo, folder)
        return Taken(own or _by_ours(folder / repo.inside), own is not None)


def _by_its_rules(repo: Repository, folder: Path) -> Snapshot | None:
    """Return the snapshot that the package in a commit takes, None where there is none or it cannot."""
    top = repo.top.resolve()
    if not SOURCES.resolve().is_relative_to(top):
        return None
    sources = folder / SOURCES.resolve().relative_to(top)
    if not (sources / "variorum").is_dir():
        return None
    done = subprocess.run(
        [sys.executable, "-m", "variorum", "-C", str(folder / repo.inside), "diff", "--snapshot"],
        env={**os.environ, "PYTHONPATH": str(sources), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return load(done.stdout) if not done.returncode else None


def _by_ours(root: Path) -> Snapshot:
    at = settings.load(root)
    made = edition.build(read.sources(at.root, at.seeds, at.docs, at.max_bytes))
    return take(made, tuple(check(made)))


def repository(root: Path) -> Repository:
    """Return the repository that the edition in `root` is kept in; raise ContentError where there is none."""
    try:
        top = Path(_git(root, "rev-parse", "--show-toplevel"))
    except ContentError as error:
        expected, remedy = "an edition in a git repository", "run it in a clone, or name one with -C"
        raise ContentError(str(root), 0, 0, error.found, expected, remedy) from error
    return Repository(top, root.resolve().relative_to(top.resolve()))


def write(repo: Repository, ref: str, folder: Path) -> None:
    """Write the files of the commit `ref` into the empty `folder`; raise ContentError where it names no commit."""
    try:
        commit = _git(repo.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except ContentError as error:
        remedy = "fetch it (`git fetch origin main`; in CI with its whole history) or name another, such as origin/main"
        raise ContentError(ref, 0, 0, "no commit of this repository", "a branch, tag or commit", remedy) from error
    index = {"GIT_INDEX_FILE": str(folder.with_name(f"{folder.name}.index"))}
    _git(repo.top, "read-tree", commit, **index)
    _git(repo.top, "checkout-index", "--all", "--quiet", f"--prefix={folder}/", **index)


def changed(root: Path, folder: str) -> dict[str, str]:
    """Return when each file below `folder` was last committed: its path below `root`, a point in time of ISO 8601, UTC.

    Empty where there is no repository. What the oldest commit of a shallow clone has is left out: that commit seems to
    have written every file, and did not.
    """
    try:
        within = f":(literal){folder}"  # a folder may have a * or a bracket in its name
        told = _git(root, "log", "-z", "--relative", "--name-only", "--format=format:%x01%H %ct", "--", within)
        cut = _cut(root)
    except ContentError:
        return {}
    found: dict[str, str] = {}
    for hash_, seconds, names in COMMIT.findall(told):
        when = "" if hash_ in cut else _moment(seconds)
        for name in filter(None, names.split("\0")):
            found.setdefault(name, when)
    return {name: when for name, when in found.items() if when}


def last_change(root: Path) -> str:
    """Return when anything below `root` was last committed (ISO 8601, UTC).

    "" where there is no repository, or a shallow clone in which only the oldest commit could tell.
    """
    try:
        told, cut = _git(root, "log", "-1", "--format=%H %ct", "--", "."), _cut(root)
    except ContentError:
        return ""
    hash_, _, seconds = told.partition(" ")
    return _moment(seconds) if told and hash_ not in cut else ""


def _cut(root: Path) -> set[str]:
    """Return the oldest commits of a shallow clone, which seem to have written every file; none of a whole one."""
    shallow = Path(_git(root, "rev-parse", "--path-format=absolute", "--git-path", "shallow"))
    return set(shallow.read_text(encoding="ascii").split()) if shallow.is_file() else set()


def _moment(seconds: str) -> str:
    """Return a commit's time in ISO 8601, "" where it has none, or one that no calendar of four digits has."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""


def _git(folder: Path, *arguments: str, **environment: str) -> str:
    """Return what git says."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **environment},
            check=False,
        )
    except OSError as error:
        remedy = "install git"
        raise ContentError("git", 0, 0, f"a git that does not run ({error.strerror})", "git", remedy) from error
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"git {arguments[0]} failed"
        raise ContentError("git", 0, 0, said, "a git command that works", "see to what git says")
    return done.stdout.strip("\n")
