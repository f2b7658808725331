"""HTML -> the lines a reader sees, in reading order, each with the elements it stands in and how much of it is links.

One block element is one line, as a browser would break it: white space is collapsed (no-break spaces are kept), <br>
breaks, <pre> keeps its breaks, the cells of a table's row are parted by tabs. What a browser does not show is left
out: scripts, styles, comments, what is marked as hidden.

The tree is walked without recursion, so depth costs no stack, and each text is looked at once, so cost is linear.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, takewhile

from lxml.etree import ElementDefaultClassLookup, HTMLParser, ParserError, iterwalk
from lxml.html import HtmlElement, document_fromstring

from variorum import lines
from variorum.model import Line

# Kinds of elements, as bits; an element may be of several, and most are of none.
UNSEEN, BLOCK, CELL, LINK, BREAK, VERBATIM, DIALOG, PARAGRAPH, OUTERMOST = (1 << bit for bit in range(9))


def _kinds(named: Mapping[int, str]) -> dict[str, int]:
    """Return the kinds of each element, from the elements of each kind."""
    kinds: dict[str, int] = {}
    for kind, names in named.items():
        kinds |= {name: kinds.get(name, 0) | kind for name in names.split()}
    return kinds


# Hints leave out OUTERMOST: libxml2 takes what it does not know, such as `main`, for a part of the head where a page
# leaves out its body.
KINDS = _kinds(
    {
        UNSEEN: "script style noscript template title meta link base svg iframe object embed video audio canvas "
        "datalist noframes noembed param source track map math amp-consent amp-ad amp-sidebar",
        BLOCK: "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol "
        "optgroup option p pre search section select summary table tbody textarea tfoot thead tr ul xmp listing "
        "plaintext",
        CELL: "td th",
        LINK: "a",
        BREAK: "br",
        VERBATIM: "pre textarea listing xmp plaintext",
        DIALOG: "dialog",
        PARAGRAPH: "p",
        OUTERMOST: "html head body",
    }
)

# The attributes that say what an element is for, and how their words are written.
MARKS = (("id", "#{}"), ("class", ".{}"), ("role", "[role={}]"), ("itemprop", "[itemprop={}]"))

# The deepest elements say most of a line; a page that nests without end must not make its hints grow with it.
MAX_HINT = 32
MAX_WORD = 80
# libxml2 drops what lies deeper than 2,048 elements; a page that comes near is read without its structure.
TOO_DEEP = 2040
# How long a tag must be to be looked into, and how many attributes the parser gets to see of it.
LONG_TAG, MOST_ATTRIBUTES = 10_000, 500

# What holds no letters of a line.
BLANK = " \t\n\r\f"
# All elements of a tree are of one class: asking for each which it is costs more than walking through them.
_ONE_CLASS = ElementDefaultClassLookup(element=HtmlElement)
# White space that a browser shows otherwise than it stands: all but a single space.
_SPACE = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
_ODD_SPACE = ("\n", "  ", "\t", "\r", "\f")
# The attributes that may hide an element.
_HIDING = frozenset({"style", "hidden", "aria-hidden"})
_UNSHOWN = re.compile(r"(display:none|visibility:hidden)(;|!|$)")
# The inside of a tag up to the next `<`, and its name or one of its attributes with the space before it.
_TAG_INSIDE = re.compile(r"""[a-zA-Z](?:[^"'<>]+|"[^"<]*"|'[^'<]*')*""")
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s/>=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']*))?|[\s/=]+""")
_TAG = re.compile(r"</?(?!(?:html|head|meta|link|script|style|template|noscript|textarea|title)\b)[a-zA-Z][^<>]*>")


# The innermost elements around a line, from the outside in: as a hint (`div#main.story p`), by their numbers, and the
# number of the last paragraph; one that holds a block is none, and is left out.
_Around = tuple[str, tuple[int, ...], int]
NOWHERE: _Around = ("", (), 0)


def parse(text: str) -> HtmlElement:
    """Return the tree of a page, however broken; a page without elements is an empty one."""
    data = _shortened(_closed(text)).replace("\0", "\ufffd").encode("utf-8", "replace")
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
        if text.find(opening, end) >= 0:
            text = text[:end] + text[end:].replace(opening, "&lt;" + opening[1:])
    return text


def _shortened(text: str) -> str:
    """Return a page in which long tags have at most MOST_ATTRIBUTES: the parser takes ever longer for each further."""
    pieces, done = [], 0
    for tag in _long_tags(text):
        pieces += [text[done : tag.start()], _few(tag)]
        done = tag.end()
    return "".join([*pieces, text[done:]]) if pieces else text


def _long_tags(text: str) -> Iterator[re.Match[str]]:
    """Yield the inside of each tag after which no other begins for LONG_TAG characters; the rest is leapt over."""
    at = text.find("<") + 1
    while at and at + LONG_TAG < len(text):
        last = text.rfind("<", at, at + LONG_TAG)
        if last < 0:
            if tag := _TAG_INSIDE.match(text, at):
                yield tag
            last = text.find("<", at + LONG_TAG)
        at = last + 1


def cut(text: str) -> int:
    """Return how many tags of a page have more attributes than are read."""
    return sum(len(_few(tag)) < len(tag[0]) for tag in _long_tags(_closed(text)))


def _few(tag: re.Match[str]) -> str:
    """Return the inside of a tag with its first attributes."""
    return "".join(islice((found[0] for found in _ATTRIBUTE.finditer(tag[0])), 1 + MOST_ATTRIBUTES))


def read(text: str, web: bool = False) -> tuple[HtmlElement, tuple[Line, ...]]:
    """Return the tree of a page and its lines; of one nested too deep, a tree without the nesting.

    `web` is said of each line: whether the page is one of the web, not another text with markup.
    """
    root, page = parse(text), _Page(web)
    found = page.walk(root)
    if page.deepest < TOO_DEEP:
        return root, found
    flat = parse(_TAG.sub("<br>", text))
    return flat, _Page(web).walk(flat)


def visible(text: str) -> tuple[Line, ...]:
    """Return the lines of a page as a reader sees them."""
    return read(text)[1]


class _Place:
    """An element that is being walked through: its kinds, its number in the order of reading, the place it is in."""

    __slots__ = ("above", "element", "keys", "kinds", "name", "number", "told")

    def __init__(
        self, element: HtmlElement, name: str, keys: list[str], kinds: int, number: int, above: "_Place | None"
    ) -> None:
        self.element, self.name, self.keys, self.kinds = element, name, keys, kinds
        self.number, self.above = number, above
        self.told: _Around | None = None

    def around(self) -> _Around:
        """Return the elements around a line in this place; each element is asked what it is called but once."""
        untold: list[_Place] = []
        place: _Place | None = self
        while place and not place.told:
            untold.append(place)
            place = place.above
        found = place.told if place and place.told else NOWHERE
        for place in reversed(untold):
            found = place.told = place.within(found)
        return found

    def within(self, around: _Around) -> _Around:
        """Return the elements around what is in this place, from those around the place."""
        if self.kinds & OUTERMOST:
            return around
        hint, numbers, paragraph = around
        if self.kinds & BLOCK and paragraph in numbers:
            hint, numbers = _without(numbers.index(paragraph), hint, numbers)
        if len(numbers) == MAX_HINT:
            hint, numbers = _without(0, hint, numbers)
        if self.kinds & PARAGRAPH:
            paragraph = self.number
        word = self.word()
        return f"{hint} {word}" if hint else word, (*numbers, self.number), paragraph

    def word(self) -> str:
        """Return the element's name with its id, classes, role and itemprop, for instance `div#c1.comment`."""
        get, keys = self.element.get, self.keys
        return _named(self.name, *[(form, get(key)[: 2 * MAX_WORD]) for key, form in MARKS if key in keys])


def _without(at: int, hint: str, numbers: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """Return elements without one of them."""
    words = hint.split(" ")
    return " ".join(words[:at] + words[at + 1 :]), numbers[:at] + numbers[at + 1 :]


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
        # The innermost element that holds all of the line's text, and how deep it lies.
        self.holder: _Place | None = None
        self.depth = 0
        self.letters = 0
        self.letters_linked = 0

    def walk(self, root: HtmlElement) -> tuple[Line, ...]:
        """Return the lines of `root` and all below it."""
        walker = iterwalk(root, events=("start", "end"))
        for event, node in walker:
            if event == "end":
                self._leave(node)
            elif not self._enter(node):
                walker.skip_subtree()
        self._flush()
        return tuple(self.found)

    def _enter(self, node: HtmlElement) -> bool:
        """Begin an element; tell whether it is to be looked into."""
        name, keys = node.tag, node.keys()
        kinds = KINDS.get(name, 0)
        if kinds & UNSEEN or (kinds & DIALOG and "open" not in keys):
            return False
        if not _HIDING.isdisjoint(keys) and _hidden(node):
            return False
        if kinds:
            self._begin(kinds)
        self.entered += 1
        self.path.append(_Place(node, name, keys, kinds, self.entered, self.path[-1] if self.path else None))
        if node.text:
            self._text(node.text)
        return True

    def _begin(self, kinds: int) -> None:
        """Begin an element that is treated otherwise than most."""
        if kinds & BLOCK and (self.letters or self.verbatim):
            self._flush()
        if kinds & BREAK:
            self._break()
        elif kinds & LINK:
            self.linked += 1
        elif kinds & VERBATIM:
            self.verbatim += 1
        elif kinds & CELL and (self.letters or self.verbatim):
            self.cells.append([])

    def _leave(self, node: HtmlElement) -> None:
        """End an element, if it was looked into; what follows it belongs to the one around it."""
        path = self.path
        if path and path[-1].element is node:
            if len(path) > self.deepest:
                self.deepest = len(path)
            if kinds := path.pop().kinds:
                self._end(kinds)
        if node.tail:
            self._text(node.tail)

    def _end(self, kinds: int) -> None:
        """End an element that is treated otherwise than most."""
        if kinds & BLOCK and (self.letters or self.verbatim):
            self._flush()
        if kinds & LINK:
            self.linked -= 1
        elif kinds & VERBATIM:
            self.verbatim -= 1

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
        while self.holder and not (self.depth <= len(self.path) and self.path[self.depth - 1] is self.holder):
            self.holder, self.depth = self.holder.above, self.depth - 1

    def _flush(self) -> None:
        """End the line, or the lines of preformatted text; white space alone is no line."""
        if self.letters:
            hint, places, _ = self.holder.around() if self.holder else NOWHERE
            share = round(self.letters_linked / self.letters, 3)
            for text in self._preformatted() if self.verbatim else self._collapsed():
                self.found.append(Line(len(self.found) + 1, text, "\n", hint, places, share, self.web))
            self.holder, self.letters, self.letters_linked = None, 0, 0
        if len(self.cells) > 1 or self.cells[0]:
            self.cells = [[]]

    def _collapsed(self) -> list[str]:
        """Return the line as a browser shows it."""
        text = "\t".join(filter(None, [_collapsed("".join(cell)) for cell in self.cells]))
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


def _collapsed(text: str) -> str:
    """Return text with its white space as a browser shows it; most has nothing but single spaces inside."""
    text = text.strip(BLANK)
    return _SPACE.sub(" ", text) if any(odd in text for odd in _ODD_SPACE) else text


@lru_cache(maxsize=1 << 13)
def _named(name: str, *said: tuple[str, str]) -> str:
    """Return an element's name with the words of its attributes; remembered, as pages repeat them."""
    return "".join([name, *[form.format(word) for form, value in said for word in value.split()]])[:MAX_WORD]
