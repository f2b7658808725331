"""An export is built by ProperDocs, with the extensions a typical site enables and without our plugin."""

import base64
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from variorum import cli, edition, read
from variorum.errors import ContentError
from variorum.model import Article, Edition, Evidence, Fact, Override, Position, Record, Seed, Sources
from variorum.press import export, fonts
from variorum.read.settings import load

MADE = Path(__file__).parents[2]
HOSTILE = (
    "* star",
    "- dash",
    "1. one",
    "+ plus",
    "*a* **b** _c_ __d__ `e` ``f``",
    '--8<-- "secret.txt"',
    "--8<--",
    ';--8<-- "secret.txt"',
    "{{ config.site_name }} {% raw %} {# note #} ${x} <%= x %>",
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</div></div></body></html>",
    "[x]: https://elsewhere.example/",
    "[^1]: a footnote and its mark[^1]",
    "*[UN]: United Nations, so UN",
    "Word: text",
    "title: another",
    "---",
    "***",
    "===",
    "# x",
    "## x {#id .class onclick=alert(1)}",
    "#!python x",
    "\tindented\twith\ttabs",
    "    four spaces before and two after  ",
    "a\u00a0b\u202fc d  e   f",
    "line\u2028separator\u2029and\x85next\x0cform",
    "soft\u00adhyphen zero\u200djoiner\u200cnon\u2060word\ufeffbom",
    "قالت الوزارة \u202eabc\u202c שלום",
    "🙂 👩\u200d👩\u200d👧 :smile: :material-home: e\u0301",
    "AT & T &amp; &lt;b&gt; &#60;i&#62; &copy &nbsp; &notit; &;",
    "]]> <!-- <![CDATA[ <? ?> <![ --> <!doctype html>",
    "::: module.name",
    "/// note",
    "!!! note",
    '??? "folded"',
    "$x$ $$y$$ \\(z\\) \\[w\\]",
    "~~x~~ ~y~ ==x== ^^x^^ ^y^ ++ctrl+alt++",
    "- [ ] task",
    "| a | b |",
    "|---|---|",
    "> quoted",
    "Term",
    ":   definition",
    "```python",
    "~~~",
    "(c) (tm) +/- --> 1/2 \"quoted\" 'it's' ... -- ---",
    "[[toc]] [TOC] [[wiki]] ![image](x.png) [link](javascript:alert(1)) <https://elsewhere.example/>",
    "\\* \\_ \\` back\\slashes\\",
    "long " * 20_000,
    "x" * 100_000,
)
TITLES = (
    "</title><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&ltscript&gtalert(1)",
    "&amp;lt;script&amp;gt;alert(1)",
    "{{ 7 * 7 }}{% raw %}{# x #}",
    "--- : {a: [b",
    "!!python/object:os.system",
    "no",
    "2016",
    "\\u003cscript\\u003e \\",
    "a\u2028b\x85c\ufeffd",
    "R&D and AT&T 🙂 قالت",
)
EXTENSIONS: list[object] = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "meta",
    "smarty",
    "tables",
    {"toc": {"permalink": True}},
    {"pymdownx.arithmatex": {"generic": True}},
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    {"pymdownx.snippets": {"check_paths": True}},
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
    {"pymdownx.tasklist": {"custom_checkbox": True}},
    "pymdownx.tilde",
]
# A theme that trusts titles as much as any theme does: in text, in attributes and freed of tags.
BARE = """<!doctype html><title>{{ page.title }}</title><h6 id="t" title="{{ page.title }}">{{ page.title }}</h6>
<p id="s">{{ page.title | striptags }}</p>
{% for p in nav.pages %}<a href="{{ p.url | url }}">{{ p.title }}</a>{% endfor %}
{{ page.content }}"""
HOME = "# Home\n\n[Rules](removed/index.md#all-rules), [checks](about/checks.md), [first](articles/000.md)\n"


@dataclass(frozen=True)
class Built:
    """An edition, its export and the site that ProperDocs made of it."""

    edition: Edition
    site: Path

    def pages(self) -> Iterator[tuple[Article, BeautifulSoup]]:
        """Yield each article with its page."""
        return ((a, parsed(self.site / f"articles/{a.address}.html")) for a in self.edition.articles)


