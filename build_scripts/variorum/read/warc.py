"""Web archive (WARC, ISO 28500) -> seeds: every web page that was fetched in full is one.

A seed's id is the archive's with the page's address in safe characters and the beginning of its digest, so that it
survives a second harvest in another order. What the archive says of a page stands first among its statements: its
address, and the day it was fetched, after which it cannot have been published.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from variorum.errors import ContentError
from variorum.model import Meta, Seed
from variorum.read import decode, folder, html, page
from variorum.read.schema import is_web_address

# Records of one file that are looked at, pages that are made of them, and bytes that are unpacked in all.
MAX_RECORDS, MAX_PAGES, MAX_BYTES = 100_000, 10_000, 2_000_000_000
PAGES = frozenset({"text/html", "application/xhtml+xml"})
_UNSAFE = re.compile(r"[^a-z0-9]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST_NAME, DIGEST = 60, 10

Found = Iterator[Seed | ContentError]


def seeds(path: Path, root: Path, folder_: Path, max_bytes: int) -> Found:
    """Yield a seed for each page of an archive, and an error for each that cannot be used; the first of an address."""
    name, above = folder.relative(path, root, folder_), folder.identity(path, folder_)
    seen: set[str] = set()
    uri = None
    for uri, record, body in _pages(path, name, max_bytes):
        if isinstance(body, ContentError):
            yield body
        elif uri in seen:
            found, expected = f"the address {uri} a second time", "each address once"
            yield ContentError(name, 0, 0, found, expected, "the first is used; split the archive", "seed-id")
        else:
            seen.add(uri)
            yield _seed(f"{above}/{slug(uri)}", name, uri, record, body)
    if uri is None:
        found, expected = "an archive without a page that was fetched in full", "at least one response of HTML"
        yield ContentError(name, 0, 0, found, expected, "fetch the pages again or remove the file", "seed-empty")


def bodies(path: Path, max_bytes: int) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of an archive as received, by their addresses; the first of each address."""
    seen: set[str] = set()
    for uri, _, body in _pages(path, path.name, max_bytes):
        if isinstance(body, bytes) and uri not in seen:
            seen.add(uri)
            yield uri, body


def slug(uri: str) -> str:
    """Return an address as a name: its host and path in safe characters, and the beginning of its digest."""
    words = _UNSAFE.sub("-", uri.split("://", 1)[-1].lower()).strip("-")[:LONGEST_NAME].strip("-")
    return f"{words or 'page'}-{hashlib.sha256(uri.encode()).hexdigest()[:DIGEST]}"


def _pages(path: Path, name: str, max_bytes: int) -> Iterator[tuple[str, ArcWarcRecord, bytes | ContentError]]:
    """Yield address, record and body of each page, within the limits; a broken archive ends with an error."""
    number, unpacked, record = 0, 0, None
    try:
        with path.open("rb") as file:
            for seen, record in enumerate(ArchiveIterator(file)):
                if seen >= MAX_RECORDS or number >= MAX_PAGES or unpacked >= MAX_BYTES:
                    yield "", record, _too_much(name, seen)
                    return
                if not _is_page(record):
                    continue
                number += 1
                body = _body(record, name, max_bytes)
                unpacked += len(body) if isinstance(body, bytes) else max_bytes
                yield record.rec_headers.get_header("WARC-Target-URI"), record, body
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        yield "", record, _broken(name, error)


def _is_page(record: ArcWarcRecord) -> bool:
    """Tell whether a record holds a web page that was fetched in full."""
    if record.rec_type not in ("response", "resource") or not is_web_address(_header(record, "WARC-Target-URI")):
        return False
    http = record.http_headers
    kind = (http or record.rec_headers).get_header("Content-Type") or ""
    fine = http is None or http.get_statuscode() == "200"
    return fine and kind.split(";")[0].strip().lower() in PAGES


def _body(record: ArcWarcRecord, name: str, max_bytes: int) -> bytes | ContentError:
    """Return what a page's server sent, unpacked; never unpacks more than a little beyond `max_bytes` bytes."""
    stream, parts, size = record.content_stream(), [], 0
    while size <= max_bytes and (part := stream.read(min(65_536, max_bytes + 1 - size))):
        parts.append(part)
        size += len(part)
    if size <= max_bytes:
        return b"".join(parts)
    found = f"more than {max_bytes:,} bytes at {_header(record, 'WARC-Target-URI')}"
    remedy = "leave the page out of the archive or raise the limit"
    return ContentError(name, 0, 0, found, f"at most {max_bytes:,} bytes a page", remedy, "seed-size")


def _seed(id_: str, name: str, uri: str, record: ArcWarcRecord, body: bytes) -> Seed | ContentError:
    """Return the seed of a page."""
    try:
        text, encoding = decode.decode(body, name, markup=True, declared=_charset(record))
    except ContentError as error:
        return ContentError(name, 0, 0, f"{error.found} at {uri}", error.expected, error.remedy, error.rule)
    found, stated = page.read(text)
    meta = (*_stated(uri, record), *stated)
    return Seed(id_, name, found, encoding, hashlib.sha256(body).hexdigest(), len(body), meta, uri, html.cut(text))


def _stated(uri: str, record: ArcWarcRecord) -> Iterator[Meta]:
    """Yield what the archive says of a page."""
    yield Meta("url", uri, "WARC-Target-URI")
    if day := _DAY.match(_header(record, "WARC-Date")):
        yield Meta("not_after", day[0], "WARC-Date")


def _charset(record: ArcWarcRecord) -> str:
    """Return the encoding that the server named, if it did."""
    kind = (record.http_headers.get_header("Content-Type") if record.http_headers else "") or ""
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", kind, re.IGNORECASE)
    return named[1] if named else ""


def _header(record: ArcWarcRecord, key: str) -> str:
    return str(record.rec_headers.get_header(key) or "")


def _too_much(name: str, seen: int) -> ContentError:
    found = f"more than can be read of one archive, after {seen:,} records"
    expected = f"at most {MAX_RECORDS:,} records, {MAX_PAGES:,} pages and {MAX_BYTES:,} bytes unpacked"
    return ContentError(name, 0, 0, found, expected, "split the archive; what stands after is left out", "seed-size")


def _broken(name: str, error: Exception) -> ContentError:
    found = f"an archive that cannot be read on ({' '.join(str(error).split())[:200] or type(error).__name__})"
    remedy = "fetch the file again; the pages before are used"
    return ContentError(name, 0, 0, found, "records of WARC 1.0 or 1.1", remedy, "seed-unreadable")
