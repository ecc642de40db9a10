"""Asks what an import needs: each module alone suffices, the words and the components load nothing heavy."""

import ast
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HEAVY = (
    "PySide6",
    "pyqtgraph",
    "numpy",
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "openpyxl",
    "python_calamine",
    "olefile",
)

# One process a module, forked from one that holds the libraries (first argument): they are not on trial.
ALONE = """
import importlib, os, sys, traceback, warnings

def import_alone(name):
    warnings.simplefilter("error")
    try:
        importlib.import_module(name)
    except BaseException:
        print(name, file=sys.stderr)
        traceback.print_exc()
        return 1
    return 0

def in_a_fork(name):
    child = os.fork()
    if child == 0:
        os._exit(import_alone(name))
    return os.waitpid(child, 0)[1]

libraries, *names = sys.argv[1:]
if hasattr(os, "fork"):
    for library in libraries.split():
        importlib.import_module(library)
    sys.exit(any([in_a_fork(name) for name in names]))
sys.exit(any([import_alone(name) for name in names]))
"""


def run_python(program: str, names: list[str], environment: dict[str, str]) -> str:
    """What the program complained of; nothing when it went well."""
    command = [sys.executable, "-c", program, *names]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return result.stderr if result.returncode else ""


def test_that_each_module_imports_alone_without_a_warning(
    modules: list[str], surroundings: dict[str, str]
) -> None:
    libraries = " ".join(("PySide6.QtWidgets", *HEAVY, "pytest"))
    together = (len(modules) + 1) // 2 if hasattr(os, "fork") else 1
    groups = [modules[at : at + together] for at in range(0, len(modules), together)]
    with ThreadPoolExecutor(2) as pool:
        complaints = pool.map(lambda names: run_python(ALONE, [libraries, *names], surroundings), groups)
        assert not "".join(complaints)


def test_that_a_module_that_needs_another_first_is_seen(tmp_path: Path, surroundings: dict[str, str]) -> None:
    (tmp_path / "first.py").write_text("import second\nVALUE = 1\n", "utf-8")
    (tmp_path / "second.py").write_text("import first\nVALUE = first.VALUE\n", "utf-8")
    here = {**surroundings, "PYTHONPATH": str(tmp_path)}
    assert not run_python(ALONE, ["", "second"], here)
    assert "first" in run_python(ALONE, ["", "second", "first"], here)


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
