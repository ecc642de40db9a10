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


def test_that_the_heading_of_the_nation_is_seen_whole_over_a_narrow_table(tmp_path: Path) -> None:
    table = Table((TableColumn("TT", width=5), TableColumn("Tên", width=9)), (TableRow(("1", "2")),))
    letterhead = Letterhead("UBND xã", "Na Son", date(2026, 1, 5))
    write_report_book(Document("Báo cáo", (table,)), letterhead, tmp_path / "a.xlsx")
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert page.column_dimensions["B"].width > len(str(page["B1"].value)) > 30
    assert page.column_dimensions["A"].width > len("UBND XÃ")


def test_that_a_long_heading_over_a_narrow_column_is_seen_whole(tmp_path: Path) -> None:
    long = "Số hộ dân tộc thiểu số được hỗ trợ trong năm kế hoạch"
    cells = TableRow(tuple("1234567890"))
    for group in ("Người", ""):
        more = [TableColumn(str(number), width=9, group=group) for number in range(8)]
        table = Table((TableColumn("TT", width=5), TableColumn(long, width=9), *more), (cells,))
        letterhead = Letterhead("", "", date(2026, 1, 5))
        write_report_book(Document("Báo cáo", (table,)), letterhead, tmp_path / "a.xlsx")
        page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        (cell,) = (cell for row in page.iter_rows() for cell in row if cell.value == long)
        height = sum(page.row_dimensions[row].height or 0 for row in (cell.row, cell.row + bool(group)))
        assert height >= 5 * 15 and cell.alignment.vertical == "center"
