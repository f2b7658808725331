"""References -> BibTeX, in the fields of biblatex: dates in ISO 8601, an inferred one with the mark of uncertainty
that biblatex knows (`2016-09?`), names and titles in braces of their own so that no style takes them apart.
"""

from collections.abc import Iterable, Iterator

from babel import Locale, UnknownLocaleError

from variorum.exchange import iri
from variorum.exchange.reference import Reference

# Every form is balanced in braces: BibTeX counts them even after a backslash.
_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "|": r"\textbar{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        '"': '{"}',
        **{sign: rf"\{sign}" for sign in "%&#_$"},
    }
)


def write(references: Iterable[Reference]) -> str:
    """Return references as the text of a .bib file."""
    return "\n".join(map(entry, references))


def entry(reference: Reference) -> str:
    """Return one reference as an entry, a field a line."""
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(reference) if value)
    return f"@{_type(reference)}{{{reference.key},\n{fields}\n}}\n"


def escaped(text: str) -> str:
    """Return a text that LaTeX prints as it stands; letters of any script stay."""
    return text.translate(_ESCAPED)


def _type(reference: Reference) -> str:
    if reference.outlet:
        return "article"
    return "online" if reference.url or reference.address else "misc"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield names and values of fields, the empty ones as well."""
    yield "author", _whole(reference.author)
    yield "title", _whole(reference.title if reference.titled else f"[{reference.title}]")
    yield "journaltitle", escaped(reference.outlet)
    yield "date", "/".join(f"{day}?" if reference.inferred else day for day in reference.date.split("/") if day)
    yield "langid", _language(reference.lang)
    # biblatex takes this field word for word, so no sign of it is escaped for LaTeX.
    yield "url", iri.safe(reference.url or reference.address)
    yield "note", " ".join(map(escaped, reference.remarks))
    yield "related", reference.part_of


def _whole(text: str) -> str:
    """Return a value in braces of its own: its capitals stay, and it is no list of names."""
    return f"{{{escaped(text)}}}" if text else ""


def _language(tag: str) -> str:
    """Return the English name of a language, which is what biblatex calls most of them; "" if it is none."""
    try:
        name = Locale.parse(tag.replace("-", "_").split("_")[0]).get_language_name("en") if tag else ""
    except (UnknownLocaleError, ValueError):
        return ""
    return name.lower() if name and name.isascii() and name.isalpha() else ""
