"""From a clone to a built site: the lock, the Makefile and the set-up scripts."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
SETUP = ROOT / "build_scripts" / "setup"
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PHONY = set(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split())

# A package without dependencies and a build backend without packages: the set-up can be tried in seconds, offline.
TINY_PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "tiny"
version = "1.0"
"""
TINY_BACKEND = """
import zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(wheel_directory + "/tiny-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tiny.py", "")
        wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n")
        wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    return "tiny-1.0-py3-none-any.whl"
"""


def locked() -> list[tuple[Requirement, list[str]]]:
    """Return each requirement of the lock with its hashes."""
    lines = [line for line in LOCK.replace("\\\n", " ").splitlines() if line and not line.lstrip().startswith("#")]
    parts = [line.split("--hash=") for line in lines]
    return [(Requirement(part[0].strip()), [digest.strip() for digest in part[1:]]) for part in parts]


def direct() -> list[str]:
    """Return what pyproject.toml asks for: to run, to develop and to build."""
    project = PROJECT["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    return [*project["dependencies"], *extras, *PROJECT["build-system"]["requires"]]


def run(script: Path, *args: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a set-up script with the given variables in addition to ours, and return how it went."""
    given = {**os.environ, **(env or {})}
    return subprocess.run(
        ["/bin/sh", script, *args], capture_output=True, text=True, check=False, env=given, stdin=subprocess.DEVNULL
    )


def program(folder: Path, name: str, body: str) -> Path:
    """Write a shell program, standing for one that the machine may or may not have."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


# The lock


def test_each_locked_package_has_one_version_and_sha256_hashes() -> None:
    for requirement, hashes in locked():
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes), requirement


def test_the_lock_names_no_index_host_or_path() -> None:
    assert re.findall(r"://|file:|\bgit\+|\bwww\.| @ |(?:^|\s)/\w+/", LOCK) == []
    assert re.findall(r"(?m)^\s*-(?!-hash=).*", LOCK) == []
    assert re.findall(r"(?i)\b[\w-]+\.(?:org|com|net|io|dev|local)\b", LOCK) == []


@pytest.mark.parametrize("line", direct())
def test_each_direct_dependency_is_locked_within_its_range(line: str) -> None:
    wanted = Requirement(line)
    pins = [pin for pin, _ in locked() if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
    versions = [Version(next(iter(pin.specifier)).version) for pin in pins]
    assert versions, f"{line} is not in requirements.lock; run `make lock`"
    assert all(wanted.specifier.contains(version) for version in versions), f"{line}: locked are {versions}"


def test_the_environment_of_this_run_is_the_locked_one() -> None:
    here = {pin.name: pin for pin, _ in locked() if pin.marker is None or pin.marker.evaluate()}
    assert {name: version(name) for name in here} == {
        name: next(iter(pin.specifier)).version for name, pin in here.items()
    }


def imported(file: Path) -> set[str]:
    """Return the top-level names that a Python file imports."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in plain} | {
        (node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom) and not node.level
    }


def distributions(folder: str) -> set[str]:
    """Return the packages of others that the Python files of a folder import."""
    names = {name for file in (ROOT / folder).rglob("*.py") for name in imported(file)}
    owners = packages_distributions()
    foreign = names - sys.stdlib_module_names - {"variorum", "tests"}
    return {canonicalize_name(owners[name][0]) for name in foreign}


def test_whatever_the_package_imports_is_a_direct_dependency() -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    used = distributions("build_scripts/variorum")
    assert "mkdocs" in used
    assert used <= declared


def test_whatever_the_tests_import_is_a_direct_dependency() -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in direct()}
    used = distributions("tests")
    assert "pytest" in used
    assert used <= declared


# The Makefile and the scripts


@pytest.mark.parametrize("script", sorted(SETUP.glob("*.sh")), ids=lambda path: path.name)
def test_set_up_scripts_are_posix_shell(script: Path) -> None:
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


def test_ci_script_parses_and_may_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


def test_make_alone_prints_every_target() -> None:
    printed = subprocess.run(["make", "-C", ROOT, "--no-print-directory"], capture_output=True, text=True, check=True)
    assert set(re.findall(r"^  (\w+) +\w", printed.stdout, re.MULTILINE)) == PHONY - {".venv"}


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_each_make_target_that_people_are_told_of_exists(document: str) -> None:
    told = set(re.findall(r"(?m)(?:`|^\s*\$? ?)make ([a-z]+)", (ROOT / document).read_text(encoding="utf-8")))
    assert told, f"{document} names no make target"
    assert told <= PHONY


# Making the environment


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return a clone-like folder whose set-up takes seconds and no network."""
    clone = tmp_path / "clone of tiny"
    shutil.copytree(SETUP, clone / "build_scripts" / "setup")
    (clone / "pyproject.toml").write_text(TINY_PROJECT, encoding="utf-8")
    (clone / "backend.py").write_text(TINY_BACKEND, encoding="utf-8")
    (clone / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    return clone


def make_environment(clone: Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Run the set-up of a clone with the given Python and without an index."""
    return run(clone / "build_scripts" / "setup" / "venv.sh", env={"PYTHON": python, "PIP_NO_INDEX": "1"})


def imports_tiny(clone: Path) -> bool:
    """Tell whether the environment of a clone has the package."""
    return subprocess.run([clone / ".venv" / "bin" / "python", "-c", "import tiny"], check=False).returncode == 0


def test_set_up_is_done_once_and_again_only_for_what_changed(tiny: Path) -> None:
    first = make_environment(tiny)
    assert first.returncode == 0, first.stderr
    assert "making .venv" in first.stderr
    assert imports_tiny(tiny)
    assert make_environment(tiny).stderr == ""

    with (tiny / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write('description = "changed"\n')
    again = make_environment(tiny)
    assert again.returncode == 0
    assert "making .venv" not in again.stderr
    assert "installing variorum" in again.stderr

    (tiny / "requirements.lock").write_text("# still nothing\n", encoding="utf-8")
    assert "making .venv" in make_environment(tiny).stderr
    assert not (tiny / ".cache" / "set-up-running").is_symlink()


def test_a_half_made_environment_is_made_anew(tiny: Path) -> None:
    (tiny / "requirements.lock").write_text("no-such-package==1 --hash=sha256:" + 64 * "0", encoding="utf-8")
    broken = make_environment(tiny)
    assert broken.returncode != 0
    assert "no-such-package" in broken.stderr
    assert "to mend it: check the network" in broken.stderr
    assert (tiny / ".venv").is_dir()

    (tiny / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    assert make_environment(tiny).returncode == 0
    assert imports_tiny(tiny)


def test_a_moved_clone_gets_an_environment_of_its_own(tiny: Path) -> None:
    assert make_environment(tiny).returncode == 0
    moved = tiny.rename(tiny.with_name("moved"))
    assert "making .venv" in make_environment(moved).stderr
    assert imports_tiny(moved)


def test_a_set_up_that_was_killed_does_not_block_the_next(tiny: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    (tiny / ".cache").mkdir()
    (tiny / ".cache" / "set-up-running").symlink_to(str(ended.pid))
    assert make_environment(tiny).returncode == 0


def test_a_python_that_is_too_old_is_refused_with_a_remedy(tiny: Path, tmp_path: Path) -> None:
    old = program(tmp_path / "bin", "python-old", "exit 1")
    refused = make_environment(tiny, str(old))
    assert refused.returncode != 0
    assert "found no Python 3.11 or newer" in refused.stderr
    assert "to mend it: " in refused.stderr
    assert not (tiny / ".venv").exists()


# System packages and the browser


def test_without_rights_the_command_to_run_is_told(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    program(programs, "apt-get", "echo called >&2")
    program(programs, "id", "echo 1000")
    refused = run(SETUP / "apt_install.sh", "chromium", env={"PATH": str(programs)})
    assert refused.returncode == 1
    assert "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium\n" in refused.stderr
    assert "called" not in refused.stderr


def test_with_rights_the_packages_are_installed_without_questions(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    calls = tmp_path / "calls"
    program(programs, "apt-get", f'echo "$DEBIAN_FRONTEND $*" >>"{calls}"')
    program(programs, "id", "echo 0")
    (programs / "env").symlink_to("/usr/bin/env")
    done = run(SETUP / "apt_install.sh", "one", "two", env={"PATH": str(programs)})
    assert done.returncode == 0
    update, install = calls.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"noninteractive .* update", update)
    assert re.fullmatch(r"noninteractive .* install -y --no-install-recommends one two", install)


def test_what_apt_says_is_shown_when_it_fails(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    program(programs, "apt-get", "echo E: no space left; exit 100")
    program(programs, "id", "echo 0")
    (programs / "env").symlink_to("/usr/bin/env")
    failed = run(SETUP / "apt_install.sh", "one", env={"PATH": str(programs)})
    assert failed.returncode == 1
    assert "E: no space left" in failed.stderr
    assert "to mend it: check the network" in failed.stderr


def test_a_browser_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    program(programs, "chromium", "echo install the snap >&2; exit 1")
    works = program(programs, "google-chrome", "echo Chrome 1")
    found = run(SETUP / "chromium.sh", "--find", env={"PATH": str(programs), "CHROMIUM": ""})
    assert (found.returncode, found.stdout) == (0, f"{works}\n")


def test_a_browser_named_in_vain_fails_with_a_remedy() -> None:
    refused = run(SETUP / "chromium.sh", env={"CHROMIUM": "/bin/false"})
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert "'/bin/false', which does not start" in refused.stderr
    assert "to mend it: install Chromium" in refused.stderr


def test_only_looking_for_a_browser_installs_none(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    program(programs, "apt-get", "echo called >&2")
    env = {"PATH": str(programs), "CHROMIUM": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    refused = run(SETUP / "chromium.sh", "--find", env=env)
    assert refused.returncode == 1
    assert "found no Chromium" in refused.stderr
    assert "called" not in refused.stderr
