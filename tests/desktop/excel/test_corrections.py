"""Refused rows go back under their own headings with the reason, and come again when corrected."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.declare.problems import Refusal
from desktop.workspace.importing import accept, export_records, recognise_files, write_corrections
from tests.desktop.excel.lists import HEAD, Well, plan_of, register, sheet

ROWS = [
    ("DANH SÁCH GIẾNG",),
    ("Đơn vị tính: triệu đồng",),
    ("TT", "Chủ hộ", "Năm sinh", None, "NSTW", "Quyết định", None),
    (None, None, "Nam", "Nữ", None, "Số", "Ngày"),
    ("I", "Bản Na Son (2 hộ)"),
    (1, "Lò A", 1980, None, 40, "1", "5/1/2026"),
    (2, "Lò B", None, "mười", 50, "2", "31/2/2026"),
]


def test_that_refused_rows_go_back_with_the_reason_and_return_corrected(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    result = accept(workspace, plan_of(workspace, sheet(ROWS, "C3:D3", "F3:G3")))
    assert (result.tables[0].new, result.tables[0].refused) == (1, 1)
    file = tmp_path / "sua.xlsx"
    write_corrections(result, file)
    again = accept(workspace, recognise_files(workspace, [file]))
    assert (again.tables[0].read, again.tables[0].refused) == (1, 1), "nothing was corrected yet"

    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    head = next(row for row in page.iter_rows() if row[0].value == "Dòng trong tệp gốc")
    row = head[0].row + 2
    columns = {str(cell.value): cell.column for above in page.iter_rows(row - 2, row - 1) for cell in above}
    assert page.cell(row - 2, columns["Nữ"] - 1).value == "Năm sinh"
    reason = str(page.cell(row, columns["Lý do trả lại"]).value)
    assert "Ngày: “31/2/2026”: tháng 2/2026 không có ngày 31" in reason and "D7" not in reason
    assert page.cell(row, columns["Dòng trong tệp gốc"]).value == 7
    assert page.cell(row, columns["Nữ"]).value == "mười"
    assert page.cell(row, columns["Bản"]).value == "Bản Na Son"
    page.cell(row, columns["Nữ"], 1985)
    page.cell(row, columns["Ngày"], "28/2/2026")
    page.cell(row, columns["NSTW"], 38)
    book.save(file)
    corrected = accept(workspace, recognise_files(workspace, [file]))
    assert (corrected.tables[0].read, corrected.tables[0].new) == (1, 1), corrected.problems
    workspace.close()


def test_that_corrections_never_replace_the_workbook_they_come_from(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    file = tmp_path / "gieng.xlsx"
    book = openpyxl.Workbook()
    for row in [HEAD, (1, "Lò A", "Bản Na Son", None, 4, 1, "1"), (2, None, "Bản Na Son", None, 4, 1, "1")]:
        book.worksheets[0].append(row)
    book.save(file)
    before = file.read_bytes()
    result = accept(workspace, recognise_files(workspace, [file]))
    assert result.refused == 1
    with pytest.raises(Refusal, match="chính là tệp đang nhập"):
        write_corrections(result, tmp_path / "." / "gieng.xlsx")
    assert file.read_bytes() == before
    workspace.close()


def test_that_nothing_refused_makes_an_empty_workbook(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    rows = [("GIẾNG",), HEAD, (1, "Lò A", "Bản Na Son", None, 4, 1, "1")]
    file = tmp_path / "sua.xlsx"
    write_corrections(accept(workspace, plan_of(workspace, sheet(rows))), file)
    assert openpyxl.load_workbook(file).worksheets[0].max_row == 1
    workspace.close()


def test_that_a_zero_and_a_no_go_back_as_they_stood(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    head = ("TT", "Chủ hộ", "Bản", "Số khẩu", "Độ sâu", "Hộ đóng góp", "Đã hoàn thành", "Số quyết định")
    rows = [("GIẾNG",), head, (1, "Lò A", "Bản Na Son", 0, 0.0, 0, False, "1")]
    file = tmp_path / "sua.xlsx"
    result = accept(workspace, plan_of(workspace, sheet(rows)))
    assert result.refused == 1, "nobody lives there"
    write_corrections(result, file)
    page = openpyxl.load_workbook(file).worksheets[0]
    row = next(row for row in page.iter_rows(values_only=True) if "Lò A" in row)
    place = row.index("Lò A") + 2
    assert row[place : place + 4] == (0, 0, 0, False)
    workspace.close()


def test_that_the_ids_of_our_own_export_stay_hidden_in_what_goes_back(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    accept(workspace, plan_of(workspace, sheet(ROWS[:-1], "C3:D3", "F3:G3")))
    export_records(workspace, Well, tmp_path / "ra.xlsx", masked=False)
    book = openpyxl.load_workbook(tmp_path / "ra.xlsx")
    (born,) = (cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "1980")
    born.value = "mười"
    book.save(tmp_path / "ra.xlsx")
    file = tmp_path / "sua.xlsx"
    write_corrections(accept(workspace, recognise_files(workspace, [tmp_path / "ra.xlsx"])), file)
    page = openpyxl.load_workbook(file).worksheets[0]
    (head,) = (cell for row in page.iter_rows() for cell in row if cell.value == "ID (không sửa)")
    assert page.column_dimensions[head.column_letter].hidden
    again = accept(workspace, recognise_files(workspace, [file]))
    assert (again.tables[0].read, again.tables[0].refused) == (1, 1)
