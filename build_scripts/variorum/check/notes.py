"""Notes -> what is wrong with them: places lost or doubtful, articles and notes that are not there."""

from collections.abc import Iterator, Mapping

from variorum.anchor import difference
from variorum.errors import ContentError
from variorum.model import Annotation, CheckRule, Edition, Note, Position, Span, Target

RULES: tuple[CheckRule, ...] = (
    CheckRule(
        "annotation-ambiguous",
        "error",
        "The words of a note stand at several places, and nothing says which is meant.",
        "quote: the mayor, which stands four times",
        'quote: the mayor with after: " promised nothing"',
    ),
    CheckRule(
        "annotation-article",
        "error",
        "A note stands in the folder of an article, and each of its passages is of an article of the edition.",
        "docs/annotations/storm/a.md without a seed storm",
        "docs/annotations/storm/a.md beside seeds/storm.txt",
    ),
    CheckRule(
        "annotation-body",
        "error",
        "A note has words, at most 4,000 characters.",
        "a header with nothing below it",
        "a paragraph below the header",
    ),
    CheckRule(
        "annotation-edited",
        "error",
        "The words of a note have changed in the text; the new ones are taken only after review.",
        "quote: met for nine hours where the text says eleven",
        "quote: met for eleven hours",
    ),
    CheckRule("annotation-encoding", "error", "An annotation is text in UTF-8.", "one in Windows-1252", "one in UTF-8"),
    CheckRule(
        "annotation-format",
        "error",
        "A file among the annotations is Markdown and ends in .md; another is left out.",
        "docs/annotations/storm/a.txt",
        "docs/annotations/storm/a.md",
    ),
    CheckRule(
        "annotation-id",
        "error",
        "Each annotation has an id of its own, made of visible characters; case does not count.",
        "a.md and A.md in one folder",
        "a.md and b.md",
    ),
    CheckRule(
        "annotation-link",
        "error",
        "A link among the annotations leads to a file of the same folder.",
        "docs/annotations/storm/a.md -> ../../../secret.md",
        "the file itself",
    ),
    CheckRule(
        "annotation-moved",
        "warning",
        "The words of a note stand in another context than they were quoted with.",
        'after: " by the gate" where the text goes on " by the door"',
        'after: " by the door"',
    ),
    CheckRule(
        "annotation-orphan",
        "error",
        "The passage of a note cannot be found for certain; the note is listed without a place.",
        "a quotation of a sentence that is gone",
        "words that stand in the text, or status: settled and the note removed",
    ),
    CheckRule("annotation-size", "error", "An annotation is at most 200,000 bytes.", "a note with a picture", "words"),
    CheckRule(
        "annotation-status",
        "error",
        "A note that is superseded names the note that replaces it, and in the end one that stands.",
        'status: "superseded-by: b" without b.md',
        'status: "superseded-by: b" beside b.md',
    ),
    CheckRule(
        "annotation-unreadable",
        "error",
        "An annotation is an ordinary file that may be read.",
        "a named pipe a.md",
        "an ordinary file",
    ),
)

AROUND = 24
SHOWN = 3
REVIEW = "look at the passage, then `variorum annotate --fix` or quote the words that are meant"


def errors(edition: Edition) -> Iterator[ContentError]:
    """Yield what an editor should see to in the notes of an edition."""
    texts = {article.id: article.text for article in edition.articles}
    known = {note.annotation.id: note.annotation for note in edition.notes}
    for note in edition.notes:
        for target in note.targets:
            yield from _target(note, target, texts)
        yield from _superseded(note.annotation, known)


def _target(note: Note, target: Target, texts: Mapping[str, str]) -> Iterator[ContentError]:
    """Yield what is wrong with one passage of a note."""
    path, quote, anchor = note.annotation.path, target.quote, target.anchor
    if quote.article not in texts:
        remedy = "name the folder or `article:` for the file name of a seed, without its suffix"
        what, expected = f"no article with the id {quote.article!r}", "the id of an article of this edition"
        yield _error(path, quote.position, what, expected, remedy, "annotation-article")
    elif anchor is None:
        yield _error(
            path, quote.position, "a quotation without visible words", "words", "quote the passage", "annotation-orphan"
        )
    elif anchor.verdict != "exact":
        yield _displaced(path, target, texts[quote.article])


def _displaced(path: str, target: Target, text: str) -> ContentError:
    """Return what became of a passage that does not stand where it did, each place with its words."""
    quote, anchor = target.quote, target.anchor
    assert anchor is not None  # noqa: S101 - told apart by the caller, for the type checker
    if anchor.span and anchor.verdict == "edited":
        change = difference.shown(quote.exact, text[anchor.span.start : anchor.span.end])
        return _error(
            path, quote.position, f"the words changed: {change}", "the words of the text", REVIEW, "annotation-edited"
        )
    if anchor.span:
        found = f"the words in another context: {excerpt(text, anchor.span)}"
        return _error(path, quote.position, found, "the context they were quoted with", REVIEW, "annotation-moved")
    places = "; ".join(excerpt(text, place) for place in anchor.places[:SHOWN])
    found = f"{anchor.why}{': ' + places if places else ''}"
    lost = anchor.verdict == "orphan"
    rule = "annotation-orphan" if lost else "annotation-ambiguous"
    remedy = REVIEW if lost else "add before: or after: with the words beside the passage"
    return _error(path, quote.position, found, "one place where the quotation stands", remedy, rule)


def excerpt(text: str, span: Span) -> str:
    """Return a passage in brackets within a few words of its surroundings, on one line."""
    inner = text[span.start : span.end]
    short = inner if len(inner) <= 120 else f"{inner[:70]} … {inner[-40:]}"
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return " ".join(f"…{before}[{short}]{after}…".split())


def _superseded(annotation: Annotation, known: Mapping[str, Annotation]) -> Iterator[ContentError]:
    """Yield a note that is replaced by none, or in the end by itself."""
    if annotation.status != "superseded":
        return
    place, seen = annotation.positions.get("status", Position(0, 0)), {annotation.id}
    here: Annotation | None = annotation
    while here and here.superseded_by:
        id_ = f"{here.article}/{here.superseded_by}"
        if id_ in seen:
            found, remedy = f"notes that replace one another in a circle ({id_!r})", "let the last of them be open"
            yield _error(annotation.path, place, found, "a note that replaces this one", remedy, "annotation-status")
            return
        seen.add(id_)
        here = known.get(id_)
    if f"{annotation.article}/{annotation.superseded_by}" not in known:
        found, expected = f"no note {annotation.superseded_by!r} beside this one", "the id of a note in this folder"
        yield _error(annotation.path, place, found, expected, "name the note that replaces it", "annotation-status")


def _error(path: str, place: Position, found: str, expected: str, remedy: str, rule: str) -> ContentError:
    return ContentError(path, place.line, place.column, found, expected, remedy, rule)
