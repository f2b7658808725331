"""Events: each file of cases/event has its findings beside it as `line:column: rule: found`; none: it is read."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from variorum.errors import ContentError
from variorum.model import Account, Attribution, Event, Evidence, Figure, Position, Quote, Report, Saying
from variorum.read import event, schema

CASES = Path(__file__).parent / "cases" / "event"


def errors(text: str, id_: str = "storm") -> tuple[ContentError, ...]:
    """Return what is wrong with an event."""
    found = event.parse(text, id_, "x.md")
    return () if isinstance(found, Event) else found


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_all_mistakes_are_found_where_they_stand(case: Path) -> None:
    text = case.read_bytes().decode()
    shown = "".join(f"{one.line}:{one.column}: {one.rule}: {one.found}\n" for one in errors(text))
    assert shown == case.with_suffix(".findings").read_text(encoding="utf-8")


def test_an_event_says_what_was_written() -> None:
    found = event.parse((CASES / "full.md").read_text(encoding="utf-8"), "storm", "x.md")
    assert isinstance(found, Event)
    assert (found.id, found.name, found.date, found.place) == ("storm", "no", "2016-09-12/2016-09", "here")
    assert found.date_evidence == Evidence("inferred", "last week", "it was Monday")
    assert found.date_quote == Quote("folder/a", "last week", "in the", position=Position(4, 59))
    assert (found.aliases, found.part_of, found.related) == (("storm", "12:30"), "weather", ("flood",))
    assert found.accounts == (
        Account(Quote("a", "it rained", after="on Monday", position=Position(10, 25)), "The rain"),
    )
    report = Report(Quote("a", "at least 60", position=Position(16, 29)), "60", "at least", "here", "them", "persons")
    assert found.figures == (Figure("dead", "people", (report,), "compatible"),)
    saying = Saying(Quote("b", "it did", position=Position(20, 29)), "so", "denied")
    assert found.attributions == (Attribution("It rained", (saying,)),)
    assert found.body == "A *statement*.\n"
    assert found.positions["body"] == Position(22, 1)


def test_unknown_keys_are_met_with_the_nearest_known_one() -> None:
    found = {one.found: one.remedy for one in errors((CASES / "many-mistakes.md").read_text(encoding="utf-8"))}
    assert found['the unknown key "acounts"'] == "write 'accounts'"
    assert found['the unknown key "qoute"'] == "write 'quote'"


@pytest.mark.parametrize("id_", ["Storm", "the storm", "a/b", "storm-", "a--b", "index", ""])
def test_an_id_is_the_address_of_a_page(id_: str) -> None:
    assert [one.rule for one in errors((CASES / "full.md").read_text(encoding="utf-8"), id_)] == ["event-id"]


def test_the_body_is_a_statement_of_some_length() -> None:
    header = "---\nname: Storm\naccounts: [{article: a, quote: it rained, aspect: The rain}]\n---\n"
    assert [(one.line, one.rule) for one in errors(header + "x" * 20_001)] == [(5, "event-body")]
    assert [(one.line, one.rule) for one in errors(header + " \n")] == [(5, "event-body")]


@given(st.text(max_size=300))
def test_any_text_is_an_event_or_errors(text: str) -> None:
    assert isinstance(event.parse(f"---\n{text}\n---\n{text}", "storm", "x.md"), Event | tuple)


def test_examples_of_the_schema_are_as_it_asks() -> None:
    rules = schema.load("event")
    Draft202012Validator.check_schema(json.loads(json.dumps(rules)))
    for part in (*rules["properties"].values(), *rules["$defs"].values()):
        for example in part.get("examples", []):
            check = {**part, "$defs": rules["$defs"]}
            assert list(Draft202012Validator(check).iter_errors(example)) == []
