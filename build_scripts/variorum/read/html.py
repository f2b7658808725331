"""HTML -> the lines a reader sees, in reading order, each with the elements it stands in and how much of it is links.

One block element is one line, as a browser would break it: white space is collapsed (no-break spaces are kept), <br>
breaks, <pre> keeps its breaks, the cells of a table's row are parted by tabs. What a browser does not show is left
out: scripts, styles, comments, what is marked as hidden.

The tree is walked without recursion, so depth costs no stack, and each text is looked at once, so cost is linear.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from variorum import lines
from variorum.model import Line


def _names(words: str) -> frozenset[str]:
    """Return the names of elements written in one text."""
    return frozenset(words.split())


UNSEEN = _names(
    "script style noscript template title meta link base svg iframe object embed video audio canvas datalist "
    "noframes noembed param source track map math amp-consent amp-ad amp-sidebar"
)
BLOCKS = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p "
    "pre search section select summary table tbody textarea tfoot thead tr ul xmp listing plaintext"
)
CELLS = _names("td th")
VERBATIM = _names("pre textarea listing xmp plaintext")
# libxml2 takes what it does not know, such as `main`, for a part of the head where a page leaves out its body.
OUTERMOST = _names("html head body")

# The deepest elements say most of a line; a page that nests without end must not make its hints grow with it.
MAX_HINT = 32
MAX_WORD = 80
# libxml2 drops what lies deeper than 2,048 elements; a page that comes near is read without its structure.
TOO_DEEP = 2040

_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNSHOWN = re.compile(r"(display:none|visibility:hidden)(;|!|$)")
_TAG = re.compile(r"</?(?!(?:html|head|meta|link|script|style|template|noscript|textarea|title)\b)[a-zA-Z][^<>]*>")


def parse(text: str) -> HtmlElement:
    """Return the tree of a page, however broken; a page without elements is an empty one."""
    data = _closed(text).replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(data, parser)
    except ParserError:
        return document_fromstring("<html></html>")


def _closed(text: str) -> str:
    """Return a page in which a tag or comment that is never closed is text, so that a broken page keeps its words."""
    for opening, closing in (("<", ">"), ("<!--", "-->")):
        end = text.rfind(closing) + 1
        text = text[:end] + text[end:].replace(opening, "&lt;" + opening[1:])
    return text


def read(text: str) -> tuple[HtmlElement, tuple[Line, ...]]:
    """Return the tree of a page and its lines; of one nested too deep, a tree without the nesting."""
    root = parse(text)
    page = _Page()
    page.walk(root)
    if page.deepest < TOO_DEEP:
        return root, page.lines()
    flat, flat_root = _Page(), parse(_TAG.sub("<br>", text))
    flat.walk(flat_root)
    return flat_root, flat.lines()


def visible(text: str) -> tuple[Line, ...]:
    """Return the lines of a page as a reader sees them."""
    return read(text)[1]


class _Place:
    """An element that is being walked through: its number in the order of reading, what it stands in, its word."""

    __slots__ = ("above", "element", "hint", "name", "number", "word")

    def __init__(self, element: HtmlElement, name: str, number: int, above: "_Place | None") -> None:
        self.element, self.name, self.number, self.above = element, name, number, above
        self.word = ""
        self.hint: tuple[str, tuple[int, ...]] | None = None

    def around(self) -> tuple[str, tuple[int, ...]]:
        """Return the elements around a line, from the outside in, and their numbers: `article div#main.story p`."""
        if self.hint is None:
            found = [place for place in self._outwards() if place.name not in OUTERMOST][:MAX_HINT][::-1]
            blocks = max((i for i, place in enumerate(found) if place.name in BLOCKS), default=0)
            found = [place for i, place in enumerate(found) if place.name != "p" or i >= blocks]
            self.hint = " ".join(place.named() for place in found), tuple(place.number for place in found)
        return self.hint

    def _outwards(self) -> Iterator["_Place"]:
        """Yield this place and those around it, at most MAX_HINT."""
        place: _Place | None = self
        for _ in range(MAX_HINT + len(OUTERMOST)):
            if place is None:
                return
            yield place
            place = place.above

    def named(self) -> str:
        """Return the element's name with id, classes, role and itemprop, for instance `div#c1.comment`."""
        if not self.word:
            self.word = _word(self.element, self.name)
        return self.word


