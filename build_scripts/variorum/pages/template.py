"""Templates -> HTML, escaped by default; the words that several kinds of page share."""

import posixpath
import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from variorum.clean.rules import plain
from variorum.model import Article, Fact, Paragraph

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
FIRST_WORDS = 70
# A tag of finished HTML; splitting at it leaves tags and words in turn.
TAG = re.compile(r"(<[^>]*>)")


@cache
def _environment() -> Environment:
    """Return the environment of all templates: what is not Markup is escaped, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("variorum.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"date": date, "count": count, "facet": facet}
    made.tests["web_address"] = web_address
    return made


def fill(name: str, page: str, **values: Any) -> Markup:
    """Return a template filled for the page at path `page`; in it `link(path)` gives the address of another page."""

    def link(path: str, fragment: str = "") -> str:
        return href(page, path, fragment)

    return Markup(_environment().get_template(f"{name}.html").render(link=link, **values))  # noqa: S704 - autoescaped


def href(page: str, path: str, fragment: str = "") -> str:
    """Return the address of the page at `path` (ends in .md) as seen from another page, both relative to the site."""
    target = re.sub(r"\.md$", ".html", posixpath.relpath(path, posixpath.dirname(page) or "."))
    return target + (f"#{fragment}" if fragment else "")


def date(iso: str) -> str:
    """Return an ISO date as people write it ("September 2016"); what is no ISO date is returned as it stands."""
    found = ISO.fullmatch(iso)
    if not found or int(found[2] or 1) not in range(1, 13):
        return iso
    year, month, day = found.groups()
    return " ".join(part for part in (day and day.lstrip("0"), month and MONTHS[int(month) - 1], year) if part)


def facet(iso: str) -> str:
    """Return what the search narrows a date to, year and month, as Pagefind has it; "" where it is no ISO date."""
    found = ISO.match(iso)
    values = dict.fromkeys((found[1], f"{found[1]}-{found[2]}" if found[2] else found[1])) if found else ()
    return ", ".join(f"date:{value}" for value in values)


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 line", "1,204 lines"."""
    return f"{number:,} {one if number == 1 else many}"


def web_address(value: str) -> bool:
    """Tell whether a value may be linked: what a seed's markup states may be anything, a script included."""
    return value.lower().startswith(("https://", "http://"))


def page_path(article: Article) -> str:
    """Return the path of an article's page."""
    return f"articles/{article.address}.md"


def removed_path(article: Article) -> str:
    """Return the path of the page that shows what was removed from an article."""
    return f"removed/{article.address}.md"


def raw_path(article: Article) -> str:
    """Return where the seed itself lies in the site, byte for byte; what a browser would run is shown as plain text."""
    suffix = ".html" if article.seed.record else posixpath.splitext(article.seed.path)[1]
    return f"raw/{article.address}{suffix}" + ("" if suffix == ".txt" else ".txt")


def shows_text(article: Article) -> bool:
    """Tell whether the article's record lets its whole text be published."""
    return article.record is None or article.record.rights == "full"


def headline(article: Article) -> str:
    """Return the title, or that there is none with the first words of the text."""
    return article.title.value if article.title else f"Untitled: {first_words(article)}"


def first_words(article: Article, length: int = FIRST_WORDS) -> str:
    """Return the first words of the article's prose, at most `length` code points and cut between words."""
    texts = (plain(words(article, p)) for p in article.paragraphs if p.role in ("body", "heading"))
    text = next(texts, plain(article.text)) or "no words"
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(".,;: ") + " …"


def words(article: Article, paragraph: Paragraph) -> str:
    """Return the text of a paragraph."""
    return article.text[paragraph.span.start : paragraph.span.end]


def fact(article: Article, name: str) -> Fact | None:
    """Return what is known under a name, if anything is."""
    return next((f for f in article.facts if f.name == name), None)


def dated(article: Article) -> str:
    """Return the date of an article as its line in a list says it."""
    if published := fact(article, "published"):
        return date(published.value)
    if not_before := fact(article, "not_before"):
        return f"after {date(not_before.value)}"
    return "date unknown"


def removed_lines(article: Article) -> int:
    """Return how many lines with words were taken out."""
    return sum(not e.kept and e.role != "blank" for e in article.ledger.lines)
