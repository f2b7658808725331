"""Why a line stayed or went: the parts make up the score, the verdict is the cleaner's, the override turns it round."""

from collections.abc import Sequence

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean import census, clean, markup
from variorum.clean.explain import Explanation, explain, told
from variorum.clean.known import Known
from variorum.lines import split
from variorum.model import FurnitureRule, Override, Position
from variorum.read import page as web

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
PAGE = (
    f"12°C\nA Title of Five Words\n\n- Advertisement -\n\n{PROSE}\n\n{PROSE} It adjourned.\n\nRead more\n\nRead more\n"
)
HERE = Position(1, 1)


def of(text: str, number: int, known: Known | None = None, overrides: Sequence[Override] = ()) -> Explanation:
    return explain(split(text), number, overrides, (), known or Known())


@pytest.mark.parametrize("number", range(1, 13))
def test_the_verdict_is_that_of_the_ledger(number: int) -> None:
    entry = clean(split(PAGE)).ledger.lines[number - 1]
    found = of(PAGE, number)
    assert (found.role, found.kept, found.rule, found.reason) == (entry.role, entry.kept, entry.rule, entry.reason)
    assert found.lines == (number,)
    assert found.rule in {voice.rule for voice in found.voices}


def test_the_weights_make_up_the_score() -> None:
    found = of(PAGE, 8)
    assert found.score is not None
    assert found.start + sum(weight.adds for weight in found.weights) == pytest.approx(found.score)
    assert "Score" in told(found)


def test_a_line_of_a_web_page_is_explained_by_its_elements() -> None:
    article = f"<article><h1>A Title</h1>{f'<p>{PROSE}</p>' * 4}</article>"
    lines, meta = web.read(f"<body><nav><a href=/>Home of the Harbour Gazette</a></nav>{article}</body>")
    entries = clean(lines, (), meta).ledger.lines
    found = [explain(lines, line.number, (), meta) for line in lines]
    assert [(f.kept, f.rule, f.reason) for f in found] == [(e.kept, e.rule, e.reason) for e in entries]
    assert {(v.rule, v.speaks) for v in found[-1].voices} >= {("extractor", "no")}
    assert {w.looks for w in found[-1].weights} == set(markup.LOOKS.values())
    scored = [f for f in found if f.score is not None]
    assert all(f.start + sum(w.adds for w in f.weights) == pytest.approx(f.score) for f in scored)
    assert len(scored) >= 4
    assert {f.body for f in found} == {(3, 6)}
    assert all("Score" in told(f) for f in scored)


def test_a_line_of_a_doubtful_web_page_is_explained_by_the_extractor_too() -> None:
    lines, meta = web.read(f"<div class=side><ul>{f'<li>{PROSE}' * 4}</ul></div><p>{PROSE}</p>")
    found = explain(lines, 1, (), meta)
    assert ("extractor", "for") in {(v.rule, v.speaks) for v in found.voices}
    assert "the extractor takes it for the article's text" in told(found)


def test_what_is_pasted_into_the_record_turns_the_verdict() -> None:
    for number in (1, 2, 4, 6, 8, 10):
        said = yaml.safe_load(of(PAGE, number).override)
        (word, (quote,)) = next(iter(said.items()))
        after = clean(split(PAGE), [Override(quote, word == "keep", HERE)]).ledger.lines[number - 1]
        assert after.kept is (word == "keep")
        assert after.kept is not of(PAGE, number).kept


def test_a_line_that_the_record_decides_says_so() -> None:
    found = of(PAGE, 8, overrides=[Override(f"{PROSE} It adjourned.", False, HERE)])
    assert [(v.rule, v.speaks) for v in found.voices] == [("record-drop", "against")]
    assert "take the line out of drop:" in told(found)


def test_a_rule_that_speaks_of_another_part_of_the_page_is_told_too() -> None:
    page = f"A Title of Five Words\n\nWednesday, May 8, 2024\n\n{PROSE}\n\n{PROSE} It adjourned.\n"
    voices = {v.rule: v for v in of(page, 3).voices}
    assert voices["date-line-widget"].speaks == "no"
    assert voices["date-line-widget"].why.endswith("but speaks only of lines above the title")


def test_own_rules_and_the_census_have_their_say() -> None:
    rule = FurnitureRule("ours", "ad", "is our ad", ("x",), ("y",), line="read MORE »")
    counted = census.take("example.org", [[f"{name} said this: {PROSE}", "Read more"] for name in "abcdefghi"])
    known = Known((rule,), counted)
    found = of(PAGE, 10, known)
    assert (found.rule, found.reason) == ("ours", "is our ad")
    assert {"ours", "standing"} <= {v.rule for v in found.voices}
    assert found.same == (12,)
    assert "- ours: is our ad (this decided)" in told(found)


def test_lines_of_a_hard_wrapped_paragraph_are_explained_as_one() -> None:
    wrapped = "\n".join(
        ["The council met for nine hours on the last Monday of the month and", "when the doors were opened nobody of"]
        + ["those who came out into the square would say what it had agreed on"] * 2
        + ["or even that there was an agreement, and the papers of that evening", "had nothing."]
    )
    assert of(f"{wrapped}\n\n{wrapped} Not a word.", 3).lines == (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize("number", [-1, 0, 13, 99])
def test_a_line_that_is_not_there_is_an_error(number: int) -> None:
    with pytest.raises(IndexError):
        of(PAGE, number)


@given(st.text(min_size=1, max_size=400), st.integers(1, 20))
def test_every_line_of_every_page_can_be_explained(text: str, number: int) -> None:
    lines = split(text)
    if number <= len(lines):
        assert told(of(text, number)).count("\n") >= 5
