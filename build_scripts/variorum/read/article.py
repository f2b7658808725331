"""One file -> Seed."""

import hashlib
from pathlib import Path

from variorum import lines
from variorum.errors import ContentError
from variorum.model import Line, Meta, Seed
from variorum.read import decode, folder, html, markdown, page

MAX_BYTES = 10_000_000

Content = tuple[tuple[Line, ...], tuple[Meta, ...]]


def seed(path: Path, root: Path, folder_: Path, max_bytes: int = MAX_BYTES) -> Seed:
    """Read the seed at `path`, which stands below the seeds' folder `folder_`; raise ContentError if it cannot be."""
    name = folder.relative(path, root, folder_)
    if folder.suffix(path) not in folder.FILES:
        suffix, known = f"the suffix {path.suffix!r}", " ".join(sorted(folder.FILES))
        raise ContentError(name, 0, 0, suffix, known, "convert or rename the file", "seed-format")
    data = content(path, name, max_bytes, "seed")
    text, encoding = decode.decode(data, name, markup=folder.suffix(path) in folder.HTML)
    found, meta = _parse(text, folder.suffix(path))
    digest = hashlib.sha256(data).hexdigest()
    cut = html.cut(text) if folder.suffix(path) in folder.HTML else 0
    return Seed(folder.identity(path, folder_), name, found, encoding, digest, len(data), meta, cut=cut)


def text_seed(text: str, id: str = "stdin", path: str = "-") -> Seed:
    """Return plain text that is already at hand as a seed; its digest and size are those of its UTF-8."""
    data = text.encode("utf-8", "surrogatepass")
    return Seed(id, path, lines.split(text), "utf-8", hashlib.sha256(data).hexdigest(), len(data))


def content(path: Path, name: str, max_bytes: int, noun: str) -> bytes:
    """Return the bytes of a file of at most `max_bytes` bytes; never reads more than one byte beyond."""
    if folder.special(path):
        raise ContentError(
            name, 0, 0, "no ordinary file", "a file", "name a file with an article", f"{noun}-unreadable"
        )
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror})"
        remedy = "see that it is there, is no folder, and may be read by you"
        raise ContentError(name, 0, 0, found, "a readable file", remedy, f"{noun}-unreadable") from error
    if len(data) > max_bytes:
        found, expected = f"more than {max_bytes:,} bytes", f"at most {max_bytes:,} bytes"
        raise ContentError(name, 0, 0, found, expected, "split the file or raise the limit", f"{noun}-size")
    return data


def _parse(text: str, suffix: str) -> Content:
    """Return the lines of a decoded file and what its markup says of the article."""
    if suffix in folder.MARKDOWN:
        return markdown.read(text)
    if suffix in folder.HTML:
        return page.read(text)
    return lines.split(text), ()
