"""A built site -> its search index, which works over http and also in a folder opened by double-click.

Pagefind makes the index. A browser that opened a page from a folder refuses module scripts and `fetch`, but still runs
classic scripts, so every file of Pagefind's is published as one: its bytes in base64, handed to `variorum.payload` of
assets/answers.js. There is one way to load the index, wherever the site stands.
"""

import base64
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from variorum.errors import ContentError
from variorum.press import facets, staging

FOLDER = "pagefind"

ENGINE = "pagefind.js"

PAYLOADS = ("index/*.pf_index", "fragment/*.pf_fragment", "filter/*.pf_filter", "*.pf_meta")

# How Pagefind's script reaches for the browser, and what of it assets/answers.js uses: the engine of one language,
# which is handed a loader in the place of `fetch`.
FORM = {
    "import.meta": 4,
    'import.meta.url!=="undefined"': 2,
    "import.meta.url.match(": 2,
    "import(": 0,
    "XMLHttpRequest": 0,
    "fetch(": 2,
    "await fetch(queued.input)": 1,
    "var PagefindInstance=class{constructor(opts={}){": 1,
    "async init(language,opts){": 1,
}

EXPORTS = re.compile(r"export\{[\w,]+\};\s*\Z")


def index(site: Path) -> int:
    """Write the search index of the pages below `site` to `site`/pagefind; return the number of pages in it.

    A page is indexed where an element has `data-pagefind-body`; the `lang` of that element, else of `<html>`, decides
    how its words are told apart. Notes on a page are found by themselves. The same pages give the same bytes. Raises
    ContentError.
    """
    with TemporaryDirectory(prefix="variorum-search-") as folder:
        pages, made = Path(folder, "pages"), Path(folder, "made")
        count = staging.stage(site, pages)
        if not count:
            raise _nothing(site)
        _run(pages, made)
        facets.order(made)
        _publish(made, site / FOLDER)
        return count


def _nothing(site: Path) -> ContentError:
    """Return the error for a site that has no page for the search."""
    return _error(
        site,
        "no page for the search to read",
        "an element with the attribute data-pagefind-body on at least one page",
        "build the pages first, and keep the attribute in the theme's template",
    )


def _run(pages: Path, made: Path) -> None:
    """Run Pagefind over the staged pages. It keeps `index.html` in addresses: a folder has no other start page."""
    options = ["--keep-index-url", "--exclude-selectors", ".headerlink", "--quiet"]
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(made), *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode or not (made / facets.ENTRY).is_file():
        raise _error(
            pages,
            f"that the search indexer ended with code {done.returncode}: {_last_lines(done.stderr or done.stdout)}",
            "Pagefind 1.5 to index the pages",
            "try again; where it is not installed: pip install 'pagefind[extended]==1.5.*'",
        )


def _last_lines(text: str, count: int = 4) -> str:
    """Return the last lines of what a program said, as one."""
    return " / ".join(text.strip().splitlines()[-count:]) or "it said nothing"


def _publish(made: Path, target: Path) -> None:
    """Write what Pagefind made, as classic scripts, to `target`, in place of what was there."""
    languages = json.loads((made / facets.ENTRY).read_bytes())["languages"].values()
    engine = as_classic(made / ENGINE)
    if target.exists():
        rmtree(target)
    _write(target / ENGINE, engine)
    for name, content in _payloads(made, {language["wasm"] or "unknown" for language in languages}):
        _write(target / f"{name}.js", as_payload(name, content))


def _write(path: Path, script: str) -> None:
    """Write a script, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8", newline="\n")


def _payloads(made: Path, stemmers: set[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file that a reader's browser may ask for."""
    yield facets.ENTRY, json.dumps(json.loads((made / facets.ENTRY).read_bytes()), sort_keys=True).encode()
    wasm = [f"wasm.{stemmer}.pagefind" for stemmer in stemmers]
    for path in sorted(path for pattern in (*wasm, *PAYLOADS) for path in made.glob(pattern)):
        yield path.relative_to(made).as_posix(), path.read_bytes()


def as_payload(name: str, content: bytes) -> str:
    """Return the classic script that hands `content` over under `name`."""
    return f"variorum.payload({json.dumps(name)},{json.dumps(base64.b64encode(content).decode())})\n"


def as_classic(path: Path) -> str:
    """Return Pagefind's module as a classic script: `variorum.pagefind(fetch)` gives its engine, for one language.

    Inside the function that name stands for the browser's own. Raises ContentError when the module is not of the form
    this was written for.
    """
    module = path.read_text(encoding="utf-8")
    _check_form(path, module)
    body = EXPORTS.sub("return PagefindInstance;", module.replace("import.meta.url", "undefined"))
    return f'variorum.pagefind=function(fetch){{"use strict";{body}}};\n'


def _check_form(path: Path, module: str) -> None:
    """Raise ContentError unless the module reaches for the browser in just the ways that are taken care of."""
    for text, expected in FORM.items():
        if (found := module.count(text)) != expected:
            raise _other_form(path, f"{text!r} {found} times", f"it {expected} times")
    if not EXPORTS.search(module):
        raise _other_form(path, f"an end that reads {module[-40:]!r}", "a plain list of exports at the end")


def _other_form(path: Path, found: str, expected: str) -> ContentError:
    """Return the error for a Pagefind whose script has another form."""
    remedy = "pip install 'pagefind[extended]==1.5.2', the tested release, or bring FORM in press/search.py up to it"
    return _error(Path(path.name), found, f"{expected}, as Pagefind 1.5.2 has it", remedy)


def _error(path: Path, found: str, expected: str, remedy: str) -> ContentError:
    """Return an error on the search as a whole."""
    return ContentError(str(path), 0, 0, found, expected, remedy, "search")