class _Page:
    """The line that is being collected while the tree is walked, and the lines found so far."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.cells: list[list[str]] = [[]]
        self.verbatim = 0
        self.linked = 0
        self.entered = 0
        self.deepest = 0
        self.path: list[_Place] = []
        # The innermost element that holds all of the line's text, its depth, and how far up the walk went since.
        self.holder: _Place | None = None
        self.depth = 0
        self.lowest = 0
        self.letters = 0
        self.letters_linked = 0

    def lines(self) -> tuple[Line, ...]:
        """Return the lines found."""
        return tuple(self.found)

    def walk(self, root: HtmlElement) -> None:
        """Collect the lines of `root` and all below it."""
        waiting = [iter((root,))]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                self._leave()
            elif self._enter(node):
                waiting.append(iter(node))
            elif node.tail:
                self._text(node.tail)
        self._flush()

    def _enter(self, node: HtmlElement) -> bool:
        """Begin an element; tell whether it is to be looked into."""
        name = node.tag
        if not isinstance(name, str):
            return False
        if name == "br":
            self._break()
        if name in UNSEEN or (node.attrib and _hidden(node, name)):
            return False
        if name in BLOCKS:
            self._flush()
        elif name in CELLS:
            self.cells.append([])
        self.verbatim += name in VERBATIM
        self.linked += name == "a"
        self.entered += 1
        self.path.append(_Place(node, name, self.entered, self.path[-1] if self.path else None))
        if node.text:
            self._text(node.text)
        return True

    def _leave(self) -> None:
        """End the innermost element."""
        if not self.path:
            return
        place = self.path[-1]
        if place.name in BLOCKS:
            self._flush()
        self.deepest = max(self.deepest, len(self.path))
        self.verbatim -= place.name in VERBATIM
        self.linked -= place.name == "a"
        self.path.pop()
        self.lowest = min(self.lowest, len(self.path))
        if place.element.tail:
            self._text(place.element.tail)

    def _break(self) -> None:
        """End the line at a <br>, which in preformatted text is one of its line breaks."""
        if self.verbatim:
            self._text("\n")
        else:
            self._flush()

    def _text(self, text: str) -> None:
        """Add text to the line."""
        self.cells[-1].append(text)
        letters = len(text.strip(" \t\n\r\f"))
        if not letters:
            return
        self.letters += letters
        self.letters_linked += letters if self.linked else 0
        if self.holder is None:
            self.holder, self.depth = self.path[-1] if self.path else None, len(self.path)
        elif self.lowest < self.depth:
            self.holder, self.depth = self.path[self.lowest - 1] if self.lowest else self.holder, self.lowest
        self.lowest = len(self.path)

    def _flush(self) -> None:
        """End the line, or the lines of preformatted text; white space alone is no line."""
        if self.letters:
            hint, places = self.holder.around() if self.holder else ("", ())
            share = round(self.letters_linked / self.letters, 3)
            for text in self._preformatted() if self.verbatim else self._collapsed():
                self.found.append(Line(len(self.found) + 1, text, "\n", hint, places, share))
            self.holder, self.depth, self.lowest, self.letters, self.letters_linked = None, 0, 0, 0, 0
        if len(self.cells) > 1 or self.cells[0]:
            self.cells = [[]]

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


def _hidden(node: HtmlElement, name: str) -> bool:
    """Tell whether an element is marked as not to be shown."""
    style = node.get("style")
    if style and _UNSHOWN.search("".join(style.lower().split())):
        return True
    closed = name == "dialog" and node.get("open") is None
    return closed or "hidden" in node.attrib or node.get("aria-hidden") == "true"


def _word(node: HtmlElement, name: str) -> str:
    """Return an element's name with its id, classes, role and itemprop."""
    if not node.attrib:
        return name
    parts = [name]
    parts += [f"#{value}" for value in _values(node, "id")]
    parts += [f".{value}" for value in _values(node, "class")]
    parts += [f"[{key}={value}]" for key in ("role", "itemprop") for value in _values(node, key)]
    return "".join(parts)[:MAX_WORD]


def _values(node: HtmlElement, key: str) -> list[str]:
    """Return the words of an attribute."""
    return (node.get(key) or "")[: 2 * MAX_WORD].split()
