"""`variorum annotate`: a note with just enough context, nothing overwritten, and notes that follow their text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import MakeEdition
from variorum import annotate, edition, read
from variorum.anchor import Index, locate
from variorum.anchor.selector import selector
from variorum.cli import main
from variorum.model import Quote, Span

PROSE = (
    "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed. "
    "The mayor left by the garden gate, and the clerk by the door. The mayor had promised nothing to anybody there."
)
Captured = pytest.CaptureFixture[str]


def noted(root: Path, *words: str) -> int:
    return main(["-C", str(root), "annotate", "a", *words, "--by", "A. Reader", "--body", "A *note*."])


def test_a_note_quotes_no_more_context_than_it_needs(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition({"seeds/a.txt": PROSE})
    assert noted(root, "nine hours") == 0
    file = Path(capsys.readouterr().out.strip())
    assert file.name == "nine-hours.md"
    assert (
        file.read_text("utf-8")
        == """---
on:
  - quote: "nine hours"
kind: comment
by: "A. Reader"
---
A *note*.
"""
    )
    assert main(["-C", str(root), "check"]) == 0


def test_no_file_is_overwritten(make_edition: MakeEdition, capsys: Captured) -> None:
    root = make_edition({"seeds/a.txt": PROSE})
    assert [noted(root, "nine hours"), noted(root, "nine hours"), noted(root, "nine hours")] == [0, 0, 0]
    assert [Path(line).name for line in capsys.readouterr().out.split()] == [
        "nine-hours.md",
        "nine-hours-2.md",
        "nine-hours-3.md",
    ]


def test_a_quotation_at_several_places_is_refused_or_chosen(
    make_edition: MakeEdition, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_edition({"seeds/a.txt": PROSE})
    assert noted(root, "The mayor") == 2
    assert "2 places" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", iter_lines(["2"]))
    assert noted(root, "The mayor", "--interactive") == 0
    (note,) = edition.build(read.sources(root)).notes
    anchor = note.targets[0].anchor
    assert anchor
    assert anchor.span == Span(PROSE.rindex("The mayor"), PROSE.rindex("The mayor") + 9)
    assert note.targets[0].quote.before or note.targets[0].quote.after


class iter_lines:  # noqa: N801 - reads like a function
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def readline(self) -> str:
        return self.lines.pop(0) + "\n"


@pytest.mark.parametrize("words", ["ten hours", "The fishermen hung their nets"])
def test_words_that_do_not_stand_in_the_text_are_refused(
    make_edition: MakeEdition, capsys: Captured, words: str
) -> None:
    root = make_edition({"seeds/a.txt": PROSE})
    assert noted(root, words) == 2
    assert not (root / "docs/annotations").exists()
    assert "no such words" in capsys.readouterr().err


NOTE = """---
# a comment that stays
by:   "A. Reader"
on:
  - {quote: met for nine hours on Monday, before: "The council ", after: ", and when the doors"}   # and this one
  - quote: left by the garden gate
    after: ", and the clerk by"
tags: [date]
kind: context
---
The body   stays as it is.
"""


def test_fix_follows_edits_keeps_the_old_words_and_touches_nothing_else(
    make_edition: MakeEdition, capsys: Captured
) -> None:
    new = PROSE.replace("nine hours on Monday", "eleven hours on Monday")
    root = make_edition({"seeds/a.txt": new, "docs/annotations/a/n.md": NOTE})
    file = root / "docs/annotations/a/n.md"
    assert main(["-C", str(root), "annotate", "--fix"]) == 1
    assert file.read_text("utf-8") == NOTE
    assert "[-nine-]" in capsys.readouterr().out
    assert main(["-C", str(root), "annotate", "--fix", "--write"]) == 0
    want = NOTE.replace(
        '{quote: met for nine hours on Monday, before: "The council ", after: ", and when the doors"}',
        '{quote: "met for eleven hours on Monday", before: "The council ", after: ", and when the doors"}',
    ).replace("kind: context\n", 'kind: context\nhistory:\n  - "met for nine hours on Monday"\n')
    assert file.read_text("utf-8") == want
    assert main(["-C", str(root), "check"]) == 0


def test_fix_leaves_what_is_doubtful_and_says_so(make_edition: MakeEdition, capsys: Captured) -> None:
    gone = PROSE.replace(" left by the garden gate, and the clerk by the door", "")
    root = make_edition({"seeds/a.txt": gone, "docs/annotations/a/n.md": NOTE})
    assert main(["-C", str(root), "annotate", "--fix", "--write"]) == 0
    assert "for you to quote anew" in capsys.readouterr().err
    assert (root / "docs/annotations/a/n.md").read_text("utf-8") == NOTE
    assert main(["-C", str(root), "check"]) == 1


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text("ab .\n", min_size=1, max_size=60), st.data())
def test_a_selector_leads_back_to_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = selector(Index(text), "a", span)
    if found:
        anchor = locate(text, found.exact, found.before, found.after)
        assert anchor
        assert anchor.span == span


@given(st.text(min_size=1).filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
def test_whatever_is_quoted_is_read_back_as_it_was(words: str) -> None:
    made = read.annotation.parse(annotate.compose(Quote("a", words), "comment", "A. Reader", "b"), "a/n", "n.md")
    if words.strip():
        assert not isinstance(made, tuple)
        assert made.on[0].exact == words
