"""The sentence around a passage: neither half of it nor, where it can be told, its neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Span
from variorum.sentences import around


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("One came. Kerry spoke. He left.", "Kerry", "Kerry spoke."),
        ("The U.S. Secretary of State spoke. He left.", "State", "The U.S. Secretary of State spoke."),
        ("He met Mr. Ban in J. Smith's house. Then he left.", "Ban", "He met Mr. Ban in J. Smith's house."),
        ("“Is it so?” he asked. No.", "asked", "“Is it so?” he asked."),
        ("He said “no.” Kerry left… and came back.", "Kerry", "Kerry left… and came back."),
        ("他来了。克里说话。走了。", "克里", "克里说话。"),
        ("جاء. تكلم كيري؟ ذهب.", "كيري", "تكلم كيري؟"),
        ("Es war am 13. März. Sie kam.", "März", "Es war am 13. März."),
        ("Es waren 13. März hieß sie.", "hieß", "Es waren 13. März hieß sie."),
        ("Sie kam 2013. März hieß sie.", "hieß", "März hieß sie."),
        ("No end at all Kerry", "Kerry", "No end at all Kerry"),
        ("  Kerry came.  ", "Kerry", "Kerry came."),
    ],
)
def test_the_sentence_around_a_word(text: str, word: str, expected: str) -> None:
    start = text.index(word)
    found = around(text, Span(start, start + len(word)), Span(0, len(text)))
    assert text[found.start : found.end] == expected


def test_a_passage_over_two_sentences_gives_both() -> None:
    text = "One. Two is here. Three is there. Four."
    found = around(text, Span(text.index("here"), text.index("Three") + 3), Span(0, len(text)))
    assert text[found.start : found.end] == "Two is here. Three is there."


def test_a_sentence_stays_in_its_paragraph() -> None:
    found = around("One two\n\nThree four", Span(9, 14), Span(9, 19))
    assert found == Span(9, 19)


@given(st.text(min_size=1), st.data())
def test_the_passage_is_always_inside(text: str, data: st.DataObject) -> None:
    words = [i for i, char in enumerate(text) if not char.isspace()]
    if words:
        place = data.draw(st.sampled_from(words))
        found = around(text, Span(place, place + 1), Span(0, len(text)))
        assert found.start <= place < found.end