def parsed(path: Path) -> BeautifulSoup:
    """Return a built page; white space between its blocks counts, which BeautifulSoup would fold outside of `div`."""
    return BeautifulSoup(path.read_bytes().decode(), "html.parser", preserve_whitespace_tags={"div"})


def texts(page: BeautifulSoup) -> str:
    return "".join(part.get_text() for part in page.select(".v-text"))


def keeping(seed: Seed) -> Record:
    """Return a record by which every line of the seed is kept and the first one is its title, whatever they are."""
    lines = [line.text for line in seed.lines if line.text.strip()]
    title = Fact("title", lines[0], Evidence("supplied"))
    overrides = tuple(Override(text, True, Position(1, 1)) for text in lines)
    return Record(seed.id, "", facts=(title,), overrides=overrides)


def write_seeds(root: Path, articles: list[str]) -> Edition:
    """Write seeds and return the edition in which none of their words is removed."""
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    for old in (root / "seeds").iterdir():
        old.unlink()
    for number, text in enumerate(articles):
        (root / "seeds" / f"{number:03}.txt").write_bytes(text.encode())
    seeds = read.sources(root).seeds
    return edition.build(Sources(seeds, tuple(map(keeping, seeds)), ()))


def new_root(root: Path) -> Path:
    (root / "docs" / "about").mkdir(parents=True)
    (root / "docs" / "index.md").write_text(HOME, encoding="utf-8")
    (root / "docs" / "about" / "index.md").write_text("# About\n\n[back](../index.md)\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: A & B\n", encoding="utf-8")
    return root


def build(folder: Path, theme: str) -> Path:
    """Build an export as the site of somebody who enables all extensions, strictly, and return the site."""
    said = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text(BARE, encoding="utf-8")
    (folder / "secret.txt").write_text("a secret", encoding="utf-8")
    said |= {"markdown_extensions": EXTENSIONS, "theme": theme}
    said |= {} if theme == "material" else {"theme": {"name": None, "custom_dir": "theme"}}
    (folder / "properdocs.yml").write_text(yaml.safe_dump(said), encoding="utf-8")
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "-f", "properdocs.yml"]
    run = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def made(root: Path, articles: list[str], folder: Path, theme: str = "bare") -> Built:
    whole = write_seeds(root, articles)
    assert len(whole.articles) == len(articles)
    export.write(folder, whole, load(root))
    return Built(whole, build(folder, theme))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an edition without seeds; all tests here share the fonts it makes, or those that are made already."""
    root = new_root(tmp_path_factory.mktemp("edition"))
    with_fonts(root, MADE)
    return root


def with_fonts(root: Path, other: Path) -> None:
    """Give an edition the fonts that another has made."""
    if (other / ".cache" / "fonts").is_dir():
        shutil.copytree(other / ".cache" / "fonts", root / ".cache" / "fonts")


@pytest.fixture(scope="module", params=["bare", "material"])
def hostile(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    prose = "\n\nThe convoy was struck at dawn, officials said, and two of its trucks were lost."
    first = [f"A title\n\n{words}{prose}" for words in HOSTILE]
    whole = "\n".join(HOSTILE[:-2])
    folder = tmp_path_factory.mktemp("export") / "out"
    return made(root, [*first, whole, *(f"{title}{prose}" for title in TITLES)], folder, request.param)


def test_the_text_of_each_built_page_is_the_text_of_the_edition(hostile: Built) -> None:
    assert [texts(page) for _, page in hostile.pages()] == [article.text for article, _ in hostile.pages()]


def test_the_hostile_words_were_put_to_the_test(hostile: Built) -> None:
    texts_of = [article.text for article in hostile.edition.articles]
    assert [words for words in (*HOSTILE, *TITLES) if not any(words in text for text in texts_of)] == []


def test_titles_were_titles(hostile: Built) -> None:
    assert set(TITLES) <= {article.title.value for article in hostile.edition.articles if article.title}


def scripts(page: BeautifulSoup) -> list[str]:
    return [str(script) for script in page.find_all("script")]


def active(page: BeautifulSoup) -> list[Tag]:
    """Return the elements that would run something, but for scripts."""
    return [e for e in page.find_all(True) if any(name.startswith("on") for name in e.attrs) or unsafe(e)]


def unsafe(element: Tag) -> bool:
    return any("script:" in str(element.get(name, "")).lower() for name in ("href", "src", "action"))


def test_nothing_active_comes_out(hostile: Built) -> None:
    ours = scripts(parsed(hostile.site / "about" / "index.html"))
    for path in [*hostile.site.glob("articles/*.html"), *hostile.site.glob("removed/*.html")]:
        assert scripts(parsed(path)) == ours, path.name
        assert active(parsed(path)) == [], path.name


def test_no_file_of_the_disk_is_drawn_in(hostile: Built) -> None:
    assert not any("a secret" in path.read_text(encoding="utf-8") for path in hostile.site.rglob("*.html"))


def links(page: BeautifulSoup) -> Iterator[str]:
    """Yield the addresses in a page's content and those of its styles that lie in the site."""
    part = page.find("article") or page
    assert isinstance(part, Tag)
    found = [*part.find_all(["a", "img", "script"]), *page.find_all("link")]
    addresses = (str(e.get("href") or e.get("src") or "") for e in found)
    return (address for address in addresses if address and not urlsplit(address).scheme)


