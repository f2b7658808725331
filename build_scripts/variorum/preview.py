"""`variorum serve`: MkDocs' preview, started anew when the package itself changes.

MkDocs reloads on a change of docs/, seeds/ and mkdocs.yml; Python code it has imported stays as it was, so for that the
server is replaced. Open pages reload by themselves when the new one answers.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from variorum.errors import ContentError
from variorum.read.settings import Settings

PACKAGE = Path(__file__).parent
CODE = (".py", ".toml", ".json", ".html", ".css", ".js", ".svg")
# An editor saves in several steps; they count as one change.
SETTLE_SECONDS = 0.3


class _Changed(FileSystemEventHandler):
    """Sets a flag when a file of the package is written."""

    def __init__(self, flag: threading.Event) -> None:
        self.flag = flag

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Set the flag for changes, not for reads, of files that the site is made by; a save may be a renaming."""
        paths = (str(event.src_path), str(event.dest_path))
        if event.event_type not in ("opened", "closed_no_write") and any(path.endswith(CODE) for path in paths):
            self.flag.set()


def serve(at: Settings, address: str, package: Path = PACKAGE) -> int:
    """Serve the edition at `address` until it is interrupted or told to end, and return the exit code.

    Raises ContentError where nothing can be served at the address.
    """
    _try(address)
    changed = threading.Event()
    observer = Observer()
    observer.schedule(_Changed(changed), str(package), recursive=True)
    # A SIGTERM would end us and leave the server behind; a SIGINT is ignored where we run in the background.
    before = [(s, signal.signal(s, signal.default_int_handler)) for s in (signal.SIGTERM, signal.SIGINT)]
    observer.start()
    try:
        return _serve(at, address, changed)
    except KeyboardInterrupt:
        return 0
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        observer.stop()
        observer.join()


def _try(address: str) -> None:
    """Raise ContentError where an address cannot be served at; MkDocs would say so only after building."""
    host, _, port = address.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            if os.name == "posix":  # elsewhere this would allow an address in use
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host.strip("[]"), int(port)))
    except (OSError, ValueError, OverflowError) as error:
        remedy = "name another, for instance --address 127.0.0.1:8001"
        raise ContentError(f"--address {address}", 0, 0, str(error), "HOST:PORT that is free", remedy) from error


def _serve(at: Settings, address: str, changed: threading.Event) -> int:
    """Run one server after the other; only the first may fail, a later one waits for the mistake to be mended."""
    code = _run(at, address, changed)
    while changed.is_set():
        threading.Event().wait(SETTLE_SECONDS)
        print("The package has changed: starting anew.", file=sys.stderr)
        changed.clear()
        code = _run(at, address, changed)
        if code and not changed.is_set():
            print("The server has ended; it starts anew at the next change of the package.", file=sys.stderr)
            _wait(changed)
    return code


def _run(at: Settings, address: str, changed: threading.Event) -> int:
    """Run a server until it ends by itself or the package changes, and return its exit code."""
    # MkDocs leaves a copy of the site among the temporary files when it is ended from outside.
    with tempfile.TemporaryDirectory(prefix="variorum-", ignore_cleanup_errors=True) as scratch:
        server = subprocess.Popen(
            command(at, address), env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": scratch}
        )
        try:
            while server.poll() is None and not changed.wait(SETTLE_SECONDS):
                pass
        finally:
            server.terminate()
            server.wait()
    return server.returncode


def _wait(changed: threading.Event) -> None:
    """Wait for a change; in steps, since some systems deliver no signal to a thread that waits for ever."""
    while not changed.wait(SETTLE_SECONDS):
        pass


def command(at: Settings, address: str) -> list[str]:
    """Return the command of MkDocs' own server; with newer versions of click live reload must be asked for."""
    file = str(at.root / "mkdocs.yml")
    return [sys.executable, "-m", "mkdocs", "serve", "--config-file", file, "--dev-addr", address, "--livereload"]
