"""What the house tests look at: the files of the project and the packages in it."""

import ast
import os
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.collector import collector_at_rest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Every file the project keeps; without git (a copy on a stick) every file that looks kept."""
    listing = ["git", "ls-files", "-z"]
    try:
        listed = subprocess.check_output(listing, cwd=ROOT, text=True, stderr=subprocess.DEVNULL)
        found = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if not is_made(path.relative_to(ROOT))]
    return [path for path in found if path.is_file()]


def is_made(path: Path) -> bool:
    return any(part.startswith(".") or part in ("build", "dist", "__pycache__") for part in path.parts)


@pytest.fixture(scope="session")
def sources(files: list[Path]) -> dict[str, ast.Module]:
    """Each Python file, by its name from the root, as a syntax tree."""
    found = [path for path in files if path.suffix == ".py"]
    with collector_at_rest():
        return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes(), path) for path in found}


@pytest.fixture(scope="session")
def plugins() -> list[Path]:
    """The package of each component."""
    return sorted(path.parent for path in ROOT.glob("plugins/*/*/__init__.py"))


@pytest.fixture(scope="session")
def shipped(sources: dict[str, ast.Module], plugins: list[Path]) -> dict[str, ast.Module]:
    """Everything that ships, by its dotted name, as a syntax tree."""
    starts = ["", *(f"{package.parent.relative_to(ROOT).as_posix()}/" for package in plugins)]
    tops = ["desktop/", *(f"{package.relative_to(ROOT).as_posix()}/" for package in plugins)]
    found = {}
    for start, top in zip(starts, tops, strict=True):
        for name, tree in sources.items():
            if name.startswith(top):
                path = name.removeprefix(start).removesuffix(".py").removesuffix("/__init__")
                found[path.replace("/", ".")] = tree
    return found


@pytest.fixture(scope="session")
def modules(shipped: dict[str, ast.Module]) -> list[str]:
    """The dotted names of everything that ships."""
    return sorted(shipped)


@pytest.fixture(scope="session")
def surroundings(plugins: list[Path]) -> dict[str, str]:
    """The environment of a fresh interpreter that finds this checkout, and sees no display."""
    path = os.pathsep.join([str(ROOT), *(str(package.parent) for package in plugins)])
    return {**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen", "OPENBLAS_NUM_THREADS": "1"}


@pytest.fixture(scope="session")
def imported() -> Callable[[ast.Module], set[str]]:
    """Names the top-level packages a file imports, wherever in it."""

    def names(tree: ast.Module) -> set[str]:
        found: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(str(node.module).partition(".")[0])
        return found

    return names
