"""The fonts of the pages: whole, made once, and asked of nobody."""

import base64
import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from variorum.press import fonts


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    folder = tmp_path_factory.mktemp("site") / "fonts"
    fonts.write(folder, font_cache)
    return folder


def faces(folder: Path) -> list[str]:
    return (folder / "fonts.css").read_text(encoding="utf-8").splitlines()


def test_every_cut_and_range_has_a_rule_and_a_file(made: Path) -> None:
    named = [re.findall(r'url\("([^"]+)"\)', rule) for rule in faces(made)]
    assert len(named) == len(fonts.FACES) * len(fonts.RANGES)
    inside = {name for (name,) in named if name.startswith("data:font/woff2;base64,")}
    assert len(inside) == len(fonts.FACES)  # Latin letters
    assert {name for (name,) in named} - inside == {path.name for path in made.glob("*.woff2")}
    assert not re.search(r"https?:|[\"(]//", "".join(faces(made)))


def test_files_are_woff2_with_the_letters_of_their_range(made: Path) -> None:
    inside = re.findall(r"base64,([^\"]+)", "".join(faces(made)))
    for face, encoded in zip(fonts.FACES, inside, strict=True):
        data = base64.b64decode(encoded)
        assert data[:4] == b"wOF2"
        letters = TTFont(BytesIO(data)).getBestCmap()
        assert set(map(ord, "Aé’“”–—…ß€−0")) <= set(letters), face
        assert not set(map(ord, "ДΩ")) & set(letters), face


def test_a_page_asks_for_the_files_of_its_own_characters() -> None:
    assert fonts.used("<p>Vitaly Churkin’s “talks” – 62 dead</p>") == []
    upright = fonts.used("<p>Erdoğan</p>")
    assert upright == [f"{Path(face.file).stem}-extended.woff2" for face in fonts.FACES if face.style == "normal"]
    assert set(fonts.used("<p>Erdoğan, <em>him</em></p>")) - set(upright) == {"SourceSerifPro-It-extended.woff2"}
    assert fonts.used("<p><em>Erdoğan</em></p>") == fonts.used("<p>Erdoğan</p>", slanted=True)
    assert {name.split("-")[-1] for name in fonts.used("<p>Erdoğan, Лавров</p>")} == {"extended.woff2", "more.woff2"}


def test_ranges_of_a_family_do_not_overlap() -> None:
    points = [point for name in fonts.RANGES for a, b in fonts.RANGES[name] for point in range(a, b + 1)]
    assert len(points) == len(set(points))


def test_licences_lie_beside_the_fonts(made: Path) -> None:
    for package in {face.package for face in fonts.FACES}:
        assert "SIL OPEN FONT LICENSE" in (made / f"{package}.LICENSE.txt").read_text(encoding="utf-8").upper()


def test_what_was_made_is_taken_from_the_cache(made: Path, tmp_path: Path, font_cache: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in font_cache.iterdir()}
    fonts.write(tmp_path / "again", font_cache)
    assert {path: path.stat().st_mtime_ns for path in font_cache.iterdir()} == before
    assert not list(font_cache.glob("*.part"))
    files = {path.name: path.read_bytes() for path in made.iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == files


def test_a_font_made_twice_is_the_same(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FACES", fonts.FACES[:1])
    fonts.write(tmp_path / "new", tmp_path / "cache")
    for path in (tmp_path / "new").glob("*.woff2"):
        assert path.read_bytes() == (made / path.name).read_bytes()
