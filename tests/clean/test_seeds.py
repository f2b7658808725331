"""The cleaned text and the ledger of the five seeds, as golden files: a changed rule shows in review.

After a change that is meant, write them anew: `PYTHONPATH=. .venv/bin/python tests/clean/test_seeds.py`.
"""

from pathlib import Path

import pytest

from variorum.clean import Cleaned, clean, restore
from variorum.lines import split
from variorum.model import LedgerLine

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def cleaned(seed: Path) -> tuple[str, Cleaned]:
    raw = seed.read_bytes().decode("utf-8")
    return raw, clean(split(raw))


def ledger(result: Cleaned) -> str:
    """Return the ledger as a table to be read in a review: line, verdict, role, rule, how the line begins."""
    return "".join(row(entry) for entry in result.ledger.lines if entry.role != "blank")


def row(e: LedgerLine) -> str:
    verdict = "kept" if e.kept else "removed"
    return f"{e.line.number:>3}  {verdict:<7}  {e.role:<15}  {e.rule:<22}  {e.line.text[:60]}".rstrip() + "\n"


def test_there_are_five() -> None:
    assert len(SEEDS) == 5


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.stem)
def test_text_and_ledger_are_as_reviewed(seed: Path) -> None:
    raw, result = cleaned(seed)
    assert result.text == (GOLDEN / f"{seed.stem}.txt").read_bytes().decode("utf-8")
    assert ledger(result) == (GOLDEN / f"{seed.stem}.ledger").read_text(encoding="utf-8")
    assert restore(result.text, result.ledger) == raw


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.stem)
def test_no_furniture_is_left(seed: Path) -> None:
    _, result = cleaned(seed)
    lines = {line.strip() for line in result.text.split("\n")}
    widgets = {"57.6 F", "Cambridge", "Wednesday, May 8, 2024", "- Advertisement -", "English", "Loading"}
    headings = {"Latest Articles", "Popular Articles", "More From The Author", "Previous stories on this topic:"}
    form = {"Leave a Reply", "Google+ photo", "Connecting to %s"}
    assert not lines & (widgets | headings | form)
    assert "commenting using" not in result.text


def test_links_to_earlier_stories_are_kept_apart() -> None:
    _, result = cleaned(ROOT / "seeds" / "003_5cae48bc89f5af96.txt")
    assert [r.text for r in result.related] == [
        "Update: US finally gives up on talks for a Syrian cease-fire deal",
        "Update: Syrian cease-fire expires as US and Russia trade insults",
    ]
    assert "gives up on talks" not in result.text


def test_a_caption_that_stands_twice_is_kept_once_and_a_credit_survives() -> None:
    _, first = cleaned(ROOT / "seeds" / "000_cc99123aeb8eac36.txt")
    assert first.text.count("U.S. Secretary of State John Kerry and his Russian counterpart Sergei Lavrov") == 1
    _, fourth = cleaned(ROOT / "seeds" / "003_5cae48bc89f5af96.txt")
    assert "Image courtesy of Reuters." in fourth.text


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for path in SEEDS:
        _, made = cleaned(path)
        (GOLDEN / f"{path.stem}.txt").write_bytes(made.text.encode("utf-8"))
        (GOLDEN / f"{path.stem}.ledger").write_text(ledger(made), encoding="utf-8")
