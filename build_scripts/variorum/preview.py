"""`variorum serve`: MkDocs' preview, started anew when the package itself changes.

MkDocs reloads on a change of docs/, seeds/ and mkdocs.yml; Python code it has imported stays as it was, so for that the
server is replaced. Open pages reload by themselves when the new one answers.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from variorum.read.settings import Settings

PACKAGE = Path(__file__).parent
CODE = (".py", ".toml", ".json", ".html", ".css", ".js")
# An editor saves in several steps; they count as one change.
SETTLE_SECONDS = 0.3


class _Changed(FileSystemEventHandler):
    """Sets a flag when a file of the package is written."""

    def __init__(self, flag: threading.Event) -> None:
        self.flag = flag

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Set the flag for changes, not for reads, of files that the site is made by."""
        if event.event_type not in ("opened", "closed_no_write") and str(event.src_path).endswith(CODE):
            self.flag.set()


def serve(at: Settings, address: str, package: Path = PACKAGE) -> int:
    """Serve the edition at `address` until it is interrupted, and return the exit code."""
    changed = threading.Event()
    observer = Observer()
    observer.schedule(_Changed(changed), str(package), recursive=True)
    observer.start()
    try:
        return _serve(at, address, changed)
    except KeyboardInterrupt:
        return 0
    finally:
        observer.stop()
        observer.join()


def _serve(at: Settings, address: str, changed: threading.Event) -> int:
    while True:
        changed.clear()
        server = subprocess.Popen(command(at, address), env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        try:
            while server.poll() is None and not changed.wait(SETTLE_SECONDS):
                pass
            if not changed.is_set():
                return server.returncode
            threading.Event().wait(SETTLE_SECONDS)
            print("The package has changed: starting anew.", file=sys.stderr)
        finally:
            server.terminate()
            server.wait()


def command(at: Settings, address: str) -> list[str]:
    """Return the command of MkDocs' own server; with newer versions of click live reload must be asked for."""
    file = str(at.root / "mkdocs.yml")
    return [sys.executable, "-m", "mkdocs", "serve", "--config-file", file, "--dev-addr", address, "--livereload"]
