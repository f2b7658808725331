"""The fonts of the pages: whole, made once, and asked of nobody."""

import base64
import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

from variorum.press import fonts

RARE = frozenset("ğД")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    folder = tmp_path_factory.mktemp("site") / "fonts"
    fonts.write(folder, font_cache, fonts.BASIC | {"é", "ß"}, RARE)
    return folder


def faces(folder: Path) -> list[str]:
    return (folder / "fonts.css").read_text(encoding="utf-8").splitlines()


def test_every_cut_has_a_rule_in_the_sheet_and_a_file_of_rare_letters(made: Path) -> None:
    named = [re.findall(r'url\("([^"]+)"\)', rule) for rule in faces(made)]
    assert len(named) == len(fonts.FACES) * 2
    inside = {name for (name,) in named if name.startswith("data:font/woff2;base64,")}
    assert len(inside) == len(fonts.FACES)
    assert {name for (name,) in named} - inside == {path.name for path in made.glob("*.woff2")}
    assert not re.search(r"https?:|[\"(]//", "".join(faces(made)))


def test_fonts_have_the_letters_wanted_and_no_others(made: Path) -> None:
    inside = re.findall(r"base64,([^\"]+)", "".join(faces(made)))
    for face, encoded in zip(fonts.FACES, inside, strict=True):
        data = base64.b64decode(encoded)
        assert data[:4] == b"wOF2"
        letters = TTFont(BytesIO(data)).getBestCmap()
        assert set(map(ord, "Aé’“”–—…ß−0")) <= set(letters), face
        assert not set(map(ord, "ğДΩä")) & set(letters), face
    rare = TTFont(made / "SourceSerifPro-Regular-rare.woff2").getBestCmap()
    assert set(rare) == set(map(ord, RARE))
    assert faces(made)[-1].endswith(";unicode-range:U+11F,U+414}")


def test_no_part_of_a_letter_gives_the_whole_its_width(made: Path) -> None:
    """Source Serif's ellipsis is three full stops; the first of them was marked as giving the whole its width."""
    signs = 0
    for encoded in re.findall(r"base64,([^\"]+)", "".join(faces(made))):
        font = TTFont(BytesIO(base64.b64decode(encoded)))
        glyphs = [font["glyf"][name] for name in font.getGlyphOrder()]
        parts = [part for glyph in glyphs if glyph.isComposite() for part in glyph.components]
        signs += len(parts)
        assert not any(part.flags & USE_MY_METRICS for part in parts)
    assert signs


def test_a_sheet_of_common_letters_alone_names_no_file(tmp_path: Path, font_cache: Path) -> None:
    fonts.write(tmp_path, font_cache, fonts.BASIC)
    assert not list(tmp_path.glob("*.woff2"))
    sheet = (tmp_path / "fonts.css").read_text(encoding="utf-8")
    assert sheet.count("data:font/woff2") == len(fonts.FACES)
    assert sheet == fonts.embedded(font_cache, fonts.BASIC)


def test_letters_are_common_that_one_page_in_fifty_has() -> None:
    pages = ["<p>a</p>"] * 98 + ["<p>&eacute; жж</p>", "<p>é م</p>"]
    assert fonts.common(pages) - fonts.BASIC == {"é"}  # Arabic letters are not in these fonts
    assert fonts.common(pages, "Έκδοση") - fonts.BASIC == {"é", *"Έκδοση"}
    assert fonts.common(["<p>ж</p>", *pages[1:]]) - fonts.BASIC == {"é", "ж"}
    assert fonts.common(pages[-1:]) == fonts.BASIC
    assert fonts.common([]) == fonts.BASIC


def test_code_is_set_in_another_face() -> None:
    assert fonts.letters("<p>ğ <code>ж</code> é <pre><code>£</code></pre> <codes>ß</codes></p>") == {"ğ", "é", "ß"}


def test_a_page_asks_for_the_files_of_its_own_letters() -> None:
    assert fonts.used("<p>Vitaly Churkin’s “talks” – 62 dead</p>", fonts.BASIC) == []
    assert fonts.used("<p><em>Erdoğan</em></p>", fonts.BASIC | {"ğ"}) == []
    upright = fonts.used("<p>Erdo&#287;an</p>", fonts.BASIC)
    assert upright == [f"{Path(face.file).stem}-rare.woff2" for face in fonts.FACES if face.style == "normal"]
    slanted = fonts.used("<p>Erdoğan, <em>him</em></p>", fonts.BASIC)
    assert set(slanted) - set(upright) == {"SourceSerifPro-It-rare.woff2"}
    assert fonts.used("<p>Erdoğan</p>", fonts.BASIC, slanted=True) == slanted


def test_licences_lie_beside_the_fonts(made: Path) -> None:
    for package in {face.package for face in fonts.FACES}:
        assert "SIL OPEN FONT LICENSE" in (made / f"{package}.LICENSE.txt").read_text(encoding="utf-8").upper()


def test_what_was_made_is_taken_from_the_cache(made: Path, tmp_path: Path, font_cache: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in font_cache.iterdir()}
    fonts.write(tmp_path / "again", font_cache, fonts.BASIC | {"é", "ß"}, RARE)
    assert {path: path.stat().st_mtime_ns for path in font_cache.iterdir()} == before
    assert not list(font_cache.glob("*.part"))
    files = {path.name: path.read_bytes() for path in made.iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == files


def test_a_font_made_twice_is_the_same(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FACES", fonts.FACES[:1])
    fonts.write(tmp_path / "new", tmp_path / "cache", fonts.BASIC | {"é", "ß"}, RARE)
    (rare,) = (tmp_path / "new").glob("*.woff2")
    assert rare.read_bytes() == (made / rare.name).read_bytes()
    assert faces(tmp_path / "new") == [faces(made)[0], faces(made)[5]]
