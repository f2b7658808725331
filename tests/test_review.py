"""The review of a pull request, by the very commands of the workflows, on a real repository.

A small edition has a main branch with one note. A branch brings a good note, one that could stand in two places, one
that tries to bring a script, and a change of the article under the old note.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.conftest import write_edition

ROOT = Path(__file__).parents[1]
WORKFLOWS = (".github/workflows/review.yml", ".forgejo/workflows/review.yml")
PROSE = "The council met on Monday, and nobody would say what had been agreed. The envoy left the hall at noon."
AGAIN = "A day later nobody would say what had been agreed either; the talks went on behind closed doors till night."
NOTE = "---\non:\n  - quote: {0}\nkind: comment\nby: {1}\nstatus: open\n---\n{2}\n"
HOSTILE = "<script>alert(1)</script> [go](javascript:alert(1)) ![p](https://evil.example/p.png)"


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def command(workflow: str) -> str:
    """Return what a workflow runs."""
    steps = yaml.safe_load((ROOT / workflow).read_text(encoding="utf-8"))["jobs"]["review"]["steps"]
    (found,) = [step["run"] for step in steps if "run" in step]
    return str(found)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> dict[str, Any]:
    """Run the review once and return what it left."""
    folder = tmp_path_factory.mktemp("review")
    old = NOTE.format("The envoy left the hall", "Ada", "At noon, says the article.")
    origin = write_edition(
        folder / "origin", {"seeds/a.txt": f"{PROSE}\n\n{AGAIN}\n", "docs/annotations/a/old.md": old}, font_cache
    )
    (origin / ".gitignore").write_text("/.cache/\n/.venv/\n/review/\n", encoding="utf-8")
    shutil.copy(ROOT / "Makefile", origin)
    (origin / "build_scripts/setup").mkdir(parents=True)
    shutil.copy(ROOT / "build_scripts/setup/review.sh", origin / "build_scripts/setup")
    # The environment is there already: set-up has nothing to do.
    (origin / "build_scripts/setup/venv.sh").write_text("exit 0\n", encoding="utf-8")
    git(origin, "init")
    git(origin, "add", ".")
    git(origin, "commit", "-m", "Begin")

    clone = folder / "clone"
    git(folder, "clone", str(origin), str(clone))
    notes = clone / "docs/annotations/a"
    for name, quote, by, body in (
        ("good", "behind closed doors", "Ben", "Which *doors*?"),
        ("twice", "nobody would say what had been agreed", "Ben", "Which of the two?"),
        ("hostile", "The council met on Monday", '"<img src=x onerror=alert(2)>"', HOSTILE),
    ):
        (notes / f"{name}.md").write_text(NOTE.format(quote, by, body), encoding="utf-8")
    seed = clone / "seeds/a.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace(" The envoy left the hall at noon.", ""), encoding="utf-8")
    (clone / ".venv/bin").mkdir(parents=True)
    program = clone / ".venv/bin/variorum"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m variorum "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    summary = folder / "summary.md"
    environment = {**os.environ, "BASE_REF": "main", "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    done = subprocess.run(
        ["bash", "-c", command(WORKFLOWS[0])], cwd=clone, env=environment, capture_output=True, text=True, check=False
    )
    return {"done": done, "review": clone / "review", "summary": summary, "clone": clone}


def test_findings_end_the_job_with_a_failure(reviewed: dict[str, Any]) -> None:
    done = reviewed["done"]
    assert done.returncode != 0, done.stdout + done.stderr
    assert "::error file=docs/annotations/a/twice.md,line=3" in done.stdout
    assert "annotation-ambiguous" in done.stdout


def test_the_good_note_is_shown_with_its_passage(reviewed: dict[str, Any]) -> None:
    changes = json.loads((reviewed["review"] / "changes.json").read_text(encoding="utf-8"))["changes"]
    (good,) = [change for change in changes if change["id"] == "a/good"]
    assert (good["what"], good["verdict"], good["new"]["words"]) == ("added", "exact", "behind closed doors")


def test_the_note_whose_words_were_taken_away_is_told_though_its_file_is_as_it_was(reviewed: dict[str, Any]) -> None:
    changes = json.loads((reviewed["review"] / "changes.json").read_text(encoding="utf-8"))["changes"]
    (old,) = [change for change in changes if change["id"] == "a/old"]
    assert (old["what"], old["own"], old["old"]["words"]) == ("lost", False, "The envoy left the hall")
    assert "diff-lost" in reviewed["done"].stdout


def test_the_hostile_note_is_only_words_wherever_reviewers_look(reviewed: dict[str, Any]) -> None:
    page = BeautifulSoup((reviewed["review"] / "changes.html").read_text(encoding="utf-8"), "html.parser")
    assert not page.find_all(["script", "img"])
    assert not page.find_all("a", href=lambda href: href and not href.startswith("https://"))
    assert "<script>alert(1)</script>" in page.get_text()
    article = (reviewed["review"] / "site/articles/a.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in article
    assert "<img" not in article
    assert "javascript:alert" not in BeautifulSoup(article, "html.parser").find_all("a", href=True).__repr__()


def test_the_summary_of_the_job_tells_the_same(reviewed: dict[str, Any]) -> None:
    told = reviewed["summary"].read_text(encoding="utf-8")
    assert told == (reviewed["review"] / "changes.md").read_text(encoding="utf-8")
    assert "Moved though nobody touched it" in told
    assert "<script" not in told


def test_the_site_is_there_to_be_looked_at(reviewed: dict[str, Any]) -> None:
    assert (reviewed["review"] / "site/index.html").is_file()


@pytest.mark.parametrize("path", [*WORKFLOWS, ".github/workflows/publish.yml", ".gitlab-ci.yml"])
def test_strangers_get_nothing_but_the_right_to_read(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    said = yaml.safe_load(text.replace("\non:", "\nwhen_:"))  # YAML 1.1 takes on for true
    code = "\n".join(line.split("#")[0] for line in text.splitlines())
    assert "pull_request_target" not in code
    assert "secrets." not in code
    if path in WORKFLOWS:
        assert said["when_"] == "pull_request"
        assert said["permissions"] == {"contents": "read"}
        assert "permissions" not in said["jobs"]["review"]
        assert command(path) == command(WORKFLOWS[0])
    elif path.endswith("publish.yml"):
        assert said["when_"] == {"push": {"branches": ["main"]}}
    else:
        assert said["review"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
        assert '$CI_COMMIT_BRANCH == "main"' in said["pages"]["rules"][0]["if"]
