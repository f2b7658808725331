"""The search index is made by the real Pagefind and is nothing but the classic scripts a reader's browser uses."""

import base64
import gzip
import json
import re
from pathlib import Path

import pytest

from variorum.errors import ContentError
from variorum.press import search, staging

HANDS_OVER = re.compile(r'variorum\.payload\("([^"]+)","([A-Za-z0-9+/]+=*)"\)\n')


def write_page(site: Path, name: str, lang: str, text: str, root: str = "en") -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    body = f'<article lang="{lang}" data-pagefind-body><h1>{name}</h1><p id="p-0000000a">{text}</p></article>'
    path.write_text(f'<!doctype html><html lang="{root}"><body>{body}</body></html>', encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_page(tmp_path, "a.html", "en", "The convoy was struck at dawn.")
    write_page(tmp_path, "sub/index.html", "en", "Another convoy reached the border.")
    write_page(tmp_path, "c.html", "zh", "联合国安理会举行紧急会议。")
    (tmp_path / "plain.html").write_text("<html><body>no mark, no entry</body></html>", encoding="utf-8")
    return tmp_path


def scripts(site: Path) -> dict[str, str]:
    folder = site / search.FOLDER
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def entry(site: Path) -> dict[str, dict[str, dict[str, object]]]:
    handed = HANDS_OVER.fullmatch(scripts(site)["pagefind-entry.json.js"])
    assert handed
    content: dict[str, dict[str, dict[str, object]]] = json.loads(base64.b64decode(handed[2]))
    return content


def test_counts_the_marked_pages_only(site: Path) -> None:
    assert search.index(site) == 3


def test_every_file_is_a_classic_script_that_hands_over_its_own_name(site: Path) -> None:
    search.index(site)
    for name, script in scripts(site).items():
        if name != search.ENGINE:
            handed = HANDS_OVER.fullmatch(script)
            assert handed, name
            assert f"{handed[1]}.js" == name


def test_publishes_what_is_used_and_nothing_else(site: Path) -> None:
    search.index(site)
    kinds = {re.sub(r"(pagefind\.)?[a-z]+_[0-9a-f]{7,}", "*", name) for name in scripts(site)}
    assert kinds == {
        "*.pf_meta.js",
        "fragment/*.pf_fragment.js",
        "index/*.pf_index.js",
        "pagefind-entry.json.js",
        "pagefind.js",
        "wasm.en.pagefind.js",
        "wasm.unknown.pagefind.js",
    }


def test_the_engine_is_no_module_any_more(site: Path) -> None:
    search.index(site)
    engine = scripts(site)["pagefind.js"]
    assert engine.startswith("variorum.pagefind=function(fetch){")
    assert "import.meta" not in engine
    assert "export{" not in engine
    assert engine.endswith("return PagefindInstance;};\n")


def test_the_language_of_the_text_counts_not_that_of_the_page(site: Path) -> None:
    search.index(site)
    assert {lang: of["page_count"] for lang, of in entry(site)["languages"].items()} == {"en": 2, "mul": 1}


def test_what_is_for_other_programs_is_no_page_of_the_search(site: Path) -> None:
    for name in ("feed.xml", "feed.atom", "book/chapter.xhtml", "a.bib", "a.csl.json", "raw/a.html.txt"):
        path = site / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('<html lang="en"><body data-pagefind-body>The convoy again.</body></html>', encoding="utf-8")
    assert search.index(site) == 3
    assert sum(name.startswith("fragment/") for name in scripts(site)) == 3


NOTED = """<!doctype html><html lang="en"><body><h1 data-pagefind-meta="title">A &amp; B</h1>
<p data-pagefind-body>Text.</p><ol><li id="note-2" data-v-found="Note"><ul><li><q>the &lt;b&gt; quoted</q></li></ul>
<div class="v-note-body"><p>Said <em>of</em> it.</p></div><p class="v-note-sources">Sources: one</p></li></ol>
</body></html>"""


def test_a_note_is_a_page_of_its_own() -> None:
    ((place, page),) = staging.notes(NOTED.encode())
    assert place == "note-2"
    assert '<p data-pagefind-filter="kind">Note</p>' in page
    assert '<p data-pagefind-meta="quote">the &lt;b&gt; quoted</p>' in page
    assert '<p data-pagefind-meta="source">A &amp; B</p>' in page
    assert "<p>Said <em>of</em> it.</p>" in page
    assert "Sources: one" in page


def test_notes_are_indexed_but_not_counted_as_pages(site: Path) -> None:
    (site / "noted.html").write_text(NOTED, encoding="utf-8")
    assert search.index(site) == 4
    assert sum(name.startswith("fragment/") for name in scripts(site)) == 5


@pytest.mark.parametrize(
    ("text", "divided"),
    [
        ("<p>安理会，讨论</p>", "<p>安 理 会， 讨 论 </p>"),
        ("<p><a>青江</a>大桥</p>", "<p><a>青 江 </a>大 桥 </p>"),
        ("<p>NATO峰会 300个</p>", "<p>NATO 峰 会 300 个 </p>"),
        ("<p>スマート</p>", "<p>ス マ ー ト </p>"),
        ("<p>กำลัง</p>", "<p>ก ำ ลั ง </p>"),
        ('<p title="安理会">Plain words.</p>', '<p title="安理会">Plain words.</p>'),
    ],
)
def test_scripts_without_spaces_are_divided_and_others_left(text: str, divided: str) -> None:
    assert staging.divided(text.encode()).decode() == divided


@pytest.mark.parametrize("words", ["„Aurelia“ fuhr", "die «Aurelia» fuhr", "(die ‚Aurelia‘)", "la ¿Aurelia?"])
def test_no_space_comes_between_a_mark_and_the_name_that_a_link_begins_with(tmp_path: Path, words: str) -> None:
    linked = words.replace("Aurelia", '<a id="m-1" href="a.html" title="a > b">Aurelia</a>')
    write_page(tmp_path, "a.html", "de", linked)
    search.index(tmp_path)
    (script,) = (script for name, script in scripts(tmp_path).items() if "_fragment" in name)
    handed = HANDS_OVER.fullmatch(script)
    assert handed
    fragment = gzip.decompress(base64.b64decode(handed[2])).decode()
    assert words in json.loads(fragment[fragment.index("{") :])["content"]


def test_the_pages_themselves_stay_as_they_were(site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    search.index(site)
    assert {path: path.read_bytes() for path in site.rglob("*.html")} == before


def test_the_same_pages_give_the_same_bytes(site: Path) -> None:
    search.index(site)
    first = scripts(site)
    search.index(site)
    assert scripts(site) == first


def test_what_an_earlier_run_left_is_gone(site: Path) -> None:
    search.index(site)
    (site / "a.html").unlink()
    assert search.index(site) == 2
    assert sum(name.startswith("fragment/") for name in scripts(site)) == 2


@pytest.mark.parametrize(
    ("tag", "marked"),
    [
        (b"<article data-pagefind-body>", True),
        (b'<div class="a>b" data-pagefind-body lang=ar>', True),
        (b"<main\n  data-pagefind-body>", True),
        (b'<p title=" data-pagefind-body ">', False),
        (b"<p>data-pagefind-body</p>", False),
        (b"<p data-pagefind-body-not>", False),
    ],
)
def test_knows_a_marked_element(tag: bytes, marked: bool) -> None:
    found = staging.MARKED.search(b"<html><body>" + tag)
    assert (found is not None) is marked


def test_a_site_without_marked_pages_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><body>text</body></html>", encoding="utf-8")
    with pytest.raises(ContentError, match="data-pagefind-body") as refused:
        search.index(tmp_path)
    assert refused.value.rule == "search"
    assert not (tmp_path / search.FOLDER).exists()


def test_an_indexer_that_fails_is_reported_with_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"not able to build an index.*pip install 'pagefind\[extended\]"):
        search._run(tmp_path / "absent", tmp_path / "made")


@pytest.mark.parametrize(
    ("was", "becomes", "found"),
    [
        ("await fetch(queued.input)", "await load(queued.input)", r"'fetch\(' 1 times; expected it 2 times"),
        ("import.meta.url", "import.meta.dirname", r"import\.meta\.url!==.* 0 times"),
        ("var PagefindInstance=class{", "var Instance=class{", "'var PagefindInstance=.* 0 times"),
        ("export{", "await import('x');export{", r"'import\(' 1 times; expected it 0 times"),
        ("export{createInstance,", "export{createInstance as make,", "a plain list of exports"),
    ],
)
def test_a_pagefind_of_another_form_is_refused_in_words(
    tmp_path: Path, was: str, becomes: str, found: str, site: Path
) -> None:
    made = tmp_path / "made"
    search._run(site, made)
    module = made / search.ENGINE
    text = module.read_text(encoding="utf-8")
    assert was in text
    module.write_text(text.replace(was, becomes), encoding="utf-8")
    with pytest.raises(ContentError, match=found) as refused:
        search.as_classic(module)
    assert "pip install" in refused.value.remedy
