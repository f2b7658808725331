"""A folder on this machine as static hosts serve it."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path


class _Host(http.server.SimpleHTTPRequestHandler):
    """Answers below a path; an unknown address gets the site's 404.html, if it has one.

    The icon that browsers ask for beside a plain text is there and empty.
    """

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, below: str, **options: object) -> None:
        self.below = below
        super().__init__(*args, **options)  # type: ignore[arg-type] # whatever the server hands on

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.below)
        return super().translate_path("/" + path[len(self.below) :] if inside else "/no/such/file")

    def do_GET(self) -> None:
        if self.path != "/favicon.ico":
            return super().do_GET()
        self.send_response(204)
        self.end_headers()
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        path = Path(self.directory, "404.html")
        page = path.read_bytes() if path.is_file() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")  # a test may have changed the file since
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    """Takes as many connections at once as a browser opens; five, the default, are fewer than that."""

    request_queue_size = 128


@contextmanager
def hosted(folder: Path, below: str = "/") -> Iterator[str]:
    """Yield the address of a folder that is served below a path, with a slash at its end as the path has."""
    with _Server(("127.0.0.1", 0), partial(_Host, directory=str(folder), below=below)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()
