"""A site is built aside and put in place as a whole: a failure or a kill leaves the site that was there."""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from variorum.errors import ContentError

if sys.platform != "win32":
    import fcntl

# What every site of ours has, and what lies in a folder beside the site while it is replaced.
MADE_BY = Path("assets", "variorum.css")
NEW, OLD = "new", "old"
# The numbers of <linux/fs.h> and <fcntl.h>.
EXCHANGE, HERE = 2, -100


@contextmanager
def aside(site: Path) -> Iterator[Path]:
    """Yield a new folder beside `site` to build in; it takes its place when the block ends without an error."""
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    _tidy(site)
    with _workplace(site) as work:
        (work / NEW).mkdir()
        yield work / NEW
        _swap(work, site)


def refuse(site: Path, *sources: Path) -> None:
    """Raise ContentError where putting a site in place would take away something else: `sources` or foreign files."""
    expected, remedy = "a new or empty folder, or an earlier site", "name another folder"
    if site.exists() and not site.is_dir():
        raise ContentError(str(site), 0, 0, "a file", expected, remedy)
    if any(source.resolve().is_relative_to(site.resolve()) for source in sources):
        raise ContentError(str(site), 0, 0, "a folder that holds what the site is made of", expected, remedy)
    if site.is_dir() and any(site.iterdir()) and not (site / MADE_BY).is_file():
        raise ContentError(str(site), 0, 0, "a folder that holds something else", expected, remedy)


@contextmanager
def _workplace(site: Path) -> Iterator[Path]:
    """Yield a locked folder beside the site, so that no other build takes it for a leftover; it is gone afterwards."""
    work = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
    lock = _lock(work)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _prefix(site: Path) -> str:
    return f"{site.name}.variorum-"


def _tidy(site: Path) -> None:
    """Remove what killed builds left beside the site; a site they had taken out of its place is put back."""
    for work in site.parent.glob(f"{_prefix(site)}????????"):
        lock = _lock(work)
        if lock is not None:
            _put_back(work, site)
            shutil.rmtree(work, ignore_errors=True)
            os.close(lock)


def _put_back(work: Path, site: Path) -> None:
    if not site.exists() and (work / OLD).is_dir():
        (work / OLD).rename(site)


def _lock(work: Path) -> int | None:
    """Return the lock on a folder of ours, None where another build holds it or the system has no such locks."""
    if sys.platform == "win32":
        return None
    with suppress(OSError):
        descriptor = os.open(work, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
        else:
            return descriptor
    return None


def _swap(work: Path, site: Path) -> None:
    """Put the new site in the place of the old one: at once where the system can, else with two renames.

    Between the two renames there is no site, but never half of one; a build that comes after puts the old one back.
    """
    if not site.exists():
        (work / NEW).rename(site)
    elif not _exchange(work / NEW, site):
        site.rename(work / OLD)
        try:
            (work / NEW).rename(site)
        finally:
            _put_back(work, site)


def _exchange(new: Path, site: Path) -> bool:
    """Exchange two folders in one step (Linux' renameat2); tell whether that was possible."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and rename(HERE, os.fsencode(new), HERE, os.fsencode(site), EXCHANGE) == 0
