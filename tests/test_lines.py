"""Lines: nothing is lost, and only CR LF, LF and CR end one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lines import split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("a", [("a", "")]),
        ("a\n", [("a", "\n")]),
        ("a\r\nb\rc\n\nd", [("a", "\r\n"), ("b", "\r"), ("c", "\n"), ("", "\n"), ("d", "")]),
        ("a\u2028b\x85c\x0bd\x0ce", [("a\u2028b\x85c\x0bd\x0ce", "")]),
        ("\n\r", [("", "\n"), ("", "\r")]),
    ],
)
def test_splits_at_line_breaks_only(text: str, parts: list[tuple[str, str]]) -> None:
    """Unicode's other separators are characters of a line."""
    assert [(line.text, line.end) for line in split(text)] == parts


@given(st.text() | st.text(alphabet="a\r\n\u2028"))
def test_joins_to_the_same_text(text: str) -> None:
    """Texts and ends joined give the text back, and numbers count from 1."""
    found = split(text)
    assert "".join(line.text + line.end for line in found) == text
    assert [line.number for line in found] == list(range(1, len(found) + 1))
    assert all(line.end for line in found[:-1])
