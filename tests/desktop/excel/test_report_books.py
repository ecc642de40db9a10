"""Asks whether a report as a workbook is signed and has its foot, whatever there is to tell."""

from datetime import date
from pathlib import Path

import openpyxl

from desktop.declare.reports import Document, Letterhead, Paragraph, Table, TableColumn, TableRow
from desktop.excel.report_books import write_report_book


def test_that_a_report_without_rows_is_signed_and_has_its_foot(tmp_path: Path) -> None:
    table = Table((TableColumn("TT"), TableColumn("Tên")), title="Bảng", empty="Chưa có dòng nào.")
    document = Document("Báo cáo", (Paragraph("Lời."), table), signed_by=("Người lập biểu", "Thủ trưởng"))
    write_report_book(document, Letterhead("", "", date(2026, 1, 5), ("Chân trang.",)), tmp_path / "a.xlsx")
    for page in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets:
        told = {value for row in page.values for value in row}
        assert {"NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG", "Chân trang."} <= told


def test_that_a_long_heading_over_a_narrow_column_is_seen_whole(tmp_path: Path) -> None:
    long = "Số hộ dân tộc thiểu số được hỗ trợ trong năm kế hoạch"
    columns = (
        TableColumn("TT", width=5),
        TableColumn(long, width=9),
        TableColumn("Nữ", width=9, group="Người"),
    )
    table = Table(columns, (TableRow(("1", "2", "3")),), title="Bảng")
    for has_group in (True, False):
        told = table if has_group else Table(columns[:2], (TableRow(("1", "2")),), title="Bảng")
        write_report_book(
            Document("Báo cáo", (told,)), Letterhead("", "", date(2026, 1, 5)), tmp_path / "a.xlsx"
        )
        page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        (cell,) = (cell for row in page.iter_rows() for cell in row if cell.value == long)
        height = sum(page.row_dimensions[row].height or 0 for row in (cell.row, cell.row + has_group))
        assert height >= 5 * 15 and cell.alignment.vertical == "center"
