"""Reasons that a person understands."""

from variorum.group.reasons import explain

FIRST = """The convoy was hit near Urum al-Kubra on 19 September. Officials counted 18 of 31 lorries destroyed.
“We will not stop delivering aid to those who need it,” the envoy Staffan Weber told reporters in Geneva on Tuesday."""
SECOND = """Aid lorries burned at Urum al-Kubra near Aleppo on 19 September; 20 people died, and 31 lorries were hit.
“We will not stop delivering aid to those who need it”, said Staffan Weber."""


def test_what_is_shared_is_told_by_kind() -> None:
    shared = {reason.kind: reason.things for reason in explain(FIRST, SECOND).shared}
    assert {"Urum", "Kubra", "Staffan", "Weber"} <= set(shared["names"])
    assert shared["dates"] == ("19 September",)
    assert shared["numbers"] == ("19", "31")
    assert shared["quotation"] == ("We will not stop delivering aid to those who need it",)
    assert shared["wording"] == ("We will not stop delivering aid to those who need it",)


def test_what_differs_is_told_for_each_side() -> None:
    first, second = explain(FIRST, SECOND).differs
    assert ("numbers", ("18",)) in [(r.kind, r.things) for r in first]
    assert ("numbers", ("20",)) in [(r.kind, r.things) for r in second]


def test_quotes_are_words_of_the_texts() -> None:
    quotes = explain(FIRST, SECOND).quotes
    assert quotes[0]
    assert quotes[0] in FIRST
    assert quotes[1]
    assert quotes[1] in SECOND


def test_an_abbreviation_does_not_end_a_quote() -> None:
    text = "The U.S. Secretary of State Kerry met the Russian minister Lavrov in Lausanne on Saturday."
    assert explain(text, text).quotes == (text, text)


def test_a_day_with_a_full_stop_does_not_end_a_quote() -> None:
    text = "Bei dem Zusammenstoß mit der Brücke bei Tornby waren am 13. März siebzehn Menschen verletzt worden."
    assert explain(text, text).quotes == (text, text)


def test_texts_without_a_word_in_common_have_no_reasons() -> None:
    found = explain("Snow fell.", "Привет!")
    assert (found.shared, found.quotes) == ((), ("", ""))


def test_a_day_is_told_in_english_whatever_the_language_of_the_texts() -> None:
    told = explain("Am 13. März und am 2. Mai fiel Schnee.", "Snow fell on 13 March and on May 2.").shared
    assert [reason.things for reason in told if reason.kind == "dates"] == [("13 March", "2 May")]
