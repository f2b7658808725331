"""Editions and random notes that the tests of exchange share."""

from dataclasses import replace
from functools import cache
from typing import cast, get_args

from hypothesis import strategies as st

from variorum import edition, read
from variorum.anchor import Index
from variorum.model import Annotation, AnnotationKind, Edition, Note, Position, Quote, Sources, Target
from variorum.read.record import parse as record

PROSE = (
    "A Title of Five Words\n\nThe council met for nine hours on Monday, and “nobody” spoke 😀.\n\n"
    "The mayor left by the garden gate, and the clerk by the door, which was open all day long.\n"
)
# Characters as files may hold them: all but halves of pairs and controls.
CHARS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
LINE = st.text(CHARS, min_size=1, max_size=12).filter(str.strip)
QUOTED = st.one_of(st.sampled_from(["nine hours", "the door", "the", '"nobody"', "Nobody was there"]), LINE)
BODY = st.lists(LINE, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
CONTEXT = st.one_of(st.just(""), st.sampled_from([" ", "for ", "and "]), LINE)
NAME = st.from_regex(r"[a-zé漢][a-z0-9é漢-]{0,8}", fullmatch=True).filter(
    lambda name: name not in ("con", "aux", "nul")
)
PASSAGE = st.builds(Quote, st.sampled_from(["a", "f/b", "gone"]), QUOTED, CONTEXT, CONTEXT)


@cache
def bare(url: str = "https://news.example.org/2024/council", rights: str = "full") -> Edition:
    """Return an edition of the articles a (with an address), f/b and c, without notes."""
    seeds = tuple(read.text_seed(f"{PROSE}\n\nThis is {id}.\n", id, f"seeds/{id}.txt") for id in ("a", "f/b", "c"))
    known = record(f"---\nurl: {url}\nrights: {rights}\n---\n", "a", "docs/articles/a.md")
    assert not isinstance(known, tuple)
    return edition.build(Sources(seeds, (known,), ()))


def made(*annotations: Annotation, rights: str = "full") -> Edition:
    """Return that edition with notes; built once, since most of it does not depend on them."""
    found = bare(rights=rights)
    indexes = {article.id: Index(article.text) for article in found.articles}

    def target(quote: Quote) -> Target:
        index = indexes.get(quote.article)
        return Target(quote, index.locate(quote.exact, quote.before, quote.after) if index else None)

    return replace(found, notes=tuple(Note(one, tuple(map(target, one.on))) for one in annotations))


@st.composite
def notes(draw: st.DrawFn) -> Annotation:
    """Draw a note as a file may hold it."""
    home = draw(st.sampled_from(["a", "f/b"]))
    replaced = draw(st.booleans())
    lines = st.lists(LINE, max_size=3, unique=True).map(tuple)
    return Annotation(
        f"{home}/{draw(NAME)}",
        "",
        home,
        tuple(draw(st.lists(PASSAGE, min_size=1, max_size=3))),
        cast(AnnotationKind, draw(st.sampled_from(get_args(AnnotationKind)))),
        draw(LINE),
        "superseded" if replaced else draw(st.sampled_from(["open", "settled"])),
        draw(NAME) if replaced else "",
        draw(lines),
        draw(lines),
        draw(st.lists(QUOTED, max_size=3).map(tuple)),
        draw(BODY),
    )


def placeless(annotation: Annotation) -> Annotation:
    """Return what an annotation says, without where that stands in its file."""
    on = tuple(replace(quote, position=Position(0, 0)) for quote in annotation.on)
    return replace(annotation, path="", on=on, positions={}, body_line=1)
