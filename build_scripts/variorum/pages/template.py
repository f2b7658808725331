"""Templates -> HTML, escaped by default; the words that several kinds of page share."""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from variorum import dates, language
from variorum.clean.rules import plain
from variorum.language import ISO, N_, date_of, gettext, ngettext, npgettext, pgettext
from variorum.model import Article, Fact, Paragraph
from variorum.pages.names import named

FIRST_WORDS = 70
# Facts that are dates.
DATES = ("published", "not_before", "not_after")
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
    filters: dict[str, Callable[..., str]] = {
        "date": date_of,
        "facet": facet,
        "as_printed": as_printed,
        "isolated": isolated,
        "iso_date": iso_date,
        "number": language.number,
        "named": named,
        "said": said,
        "said_fact": said_fact,
    }
    made.filters |= {name: _anew(filter_) for name, filter_ in filters.items()}
    made.globals |= SAYING
    made.tests["web_address"] = web_address
    return made


def _anew(say: Callable[..., str]) -> Callable[..., str]:
    """Return a filter that works anew for each page. Of a constant Jinja would keep what it was in the first language;
    it does not where a filter asks for the context."""

    @pass_context
    def filtered(_: Context, *values: Any) -> str:
        return say(*values)

    return filtered


def marked(say: Callable[..., str]) -> Callable[..., Markup]:
    """Return a way to say a message as HTML: what stands in the catalogues is markup already, values are escaped."""

    def said(*message: Any, **values: Any) -> Markup:
        return Markup(say(*message, **{name: Markup.escape(language.written(v)) for name, v in values.items()}))  # noqa: S704

    return said


def in_lang(lang: str) -> Markup:
    """Return the attribute of an element with words of an article, which is in English unless it is known otherwise."""
    known = lang or ("" if language.current().tag == language.SOURCE else language.SOURCE)
    return Markup(' lang="{}"').format(known) if known else Markup("")


def in_source() -> Markup:
    """Return the attributes of an element with words that are in English whatever the pages speak."""
    own = language.current().tag == language.SOURCE
    return Markup("") if own else Markup(' lang="{}" dir="ltr"').format(language.SOURCE)


def said(reason: str) -> Markup:
    """Return a reason that the core gives in English as the pages say it, marked as English where nobody did."""
    if isinstance(reason, language.Message):
        return told(reason)
    found = _translated(reason)
    if found is None:
        return Markup("<span{}>{}</span>").format(in_source(), reason)
    return Markup.escape(found)


def told(value: str) -> Markup:
    """Return a message of the core in the language of the pages, a date of it as it is written there; what is neither
    are words of articles."""
    if isinstance(value, language.Date):
        return Markup.escape(date_of(value.iso))
    if not isinstance(value, language.Message):
        return isolated(value)
    comma = Markup(language.comma())  # noqa: S704 - of the catalogues
    values = {
        name: told(one) if isinstance(one, str) else comma.join(map(told, one)) for name, one in value.values.items()
    }
    return Markup(value.said(values))  # noqa: S704 - of the catalogues, with values that are escaped


def isolated(words: str) -> Markup:
    """Return words of an article, kept apart from the sentence around them where either runs from right to left."""
    letters = {unicodedata.bidirectional(sign) for sign in words}
    either = language.current().direction == "rtl" or letters & {"R", "AL"}
    return Markup("<bdi>{}</bdi>").format(words) if either else Markup.escape(words)


# How the reasons of a ledger are put together: one and what speaks for it, or one about the line above.
UNDER = N_("stands under a line that %(why)s")


def _translated(reason: str) -> str | None:
    """Return a reason in the language of the pages, None where it or a part of it is not translated."""
    spoken = language.current()
    if spoken.tag == language.SOURCE or (found := spoken.said.gettext(reason)) != reason:
        return reason if spoken.tag == language.SOURCE else found
    if reason.startswith(start := UNDER.partition("%")[0]):
        why = _translated(reason.removeprefix(start))
        return why and gettext(UNDER, why=why)
    parts = [_translated(part) for part in reason.split(": ", 1)] if ": " in reason else [None]
    return ": ".join(filter(None, parts)) if all(parts) else None


def link_to(address: str, words: str) -> Markup:
    """Return a link, for a message that has one within."""
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, words)


# What every template can say; `_` is gettext's usual name.
SAYING: Mapping[str, Any] = {
    "_": marked(gettext),
    "ngettext": marked(ngettext),
    "pgettext": marked(pgettext),
    "npgettext": marked(npgettext),
    "spoken": language.current,
    "comma": language.comma,
    "semicolon": language.semicolon,
    "in_lang": in_lang,
    "in_source": in_source,
    "link_to": link_to,
}


def fill(name: str, page: str, **values: Any) -> Markup:
    """Return a template filled for the page at path `page`; in it `link(path)` gives the address of another page."""

    def link(path: str, fragment: str = "") -> str:
        return href(page, path, fragment)

    return Markup(_environment().get_template(f"{name}.html").render(link=link, **values))  # noqa: S704 - autoescaped


def href(page: str, path: str, fragment: str = "") -> str:
    """Return the address of the page at `path` (ends in .md) as seen from another page, both relative to the site."""
    target = re.sub(r"\.md$", ".html", posixpath.relpath(path, posixpath.dirname(page) or "."))
    return target + (f"#{fragment}" if fragment else "")


def facet(iso: str) -> Markup:
    """Return the attributes by which the search narrows to the year and month of an ISO date; else none."""
    found = ISO.match(iso)
    if not found:
        return Markup("")
    if not found[2]:
        return Markup(' data-pagefind-filter="date:{}"').format(found[1])
    return Markup(
        ' data-pagefind-filter="date[data-v-year], date[data-v-month]" data-v-year="{0}" data-v-month="{0}-{1}"'
    ).format(found[1], found[2])


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
    return article.title.value if article.title else gettext("Untitled: %(words)s", words=first_words(article))


def first_words(article: Article, length: int = FIRST_WORDS) -> str:
    """Return the first words of the article's prose, at most `length` code points and cut between words."""
    texts = (plain(words(article, p)) for p in article.paragraphs if p.role in ("body", "heading"))
    text = next(texts, plain(article.text)) or gettext("no words")
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
        return said_fact(published, article.lang)
    if not_before := fact(article, "not_before"):
        return gettext("after %(date)s", date=said_fact(not_before, article.lang))
    return gettext("date unknown")


def iso_date(fact: Fact, lang: str) -> str:
    """Return the date that a fact states, be it in words of the article's language; "" if it is no one day, month or
    year, as `05/08/2024` is not."""
    days = dates.read(fact.value, lang)
    return days.iso if days and "/" not in days.iso else ""


def said_fact(fact: Fact, lang: str) -> str:
    """Return what a fact states; a date as the pages write dates, or as it was printed if it cannot be read."""
    return date_of(iso_date(fact, lang) or fact.value) if fact.name in DATES else fact.value


def as_printed(fact: Fact, lang: str) -> str:
    """Return a date as it was printed, "" where it was not printed or the pages say it in the same words."""
    printed = fact.name in DATES and not ISO.match(fact.value)
    return fact.value if printed and fact.value != said_fact(fact, lang) else ""


def removed_lines(article: Article) -> int:
    """Return how many lines with words were taken out."""
    return sum(not e.kept and e.role != "blank" for e in article.ledger.lines)
