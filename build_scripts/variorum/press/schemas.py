"""The JSON Schemas of the files people write, beside the pages, for editors that complete keys."""

from importlib.resources import files
from pathlib import Path


def write(site: Path) -> None:
    """Copy every schema into the site's folder `schemas`."""
    target = site / "schemas"
    target.mkdir(parents=True, exist_ok=True)
    for schema in files("variorum.read").joinpath("schemas").iterdir():
        if schema.name.endswith(".json"):
            (target / schema.name).write_bytes(schema.read_bytes())
