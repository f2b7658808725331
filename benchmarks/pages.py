"""Weigh the pages of an edition beside the same pages in plain Material, cold and on a throttled CPU.

    python benchmarks/pages.py                      the edition of this folder, five openings of each page
    python benchmarks/pages.py --runs 9 --json FILE more openings; the figures as JSON too
    python benchmarks/pages.py --network            and over a connection of 1.6 Mbit/s with 150 ms of delay

The peer is Material with its own style sheets, scripts and search, without web fonts (its default asks another site for
them), so all bytes of fonts are ours. An article is there the bare words as Markdown, without notes or events; pages
of other kinds have the HTML that `variorum export` writes, pages written by hand the same Markdown. A server of this
script sends text compressed, as hosts do, and counts what it sends; each opening has a new, empty browser. Needs
Chromium, found as for the tests (CHROMIUM=...).
"""

import argparse
import gzip
import http.server
import json
import mimetypes
import os
import re
import shutil
import statistics
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.base import load_config
from playwright.sync_api import Browser, sync_playwright

from variorum import edition, pages, plugin, read
from variorum.model import Article, Edition, Page
from variorum.pages.template import page_path
from variorum.press.export import markdown
from variorum.press.progress import Progress

ROOT = Path(__file__).parents[1]
FINDER = ROOT / "build_scripts" / "setup" / "chromium.sh"
SLOWDOWN = 4  # times slower than this machine: what phones are taken for
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
WIDTH, HEIGHT = 1280, 900
SIGNS = re.compile(r"[\\`*_{}\[\]<>()#+.!|-]")  # what means something in Markdown
# Material loads the words of the whole site and a script for them with every page; ours waits until a reader searches.
# They are counted apart, so that the ratio is that of the pages.
SEARCH = re.compile(r"/search/|/workers/|/lunr/|/pagefind/")
SETTLED = 700  # milliseconds without a request after which a page is taken to be there
# Kept by the page itself: when text was first painted, when the largest part was, and by how much things moved.
OBSERVE = """
window.seen = {fcp: 0, lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const entry of list.getEntries())
  if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; }).observe({type: "paint", buffered: true});
new PerformanceObserver(list => { for (const entry of list.getEntries()) seen.lcp = entry.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const entry of list.getEntries()) seen.cls += entry.value; })
  .observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer of the server: what was asked for, its bytes as they lie on the disk and as they were sent."""

    path: str
    raw: int
    compressed: int


@dataclass(frozen=True, slots=True)
class Weight:
    """What opening a page costs: requests, bytes (raw, sent, of these fonts; apart: of a search), milliseconds, CLS."""

    requests: int
    raw: int
    sent: int
    fonts: int
    search: int
    fcp: float
    lcp: float
    cls: float


class Host(http.server.SimpleHTTPRequestHandler):
    """Sends files as static hosts do, text compressed, and notes what it sent."""

    protocol_version = "HTTP/1.1"
    notes: list[Sent]

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        data = path.read_bytes() if path.is_file() else b""
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        packed = path.suffix != ".woff2" and len(data) > 200
        body = gzip.compress(data, 6, mtime=0) if packed else data
        self.notes.append(Sent(self.path, len(data), len(body)))
        self.send_response(200 if data else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[tuple[str, list[Sent]]]:
    """Yield the address of a site on this machine, and the notes of what was sent."""
    notes: list[Sent] = []
    handler = type("Noting", (Host,), {"notes": notes})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: handler(*args, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", notes
    server.shutdown()
    server.server_close()


# ---------------------------------------------------------------------- the two sites


def plain(made: Sequence[Page], whole: Edition, source: Path, folder: Path) -> Path:
    """Build the same pages with plain Material and return the folder of the site."""
    docs = folder / "docs"
    shutil.copytree(source / "docs", docs, ignore=shutil.ignore_patterns(*read.MATERIAL))
    for page in made:
        target = docs / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        written = target.read_text(encoding="utf-8") if page.onto and target.exists() else ""
        target.write_text(f"{written}\n\n{page.html}\n" if page.onto else markdown(page), encoding="utf-8")
    for article in whole.articles:
        (docs / "bare").mkdir(exist_ok=True)
        (docs / "bare" / Path(page_path(article)).name).write_text(bare(article), encoding="utf-8")
    said = {
        "site_name": "Plain",
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["tables", "admonition", "pymdownx.superfences"],
        "nav": [{"Home": "index.md"}, *sorted(page.path for page in made if page.path.endswith("/index.md"))],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(said), encoding="utf-8")
    mkdocs_build.build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"


def bare(article: Article) -> str:
    """Return an article's words alone as Markdown."""
    texts = (" ".join(article.text[part.span.start : part.span.end].split()) for part in article.paragraphs)
    blocks = [SIGNS.sub(r"\\\g<0>", text) for text in texts]
    return "\n\n".join([f"# {blocks[0]}", *blocks[1:]]) + "\n"


def kinds(made: Sequence[Page], whole: Edition) -> dict[str, tuple[str, str]]:
    """Return for each kind of page the address of its heaviest page, here and in plain Material."""
    heaviest: dict[str, Page] = {}
    for page in made:
        if page.kind not in heaviest or len(page.html) > len(heaviest[page.kind].html):
            heaviest[page.kind] = page
    found = {kind: _html(page.path) for kind, page in heaviest.items() if not page.onto}
    article = found["article"]
    return {
        "article, its words": (article, f"bare/{Path(article).name}"),
        **{kind: (path, path) for kind, path in found.items()},
        "home": ("index.html", "index.html"),
        "by hand": ("about/cleaning.html", "about/cleaning.html"),
    }


def _html(path: str) -> str:
    return path.removesuffix(".md") + ".html"


# ---------------------------------------------------------------------- opening pages


def opened(browser: Browser, address: str, notes: list[Sent], network: bool) -> Weight:
    """Open a page in an empty browser and return what it cost."""
    with browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}) as context:
        tab = context.new_page()
        remote = context.new_cdp_session(tab)
        remote.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        if network:
            remote.send("Network.enable")
            remote.send("Network.emulateNetworkConditions", NETWORK)
        tab.add_init_script(OBSERVE)
        notes.clear()
        tab.goto(address, wait_until="load")
        count = -1
        while count != len(notes):
            count = len(notes)
            tab.wait_for_timeout(SETTLED)
        seen = tab.evaluate("window.seen")
        sent = [each for each in notes if each.raw and not each.path.endswith("favicon.ico")]
    search = [each for each in sent if SEARCH.search(each.path)]
    read = [each for each in sent if each not in search]
    fonts = [each for each in read if each.path.endswith(".woff2")]
    raw = sum(each.raw for each in read)
    compressed = (sum(each.compressed for each in group) for group in (read, fonts, search))
    return Weight(len(read), raw, *compressed, seen["fcp"], seen["lcp"], seen["cls"])


