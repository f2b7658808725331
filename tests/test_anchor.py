"""A quotation is found again where it was made, or its place is uncertain; never is it put on other words."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.anchor import Index, locate, locate_span
from variorum.anchor.plain import plain
from variorum.anchor.positions import from_utf16, to_utf16
from variorum.model import Span

TEXT = (
    "On Monday the council met for nine hours, and when the doors opened nobody would say what had been agreed. "
    "The mayor left by the garden gate. “Nothing is settled,” said the clerk, who had taken notes all day.\n\n"
    "A second meeting was called for Thursday at the harbour office, where the fishermen had hung their nets to dry. "
    "The harbour master promised coffee; the mayor promised nothing."
)
TEXTS = {
    "Latin": TEXT,
    "Chinese": "星期一，市议会开了九个小时的会，门打开时没有人愿意说话。市长从花园的门离开了。书记说：“没有定。”",
    "Arabic": "اجتمع المجلس يوم الاثنين تسع ساعات، ولما فُتحت الأبواب لم يقل أحد ما الذي اتُّفق عليه.خرج العمدة من الباب.",
    "Hebrew": "ביום שני התכנסה המועצה לתשע שעות, וכשנפתחו הדלתות איש לא אמר מה סוכם. ראש העיר יצא בשער הגן.",
    "emoji": "The clerk wrote 👩‍🦰 and 🇩🇪 beside the vote, and the mayor answered with a ❤️ before nine.",
    "marks": unicodedata.normalize(
        "NFD", "Le conseil s’est réuni à Compiègne ; on n’a pas dit ce qu’il avait décidé là."
    ),
}


def cut(text: str, place: int) -> bool:
    """Tell whether a text may be cut before a place, which is not inside of what people see as one character."""
    beside = text[place - 1 : place + 1]
    return not any(unicodedata.category(char) in ("Mn", "Cf") for char in beside) and "\u200d" not in beside


def selector(text: str, words: str) -> tuple[str, str, str]:
    start = text.index(words)
    end = start + len(words)
    return words, text[max(0, start - 32) : start], text[end : end + 32]


def found(text: str, words: str, source: str = TEXT) -> tuple[str, str]:
    anchor = locate(text, *selector(source, words))
    assert anchor
    return anchor.verdict, text[anchor.span.start : anchor.span.end] if anchor.span else ""


@pytest.mark.parametrize("script", TEXTS)
def test_every_stretch_of_an_unchanged_text_is_found_where_it_is(script: str) -> None:
    text = TEXTS[script]
    index = Index(text)
    for start in range(0, len(text) - 12, 3):
        if text[start : start + 12].strip() != text[start : start + 12] or not (
            cut(text, start) and cut(text, start + 12)
        ):
            continue
        anchor = index.locate(text[start : start + 12], text[max(0, start - 32) : start], text[start + 12 : start + 44])
        assert anchor
        assert anchor.verdict == "exact"
        assert anchor.span
        assert anchor.span.start == start
        assert unicodedata.normalize("NFC", text[anchor.span.start : anchor.span.end]) in unicodedata.normalize(
            "NFC", text
        )


@pytest.mark.parametrize("script", TEXTS)
def test_words_stay_found_when_a_sentence_is_put_before_them(script: str) -> None:
    text = TEXTS[script]
    middle = text[20:50].strip()
    before, after = text[: text.index(middle)][-32:], text[text.index(middle) + len(middle) :][:32]
    anchor = locate("Новая строка.\n\n" + text, middle, before, after)
    assert anchor
    assert anchor.verdict == "exact"


def test_spaces_quotation_marks_and_canonical_forms_do_not_matter() -> None:
    assert (
        found(TEXT.replace("“", '"').replace("”", '"').replace(" ", "  "), "“Nothing is settled,” said")[0] == "exact"
    )
    source = TEXTS["marks"]
    assert found(unicodedata.normalize("NFC", source), "re\u0301uni a\u0300", source) == ("exact", "réuni à")


def test_a_changed_word_is_an_edit_with_its_new_words() -> None:
    new = TEXT.replace("nine hours", "eleven hours")
    assert found(new, "met for nine hours") == ("edited", "met for eleven hours")


def test_another_case_is_an_edit() -> None:
    assert found(TEXT.replace("the garden gate", "The Garden Gate"), "the garden gate") == ("edited", "The Garden Gate")


def test_words_in_another_context_have_moved_only_if_they_are_many_and_rare() -> None:
    words = "where the fishermen had hung their nets to dry"
    new = TEXT.replace(" at the harbour office, " + words + ". The harbour", ". A")
    assert found(f"{new} Nobody went to the old pier, {words} when the rain had stopped.", words)[0] == "moved"
    assert found(
        TEXT.replace(" by the garden gate", "") + " Outside stood the garden gate, painted.", "the garden gate"
    ) == (
        "orphan",
        "",
    )


def test_a_quotation_that_is_gone_is_an_orphan_though_its_context_stands() -> None:
    assert found(TEXT.replace("taken notes all day", "slept"), "taken notes all day") == ("orphan", "")
    assert found(TEXT.replace(" had taken notes", ""), "had taken notes") == ("orphan", "")


def test_a_word_that_stands_often_is_told_apart_by_its_context_alone() -> None:
    start = TEXT.index("mayor promised")
    assert locate_span(TEXT, "mayor", TEXT[start - 32 : start], " promised nothing.") == (start, start + 5)
    anchor = locate(TEXT, "mayor")
    assert anchor
    assert anchor.verdict == "ambiguous"
    assert [TEXT[p.start : p.end] for p in anchor.places] == ["mayor", "mayor"]


def test_a_passage_that_stands_twice_with_its_context_is_ambiguous() -> None:
    anchor = locate(TEXT + "\n\n" + TEXT, *selector(TEXT, "the harbour office"))
    assert anchor
    assert (anchor.verdict, anchor.span, len(anchor.places)) == ("ambiguous", None, 2)


def test_a_word_inside_of_another_is_not_that_word() -> None:
    anchor = locate("The mayoress left; the mayor stayed.", "mayor")
    assert anchor
    assert anchor.span == Span(23, 28)


@pytest.mark.parametrize("empty", ["", "  ", "\u200b\ufeff"])
def test_nothing_cannot_be_located(empty: str) -> None:
    assert locate(TEXT, empty) is None


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_is_asked_the_answer_lies_in_the_text(text: str, exact: str, before: str, after: str) -> None:
    anchor = locate(text, exact, before, after)
    for span in (*anchor.places, *([anchor.span] if anchor.span else [])) if anchor else ():
        assert 0 <= span.start < span.end <= len(text)


@given(st.text(min_size=1), st.data())
def test_a_stretch_is_found_in_its_own_text_or_stands_in_it_twice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = locate(text, text[start:end], text[:start], text[end:])
    if anchor and anchor.span:
        assert plain(text[anchor.span.start : anchor.span.end]).text == plain(text[start:end]).text.strip(" ")


@given(st.text())
def test_each_plain_character_leads_to_the_characters_it_stands_for(text: str) -> None:
    made = plain(text)
    spans = [made.span(i, i + 1) for i in range(len(made.text))]
    assert all(made.text[i] in plain(text[s.start : s.end]).text for i, s in enumerate(spans))
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))


@given(st.text())
def test_code_points_and_utf16_units_lead_to_one_another(text: str) -> None:
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert to_utf16(text, point) == unit
        assert from_utf16(text, unit) == point
