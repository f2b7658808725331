"""What is a mention: each file of cases/identify marks in a text what names an entry, and what seems to.

⟦kerry|Kerry⟧ is a mention of the entry kerry, ⟦?a b|Carter⟧ a place that both a and b claim, ⟦!kerry|Kerryaccused⟧ a
word that a name has run into.
"""

import re
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from variorum import edition, read
from variorum.identify import Identified, Names, identify
from variorum.model import Alias, Article, Correction, Entry, Ledger, Position, Record, Span
from variorum.read import entry

ROOT = Path(__file__).parents[1]
CASES = sorted((Path(__file__).parent / "cases" / "identify").glob("*.yml"))
MARK = re.compile(r"⟦([?!]?)([^|]+)\|([^⟧]+)⟧")
SIGNS = {"ambiguous": "?", "fused": "!"}


def case(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def article(text: str, corrections: Sequence[dict[str, str]] = (), id: str = "a") -> Article:
    repairs = tuple(Correction(c["as_printed"], c["read"], Position(1, 1)) for c in corrections)
    record = Record(id, f"docs/articles/{id}.md", corrections=repairs)
    seed = read.text_seed(text, id, f"seeds/{id}.txt")
    return Article(id, id, seed, text, (), Ledger(()), None, (), (), (), record, "")


def made(id: str, header: dict[str, Any]) -> Entry:
    text = f"---\n{yaml.safe_dump(header, allow_unicode=True)}---\nWhat it is.\n"
    found = entry.parse(text, id, f"docs/glossary/{id}.md")
    assert isinstance(found, Entry), [str(error) for error in found]
    return found


def plain(id: str, *aliases: str) -> Entry:
    return Entry(id, f"docs/glossary/{id}.md", aliases[0], "term", tuple(Alias(text) for text in aliases))


def marked(text: str, found: Identified) -> str:
    """Return a text with its mentions and doubts marked as the cases mark them."""
    places: list[tuple[Span, str]] = [(m.span, m.entry) for m in found.mentions]
    places += [(d.span, SIGNS[d.kind] + " ".join(d.entries)) for d in found.doubts]
    for span, name in sorted(places, key=lambda place: -place[0].start):
        text = f"{text[: span.start]}⟦{name}|{text[span.start : span.end]}⟧{text[span.end :]}"
    return text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_named_is_what_the_case_marks(path: Path) -> None:
    given_ = case(path)
    text = MARK.sub(r"\3", given_["text"])
    entries = [made(id_, header) for id_, header in given_["entries"].items()]
    assert marked(text, identify([article(text, given_.get("corrections", ()))], entries)) == given_["text"]


WORD = st.text("abA", min_size=1, max_size=3)
NAME = st.lists(WORD, min_size=1, max_size=2).map(" ".join)
TEXT = st.lists(st.one_of(WORD, st.sampled_from([",", ".", "-", "\n"])), max_size=30).map(" ".join)


@given(TEXT, st.lists(NAME, min_size=1, max_size=6, unique=True))
def test_one_pass_finds_what_a_search_for_each_name_finds(text: str, names: list[str]) -> None:
    """The peer looks for each name by itself with a regular expression, and then takes the longest."""
    found = identify([article(text)], [plain(f"e{i}", name) for i, name in enumerate(names)])
    single = re.sub(r"\s+", " ", text)
    all_ = [m.span() for n in names for m in re.finditer(rf"(?<![^\W_])(?={re.escape(n)}(?![^\W_]))", single)]
    places = sorted({(start, start + len(n)) for start, _ in all_ for n in names if whole(single, start, n)})
    taken: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
        if all(end <= s or e <= start for s, e in taken):
            taken.append((start, end))
    assert [re.sub(r"\s+", " ", text[m.span.start : m.span.end]) for m in found.mentions] == [
        single[start:end] for start, end in sorted(taken)
    ]


def whole(text: str, start: int, name: str) -> bool:
    return text.startswith(name, start) and not text[start + len(name) : start + len(name) + 1].isalnum()


@given(st.text(), st.lists(st.text(min_size=1, max_size=4), max_size=5))
def test_any_text_and_names_give_places_in_order_without_overlap(text: str, names: list[str]) -> None:
    found = identify([article(text)], [plain(f"e{i}", name) for i, name in enumerate(names)])
    places = [m.span for m in found.mentions] + [d.span for d in found.doubts]
    spans = sorted((span.start, span.end) for span in places)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@given(TEXT, st.permutations([("x", "a b"), ("y", "b"), ("z", "A"), ("w", "ab")]))
def test_the_order_of_entries_and_others_among_them_change_nothing(text: str, order: list[tuple[str, str]]) -> None:
    one = identify([article(text)], [plain(id_, name) for id_, name in sorted(order)])
    assert identify([article(text)], [plain(id_, name) for id_, name in order]) == one
    more = [*(plain(id_, name) for id_, name in order), plain("q", "Quite Another")]
    assert identify([article(text)], more) == one


def test_articles_are_independent_of_one_another() -> None:
    names = Names([plain("kerry", "Kerry")])
    both = identify([article("Kerry", id="a"), article("No; Kerry", id="b")], [plain("kerry", "Kerry")])
    assert (
        both.mentions
        == names.find(article("Kerry", id="a")).mentions + names.find(article("No; Kerry", id="b")).mentions
    )


def test_no_entries_and_no_text_name_nothing() -> None:
    assert identify([article("Kerry")], []) == Identified((), ())
    assert identify([article("")], [plain("kerry", "Kerry")]) == Identified((), ())


def first_edition() -> list[str]:
    made_ = edition.build(read.sources(ROOT))
    texts = {article_.id: article_.text for article_ in made_.articles}
    return [f"{m.entry}|{' '.join(texts[m.article][m.span.start : m.span.end].split())}" for m in made_.mentions]


def test_the_first_edition_names_what_was_checked_by_eye() -> None:
    """A change of this list is a change of what readers are led to: look at every new line of `check --mentions`."""
    counted = sorted({f"{line} {first.count(line)}" for first in [first_edition()] for line in first})
    golden = Path(__file__).parent / "golden" / "mentions.txt"
    assert "\n".join(counted) + "\n" == golden.read_text(encoding="utf-8")


def cost(names: Names, found: Article) -> float:
    """Return the processor time of naming an article, the best of several rounds."""
    rounds = []
    for _ in range(7):
        began = time.process_time()
        names.find(found)
        rounds.append(time.process_time() - began)
    return min(rounds)


def test_the_cost_of_an_article_does_not_grow_with_the_glossary() -> None:
    few, many = (
        Names([plain(f"e{i}", *(f"Name{chr(97 + j)} {i:05}" for j in range(5))) for i in range(count)])
        for count in (10, 10_000)
    )
    found = article("Namea 00003 met Nameb 00004, and nobody said a word of what had been agreed. " * 60)
    assert cost(many, found) < 3 * cost(few, found)
