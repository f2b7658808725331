"""The fonts of the pages, made at build time from installed packages: Source Serif and Sans Pro (SIL OFL 1.1)."""

import base64
import hashlib
import os
import re
import shutil
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS


@dataclass(frozen=True, slots=True)
class Face:
    """A cut of a family: where its file lies and what style sheets call it."""

    family: str
    package: str
    file: str
    weight: int
    style: str = "normal"


FACES = (
    Face("Source Serif", "font_source_serif_pro", "SourceSerifPro-Regular.ttf", 400),
    Face("Source Serif", "font_source_serif_pro", "SourceSerifPro-It.ttf", 400, "italic"),
    Face("Source Serif", "font_source_serif_pro", "SourceSerifPro-Semibold.ttf", 600),
    Face("Source Sans", "font_source_sans_pro", "SourceSansPro-Regular.ttf", 400),
    Face("Source Sans", "font_source_sans_pro", "SourceSansPro-Semibold.ttf", 600),
)
# Signs that pages, style sheets and scripts have in any language; ASCII and these are in every site's sheet.
BASIC = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0«»·×¶‘’“”–—…←↑→↓−")
# What the faces have letters of, besides: Latin, Greek, Cyrillic, and signs among them.
COVERED = re.compile("[\u00a0-\u052f\u1e00-\u1fff\u2010-\u2193\u2212]")
# A letter that at least one of so many pages has, and two, stands in the sheet that all pages load.
COMMON = 50
# Of the typographic features those that browsers apply by themselves, and the figures our style sheets ask for.
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "onum"]
# To be raised when the files are made in another way: what was made before is then made anew.
EDITION = 2
CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
# What is set in italics without a style sheet's help.
SLANTED = re.compile(r"<(?:em|i|cite)\b")


def letters(html: str) -> set[str]:
    """Return the letters beyond ASCII that a page has, and the faces may have; code is set in another face."""
    return set(COVERED.findall(unescape(CODE.sub("", html))))


def common(pages: Collection[str], frame: str = "") -> frozenset[str]:
    """Return the letters that many of the pages have; `frame` is what all of them have."""
    found = Counter(letter for page in pages for letter in letters(page))
    many = {letter for letter, number in found.items() if number > 1 and number * COMMON >= len(pages)}
    return BASIC | letters(frame) | many


def used(html: str, known: Collection[str], slanted: bool = False) -> list[str]:
    """Return the files of rare letters, those not `known`, that a page shows itself with, to be asked for early.

    A face that comes later than the first sight of a page is not used on it (`font-display: optional`), since it would
    move what is being read. `slanted`: whether the style sheets set something of the page in italics.
    """
    if letters(html) <= set(known):
        return []
    return [_file(face) for face in FACES if face.style == "normal" or slanted or SLANTED.search(html)]


def write(folder: Path, cache: Path, known: Collection[str], rare: Collection[str] = ()) -> None:
    """Write the style sheet and the font files into `folder`; what was made before is taken from `cache`.

    The letters that are `known` stand in the sheet itself: as files they come too late for a page on a busy machine, or
    opened from a folder, which then shows some of its words in one face and some in another.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rules = [_inside(face, _made(face, known, cache)) for face in FACES]
    if rare:
        rules += [_beside(face, rare, _made(face, rare, cache), folder) for face in FACES]
    (folder / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")
    for package in sorted({face.package for face in FACES}):
        licence = files(package).joinpath("files/LICENSE.txt").read_bytes()
        (folder / f"{package}.LICENSE.txt").write_bytes(licence)


def embedded(cache: Path, known: Collection[str]) -> str:
    """Return the style sheet for a page that stands alone."""
    return "\n".join(_inside(face, _made(face, known, cache)) for face in FACES) + "\n"


def _inside(face: Face, made: Path) -> str:
    encoded = base64.b64encode(made.read_bytes()).decode("ascii")
    return _rule(face, "block", f"data:font/woff2;base64,{encoded}")


def _beside(face: Face, rare: Collection[str], made: Path, folder: Path) -> str:
    shutil.copyfile(made, folder / _file(face))
    ranges = ",".join(f"U+{ord(letter):X}" for letter in sorted(rare))
    return _rule(face, "optional", _file(face), f";unicode-range:{ranges}")


def _rule(face: Face, display: str, address: str, more: str = "") -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'font-display:{display};src:url("{address}") format("woff2"){more}}}'
    )


def _file(face: Face) -> str:
    return f"{Path(face.file).stem}-rare.woff2"


def _made(face: Face, wanted: Collection[str], cache: Path) -> Path:
    """Return the path of a font file with the letters wanted; it is made if it is not there."""
    made = cache / _key(face, wanted)
    if not made.exists():
        cache.mkdir(parents=True, exist_ok=True)
        partial = made.with_suffix(f".{os.getpid()}.part")  # another build may make the same file
        partial.write_bytes(_subset(face, wanted))
        partial.replace(made)
    return made


def _key(face: Face, wanted: Collection[str]) -> str:
    """Return the name of a made file in the cache, which changes with all that it is made of."""
    parts = (EDITION, face, sorted(wanted), FEATURES, version(face.package.replace("_", "-")), version("fonttools"))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24] + ".woff2"


def _subset(face: Face, wanted: Collection[str]) -> bytes:
    """Return the letters wanted as WOFF2, without hints: today's screens and browsers do without them."""
    options = Options()
    options.flavor, options.layout_features, options.hinting = "woff2", FEATURES, False
    options.notdef_outline, options.recalc_timestamp = True, False
    with files(face.package).joinpath(f"files/{face.file}").open("rb") as file:
        font = TTFont(BytesIO(file.read()), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letter in wanted])
    subsetter.subset(font)
    _own_widths(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _own_widths(font: TTFont) -> None:
    """Let each glyph have the width that the font says, in every browser.

    Source Serif marks parts of “, ”, … and other signs as giving the whole its width. WebKit on Linux takes that at its
    word: an ellipsis as wide as one dot, with the next words on top of it.
    """
    for name in font.getGlyphOrder():
        for part in getattr(font["glyf"][name], "components", ()):
            part.flags &= ~USE_MY_METRICS
