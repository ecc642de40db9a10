"""Asks whether the faults of the demo workbook are found at their cells, and nothing else is called wrong."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop.declare.problems import Grade
from desktop.resources import resource
from desktop.workspace import importing
from desktop.workspace.demo import open_demo
from desktop.workspace.importing import ImportResult

WORKBOOK = resource("demo/danh-sach-nha-o.xlsx")
TRUTH = json.loads(WORKBOOK.with_suffix(".truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImportResult]:
    workspace = open_demo(tmp_path_factory.mktemp("demo") / "demo.db")
    yield importing.preview(workspace, importing.recognise_files(workspace, [WORKBOOK]))
    workspace.close()


def test_that_every_planted_fault_is_found_at_its_cell(previewed: ImportResult) -> None:
    found = {(problem.spot.cell, problem.rule) for problem in previewed.problems if problem.spot}
    cells = {cell for cell, _rule in found}
    missed = [
        fault
        for fault in TRUTH
        if (fault["cell"], fault["rule"]) not in found and (fault["rule"] or fault["cell"] not in cells)
    ]
    assert missed == []


def test_that_nothing_else_is_called_wrong(previewed: ImportResult) -> None:
    planted = {fault["cell"] for fault in TRUTH}
    grave = [problem for problem in previewed.problems if problem.grade is not Grade.NOTE]
    assert [str(problem.spot) for problem in grave if problem.spot and problem.spot.cell not in planted] == []


def test_that_the_preview_shows_rows_of_every_fate(previewed: ImportResult) -> None:
    (table,) = previewed.tables
    assert table.read == 58 and table.layout == "housing_list"
    assert min(table.new, table.changed, table.unchanged, table.refused) > 4


def test_that_the_workbook_comes_out_the_same_every_time(tmp_path: Path) -> None:
    script = resource("demo/make_workbook.py")
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, cwd=script.parents[2])
    truth = WORKBOOK.with_suffix(".truth.json")
    assert (tmp_path / truth.name).read_bytes() == truth.read_bytes()
    # Compared by cell: the bytes depend on which XML library is installed beside openpyxl.
    assert cells_of(tmp_path / WORKBOOK.name) == cells_of(WORKBOOK)


def cells_of(path: Path) -> list[list[tuple[object, str]]]:
    (page,) = openpyxl.load_workbook(path).worksheets
    return [[(cell.value, cell.number_format) for cell in row] for row in page.iter_rows()]
