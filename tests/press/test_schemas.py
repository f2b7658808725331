"""The schemas in the site are those that records are checked with."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from variorum.press import schemas


def test_every_schema_is_published_and_valid(tmp_path: Path) -> None:
    schemas.write(tmp_path)
    published = sorted((tmp_path / "schemas").glob("*.json"))
    assert "article.json" in [path.name for path in published]
    for path in published:
        Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
