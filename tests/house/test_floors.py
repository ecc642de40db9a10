"""Asks whether the import contracts of the project hold, and whether each would notice what it forbids."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

A, B = "project1_housing", "project9_neighbour"

# A house as small as it can be, in which everything that is allowed is done once.
SOUND = {
    "desktop/api.py": "import desktop.hookspecs, desktop.declare.fields",
    "desktop/hookspecs.py": "import pluggy",
    "desktop/resources.py": "import pathlib",
    "desktop/faults.py": "import traceback",
    "desktop/accounts.py": "import getpass",
    "desktop/collector.py": "import gc",
    "desktop/installation.py": "import pathlib",
    "desktop/declare/fields.py": "import datetime",
    "desktop/shared/places.py": "import desktop.api",
    "desktop/catalog.py": "import pluggy, desktop.shared.places",
    "desktop/storage/store.py": "import sqlalchemy, alembic, sqlcipher3, desktop.catalog",
    "desktop/excel/exports.py": "import openpyxl, python_calamine, olefile",
    "desktop/documents/word.py": "import docx, desktop.declare.fields",
    "desktop/workspace.py": "import desktop.storage.store, desktop.excel.exports",
    "desktop/qt/api.py": "import PySide6.QtWidgets, pyqtgraph",
    "desktop/qt/table.py": "import desktop.workspace, desktop.qt.api",
    "desktop/cli/commands.py": "import desktop.workspace",
    "desktop/__main__.py": "import desktop.qt.table, desktop.cli.commands",
    "desktop/testing.py": "import desktop.workspace",
    **{f"{name}/records.py": "import desktop.api, desktop.shared.places" for name in (A, B)},
    **{f"{name}/qt.py": "import PySide6.QtWidgets, desktop.qt.api" for name in (A, B)},
}

# What each contract forbids: where, and which import.
PLANTED = [
    ("floors", "desktop/documents/printing.py", "import desktop.cli.commands"),
    ("floors", "desktop/storage/changes.py", "import desktop.excel.exports"),
    ("floors", "desktop/cli/windows.py", "import desktop.qt.table"),
    ("floors", "desktop/cellar.py", "import datetime"),
    ("floors", "desktop/declare/units.py", "import desktop.resources"),
    ("floors", "desktop/hookspecs.py", "import desktop.faults"),
    ("qt", "desktop/workspace.py", "import PySide6.QtCore"),
    ("qt", f"{A}/charts.py", "import pyqtgraph"),
    ("storage", "desktop/cli/queries.py", "import sqlalchemy"),
    ("excel", f"{A}/reports.py", "import openpyxl"),
    ("excel", "desktop/cli/commands.py", "import olefile"),
    ("documents", "desktop/workspace.py", "import docx"),
    ("pluggy", "desktop/workspace.py", "import pluggy"),
    ("door", f"{A}/records.py", "import desktop.storage.store"),
    ("door", f"{A}/charts.py", "import desktop.qt.api"),
    ("door", f"{A}/qt.py", "import desktop.qt.table"),
    ("plugins", "desktop/catalog.py", f"import {A}.records"),
    ("strangers", f"{A}/records.py", f"import {B}.records"),
    ("cycles", "desktop/qt/api.py", "import desktop.qt.table"),
]


def lint(folder: Path, path: list[Path]) -> tuple[set[str], str]:
    """The names of the broken contracts, and all that was said."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path)), "COLUMNS": "200"}
    program = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", program, "--no-cache"]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    said = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout + result.stderr)
    broken = set(re.findall(r"^(.+?) BROKEN", said, re.MULTILINE))
    assert result.returncode == (1 if broken else 0), said
    return broken, said


def build_house(folder: Path, root: Path, contents: dict[str, str]) -> None:
    """Writes a house to be judged by the contracts of this project, which there know one component more."""
    contracts = (root / "pyproject.toml").read_text("utf-8").replace(f'"{A}"', f'"{A}", "{B}"')
    (folder / "pyproject.toml").write_text(contracts, "utf-8")
    for name, content in contents.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(content + "\n", "utf-8")


def test_that_every_component_stands_in_the_contracts(project: dict[str, Any], plugins: list[Path]) -> None:
    names = {package.name for package in plugins}
    linter = project["tool"]["importlinter"]
    strangers = next(contract for contract in linter["contracts"] if contract["id"] == "strangers")
    assert set(linter["root_packages"]) == {"desktop", *names}
    assert set(strangers["modules"]) == names


def test_that_the_contracts_hold(root: Path, plugins: list[Path]) -> None:
    broken, said = lint(root, [root, *(package.parent for package in plugins)])
    assert not broken, said


def test_that_a_sound_house_breaks_nothing(tmp_path: Path, root: Path) -> None:
    build_house(tmp_path, root, SOUND)
    broken, said = lint(tmp_path, [tmp_path])
    assert not broken, said


@pytest.mark.parametrize(("contract", "file", "planted"), PLANTED)
def test_that_a_contract_notices_what_it_forbids(
    tmp_path: Path, root: Path, project: dict[str, Any], contract: str, file: str, planted: str
) -> None:
    build_house(tmp_path, root, {**SOUND, file: f"{SOUND.get(file, '')}\n{planted}"})
    broken, said = lint(tmp_path, [tmp_path])
    contracts = project["tool"]["importlinter"]["contracts"]
    assert {entry["id"] for entry in contracts if entry["name"] in broken} == {contract}, said


def test_that_every_room_there_is_has_its_floor(root: Path, project: dict[str, Any]) -> None:
    floors = next(each for each in project["tool"]["importlinter"]["contracts"] if each["id"] == "floors")
    drawn = [room.strip() for floor in floors["layers"] for room in floor.split("|")]
    rooms = {path.stem for path in (root / "desktop").iterdir() if (path / "__init__.py").exists()}
    rooms |= {path.stem for path in (root / "desktop").glob("*.py")} - {"__init__"}
    assert {room for room in drawn if not room.startswith("(")} == rooms
    assert not {room.strip("()") for room in drawn if room.startswith("(")} & rooms


def test_that_each_contract_has_a_planted_violation(project: dict[str, Any]) -> None:
    contracts = project["tool"]["importlinter"]["contracts"]
    assert {entry["id"] for entry in contracts} == {contract for contract, _, _ in PLANTED}
