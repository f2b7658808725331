"""mkdocs.yml -> the few settings that matter before and without MkDocs: where the seeds and the written files are."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from variorum.errors import ContentError
from variorum.read.article import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the parts of an edition are. `max_bytes` is the size of the largest seed that is read."""

    root: Path
    seeds: Path
    docs: Path
    site: Path
    max_bytes: int
    site_name: str


def load(root: Path) -> Settings:
    """Return the settings of the edition in `root`; without mkdocs.yml, or where it says nothing, the defaults.

    Raises ContentError where mkdocs.yml is no YAML. Its tags are not followed, so nothing in it is run.
    """
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    said = _mapping(_compose(text))
    ours = _mapping(_plugin(said.get("plugins")))
    return Settings(
        root=root,
        seeds=root / _text(ours.get("seeds"), "seeds"),
        docs=root / _text(said.get("docs_dir"), "docs"),
        site=root / _text(said.get("site_dir"), "site"),
        max_bytes=int(_text(ours.get("max_seed_bytes"), str(MAX_BYTES)).replace("_", "")),
        site_name=_text(said.get("site_name"), root.resolve().name),
    )


def _compose(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise ContentError(
            "mkdocs.yml",
            *place,
            error.problem or "broken YAML",
            "YAML",
            "mend the line, or compare with the example in README",
            "settings",
        ) from error


def _mapping(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """Return a mapping's values by their keys, nothing for any other node."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _plugin(plugins: yaml.Node | None) -> yaml.Node | None:
    """Return what the list or the mapping of plugins says of ours."""
    listed = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    return next((node for entry in listed if (node := _mapping(entry).get("variorum"))), None)


def _text(node: yaml.Node | None, default: str) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) and node.value else default
