"""What an HTML page says: the text content of some of its elements, with every space as it stands.

Beautiful Soup folds white space between elements, so it cannot be asked this.
"""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


def text_content(html: str, css_class: str) -> str:
    """Return the joined text content of the elements that bear a class."""
    parser = _Collector(css_class)
    parser.feed(html)
    parser.close()
    return "".join(parser.found)


class _Collector(HTMLParser):
    def __init__(self, css_class: str) -> None:
        super().__init__(convert_charrefs=True)
        self.css_class, self.depth, self.found = css_class, 0, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and (self.depth or self.css_class in (dict(attrs).get("class") or "").split()):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found.append(data)
