"""Columns and rows are as large as their text, and a wide sheet is printed on several pages."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from desktop.excel.cells import Value
from desktop.excel.fitting import HIGHEST, LINE_HEIGHT, fit, heading_heights, lines_of, row_heights
from desktop.excel.sheets import Column, Sheet, write_workbook


def widths(*columns: Column, rows: list[tuple[Value, ...]]) -> list[float]:
    return [column.width for column in fit(Sheet("a", columns, rows)).columns]


def test_that_a_column_is_as_wide_as_what_stands_in_it() -> None:
    asked = widths(
        Column("Tên"),
        Column("Số tiền", "money"),
        Column("Diện tích", "decimal", decimals=2),
        Column("Ghi chú"),
        Column("Năm công nhận hộ nghèo"),
        rows=[("Giàng A Páo", 1_234_567_890, 62.5, "dài " * 40, 2025)],
    )
    assert asked == [13.5, 15.5, 8.0, 45.0, 10.5]


def test_that_a_column_that_wraps_or_is_hidden_keeps_its_width() -> None:
    columns = Column("Lý do", width=60, wraps=True), Column("id", is_hidden=True, width=38)
    assert widths(*columns, rows=[("ngắn", "x")]) == [60, 38]


def test_that_all_rows_are_written_after_the_first_were_asked(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [Sheet("a", (Column("A"),), ((str(row),) for row in range(2500)))])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]
    assert [page.cell(row + 2, 1).value for row in range(2500)] == [str(row) for row in range(2500)]


def test_that_a_row_is_high_enough_for_its_reason(tmp_path: Path) -> None:
    columns = Column("Tên"), Column("Lý do", width=20, wraps=True)
    rows = [("A", "một"), ("B", "chữ " * 14), ("C", "một\nhai")]
    write_workbook(tmp_path / "a.xlsx", [Sheet("a", columns, rows)])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]
    assert [page.row_dimensions[row].height for row in (2, 3, 4)] == [None, 3 * LINE_HEIGHT, 2 * LINE_HEIGHT]


@given(st.lists(st.tuples(st.none() | st.text() | st.integers()), max_size=5))
def test_that_no_row_is_higher_than_excel_shows(rows: list[tuple[str | int | None]]) -> None:
    heights = row_heights([Column("A", width=4, wraps=True)], rows)
    assert len(heights) == len(rows) and all(0 <= height <= HIGHEST for height in heights)


def test_that_headings_over_and_under_each_other_have_room() -> None:
    columns = (
        Column("Năm công nhận hộ nghèo, hộ cận nghèo", width=10),
        Column("Chưa có giấy chứng nhận", width=10, group="Vướng mắc"),
    )
    over, under = heading_heights(Sheet("a", columns))
    assert over + under >= 4 * LINE_HEIGHT and under >= 3 * LINE_HEIGHT


def test_that_a_wide_sheet_is_printed_legibly_with_its_key_on_each_page(tmp_path: Path) -> None:
    wide = Sheet("rộng", [Column(f"Cột {number}", width=20) for number in range(20)], frozen_columns=1)
    hidden = Sheet("hẹp", [Column("id", is_hidden=True, width=400), Column("Tên")], titles=["DANH SÁCH"])
    write_workbook(tmp_path / "a.xlsx", [wide, hidden])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert not book["rộng"].sheet_properties.pageSetUpPr.fitToPage
    assert (book["rộng"].print_title_cols, book["rộng"].print_title_rows) == ("$A:$A", "$1:$1")
    assert book["hẹp"].sheet_properties.pageSetUpPr.fitToPage
    assert book["hẹp"]["B1"].value == "DANH SÁCH", "a title in a hidden column is not read"


def test_that_text_too_long_for_its_column_is_broken_into_lines_wherever_it_stands(tmp_path: Path) -> None:
    rows = [("ngắn", 1), *([("vừa", 2)] * 1200), ("Hộ chưa có giấy chứng nhận quyền sử dụng đất " * 3, 3)]
    write_workbook(tmp_path / "a.xlsx", [Sheet("a", (Column("Vướng mắc"), Column("Số", "int")), rows)])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]
    last = len(rows) + 1
    assert page.cell(last, 1).alignment.wrap_text and not page.cell(last, 2).alignment.wrap_text
    assert page.row_dimensions[last].height > 5 * LINE_HEIGHT
    assert page.row_dimensions[2].height is None


def test_that_the_row_of_totals_has_room_for_its_name_and_its_sums(tmp_path: Path) -> None:
    columns = (
        Column("id", is_hidden=True),
        Column("Số", "int"),
        Column("Tiền", "money", summed=True),
        Column("Tỷ lệ", "percent", decimals=6),
    )
    rows = [("x", 1, 999_999_999, 33.3)] * 50
    sheet = Sheet("a", columns, rows, total="Tổng cộng")
    asked = [column.width for column in fit(sheet).columns]
    assert asked[1] > len("Tổng cộng") and asked[2] > len("49.999.999.950") and asked[3] > len("33,300000%")
    write_workbook(tmp_path / "a.xlsx", [sheet])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]
    assert page["C52"].alignment.shrink_to_fit and page["C2"].alignment.shrink_to_fit


def test_that_lines_are_broken_between_words_and_long_words_within() -> None:
    assert lines_of("", 10) == 1
    assert lines_of("mười chữ", 10) == 1
    assert lines_of("nghiêng nghiêng nghiêng", 10) == 3
    assert lines_of("x" * 25, 10) == 3
    assert lines_of("a\n\nb", 10) == 3
