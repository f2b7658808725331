"""mkdocs.yml -> the few settings that matter before and without MkDocs: where the seeds and the written files are."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from variorum.errors import ContentError
from variorum.read.article import MAX_BYTES

FILE = "mkdocs.yml"
COMPARE = "mend the line, or compare with the example in README"
NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the parts of an edition are. `max_bytes` is the size of the largest seed that is read; `site_url` is where
    the site will be, `site_about` what it is about and `site_rights` whose its words are, each empty if that is not
    said; `language` is the tag that the theme is given, if any."""

    root: Path
    seeds: Path
    docs: Path
    site: Path
    max_bytes: int
    site_name: str
    site_url: str = ""
    site_about: str = ""
    site_rights: str = ""
    language: str = ""


def load(root: Path) -> Settings:
    """Return the settings of the edition in `root`; without mkdocs.yml, or where it says nothing, the defaults.

    Raises ContentError where mkdocs.yml is no YAML or a size no number. Of tags only !ENV is followed, so nothing in
    it is run.
    """
    said = _mapping(_file(root / FILE, FILE) if (root / FILE).is_file() else None)
    ours = _mapping(_plugin(said.get("plugins")))
    return Settings(
        root=root,
        seeds=root / _text(ours.get("seeds"), "seeds"),
        docs=root / _text(said.get("docs_dir"), "docs"),
        site=root / _text(said.get("site_dir"), "site"),
        max_bytes=_size(ours.get("max_seed_bytes")),
        site_name=_text(said.get("site_name"), root.resolve().name),
        site_url=_text(said.get("site_url"), ""),
        site_about=_text(said.get("site_description"), ""),
        site_rights=_text(said.get("copyright"), ""),
        language=_text(_mapping(said.get("theme")).get("language"), ""),
    )


def _file(path: Path, name: str, above: tuple[Path, ...] = ()) -> yaml.Node | None:
    """Return what a file of settings says, over what it inherits; `above` are the files that inherit from it."""
    node = _compose(path.read_bytes(), name)
    if node and not isinstance(node, yaml.MappingNode):
        raise _error(node.start_mark, "no mapping of settings", "lines of the form key: value", COMPARE)
    parent = _mapping(node).get("INHERIT")
    return _merged(_inherited(parent, path, above), node) if parent else node


def _inherited(node: yaml.Node, path: Path, above: tuple[Path, ...]) -> yaml.Node | None:
    """Return what the file that is named by INHERIT says."""
    named = _text(node, "")
    parent = path.parent / named
    if not parent.is_file() or parent.resolve() in (path.resolve(), *above):
        raise _error(
            node.start_mark, f"INHERIT: {named}", "another file of settings", "correct the path or remove the line"
        )
    return _file(parent, named, (*above, path.resolve()))


def _merged(below: yaml.Node | None, own: yaml.Node | None) -> yaml.Node | None:
    """Return two mappings as one, as MkDocs merges them: mappings within too, all else is replaced."""
    if not isinstance(below, yaml.MappingNode) or not isinstance(own, yaml.MappingNode):
        return own
    inherited = _mapping(below)
    pairs = [(key, _merged(inherited.get(key.value), value)) for key, value in own.value]
    return yaml.MappingNode(own.tag, [*below.value, *pairs], own.start_mark)


def _compose(data: bytes, name: str) -> yaml.Node | None:
    """Return the YAML of a file, whose places know its name; its text is UTF-8, as for MkDocs."""
    try:
        loader = yaml.SafeLoader(data.decode("utf-8-sig"))
        loader.name = name
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _error(error.problem_mark, error.problem or "broken YAML", "YAML", COMPARE) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        found, remedy = " ".join(str(error).split()), "remove the character that is named"
        raise ContentError(name, 0, 0, found, "YAML in UTF-8", remedy, "settings") from error
    return node


def _error(mark: yaml.Mark | None, found: str, expected: str, remedy: str) -> ContentError:
    name, line, column = (mark.name, mark.line + 1, mark.column + 1) if mark else (FILE, 0, 0)
    return ContentError(name, line, column, found, expected, remedy, "settings")


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
    """Return a scalar as text, or what the environment says where it is asked."""
    if node is not None and node.tag == "!ENV":
        return _environment(node) or default
    return node.value if isinstance(node, yaml.ScalarNode) and node.value and node.tag != NULL else default


def _environment(node: yaml.Node) -> str:
    """Return the first variable of `!ENV NAME` or `!ENV [NAME, ..., default]` that is set, else the default."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value, "")
    *names, last = [_text(part, "") for part in node.value] or [""]
    default = last if names else os.environ.get(last, "")
    return next((os.environ[name] for name in names if name in os.environ), default)


def _size(node: yaml.Node | None) -> int:
    """Return the size of the largest seed in bytes."""
    said = _text(node, str(MAX_BYTES))
    if not re.fullmatch(r"[1-9][0-9_]{0,14}", said):
        found, expected = f"max_seed_bytes: {said}", "a whole number of bytes above 0"
        raise _error(node.start_mark if node else None, found, expected, f"write for instance {MAX_BYTES}")
    return int(said.replace("_", ""))
