"""Asks what an import needs: each module alone suffices, the words and the components load nothing heavy."""

import ast
import subprocess
import sys
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

HEAVY = (
    "PySide6",
    "pyqtgraph",
    "numpy",
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "openpyxl",
    "python_calamine",
    "docx",
    "olefile",
)

STRICT = """
import importlib, sys, warnings
for library in sys.argv[1].split():
    importlib.import_module(library)
warnings.simplefilter("error")
for name in sys.argv[2:]:
    importlib.import_module(name)
"""


def run_python(program: str, names: list[str], environment: dict[str, str]) -> str:
    """What the program complained of; nothing when it went well."""
    command = [sys.executable, "-c", program, *names]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return result.stderr if result.returncode else ""


def ran_at_import(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run when the file itself is imported: not those in functions or for types alone."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from ran_at_import(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            blocks = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
            for block in (*blocks, *(handler.body for handler in getattr(node, "handlers", []))):
                yield from ran_at_import(block)


def needed_by(name: str, tree: ast.Module, modules: Collection[str]) -> set[str]:
    """The modules of ours that `name` imports; a package is needed by what lies outside it."""
    named: set[str] = set()
    for node in ran_at_import(tree.body):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        else:
            paths = [f"{node.module}.{alias.name}" for alias in node.names]
            named |= {path if path in modules else str(node.module) for path in paths}
    around = {path.rsplit(".", dots)[0] for path in named for dots in range(1, path.count(".") + 1)}
    outside = {package for package in around if not f"{name}.".startswith(f"{package}.")}
    return {path for path in named | outside if path in modules}


def first_needed_first(trees: Mapping[str, ast.Module]) -> list[str]:
    """The modules in an order in which each comes after what it needs; `CycleError` where there is none."""
    needs = {name: needed_by(name, tree, trees) for name, tree in trees.items()}
    return [*TopologicalSorter(needs).static_order()]


def test_that_each_module_imports_alone_without_a_warning(
    shipped: dict[str, ast.Module], surroundings: dict[str, str]
) -> None:
    # Where no import comes back to where it began, a module finds whole whatever it asks for, whoever
    # was first; so one fresh interpreter tells the same as one for each of them.
    in_order = first_needed_first(shipped)
    libraries = " ".join(("PySide6.QtWidgets", *HEAVY, "pytest"))
    assert not run_python(STRICT, [libraries, *reversed(in_order)], surroundings)


def test_that_a_module_that_needs_another_first_is_seen() -> None:
    def order(**sources: str) -> list[str]:
        return first_needed_first({name.replace("_", "."): ast.parse(text) for name, text in sources.items()})

    back = "from a import first"
    first = {"a": "", "a_first": "from a.second import VALUE"}
    assert (
        order(**first, a_second=f"def later():\n    {back}\nif TYPE_CHECKING:\n    {back}")[-1] == "a.first"
    )
    with pytest.raises(CycleError):
        order(**first, a_second=f"try:\n    {back}\nfinally:\n    VALUE = 1")
    with pytest.raises(CycleError):
        order(a="import b", a_first="", b="import a.first")


def test_that_every_source_compiles_without_a_warning(sources: dict[str, ast.Module], root: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in sources:
            compile((root / name).read_bytes(), name, "exec")


LIGHT = f"""
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
loaded = [name for name in {HEAVY!r} if name in sys.modules]
sys.exit(f"{{sys.argv[1:]}} loaded {{loaded}}" if loaded else 0)
"""


def test_that_the_door_and_the_components_load_nothing_heavy(
    modules: list[str], plugins: list[Path], surroundings: dict[str, str]
) -> None:
    inside = ("desktop.declare", "desktop.shared", *(package.name for package in plugins))
    light = [name for name in modules if name.startswith(inside) and not name.endswith(".qt")]
    assert not run_python(LIGHT, ["desktop.api", *light], surroundings)


def test_that_something_heavy_is_seen(surroundings: dict[str, str]) -> None:
    assert "openpyxl" in run_python(LIGHT, ["openpyxl"], surroundings)


def test_that_the_words_need_the_standard_library_only(
    sources: dict[str, ast.Module], imported: Callable[[ast.Module], set[str]]
) -> None:
    allowed = {"desktop", *sys.stdlib_module_names}
    for name, tree in sources.items():
        if name.startswith("desktop/declare/"):
            assert imported(tree) <= allowed, name
