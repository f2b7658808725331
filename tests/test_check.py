"""What `check` finds: each file of cases/check is a small edition with the findings expected, place by place."""

import ast
import base64
import os
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

import variorum
from variorum import check, edition, read
from variorum.errors import ContentError
from variorum.model import Finding
from variorum.read import settings

PACKAGE = Path(variorum.__file__).parent
FILES = [
    *(PACKAGE / "check").glob("*.py"),
    *(PACKAGE / f"{name}.py" for name in ("cleaned", "phrases")),
    *(PACKAGE / "read").glob("*.py"),
]
CASES = sorted((Path(__file__).parent / "cases" / "check").glob("*.yml"))
LEVELS = {rule.id: rule.level for rule in check.RULES}
# What ids look like; a noun of read/folder.py stands before the hyphen of the ids it makes.
ID = re.compile(
    r"(annotation|article|cleaned|entry|event|folder|furniture|group|header|record|seed)-[a-z]+(-[a-z]+)*|settings"
)
NOUNS = ("seed", "record", "entry", "event", "annotation", "group")
MADE = re.compile(r"\{noun\}(-[a-z]+)")


def case(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def write(root: Path, files: Mapping[str, str | Mapping[str, Any]]) -> None:
    """Write the files of a case: text, or a mapping of base64, link, pipe, or text and what is repeated after it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_bytes(content.encode())
        elif "link" in content:
            path.symlink_to(content["link"])
        elif "pipe" in content:
            os.mkfifo(path)
        elif "base64" in content:
            path.write_bytes(base64.b64decode(content["base64"]))
        else:
            path.write_bytes((content["text"] + content["then"] * content["times"] + content["last"]).encode())


def findings(root: Path) -> list[Finding]:
    try:
        at = settings.load(root)
    except ContentError as error:
        return [check.finding(error)]
    return check.check(edition.build(read.sources(at.root, at.seeds, at.docs, at.max_bytes)))


def place(finding: Finding) -> str:
    where = f"{finding.path}:{finding.line}:{finding.column}" if finding.line else finding.path
    return f"{where}: {finding.rule}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_findings_stand_where_the_case_says(path: Path, tmp_path: Path) -> None:
    write(tmp_path, case(path)["files"])
    found = findings(tmp_path)
    assert [place(finding) for finding in found] == case(path)["findings"]
    for finding in found:
        assert finding.level == LEVELS[finding.rule]
        assert re.fullmatch(r"found .+; expected .+; to mend it: .+", finding.message)


def test_every_rule_has_a_case_of_its_name_that_shows_it() -> None:
    shown = {path.stem for path in CASES if any(line.endswith(f": {path.stem}") for line in case(path)["findings"])}
    assert shown == set(LEVELS)


def test_every_rule_that_code_can_name_is_documented_and_no_other() -> None:
    assert {id_ for file in FILES for id_ in named(ast.parse(file.read_text(encoding="utf-8")))} == set(LEVELS)


def named(tree: ast.Module) -> Iterator[str]:
    """Yield the ids a module names, but in the table RULES itself."""
    for part in (part for part in tree.body if not isinstance(part, ast.AnnAssign)):
        for node in ast.walk(part):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
                yield node.value
            if isinstance(node, ast.JoinedStr) and (made := MADE.fullmatch(pattern(node))):
                yield from (noun + made[1] for noun in NOUNS)


def pattern(node: ast.JoinedStr) -> str:
    """Return a formatted string with the names of its parts: {noun} for `noun` and `kind.noun`."""
    return re.sub(r"\{\w+\.", "{", ast.unparse(node)[2:-1])


def test_a_finding_of_any_module_bears_a_known_form_of_id() -> None:
    given = (
        argument.value
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("ContentError", "Finding")
        for argument in node.args[3 if node.func.id == "Finding" else 6 :][:1]
        if isinstance(argument, ast.Constant)
    )
    assert {rule for rule in given if not ID.fullmatch(str(rule))} == set()


def test_the_table_is_in_order_and_every_rule_says_what_it_means() -> None:
    assert all(a.id < b.id for a, b in pairwise(check.RULES))
    for rule in check.RULES:
        assert rule.sentence.endswith(".")
        assert len({rule.sentence, rule.bad, rule.good, ""}) == 4


def test_findings_are_sorted_and_said_once(tmp_path: Path) -> None:
    write(tmp_path, {"seeds/b.txt": "", "seeds/a.txt": "", "docs/articles/z.md": "words"})
    found = findings(tmp_path)
    assert [finding.path for finding in found] == ["docs/articles/z.md", "seeds/a.txt", "seeds/b.txt"]
    made = edition.build(read.sources(tmp_path))
    assert check.check(made) == found
