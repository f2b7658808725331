"""Annotation -> the text of its file, and the names a new file may have."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

import yaml

from variorum.model import Annotation, Quote

MAX_ID = 60  # bytes, of a name made of words
MAX_NAME = 200  # bytes, of a name that was given
RESERVED = re.compile(r"(readme|con|prn|aux|nul|com\d|lpt\d)$")
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"/\\|?*]')


def compose(annotation: Annotation) -> str:
    """Return the text of an annotation's file, with the keys that say something."""
    header = ["---", "on:", *(line for quote in annotation.on for line in _passage(quote, annotation.article))]
    header += [f"kind: {annotation.kind}", f"by: {scalar(annotation.by)}"]
    if annotation.status == "superseded":
        header.append(f"status: {scalar('superseded-by: ' + annotation.superseded_by)}")
    elif annotation.status != "open":
        header.append(f"status: {annotation.status}")
    for name in ("sources", "tags", "history"):
        header += _list(name, getattr(annotation, name))
    return "\n".join([*header, "---", annotation.body, ""])


def _passage(quote: Quote, home: str) -> Iterator[str]:
    """Yield the lines of one passage; the article is named where it is another than the folder's."""
    yield f"  - quote: {scalar(quote.exact)}"
    said = {"before": quote.before, "after": quote.after, "article": quote.article if quote.article != home else ""}
    yield from (f"    {key}: {scalar(value)}" for key, value in said.items() if value)


def _list(name: str, items: tuple[str, ...]) -> list[str]:
    return [f"{name}:", *(f"  - {scalar(item)}" for item in items)] if items else []


def scalar(text: str) -> str:
    """Return a text as a YAML scalar on one line, in double quotes."""
    dumped: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=1 << 30)
    return dumped.strip()


def names(words: str) -> Iterator[str]:
    """Yield names for a file: the first words of a quotation, then the same with numbers."""
    plain = unicodedata.normalize("NFC", words.casefold())
    stem = "-".join(re.findall(r"[^\W_]+", plain)[:6])
    stem = stem.encode()[:MAX_ID].decode(errors="ignore").strip("-") or "note"
    yield from numbered(f"{stem}-note" if RESERVED.match(stem) else stem)


def numbered(stem: str) -> Iterator[str]:
    """Yield a name, then the same with numbers, without end."""
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def is_name(stem: str) -> bool:
    """Tell whether a text can be the name of a file, in one folder and on every system."""
    plain = not _UNSAFE.search(stem) and all(unicodedata.category(char)[0] != "C" for char in stem)
    ends = stem[:1] not in ("", ".", " ") and stem[-1:] not in (".", " ")
    return plain and ends and len(stem.encode(errors="replace")) <= MAX_NAME and not DEVICES.match(stem)
