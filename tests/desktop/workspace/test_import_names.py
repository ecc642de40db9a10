"""Asks whether a list that writes names and villages in another way speaks of the records there are."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import openpyxl
import pytest

from desktop.shared import Household
from desktop.workspace import Workspace
from desktop.workspace.importing import ImportResult, accept, recognise_files

HEADINGS = ["Họ và tên chủ hộ", "Ngày sinh", "Dân tộc", "Xã", "Bản", "Số khẩu", "Diện hộ"]
PAO = ["Sùng A Páo", 1983, "Mông", "Na Son", "Bản Na Sang", 5, "Hộ nghèo"]


def take(workspace: Workspace, folder: Path, *rows: list[object]) -> ImportResult:
    book = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        book.worksheets[0].append(row)
    book.save(folder / "ho.xlsx")
    return accept(workspace, recognise_files(workspace, [folder / "ho.xlsx"], record_type=Household))


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    (table,) = [each for each in result.tables if each.record_type]
    return table.new, table.changed, table.unchanged, table.refused


def stored(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.store.reading() as reader:
        return sorted((each.head_name, each.village) for each in reader.rows(Household))


def written(row: list[object], name: str = "", village: str = "") -> list[object]:
    return [name or row[0], *row[1:4], village or row[4], *row[5:]]


@pytest.mark.parametrize(
    "again",
    [
        written(PAO, name="SÙNG A PÁO"),
        written(PAO, name="sùng a páo"),
        written(PAO, name="Sùng  A   Páo "),
        written(PAO, name=unicodedata.normalize("NFD", "Sùng A PÁO")),
        written(PAO, village="Na Sang"),
        written(PAO, village="BẢN NA SANG"),
        written(PAO, village="B. Na Sang"),
        written(PAO, name="SÙNG A PÁO", village="NA SANG"),
    ],
)
def test_that_another_writing_of_a_name_changes_nothing(
    workspace: Workspace, tmp_path: Path, again: list[object]
) -> None:
    take(workspace, tmp_path, PAO)
    result = take(workspace, tmp_path, again)
    assert counts(result) == (0, 0, 1, 0)
    assert result.change_set is None
    assert stored(workspace) == [("Sùng A Páo", "Bản Na Sang")]


def test_that_other_marks_are_another_person_or_village(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, written(PAO, name="Giàng A Sư"))
    result = take(workspace, tmp_path, written(PAO, name="Giàng A Sử"), written(PAO, village="Na Sáng"))
    assert counts(result) == (2, 0, 0, 0)


def test_that_a_name_written_well_takes_the_place_of_capitals(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, written(PAO, name="SÙNG A PÁO", village="na sang"))
    assert counts(take(workspace, tmp_path, PAO)) == (0, 1, 0, 0)
    assert stored(workspace)[0][0] == "Sùng A Páo"
    assert counts(take(workspace, tmp_path, PAO)) == (0, 0, 1, 0)


def test_that_two_villages_of_one_name_are_not_guessed_at(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, PAO, written(PAO, village="Thôn Na Sang"))
    assert counts(take(workspace, tmp_path, written(PAO, village="Na Sang"))) == (1, 0, 0, 0)
    # From here on the commune's lists know three villages, each by its own writing.
    assert counts(take(workspace, tmp_path, PAO, written(PAO, village="Na Sang"))) == (0, 0, 2, 0)


def test_that_one_list_may_write_a_village_in_both_ways(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, tmp_path, PAO, written(PAO, name="Vừ Thị Mỷ", village="Na Sang"))
    assert counts(result) == (2, 0, 0, 0)
    assert {village for _name, village in stored(workspace)} == {"Bản Na Sang"}


def test_that_two_lists_of_one_import_write_a_village_alike(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    lists = (
        [written(PAO, village="Na Sang")],
        [written(PAO, "Lò Văn Un"), written(PAO, "Cà Văn An", "Na Sang")],
    )
    for number, rows in enumerate(lists):
        page = book.create_sheet(f"Danh sách {number}")
        for row in (HEADINGS, *rows):
            page.append(row)
    book.save(tmp_path / "ho.xlsx")
    taken = [
        accept(workspace, recognise_files(workspace, [tmp_path / "ho.xlsx"], record_type=Household))
        for _time in range(2)
    ]
    assert {village for _name, village in stored(workspace)} == {"Na Sang"}
    assert sum(table.new for table in taken[0].tables) == 3
    assert sum(table.unchanged for table in taken[1].tables) == 3
