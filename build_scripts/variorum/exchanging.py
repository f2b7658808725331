"""What `variorum import` and `export --notes` do with files: notes written anew, and told what could not be kept."""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from variorum import exchange
from variorum.errors import ContentError
from variorum.exchange import file
from variorum.exchange.arrive import Loss, Taken
from variorum.model import Annotation, Edition, Position
from variorum.read import annotation as reader
from variorum.read import settings
from variorum.read.article import content
from variorum.read.decode import utf8

MAX_BYTES = 50_000_000
SAME = "there already"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An annotation of a foreign file, what was lost of it, and the file it is in now; `text` is what is to be written.

    Without `text` nothing is: it is no note, or a file of the edition is the very note.
    """

    taken: Taken
    path: Path | None = None
    text: str = ""

    @property
    def fate(self) -> str:
        """Return "kept", "changed", "lost" or that the note is there already."""
        return SAME if self.path and not self.text else self.taken.fate


def arrivals(at: settings.Settings, made: Edition, path: Path, form: exchange.Form | None) -> list[Arrival]:
    """Return what becomes of each annotation of a file; nothing is written.

    Raises ContentError where the file cannot be used at all.
    """
    text = utf8(content(path, str(path), MAX_BYTES, "content"), str(path), "content")
    names = _Names(at.docs / "annotations")
    taken = exchange.take(text, made, str(path), form, at.site_url)
    return [_arrival(one, names) for one in taken]


class _Names:
    """The names of files that are used or given away; each is looked for where the last one of its kind was found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: dict[Path, dict[str, Path]] = {}
        self._next: dict[tuple[Path, str], Iterator[str]] = {}

    def taken(self, home: Path, stem: str) -> Path | None:
        """Return the file of a name, however its letters are written, if there is one."""
        if home not in self._used:
            files = sorted(home.iterdir()) if home.is_dir() else []
            self._used[home] = {_folded(path.stem): path for path in files}
        return self._used[home].get(_folded(stem))

    def free(self, home: Path, stem: str) -> str:
        """Return a name that is free, and take it."""
        names = self._next.setdefault((home, stem), file.numbered(stem))
        found = next(name for name in names if self.taken(home, name) is None)
        self._used[home][_folded(found)] = home / f"{found}.md"
        return found


def _folded(stem: str) -> str:
    """Return what names share that some file system takes for one."""
    return unicodedata.normalize("NFC", stem).casefold()


def _arrival(taken: Taken, names: _Names) -> Arrival:
    """Return a note with the file it may have, if it reads as it was meant."""
    if taken.annotation is None:
        return Arrival(taken)
    text = file.compose(taken.annotation)
    try:
        checked = reader.parse(text, taken.annotation.id, taken.annotation.id)
    except UnicodeEncodeError as error:
        checked = (ContentError(taken.annotation.id, 0, 0, str(error), "text", "remove it"),)
    if isinstance(checked, tuple):
        return Arrival(_refused(taken, checked))
    if placeless(checked) != placeless(taken.annotation):
        return Arrival(_refused(taken, ()))
    return _named(taken, text, names)


def placeless(annotation: Annotation) -> Annotation:
    """Return an annotation without the places in its file: what it says, and no more."""
    on = tuple(replace(quote, position=Position(0, 0)) for quote in annotation.on)
    return replace(annotation, path="", on=on, positions={}, body_line=1)


def _refused(taken: Taken, errors: Sequence[ContentError]) -> Taken:
    """Return an annotation that no file can hold, with the reasons."""
    why = "; ".join(error.message for error in errors[:3]) or "its file would not say the same"
    return replace(taken, annotation=None, losses=(*taken.losses, Loss("annotation", "lost", why)))


def _named(taken: Taken, text: str, names: _Names) -> Arrival:
    """Return a note with a file of a new name, or with the file that is the very note."""
    assert taken.annotation is not None  # noqa: S101 - told apart by the caller, for the type checker
    home, stem = names.folder / taken.annotation.article, taken.annotation.id.rpartition("/")[2]
    there = names.taken(home, stem)
    if there and _holds(there, taken.annotation):
        return Arrival(taken, there)
    free = names.free(home, stem)
    if free != stem:
        renamed = Loss("id", "changed", f"{stem}.md is another note; this one is {free}.md")
        taken = replace(taken, losses=(*taken.losses, renamed))
    return Arrival(taken, home / f"{free}.md", text)


def _holds(path: Path, annotation: Annotation) -> bool:
    """Tell whether a file is this very note."""
    found = reader.load(path, annotation.id, str(path)) if path.is_file() else ()
    return isinstance(found, Annotation) and placeless(found) == placeless(annotation)


def write(arrived: Sequence[Arrival]) -> None:
    """Write the new notes; a file that is there stays, and ends it with an error."""
    for one in arrived:
        if one.path and one.text:
            one.path.parent.mkdir(parents=True, exist_ok=True)
            with one.path.open("x", encoding="utf-8", newline="\n") as out:
                out.write(one.text)


def told(arrived: Sequence[Arrival]) -> Iterator[str]:
    """Yield the report: a line for each annotation, below it what was changed, lost or has no certain place."""
    for one in arrived:
        where = f" -> {one.path}" if one.path else ""
        yield f"{one.fate}: {_short(one.taken.name)}{where}"
        yield from (f"    {loss.fate}: {_short(loss.what)}: {_short(loss.why)}" for loss in one.taken.losses)
    count = {fate: sum(one.fate == fate for one in arrived) for fate in ("kept", "changed", "lost", SAME)}
    yield f"{len(arrived):,} annotations: {', '.join(f'{number:,} {fate}' for fate, number in count.items())}"


def _short(text: str) -> str:
    """Return a stranger's text fit for one line of a terminal."""
    plain = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return plain if len(plain) <= 300 else plain[:299] + "…"


def as_json(arrived: Sequence[Arrival]) -> str:
    """Return the report as JSON."""
    rows = [
        {
            "annotation": one.taken.name,
            "fate": one.fate,
            "file": str(one.path) if one.path else None,
            "losses": [asdict(loss) for loss in one.taken.losses],
        }
        for one in arrived
    ]
    return json.dumps(rows, indent=2)
