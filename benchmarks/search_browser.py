"""Search measured in Chromium as a reader meets it: an empty cache, a question, the first result on the screen."""

import shutil
import statistics
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Playwright

QUIET = ("--no-sandbox", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1")
FIRST = 10


@dataclass(frozen=True, slots=True)
class Dialog:
    """How to ask a search, and which of a site's files it needs: `open` and `hits` are scripts for the page."""

    name: str
    input: str
    open: str
    hit: str
    own: Sequence[str]


OURS = Dialog(
    "Variorum",
    ".v-search__input",
    "document.querySelector('[data-v-search]').click()",
    ".v-search__hit",
    ("/pagefind/", *(f"/assets/{name}." for name in ("search", "words", "terms", "answers"))),
)
PLAIN = Dialog(
    "Material",
    "[data-md-component=search-query]",
    "document.querySelector('[data-md-toggle=search]').click()",
    ".md-search-result__item",
    ("/search/", "/workers/", "/lunr/"),
)

# Ask a question and give the milliseconds until a result can be seen, and what was loaded by then. Ours makes its field
# when the search is first wanted: the question is asked as soon as there is one, and the time counts from the click.
FIRST_RESULT = """([dialog, question]) => new Promise((resolve, reject) => {
  const start = performance.now();
  new Function(dialog.open)();
  let input;
  const look = () => {
    const passed = performance.now() - start;
    if (document.querySelector(dialog.hit)?.getBoundingClientRect().height) {
      const loaded = performance.getEntriesByType("resource").map((each) => each.name);
      return resolve([passed, loaded]);
    }
    if (!input && (input = document.querySelector(dialog.input))) {
      input.value = question;
      for (const kind of ["input", "keyup"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    return passed > 60000 ? reject(new Error("no result")) : requestAnimationFrame(look);
  };
  look();
})"""

HITS = """(selector) => [...document.querySelectorAll(selector)].map((hit) =>
  ({ text: hit.textContent, links: [...hit.querySelectorAll("a")].map((a) => a.href) }))"""


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Write nothing."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away with its page; everything else is an error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder over http without compression; give its address."""
    with _Server(("127.0.0.1", 0), partial(_Silent, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium."""
    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    return playwright.chromium.launch(executable_path=path, args=list(QUIET))


def first_result(browser: Browser, dialog: Dialog, root: str, site: Path, questions: Sequence[str]) -> dict[str, Any]:
    """Return the median and the worst time to the first result in seconds, and the median of bytes loaded for it."""
    runs = [_cold(browser, dialog, root, site, question) for question in questions]
    times, loaded = [run[0] / 1000 for run in runs], [run[1] for run in runs]
    return {"median_s": statistics.median(times), "worst_s": max(times), "bytes": int(statistics.median(loaded))}


def _cold(browser: Browser, dialog: Dialog, root: str, site: Path, question: str) -> tuple[float, int]:
    """Ask one question on a page opened with an empty cache; return milliseconds and bytes of the search's files."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{root}/index.html", wait_until="load")
        passed, loaded = page.evaluate(FIRST_RESULT, [_as_json(dialog), question])
        by_worker = [url for url in asked if "/lunr/" in url]  # a page knows nothing of what its workers load
        seen = loaded if root.startswith("http") else asked  # of a folder's files no times are kept
        own = {url for url in (*seen, *by_worker) if any(part in url for part in dialog.own)}
        return passed, sum(_size(site, root, url) for url in own)
    finally:
        context.close()


def _as_json(dialog: Dialog) -> Mapping[str, str]:
    return {"open": dialog.open, "input": dialog.input, "hit": dialog.hit}


def _size(site: Path, root: str, url: str) -> int:
    path = site / unquote(urlsplit(url).path).removeprefix(urlsplit(root).path).lstrip("/")
    return path.stat().st_size if path.is_file() else 0


def ranks(browser: Browser, dialog: Dialog, root: str, queries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return for each query the place of the right page and of the right passage among the first hits, 0 for none."""
    page = browser.new_page()
    page.goto(f"{root}/index.html", wait_until="load")
    page.evaluate(FIRST_RESULT, [_as_json(dialog), "Lavrov"])
    found = [(query, _hits(page, dialog, query["ask"])) for query in queries]
    page.close()
    return [_judged(query, hits, root, dialog) for query, hits in found]


def _hits(page: Page, dialog: Dialog, question: str) -> list[dict[str, Any]]:
    """Ask a question on an open page and return the first hits once they have not changed for a while."""
    for text in ("", question):
        page.locator(dialog.input).fill(text)
        page.locator(dialog.input).press("End")  # Material looks at the field when a key goes up
        page.wait_for_timeout(400)
    seen: list[dict[str, Any]] = []
    for _ in range(60):
        page.wait_for_function("!document.querySelector('dialog [aria-busy=true]')")
        before, seen = seen, page.evaluate(HITS, dialog.hit)
        more = page.locator("dialog .v-search__more:visible")
        if seen and len(seen) < FIRST and more.count():
            more.click()
        elif before == seen:
            break
        page.wait_for_timeout(300)
    return seen[:FIRST]


def _judged(query: Mapping[str, Any], hits: Sequence[Mapping[str, Any]], root: str, dialog: Dialog) -> dict[str, Any]:
    """Return the places at which the right page and the right passage stand."""
    pages = query["page"] if dialog is OURS else [query.get("plain") or page.split("#")[0] for page in query["page"]]
    right = [nth for nth, hit in enumerate(hits, 1) if any(_leads(link, root, pages) for link in hit["links"])]
    words = _folded(query.get("passage", ""))
    shown = [nth for nth in right if words in _folded(hits[nth - 1]["text"])]
    return {"kind": query["kind"], "ask": query["ask"], "page": min(right, default=0), "passage": min(shown, default=0)}


def _leads(link: str, root: str, pages: Sequence[str]) -> bool:
    address, _, place = unquote(link).removeprefix(f"{root}/").partition("#")
    full = f"{address.split('?')[0]}#{place}"
    return any(full.startswith(page) for page in pages)


def _folded(text: str) -> str:
    """Return a text without marks, in lower case, with plain spaces and apostrophes."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(plain.replace("’", "'").casefold().split())
