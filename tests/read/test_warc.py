"""Web archives: each page of one file is a seed; what cannot be used is said, and no archive can fill the memory."""

import gzip
from pathlib import Path

import pytest
from tests.conftest import MakeEdition

from variorum import edition, read
from variorum.model import Finding, Seed
from variorum.press import raw
from variorum.read import warc

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."
PAGE = f"<html lang='en'><title>Nine hours</title><main><h1>Nine hours</h1><p>{PROSE}</p><p>{PROSE[::-1]}</p></main>"

Response = tuple[str, bytes, str, list[tuple[str, str]]]


def archive(*pages: Response, zipped: bool = True) -> bytes:
    """Return an archive of responses: address, body, status, further headers."""
    records = [_record(*page) for page in pages]
    return b"".join(gzip.compress(record) for record in records) if zipped else b"".join(records)


def _record(uri: str, body: bytes, status: str, headers: list[tuple[str, str]]) -> bytes:
    """Return a response as ISO 28500 writes it."""
    named = {"Content-Type": "text/html", **dict(headers)}
    http = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    block = f"HTTP/1.1 {status}\r\n{http}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"WARC-Target-URI: {uri}\r\nWARC-Date: 2021-03-04T05:06:07Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def found(root: Path, max_bytes: int = read.MAX_BYTES) -> tuple[tuple[Seed, ...], tuple[Finding, ...]]:
    sources = read.sources(root, max_bytes=max_bytes)
    return sources.seeds, sources.findings


def test_each_page_is_a_seed_with_its_address_and_day(make_edition: MakeEdition) -> None:
    for name, zipped in (("a.warc.gz", True), ("b.warc", False)):
        pages: list[Response] = [(f"https://example.org/{n}", PAGE.encode(), "200 OK", []) for n in ("one", "two")]
        seeds, findings = found(make_edition({f"seeds/{name}": archive(*pages, zipped=zipped)}))
        above = name.split(".")[0]
        assert not findings
        assert [seed.id for seed in seeds] == [
            f"{above}/{warc.slug(f'https://example.org/{n}')}" for n in ("one", "two")
        ]
        assert [m.value for m in seeds[0].meta[:2]] == ["https://example.org/one", "2021-03-04"]
        assert [m.name for m in seeds[0].meta[:2]] == ["url", "not_after"]
        assert seeds[0].size == len(PAGE)


def test_the_day_it_was_fetched_is_no_date_of_publication(make_edition: MakeEdition) -> None:
    root = make_edition({"seeds/a.warc.gz": archive(("https://example.org/x", PAGE.encode(), "200 OK", []))})
    (article,) = edition.build(read.sources(root)).articles
    facts = {fact.name: fact.value for fact in article.facts}
    assert facts == {"url": "https://example.org/x", "not_after": "2021-03-04"}
    assert article.title is not None
    assert article.title.value == "Nine hours"
    assert PROSE in article.text


def test_ids_do_not_depend_on_the_order(make_edition: MakeEdition) -> None:
    pages: list[Response] = [(f"https://example.org/?id={n}", PAGE.encode(), "200 OK", []) for n in range(3)]
    ids = [
        sorted(seed.id for seed in found(make_edition({"seeds/a.warc.gz": archive(*order)}))[0])
        for order in (pages, pages[::-1])
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 3


def test_what_is_no_page_fetched_in_full_is_passed_over(make_edition: MakeEdition) -> None:
    pages: list[Response] = [
        ("https://example.org/gone", PAGE.encode(), "404 Not Found", []),
        ("https://example.org/moved", b"", "301 Moved", []),
        ("dns:example.org", PAGE.encode(), "200 OK", []),
        ("https://example.org/good", PAGE.encode(), "200 OK", []),
    ]
    seeds, findings = found(make_edition({"seeds/a.warc.gz": archive(*pages)}))
    assert [seed.record for seed in seeds] == ["https://example.org/good"]
    assert not findings


def test_the_first_page_of_an_address_is_used(make_edition: MakeEdition) -> None:
    pages: list[Response] = [
        ("https://example.org/x", PAGE.replace("Nine", n).encode(), "200 OK", []) for n in ("First", "Second")
    ]
    seeds, findings = found(make_edition({"seeds/a.warc.gz": archive(*pages)}))
    assert [line.text for line in seeds[0].lines][:1] == ["First hours"]
    assert [finding.rule for finding in findings] == ["seed-id"]


@pytest.mark.parametrize("headers", [[], [("Content-Encoding", "gzip")]])
def test_a_page_too_large_is_refused_before_it_is_unpacked(
    make_edition: MakeEdition, headers: list[tuple[str, str]]
) -> None:
    body = b"<p>" + b"a" * 20_000_000
    packed = gzip.compress(body) if headers else body
    good: Response = ("https://example.org/good", PAGE.encode(), "200 OK", [])
    root = make_edition({"seeds/a.warc.gz": archive(("https://example.org/big", packed, "200 OK", headers), good)})
    seeds, findings = found(root, max_bytes=1_000_000)
    assert [seed.record for seed in seeds] == ["https://example.org/good"]
    assert [finding.rule for finding in findings] == ["seed-size"]


def test_an_archive_that_breaks_off_gives_the_pages_before(make_edition: MakeEdition) -> None:
    first = archive(("https://example.org/x", PAGE.encode(), "200 OK", []))
    seeds, findings = found(make_edition({"seeds/a.warc.gz": first + b"no record at all\r\n" * 9}))
    assert len(seeds) == 1
    assert [finding.rule for finding in findings] == ["seed-unreadable"]


@pytest.mark.parametrize("data", [b"", b"WARC", b"\x1f\x8b broken", b"<html>" * 100])
def test_what_is_no_archive_is_said(make_edition: MakeEdition, data: bytes) -> None:
    seeds, findings = found(make_edition({"seeds/a.warc.gz": data}))
    assert not seeds
    assert {finding.path for finding in findings} == {"seeds/a.warc.gz"}


def test_the_encoding_the_server_names_is_used(make_edition: MakeEdition) -> None:
    text = PAGE.replace("Nine", "Девять")
    header = [("Content-Type", "text/html; charset=KOI8-R")]
    data = archive(("https://example.org/x", text.encode("koi8-r"), "200 OK", header))
    (seed,), _ = found(make_edition({"seeds/a.warc.gz": data}))
    assert seed.encoding == "koi8-r"
    assert seed.lines[0].text == "Девять hours"


def test_a_page_is_published_as_its_server_sent_it(make_edition: MakeEdition, tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    page = ("https://example.org/x", packed, "200 OK", [("Content-Encoding", "gzip")])
    root = make_edition({"seeds/a.warc.gz": archive(page)})
    raw.write(tmp_path / "site", edition.build(read.sources(root)), root)
    (written,) = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert written.name == f"{warc.slug('https://example.org/x')}.html.txt"
    assert written.read_bytes() == PAGE.encode()
