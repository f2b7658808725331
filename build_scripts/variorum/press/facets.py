"""Pagefind's filters in a fixed order: it writes their values as they lie in a hash table, so otherwise than the run
before. Files are named by what they hold, so one that is put in order changes its name wherever it is named."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

ENTRY = "pagefind-entry.json"
MARK = b"pagefind_dcd"
# Where the metadata of a language lists its filters, as pairs of a name and a file's name (Pagefind 1.5).
FILTERS = 3


def order(made: Path) -> None:
    """Put the filters of the index in the folder `made` in order, and rename what names them."""
    entry = json.loads((made / ENTRY).read_bytes())
    for language, known in entry["languages"].items():
        known["hash"] = _metadata(made, language, known["hash"])
    (made / ENTRY).write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")


def _metadata(made: Path, language: str, name: str) -> str:
    """Order the filters of one language and return the new name of its metadata."""
    path = made / f"pagefind.{name}.pf_meta"
    data = _read(path)
    data[FILTERS] = sorted([label, _filter(made, language, file)] for label, file in data[FILTERS])
    content = _packed(data)
    new = f"{language}_{_digest(content)}"
    path.unlink()
    (made / f"pagefind.{new}.pf_meta").write_bytes(content)
    return new


def _filter(made: Path, language: str, name: str) -> str:
    """Order the values of one filter and return its new name."""
    path = made / "filter" / f"{name}.pf_filter"
    label, values = _read(path)
    content = _packed([label, sorted(values)])
    new = f"{language}_{_digest(content)}"
    path.unlink()
    (made / "filter" / f"{new}.pf_filter").write_bytes(content)
    return new


def _read(path: Path) -> list[Any]:
    data: list[Any] = cbor2.loads(gzip.decompress(path.read_bytes())[len(MARK) :])
    return data


def _packed(data: list[Any]) -> bytes:
    return gzip.compress(MARK + cbor2.dumps(data), mtime=0)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
