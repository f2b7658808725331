"""mkdocs.yml as MkDocs understands it, without running anything in it."""

from pathlib import Path

import pytest
from mkdocs.config.base import load_config

from variorum.errors import ContentError
from variorum.read import settings
from variorum.read.article import MAX_BYTES


def load(root: Path, yml: str | bytes) -> settings.Settings:
    (root / "mkdocs.yml").write_bytes(yml if isinstance(yml, bytes) else yml.encode())
    return settings.load(root)


def error(root: Path, yml: str | bytes) -> ContentError:
    with pytest.raises(ContentError) as caught:
        load(root, yml)
    assert caught.value.rule == "settings"
    return caught.value


@pytest.mark.parametrize(
    "yml", ["", "# nothing\n", "site_dir:\ndocs_dir: ~\nplugins:\n", "plugins: [search, variorum]"]
)
def test_what_is_not_said_is_as_usual(tmp_path: Path, yml: str) -> None:
    usual = settings.Settings(
        tmp_path, tmp_path / "seeds", tmp_path / "docs", tmp_path / "site", MAX_BYTES, tmp_path.name
    )
    assert load(tmp_path, yml) == usual


def test_an_edition_needs_no_settings(tmp_path: Path) -> None:
    assert settings.load(tmp_path).seeds == tmp_path / "seeds"


@pytest.mark.parametrize(
    "plugins",
    [
        "\n  - search\n  - variorum: {seeds: raw, max_seed_bytes: 5_000}",
        "\n  search: {}\n  variorum:\n    seeds: raw\n    max_seed_bytes: '5000'",
        "\n  - variorum:\n      seeds: !ENV [NOT_SET_ANYWHERE, raw]\n      max_seed_bytes: !ENV [SIZE_OF_A_SEED, 10]",
    ],
)
def test_plugins_may_be_a_list_or_a_mapping(tmp_path: Path, plugins: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIZE_OF_A_SEED", "5000")
    found = load(tmp_path, f"site_name: Näme\nplugins:{plugins}\n")
    assert (found.seeds, found.max_bytes, found.site_name) == (tmp_path / "raw", 5000, "Näme")


def test_tags_are_passed_over_and_never_run(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    found = load(
        tmp_path,
        "markdown_extensions:\n"
        "  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ''}\n"
        f"evil: !!python/object/apply:os.mkdir ['{ran.as_posix()}']\n"
        "relative: !relative $config_dir\n"
        "docs_dir: written\n",
    )
    assert found.docs == tmp_path / "written"
    assert not ran.exists()


def test_variables_of_the_environment_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUT", "public")
    monkeypatch.delenv("NOT_SET", raising=False)
    yml = "site_dir: !ENV OUT\ndocs_dir: !ENV [NOT_SET, OUT, x]\nsite_name: !ENV NOT_SET\n"
    found = load(tmp_path, yml)
    assert (found.site, found.docs) == (tmp_path / "public", tmp_path / "public")
    assert found.site_name == tmp_path.name
    assert load(tmp_path, "docs_dir: !ENV [NOT_SET, x]").docs == tmp_path / "x"
    assert load(tmp_path, "docs_dir: !ENV [OUT]").docs == tmp_path / "public"


def test_settings_are_inherited(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "root.yml").write_text("site_dir: public\nsite_name: root\n", encoding="utf-8")
    (tmp_path / "base" / "mkdocs.yml").write_text(
        "INHERIT: root.yml\nsite_name: base\nplugins:\n  variorum: {seeds: raw, max_seed_bytes: 7}\n", encoding="utf-8"
    )
    found = load(tmp_path, "INHERIT: base/mkdocs.yml\nplugins:\n  variorum: {max_seed_bytes: 9}\n")
    assert (found.site, found.site_name) == (tmp_path / "public", "base")
    assert (found.seeds, found.max_bytes) == (tmp_path / "raw", 9)
    assert load(tmp_path, "INHERIT: base/mkdocs.yml\nplugins: [variorum]\n").max_bytes == MAX_BYTES


@pytest.mark.parametrize(
    "yml",
    [
        "INHERIT: base.yml\nsite_name: x\n",
        "INHERIT: base.yml\nsite_name: x\nplugins: {variorum: {max_seed_bytes: 1_0}}\n",
        "site_name: x\nplugins: [variorum: {seeds: !ENV [NOT_SET, other], max_seed_bytes: 10_0}]\n",
    ],
)
def test_the_plugin_is_given_the_same(tmp_path: Path, yml: str) -> None:
    """MkDocs reads the file by itself; the two must not disagree on where seeds are."""
    (tmp_path / "docs").mkdir()
    base = "docs_dir: docs\nuse_directory_urls: false\nplugins: {variorum: {seeds: raw, max_seed_bytes: 77}}\n"
    (tmp_path / "base.yml").write_text(base, encoding="utf-8")
    found = load(tmp_path, yml)
    given = load_config(str(tmp_path / "mkdocs.yml")).plugins["variorum"].config
    assert (found.seeds, found.max_bytes) == (tmp_path / given["seeds"], given["max_seed_bytes"])


@pytest.mark.parametrize("size", ["plenty", "0", "-5", "1.5", "1e6", "10 MB", "_1", "1" * 20, "٣"])
def test_a_size_is_a_number_of_bytes(tmp_path: Path, size: str) -> None:
    found = error(tmp_path, f"plugins:\n  - variorum: {{seeds: x, max_seed_bytes: {size}}}\n")
    assert (found.path, found.line, found.column) == ("mkdocs.yml", 2, 42)
    assert found.found == f"max_seed_bytes: {size}"


@pytest.mark.parametrize(
    ("yml", "line", "column"),
    [
        ("site_name: a: b\n", 1, 13),
        ("site_name: x\nplugins: [\n", 3, 1),
        ("a: '\U0001f600' 'x'\n", 1, 8),
        ("a: *b\n", 1, 4),
        ("- a\n- b\n", 1, 1),
        ("words\n", 1, 1),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("site_name: x\nINHERIT: gone.yml\n", 2, 10),
        ("INHERIT: mkdocs.yml\n", 1, 10),
    ],
)
def test_what_is_no_settings_is_told_where_it_stands(tmp_path: Path, yml: str, line: int, column: int) -> None:
    found = error(tmp_path, yml)
    assert (found.path, found.line, found.column) == ("mkdocs.yml", line, column)


@pytest.mark.parametrize("data", [b"site_name: caf\xe9\n", b"site_name: \x00\n", b"\xff\xfes\x00"])
def test_what_is_no_text_is_told(tmp_path: Path, data: bytes) -> None:
    assert "\n" not in str(error(tmp_path, data))


def test_a_mistake_in_an_inherited_file_is_told_there(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("a: 1\nplugins: {variorum: {max_seed_bytes: x}}\n", encoding="utf-8")
    found = error(tmp_path, "INHERIT: base.yml\n")
    assert (found.path, found.line, found.column) == ("base.yml", 2, 38)
    (tmp_path / "base.yml").write_text("INHERIT: mkdocs.yml\n", encoding="utf-8")
    assert error(tmp_path, "INHERIT: base.yml\n").path == "base.yml"
