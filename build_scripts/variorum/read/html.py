"""HTML -> the lines a reader sees, in reading order, each with the names of the elements it stands in.

One block element is one line, as a browser would break it: white space is collapsed (no-break spaces are kept), <br>
breaks, <pre> keeps its breaks, the cells of a table's row are parted by tabs. What a browser does not show is left
out: scripts, styles, comments, what is marked as hidden.

The tree is walked without recursion, so depth costs no stack, and each text is looked at once, so cost is linear.
"""

import re
import warnings
from collections.abc import Iterator
from itertools import chain, islice, takewhile

from bs4 import BeautifulSoup, UnusualUsageWarning
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

from variorum import lines
from variorum.model import Line


def _names(words: str) -> frozenset[str]:
    """Return the names of elements written in one text."""
    return frozenset(words.split())


UNSEEN = _names(
    "script style noscript template head title meta link base svg iframe object embed video audio canvas datalist "
    "noframes noembed param source track map"
)
BLOCKS = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p "
    "pre search section select summary table tbody textarea tfoot thead tr ul xmp listing plaintext"
)
CELLS = _names("td th")
SELF_ENDING = _names("li td th tr dd dt option")
VERBATIM = _names("pre textarea listing xmp plaintext")

# The deepest elements say most of a line; a page that nests without end must not make its hints grow with it.
MAX_HINT = 32
MAX_WORD = 80

# What opens something, and what must follow for it to be closed.
_OPENINGS = (
    (re.compile("<"), re.compile(">")),
    (re.compile("<(?=!--)"), re.compile(r"--\s*>")),
    (re.compile(r"<(?=!\[CDATA\[)", re.IGNORECASE), re.compile(r"\]\s*\]\s*>")),
    (re.compile(r"<(?=!\[)"), re.compile(r"\]\s*>")),
)

_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNSHOWN = re.compile(r"(display:none|visibility:hidden)(;|!|$)")


def parse(text: str) -> BeautifulSoup:
    """Return the tree of a page, however broken."""
    text = _closed(text)
    try:
        return _tree(text)
    except ParserRejectedMarkup:
        # Python's parser gives up at a `<![` it does not know; a browser makes a comment of it, we keep the words.
        return _tree(text.replace("<![", "&lt;!["))


