"""Measure what the census of a source adds to cleaning one of its pages, on made-up sites.

    python benchmarks/sites.py BENCH [--pages 12] [--stable 0.5] [--variant full]

BENCH is the benchmark's folder cleaning/. It has no site with more than two news pages, so each page becomes a site of
its own: its furniture stands around the bodies of other pages. A line of furniture is the same on all pages of the site
with the chance --stable, otherwise another page's furniture stands in its place. The page itself is cleaned alone and
with the census of its site. The cleaner's tables were trained on these pages too: compare the two rows only.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from train_cleaner import evaluator

from variorum.clean import Cleaned, census, clean
from variorum.clean.known import NOTHING, Known
from variorum.lines import split
from variorum.model import Line

Page = tuple[str, str, str, list[str], str]


def site(page: Page, others: Sequence[Page], strange: Sequence[str], stable: float) -> Iterator[list[str]]:
    """Yield the lines of the site's pages: the page itself, then its furniture around the bodies of others."""
    key, _, _, lines, _ = page
    rng = random.Random(key)  # noqa: S311 - makes up sites, keeps no secret
    fixed = [rng.random() < stable for _ in lines]
    yield lines
    for other in others:
        yield list(_around(page, other, fixed, strange, rng))


def _around(
    page: Page, other: Page, fixed: Sequence[bool], strange: Sequence[str], rng: random.Random
) -> Iterator[str]:
    _, _, _, lines, labels = page
    body = [text for text, label in zip(other[3], other[4], strict=True) if label == "K"]
    title = next(
        (text for text, label in zip(other[3], other[4], strict=True) if label == "T"), "A page without a title"
    )
    first, last = labels.index("K"), labels.rindex("K")
    said = 0
    for i, (text, label) in enumerate(zip(lines, labels, strict=True)):
        due = len(body) * min(1.0, max(0, i - first + 1) / (last - first + 1))
        while said < round(due):
            yield body[said]
            said += 1
        if label == "T":
            yield title
        elif label != "K":
            yield text if fixed[i] else rng.choice(strange)


def known(pages: Iterator[list[str]]) -> Known:
    """Return what a site's pages tell of one another."""
    return Known((), census.take("site", pages))


def wrong(cleaned: Cleaned, labels: str) -> tuple[int, int]:
    """Return how many lines of the body were lost and how many of the furniture left in."""
    spoken = [(e.kept, label) for e, label in zip(cleaned.ledger.lines, labels, strict=True) if e.role != "blank"]
    lost = sum(label == "K" and not kept for kept, label in spoken)
    return lost, sum(label == "D" and kept for kept, label in spoken)


def lines_of(page: Page) -> tuple[Line, ...]:
    """Return a page's lines as a seed has them."""
    return split("\n".join(page[3]))


def main() -> None:
    """Print the two rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--stable", type=float, default=0.5)
    parser.add_argument("--variant", choices=("full", "light"), default="full")
    options = parser.parse_args()
    evaluation: Any = evaluator(options.bench)
    found = [page for page in evaluation.load("dev", "scrapinghub", options.variant) if page[4] and "K" in page[4]]
    strange = [text for p in found for text, label in zip(p[3], p[4], strict=True) if label == "D" and text.strip()]
    rows: dict[str, list[Cleaned]] = {"alone": [], "with the census": []}
    for page in found:
        rng = random.Random(page[0])  # noqa: S311 - the same
        others = rng.sample([other for other in found if other is not page], options.pages - 1)
        rows["alone"].append(clean(lines_of(page), known=NOTHING))
        rows["with the census"].append(clean(lines_of(page), known=known(site(page, others, strange, options.stable))))
    for name, out in rows.items():
        precision, recall, f1 = evaluation.score(found, [c.text for c in out], options.variant)[0]
        counts = [wrong(c, page[4]) for c, page in zip(out, found, strict=True)]
        lost, left, pages = sum(a for a, _ in counts), sum(b for _, b in counts), sum(a > 0 for a, _ in counts)
        print(f"{name:<16} {len(found)} pages  F1 {f1:.3f} ({precision:.3f} / {recall:.3f})", end="  ")
        print(f"{lost} lines of text lost on {pages} pages, {left} lines of furniture left in")


if __name__ == "__main__":
    main()
