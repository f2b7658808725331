"""What `variorum clean` and `check --accept` do with files: a seed within its edition, what is remembered."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from variorum import cleaned, edition, read
from variorum.clean.census import FEWEST
from variorum.clean.known import Known
from variorum.errors import ContentError
from variorum.model import Accepted, Edition, Finding, Override, Seed, Sources
from variorum.read import folder, settings

ALONE = "variorum: lines that stand in other seeds of its source are not looked for (--alone)"


def known(at: settings.Settings, seed: Seed, alone: bool) -> tuple[tuple[Override, ...], Known, tuple[Finding, ...]]:
    """Return what a seed's record says against the rules, what its edition knows, and what of that cannot be used.

    The other seeds are read where there are enough of them to matter, unless the seed is to be taken `alone`.
    """
    records, faults = read.records(at.root, at.docs / "articles")
    rules, others = read.furniture(at.root, at.docs / "furniture")
    findings = (*(f for f in faults if f.path.endswith(f"/articles/{seed.id}.md")), *others)
    few = len(folder.seeds(at.seeds, at.root).files) < FEWEST
    if alone and not few:
        print(ALONE, file=sys.stderr)
    seeds = () if alone or few else read.sources(at.root, at.seeds, at.docs, at.max_bytes).seeds
    around = tuple(other for other in seeds if other.id != seed.id)
    found = edition.knowledge(Sources((*around, seed), records, (), furniture=rules))[seed.id]
    return next((record.overrides for record in records if record.id == seed.id), ()), found, findings


def accept(at: settings.Settings, made: Edition, ids: Sequence[str]) -> Edition:
    """Write how articles are cleaned into cleaned.lock, all or those named; return the edition that knows it.

    Raises ContentError where an id is none of an article.
    """
    now = {article.id: cleaned.state(article) for article in made.articles}
    was = {one.id: one for one in made.sources.accepted or ()}
    if unknown := [id_ for id_ in ids if id_ not in now and id_ not in was]:
        remedy = "name articles by their path below the seeds' folder without suffix"
        raise ContentError(f"--accept {unknown[0]}", 0, 0, "no such article", "the id of an article", remedy)
    left = (one for id_, one in was.items() if ids and id_ not in ids)
    accepted = (*left, *(one for id_, one in now.items() if not ids or id_ in ids))
    _write(at.root / cleaned.FILE, accepted)
    changed = sum(one.id not in was or was[one.id].text != one.text for one in accepted)
    print(f"{cleaned.FILE}: {len(accepted):,} articles, {changed:,} of them new or changed", file=sys.stderr)
    found, errors = read.accepted(at.root)
    kept = tuple(f for f in made.sources.findings if f.path != cleaned.FILE)
    return replace(made, sources=replace(made.sources, accepted=found, findings=(*kept, *errors)))


def _write(path: Path, accepted: Sequence[Accepted]) -> None:
    """Write cleaned.lock as a whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(cleaned.write(accepted).encode())
    new.replace(path)
