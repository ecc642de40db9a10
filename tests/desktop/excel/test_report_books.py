"""Asks whether a report as a workbook is signed and has its foot, whatever there is to tell."""

from datetime import date
from pathlib import Path

import openpyxl

from desktop.declare.reports import Document, Letterhead, Paragraph, Table, TableColumn
from desktop.excel.report_books import write_report_book


def test_that_a_report_without_rows_is_signed_and_has_its_foot(tmp_path: Path) -> None:
    table = Table((TableColumn("TT"), TableColumn("Tên")), title="Bảng", empty="Chưa có dòng nào.")
    document = Document("Báo cáo", (Paragraph("Lời."), table), signed_by=("Người lập biểu", "Thủ trưởng"))
    write_report_book(document, Letterhead("", "", date(2026, 1, 5), ("Chân trang.",)), tmp_path / "a.xlsx")
    for page in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets:
        told = {value for row in page.values for value in row}
        assert {"NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG", "Chân trang."} <= told
