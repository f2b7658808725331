"""Print what it costs to find the glossary's names, for glossaries of several sizes, beside two peers, from one run.

    python benchmarks/identify.py [--repeat 100]

The articles are those of this edition; the names are made up, five an entry, a fifth of them of words that the articles
use, so that many are begun and few are found. Cost is processor time: of reading an article as its corrections and
folding have it, which no glossary changes, and of that with finding its names. Peers find whole words and nothing else:
one regular expression of all names, the longest first, and a search for each name.
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from variorum import edition, read
from variorum.identify import Names
from variorum.model import Alias, Article, Entry
from variorum.readings import as_read

ROOT = Path(__file__).parents[1]
SIZES = (10, 100, 1_000, 10_000)
ALIASES = 5
SYLLABLES = [c + v for c in "bcdfghjklmnprstvwz" for v in "aeiou"]
# Peers whose cost grows with the glossary are not asked for more names than this.
MOST_FOR_PEERS = 5_000


def entries(count: int, words: Sequence[str]) -> list[Entry]:
    """Return a glossary of made-up names; the same for the same count."""
    chance = random.Random(20160909)  # noqa: S311 - a benchmark has to repeat itself
    return [_entry(f"e{i}", [_name(chance, words) for _ in range(ALIASES)]) for i in range(count)]


def _entry(id: str, names: Sequence[str]) -> Entry:
    return Entry(id, f"docs/glossary/{id}.md", names[0], "person", tuple(map(Alias, dict.fromkeys(names))))


def _name(chance: random.Random, words: Sequence[str]) -> str:
    if chance.random() < 1 / ALIASES:
        return " ".join(chance.choice(words).capitalize() for _ in range(2))
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(2))


def cost(call: Callable[[Article], object], articles: Sequence[Article], repeat: int) -> float:
    """Return the processor time of a call in microseconds an article: the best of several rounds."""
    return min(_round(call, articles) for _ in range(repeat)) / len(articles) * 1e6


def _round(call: Callable[[Article], object], articles: Sequence[Article]) -> float:
    began = time.process_time()
    for article in articles:
        call(article)
    return time.process_time() - began


def one_expression(names: Sequence[str]) -> Callable[[Article], object]:
    """Return the peer that looks for all names with one regular expression."""
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
    return lambda article: pattern.findall(article.text)


def each_name(names: Sequence[str]) -> Callable[[Article], object]:
    """Return the peer that looks for each name by itself."""
    patterns = [re.compile(rf"\b{re.escape(name)}\b") for name in names]
    return lambda article: [pattern.findall(article.text) for pattern in patterns if pattern.pattern]


def row(count: int, articles: Sequence[Article], repeat: int) -> str:
    """Return a line of the table."""
    words = sorted({word for article in articles for word in re.findall(r"[a-z]{4,}", article.text)})
    glossary = entries(count, words)
    began = time.process_time()
    names = Names(glossary)
    built = time.process_time() - began
    reading, both = cost(as_read, articles, repeat), cost(names.find, articles, repeat)
    aliases = [alias.text for entry in glossary for alias in entry.aliases]
    peers = [_peer(make, aliases, articles) for make in (one_expression, each_name)]
    cells = [f"{count:,}", f"{len(aliases):,}", f"{built:.2f}", f"{reading:.0f}", f"{both:.0f}", *peers]
    return f"| {' | '.join(cells)} |"


def _peer(
    make: Callable[[Sequence[str]], Callable[[Article], object]], aliases: Sequence[str], articles: Sequence[Article]
) -> str:
    return f"{cost(make(aliases), articles, 1):,.0f}" if len(aliases) <= MOST_FOR_PEERS else "–"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=100)
    options = parser.parse_args()
    articles = edition.build(read.sources(ROOT)).articles
    words = sum(len(article.text.split()) for article in articles) / len(articles)
    print(f"{len(articles)} articles of {words:.0f} words on average; microseconds an article\n")
    print("| entries | names | building, s | reading | reading and finding | one expression | a search each |")
    print("|---|---|---|---|---|---|---|")
    for count in SIZES:
        print(row(count, articles, options.repeat), flush=True)


if __name__ == "__main__":
    main()
