"""What the reader of Web Annotations takes and refuses, by the rules of the W3C model; each case is a change."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.exchange import rules

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/exchange/model.yml").read_text("utf-8")
)
SOUND = {
    "@context": rules.CONTEXT,
    "id": "http://example.org/note",
    "type": "Annotation",
    "body": {"type": "TextualBody", "value": "words"},
    "target": "http://example.org/page",
}
KEYS = ["body", "target", "creator", "created", "id", "type", "motivation", "stylesheet", "selector", "items", "value"]
ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(KEYS)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from([*KEYS, "source", "refinedBy"]), inner, max_size=4)
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_rule_of_the_model(case: dict[str, Any]) -> None:
    changed = {key: value for key, value in {**SOUND, **case["change"]}.items() if value is not None}
    problems = list(rules.annotation(changed))
    assert bool(problems) == ("says" in case), problems
    assert case.get("says", "") in "; ".join(problems)


@settings(deadline=None)
@given(ANY)
def test_no_value_upsets_the_rules(value: object) -> None:
    assert all(isinstance(problem, str) for problem in rules.annotation(value))
    if isinstance(value, dict):
        for key, inner in value.items():
            list(rules.annotation({**SOUND, key: inner}))
