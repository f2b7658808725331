"""A language in which every word of the catalogues stands in ⟦marks⟧, and what a page says outside of them.

The marks are around the fixed words alone, not around what is put in: an English word that is put in is found too.
"""

import re
from gettext import NullTranslations
from html.parser import HTMLParser

from babel import Locale

from variorum.language import Language, find

PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
WORD = re.compile(r"[A-Za-z]{2,}")
PATH = re.compile(r"\S+/\S+\.(?:md|txt)")
# Attributes that are read aloud, drawn or shown.
SAID = ("aria-label", "title", "placeholder", "alt", "data-said", "data-label", "data-others", "data-teller", "content")
# Words of articles, addresses, file names and code; `v-rule` are the names of rules, by which they are found in files.
UNSAID = {"script", "style", "code", "pre", "q", "kbd"}
UNSAID_CLASSES = {"v-rule", "v-text", "v-cite__address"}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Names, which are the same in every language.
NAMES = {"Variorum", "MkDocs", "Material", "SHA", "utf", "CSV", "JSON", "BibTeX", "CSL"}
# What others say for us: CLDR the months, Material a link that is not shown.
OTHERS = {*Locale("de").months["format"]["wide"].values(), *Locale("de").months["format"]["abbreviated"].values()}
OTHERS = {name.rstrip(".") for name in OTHERS} | {"Zum", "Inhalt"}


class Pseudo(NullTranslations):
    """Says every message in marks, and remembers which it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def _marked(self, message: str) -> str:
        self.asked.add(message)
        pieces = re.split(f"({PLACE.pattern})", message)
        return "".join(piece if PLACE.fullmatch(piece) or not piece else f"⟦{piece}⟧" for piece in pieces)

    def gettext(self, message: str) -> str:
        return self._marked(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(msgid1)
        return self._marked(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._marked(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def language() -> Language:
    """Return German with the words of the catalogue in marks."""
    german = find("de")
    assert german
    return Language(german.tag, german.locale, Pseudo())


def unmarked(html: str, spoken: str = "de") -> list[str]:
    """Return the Latin words that a page says outside of marks, in elements that are in the language of the pages."""
    parser = _Words(spoken)
    parser.feed(html)
    parser.close()
    said = ["".join(parser.text), *parser.attributes]
    return [word for text in said for word in _outside(text) if word not in NAMES | OTHERS]


def _outside(text: str) -> list[str]:
    """Return the words outside of marks; a mark may reach over several elements, so it is counted, not matched."""
    depth, words = 0, list[str]()
    for piece in re.split("([⟦⟧])", PATH.sub("", text)):
        depth += {"⟦": 1, "⟧": -1}.get(piece, 0)
        words += WORD.findall(piece) if depth <= 0 and piece not in "⟦⟧" else []
    return words


class _Words(HTMLParser):
    def __init__(self, spoken: str) -> None:
        super().__init__(convert_charrefs=True)
        self.spoken = spoken
        self.open: list[tuple[str, bool, str]] = []  # the element, whether what it says counts, its language
        self.text, self.attributes = list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        counts, lang = self.open[-1][1:] if self.open else (True, self.spoken)
        lang = given.get("lang", lang)
        classes = set(given.get("class", "").split())
        counts = counts and tag not in UNSAID and not classes & UNSAID_CLASSES
        if counts and lang == self.spoken:
            self.attributes += [
                given[name] for name in SAID if given.get(name) and not self._technical(tag, given, name)
            ]
        if tag not in VOID:
            self.open.append((tag, counts, lang))

    def _technical(self, tag: str, given: dict[str, str], name: str) -> bool:
        return tag == "meta" and name == "content" and given.get("name") != "description"

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag not in VOID:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.open or (self.open[-1][1] and self.open[-1][2] == self.spoken):
            self.text.append(data)
