"""Material's style sheets -> one in a cascade layer, so that our rules win without outdoing its selectors; and its part
that plain pages have elements for.

A page whose HTML has no class but ours uses nothing of Material but its typography: it gets the rules for that and no
script. Which rules these are is found in the sheet, whatever version is installed. Other pages get all of Material.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

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

GROUP = re.compile(r"@(?:media|supports|layer|container)\b")
DROPPED = re.compile(r"@(?:charset|font-face|(?:-webkit-)?keyframes)\b")
CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
COLOURS = re.compile(r"""\[data-md-color-(?:scheme|primary|accent)=["']?([\w-]+)""")
CLASSES_OF = re.compile(r"""<[a-z][^<>]*?\sclass=["']?([^"'>]*)""")
CHARSET = re.compile(r'@charset "[^"]*";|/\*# sourceMappingURL=.*?\*/')
# A comma or another sign of its own, where it stands neither in brackets nor in quotes.
NESTED = re.compile(r"""\((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*\)|\[[^\]]*\]|"[^"]*"|'[^']*'""")
# A picture that a variable holds: by far the most of the sheet, and for elements that these pages do not have.
PICTURES = re.compile(r"--md-[\w-]+:\s*url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\);?")


def write(site: Path, colours: Collection[str]) -> None:
    """Write both sheets into the site's assets/; `colours` are the names of schemes and colours that its pages use."""
    found = [path for pattern in SHEETS for path in sorted((site / ASSETS / "stylesheets").glob(pattern))]
    sheets = [path.read_text(encoding="utf-8") for path in found]
    for name, parts in ((WHOLE, sheets), (PART, [needed(sheet, colours) for sheet in sheets])):
        text = "\n".join(CHARSET.sub("", part) for part in parts)
        (site / ASSETS / name).write_text(f"@layer material {{\n{text}\n}}\n", encoding="utf-8")


def colours(palette: object) -> set[str]:
    """Return the names of the schemes and colours of a theme's palette: one option, or several to choose from."""
    options = palette if isinstance(palette, list) else [palette] if isinstance(palette, dict) else []
    said = {str(option[key]) for option in options for key in ("scheme", "primary", "accent") if key in option}
    return {name.replace(" ", "-") for name in said} | {"default", "indigo"}


def plain(html: str) -> bool:
    """Tell whether a page's HTML has no element that Material's components or script are for."""
    return all(name.startswith("v-") for found in CLASSES_OF.findall(html) for name in found.split())


def needed(sheet: str, colours: Collection[str]) -> str:
    """Return the rules of a style sheet that apply to elements of CLASSES or of none, a rule a line."""
    return "\n".join(_rules(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL), colours))


def _rules(sheet: str, colours: Collection[str]) -> Iterator[str]:
    for head, body in _blocks(sheet):
        if GROUP.match(head):
            inner = "\n".join(_rules(body, colours))
            kept = f"{head}{{\n{inner}\n}}" if inner else ""
        elif DROPPED.match(head):
            kept = ""
        else:
            selectors = ",".join(each for each in _selectors(head) if _applies(each, colours))
            declared = PICTURES.sub("", body)
            kept = f"{selectors}{{{declared}}}" if selectors and declared else ""
        if kept:
            yield kept


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before the braces, and in them, of each rule of the outermost level."""
    depth = start = opened = 0
    for sign in re.finditer(r"""[{};]|"[^"]*"|'[^']*'|url\([^"')]*\)""", sheet):
        if sign[0] == "{":
            depth += 1
            opened = sign.start() if depth == 1 else opened
        elif sign[0] == "}":
            depth -= 1
            if depth == 0:
                yield sheet[start:opened].strip(), sheet[opened + 1 : sign.start()]
                start = sign.end()
        elif sign[0] == ";" and depth == 0:  # @charset, @import
            start = sign.end()


def _selectors(head: str) -> Iterator[str]:
    """Yield the selectors of a list."""
    start = 0
    hidden = NESTED.sub(lambda nested: "_" * len(nested[0]), head)
    for comma in (*(found.start() for found in re.finditer(",", hidden)), len(head)):
        yield head[start:comma].strip()
        start = comma + 1


def _applies(selector: str, colours: Collection[str]) -> bool:
    """Tell whether all classes a selector asks for are known; what stands in brackets only narrows it further."""
    outside = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", selector)
    return set(CLASS.findall(outside)) <= CLASSES and set(COLOURS.findall(selector)) <= set(colours)
