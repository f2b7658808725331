"""cleaned.lock: what was accepted, and what a change of rules, records, seeds or neighbours has made of it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import MakeEdition
from variorum import cleaned, edition, read
from variorum.cli import main
from variorum.lines import split
from variorum.model import Accepted, Edition, FurnitureRule, Override, Position, Record, Seed, Sources

ROOT = Path(__file__).parents[1]
PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
PAGE = f"A Title of Five Words\n\n{PROSE}\n\nA line of ours\n\n{PROSE} It adjourned.\n"
RULE = FurnitureRule("ours", "ad", "is our ad", ("x",), ("y",), line="A line of ours")
Captured = pytest.CaptureFixture[str]


def seed(text: str = PAGE, id_: str = "a", sha256: str = "0" * 64) -> Seed:
    return Seed(id_, f"seeds/{id_}.txt", split(text), "utf-8", sha256, 0)


def build(
    seeds: Sequence[Seed],
    accepted: Sequence[Accepted] | None = None,
    *rules: FurnitureRule,
    record: Record | None = None,
) -> Edition:
    known = None if accepted is None else tuple(accepted)
    return edition.build(Sources(tuple(seeds), (record,) if record else (), (), furniture=rules, accepted=known))


def states(seeds: Sequence[Seed]) -> list[Accepted]:
    return [cleaned.state(article) for article in build(seeds).articles]


def messages(made: Edition) -> list[str]:
    return [f"{e.path}:{e.line}: {e.rule}: {e.found}" for e in cleaned.changes(made)]


def test_nothing_is_said_where_nothing_is_remembered_or_nothing_has_changed() -> None:
    assert messages(build([seed()])) == []
    assert messages(build([seed()], states([seed()]))) == []


def test_a_rule_that_takes_a_line_is_told_with_the_line() -> None:
    assert messages(build([seed()], states([seed()]), RULE)) == [
        "seeds/a.txt:5: cleaned-changed: 1 line removed that stood in the text: 5 “A line of ours” (ours)"
    ]


def test_an_override_that_gives_one_back_is_told_too() -> None:
    before = [cleaned.state(build([seed()], None, RULE).articles[0])]
    record = Record("a", "docs/articles/a.md", overrides=(Override("A line of ours", True, Position(1, 1)),))
    assert messages(build([seed()], before, RULE, record=record)) == [
        "seeds/a.txt:5: cleaned-changed: 1 line kept that had been removed: 5 “A line of ours” (record-keep)"
    ]


def test_a_changed_seed_is_told_as_such_unless_its_text_is_the_same() -> None:
    other = seed(PAGE + "\nLoading...\n", sha256="1" * 64)
    assert messages(build([other], states([seed()]))) == []
    more = seed(f"{PAGE}\n{PROSE} Again.\n", sha256="1" * 64)
    assert messages(build([more], states([seed()]))) == [
        "seeds/a.txt:0: cleaned-changed: a changed seed, and another text of it"
    ]


def test_seeds_that_join_a_source_can_change_the_others() -> None:
    tail = "From the harbour to the hills, this is the paper that every house of the valley has on its table each day."
    own = [
        f"In house number {n} lives {w} who says that " for n, w in enumerate(("Ann", "Bo", "Cy", "Di", "Ed", "Flo"))
    ]
    texts = [
        "\n\n".join([f"A Title of {w} Words", *(f"{w} {x} {PROSE}" for x in "abc"), tail])
        for w in ("Five", "Six", "Ten", *own, *(w[::-1] for w in own), *(w.upper() + w for w in own))
    ]
    seeds = [seed(text, f"s{n:02}") for n, text in enumerate(texts)]
    found = messages(build(seeds, states(seeds[:5])))
    changed = [message for message in found if "cleaned-changed" in message]
    assert len(changed) == 5
    assert all("1 line removed that stood in the text: 9" in m and "(standing)" in m for m in changed)
    assert [m for m in found if m not in changed] == [
        "cleaned.lock:0: cleaned-new: 16 not in it yet: "
        "seeds/s05.txt, seeds/s06.txt, seeds/s07.txt, seeds/s08.txt, seeds/s09.txt, and 11 more"
    ]


def test_what_is_new_and_what_is_gone_is_told() -> None:
    assert messages(build([seed(id_="b")], [states([seed()])[0]])) == [
        "cleaned.lock:0: cleaned-gone: the text of 'a', which is no article any more",
        "cleaned.lock:0: cleaned-new: 1 not in it yet: seeds/b.txt",
    ]


numbers = st.lists(st.integers(1, 10**6), max_size=12, unique=True).map(sorted)
accepted = st.builds(
    Accepted,
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="#"), min_size=1),
    st.sampled_from(["", "0123456789abcdef"]),
    st.just("fedcba9876543210"),
    st.integers(0, 10**6),
    numbers.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False))),
)


@given(st.lists(accepted, max_size=5, unique_by=lambda one: one.id))
def test_what_is_written_is_read(found: list[Accepted]) -> None:
    for text in (cleaned.write(found), cleaned.write(found[::-1]).replace("\n", "\r\n")):
        again, errors = cleaned.parse(text)
        assert errors == ()
        assert [(o.id, o.seed, o.text, o.lines, o.kept) for o in again] == [
            (o.id, o.seed, o.text, o.lines, o.kept) for o in sorted(found, key=lambda o: o.id)
        ]


@given(st.text())
def test_any_text_is_read_or_refused_line_by_line(text: str) -> None:
    found, errors = cleaned.parse(text)
    said = [row for row in text.split("\n") if row.strip() and not row.startswith("#")]
    assert len(found) + len(errors) == len(said)


def test_accepting_writes_the_file_and_settles_check(make_edition: MakeEdition, capsys: Captured) -> None:
    files = {"seeds/a.txt": PAGE, "seeds/b.txt": PAGE}
    root = make_edition(files)
    assert main(["-C", str(root), "check", "--quiet", "--accept"]) == 0
    assert capsys.readouterr().err == "cleaned.lock: 2 articles, 2 of them new or changed\n"
    first = (root / "cleaned.lock").read_bytes()
    assert main(["-C", str(root), "check", "--quiet"]) == 0
    rule = "{name: ours, role: ad, why: is our ad, line: A line of ours, removes: [A line of ours], keeps: [ours]}"
    (root / "docs" / "furniture").mkdir()
    (root / "docs" / "furniture" / "all.md").write_text(f"---\nrules:\n  - {rule}\n---\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["-C", str(root), "check"]) == 1
    assert capsys.readouterr().out.count("cleaned-changed") == 2
    assert (root / "cleaned.lock").read_bytes() == first
    assert main(["-C", str(root), "check", "--accept", "a"]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("seeds/b.txt:5:1: cleaned-changed: ")
    assert shown.out.count("cleaned-") == 1
    assert main(["-C", str(root), "check", "--accept"]) == 0
    assert main(["-C", str(root), "check", "--accept", "c"]) == 2
    assert sorted(path.name for path in root.glob("*cleaned*")) == ["cleaned.lock"]


def test_the_five_seeds_are_cleaned_as_accepted() -> None:
    found = read.sources(ROOT)
    assert found.accepted is not None
    assert len(found.accepted) == 5
    assert list(cleaned.changes(edition.build(found))) == []
