"""Where lines were taken out of an article: a mark without words at each place, which leads to the lines themselves.

The text content of a page stays the article's text: what the mark says is drawn by the style sheet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from variorum.language import current, ngettext
from variorum.model import Article, LedgerLine
from variorum.pages.template import href, page_path, removed_path, shows_text
from variorum.weave import element

# Stands for the end of the text where the id of the paragraph after a cut stands otherwise.
END = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """Removed lines with nothing kept between them: the number of the `first`, how many with words, and the id of the
    paragraph they stood `before`, or END."""

    first: int
    lines: int
    before: str


def cuts(article: Article) -> list[Cut]:
    """Return the cuts of an article in order; empty lines are none."""
    starts = {paragraph.span.start: paragraph.id for paragraph in article.paragraphs}
    found: list[Cut] = []
    run: list[LedgerLine] = []
    for entry in article.ledger.lines:
        if entry.span is None:
            run += [entry] if entry.role != "blank" else []
        elif entry.span.start in starts:
            found += _cut(run, starts[entry.span.start])
            run = []
    return [*found, *_cut(run, END)]


def _cut(run: list[LedgerLine], before: str) -> Iterator[Cut]:
    if run:
        yield Cut(run[0].line.number, len(run), before)


def fragment(cut: Cut) -> str:
    """Return the id of a cut's mark in the article's page."""
    return f"cut-{cut.first}"


def of_lines(article: Article) -> dict[int, Cut]:
    """Return the cut that each removed line with words belongs to, by the line's number."""
    found: dict[int, Cut] = {}
    going = iter(cuts(article))
    cut = next(going, None)
    left = cut.lines if cut else 0
    for entry in article.ledger.lines:
        if entry.span is None and entry.role != "blank" and cut:
            found[entry.line.number] = cut
            left -= 1
            if not left:
                cut = next(going, None)
                left = cut.lines if cut else 0
    return found


def marks(article: Article) -> Mapping[str, Markup]:
    """Return the mark to be put before each paragraph, by its id; none where the removed lines are not published."""
    return {cut.before: _mark(article, cut) for cut in cuts(article)} if shows_text(article) else {}


def _mark(article: Article, cut: Cut) -> Markup:
    said = ngettext("%(num)s line removed", "%(num)s lines removed", cut.lines)
    why = ngettext("%(num)s line removed here: see why", "%(num)s lines removed here: see why", cut.lines)
    address = href(page_path(article), removed_path(article), f"line-{cut.first}")
    ours = [("lang", current().tag), ("dir", current().direction)]
    attributes = [("class", "v-cut"), ("id", fragment(cut)), ("href", address), ("aria-label", why)]
    return element("a", Markup(""), [*attributes, ("data-said", said), *ours])
