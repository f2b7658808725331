"""All notes of the edition: by article, kind, author and status, and those that have no certain place."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.language import gettext
from variorum.model import Edition, Note, Page
from variorum.pages.names import named
from variorum.pages.noted import Endnote, endnote, endnotes, placed
from variorum.pages.standoff import WHOLE
from variorum.pages.template import fill, headline, page_path, shows_text

PATH = "notes/index.md"


@dataclass(frozen=True, slots=True)
class Group:
    """The notes of one article under its headline and page."""

    headline: str
    path: str
    notes: Sequence[Endnote]


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page of all notes."""
    groups = [Group(headline(a), page_path(a), endnotes(edition, a)) for a in edition.articles if shows_text(a)]
    ways: list[tuple[str, str, Callable[[Note], str]]] = [
        ("kind", gettext("By kind"), lambda note: named(note.annotation.kind, "note")),
        ("author", gettext("By author"), lambda note: note.annotation.by),
        ("status", gettext("By status"), lambda note: named(note.annotation.status, "status")),
    ]
    html = fill(
        "notes",
        PATH,
        groups=[group for group in groups if group.notes],
        total=len(edition.notes),
        standoff=WHOLE,
        ways=[(name, heading, _by(groups, way)) for name, heading, way in ways],
        lost=[endnote(edition, note) for note in edition.notes if _lost(note)],
        replaced=[endnote(edition, note) for note in edition.notes if note.annotation.status == "superseded"],
    )
    yield Page(PATH, gettext("Notes"), html, gettext("Every note on the articles of this edition."), "notes")


def _lost(note: Note) -> bool:
    """Tell whether a passage of a note that still counts has no certain place."""
    counts = note.annotation.status != "superseded"
    return counts and any(
        t.quote.article == "" or not placed(Note(note.annotation, (t,)), t.quote.article) for t in note.targets
    )


def _by(groups: Sequence[Group], way: Callable[[Note], str]) -> Mapping[str, Sequence[tuple[Group, Endnote]]]:
    """Return the notes that are on a page, by what `way` says of them."""
    found: dict[str, list[tuple[Group, Endnote]]] = defaultdict(list)
    for group in groups:
        for note in group.notes:
            found[way(note.note)].append((group, note))
    return dict(sorted(found.items()))