def broken(site: Path, path: Path, ids: dict[Path, set[str]]) -> Iterator[str]:
    for address in links(parsed(path)):
        parts = urlsplit(address)
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        target = target / "index.html" if target.is_dir() else target
        if not target.is_file() or not target.is_relative_to(site):
            yield f"{path.name}: {address}"
        elif parts.fragment and unquote(parts.fragment) not in ids[target]:
            yield f"{path.name}: {address} has no such id"


def test_every_link_of_the_built_site_leads_somewhere(hostile: Built) -> None:
    site = hostile.site.resolve()
    paths = [path for path in site.rglob("*.html") if path.name != "404.html"]
    ids = {path: {str(e["id"]) for e in parsed(path).find_all(id=True)} for path in paths}
    assert [line for path in paths for line in broken(site, path, ids)] == []
    targets = {address for path in paths for address in links(parsed(path))}
    assert {"removed/index.html#all-rules", "articles/000.html", "../raw/000.txt"} <= targets
    assert any(re.search(r"^\.\./removed/000\.html$", address) for address in targets)


def test_the_style_sheets_and_their_fonts_are_there(hostile: Built) -> None:
    sheet = hostile.site / "assets" / "fonts" / "fonts.css"
    names = re.findall(r'url\("([^"]+)"\)', sheet.read_text(encoding="utf-8"))
    assert len(names) == len(fonts.FACES)
    assert all(name.startswith("data:font/woff2;base64,") for name in names)
    letters = set(map(chr, TTFont(BytesIO(base64.b64decode(names[0].partition(",")[2]))).getBestCmap()))
    assert {"é", "\u0301"} <= letters
    assert not letters & {"ĸ", "Җ"}
    assert (hostile.site / "assets" / "export.css").is_file()


@pytest.mark.parametrize("title", TITLES)
def test_a_harmless_title_stays_what_it_is_in_any_place(title: str) -> None:
    safe = export.harmless(title)
    page = BeautifulSoup(f'<p title="{safe}">{safe}</p>', "html.parser").p
    assert page is not None
    assert (page.get_text(), page["title"], len(page.attrs), page.find(True)) == (safe, safe, 1, None)


@pytest.mark.parametrize("title", ["R&D", "AT & T's plan; what is [it]?", "قالت 🙂 *_#"])
def test_an_ordinary_title_is_kept(title: str) -> None:
    assert export.harmless(title) == title


CHARACTERS = st.characters(codec="utf-8", exclude_characters="\x00\r")
# Python's html.parser drops references to these, which browsers keep; the next test but one covers them.
SHOWN = st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\t\x0c\n\x85")
SNIPPETS = st.sampled_from([words for words in HOSTILE if len(words) < 200])
TEXTS = st.lists(st.one_of(SNIPPETS, st.text(SHOWN, max_size=60)), min_size=1, max_size=6).map("\n".join)


