"""Officers' workbooks against their truth files; collected where a folder with them is (see conftest)."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.declare.text import fold, spelling
from desktop.shared import Place, village_key
from desktop.workspace import Workspace
from desktop.workspace.importing import ImportResult, accept, recognise_files
from tests.samples.conftest import samples_folder

HOUSEHOLDS, PEOPLE, HOUSES = "danh-sach-ho-ngheo-na-son", "nhan-khau-na-son", "du-an-1-nha-o"
FIELDS = {
    "id_no": "identity_number", "zone": "area_zone", "ns_tw": "central_money", "ns_tinh": "provincial_money",
    "ns_xa": "commune_money", "household_no": "household_number", "status": "situation",
}  # fmt: skip
OF_ISSUE = {
    "G01", "G02", "G03", "G04", "G05", "G07", "G09", "G11", "G12",
}  # fmt: skip
SUMMARIES = {"Tổng hợp"}
"""A summary sheet repeats what the list says; it is not imported, but its own mistakes are named."""


FOLDER = samples_folder()
NAMES = [name for name in (HOUSEHOLDS, PEOPLE, HOUSES) if FOLDER and (FOLDER / f"{name}.xlsx").exists()]


@dataclass
class Imported:
    """One workbook after its import, with what is true of it."""

    name: str
    result: ImportResult
    truth: dict[str, Any]
    workspace: Workspace

    def faults(self) -> Iterator[dict[str, Any]]:
        yield from self.truth["faults"]

    def problems(self) -> dict[tuple[str, int], list[Problem]]:
        found: dict[tuple[str, int], list[Problem]] = defaultdict(list)
        for problem in self.result.problems:
            assert problem.spot is not None
            found[problem.spot.sheet, problem.spot.row].append(problem)
        return found

    def records(self) -> dict[tuple[str, int], Record]:
        found: dict[tuple[str, int], Record] = {}
        with self.workspace.store.reading() as reader:
            for table in self.result.tables:
                ids = [row.record_id for row in table.rows if row.record_id]
                by_id = {}
                if table.record_type and ids:
                    by_id = {record.id: record for record in reader.rows_by_ids(table.record_type, ids)}
                found.update(
                    {(table.sheet, row.row): by_id[row.record_id] for row in table.rows if row.record_id}
                )
        return found


@pytest.fixture(scope="module")
def imported(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, _new_database: Path
) -> Iterator[dict[str, Imported]]:
    """The workbooks imported one after the other, as a district would: households, members, houses."""
    database = tmp_path_factory.mktemp("truth") / "truth.db"
    shutil.copy(_new_database, database)
    workspace = Workspace.open(database, catalog)
    done = {}
    for name in NAMES:
        assert FOLDER is not None
        truth = json.loads((FOLDER / f"{name}.truth.json").read_text("utf-8"))
        result = accept(workspace, recognise_files(workspace, [FOLDER / f"{name}.xlsx"]))
        done[name] = Imported(name, result, truth, workspace)
    yield done
    workspace.close()


@pytest.mark.parametrize("name", NAMES)
def test_that_every_data_row_is_read_and_no_other(imported: dict[str, Imported], name: str) -> None:
    found = imported[name]
    true = {
        (sheet["name"], row["row"])
        for sheet in found.truth["sheets"]
        if sheet["name"] not in SUMMARIES
        for row in sheet.get("rows", [])
    }
    read = {(table.sheet, row.row) for table in found.result.tables for row in table.rows}
    assert read == true
    for table in found.result.tables:
        assert table.read == table.new + table.changed + table.unchanged + table.refused


@pytest.mark.parametrize("name", NAMES)
def test_that_rows_left_out_are_what_they_are_said_to_be(imported: dict[str, Imported], name: str) -> None:
    found = imported[name]
    said = {
        (table.sheet, skipped.row): skipped.kind
        for table in found.result.tables
        if table.record_type
        for skipped in table.skipped
    }
    alike = {"marks": {"marks", "repeated_header"}, "repeated_header": {"repeated_header", "marks"}}
    for sheet in found.truth["sheets"]:
        for kind, rows in sheet.get("row_kinds", {}).items() if sheet["role"] == "data" else ():
            for row in rows:
                if sheet["name"] not in SUMMARIES:
                    got = said[sheet["name"], row]
                    assert got in alike.get(kind, {kind}) | {"note", "blank"}, (sheet["name"], row, kind, got)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_planted_fault_is_found_at_its_cell(imported: dict[str, Imported], name: str) -> None:
    found = imported[name]
    problems = found.problems()
    lost = [
        (fault["kind"], fault["rule"], fault["sheet"], fault["cell"])
        for fault in found.faults()
        if _is_ours(name, fault)
        and not any(
            problem.rule == fault["rule"] and problem.spot and problem.spot.cell == fault["cell"]
            for problem in problems[fault["sheet"], fault["row"]]
        )
    ]  # fmt: skip
    assert lost == []


def _is_ours(name: str, fault: dict[str, Any]) -> bool:
    """Of the houses every rule; faults between two lists of people are looked for where both lists are."""
    if name == HOUSES:
        return fault["rule"] is not None
    if fault["rule"] not in OF_ISSUE:
        return False
    return name != PEOPLE or fault["kind"] not in ("member_count", "person_twice", "name_differs")


@pytest.mark.parametrize("name", NAMES)
def test_that_no_sound_row_is_refused(imported: dict[str, Imported], name: str) -> None:
    found = imported[name]
    faulty = {(fault.get("sheet"), fault.get("row")) for fault in found.faults()}
    for fault in found.faults():
        faulty |= {(other["sheet"], other["row"]) for other in fault.get("related") or []}
    refused = [
        (table.sheet, row.row, [problem.message for problem in row.problems if problem.grade is Grade.BLOCK])
        for table in found.result.tables
        for row in table.rows
        if row.state == "refused" and (table.sheet, row.row) not in faulty
    ]
    assert refused == []


@pytest.mark.parametrize("name", NAMES)
def test_that_what_is_stored_is_what_was_written(imported: dict[str, Imported], name: str) -> None:
    found = imported[name]
    records = found.records()
    known = {fault.get("cell") for fault in found.faults() if fault["kind"] == "unit_mismatch"}
    wrong = []
    with found.workspace.store.reading() as reader:
        places = {place.id: place for place in reader.rows(Place)}
    for sheet in found.truth["sheets"]:
        if sheet["name"] in SUMMARIES:
            continue
        for row in sheet.get("rows", []):
            record = records.get((sheet["name"], row["row"]))
            cells = {f"{column['col']}{row['row']}" for each in sheet["columns"].values() for column in each}
            if record is None or cells & known:
                continue
            for key, true in row["values"].items():
                if not _is_same(record, key, true, places):
                    wrong.append((sheet["name"], row["row"], key, true))
    assert wrong == []


def _is_same(record: Record, key: str, true: Any, places: dict[str | None, Place]) -> bool:
    fields = type(record).fields
    name = FIELDS.get(key, key)
    if key in ("commune_code", "old_commune_code"):
        name = key.removesuffix("_code")
    if key == "decision_no" and name not in fields:
        name = "decision_number"
    if name not in fields or (key == "decision_date" and getattr(record, name) is None):
        return True  # not a field of this record type, or told by the title alone
    value, field = getattr(record, name), fields[name]
    if name in ("commune", "old_commune"):
        place = places.get(value)
        value = place and (place.code if key.endswith("_code") else place.name)
        return _plain(value) == _plain(true)
    if key == "village":
        return village_key(value) == village_key(true)
    if key == "old_district":
        return value is None or true is None or _bare(value) in (_bare(true), "dbd", "dien bien")
    if key == "decision_by":
        return true is None or spelling(value or "").startswith("ubnd")
    if field.kind == "choice":
        return _option(field.format(value)) == _option(true)
    if field.kind == "date":
        return (value and value.isoformat()) == true
    return _plain(value) == _plain(true)


def _bare(text: str) -> str:
    return fold(text).removeprefix("huyen ").removeprefix("h. ")


def _option(text: Any) -> str:
    words = fold(str(text or "")).replace("-", " ").removeprefix("ho ").removeprefix("khu vuc ")
    return words.removeprefix("kv ")


def _plain(value: Any) -> Any:
    if value in (None, "", 0, False):
        return None
    if isinstance(value, bool):
        return value
    try:
        return float(value)
    except (TypeError, ValueError):
        return spelling(str(value))


@pytest.mark.parametrize("name", NAMES)
def test_that_importing_again_finds_nothing(imported: dict[str, Imported], name: str) -> None:
    found = imported[name]
    assert FOLDER is not None
    again = accept(found.workspace, recognise_files(found.workspace, [FOLDER / f"{name}.xlsx"]))
    assert again.change_set is None
    assert sum(table.new + table.changed for table in again.tables) == 0


@pytest.mark.parametrize("name", [name for name in NAMES if name == HOUSES])
def test_that_undo_of_the_import_leaves_nothing_of_it(
    workspace: Workspace, catalog: Catalog, name: str
) -> None:
    assert FOLDER is not None
    result = accept(workspace, recognise_files(workspace, [FOLDER / f"{name}.xlsx"]))
    assert result.change_set is not None
    workspace.undo(result.change_set)
    with workspace.store.reading() as reader:
        assert reader.count(catalog.record_type("HousingCase")) == 0