def middle(runs: Sequence[Weight]) -> Weight:
    """Return the median of the times; of bytes and CLS the worst."""
    fcp, lcp = (statistics.median(times) for times in ([run.fcp for run in runs], [run.lcp for run in runs]))
    most = max(runs, key=lambda run: run.sent)
    return replace(most, fcp=fcp, lcp=lcp, cls=max(run.cls for run in runs))


Pair = tuple[Weight, Weight]


def weigh(ours: Path, theirs: Path, paths: Sequence[tuple[str, str]], runs: int, network: bool) -> list[Pair]:
    """Return the weights of each page of both sites, opened in turn, so that both meet the same machine."""
    chromium = subprocess.run(["sh", FINDER, "--find"], capture_output=True, text=True, check=True).stdout.strip()
    flags = ["--no-proxy-server", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    found = []
    with sync_playwright() as driver, served(ours) as here, served(theirs) as there:
        browser = driver.chromium.launch(executable_path=chromium, args=flags)
        opened(browser, f"{here[0]}/{paths[0][0]}", here[1], network)  # the first of all is slow
        for pair in paths:
            seen = [
                [
                    opened(browser, f"{at}/{path}", notes, network)
                    for (at, notes), path in zip((here, there), pair, strict=True)
                ]
                for _ in range(runs)
            ]
            found.append((middle([one for one, _ in seen]), middle([other for _, other in seen])))
        browser.close()
    return found


# ---------------------------------------------------------------------- the report


def row(kind: str, ours: Weight, theirs: Weight) -> str:
    """Return a line of the table: ours, theirs, and ours as a multiple of theirs."""
    cells = [
        f"{ours.requests} / {theirs.requests}",
        f"{ours.raw / 1000:.0f} / {theirs.raw / 1000:.0f} = {ours.raw / theirs.raw:.2f}",
        f"{ours.sent / 1000:.0f} / {theirs.sent / 1000:.0f} = {ours.sent / theirs.sent:.2f}",
        f"{ours.fonts / 1000:.0f}",
        f"{ours.search / 1000:.0f} / {theirs.search / 1000:.0f}",
        f"{ours.fcp:.0f} / {theirs.fcp:.0f} = {ours.fcp / theirs.fcp:.2f}",
        f"{ours.lcp:.0f} / {theirs.lcp:.0f} = {ours.lcp / theirs.lcp:.2f}",
        f"{ours.cls:.3f} / {theirs.cls:.3f}",
    ]
    return f"| {kind} | " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    say = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    say.add_argument("root", nargs="?", type=Path, default=ROOT)
    say.add_argument("--runs", type=int, default=5)
    say.add_argument("--network", action="store_true")
    say.add_argument("--json", type=Path)
    asked = say.parse_args()
    with TemporaryDirectory(prefix="variorum-pages-") as folder:
        whole = edition.build(read.sources(asked.root))
        made = list(pages.render(whole))
        plugin.build(asked.root, Path(folder, "ours"), Progress(None))
        peer = plain(made, whole, asked.root, Path(folder, "plain"))
        chosen = kinds(made, whole)
        pairs = weigh(Path(folder, "ours"), peer, list(chosen.values()), asked.runs, asked.network)
    print("ours / plain Material; kB raw, kB sent compressed, of these fonts; kB of a search beside them;")
    print("ms to the first text, ms to the largest part")
    heads = ("page", "requests", "raw", "sent", "fonts", "search", "first text", "largest", "CLS")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for kind, (one, other) in zip(chosen, pairs, strict=True):
        print(row(kind, one, other))
    if asked.json:
        rows = zip(chosen, pairs, strict=True)
        figures = {kind: {"ours": asdict(one), "plain": asdict(other)} for kind, (one, other) in rows}
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
