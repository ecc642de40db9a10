"""Asks whether what a start-up model was given, one thing a row below its name, is read as its items."""

from pathlib import Path
from typing import Any

import openpyxl

from desktop.workspace import Workspace
from desktop.workspace.importing import accept, recognise_files, write_corrections
from project3_value_chain.startups import StartUp

HEAD = ["TT", "Tên mô hình", "Chủ mô hình", "Xã", "Nội dung hỗ trợ", "Ngày", "Chi phí", "NSNN hỗ trợ"]
TRAINING, BRAND = "Đào tạo công nghệ tại chỗ", "Bao bì, nhãn hiệu, quảng bá"
NOODLES: list[Any] = [1, "Miến dong Na Son", "Lò Thị Én", "Xã Na Son"]
CLOTH: list[Any] = [2, "Dệt thổ cẩm Háng Trợ", "Sùng Thị Mỷ", "Xã Pu Nhi"]
ROWS: list[list[Any]] = [
    [*NOODLES, TRAINING, "12/3/2024", 20_000_000, 9_000_000],
    [None, None, None, None, BRAND, "15/6/2024", 30_000_000, 15_000_000],
    [*CLOTH, TRAINING, "13/3/2024", 20_000_000, 10_000_000],
    ["Tổng cộng", None, None, None, None, None, 70_000_000, 34_000_000],
]


def brought(workspace: Workspace, folder: Path, rows: list[list[Any]], merged: tuple[str, ...] = ()) -> Any:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["DANH SÁCH MÔ HÌNH KHỞI NGHIỆP ĐƯỢC HỖ TRỢ NĂM 2024 (ĐVT: đồng)"], HEAD, *rows):
        sheet.append(row)
    for each in merged:
        sheet.merge_cells(each)
    book.save(folder / "khoi-nghiep.xlsx")
    return accept(workspace, recognise_files(workspace, [folder / "khoi-nghiep.xlsx"]))


def items(workspace: Workspace) -> dict[str, list[tuple[str, int]]]:
    with workspace.store.reading() as reader:
        return {
            each.name: [(item.kind, item.support) for item in each.items or ()]
            for each in reader.rows(StartUp)
        }


GIVEN = {
    "Miến dong Na Son": [("training", 9_000_000), ("brand", 15_000_000)],
    "Dệt thổ cẩm Háng Trợ": [("training", 10_000_000)],
}


def test_that_the_rows_below_a_model_are_what_it_was_given(workspace: Workspace, tmp_path: Path) -> None:
    [table] = brought(workspace, tmp_path, ROWS).tables
    assert (table.read, table.new, table.refused) == (2, 2, 0)
    assert [each.row for each in table.skipped if each.kind == "part"] == [4]
    assert items(workspace) == GIVEN


def test_that_a_model_may_be_merged_over_its_rows_or_stand_in_one_of_its_own(
    workspace: Workspace, tmp_path: Path
) -> None:
    empty: list[Any] = [None] * 4
    rows = [[*NOODLES, *empty], [*empty, *ROWS[0][4:]], [*empty, *ROWS[1][4:]], *ROWS[2:]]
    assert not brought(workspace, tmp_path, rows).refused
    assert items(workspace) == GIVEN
    brought(workspace, tmp_path, ROWS, ("A3:A4", "B3:B4", "C3:C4", "D3:D4"))
    assert items(workspace) == GIVEN


def test_that_a_later_list_leaves_what_earlier_ones_told(workspace: Workspace, tmp_path: Path) -> None:
    brought(workspace, tmp_path, ROWS)
    more = [*NOODLES, BRAND, "15/6/2024", 30_000_000, 14_000_000]
    later = [None, None, None, None, TRAINING, "20/2/2025", 8_000_000, 4_000_000]
    brought(workspace, tmp_path, [more, later])
    assert items(workspace)["Miến dong Na Son"] == [
        ("training", 9_000_000),
        ("brand", 14_000_000),
        ("training", 4_000_000),
    ]


def test_that_a_returned_model_takes_what_it_was_given_along(workspace: Workspace, tmp_path: Path) -> None:
    nowhere = [*NOODLES[:3], "Xã Không Đâu Có", *ROWS[0][4:]]
    result = brought(workspace, tmp_path, [nowhere, *ROWS[1:]])
    assert (result.tables[0].new, result.refused) == (1, 1)
    write_corrections(result, tmp_path / "sửa.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sửa.xlsx")
    page = book.worksheets[0]
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == [page.title]
    wrong = next(cell for row in page.iter_rows() for cell in row if cell.value == "Xã Không Đâu Có")
    wrong.value = "Xã Na Son"
    book.save(tmp_path / "sửa.xlsx")
    [table] = accept(workspace, recognise_files(workspace, [tmp_path / "sửa.xlsx"])).tables
    assert (table.new, table.refused) == (1, 0), list(table.problems())
    assert items(workspace) == GIVEN
