"""Two tables of one import with one number: a person in two households, a household in two lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from desktop.declare.records import Record
from desktop.shared import Household, Person
from desktop.workspace import Workspace
from desktop.workspace.importing import ImportResult, accept, preview, recognise_files
from tests.desktop.workspace.test_import_same import HEAD, NUMBER, PAO

OF_PERSON = ["Họ và tên", "Ngày sinh", "Xã", "Bản", "Hộ số", "Quan hệ với chủ hộ", "Số định danh cá nhân"]
HOA = ["Moong Thị Hoa", "12/03/2012", "Na Son", "Bản Nà Dên", "139", "Con", "011312000021"]
ELSEWHERE = ["Moong Thị Hoa", "12/03/2012", "Na Son", "Bản Tênh Sua", "227", "Cháu", "011312000021"]


def written(folder: Path, head: list[str], *sheets: list[Any] | dict[str, Any]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, row in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Danh sách {number}")
        sheet.append(head)
        sheet.append([row.get(name) for name in head] if isinstance(row, dict) else row)
    path = folder / "danh sách.xlsx"
    book.save(path)
    return path


def take(workspace: Workspace, path: Path, record_type: type[Record]) -> ImportResult:
    return accept(workspace, recognise_files(workspace, [path], record_type=record_type))


def states(result: ImportResult) -> list[list[str]]:
    return [[row.state for row in table.rows] for table in result.tables]


def members(workspace: Workspace) -> list[tuple[str | None, str | None]]:
    with workspace.store.reading() as reader:
        return [(one.household_number, one.relation) for one in reader.rows(Person)]


def test_that_a_person_in_two_households_of_one_file_stays_what_the_first_row_says(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = written(tmp_path, OF_PERSON, HOA, ELSEWHERE)
    result = take(workspace, path, Person)
    assert (states(result), result.likely) == ([["new"], ["refused"]], [])
    assert {problem.rule for problem in result.tables[1].rows[0].problems} >= {"G05"}
    assert members(workspace) == [("139", "child")]
    again = take(workspace, path, Person)
    assert (states(again), again.change_set) == ([["unchanged"], ["refused"]], None)


def test_that_a_person_who_is_stored_is_not_moved_by_a_row_before_the_own_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, written(tmp_path, OF_PERSON, HOA), Person)
    result = take(workspace, written(tmp_path, OF_PERSON, ELSEWHERE, HOA), Person)
    assert states(result) == [["refused"], ["unchanged"]]
    assert members(workspace) == [("139", "child")]


def test_that_a_list_of_one_household_moves_a_person_there(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, written(tmp_path, OF_PERSON, HOA), Person)
    result = take(workspace, written(tmp_path, OF_PERSON, ELSEWHERE), Person)
    assert states(result) == [["changed"]]
    assert members(workspace) == [("227", "grandchild")]


def test_that_a_household_with_another_day_on_the_next_sheet_is_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    row = PAO | {"Số CCCD": NUMBER}
    path = written(tmp_path, HEAD, row, row | {"Ngày sinh": "12/03/1983"})
    assert states(take(workspace, path, Household)) == [["new"], ["changed"]]
    again = take(workspace, path, Household)
    assert (states(again), again.change_set) == ([["unchanged"], ["unchanged"]], None)


def test_that_nobody_is_asked_about_a_row_of_the_same_import(workspace: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path, HEAD, PAO, PAO | {"Họ và tên chủ hộ": "Sùng Páo"})
    plan = recognise_files(workspace, [path], record_type=Household)
    assert preview(workspace, plan).likely == []
