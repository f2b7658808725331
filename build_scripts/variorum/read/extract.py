"""A page's tree -> which of its lines a well-kept extractor (trafilatura) takes for the article.

The extractor works on words; its answer is laid back on whole lines, so that it can be weighed beside ours and nothing
of a line is ever changed. It fetches nothing and is given no address.
"""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document, Extractor

from variorum.model import Line

TOKEN = re.compile(r"\w+")
# A line counts as taken when this share of its runs of four words stands in the extractor's text.
RUN, ENOUGH = 4, 0.5
# In larger pages an extractor may take more than a second; they are judged by our own columns alone.
MOST_ELEMENTS = 40_000
_PRECISE = Extractor(output_format="python", comments=False, precision=True, fast=True)
# That a page has no article is no news to tell on the terminal: the ledger says it.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def marked(root: HtmlElement, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines, each with the word of the extractor on it."""
    text = extracted(root)
    runs = {run for block in [TOKEN.findall(text.casefold())] for run in _runs(block)}
    short = Counter(tuple(TOKEN.findall(block)) for block in text.casefold().splitlines())
    return tuple(replace(line, extracted=_taken(line, runs, short)) for line in lines)


def extracted(root: HtmlElement) -> str:
    """Return what the extractor takes for the article; nothing where it finds none."""
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return ""
    found = bare_extraction(root, options=_PRECISE)
    return (found.text or "") if isinstance(found, Document) else ""


def _taken(line: Line, runs: set[tuple[str, ...]], short: Counter[tuple[str, ...]]) -> bool:
    """Tell whether a line stands in the extractor's text; a line of few words must stand there as a line."""
    tokens = TOKEN.findall(line.text.casefold())
    if len(tokens) < RUN:
        return bool(tokens) and short[tuple(tokens)] > 0
    own = _runs(tokens)
    return sum(run in runs for run in own) >= ENOUGH * len(own)


def _runs(tokens: list[str]) -> list[tuple[str, ...]]:
    """Return all runs of four words."""
    return list(zip(*(tokens[i:] for i in range(RUN)), strict=False))
