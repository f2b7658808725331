"""Material's style sheets -> one in a cascade layer, so that our rules win without outdoing its selectors; and its part
that plain pages have elements for.

A page whose HTML has no class but ours uses nothing of Material but its typography: it gets the rules for that and no
script. Which rules these are is found in the sheet, whatever version is installed. Other pages get all of Material.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from tinycss2 import parse_blocks_contents, parse_rule_list, parse_stylesheet, serialize
from tinycss2.ast import Node

# The classes of Material that the frame of a page has. All other classes of generated pages are ours.
CLASSES = frozenset(
    {
        *("md-typeset", "md-container", "md-main", "md-main__inner", "md-grid", "md-content", "md-content__inner"),
        *("md-toggle", "md-overlay", "md-icon", "md-option", "md-header__option", "md-header__button"),
    }
)
SHEETS = ("main.*.css", "palette.*.css")
ASSETS = Path("assets")
PART, WHOLE = "material.css", "material-whole.css"

GROUPS = ("media", "supports", "layer", "container")
COLOURS = ("data-md-color-scheme", "data-md-color-primary", "data-md-color-accent")
CLASSES_OF = re.compile(r"""<[a-z][^<>]*?\sclass=["']?([^"'>]*)""")
CODE = re.compile(r'<div class="(?:language-[\w+#-]+ )?highlight"><pre>(?!.*?class="hll")(.*?)</pre></div>', re.DOTALL)
SPAN = re.compile(r"</?span[^>]*>")
VARIABLE = re.compile(r"var\((--[\w-]+)")
CHARSET = re.compile(r'@charset "[^"]*";|/\*# sourceMappingURL=.*?\*/')


def write(site: Path, colours: Collection[str]) -> None:
    """Write both sheets into the site's assets/; `colours` are the names of schemes and colours that its pages use."""
    found = [path for pattern in SHEETS for path in sorted((site / ASSETS / "stylesheets").glob(pattern))]
    sheets = [path.read_text(encoding="utf-8") for path in found]
    ours = "".join(path.read_text(encoding="utf-8") for path in sorted((site / ASSETS).glob("*.css")))
    whole = "\n".join(CHARSET.sub("", sheet) for sheet in sheets)
    for name, text in ((PART, spare(whole, colours, ours)), (WHOLE, whole)):
        (site / ASSETS / name).write_text(f"@layer material {{\n{text}\n}}\n", encoding="utf-8")


def colours(palette: object) -> set[str]:
    """Return the names of the schemes and colours of a theme's palette: one option, or several to choose from."""
    options = palette if isinstance(palette, list) else [palette] if isinstance(palette, dict) else []
    said = {str(option[key]) for option in options for key in ("scheme", "primary", "accent") if key in option}
    return {name.replace(" ", "-") for name in said} | {"default", "indigo"}


def plain(html: str) -> bool:
    """Tell whether a page's HTML has no element that Material's components or script are for, and no colour of its."""
    names = (name for found in CLASSES_OF.findall(html) for name in found.split())
    return "var(--md-" not in html and all(name.startswith("v-") for name in names)


def unlit(html: str) -> str:
    """Return a page's HTML with its blocks of code as mere text, which needs nothing of Material; lines that are marked
    stay. No colour is lost: those of Material are too pale for our paper, and not used."""
    return CODE.sub(_unlit, html)


def _unlit(block: re.Match[str]) -> str:
    code = SPAN.sub("", block[1]).replace("<code>", '<code tabindex="0">', 1)  # it scrolls, by keyboard too
    return f"<pre>{code}</pre>"


def spare(sheet: str, colours: Collection[str], others: str = "") -> str:
    """Return what `needed` does, without the variables that neither its rules nor other sheets ask for."""
    less = needed(sheet, colours, set(VARIABLE.findall(sheet + others)))
    return less if less == sheet else spare(less, colours, others)  # a variable that is gone may have asked for another


def needed(sheet: str, colours: Collection[str], variables: Collection[str] | None = None) -> str:
    """Return the rules of a style sheet that apply to elements of CLASSES or of none, a rule a line; of variables all,
    unless those that are needed are named."""
    rules = parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return "\n".join(_rules(rules, colours, variables))


def _rules(rules: Iterable[Node], colours: Collection[str], variables: Collection[str] | None) -> Iterator[str]:
    """Yield what is needed of rules; of the at-rules only those that hold others, so no faces and no animations."""
    for rule in rules:
        if rule.type == "qualified-rule":
            wanted = (each for each in _selectors(rule.prelude) if not _broken(each) and _applies(each, colours))
            selectors = ",".join(serialize(each).strip() for each in wanted)
            declared = ";".join(_declarations(rule.content, variables))
            if selectors and declared:
                yield f"{selectors}{{{declared}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS and rule.content is not None:
            if _broken(rule.prelude):
                continue
            inner = "\n".join(_rules(parse_rule_list(rule.content, True, True), colours, variables))
            if inner:
                yield f"@{rule.at_keyword}{serialize(rule.prelude)}{{\n{inner}\n}}"


def _declarations(content: Sequence[Node], variables: Collection[str] | None) -> Iterator[str]:
    """Yield declarations; not those of pictures in variables, which are most of the sheet and for other elements."""
    for found in parse_blocks_contents(content, True, True):
        if (
            found.type != "declaration"
            or _broken(found.value)
            or (found.name.startswith("--md-") and _is_picture(found.value))
        ):
            continue
        if variables is None or not found.name.startswith("--") or found.name in variables:
            yield found.serialize()


def _broken(tokens: Iterable[Node]) -> bool:
    """Tell whether a string or address among tokens is not ended on its line: browsers leave out what holds one."""
    return any(
        (token.type == "error" and token.kind in ("bad-string", "bad-url"))
        or _broken(getattr(token, "content", None) or getattr(token, "arguments", None) or ())
        for token in tokens
    )


def _is_picture(value: Sequence[Node]) -> bool:
    said = [token for token in value if token.type != "whitespace"]
    return bool(said) and (said[0].type == "url" or (said[0].type == "function" and said[0].lower_name == "url"))


def _selectors(prelude: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield the selectors of a list."""
    for comma, tokens in groupby(prelude, lambda token: token.type == "literal" and token.value == ","):
        if not comma:
            yield list(tokens)


def _applies(selector: Sequence[Node], colours: Collection[str]) -> bool:
    """Tell whether all classes and colours a selector asks for are known; what stands in brackets only narrows it."""
    classes = {name.value for dot, name in pairwise(selector) if dot == "." and name.type == "ident"}
    asked = (found.content for found in selector if found.type == "[] block" and found.content)
    named = {c[-1].value for c in asked if c[0].type == "ident" and c[0].value in COLOURS and len(c) > 1}
    return classes <= CLASSES and named <= set(colours)
