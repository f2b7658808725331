"""All notes of the edition, each once: by article, with a filter by kind; by author; those without a certain place."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.language import gettext
from variorum.model import Edition, Note, Page
from variorum.pages.noted import Endnote, endnote, endnotes, placed
from variorum.pages.standoff import WHOLE
from variorum.pages.template import fill, headline, page_path, shows_text

PATH = "notes/index.md"


@dataclass(frozen=True, slots=True)
class Group:
    """The notes of one article under its headline and page; `also`: those that stand under an article before it."""

    headline: str
    path: str
    notes: Sequence[Endnote]
    also: Sequence[Endnote]


def render(edition: Edition) -> Iterator[Page]:
    """Yield the page of all notes."""
    groups = _groups(edition)
    shown = [note for group in groups for note in group.notes]
    kinds = Counter(note.note.annotation.kind for note in shown)
    html = fill(
        "notes",
        PATH,
        groups=groups,
        total=len(edition.notes),
        shown=len(shown),
        kinds=sorted(kinds.items()),
        standoff=WHOLE,
        authors=_by_author(groups),
        lost=[endnote(edition, note) for note in edition.notes if _lost(note)],
        replaced=[endnote(edition, note) for note in edition.notes if note.annotation.status == "superseded"],
    )
    yield Page(PATH, gettext("Notes"), html, gettext("Every note on the articles of this edition."), "notes")


def _groups(edition: Edition) -> list[Group]:
    """Return the articles that have notes; a note on several is told under the first of them."""
    told: set[str] = set()
    groups = []
    for article in edition.articles:
        found = endnotes(edition, article) if shows_text(article) else []
        new = [note for note in found if note.note.annotation.id not in told]
        if found:
            also = [note for note in found if note.note.annotation.id in told]
            groups.append(Group(headline(article), page_path(article), new, also))
        told |= {note.note.annotation.id for note in new}
    return groups


def _lost(note: Note) -> bool:
    """Tell whether a passage of a note that still counts has no certain place."""
    counts = note.annotation.status != "superseded"
    return counts and any(
        t.quote.article == "" or not placed(Note(note.annotation, (t,)), t.quote.article) for t in note.targets
    )


def _by_author(groups: Sequence[Group]) -> Mapping[str, Sequence[tuple[Group, Endnote]]]:
    """Return the notes that are on a page by who wrote them."""
    found: dict[str, list[tuple[Group, Endnote]]] = defaultdict(list)
    for group in groups:
        for note in group.notes:
            found[note.note.annotation.by].append((group, note))
    return dict(sorted(found.items()))
