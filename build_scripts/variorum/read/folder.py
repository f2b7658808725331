"""Which files of a folder are read, in which order, and the id each of them has."""

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from variorum.model import Finding, Level

TEXT = frozenset({".txt"})
MARKDOWN = frozenset({".md", ".markdown"})
HTML = frozenset({".html", ".htm"})
ARCHIVES = frozenset({".warc", ".warc.gz"})
# Files that are one seed, and all that are read.
FILES = TEXT | MARKDOWN | HTML
SEEDS = FILES | ARCHIVES
UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Characters that turn the direction of what follows, so that a name can look like another one.
DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
RECORDS = frozenset({".md"})


@dataclass(frozen=True, slots=True)
class Listing:
    """The files to read, sorted by path, and what was found wrong while listing."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What differs between the folders: their word for a file, the suffixes, whether a missing folder matters."""

    noun: str
    suffixes: frozenset[str]
    required: bool
    level: Level


_SEED = _Kind("seed", SEEDS, True, "warning")


def seeds(folder: Path, root: Path) -> Listing:
    """List the seeds below `folder`."""
    return _list(folder, root, _SEED)


def written(folder: Path, root: Path, noun: str) -> Listing:
    """List the files that people wrote below `folder`, called `noun` in findings; an edition without is complete."""
    return _list(folder, root, _Kind(noun, RECORDS, False, "error"))


def identity(path: Path, folder: Path) -> str:
    """Return a file's id: its path below `folder` with slashes and without suffix, in Unicode form NFC."""
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix().removesuffix(_written(path)))


def suffix(path: Path) -> str:
    """Return what a file's name ends with, in lower case: `.warc.gz` is one suffix."""
    return _written(path).lower()


def _written(path: Path) -> str:
    """Return a file's suffix as it is written."""
    double = path.name[-len(".warc.gz") :]
    return double if double.lower() == ".warc.gz" and len(path.name) > len(double) else path.suffix


def relative(path: Path, root: Path, folder: Path) -> str:
    """Return `path` below `root` with slashes; below its folder's name when that folder stands elsewhere."""
    try:
        inside = path.relative_to(root)
    except ValueError:
        inside = Path(folder.name, path.relative_to(folder))
    return printable(inside.as_posix())


def printable(name: str) -> str:
    """Return a file name that any output can carry and that looks like no other one: what is no Unicode, controls and
    what turns the direction become �."""
    return "".join("\ufffd" if unicodedata.category(c) in UNPRINTABLE or c in DIRECTIONS else c for c in name)


def _list(folder: Path, root: Path, kind: _Kind) -> Listing:
    """List the files of one kind below `folder`."""
    if not folder.is_dir():
        return Listing((), _missing(folder, root) if kind.required or folder.exists() else ())
    findings: list[Finding] = []
    entries = _walk(folder, _report(folder, root, kind, findings))
    usable = [path for path in entries if _wanted(path, folder, root, kind, findings)]
    return Listing(_distinct(usable, folder, root, kind, findings), tuple(findings))


def _missing(folder: Path, root: Path) -> tuple[Finding, ...]:
    """Say that a folder is not there."""
    where = relative(folder, root, folder)
    what = "a file" if folder.exists() else "no such folder"
    return (
        Finding(
            where, 0, 0, "folder-missing", _say(what, "a folder", f"create the folder {where} or name another one")
        ),
    )


def _walk(folder: Path, report: Callable[[OSError], None]) -> list[Path]:
    """Return everything below `folder` that is no folder, sorted by path; hidden names and links are not entered."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=report):
        here = Path(place)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in linked]
        found += [here / name for name in (*files, *linked) if not _ignored(name)]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _ignored(name: str) -> bool:
    """Tell whether a file is none of ours: hidden, or a note to people."""
    return name.startswith(".") or name.upper().split(".")[0] == "README"


def _report(folder: Path, root: Path, kind: _Kind, findings: list[Finding]) -> Callable[[OSError], None]:
    """Return what to do with a folder that cannot be listed."""

    def report(error: OSError) -> None:
        where = relative(Path(error.filename), root, folder)
        found = f"a folder that cannot be listed ({error.strerror})"
        text = _say(found, "a readable folder", "give yourself the right to read it")
        findings.append(Finding(where, 0, 0, f"{kind.noun}-unreadable", text))

    return report


def _wanted(path: Path, folder: Path, root: Path, kind: _Kind, findings: list[Finding]) -> bool:
    """Tell whether `path` is to be read; when it is not, say why."""
    found = _link(path, folder, kind) or _format(path, kind) or _name(path, folder, kind)
    if found:
        rule, message, level = found
        findings.append(Finding(relative(path, root, folder), 0, 0, rule, message, level))
    return not found


def _link(path: Path, folder: Path, kind: _Kind) -> tuple[str, str, Level] | None:
    """Refuse a link that leads out of the folder, to another folder or nowhere."""
    if not path.is_symlink():
        return None
    target = Path(os.path.realpath(path))
    if target.is_relative_to(os.path.realpath(folder)) and target.is_file():
        return None
    text = _say("a symbolic link", "a file, or a link to a file of this folder", "put the file itself here instead")
    return f"{kind.noun}-link", text, "error"


def _format(path: Path, kind: _Kind) -> tuple[str, str, Level] | None:
    """Refuse a file whose suffix is not one that is read, or that is no ordinary file."""
    if suffix(path) not in kind.suffixes:
        found = f"the suffix {printable(path.suffix)!r}" if path.suffix else "a name without suffix"
        remedy = f"rename or convert it, or move it out of the folder; this {kind.noun} was left out"
        return f"{kind.noun}-format", _say(found, " ".join(sorted(kind.suffixes)), remedy), kind.level
    if special(path):
        return f"{kind.noun}-unreadable", _say("a pipe, socket or device", "an ordinary file", "remove it"), "error"
    return None


def special(path: Path) -> bool:
    """Tell whether reading `path` could wait for ever; what cannot be asked is left to the reader."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _name(path: Path, folder: Path, kind: _Kind) -> tuple[str, str, Level] | None:
    """Refuse a name that cannot be an id, for an id stands in addresses and messages."""
    name = path.relative_to(folder).as_posix()
    if printable(name) == name:
        return None
    found = "a file name with control characters or bytes that are no UTF-8"
    return f"{kind.noun}-id", _say(found, "a name of visible characters", "rename the file"), "error"


def _distinct(
    paths: Iterable[Path], folder: Path, root: Path, kind: _Kind, findings: list[Finding]
) -> tuple[Path, ...]:
    """Keep the first file of each id; ids that differ only by case would meet on disks that ignore it."""
    first: dict[str, Path] = {}
    for path in paths:
        key = identity(path, folder).casefold()
        other = first.setdefault(key, path)
        if other is not path:
            findings.append(_same_id(path, other, folder, root, kind))
    return tuple(first.values())


def _same_id(path: Path, other: Path, folder: Path, root: Path, kind: _Kind) -> Finding:
    """Say that two files have one id."""
    used = relative(other, root, folder)
    found = f"the id {identity(path, folder)!r}, which {used} has too (case and suffix do not count)"
    text = _say(found, "an id of its own", f"rename one of the two; {used} is used and this file is left out")
    return Finding(relative(path, root, folder), 0, 0, f"{kind.noun}-id", text)


def _say(found: str, expected: str, remedy: str) -> str:
    """Return a finding's message in the form all of them have."""
    return f"found {found}; expected {expected}; to mend it: {remedy}"
