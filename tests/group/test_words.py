"""Words, the days they name, and how rare they are."""

import pytest

from variorum.group.background import UNKNOWN, rarity, table
from variorum.group.days import days
from variorum.group.words import words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Assad's army, O’Neill", ["assad", "army", "oneill"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("东京都", ["东京", "京都"]),
        ("", []),
    ],
)
def test_forms(text: str, forms: list[str]) -> None:
    assert [word.form for word in words(text)] == forms


def test_words_stand_where_they_say() -> None:
    text = "Mr Kerry's plane landed in Genève."
    assert [text[w.start : w.end] for w in words(text)] == ["Mr", "Kerry's", "plane", "landed", "in", "Genève"]


def test_a_capital_inside_a_sentence_is_told_from_its_first_word() -> None:
    first, kerry = (w for w in words("Then came Kerry.") if w.capital)
    assert (first.first, kerry.first) == (True, False)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 17 September and September 19th", {(9, 17), (9, 19)}),
        ("el 3 de mayo", {(5, 3)}),
        ("am 9. Oktober 2016", {(10, 9)}),
        ("2016-09-29", {(9, 29)}),
        ("May 5 died; they may march", {(5, 5)}),
        ("Theresa May said", set()),
    ],
)
def test_dates(text: str, dates: set[tuple[int, int]]) -> None:
    assert days(text, words(text)).dates == dates


def test_years_and_weekdays() -> None:
    found = days("On Monday, in 2016, he sold 2.016 and 120165 shares.", words("On Monday, in 2016"))
    assert found.years == {2016}
    assert found.weekdays == {0}


def test_usual_words_weigh_less_than_rare_ones() -> None:
    assert rarity("the") < rarity("police") < rarity("earthquake") < rarity("klitschko") == UNKNOWN


def test_the_table_has_words_of_many_scripts_in_folded_form() -> None:
    assert {"und", "и", "में", "的", "على"} <= table().keys()
    assert all(words(word)[0].form == word for word in list(table())[::97])
