"""The workbook of Project 8 against its truth file; collected where the folder is (conftest)."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.declare.problems import Grade, Problem
from desktop.workspace import Workspace
from desktop.workspace.importing import ImportResult, accept, recognise_files
from tests.samples.conftest import samples_folder

FOLDER = samples_folder()
NAME = "du-an-8-mo-hinh-phu-nu"
FIELDS = {
    "Model": {"members": "members", "women": "women", "minority": "minority", "meetings": "meetings"},
    "Activity": {"participants": "participants", "women": "women", "children": "children", "cost": "cost"},
    "BirthExpense": {"quantity": "quantity", "unit_price": "unit_price", "amount": "amount"},
}


@dataclass
class Imported:
    """The workbook after its import, with what is true of it."""

    result: ImportResult
    truth: dict[str, Any]
    workspace: Workspace


@pytest.fixture(scope="module")
def imported(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, _new_database: Any
) -> Iterator[Imported]:
    database = tmp_path_factory.mktemp("gender") / "gender.db"
    shutil.copy(_new_database, database)
    workspace = Workspace.open(database, catalog)
    assert FOLDER is not None
    truth = json.loads((FOLDER / f"{NAME}.truth.json").read_text("utf-8"))
    result = accept(workspace, recognise_files(workspace, [FOLDER / f"{NAME}.xlsx"]))
    yield Imported(result, truth, workspace)
    workspace.close()


def test_that_every_planted_fault_is_found_at_its_cell(imported: Imported) -> None:
    problems: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in imported.result.problems:
        if problem.spot:
            problems[problem.spot.sheet, problem.spot.cell].append(problem)
    lost = [
        (fault["kind"], fault["rule"], fault["sheet"], fault["cell"])
        for fault in imported.truth["faults"]
        if not any(
            fault["rule"] in (None, problem.rule) for problem in problems[fault["sheet"], fault["cell"]]
        )
    ]
    assert lost == []


def test_that_nothing_is_found_that_was_not_planted(imported: Imported) -> None:
    planted = {(fault["sheet"], fault["row"]) for fault in imported.truth["faults"]}
    invented = [
        (problem.rule, str(problem.spot), problem.message)
        for problem in imported.result.problems
        if problem.grade is not Grade.NOTE
        and problem.spot
        and (problem.spot.sheet, problem.spot.row) not in planted
    ]
    assert invented == []


def test_that_every_sound_row_is_kept_and_no_other_row_is_read(imported: Imported) -> None:
    faulty = {(fault["sheet"], fault["row"]) for fault in imported.truth["faults"]}
    rows = {(sheet["name"], row["row"]) for sheet in imported.truth["sheets"] for row in sheet["rows"]}
    read = {(table.sheet, row.row): row.state for table in imported.result.tables for row in table.rows}
    assert read.keys() == rows
    assert [place for place, state in read.items() if state == "refused" and place not in faulty] == []


def test_that_what_is_stored_is_what_was_written(imported: Imported) -> None:
    truth = {
        (sheet["name"], row["row"]): row["values"]
        for sheet in imported.truth["sheets"]
        for row in sheet["rows"]
    }
    wrong = []
    with imported.workspace.store.reading() as reader:
        for table in imported.result.tables:
            assert table.record_type is not None
            names = FIELDS[table.record_type.__name__]
            ids = [row.record_id for row in table.rows if row.record_id]
            by_id = {record.id: record for record in reader.rows_by_ids(table.record_type, ids)}
            for row in table.rows:
                if row.record_id is None:
                    continue
                values, record = truth[table.sheet, row.row], by_id[row.record_id]
                wrong += [
                    (table.sheet, row.row, name)
                    for name, true in names.items()
                    if float(getattr(record, name)) != float(values[true])
                ]
    assert wrong == []


def test_that_importing_again_finds_nothing(imported: Imported) -> None:
    assert FOLDER is not None
    again = accept(imported.workspace, recognise_files(imported.workspace, [FOLDER / f"{NAME}.xlsx"]))
    assert again.change_set is None
    assert sum(table.new + table.changed for table in again.tables) == 0


def test_that_undo_leaves_nothing_of_it(workspace: Workspace, catalog: Catalog) -> None:
    assert FOLDER is not None
    result = accept(workspace, recognise_files(workspace, [FOLDER / f"{NAME}.xlsx"]))
    assert result.change_set is not None
    workspace.undo(result.change_set)
    with workspace.store.reading() as reader:
        assert [reader.count(catalog.record_type(name)) for name in FIELDS] == [0, 0, 0]
