"""Notes <-> the forms that others read and write: W3C Web Annotation (JSON-LD) and Hypothesis (JSON).

write(edition, form, article)   the notes of an edition as text
take(text, edition, form)       a file from elsewhere -> what becomes of each of its annotations
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

from variorum.errors import ContentError
from variorum.exchange import arrive, hypothesis, w3c
from variorum.exchange.arrive import Draft, Taken
from variorum.exchange.document import load
from variorum.exchange.iri import Articles
from variorum.model import Article, Edition, Note

Form = Literal["w3c", "hypothesis"]
FORMS: tuple[Form, ...] = get_args(Form)

_READ: Mapping[Form, Callable[[object], Sequence[Draft]]] = {"w3c": w3c.read, "hypothesis": hypothesis.read}

__all__ = ["FORMS", "Form", "notes_on", "publishable", "take", "write"]


def write(edition: Edition, form: Form, notes: Sequence[Note], article: Article | None = None, site: str = "") -> str:
    """Return notes of an edition as JSON text: those on one article, or of the whole. `site` is its address, or ""."""
    made = w3c.collection if form == "w3c" else hypothesis.export
    return json.dumps(made(edition, notes, article, site), ensure_ascii=False, indent=2) + "\n"


def notes_on(edition: Edition, article: Article | None) -> list[Note]:
    """Return the notes with a passage of an article, whatever became of it; all of them without an article."""
    return [n for n in edition.notes if article is None or any(t.quote.article == article.id for t in n.targets)]


def publishable(edition: Edition, notes: Sequence[Note]) -> list[Note]:
    """Return the notes that quote no article of which nothing but what is known of it may be published."""
    hidden = {a.id for a in edition.articles if a.record and a.record.rights == "none"}
    return [note for note in notes if not any(target.quote.article in hidden for target in note.targets)]


def take(text: str, edition: Edition, name: str, form: Form | None = None, site: str = "") -> list[Taken]:
    """Return what becomes of each annotation of a file's text; without `form` it is told by the file's keys.

    Raises ContentError where the file as a whole cannot be used. No annotation is ever left out of the answer.
    """
    data = load(text, name)
    found = form or next((one for one in FORMS if _MARKS[one](data)), None)
    if found is None:
        expected = "annotations of the W3C model (type, target) or an export of Hypothesis (rows, or annotations)"
        raise ContentError(name, 0, 0, "neither of the forms that are known", expected, "name one with --format")
    try:
        drafts = _READ[found](data)
    except ValueError as error:
        remedy = "export it again, or see what the W3C model asks for at https://www.w3.org/TR/annotation-model/"
        raise ContentError(name, 0, 0, str(error), f"annotations in the form {found}", remedy) from error
    articles = Articles(edition, site)
    return [arrive.arrive(draft, articles) for draft in drafts]


_MARKS: Mapping[Form, Callable[[object], bool]] = {"w3c": w3c.looks_like, "hypothesis": hypothesis.looks_like}
