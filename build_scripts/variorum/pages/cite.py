"""How an article, a passage of it and a note on it are cited: in words, as BibTeX and as CSL-JSON.

A date says what it rests on: one that nobody states is marked as inferred, an unknown one is "n.d.".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from variorum import dates
from variorum.exchange import bibtex, csl, iri
from variorum.exchange.reference import Reference, key, line
from variorum.language import date_of, gettext
from variorum.model import Article, Attachment, Edition, Note, Site
from variorum.pages import noted
from variorum.pages.template import fact, first_words, shows_text, web_address
from variorum.pages.when import words as dated

WHOLE = "citations"
# The forms of the files, each with how the names of files in it end and what writes them.
FORMS: Mapping[str, tuple[str, Callable[[Sequence[Reference]], str]]] = {
    "BibTeX": (".bib", bibtex.write),
    "CSL-JSON": (".csl.json", csl.write),
}
ENDS = (".", "?", "!", "…", "؟", "。", "？", "！")
# So much of a note's passage stands in its title, in code points.
QUOTED = 80
BDI = Markup("<bdi>{}</bdi>")
ADDRESS = Markup('<bdi class="v-cite__address">{}</bdi>')


@dataclass(frozen=True, slots=True)
class Cited:
    """What the page of an article offers to those who cite it; `address` is the page's, "" if that is not known."""

    plain: Markup
    address: str
    notes: Sequence[Markup]
    bibtex: str
    csl: str
    files: Mapping[str, str]


def render(edition: Edition) -> Iterator[Attachment]:
    """Yield the files of every article with the notes on it, and those of the whole edition."""
    notes: dict[str, list[Note]] = {}
    for note in edition.notes:
        notes.setdefault(note.annotation.article, []).append(note)
    every: list[Reference] = []
    for article in edition.articles:
        own = of_article(article, edition.site)
        found = [own, *(of_note(n, article, edition) for n in notes.get(article.id, ()) if stands(n, article))]
        yield from _written(files(article), found)
        every += found
    if every:
        yield from _written(files(), every)


def files(article: Article | None = None) -> dict[str, str]:
    """Return the paths of the files on an article and its notes, or on all of the edition, by form."""
    start = f"{WHOLE}/{article.address}" if article else WHOLE
    return {form: f"{start}{ending}" for form, (ending, _) in FORMS.items()}


def _written(paths: Mapping[str, str], references: Sequence[Reference]) -> Iterator[Attachment]:
    for form, path in paths.items():
        yield Attachment(path, FORMS[form][1](references))


def stands(note: Note, article: Article) -> bool:
    """Tell whether a note has a place on the page of its article."""
    current = note.annotation.status != "superseded"
    return current and shows_text(article) and bool(noted.placed(note, article.id))


def cited(article: Article, edition: Edition, notes: Sequence[Note]) -> Cited:
    """Return what the page of an article offers to those who cite it, or one of the notes that are at home there."""
    own = of_article(article, edition.site)
    at_home = [of_note(note, article, edition) for note in notes if note.annotation.article == article.id]
    return Cited(
        plain=plain(own),
        address=own.address,
        notes=[plain(reference) for reference in at_home],
        bibtex=bibtex.entry(own),
        csl=csl.write([own]),
        files=files(article),
    )


def of_article(article: Article, site: Site) -> Reference:
    """Return what is known of an article for those who cite it."""
    facts = {name: line(found.value) for name in ("author", "outlet", "url") if (found := fact(article, name))}
    published = fact(article, "published")
    when = dates.read(published.value, article.lang) if published else None
    earliest = fact(article, "not_before")
    url = facts.get("url", "")
    return Reference(
        key=key(article.address),
        kind="article",
        title=line(article.title.value if article.title else first_words(article)),
        titled=article.title is not None,
        author=facts.get("author", ""),
        outlet=facts.get("outlet", ""),
        date=when.iso if when else "",
        inferred=bool(published and published.evidence.kind == "inferred"),
        earliest=line(earliest.value) if earliest and not when else "",
        url=url if web_address(url) else "",
        address=iri.of_article(article, site.address) if site.address else "",
        edition=line(site.name),
        lang=article.lang,
        remarks=tuple(_remarks(article, site, readable=when is not None)),
    )


