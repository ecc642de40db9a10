"""The workbook of land, career change and water against its truth file; collected where the folder is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.declare.fields import Choice, Reference
from desktop.declare.problems import Grade
from desktop.declare.records import Record
from desktop.declare.text import fold
from desktop.workspace import Workspace
from desktop.workspace.importing import ImportResult, accept, preview, recognise_files
from tests.samples.conftest import samples_folder

NAME = "du-an-1-dat-nuoc"
TYPES = {
    "1. Đất ở": "ResidentialLand",
    "2. Đất SX": "ProductionLand",
    "3. CĐ nghề": "CareerChange",
    "4. Nước PT": "ScatteredWater",
}
FIELDS = {
    "id_no": "identity_number", "area_m2": "area", "ns_tw": "central_money", "ns_dp": "provincial_money",
    "had_land_before": "had_land", "plot_no": "plot_no", "map_sheet": "map_sheet", "quota_m2": "quota",
    "have_m2": "area_now", "short_m2": "area_short", "short_pct": "short_share", "given_m2": "area_given",
    "trade": "trade", "reason": "land_reason", "volume_l": "volume", "paid_date": "disbursed_on",
}  # fmt: skip


@dataclass
class Imported:
    """The workbook after its import, with what is true of it."""

    result: ImportResult
    truth: dict[str, Any]
    workspace: Workspace

    def faulty(self, *severities: str) -> set[tuple[str, int]]:
        faults = self.truth["faults"]
        return {(each["sheet"], each["row"]) for each in faults if each["severity"] in severities}


@pytest.fixture(scope="module")
def imported(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, _new_database: Path
) -> Iterator[Imported]:
    database = tmp_path_factory.mktemp("land") / "land.db"
    shutil.copy(_new_database, database)
    workspace = Workspace.open(database, catalog)
    assert FOLDER is not None
    truth = json.loads((FOLDER / f"{NAME}.truth.json").read_text("utf-8"))
    result = accept(workspace, recognise_files(workspace, [FOLDER / f"{NAME}.xlsx"]))
    yield Imported(result, truth, workspace)
    workspace.close()


FOLDER = samples_folder()


def test_that_each_sheet_is_read_as_its_content(imported: Imported) -> None:
    found = {table.sheet: table for table in imported.result.tables}
    assert {name: table.record_type.__name__ for name, table in found.items() if table.record_type} == TYPES
    for sheet in imported.truth["sheets"]:
        assert {row.row for row in found[sheet["name"]].rows} == {row["row"] for row in sheet["rows"]}


def test_that_every_planted_fault_is_found_at_its_cell(imported: Imported) -> None:
    told = {
        (problem.spot.sheet, problem.spot.cell, problem.rule)
        for problem in imported.result.problems
        if problem.spot
    }
    lost = [
        fault
        for fault in imported.truth["faults"]
        if (fault["sheet"], fault["cell"], fault["rule"]) not in told
    ]
    assert [fault for fault in lost if not is_paid_before_an_unnamed_decision(imported.truth, fault)] == []


def is_paid_before_an_unnamed_decision(truth: dict[str, Any], fault: dict[str, Any]) -> bool:
    """Whether the fault lies against a decision whose day no column, no title of its sheet tells.

    The water list holds the day of receipt alone, and sound days of it lie on both sides of each faulty
    one. The two households stand in the list of career change as well, under decisions on that content, one
    of them earlier than the day: nothing of these tells when their water was decided.
    """
    (sheet,) = [each for each in truth["sheets"] if each["name"] == fault["sheet"]]
    return fault["note"] == "paid before the decision" and "decision_date" not in sheet["fields"]


def test_that_every_sound_row_is_kept_and_nothing_else_is_called_wrong(imported: Imported) -> None:
    kept = {(table.sheet, row.row) for table in imported.result.tables for row in table.rows if row.record_id}
    rows = {(sheet["name"], row["row"]) for sheet in imported.truth["sheets"] for row in sheet["rows"]}
    assert rows - imported.faulty("error", "warning") - kept == set()
    wrong = {
        (problem.spot.sheet, problem.spot.row)
        for problem in imported.result.problems
        if problem.spot and problem.grade is not Grade.NOTE
    }
    assert wrong - imported.faulty("error", "warning") == set()


def test_that_the_values_are_the_true_ones(imported: Imported) -> None:
    with imported.workspace.store.reading() as reader:
        for table in imported.result.tables:
            assert table.record_type is not None
            ids = {row.row: row.record_id for row in table.rows if row.record_id}
            records = {row: reader.get(table.record_type, id) for row, id in ids.items()}
            (sheet,) = [each for each in imported.truth["sheets"] if each["name"] == table.sheet]
            differing = [
                (table.sheet, row["row"], name, value)
                for row in sheet["rows"]
                if (record := records.get(row["row"]))
                for name, value in row["values"].items()
                if not _is_value(record, FIELDS.get(name, name), value)
            ]
            assert differing == []


def _is_value(record: Record, name: str, value: Any) -> bool:
    declared = type(record).fields.get(name)
    if declared is None or isinstance(declared, Choice | Reference):
        return True  # words of the list's own; that they are understood shows where nothing is refused
    kept = getattr(record, name)
    if value in (None, 0, False) or kept in (None, 0, False):
        return not value and not kept
    if isinstance(value, int | float) and not isinstance(value, bool):
        return abs(Decimal(str(kept)) - Decimal(str(value))) < Decimal("0.06")
    if isinstance(value, str):
        ours = declared.to_store(kept) if not isinstance(kept, str) else kept
        return fold(str(ours)).removeprefix("ban ") == fold(value).removeprefix("ban ")
    return bool(kept == value)


def test_that_importing_again_finds_nothing_new(imported: Imported) -> None:
    assert FOLDER is not None
    workspace = imported.workspace
    again = preview(workspace, recognise_files(workspace, [FOLDER / f"{NAME}.xlsx"]))
    first = {table.sheet: table for table in imported.result.tables}
    for table in again.tables:
        assert (table.new, table.changed) == (0, 0)
        assert table.unchanged >= first[table.sheet].new