@settings(
    max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(articles=st.lists(TEXTS.filter(str.strip), min_size=40, max_size=40))
def test_any_text_comes_out_of_the_other_generator_as_it_is(
    articles: list[str], root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    built = made(root, articles, tmp_path_factory.mktemp("any") / "out")
    assert [texts(page) for _, page in built.pages()] == [article.text for article, _ in built.pages()]


REFERENCE = re.compile(r"&#(\d+);|(&\w+;|&#x27;)")


def decoded(words: str) -> str:
    """Return words as a browser reads them: control characters that are referred to stay."""
    return REFERENCE.sub(lambda m: chr(int(m[1])) if m[1] else unescape(m[2]), words)


@given(st.one_of(SNIPPETS, st.text(CHARACTERS), st.text("\x02\x03\x0b #*_`{}[]|&;\n\t\x1c")))
def test_armour_says_the_same_on_one_line_without_a_sign(text: str) -> None:
    words = export.armoured(f"<p>{escape(text)}</p>").removeprefix("<p>").removesuffix("</p>")
    assert decoded(words) == text
    assert not set(REFERENCE.sub("", words)) & set("<>\n\t\x02\x03!#$%()*+-:=@[\\]^_`{|}~")


def test_the_signs_of_templates_are_armoured_in_attributes_too() -> None:
    html = export.armoured('<a title="{{ a }}\n{% b %}">c</a>')
    assert "{" not in html
    assert "\n" not in html
    assert BeautifulSoup(html, "html.parser").find("a", title="{{ a }} {% b %}")


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def small(tmp_path: Path, root: Path) -> Path:
    """Return an edition of one article with its fonts made."""
    own = new_root(tmp_path / "edition")
    with_fonts(own, root)
    write_seeds(own, ["A title\n\nThe convoy was struck at dawn, officials said."])
    return own


def exported(root: Path, folder: Path) -> int:
    return export.write(folder, edition.build(read.sources(root)), load(root))


def test_a_second_export_takes_the_place_of_the_first(small: Path, tmp_path: Path) -> None:
    exported(small, tmp_path / "out")
    first = content(tmp_path / "out")
    (tmp_path / "out" / "site").mkdir()
    (tmp_path / "out" / "docs" / "stale.md").write_text("stale", encoding="utf-8")
    assert exported(small, tmp_path / "out") == sum(b'<div class="v-page ' in made for made in first.values())
    assert content(tmp_path / "out") == first
    assert {path.name for path in tmp_path.iterdir()} == {"edition", "out"}


def test_nothing_else_is_written_but_the_cache_of_fonts(small: Path, tmp_path: Path) -> None:
    before = content(tmp_path)
    exported(small, tmp_path / "new" / "out")
    after = content(tmp_path)
    written = {path for path in after if after[path] != before.get(path)}
    assert {path for path in written if not path.startswith(("new/out/", "edition/.cache/fonts/"))} == set()
    assert before.keys() <= after.keys()


def test_a_failure_leaves_the_export_that_was_there(small: Path, tmp_path: Path) -> None:
    exported(small, tmp_path / "out")
    first = content(tmp_path / "out")
    whole = edition.build(read.sources(small))
    (small / "seeds" / "000.txt").unlink()
    with pytest.raises(ContentError, match=r"000\.txt.*No such file"):
        export.write(tmp_path / "out", whole, load(small))
    assert content(tmp_path / "out") == first
    assert {path.name for path in tmp_path.iterdir()} == {"edition", "out"}


def test_a_folder_of_somebody_else_is_refused(small: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(ContentError, match=r"it holds letter\.txt; expected a new or empty folder"):
        exported(small, tmp_path / "mine")
    assert content(tmp_path / "mine") == {"letter.txt": b"dear"}


def test_an_export_to_which_somebody_added_is_refused(small: Path, tmp_path: Path) -> None:
    exported(small, tmp_path / "out")
    (tmp_path / "out" / ".git").mkdir()
    with pytest.raises(ContentError, match=r"it holds \.git"):
        exported(small, tmp_path / "out")


@pytest.mark.parametrize("place", ["edition/docs/out", "edition/seeds/out", "edition/mkdocs.yml", "edition", "."])
def test_a_place_that_belongs_to_the_edition_is_refused(small: Path, tmp_path: Path, place: str) -> None:
    before = content(tmp_path)
    with pytest.raises(ContentError, match="name another folder"):
        exported(small, tmp_path / place)
    assert content(tmp_path) == before


def test_the_folder_one_is_in_is_refused(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(ContentError, match="the one you are in"):
        exported(small, Path())


def test_a_place_that_cannot_be_written_is_told_in_words(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ContentError, match="expected that it can be read and written"):
        exported(small, tmp_path / "file" / "out")


@pytest.mark.parametrize("name", ["leak.md", "leak", "about/leak.txt"])
def test_links_that_lead_out_of_the_pages_are_refused(small: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.txt").write_text("a secret", encoding="utf-8")
    (small / "docs" / name).symlink_to(tmp_path / "secret" if name == "leak" else tmp_path / "secret" / "key.txt")
    with pytest.raises(ContentError, match="a link or special file"):
        exported(small, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_link_among_the_pages_is_copied_as_a_file(small: Path, tmp_path: Path) -> None:
    (small / "docs" / "same.md").symlink_to("index.md")
    exported(small, tmp_path / "out")
    copy = tmp_path / "out" / "docs" / "same.md"
    assert copy.read_text(encoding="utf-8") == HOME
    assert not copy.is_symlink()


def test_hidden_files_and_what_pages_are_made_of_are_left_out(small: Path, tmp_path: Path) -> None:
    (small / "docs" / "articles").mkdir()
    (small / "docs" / "articles" / "000.md").write_text("---\nslug: convoy\n---\n", encoding="utf-8")
    (small / "docs" / ".env").write_text("a secret", encoding="utf-8")
    (small / "docs" / "picture.png").write_bytes(b"\x89PNG")
    exported(small, tmp_path / "out")
    names = {path.name for path in (tmp_path / "out" / "docs").iterdir()}
    made = {"about", "articles", "assets", "events", "glossary", "index.md", "notes", "raw", "removed", "timeline"}
    files = {"citations", "citations.bib", "citations.csl.json", "pages.json", "whole-edition.html"}
    assert names == {*made, *files, "picture.png"}
    assert {path.name for path in (tmp_path / "out" / "docs" / "articles").iterdir()} == {"convoy.md", "index.md"}


def test_a_hand_written_page_keeps_its_bytes_above_what_is_put_below(small: Path, tmp_path: Path) -> None:
    written = b"\xef\xbb\xbfHome of caf\xe9\r\n"
    (small / "docs" / "index.md").write_bytes(written)
    exported(small, tmp_path / "out")
    home = (tmp_path / "out" / "docs" / "index.md").read_bytes()
    assert home.startswith(written + b"\n\n<div class=")


def test_the_navigation_has_the_indexes_and_the_hand_written_pages_only(small: Path, tmp_path: Path) -> None:
    (small / "docs" / "notes.md").write_text("# Notes\n", encoding="utf-8")
    (small / "docs" / "about" / "cleaning.md").write_text("# Cleaning\n", encoding="utf-8")
    exported(small, tmp_path / "out")
    said = yaml.safe_load((tmp_path / "out" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert said["nav"] == [
        {"Home": "index.md"},
        {"Articles": "articles/index.md"},
        {"Events": "events/index.md"},
        {"Timeline": "timeline/index.md"},
        {"Glossary": "glossary/index.md"},
        {"What was removed": "removed/index.md"},
        "notes.md",
        {"About": ["about/index.md", "about/checks.md", "about/cleaning.md"]},
    ]


def test_feeds_and_citations_name_the_edition(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text(
        "---\ndate: 2023-03-14\n---\nThe bridge was closed, the clerk said.\n", "utf-8"
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: The collision\nplugins: [variorum]\n", "utf-8")
    assert cli.main(["-C", str(tmp_path), "export", str(tmp_path / "out"), "--quiet"]) == 0
    docs = tmp_path / "out" / "docs"
    assert "<title>The collision: Articles</title>" in (docs / "feeds" / "articles.xml").read_text("utf-8")
    assert "The collision" in (docs / "citations" / "a.bib").read_text("utf-8")