def _remarks(article: Article, site: Site, readable: bool) -> Iterator[str]:
    """Yield what is to be said of an article's date, and where it was read."""
    published, earliest = fact(article, "published"), fact(article, "not_before")
    if published and not readable:
        yield gettext("Date as printed: %(date)s.", date=line(published.value))
    elif published and published.evidence.kind == "inferred":
        yield gettext("The date is inferred, not stated.")
    elif not published and earliest:
        yield gettext("No date is known; not before %(date)s.", date=date_of(line(earliest.value)))
        if earliest.evidence.kind == "inferred":
            yield gettext("That is inferred, not stated.")
    if not article.title:
        yield gettext("The text has no title; its first words stand for it.")
    if site.name:
        yield gettext("In the annotated edition %(name)s.", name=line(site.name).rstrip("."))


def of_note(note: Note, article: Article, edition: Edition) -> Reference:
    """Return what is known of a note for those who cite it; its day is that of the last change to its file."""
    said, base = note.annotation, edition.site.address
    fragment = noted.anchor(said, article)
    return Reference(
        key=f"{key(article.address)}:{key(said.id.rpartition('/')[2])}",
        kind="note",
        title=of_note_on(note),
        author=line(said.by),
        date=edition.changed.get(said.path, "")[:10],
        address=f"{iri.of_article(article, base)}#{quote(fragment)}" if base else "",
        fragment=fragment,
        edition=line(edition.site.name),
        remarks=tuple(_of_edition(edition, fragment)),
        part_of=key(article.address),
    )


def of_note_on(note: Note) -> str:
    """Return what a note is called by the words it is on."""
    return gettext("Note on “%(words)s”", words=_short(line(note.annotation.on[0].exact)))


def _of_edition(edition: Edition, fragment: str) -> Iterator[str]:
    if edition.site.name:
        yield gettext("In the annotated edition %(name)s.", name=line(edition.site.name).rstrip("."))
    if not edition.site.address:
        yield gettext("Its place on the page of its article: #%(id)s.", id=fragment)


def plain(reference: Reference) -> Markup:
    """Return a reference in words; each name and title keeps to its own direction of writing.

    It ends with the address in the edition, so that the id of a paragraph can be put behind it.
    """
    return Markup(" ").join(_parts(reference))


def _parts(reference: Reference) -> Iterator[Markup]:
    """Yield the parts of a reference in words, each with its full stop."""
    if reference.author:
        yield BDI.format(_ended(reference.author))
    yield BDI.format(_titled(reference))
    outlet = Markup("{}, ").format(BDI.format(reference.outlet)) if reference.outlet else Markup("")
    yield Markup("{}{}").format(outlet, _ended(_day(reference)))
    if reference.url:
        yield ADDRESS.format(reference.url)
    where = reference.address or (f"#{reference.fragment}" if reference.fragment else "")
    if reference.edition:
        name = BDI.format(f"{reference.edition}," if where else _ended(reference.edition))
        yield Markup(gettext("In: %(edition)s", edition=name))  # noqa: S704 - a catalogue's words around an escaped name
    if where:
        yield ADDRESS.format(where)


def _titled(reference: Reference) -> str:
    """Return a title as it stands in a sentence: what is no title of its own is not in quotation marks."""
    if reference.kind == "note":
        return f"{reference.title}."
    return f"“{_ended(reference.title)}”" if reference.titled else f"[{reference.title}]."


def day(article: Article) -> str:
    """Return when an article was published, as a sentence with what that rests on."""
    return _ended(_day(of_article(article, Site())))


def _day(reference: Reference) -> str:
    """Return the date with what it rests on; without one the earliest it can be, if that is known."""
    if reference.date:
        when = dated(reference.date)
        return gettext("%(date)s [date inferred]", date=when) if reference.inferred else when
    if reference.earliest:
        return gettext("n.d. [not before %(date)s]", date=date_of(reference.earliest))
    return gettext("n.d.")


def _ended(text: str) -> str:
    """Return a text with a full stop at its end, unless a stop is there."""
    return text if text.endswith(ENDS) else f"{text}."


def _short(text: str) -> str:
    return text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " …"
