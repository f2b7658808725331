"""Measure the search of a site of ours against that of plain Material on the same texts, in Chromium.

    python benchmarks/search.py FOLDER [--sizes 0,1000,5000] [--answers 1000] [--runs 5] [--json FILE] [--only ours]

FOLDER takes the sites; one that is there already is measured as it stands. Sizes are numbers of articles besides the
five seeds. Measured are: seconds and CPU seconds of the build, bytes of the search's files, and, each time with a fresh
browser profile, seconds from asking to the first result on the screen and the bytes of the search loaded by then. Then
search_queries.toml is asked, and for each question the place of the right page and of the right passage is noted.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from search_browser import OURS, PLAIN, Dialog, first_result, launch, ranks, served
from search_corpus import HERE, ROOT, write_edition, write_plain

QUERIES = tomllib.loads((HERE / "search_queries.toml").read_text(encoding="utf-8"))["queries"]
# Questions for the time to the first result: rare and frequent words, several words.
ASKED = ("Lavrov", "ceasefire agreement", "Aleppo", "hospital", "John Kerry")
PLACES = (1, 3, 10)


def build(dialog: Dialog, folder: Path, size: int) -> dict[str, float]:
    """Write and build one site, unless it is there; return wall and CPU seconds."""
    if (folder / "site" / "index.html").is_file():
        return {}
    (write_edition if dialog is OURS else write_plain)(folder, size)
    command = [
        sys.executable,
        "-m",
        *(["variorum", "build", "--quiet"] if dialog is OURS else ["mkdocs", "build", "-q"]),
    ]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "build_scripts")}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, cwd=folder, check=False, env=env, capture_output=True)
    after, passed = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if not (folder / "site" / "index.html").is_file():
        raise SystemExit(f"no site was built in {folder}: run `{' '.join(command)}` there to see why")
    return {"build_s": round(passed, 1), "build_cpu_s": round(cpu, 1)}


def index_bytes(site: Path, dialog: Dialog) -> int:
    """Return the bytes of all files of the search."""
    folder = site / ("pagefind" if dialog is OURS else "search")
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(browser: Browser, dialog: Dialog, site: Path, runs: int) -> dict[str, Any]:
    """Return the time to the first result over http, and by double-click where the search works there."""
    asked = [ASKED[nth % len(ASKED)] for nth in range(runs)]
    with served(site) as root:
        found = {"http": first_result(browser, dialog, root, site, asked)}
    if dialog is OURS:
        found["file"] = first_result(browser, dialog, site.as_uri(), site, asked)
    return found


def answers(browser: Browser, dialog: Dialog, site: Path) -> list[dict[str, Any]]:
    """Ask all questions over http."""
    with served(site) as root:
        judged = ranks(browser, dialog, root, QUERIES)
    return [{**found, "for": query["for"]} for query, found in zip(QUERIES, judged, strict=True)]


def within(found: Sequence[dict[str, Any]], what: str, place: int) -> int:
    """Return how many questions have the right page or passage among the first `place` hits."""
    return sum(0 < each[what] <= place for each in found)


def print_answers(name: str, found: Sequence[dict[str, Any]]) -> None:
    """Print a table of right answers: all, by kind, and the questions that failed."""
    for purpose in ("tuning", "report"):
        asked = [each for each in found if each["for"] == purpose]
        print(f"{name}, {len(asked)} questions ({purpose}): right among the first {' / '.join(map(str, PLACES))}")
        for kind in ("all", *dict.fromkeys(each["kind"] for each in asked)):
            of = [each for each in asked if kind in ("all", each["kind"])]
            cells = [" / ".join(f"{within(of, what, n):2}" for n in PLACES) for what in ("page", "passage")]
            print(f"  {kind:<12} {len(of):3}   page {cells[0]}   passage {cells[1]}")
        if purpose == "tuning":
            missed = [f"{each['ask']} ({each['page']}, {each['passage']})" for each in asked if each["passage"] != 1]
            print("  not first (place of page, of passage): " + "; ".join(missed))


def print_size(size: int, dialog: Dialog, row: dict[str, Any]) -> None:
    """Print what was measured of one site."""
    ways = "  ".join(
        f"{way} {row[way]['median_s']:.2f} s (worst {row[way]['worst_s']:.2f}), {row[way]['bytes'] / 1e3:.0f} kB"
        for way in ("http", "file")
        if way in row
    )
    built = f"build {row['build_s']} s, CPU {row['build_cpu_s']} s  " if "build_s" in row else ""
    print(f"{size:>6} {dialog.name:<9} {built}index {row['index_bytes'] / 1e6:.1f} MB  {ways}", flush=True)


def main() -> None:
    """Build, measure, print, and write the figures as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="0,1000,5000")
    parser.add_argument("--answers", type=int, default=1000, help="the size at which questions are asked; -1: none")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=("ours", "plain"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures: dict[str, Any] = {"sizes": {}, "answers": {}}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        figures["chromium"] = browser.version
        for size in map(int, options.sizes.split(",")):
            for name, dialog in (("ours", OURS), ("plain", PLAIN)):
                if options.only in (None, name):
                    folder = options.folder.resolve() / str(size) / name
                    row: dict[str, Any] = dict(build(dialog, folder, size))
                    row |= {"index_bytes": index_bytes(folder / "site", dialog)}
                    row |= measure(browser, dialog, folder / "site", options.runs)
                    figures["sizes"][f"{size} {name}"] = row
                    print_size(size, dialog, row)
                    if size == options.answers:
                        figures["answers"][name] = answers(browser, dialog, folder / "site")
                        print_answers(dialog.name, figures["answers"][name])
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
