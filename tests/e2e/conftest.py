"""The browser of the end-to-end tests: the system's Chromium, cut off from the network."""

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.conftest import ROOT

from variorum import plugin
from variorum.press.progress import Progress

# A busy machine is slow, not wrong: what is waited for here comes in well under a second on an idle one.
expect.set_options(timeout=30_000)

FINDER = Path(__file__).parents[2] / "build_scripts" / "setup" / "chromium.sh"

# Pages have to work from the disk or from this machine: whatever asks for another host fails, as for an offline reader.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)


def find_chromium() -> str:
    """Return the path of a Chromium that starts; fail with the finder's remedy if there is none."""
    found = subprocess.run(["sh", FINDER, "--find"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.fail(found.stderr, pytrace=False)
    return found.stdout.strip()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Let pytest-playwright start the Chromium that is there; a sandbox cannot be had as root."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": [*QUIET, *sandbox]}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the first edition once for all that look at it."""
    folder = tmp_path_factory.mktemp("site")
    assert plugin.build(ROOT, folder, Progress(None)) == []
    return folder
