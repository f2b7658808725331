"""HTML -> the lines a reader sees, in reading order, each with the elements it stands in and how much of it is links.

One block element is one line, as a browser would break it: white space is collapsed (no-break spaces are kept), <br>
breaks, <pre> keeps its breaks, the cells of a table's row are parted by tabs. What a browser does not show is left
out: scripts, styles, comments, what is marked as hidden.

The tree is walked without recursion, so depth costs no stack, and each text is looked at once, so cost is linear.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from lxml.etree import ElementDefaultClassLookup, HTMLParser, ParserError
from lxml.html import HtmlElement, document_fromstring

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
ODD = UNSEEN | CELLS | {"br", "a", "dialog"}
VERBATIM = _names("pre textarea listing xmp plaintext")
# libxml2 takes what it does not know, such as `main`, for a part of the head where a page leaves out its body.
OUTERMOST = _names("html head body")

# The attributes that say what an element is for, and how their words are written.
MARKS = (("id", "#{}"), ("class", ".{}"), ("role", "[role={}]"), ("itemprop", "[itemprop={}]"))

# The deepest elements say most of a line; a page that nests without end must not make its hints grow with it.
MAX_HINT = 32
MAX_WORD = 80
# libxml2 drops what lies deeper than 2,048 elements; a page that comes near is read without its structure.
TOO_DEEP = 2040

# What holds no letters of a line.
BLANK = " \t\n\r\f"
# All elements of a tree are of one class: asking for each which it is costs more than walking through them.
_ONE_CLASS = ElementDefaultClassLookup(element=HtmlElement)
# White space that a browser shows otherwise than it stands: all but a single space.
_SPACE = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
# The attributes that may hide an element.
_HIDING = frozenset({"style", "hidden", "aria-hidden"})
_UNSHOWN = re.compile(r"(display:none|visibility:hidden)(;|!|$)")
_TAG = re.compile(r"</?(?!(?:html|head|meta|link|script|style|template|noscript|textarea|title)\b)[a-zA-Z][^<>]*>")


def parse(text: str) -> HtmlElement:
    """Return the tree of a page, however broken; a page without elements is an empty one."""
    data = _closed(text).replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
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


def read(text: str, web: bool = False) -> tuple[HtmlElement, tuple[Line, ...]]:
    """Return the tree of a page and its lines; of one nested too deep, a tree without the nesting.

    `web` is said of each line: whether the page is one of the web, not another text with markup.
    """
    root = parse(text)
    page = _Page(web)
    page.walk(root)
    if page.deepest < TOO_DEEP:
        return root, page.lines()
    flat, flat_root = _Page(web), parse(_TAG.sub("<br>", text))
    flat.walk(flat_root)
    return flat_root, flat.lines()


def visible(text: str) -> tuple[Line, ...]:
    """Return the lines of a page as a reader sees them."""
    return read(text)[1]


class _Place:
    """An element that is being walked through: its number in the order of reading, and the place it stands in."""

    __slots__ = ("above", "deep", "element", "in_paragraph", "name", "number", "said")

    def __init__(self, element: HtmlElement, name: str, number: int, above: "_Place | None") -> None:
        self.element, self.name, self.number, self.above = element, name, number, above
        self.said: tuple[str, tuple[int, ...]] | None = None
        # A paragraph that holds a block is none; its place is left out, as are those far above.
        self.in_paragraph = name == "p"
        self.deep = 1
        if above:
            self.in_paragraph = self.in_paragraph or above.in_paragraph
            broken = above.in_paragraph and name in BLOCKS
            self.deep = MAX_HINT + 1 if broken else above.deep + 1

    def around(self) -> tuple[str, tuple[int, ...]]:
        """Return the elements around a line, from the outside in, and their numbers: `article div#main.story p`."""
        if self.said is None:
            self.said = self._sought() if self.deep > MAX_HINT else self._added()
        return self.said

    def _added(self) -> tuple[str, tuple[int, ...]]:
        """Return the elements around the place above, and this one."""
        words, numbers = self.above.around() if self.above else ("", ())
        if self.name in OUTERMOST:
            return words, numbers
        word = _word(self.element, self.name)
        return f"{words} {word}" if words else word, (*numbers, self.number)

    def _sought(self) -> tuple[str, tuple[int, ...]]:
        """Return the innermost elements around a line, at most MAX_HINT."""
        found = [place for place in self._outwards() if place.name not in OUTERMOST][:MAX_HINT][::-1]
        blocks = max((i for i, place in enumerate(found) if place.name in BLOCKS), default=0)
        found = [place for i, place in enumerate(found) if place.name != "p" or i >= blocks]
        return " ".join(_word(place.element, place.name) for place in found), tuple(place.number for place in found)

    def _outwards(self) -> Iterator["_Place"]:
        """Yield this place and those around it, at most MAX_HINT."""
        place: _Place | None = self
        for _ in range(MAX_HINT + len(OUTERMOST)):
            if place is None:
                return
            yield place
            place = place.above


class _Page:
    """The line that is being collected while the tree is walked, and the lines found so far."""

    def __init__(self, web: bool = False) -> None:
        self.web = web
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
            for node in waiting[-1]:
                if not self._enter(node):
                    if node.tail:
                        self._text(node.tail)
                elif len(node):
                    waiting.append(iter(node))
                    break
                else:
                    self._leave()
            else:
                waiting.pop()
                self._leave()
        self._flush()

    def _enter(self, node: HtmlElement) -> bool:
        """Begin an element; tell whether it is to be looked into."""
        name = node.tag
        if not isinstance(name, str) or (not _HIDING.isdisjoint(node.keys()) and _hidden(node)):
            return False
        if name in ODD and not self._admitted(node, name):
            return False
        if name in BLOCKS and (self.letters or self.verbatim):
            self._flush()
        if name in VERBATIM:
            self.verbatim += 1
        self.entered += 1
        self.path.append(_Place(node, name, self.entered, self.path[-1] if self.path else None))
        if node.text:
            self._text(node.text)
        return True

    def _admitted(self, node: HtmlElement, name: str) -> bool:
        """Begin an element that is treated otherwise than most; tell whether it is to be looked into."""
        if name == "br":
            self._break()
        elif name == "a":
            self.linked += 1
        elif name in CELLS and (self.letters or self.verbatim):
            self.cells.append([])
        return name not in UNSEEN and (name != "dialog" or node.get("open") is not None)

    def _leave(self) -> None:
        """End the innermost element."""
        depth = len(self.path)
        if not depth:
            return
        place = self.path.pop()
        name = place.name
        if name in BLOCKS and (self.letters or self.verbatim):
            self._flush()
        elif name == "a":
            self.linked -= 1
        if name in VERBATIM:
            self.verbatim -= 1
        if depth > self.deepest:
            self.deepest = depth
        if depth <= self.lowest:
            self.lowest = depth - 1
        if place.element.tail:
            self._text(place.element.tail)

    def _break(self) -> None:
        """End the line at a <br>, which in preformatted text is one of its line breaks."""
        if self.verbatim:
            self._text("\n")
        else:
            self._flush()

    def _text(self, text: str) -> None:
        """Add text to the line; white space before its first letter is part of none but preformatted text."""
        letters = len(text.strip(BLANK))
        if letters or self.letters or self.verbatim:
            self.cells[-1].append(text)
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
                self.found.append(Line(len(self.found) + 1, text, "\n", hint, places, share, self.web))
            self.holder, self.depth, self.lowest, self.letters, self.letters_linked = None, 0, 0, 0, 0
        if len(self.cells) > 1 or self.cells[0]:
            self.cells = [[]]

    def _collapsed(self) -> list[str]:
        """Return the line as a browser shows it."""
        cells = [_SPACE.sub(" ", "".join(cell)).strip(" ") for cell in self.cells]
        text = "\t".join([cell for cell in cells if cell]) if len(cells) > 1 else cells[0]
        return [text] if text else []

    def _preformatted(self) -> list[str]:
        """Return the lines of preformatted text without blank ones around them."""
        found = [line.text for line in lines.split("".join(text for cell in self.cells for text in cell))]
        while found and not found[-1].strip():
            found.pop()
        blank = sum(1 for _ in takewhile(lambda text: not text.strip(), found))
        return found[blank:]


def _hidden(node: HtmlElement) -> bool:
    """Tell whether an element is marked as not to be shown."""
    style = node.get("style")
    if style and _UNSHOWN.search("".join(style.lower().split())):
        return True
    return node.get("hidden") is not None or node.get("aria-hidden") == "true"


def _word(node: HtmlElement, name: str) -> str:
    """Return an element's name with its id, classes, role and itemprop, for instance `div#c1.comment`."""
    return _named(name, *[(node.get(key) or "")[: 2 * MAX_WORD] for key, _ in MARKS]) if node.keys() else name


@lru_cache(maxsize=1 << 13)
def _named(name: str, *values: str) -> str:
    """Return an element's name with the words of its attributes; remembered, as pages repeat them."""
    said = zip(values, (form for _, form in MARKS), strict=True)
    words = [form.format(word) for value, form in said for word in value.split()]
    return "".join([name, *words])[:MAX_WORD]
