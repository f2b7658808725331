"""Decoding: real sentences in the encodings they were written in, damaged and hostile bytes."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import ContentError
from variorum.read.decode import decode, utf8

LANGUAGES = sorted((Path(__file__).parent / "cases" / "languages").glob("*.txt"))


@pytest.mark.parametrize("case", LANGUAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("times", [1, 40])
def test_older_encodings_of_each_language(case: Path, times: int) -> None:
    """A file language.encoding.txt, saved in that encoding, is read as what it says: two lines as well as eighty."""
    text, encoding = case.read_text(encoding="utf-8") * times, case.stem.split(".")[1]
    assert decode(text.encode(encoding), "x")[0] == text


@pytest.mark.parametrize("case", LANGUAGES, ids=lambda path: path.stem)
def test_single_lines_of_each_language(case: Path) -> None:
    """One sentence is enough."""
    encoding = case.stem.split(".")[1]
    for line in case.read_text(encoding="utf-8").splitlines():
        assert decode(line.encode(encoding), "x")[0] == line


@pytest.mark.parametrize("case", LANGUAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_of_each_language(case: Path, encoding: str) -> None:
    """The encoding is named as Python names it, so that the bytes can be decoded again."""
    text = case.read_text(encoding="utf-8")
    assert decode(text.encode(encoding), "x") == (text, encoding)


def test_big_endian_with_mark() -> None:
    """The mark says the order of bytes."""
    assert decode(codecs.BOM_UTF16_BE + "über".encode("utf-16-be"), "x") == ("über", "utf-16")
    assert decode(codecs.BOM_UTF32_BE + "über".encode("utf-32-be"), "x") == ("über", "utf-32")


def test_bytes_that_windows_1252_leaves_undefined() -> None:
    """They become control characters, as in browsers; the file is not lost."""
    assert decode(b"It\x92s a caf\xe9 in \x81 town, they said again", "x") == (
        "It’s a café in \x81 town, they said again",
        "cp1252",
    )


@pytest.mark.parametrize(
    ("declaration", "encoding", "codec"),
    [
        ('<meta charset="iso-8859-1">', "cp1252", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1257'>", "cp1257", "cp1257"),
        ('<?xml version="1.0" encoding="iso-8859-2"?>', "iso8859-2", "iso8859-2"),
        ('<meta charset="gb2312">', "gb18030", "gb18030"),
    ],
)
def test_a_page_is_believed_if_its_bytes_agree(declaration: str, encoding: str, codec: str) -> None:
    """The declaration is read as browsers read it."""
    text = f"{declaration}<p>{'中' if codec == 'gb18030' else 'ö'}</p>"
    assert decode(text.encode(encoding), "x", markup=True) == (text, codec)


def test_a_false_declaration_does_not_spoil_utf8() -> None:
    """Valid UTF-8 says more than a declaration."""
    text = '<meta charset="windows-1251"><p>déjà</p>'
    assert decode(text.encode(), "x", markup=True) == (text, "utf-8")
    text = '<meta charset="no-such-thing"><p>déjà</p>'
    assert decode(text.encode("cp1252"), "x", markup=True) == (text, "cp1252")


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "seed-empty"),
        (b" \r\n\t", "seed-empty"),
        (codecs.BOM_UTF8, "seed-empty"),
        (codecs.BOM_UTF8 + b" \n", "seed-empty"),
        ("\u00a0\u2003".encode(), "seed-empty"),
        (b"%PDF-1.7 text", "seed-binary"),
        (b"PK\x03\x04 text", "seed-binary"),
        (b"\x89PNG\r\n\x1a\n", "seed-binary"),
        (b"\x1f\x8b\x08", "seed-binary"),
        (b"some\x00 words", "seed-binary"),
        (b"\x01\x02\x03 words", "seed-binary"),
        (bytes(range(256)), "seed-binary"),
        (codecs.BOM_UTF16_LE + b"a", "seed-encoding"),
        (codecs.BOM_UTF8 + b"a\xff", "seed-encoding"),
    ],
)
def test_what_is_no_text(data: bytes, rule: str) -> None:
    """Each is refused by its own rule."""
    with pytest.raises(ContentError) as caught:
        decode(data, "x")
    assert caught.value.rule == rule


def test_damaged_utf8_is_not_taken_for_something_else() -> None:
    """As Windows-1252 all its accents would be wrong; the first broken byte is named."""
    with pytest.raises(ContentError) as caught:
        decode("“déjà”\r\nété là".encode() + b"\xff or \xe9", "x")
    assert (caught.value.rule, caught.value.line, caught.value.column) == ("seed-encoding", 2, 7)


def test_what_people_write_is_utf8() -> None:
    """Records are not guessed at."""
    assert utf8(codecs.BOM_UTF8 + "é".encode(), "x", "record") == "é"
    with pytest.raises(ContentError) as caught:
        utf8(b"---\ntitle: caf\xe9", "x", "record")
    assert (caught.value.rule, caught.value.line, caught.value.column) == ("record-encoding", 2, 11)


@given(st.binary(), st.booleans())
def test_any_bytes_are_text_or_refused(data: bytes, markup: bool) -> None:
    """Nothing else is raised, and what is read can be written."""
    assert _outcome(data, markup) in {"read", "seed-empty", "seed-binary", "seed-encoding"}


def _outcome(data: bytes, markup: bool) -> str:
    """Return "read", or the rule by which bytes were refused."""
    try:
        text, encoding = decode(data, "x", markup)
    except ContentError as error:
        return error.rule
    return "read" if text.encode() and codecs.lookup(encoding) else "neither"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.booleans())
def test_utf8_is_read_as_it_stands(text: str, markup: bool) -> None:
    """Whatever the text, apart from control characters and known file signatures."""
    if text.strip() and not text.startswith(("\ufeff", "%PDF-", "GIF8", "BZh", "{\\rtf", "wOF")):
        assert decode(text.encode(), "x", markup) == (text, "utf-8")
