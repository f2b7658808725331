"""Another commit of a real repository, read without touching the folder people work in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import variorum
from tests.conftest import MakeEdition
from variorum import history
from variorum.cli import main
from variorum.errors import ContentError
from variorum.read import settings

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
MORE = "Two of the ministers left by a side door before the others had finished speaking to the press in the hall."


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repo(make_edition: MakeEdition) -> Path:
    root = make_edition({"seeds/a.txt": f"{PROSE}\n{MORE}\n"})
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "Begin")
    return root


def test_a_commit_is_read_though_the_folder_has_changed(repo: Path) -> None:
    (repo / "seeds/a.txt").write_text(PROSE, encoding="utf-8")
    taken = history.snapshot_of(settings.load(repo), "HEAD")
    assert [article.text for article in taken.snapshot.articles] == [f"{PROSE}\n\n{MORE}"]
    assert not taken.own_rules
    assert (repo / "seeds/a.txt").read_text(encoding="utf-8") == PROSE


def test_an_edition_in_a_folder_of_its_repository_is_found(make_edition: MakeEdition) -> None:
    root = make_edition({"inner/seeds/a.txt": PROSE, "inner/mkdocs.yml": "site_name: Inner\n", "seeds/b.txt": MORE})
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "Begin")
    taken = history.snapshot_of(settings.load(root / "inner"), "HEAD")
    assert [article.path for article in taken.snapshot.articles] == ["seeds/a.txt"]


@pytest.mark.parametrize("ref", ["nope", "--help", "HEAD:seeds", ""])
def test_what_names_no_commit_is_told(repo: Path, ref: str) -> None:
    with pytest.raises(ContentError, match="commit"):
        history.snapshot_of(settings.load(repo), ref)


def test_a_folder_that_is_no_repository_is_told(make_edition: MakeEdition) -> None:
    root = make_edition({"seeds/a.txt": PROSE})
    with pytest.raises(ContentError, match="git repository"):
        history.snapshot_of(settings.load(root), "HEAD")


def test_the_command_says_what_changed_and_ends_with_1_for_a_new_finding(
    repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(repo), "diff", "HEAD", "--quiet"]) == 0
    assert capsys.readouterr().out == "nothing that readers see has changed\n"
    (repo / "seeds/a.txt").write_text(f"{PROSE.replace('nine', 'ten')}\n{MORE}\n", encoding="utf-8")
    record = repo / "docs/articles/a.md"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text("---\nautor: A. Writer\n---\n", encoding="utf-8")
    assert main(["-C", str(repo), "diff", "HEAD", "--quiet"]) == 1
    told = capsys.readouterr().out
    assert "[-nine-]{+ten+}" in told
    assert "header-key" in told


def test_a_changed_rule_shows_what_it_does_to_texts_nobody_touched(make_edition: MakeEdition) -> None:
    seed = f"- Advertisement -\n{PROSE}\n{MORE}\n"
    root = make_edition({"seeds/a.txt": seed, "docs/articles/a.md": "---\noutlet: The Herald\n---\n"})
    package = root / "build_scripts" / "variorum"
    shutil.copytree(Path(variorum.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "Begin")
    edition = package / "edition.py"
    code = edition.read_text(encoding="utf-8")
    edition.write_text(code.replace('("outlet", "author"', '("author"'), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "variorum", "-C", str(root), "diff", "HEAD"],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "outlet: The Herald → unknown" in done.stdout
    assert "no rules of its own" not in done.stderr
    assert done.returncode == 0


def test_a_rewritten_statement_is_told(repo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event = repo / "docs/events/council.md"
    event.parent.mkdir(parents=True)
    header = "---\nname: The council\naccounts:\n  - {article: a, quote: The council met, aspect: The meeting}\n---\n"
    event.write_text(f"{header}It met.\n", encoding="utf-8")
    git(repo, "add", ".")
    git(repo, "commit", "-m", "Name the event")
    event.write_text(f"{header}It met at night.\n", encoding="utf-8")
    assert main(["-C", str(repo), "diff", "HEAD", "--quiet"]) == 0
    assert "docs/events/council.md: event council changed" in capsys.readouterr().out


def test_the_last_commit_of_each_file_is_known(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-05-06T09:08:07+02:00")
    (repo / "docs" / "é b.md").write_text("one", encoding="utf-8")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "one")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-06-01T00:00:00+00:00")
    (repo / "docs" / "other.md").write_text("two", encoding="utf-8")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "two")
    found = history.changed(repo, "docs")
    assert found["docs/é b.md"] == "2024-05-06T07:08:07Z"
    assert found["docs/other.md"] == "2024-06-01T00:00:00Z"
    assert not [path for path in found if not path.startswith("docs/")]
    assert history.last_change(repo) == "2024-06-01T00:00:00Z"


def test_a_shallow_clone_does_not_say_when_its_oldest_files_changed(repo: Path, tmp_path: Path) -> None:
    (repo / "docs" / "new.md").write_text("new", encoding="utf-8")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "new")
    shallow = tmp_path / "shallow"
    git(repo, "clone", "-q", "--depth", "2", repo.as_uri(), str(shallow))
    whole, cut = history.changed(repo, "docs"), history.changed(shallow, "docs")
    assert set(cut) <= set(whole)
    assert "docs/new.md" in cut
    git(repo, "clone", "-q", "--depth", "1", repo.as_uri(), str(tmp_path / "one"))
    assert history.changed(tmp_path / "one", "docs") == {}
    assert history.last_change(shallow) == history.last_change(repo)
    assert history.last_change(tmp_path / "one") == ""


def test_without_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert history.changed(tmp_path, "docs") == {}
    assert history.last_change(tmp_path) == ""


# No time at all, one before 1970, and one that has no year of four digits: git keeps what other programs wrote.
@pytest.mark.parametrize("when", ["never", "-5000000 +0000", "253402300800 +0000", "99999999999999 +0000"])
def test_a_commit_with_an_odd_time_does_not_say_when_its_files_changed(repo: Path, when: str) -> None:
    (repo / "docs" / "odd.md").write_text("odd", encoding="utf-8")
    git(repo, "add", "-A")
    tree = subprocess.run(["git", "-C", str(repo), "write-tree"], check=True, capture_output=True, text=True).stdout
    commit = f"tree {tree}author Ada <ada@example.org> {when}\ncommitter Ada <ada@example.org> {when}\n\nodd\n"
    put = ["git", "-C", str(repo), "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(put, input=commit, check=True, capture_output=True, text=True).stdout
    git(repo, "update-ref", "HEAD", made.strip())
    assert "docs/odd.md" not in history.changed(repo, "docs")
    assert history.last_change(repo) == ""


def test_files_and_folders_of_any_name_are_known(repo: Path) -> None:
    folder = repo / "docs" / "a[b]*"
    folder.mkdir()
    names = {f"docs/a[b]*/{name}.md" for name in ("\x01", "two\nlines", ":(top)")}
    for name in names:
        (repo / name).write_text("odd", encoding="utf-8")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "odd")
    assert set(history.changed(repo, str(folder))) == names
