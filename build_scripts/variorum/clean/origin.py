"""Where a seed came from: the names of its source, the best known first.

A source is a site (the host of its address), else an outlet, else the first folder below the seeds' folder, else the
whole edition. What a record says goes before what the markup says.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from variorum.model import Record, Seed

PREFIXES = ("www.", "m.", "amp.", "mobile.")


def source(seed: Seed, record: Record | None = None) -> str:
    """Return the name of a seed's source; "" stands for the whole edition."""
    return next(_known(seed, record), "") or next(_folders(seed), "")


def names(seed: Seed, record: Record | None = None) -> frozenset[str]:
    """Return all names of a seed's source as `folded` gives them: hosts, outlets, the folders it stands in."""
    return frozenset(map(folded, (*_known(seed, record), *_folders(seed))))


def folded(name: str) -> str:
    """Return a name as names are compared: an address by its host, without case, `www.` and a slash at the end."""
    name = " ".join(name.split())
    return (_host(name) if "://" in name else _site(name.casefold())).rstrip("/")


def _known(seed: Seed, record: Record | None) -> Iterator[str]:
    """Yield what the record and the markup say: hosts first, since they are spelt in one way only."""
    facts = [(fact.name, fact.value) for fact in (record.facts if record else ())]
    said = [*facts, *((meta.name, meta.value) for meta in seed.meta)]
    yield from (host for name, value in said if name == "url" and (host := _host(value)))
    yield from (" ".join(value.split()) for name, value in said if name == "outlet" and value.strip())


def _host(url: str) -> str:
    try:
        return _site(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _site(host: str) -> str:
    """Return a host without the prefix that sites use for one kind of reader."""
    prefix = next((p for p in PREFIXES if host.startswith(p) and "." in host.removeprefix(p)), "")
    return host.removeprefix(prefix)


def _folders(seed: Seed) -> Iterator[str]:
    """Yield the folders below the seeds' folder that a seed stands in, the outermost first."""
    *folders, _ = seed.id.split("/")
    yield from ("/".join(folders[: n + 1]) + "/" for n in range(len(folders)))
