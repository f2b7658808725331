"""Pages of our own writing, one a file, with what every line of them is.

A line of a case is `K role | text` (kept) or `- role | text` (removed); an empty line is an empty line of the page, and
lines that start with `#` say what the case is about.
"""

import re
from pathlib import Path

import pytest

from variorum.clean import clean
from variorum.lines import split

CASES = sorted((Path(__file__).parents[1] / "cases" / "clean").glob("*.txt"))
MARKED = re.compile(r"([K-]) ([a-z-]+) *\| ?(.*)")


def load(case: Path) -> tuple[str, list[str]]:
    """Return the page of a case and what is expected of each of its lines with words."""
    rows = [row for row in case.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    found = [(MARKED.fullmatch(row) if row else None) for row in rows]
    unmarked = [row for match, row in zip(found, rows, strict=True) if row and not match]
    assert not unmarked, f"{case.name}: expected `K role | text` or `- role | text`, found {unmarked}"
    page = "\n".join(match[3] if match else "" for match in found)
    return page, [f"{match[1]} {match[2]} | {match[3]}" for match in found if match]


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_every_line_is_what_the_case_says(case: Path) -> None:
    page, expected = load(case)
    entries = clean(split(page)).ledger.lines
    found = [f"{'K' if e.kept else '-'} {e.role} | {e.line.text}" for e in entries if e.role != "blank"]
    assert found == expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 12
