"""What plain pages take of Material: its typography and palette, in a layer; nothing they have no element for."""

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from variorum.press import material

SHEETS = Path(str(files("material"))) / "templates" / "assets" / "stylesheets"
SHEET = """\
@charset "UTF-8";:root{--md-a:#fff;--md-icon:url('data:image/svg+xml;,{}</svg>');--md-b:1}
.md-typeset h1,.md-typeset .admonition>p{margin:0}[data-md-color-scheme=slate]{--md-a:#000}
[data-md-color-primary=teal]{--md-b:2}.md-typeset :is(.tabbed-set,ul){margin:1em}a:not(.md-button){color:red}
@media print{.md-nav{display:none}.md-typeset{font-size:1em}}@media screen{.md-tabs{color:red}}
@keyframes fade{0%{opacity:0}to{opacity:1}}.md-typeset a[title="a,b{}"]{color:blue}
"""


def test_rules_for_what_plain_pages_have_are_kept_and_no_others() -> None:
    assert material.needed(SHEET, {"default", "slate"}).splitlines() == [
        ":root{--md-a:#fff;--md-b:1}",
        ".md-typeset h1{margin:0}",
        "[data-md-color-scheme=slate]{--md-a:#000}",
        ".md-typeset :is(.tabbed-set,ul){margin:1em}",
        "a:not(.md-button){color:red}",
        "@media print{",
        ".md-typeset{font-size:1em}",
        "}",
        '.md-typeset a[title="a,b{}"]{color:blue}',
    ]


def test_variables_that_nothing_asks_for_are_left_out() -> None:
    sheet = ":root{--a:1;--b:var(--c);--c:2;--d:3}\np{order:var(--a)}"
    assert material.spare(sheet, set()).splitlines() == [":root{--a:1}", "p{order:var(--a)}"]
    whole = material.spare(sheet, set(), "i{order:var(--b,var(--d))}")
    assert whole == sheet


def test_the_installed_sheets_are_cut_to_their_typography(tmp_path: Path) -> None:
    (tmp_path / "assets" / "stylesheets").mkdir(parents=True)
    for path in SHEETS.glob("*.css"):
        (tmp_path / "assets" / "stylesheets" / path.name).write_bytes(path.read_bytes())
    material.write(tmp_path, {"default", "slate", "indigo"})
    part, whole = ((tmp_path / "assets" / name).read_text(encoding="utf-8") for name in (material.PART, material.WHOLE))
    assert len(part) < len(whole) / 8
    for wanted in (".md-typeset h1", "details", "blockquote", "[data-md-color-scheme=slate]", "@media print"):
        assert wanted in part
    for other in (".md-nav", ".admonition", "data:image", "@keyframes"):
        assert other not in part
        assert other in whole
    for sheet in (part, whole):
        assert sheet.startswith("@layer material {")
        assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ('<p class="v-lede">a</p><h2 id="b">b</h2><ul><li>c</li></ul>', True),
        ('<p class="v-lede v-small">a</p><table class="v-table"></table>', True),
        ('<div class="admonition note"><p>a</p></div>', False),
        ('<p id="a" class="v-lede tabbed-set">a</p>', False),
        ("<div class=highlight><pre><code>a</code></pre></div>", False),
        ('<p style="color: var(--md-accent-fg-color)">a</p>', False),
        ("<p>class=&quot;admonition&quot; is only said</p>", True),
    ],
)
def test_a_page_is_plain_where_it_has_no_class_but_ours(html: str, plain: bool) -> None:
    assert material.plain(html) is plain


def test_code_is_mere_text_unless_lines_of_it_are_marked() -> None:
    line = '<span class="k">if</span> a &lt; b:\n'
    code = f'<div class="language-py highlight"><pre><span></span><code>{line}</code></pre></div>'
    bare = '<pre><code tabindex="0">if a &lt; b:\n</code></pre>'
    assert material.unlit(f"<p>a</p>{code}<p>b</p>{code}") == f"<p>a</p>{bare}<p>b</p>{bare}"
    assert material.plain(material.unlit(code))
    marked = code.replace('class="k"', 'class="hll"')
    assert material.unlit(marked) == marked


def test_the_colours_of_a_palette_are_those_it_names() -> None:
    assert material.colours(None) == {"default", "indigo"}
    assert material.colours({"scheme": "slate", "primary": "deep purple"}) == {
        *("default", "indigo", "slate", "deep-purple")
    }
    assert "teal" in material.colours([{"scheme": "default"}, {"accent": "teal"}])


@given(st.text(alphabet="ab.#{}()[]:;,@'\"\\/*-_ \n"))
@example(":{_:'\n")
@example(":{_:[(")
@example("a{b:(c '\n)}")
def test_any_sheet_is_read_to_its_end(sheet: str) -> None:
    kept = material.needed(sheet, {"default"})
    ends = sum(map(sheet.count, "([{'\""))  # what is left open is closed
    assert len(kept) <= len(sheet) + kept.count("\n") * 2 + ends
