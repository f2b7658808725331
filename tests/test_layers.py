"""A module imports only from the layers above its own, and never inside a function."""

import ast
from pathlib import Path

import pytest

import variorum
from tests.conftest import ROOT

PACKAGE = Path(variorum.__file__).parent

# From the values at the top to the edges at the bottom. Modules of one layer do not import one another; those of a
# folder may.
LAYERS = (
    ("model", "errors"),
    ("language", "lines", "fold", "sentences"),
    ("dates",),
    ("clean", "weave", "readings", "accounts", "figures", "speech", "anchor", "group"),
    ("identify", "facts"),
    ("edition",),
    ("cleaned", "phrases"),
    ("check", "snapshot"),
    ("diff", "suggest"),
    ("exchange",),
    ("pages", "report"),
    ("review",),
    ("read",),
    ("press", "history"),
    ("annotate", "cleaning", "exchanging", "plugin", "preview"),
    ("cli",),
    ("__main__",),
)
DEPTH = {name: depth for depth, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(PACKAGE.rglob("*.py"))


def unit(path: Path) -> str:
    """Return the module or folder of the table a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> set[str]:
    """Return the units of the package that a module imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "variorum":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("variorum."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("variorum.")}
    return found


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_upwards(path: Path) -> None:
    own = unit(path)
    if own == "__init__":
        assert not imported(parse(path))
        return
    below = {other for other in imported(parse(path)) if other != own and DEPTH[other] >= DEPTH[own]}
    assert not below, f"{own} imports {below}, which stand beside or below it"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_stand_at_the_top(path: Path) -> None:
    inside = [
        inner.lineno
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not inside


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_plugin_imports_mkdocs(path: Path) -> None:
    names = {alias.name for node in ast.walk(parse(path)) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(parse(path)) if isinstance(node, ast.ImportFrom)}
    mkdocs = {name for name in names if name.split(".")[0] == "mkdocs"}
    assert not mkdocs or unit(path) == "plugin"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_core_touches_no_files(path: Path) -> None:
    if DEPTH.get(unit(path), 0) >= DEPTH["read"]:
        return
    edges = {"open", "os", "subprocess", "pathlib", "shutil", "time", "random", "tempfile"}
    names = {n.id for n in ast.walk(parse(path)) if isinstance(n, ast.Name)}
    modules = {a.name for n in ast.walk(parse(path)) if isinstance(n, ast.Import) for a in n.names}
    modules |= {str(n.module) for n in ast.walk(parse(path)) if isinstance(n, ast.ImportFrom)}
    assert not edges & (names | modules)
    called = {n.attr for n in ast.walk(parse(path)) if isinstance(n, ast.Attribute)}
    assert not {"now", "utcnow", "today"} & called, "the core may count with days, but not ask what day it is"


def test_every_module_has_a_layer() -> None:
    assert {unit(path) for path in MODULES} - {"__init__"} == set(DEPTH)


def test_the_page_on_architecture_names_every_module() -> None:
    page = (ROOT / "docs" / "about" / "architecture.md").read_text(encoding="utf-8")
    unnamed = {name for name in DEPTH if f"`{name}`" not in page and f"`{name}/`" not in page}
    assert unnamed == {"__main__"}
