"""Reported values: what they leave room for, in several languages, and whether two of them can both be true."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.figures import compare, interval, reading, relation, verdicts

Ends = tuple[float | None, float | None]


@pytest.mark.parametrize(
    ("said", "lang", "ends"),
    [
        ("62", "en", (62, 62)),
        ("an estimated 62", "en", (55.8, 68.2)),
        ("at least 60", "en", (60, None)),
        ("more than 100", "en", (100, None)),
        ("60 or more", "en", (60, None)),
        ("as many as 430,000", "en", (None, 430_000)),
        ("fewer than 12", "en", (None, 12)),
        ("close to half a million", "en", (450_000, 550_000)),
        ("nearly 500", "en", (450, 500)),
        ("approximately 250,000", "en", (225_000, 275_000)),
        ("only 30", "en", (30, 30)),
        ("Two", "en", (2, 2)),
        ("one hundred and twenty-five", "en", (125, 125)),
        ("one and a half million", "en", (1_500_000, 1_500_000)),
        ("a quarter of a million", "en", (250_000, 250_000)),
        ("a dozen", "en", (12, 12)),
        ("a few", "en", (3, 9)),
        ("tens of thousands", "en", (20_000, 99_000)),
        ("several hundred", "en", (300, 900)),
        ("between 60 and 70", "en", (60, 70)),
        ("60–70", "en", (60, 70)),
        ("2 to 3 million", "en", (2_000_000, 3_000_000)),
        ("$1.2bn", "en", (1.2e9, 1.2e9)),
        ("1,234,567", "en", (1_234_567, 1_234_567)),
        ("1,00,000", "en", (100_000, 100_000)),
        ("12.5", "en", (12.5, 12.5)),
        ("1.234", "de", (1234, 1234)),
        ("1,5 Millionen", "de", (1_500_000, 1_500_000)),
        ("mehr als eine halbe Million", "de", (500_000, None)),
        ("au moins 1 200", "fr", (1200, None)),
        ("trente et un", "fr", (31, 31)),
        ("más de 1.500", "es", (1500, None)),
        ("свыше 2,5 тысяч", "ru", (2500, None)),
        ("٤٣٠٬٠٠٠", "ar", (430_000, 430_000)),
        ("ما لا يقل عن ٦٠", "ar", (60, None)),
        ("至少43万", "zh", (430_000, None)),
        ("六十二", "zh-Hans", (62, 62)),
        ("約250人", "ja", (225, 275)),
        ("১২", "bn", (12, 12)),
    ],
)
def test_values_are_read_with_what_bounds_them(said: str, lang: str, ends: Ends) -> None:
    found = interval(said, lang)
    assert found is not None
    expected = tuple(None if end is None else Fraction(str(end)) for end in ends)
    assert (found.low, found.high) == expected


@pytest.mark.parametrize("said", ["", "many", "people", "perhaps 60", "1,2", "60 thousandths", "at least", "12.345.6"])
def test_what_is_no_number_is_not_guessed(said: str) -> None:
    assert interval(said) is None


def test_open_bounds_leave_their_number_out() -> None:
    more, exactly = interval("more than 100"), interval("100")
    assert more is not None
    assert exactly is not None
    assert not more.meets(exactly)
    least = interval("at least 100")
    assert least is not None
    assert least.meets(exactly)


@pytest.mark.parametrize(
    ("one", "other", "expected", "reason"),
    [
        ("an estimated 62", "at least 60", "compatible", "“an estimated 62” lies within “at least 60”"),
        ("62", "sixty-two", "compatible", "“62” and “sixty-two” are one value"),
        ("more than 50", "up to 80", "compatible", "“more than 50” and “up to 80” leave room for the same number"),
        ("62", "60", "contradictory", "no number is both “62” and “60”"),
        ("at least 70", "fewer than 70", "contradictory", "no number is both “at least 70” and “fewer than 70”"),
        ("60", "many", "not comparable", "“many” could not be read as a number"),
    ],
)
def test_two_reports_are_told_apart_with_the_reason(one: str, other: str, expected: str, reason: str) -> None:
    verdict = compare(reading(one), reading(other))
    assert (verdict.relation, verdict.reason) == (expected, reason)


def test_other_units_and_scopes_cannot_be_compared() -> None:
    assert compare(reading("60", unit="people"), reading("62", unit="families")).cause == "unit"
    assert compare(reading("60", scope="in Aleppo"), reading("62", scope="in Idlib")).cause == "scope"
    assert compare(reading("60", scope="in  Aleppo"), reading("62", scope="in aleppo")).cause == "value"


def test_a_scope_that_one_report_alone_gives_leaves_open_whether_they_contradict() -> None:
    verdict = compare(reading("60", scope="in Aleppo"), reading("62"))
    assert (verdict.relation, verdict.cause) == ("not comparable", "scope")
    assert verdict.reason == "scope: in Aleppo for “60”, none said for “62”"
    assert compare(reading("62", scope="in Aleppo"), reading("at least 60")).relation == "compatible"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2016-09-17", "2016-09-20", "later figure"),
        ("2016-09-20", "2016-09-17", "later figure"),
        ("2016-08", "2016-09-17", "later figure"),
        ("2016-09-12/2016-09-18", "2016-09-20", "later figure"),
        ("2016-09-17", "2016-09-17", "contradictory"),
        ("2016-09", "2016-09-17", "contradictory"),
        ("2016-09-17", "", "contradictory"),
        ("", "", "contradictory"),
    ],
)
def test_a_toll_of_a_later_day_contradicts_none(first: str, second: str, expected: str) -> None:
    verdict = compare(reading("62", as_of=first), reading("83", as_of=second))
    assert verdict.relation == expected
    assert (verdict.cause == "time") == (expected == "later figure")


def test_the_later_figure_is_named_with_both_days() -> None:
    verdict = compare(reading("83", as_of="2016-09-20"), reading("62", "about", as_of="2016-09-17"))
    assert verdict.reason == "“83” (20 September 2016) is a later figure than “about 62” (17 September 2016)"


@pytest.mark.parametrize(
    "written", ["3,000", "3 000", "3\u00a0000", "3\u202f000", "3’000", "three thousand", "3 thousand"]
)
@pytest.mark.parametrize("bound", ["", "at least", "about", "more than"])
def test_one_number_written_in_several_ways_is_one_value(written: str, bound: str) -> None:
    assert interval(f"{bound} {written}") == interval(f"{bound} 3000")
    assert compare(reading(written, bound), reading("3000", bound)).relation == "compatible"
    assert compare(reading(written), reading("3001")).relation == "contradictory"


def test_one_contradiction_is_enough() -> None:
    reports = [reading("62", unit="dead"), reading("at least 60", unit="dead"), reading("3", unit="families")]
    assert relation(verdicts(reports)) == "compatible"
    assert relation(verdicts([*reports, reading("12", unit="dead")])) == "contradictory"
    assert relation(verdicts(reports[:1])) == ""
    tolls = [reading("62", as_of="2016-09-17"), reading("83", as_of="2016-09-20"), reading("84", as_of="2016-09-20")]
    assert relation(verdicts(tolls[:2])) == "later figure"
    assert relation(verdicts(tolls)) == "contradictory"


NUMBERS = st.integers(0, 10**12)


@given(NUMBERS, st.sampled_from(["", "at least ", "about ", "up to ", "nearly ", "more than "]))
def test_grouped_digits_are_the_number(number: int, bound: str) -> None:
    assert interval(f"{bound}{number:,}") == interval(f"{bound}{number}")
    assert interval(f"{number:,}".replace(",", "."), "de") == interval(str(number), "de")


@given(st.text(max_size=40), st.sampled_from(["en", "de", "ar", "zh", ""]))
def test_any_words_are_a_number_or_none(text: str, lang: str) -> None:
    found = interval(text, lang)
    assert found is None or found.low is None or found.high is None or found.low <= found.high


@given(NUMBERS, NUMBERS)
def test_comparing_does_not_depend_on_the_order(one: int, other: int) -> None:
    a, b = reading(f"at least {one}"), reading(f"about {other}")
    assert compare(a, b).relation == compare(b, a).relation
