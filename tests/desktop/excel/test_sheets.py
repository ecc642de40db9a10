"""What a written workbook looks like in Excel's eyes, and what happens where it cannot be written."""

from __future__ import annotations

import errno
import os
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from desktop.declare.problems import Refusal
from desktop.excel.cells import Value
from desktop.excel.sheets import Book, Column, Mark, Sheet, write_workbook
from desktop.excel.workbooks import read_workbook

COLUMNS = (
    Column("Mã", locked=True, width=9),
    Column("Họ và tên", required=True, note="Như trong căn cước"),
    Column("Dân tộc", choices="Dân tộc", group="Chủ hộ"),
    Column("Ngày sinh", "date", group="Chủ hộ"),
    Column("Số tiền", "money"),
    Column("Tỷ lệ", "percent"),
    Column("Diện tích", "decimal", decimals=2),
)
ROWS: list[tuple[Value, ...]] = [
    ("011083001234", "Giàng A Páo", "Hmông", date(1983, 2, 28), 40_000_000, 97.5, 62.25),
    ("=1+1", " hai  đầu ", "+84", datetime(2026, 1, 5, 12, 0), 0, None, -1.5),
    ("a&b<c>\n_x0041_\x01", "-", "@", None, True, 2**53, "62,5 m2"),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One workbook with all dressing."""
    path = tmp_path_factory.mktemp("written") / "a.xlsx"
    sheet = Sheet(
        "Nhà ở",
        COLUMNS,
        ROWS,
        titles=("DANH SÁCH HỘ", "=Kèm theo"),
        marks={(2, 2): Mark("error", "Thừa dấu cách"), (3, 1): Mark("warning")},
        frozen_columns=2,
    )
    other = Sheet("Trang hai", (Column("Xã"),), [("Na Son",)] * 4, is_hidden=True)
    write_workbook(path, [sheet, other], Book({"Dân tộc": ("Hmông", "Thái")}, {"schema": "housing"}))
    return path


@pytest.fixture(scope="module")
def page(written: Path) -> Worksheet:
    return openpyxl.load_workbook(written)["Nhà ở"]


def test_that_values_are_read_back_as_they_were_written(written: Path) -> None:
    sheet, other, lists, stamp = read_workbook(written)
    assert sheet.rows[5:] == [
        ROWS[0],
        ROWS[1],
        ("a&b<c>\n_x0041_", "-", "@", None, True, 2**53, "62,5 m2"),
    ]
    assert other.rows[1:] == [("Na Son",)] * 4
    assert (lists.rows, stamp.rows) == ([("Dân tộc",), ("Hmông",), ("Thái",)], [("schema", "housing")])
    assert [found.state for found in (sheet, other, lists, stamp)] == [
        "visible",
        "hidden",
        "hidden",
        "hidden",
    ]


def test_that_headings_stand_where_the_sheet_says(page: Worksheet) -> None:
    sheet = Sheet("a", COLUMNS, titles=("", ""))
    assert (sheet.heading_rows, sheet.first_row) == ((4, 5), 6)
    assert [page["A1"].value, page["A2"].value, page["A2"].data_type] == ["DANH SÁCH HỘ", "=Kèm theo", "s"]
    assert [page["B4"].value, page["C4"].value, page["C5"].value] == ["Họ và tên *", "Chủ hộ", "Dân tộc"]
    assert {str(area) for area in page.merged_cells.ranges} == {
        "A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "G4:G5",
    }  # fmt: skip
    assert page["B4"].comment.text == "Như trong căn cước"


def test_that_text_that_begins_like_a_formula_stays_text(page: Worksheet) -> None:
    for address in ("A7", "C7", "B8", "C8"):
        assert page[address].data_type == "s"
        assert page[address].quotePrefix


def test_that_cells_look_as_their_column_says(page: Worksheet) -> None:
    formats = [cell.number_format for cell in page[6]]
    assert formats == [
        *("@", "@", "@", "dd/mm/yyyy", "[$-42A]#,##0"),
        *('[$-42A]0.0"%"', "[$-42A]#,##0.00"),
    ]
    assert [page["A6"].protection.locked, page["B6"].protection.locked] == [True, False]
    assert page.protection.sheet
    assert page.column_dimensions["A"].width == len("011083001234") + 2.5
    assert page.column_dimensions["B"].number_format == "@"
    assert (page["B7"].fill.fgColor.rgb, page["B7"].comment.text) == ("00F8CBAD", "Thừa dấu cách")
    assert page["A8"].fill.fgColor.rgb == "00FFE699"
    assert page["B6"].fill.fgColor.rgb != "00F8CBAD"


def test_that_lists_filter_frozen_panes_and_print_are_set_up(written: Path, page: Worksheet) -> None:
    (choice,) = page.data_validations.dataValidation
    assert str(choice.sqref).startswith("C6:C")
    names = openpyxl.load_workbook(written).defined_names
    assert names[choice.formula1].attr_text == "'Danh mục'!$A$2:$A$3"
    assert page.auto_filter.ref == "A5:G8"
    assert page.freeze_panes == "C6"
    assert (page.print_title_rows, page.page_setup.orientation) == ("$4:$5", "landscape")
    assert (page.page_setup.paperSize, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (9, 1, 0)
    assert page.page_margins.footer < page.page_margins.bottom - 0.2, "the page number is not cut"


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(st.tuples(st.text(), st.none() | st.integers(-(2**53), 2**53)), max_size=20))
def test_that_any_text_opens_again(
    rows: list[tuple[str, int | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    write_workbook(path, [Sheet("a", (Column("A"), Column("B", "int")), rows)])
    found = list(openpyxl.load_workbook(path)["a"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert [number for _text, number in found] == [number for _text, number in rows]
    for (read, _number), (text, _same) in zip(found, rows, strict=True):
        if text.isprintable() and "_x" not in text:
            assert (read or "") == text


def test_that_equal_rows_make_equal_parts_except_the_hour(tmp_path: Path) -> None:
    parts = []
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, [Sheet("a", COLUMNS, ROWS)])
        with zipfile.ZipFile(tmp_path / name) as package:
            parts.append({part: package.read(part) for part in package.namelist() if "core.xml" not in part})
    assert parts[0] == parts[1]


def test_that_a_name_no_sheet_may_have_is_made_fit(tmp_path: Path) -> None:
    names = ("Lớp [1]: a/b*c?", "Danh sách hộ nghèo, hộ cận nghèo của xã")
    write_workbook(tmp_path / "a.xlsx", [Sheet(name, (Column("A"),)) for name in names])
    found = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert found == ["Lớp (1)- a-b-c-", "Danh sách hộ nghèo, hộ cận nghè"]


def test_that_rows_are_taken_one_block_at_a_time(tmp_path: Path) -> None:
    def rows(count: int) -> Iterator[tuple[Value, ...]]:
        return ((f"Hộ số {number}", number) for number in range(count))

    peaks = []
    for count in (10, 2_000, 30_000):
        tracemalloc.start()
        write_workbook(tmp_path / "a.xlsx", [Sheet("a", (Column("Hộ"), Column("Số", "int")), rows(count))])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] * 1.5


@pytest.mark.parametrize(
    ("failing", "error", "words"),
    [
        ("fsync", OSError(errno.ENOSPC, "full"), "đã đầy"),
        ("replace", PermissionError(errno.EACCES, "read-only"), "Không ghi được tệp «a.xlsx»"),
        ("fsync", OSError(errno.EIO, "gone"), "thẻ nhớ có thể đã rút ra"),
    ],
)
def test_that_a_file_that_cannot_be_written_is_named_and_leaves_nothing(
    failing: str, error: OSError, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(*((os, "fsync") if failing == "fsync" else (Path, "replace")), fail)
    with pytest.raises(Refusal, match=words):
        write_workbook(tmp_path / "a.xlsx", [Sheet("a", (Column("A"),))])
    assert list(tmp_path.iterdir()) == []


def test_that_a_workbook_open_in_excel_is_tried_again_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = PermissionError(errno.EACCES, "held")
    held.winerror = 32
    tries: list[Path] = []

    def refuse(part: Path, _target: Path) -> None:
        tries.append(part)
        raise held

    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr("desktop.excel.sheets._WAITS", (0.0, 0.0))
    with pytest.raises(Refusal, match=r"«a\.xlsx» đang mở trong Excel"):
        write_workbook(path, [Sheet("a", (Column("A"),))])
    assert len(tries) == 3
    assert path.read_bytes() == b"before"


def test_that_a_name_too_long_for_the_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="dài quá"):
        write_workbook(tmp_path / f"{'Danh sách hộ ' * 30}.xlsx", [Sheet("a", (Column("A"),))])


def test_that_a_stick_that_is_pulled_out_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = OSError(errno.ENOENT, "gone")
    gone.winerror = 1167

    def pulled_out(*_arguments: object, **_more: object) -> None:
        raise gone

    monkeypatch.setattr(os, "fsync", pulled_out)
    monkeypatch.setattr(Path, "unlink", pulled_out)
    with pytest.raises(Refusal, match="thẻ nhớ có thể đã rút ra"):
        write_workbook(tmp_path / "a.xlsx", [Sheet("a", (Column("A"),))])


def test_that_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(Refusal, match="Không có thư mục"):
        write_workbook(tmp_path / "file" / "a.xlsx", [Sheet("a", (Column("A"),))])
    with pytest.raises(Refusal, match="Không có thư mục"):
        write_workbook(tmp_path / "gone" / "a.xlsx", [Sheet("a", (Column("A"),))])
