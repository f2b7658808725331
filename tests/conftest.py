"""What several tests share: small editions on disk, built for real."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from variorum import plugin
from variorum.press.progress import Progress

# A busy machine is slow, not wrong, and the first example may load tables: what is found here depends on no clock.
settings.register_profile("variorum", deadline=None)
settings.load_profile("variorum")

ROOT = Path(__file__).parents[1]
SETTINGS = """\
site_name: Test & <Edition>
use_directory_urls: false
theme: {name: material, font: false}
plugins: [variorum]
markdown_extensions:
  [tables, footnotes, abbr, attr_list, def_list, admonition, md_in_html, meta, smarty, pymdownx.snippets]
nav: [{Home: index.md}, {Articles: articles/index.md}, {Removed: removed/index.md}]
"""

MakeEdition = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture(scope="session")
def font_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make fonts once for all editions of a test run."""
    return tmp_path_factory.mktemp("fonts")


def write_edition(root: Path, files: Mapping[str, str | bytes], font_cache: Path) -> Path:
    """Write an edition of the given files (path -> content) anew into the folder `root` and return it."""
    shutil.rmtree(root, ignore_errors=True)
    basic = {"mkdocs.yml": SETTINGS, "docs/index.md": "# Home\n", "docs/about/index.md": "# About\n"}
    for path, content in {**basic, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    (root / "seeds").mkdir(exist_ok=True)
    (root / ".cache").mkdir()
    (root / ".cache" / "fonts").symlink_to(font_cache)
    return root


def build_edition(root: Path) -> Path:
    """Build the edition in `root` and return the folder of its site."""
    site = root / "built"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir()
    plugin.build(root, site, Progress(None))
    return site


@pytest.fixture
def make_edition(tmp_path: Path, font_cache: Path) -> MakeEdition:
    """Return a function that writes an edition of the given files and returns its folder."""
    return lambda files: write_edition(tmp_path / "edition", files, font_cache)


@pytest.fixture
def build_site() -> Callable[[Path], Path]:
    """Return a function that builds an edition and returns the folder of its site."""
    return build_edition
