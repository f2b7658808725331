"""The fonts of the pages, made at build time from installed packages: Source Serif and Sans Pro (SIL OFL 1.1)."""

import base64
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont


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
LATIN = "latin"
# A browser loads a file only when the page has a character of its range.
RANGES = {
    LATIN: (
        (0x20, 0x7E),
        (0xA0, 0xFF),
        (0x2010, 0x2027),
        (0x2030, 0x203A),
        (0x20AC, 0x20AC),
        (0x2190, 0x2193),
        (0x2212, 0x2212),
    ),
    "extended": ((0x100, 0x24F), (0x1E00, 0x1EFF)),
    "more": ((0x300, 0x36F), (0x370, 0x52F), (0x1F00, 0x1FFF), (0x2070, 0x209F), (0x2100, 0x218F)),
}
IN_RANGE = {
    name: re.compile(f"[{''.join(f'{chr(a)}-{chr(b)}' for a, b in RANGES[name])}]") for name in RANGES if name != LATIN
}
# Of the typographic features those that browsers apply by themselves, and the figures our style sheets ask for.
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "onum", "lnum", "pnum", "tnum"]
# What is set in italics without a style sheet's help.
SLANTED = re.compile(r"<(?:em|i|cite)\b")


def used(html: str, slanted: bool = False) -> list[str]:
    """Return the files beyond Latin letters that a page of this HTML shows itself with, to be asked for early.

    A face that comes later than the first sight of a page is not used on it (`font-display: optional`), since it would
    move what is being read. `slanted`: whether the style sheets set something of the page in italics.
    """
    faces = [face for face in FACES if face.style == "normal" or slanted or SLANTED.search(html)]
    return [_file(face, name) for name in IN_RANGE if IN_RANGE[name].search(html) for face in faces]


URL = re.compile(r"""url\("([\w-]+\.woff2)"\)""")


def write(folder: Path, cache: Path) -> None:
    """Write the style sheet and the font files into `folder`; what was made before is taken from `cache`.

    Latin letters stand in the sheet itself: as files they come too late for a page on a busy machine, or opened from a
    folder, which then shows some of its words in one face and some in another.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rules = [_rule(face, name, _write(face, name, folder, cache)) for face in FACES for name in RANGES]
    (folder / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")
    for package in sorted({face.package for face in FACES}):
        licence = files(package).joinpath("files/LICENSE.txt").read_bytes()
        (folder / f"{package}.LICENSE.txt").write_bytes(licence)


def embedded(cache: Path) -> str:
    """Return the style sheet with the font files in it, for a page that stands alone."""
    with tempfile.TemporaryDirectory(prefix="variorum-") as scratch:
        folder = Path(scratch)
        write(folder, cache)
        sheet = (folder / "fonts.css").read_text(encoding="utf-8")
        return URL.sub(lambda found: f"url(data:font/woff2;base64,{_encoded(folder / found[1])})", sheet)


def _encoded(file: Path) -> str:
    return base64.b64encode(file.read_bytes()).decode("ascii")


def _write(face: Face, name: str, folder: Path, cache: Path) -> Path:
    """Make one font file, put it into the folder unless the sheet has it in itself, and return its path."""
    made = cache / _key(face, name)
    if not made.exists():
        cache.mkdir(parents=True, exist_ok=True)
        partial = made.with_suffix(f".{os.getpid()}.part")  # another build may make the same file
        partial.write_bytes(_subset(face, name))
        partial.replace(made)
    return made if name == LATIN else Path(shutil.copyfile(made, folder / _file(face, name)))


def _file(face: Face, name: str) -> str:
    return f"{Path(face.file).stem}-{name}.woff2"


def _key(face: Face, name: str) -> str:
    """Return the name of a made file in the cache, which changes with all that it is made of."""
    parts = (face, RANGES[name], FEATURES, version(face.package.replace("_", "-")), version("fonttools"))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24] + ".woff2"


def _subset(face: Face, name: str) -> bytes:
    """Return the characters of a range as WOFF2, without hints: today's screens and browsers do without them."""
    options = Options()
    options.flavor, options.layout_features, options.hinting = "woff2", FEATURES, False
    options.notdef_outline, options.recalc_timestamp = True, False
    with files(face.package).joinpath(f"files/{face.file}").open("rb") as file:
        font = TTFont(BytesIO(file.read()), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(_characters(name)))
    subsetter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _characters(name: str) -> Iterator[int]:
    for first, last in RANGES[name]:
        yield from range(first, last + 1)


def _rule(face: Face, name: str, file: Path) -> str:
    inside = name == LATIN
    source = f"data:font/woff2;base64,{_encoded(file)}" if inside else file.name
    ranges = ",".join(f"U+{a:X}-{b:X}" if a != b else f"U+{a:X}" for a, b in RANGES[name])
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'font-display:{"block" if inside else "optional"};src:url("{source}") format("woff2");unicode-range:{ranges}}}'
    )
