"""What drafts are made of: names of files, YAML that reads as it was meant, quotes that have one place."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from variorum.accounts import in_context
from variorum.fold import find_all
from variorum.model import Article, Quote, Span

UNSAFE = re.compile(r"[\W_]+")
# What no YAML file may have as it is, and what a YAML parser takes for the end of a line or of no text.
UNWRITABLE = re.compile("[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# File names have a limit of 255 bytes on most disks.
LONGEST_NAME = 60
# So many words on each side are tried as context of a quote.
MOST_CONTEXT = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be: its name and text, and the file of the edition it is for or to be pasted into.

    `held` counts what is held back since little speaks for it; `whole` is the text with that too, as comments. With
    nothing but that `text` has nothing to judge, and `shown` is 0.
    """

    name: str
    text: str
    home: str = ""
    shown: int = 1
    held: int = 0
    whole: str = ""


def distinct(drafts: Iterable[Draft]) -> list[Draft]:
    """Return drafts under names that differ, in a fixed way."""
    taken: dict[str, int] = {}
    found = []
    for draft in drafts:
        taken[draft.name] = number = taken.get(draft.name, 0) + 1
        name = draft.name.removesuffix(".md") + f"-{number}.md"
        found.append(draft if number == 1 else replace(draft, name=name))
    return found


def slug(text: str) -> str:
    """Return a text as part of a file's name: small letters, digits, single hyphens."""
    return UNSAFE.sub("-", text.casefold())[:LONGEST_NAME].strip("-")


def spaced(text: str) -> str:
    """Return a text on one line, its words as they are."""
    return " ".join(text.split())


def one_line(text: str) -> str:
    """Return a text that cannot leave its comment, nor make a file of it that no YAML parser reads."""
    return UNWRITABLE.sub("\ufffd", spaced(text))


def yaml_text(text: str) -> str:
    """Return a string as YAML (and JSON) writes it in quotation marks; words stay in their script."""
    return UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def held_back(count: int, what: str) -> list[str]:
    """Return a comment that says how many things a draft holds back, nothing where there are none."""
    told = f"# Held back: {number(count, what)} for which less speaks; `--all` adds what is held back, as comments."
    return [told] if count else []


def number(count: int, what: str) -> str:
    """Return a count with its noun: "1 link", "1,204 links"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def as_comments(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as comments that an editor can take the marks off."""
    yield from (line if line.lstrip().startswith("#") else f"#{line}" for line in lines)


def quote(article: Article, span: Span) -> Quote:
    """Return the words at a place on one line, with just enough words beside them to tell which place is meant."""
    exact = spaced(article.text[span.start : span.end])
    plain = Quote(article.id, exact)
    spans = find_all(article.text, exact)
    for found in (plain, *_in_context(article, span, exact)):
        if in_context(article.text, spans, found) == [span]:
            return found
    return plain


def _in_context(article: Article, span: Span, exact: str) -> Iterator[Quote]:
    """Yield a quote with more and more words of its line before it, then after it."""
    before = article.text[: span.start].rpartition("\n")[2].split()
    after = article.text[span.end :].partition("\n")[0].split()
    for many in range(1, MOST_CONTEXT + 1):
        yield Quote(article.id, exact, before=" ".join(before[-many:]))
        yield Quote(article.id, exact, after=" ".join(after[:many]))


def quote_lines(found: Quote, indent: str, first: str) -> Iterator[str]:
    """Yield the lines of a mapping with a quote; `first` stands before the first of them."""
    yield f"{first}article: {yaml_text(found.article)}"
    yield f"{indent}quote: {yaml_text(found.exact)}"
    for key, words in (("before", found.before), ("after", found.after)):
        if words:
            yield f"{indent}{key}: {yaml_text(words)}"
