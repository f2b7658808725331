"""A site is built aside and put in place as a whole: a failure or a kill leaves the site that was there."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def aside(site: Path) -> Iterator[Path]:
    """Yield a new folder beside `site` to build in; it takes its place when the block ends without an error."""
    site.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f"{site.name}.", dir=site.parent))
    try:
        yield new
        new.chmod(0o755)
        _swap(new, site)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, site: Path) -> None:
    """Put `new` in the place of `site`; between the two renames there is no site, but never half of one."""
    if not site.exists():
        new.rename(site)
        return
    old = Path(tempfile.mkdtemp(prefix=f"{site.name}.", dir=site.parent))
    site.rename(old / site.name)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
