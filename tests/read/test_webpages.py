"""Whole web pages of our own writing (cases/html): which lines stay, and what each is.

Beside each page stands a file `.expected` with a line for each visible line: K (kept) or - (removed), role, text.
"""

from pathlib import Path

import pytest

from variorum.clean import clean, restore
from variorum.read import clean_html, page

CASES = sorted((Path(__file__).parents[1] / "cases" / "html").glob("*.html"))


def judged(text: str) -> str:
    """Return verdict, role and text of each line of a page."""
    lines, meta = page.read(text)
    return "".join(f"{'K' if e.kept else '-'} {e.role} | {e.line.text}\n" for e in clean(lines, (), meta).ledger.lines)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_lines_stay_or_go_and_have_a_role(case: Path) -> None:
    assert judged(case.read_text(encoding="utf-8")) == case.with_suffix(".expected").read_text(encoding="utf-8")


def test_there_are_pages_of_many_kinds_and_languages() -> None:
    assert len(CASES) >= 12
    assert {case.name[:2] for case in CASES} >= {"en", "de", "fr", "ar", "he", "zh", "ja"}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_ledger_gives_every_visible_line_back(case: Path) -> None:
    lines, meta = page.read(case.read_text(encoding="utf-8"))
    cleaned = clean(lines, (), meta)
    assert restore(cleaned.text, cleaned.ledger) == "".join(line.text + line.end for line in lines)
    assert all(entry.rule and entry.reason for entry in cleaned.ledger.lines)


@pytest.mark.parametrize(
    "text", ["", "<p>", "<script>x</script>", "<p>One word</p>", "<nav><a href='/'>Home</a></nav>"]
)
def test_a_page_without_prose_is_read(text: str) -> None:
    assert clean_html(text) == clean_html(text)
    lines, meta = page.read(text)
    assert len(clean(lines, (), meta).ledger.lines) == len(lines)


def test_text_deeper_than_a_parser_goes_is_kept() -> None:
    deep = "<div>" * 5000 + "<p>At the bottom of it all.</p>" + "</div>" * 5000 + "<p>And after it.</p>"
    assert [line.text for line in page.read(deep)[0]] == ["At the bottom of it all.", "And after it."]
