"""Findings in every form: as one line, for programs, and for the pages of git hosts."""

import json
from dataclasses import replace
from typing import Any

import pytest

from variorum import report
from variorum.check import RULES
from variorum.model import Finding

PLACED = Finding("docs/articles/ä b,c:d%.md", 3, 7, "header-key", "found 100 %: a, b\r\nexpected ::c", "error")
WHOLE = Finding("seeds/x.docx", 0, 0, "seed-format", "found “x”", "warning")
BOTH = (PLACED, WHOLE)


def log() -> Any:
    return json.loads(report.render(BOTH, "sarif"))


def test_a_line_has_place_rule_and_message() -> None:
    assert report.line(WHOLE) == "seeds/x.docx: seed-format: found “x”"
    assert report.line(replace(PLACED, path="a.md", message="m")) == "a.md:3:7: header-key: m"
    assert report.render([WHOLE, WHOLE], "text") == "\n".join([report.line(WHOLE)] * 2)


@pytest.mark.parametrize(
    ("form", "nothing"), [("text", ""), ("github", ""), ("json", {"findings": []}), ("gitlab", [])]
)
def test_no_findings_are_said_in_every_form(form: str, nothing: object) -> None:
    shown = report.render([], form)
    assert (json.loads(shown) if nothing != "" else shown) == nothing


def test_json_has_every_part_of_a_finding() -> None:
    found = json.loads(report.render(BOTH, "json"))["findings"]
    assert [Finding(**item) for item in found] == list(BOTH)


def test_workflow_commands_are_one_line_each_and_escaped() -> None:
    first, second = report.render(BOTH, "github").split("\n")
    path = "docs/articles/ä b%2Cc%3Ad%25.md"
    assert first == (f"::error file={path},line=3,col=7,title=header-key::found 100 %25: a, b%0D%0Aexpected ::c")
    assert second == "::warning file=seeds/x.docx,title=seed-format::found “x”"


def test_code_quality_has_what_gitlab_reads_and_a_fingerprint_of_its_own() -> None:
    variants = [PLACED, WHOLE, replace(PLACED, line=4), replace(PLACED, column=8), replace(PLACED, message="m")]
    # As one line these two look alike.
    alike = [Finding("a:1:2", 0, 0, "seed-id", "m"), Finding("a", 1, 2, "seed-id", "m")]
    items = json.loads(report.render([*variants, *alike], "gitlab"))
    assert len({item["fingerprint"] for item in items}) == len(items) == 7
    assert [item["severity"] for item in items[:2]] == ["major", "minor"]
    assert items[0]["location"] == {"path": PLACED.path, "lines": {"begin": 3}}
    assert items[1]["location"]["lines"]["begin"] == 1
    assert {"description", "check_name", "fingerprint", "severity", "location"} == set(items[0])
    assert json.loads(report.render([PLACED], "gitlab"))[0] == items[0]


def test_sarif_names_its_version_and_counts_columns_as_we_do() -> None:
    found = log()
    assert found["version"] == "2.1.0"
    assert found["$schema"].endswith("sarif-2.1.0.json")
    (run,) = found["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert set(run) <= {"tool", "columnKind", "results"}


def test_sarif_rules_are_those_that_results_name() -> None:
    (run,) = log()["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "variorum"
    assert [rule["id"] for rule in driver["rules"]] == ["header-key", "seed-format"]
    for rule in driver["rules"]:
        documented = next(one for one in RULES if one.id == rule["id"])
        assert rule["shortDescription"] == {"text": documented.sentence}
        assert documented.good in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note", "none")


def test_sarif_results_say_where_in_an_address_and_a_region() -> None:
    placed, whole = log()["runs"][0]["results"]
    assert (placed["ruleId"], placed["level"]) == ("header-key", "error")
    assert placed["message"] == {"text": PLACED.message}
    (where,) = placed["locations"]
    assert where["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/articles/%C3%A4%20b%2Cc%3Ad%25.md"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    # A region without a line would be invalid; the whole file is meant.
    assert whole["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "seeds/x.docx"}}}]


def test_sarif_without_findings_is_a_log_with_no_results() -> None:
    (run,) = json.loads(report.render([], "sarif"))["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []
