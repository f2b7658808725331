"""Bytes -> text and the name of its encoding.

The order is that of certainty: a byte order mark, valid UTF-8, zeros placed as UTF-16 places them, what an HTML page
declares, and only then a guess among the older encodings. Names are those of Python's codecs, so that
`data.decode(encoding)` gives the text again; `utf-8-sig`, `utf-16` and `utf-32` say that there was a byte order mark,
which is no text. The one exception: bytes that Windows-1252 leaves undefined become control characters, as in browsers.
"""

import codecs
import re
import unicodedata

from bs4.dammit import EncodingDetector

from variorum.errors import ContentError
from variorum.read import legacy

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstandard-compressed data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"wOF", "a font"),
)
# What a page's declaration means in practice (WHATWG Encoding Standard, section 4.2).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Only these carry other scripts in ASCII bytes, so only for these a declaration outweighs valid UTF-8.
_SEVEN_BIT = frozenset({"iso2022_jp", "hz"})

# Encodings of text; others that Python knows, such as rot13 or idna, are none.
_UNFIT = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "mbcs", "oem"})

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, path: str, markup: bool = False, declared: str = "") -> tuple[str, str]:
    """Return the text of a file and its encoding; `markup` if it may declare one, `declared` what its server named.

    Raise ContentError if it is no text.
    """
    if not data.strip(b"\t\n\v\f\r "):
        raise _empty(path)
    text, encoding = _text(data, path, markup, declared)
    if not text.strip():
        raise _empty(path)
    controls = len(_CONTROL.findall(text))
    if controls * 50 > len(text):
        raise _binary(path, f"{controls:,} control characters among {len(text):,}")
    return text, encoding


def utf8(data: bytes, path: str, noun: str) -> str:
    """Return the text of a file people wrote, which is UTF-8 with or without byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _broken(data, path, error.start, f"{noun}-encoding") from error


def _text(data: bytes, path: str, markup: bool, declared: str) -> tuple[str, str]:
    """Return the text of bytes that are not blank, and its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding, path), encoding
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise _binary(path, kind)
    found = _wide(data) or _seven_bit(data, markup) or _strict(data, "utf-8") or _old(data, path, markup, declared)
    if found is None:
        raise ContentError(
            path, 0, 0, "bytes of no encoding we know", "text", "save the file as UTF-8", "seed-encoding"
        )
    return found


def _old(data: bytes, path: str, markup: bool, declared: str) -> tuple[str, str] | None:
    """Return the text of bytes that are no UTF-8."""
    if b"\0" in data:
        raise _binary(path, "zero bytes")
    _damaged(data, path)
    return _named(data, declared) or _declared(data, markup) or legacy.guess(data)


def _seven_bit(data: bytes, markup: bool) -> tuple[str, str] | None:
    """Return the text of ASCII bytes that carry another script: by declaration, or by the escapes of ISO-2022-JP."""
    return _declared(data, markup, _SEVEN_BIT) or _strict(data, "iso2022_jp", b"\x1b$")


def _marked(data: bytes, encoding: str, path: str) -> str:
    """Return the text after a byte order mark."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            raise _broken(data, path, error.start + len(codecs.BOM_UTF8), "seed-encoding") from error
        found = f"a byte order mark of {encoding.upper()} but other bytes from offset {error.start:,} on"
        remedy = "fetch the file again (it may be cut off) or save it as UTF-8"
        raise ContentError(path, 0, 0, found, f"text in {encoding.upper()}", remedy, "seed-encoding") from error


def _strict(data: bytes, encoding: str, needs: bytes = b"") -> tuple[str, str] | None:
    """Return the text of bytes if all of them are of an encoding."""
    try:
        return (data.decode(encoding), encoding) if needs in data else None
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> tuple[str, str] | None:
    """Return the text of UTF-16 without mark, which shows by the zeros of its spaces and line breaks."""
    if b"\0" not in data or len(data) % 2:
        return None
    found = [pair for pair in (_strict(data, "utf-16-le"), _strict(data, "utf-16-be")) if pair and _sensible(pair[0])]
    return max(found, key=lambda pair: sum(map(pair[0].count, " \n\r.,-")), default=None)


def _sensible(text: str) -> bool:
    """Tell whether a text has no zeros and nothing unassigned, and something of what every text has."""
    sample = text[:10_000]
    kinds = {unicodedata.category(char) for char in sample}
    return not _CONTROL.search(sample) and not kinds & {"Cn", "Co"} and any(char in sample for char in " \n\r.,")


def _declared(data: bytes, markup: bool, among: frozenset[str] | None = None) -> tuple[str, str] | None:
    """Return the text of a page that declares its encoding, if the declaration is true."""
    name = EncodingDetector.find_declared_encoding(data, is_html=True) if markup else None
    return _named(data, name or "", among)


def _named(data: bytes, name: str, among: frozenset[str] | None = None) -> tuple[str, str] | None:
    """Return the text of bytes in the encoding of that name, if they are of it."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    encoding = _MEANT.get(codec, codec)
    if encoding in _UNFIT or encoding.startswith(("utf-16", "utf-32")) or (among and encoding not in among):
        return None
    return (legacy.western(data), encoding) if encoding == "cp1252" else _strict(data, encoding)


def _damaged(data: bytes, path: str) -> None:
    """Refuse UTF-8 with a few broken bytes: as any other encoding it would be wrong from end to end."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    following = len(text.encode()) - len(text) - 2 * broken
    if following < 4 * broken:
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _broken(data, path, error.start, "seed-encoding") from error


def _broken(data: bytes, path: str, start: int, rule: str) -> ContentError:
    """Say where a byte is no UTF-8."""
    before = re.split(r"\r\n|\n|\r", data[:start].decode("utf-8-sig", "replace"))
    found, remedy = f"the byte 0x{data[start]:02X}", "save the file as UTF-8, or fetch it again"
    return ContentError(path, len(before), len(before[-1]) + 1, found, "text in UTF-8", remedy, rule)


def _empty(path: str) -> ContentError:
    """Say that there is nothing to read."""
    found = "nothing but white space"
    return ContentError(path, 0, 0, found, "an article's text", "fetch the file again or remove it", "seed-empty")


def _binary(path: str, found: str) -> ContentError:
    """Say that a file is no text."""
    remedy = "save the article as .txt, .md or .html, or remove the file"
    return ContentError(path, 0, 0, found, "text", remedy, "seed-binary")