def _tree(text: str) -> BeautifulSoup:
    """Return the tree of a page; that it looks like XML or an address is no news to who named the file .html."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnusualUsageWarning)
        return BeautifulSoup(text, "html.parser")


def _closed(text: str) -> str:
    """Return a page in which what is never closed is text.

    Some versions of Python's parser look for the end of each unclosed tag or comment through all that follows, others
    drop what follows; so hostile pages would take minutes, and broken ones would lose their words.
    """
    for opening, closing in _OPENINGS:
        ends = max((match.end() for match in closing.finditer(text)), default=0)
        text = text[:ends] + opening.sub("&lt;", text[ends:])
    return text


def visible(soup: BeautifulSoup) -> tuple[Line, ...]:
    """Return the lines of a page as a reader sees them."""
    page = _Page()
    page.walk(soup)
    return tuple(Line(number, text, "\n", hint) for number, (text, hint) in enumerate(page.found, 1))


class _Page:
    """The line that is being collected while the tree is walked, and the lines found so far."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.cells: list[list[str]] = [[]]
        self.verbatim = 0
        self.path: list[Tag] = []
        # The innermost element that holds all of the line's text, its depth, and how far up the walk went since.
        self.holder: Tag | None = None
        self.depth = 0
        self.lowest = 0

    def walk(self, root: Tag) -> None:
        """Collect the lines below `root`."""
        waiting: list[Iterator[PageElement]] = [iter(root.contents)]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                self._leave()
            elif isinstance(node, Tag):
                if self._enter(node):
                    waiting.append(iter(node.contents))
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                self._text(str(node))
        self._flush()

    def _enter(self, tag: Tag) -> bool:
        """Begin an element; tell whether it is to be looked into."""
        if tag.name == "br":
            self._break()
        if tag.name in UNSEEN or _hidden(tag):
            return False
        if tag.name in BLOCKS:
            self._flush()
        if tag.name in CELLS:
            self.cells.append([])
        self.verbatim += tag.name in VERBATIM
        self.path.append(tag)
        return True

    def _leave(self) -> None:
        """End the innermost element."""
        if not self.path:
            return
        tag = self.path[-1]
        if tag.name in BLOCKS:
            self._flush()
        self.verbatim -= tag.name in VERBATIM
        self.path.pop()
        self.lowest = min(self.lowest, len(self.path))

    def _break(self) -> None:
        """End the line at a <br>, which in preformatted text is one of its line breaks."""
        if self.verbatim:
            self._text("\n")
        else:
            self._flush()

    def _text(self, text: str) -> None:
        """Add text to the line."""
        self.cells[-1].append(text)
        if not text.strip(" \t\n\r\f"):
            return
        if self.holder is None:
            self.holder, self.depth = self.path[-1] if self.path else None, len(self.path)
        elif self.lowest < self.depth:
            self.holder, self.depth = self.path[self.lowest - 1] if self.lowest else self.holder, self.lowest
        self.lowest = len(self.path)

    def _flush(self) -> None:
        """End the line, or the lines of preformatted text; white space alone is no line."""
        hint = _hint(self.holder)
        self.found += [(text, hint) for text in (self._preformatted() if self.verbatim else self._collapsed())]
        self.cells, self.holder, self.depth, self.lowest = [[]], None, 0, 0

    def _collapsed(self) -> list[str]:
        """Return the line as a browser shows it."""
        cells = (_SPACE.sub(" ", "".join(cell)).strip(" ") for cell in self.cells)
        text = "\t".join(cell for cell in cells if cell)
        return [text] if text else []

    def _preformatted(self) -> list[str]:
        """Return the lines of preformatted text without blank ones around them."""
        found = [line.text for line in lines.split("".join(text for cell in self.cells for text in cell))]
        while found and not found[-1].strip():
            found.pop()
        blank = sum(1 for _ in takewhile(lambda text: not text.strip(), found))
        return found[blank:]


def _hidden(tag: Tag) -> bool:
    """Tell whether an element is marked as not to be shown."""
    style = "".join(str(tag.get("style", "")).lower().split())
    return "hidden" in tag.attrs or tag.get("aria-hidden") == "true" or bool(_UNSHOWN.search(style))


def _hint(holder: Tag | None) -> str:
    """Return the elements around a line from the outside in, for instance `article div#main.story p`."""
    if holder is None:
        return ""
    around = (tag for tag in chain((holder,), holder.parents) if tag.name not in ("body", "html", "[document]"))
    inwards = list(islice(around, MAX_HINT))[::-1]
    followers = [tag.name for tag in inwards[1:]]
    return " ".join(_word(tag) for number, tag in enumerate(inwards) if not _unclosed(tag.name, followers[number:]))


def _unclosed(name: str, inside: list[str]) -> bool:
    """Tell whether an element holds what ends it in a browser: Python's parser nests what a page does not close."""
    if name == "p":
        return not BLOCKS.isdisjoint(inside)
    return name in SELF_ENDING and inside[:1] == [name]


def _word(tag: Tag) -> str:
    """Return an element's name with its id, classes, role and itemprop: `div#c1.comment`, `p[itemprop=articleBody]`."""
    parts = [tag.name]
    parts += [f"#{value}" for value in _values(tag, "id")]
    parts += [f".{value}" for value in _values(tag, "class")]
    parts += [f"[{key}={value}]" for key in ("role", "itemprop") for value in _values(tag, key)]
    return "".join(parts)[:MAX_WORD]


def _values(tag: Tag, key: str) -> list[str]:
    """Return the words of an attribute."""
    value = tag.get(key, "")
    words = " ".join(value) if isinstance(value, list) else str(value)
    return words[: 2 * MAX_WORD].split()
