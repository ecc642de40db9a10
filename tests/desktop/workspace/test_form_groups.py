"""Forms whose rows stand in groups, with cells merged and array formulas: filled, and nothing harmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from desktop.declare.problems import Refusal
from desktop.workspace import Workspace
from desktop.workspace.form_filling import export_into, told
from desktop.workspace.importing import preview, recognise_files
from tests.desktop.excel.lists import VILLAGES, Village, Well, register
from tests.desktop.workspace.test_form_filling import LINES, form

HEADS = ("TT", "Họ và tên chủ hộ", "Bản", "Số khẩu", "NSTW (triệu đồng)", "Số quyết định", "Ghi chú")


@pytest.fixture
def wells(tmp_path: Path) -> Iterator[Workspace]:
    workspace = register(tmp_path)
    with workspace.store.reading() as reader:
        villages = {village.name: village.id for village in reader.rows(Village)}
    with workspace.writing("giếng") as writing:
        writing.save_all([
            Well(owner=f"Lò {name}", village=villages[village], members=4, poverty=poverty, decision="1/QĐ",
                 central=money * 1_000_000)
            for name, village, poverty, money in (
                ("A", VILLAGES[0], "poor", 1), ("B", VILLAGES[1], "near", 2), ("C", VILLAGES[0], "poor", 3),
                ("D", VILLAGES[0], "near", 4), ("E", VILLAGES[2], "poor", 5),
            )
        ])  # fmt: skip
    yield workspace
    workspace.close()


def grouped(path: Path, *rows: tuple[str | int | None, ...]) -> Path:
    """A form with headings in row 3 and these rows below, ruled; None is a blank row."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title, page["A1"] = "Biểu 2", "DANH SÁCH GIẾNG THEO BẢN"
    for number, row in enumerate([HEADS, *rows], 3):
        for column in range(1, 8):
            cell = page.cell(number, column, row[column - 1] if column <= len(row) else None)
            cell.border = LINES
    book.save(path)
    return path


def owners(page: Worksheet) -> list[object]:
    return [row[1] for row in page.iter_rows(4, values_only=True)]


def test_that_each_record_goes_into_the_group_it_belongs_to(wells: Workspace, tmp_path: Path) -> None:
    source = grouped(
        tmp_path / "mau.xlsx",
        ("I", VILLAGES[0], None, None, "=SUM(E5:E6)"), (1,), (2,),
        ("II", VILLAGES[1], None, None, "=SUM(E8:E8)"), (),
        (None, "Tổng cộng", None, None, "=E4+E7"),
    )  # fmt: skip
    filled = export_into(wells, Well, source, tmp_path / "ra.xlsx")
    assert (filled.rows, filled.left_out, filled.typed) == (4, 1, ())
    page = openpyxl.load_workbook(tmp_path / "ra.xlsx")["Biểu 2"]
    assert owners(page) == [VILLAGES[0], "Lò A", "Lò C", "Lò D", VILLAGES[1], "Lò B", "Tổng cộng"]
    assert [page.cell(row, 1).value for row in range(4, 10)] == ["I", 1, 2, 3, "II", 1]
    assert [page[f"E{row}"].value for row in (4, 8, 10)] == ["=SUM(E5:E7)", "=SUM(E9:E9)", "=E4+E8"]
    held = openpyxl.load_workbook(tmp_path / "ra.xlsx", data_only=True)["Biểu 2"]
    assert [held[f"E{row}"].value for row in (4, 8, 10)] == [8, 2, 10]
    assert page["B7"].border.left.style == "thin"


def test_that_a_form_filled_group_by_group_comes_back_unchanged(wells: Workspace, tmp_path: Path) -> None:
    source = grouped(tmp_path / "mau.xlsx", *[row for name in VILLAGES for row in (("I", name), (), ())])
    export_into(wells, Well, source, tmp_path / "ra.xlsx")
    (table,) = preview(wells, recognise_files(wells, [tmp_path / "ra.xlsx"])).tables
    assert (table.read, table.unchanged, table.refused) == (5, 5, 0)


def test_that_groups_stand_in_groups_and_typed_totals_are_told(wells: Workspace, tmp_path: Path) -> None:
    source = grouped(
        tmp_path / "mau.xlsx",
        ("I", f"{VILLAGES[0]} (3 hộ)", None, None, 40), ("1", "Hộ nghèo"), (), ("2", "Hộ cận nghèo"), (),
        ("II", VILLAGES[1]), ("1", "Hộ nghèo"), (), ("2", "Hộ cận nghèo"), (),
    )  # fmt: skip
    filled = export_into(wells, Well, source, tmp_path / "ra.xlsx")
    page = openpyxl.load_workbook(tmp_path / "ra.xlsx")["Biểu 2"]
    assert [name for name in owners(page) if str(name).startswith("Lò")] == ["Lò A", "Lò C", "Lò D", "Lò B"]
    assert owners(page)[-2:] == ["Hộ cận nghèo", "Lò B"]
    assert f"hãy xem lại: {VILLAGES[0]} (3 hộ)." in told(filled, "ra.xlsx")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((("I", "Bản Na Son"), ("II", "Bản Tìa Ghênh"), ()), "“Bản Na Son” không có dòng trống"),
        (
            (("I", "Số hộ bổ sung"), (), ("II", "Số hộ năm trước"), ()),
            "các dòng nhóm của mẫu: “Số hộ bổ sung”, “Số hộ năm trước”",
        ),
    ],
)
def test_that_a_group_that_cannot_be_filled_is_named(
    wells: Workspace, tmp_path: Path, rows: tuple[tuple[str | int | None, ...], ...], why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        export_into(wells, Well, grouped(tmp_path / "mau.xlsx", *rows), tmp_path / "ra.xlsx")
    assert not (tmp_path / "ra.xlsx").exists()


def test_that_the_rows_of_a_group_end_where_the_next_group_begins(wells: Workspace, tmp_path: Path) -> None:
    source = grouped(
        tmp_path / "mau.xlsx",
        (VILLAGES[0],), (1,), (2,), (VILLAGES[2],), (1,), (2,), ("Tổng cộng",),
    )  # fmt: skip
    book = openpyxl.load_workbook(source)
    for area in ("A4:D4", "A7:D7", "A10:D10"):
        book["Biểu 2"].merge_cells(area)
    book.save(source)
    export_into(wells, Well, source, tmp_path / "ra.xlsx")
    page = openpyxl.load_workbook(tmp_path / "ra.xlsx")["Biểu 2"]
    first, second = ([page.cell(row, column).value for row in range(4, 12)] for column in (1, 2))
    assert first == [VILLAGES[0], 1, 2, 3, VILLAGES[2], 1, 2, "Tổng cộng"]
    assert second == [None, "Lò A", "Lò C", "Lò D", None, "Lò E", None, None]


def test_that_array_formulas_go_on_row_by_row_and_follow_below(wells: Workspace, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(form(tmp_path / "mau.xlsx"))
    page = book["Biểu 1"]
    for row in (8, 9, 10):
        page[f"L{row}"] = ArrayFormula(f"L{row}", f"=SUM(J{row}:K{row}*1)")
    page["L11"] = ArrayFormula("L11", "=SUM(J8:J10*K8:K10)")
    book.save(tmp_path / "mang.xlsx")
    export_into(wells, Well, tmp_path / "mang.xlsx", tmp_path / "ra.xlsx")
    page = openpyxl.load_workbook(tmp_path / "ra.xlsx")["Biểu 1"]
    arrays = [page[f"L{row}"].value for row in (8, 12, 13)]
    assert [(each.ref, each.text) for each in arrays] == [
        ("L8", "=SUM(J8:K8*1)"), ("L12", "=SUM(J12:K12*1)"), ("L13", "=SUM(J8:J12*K8:K12)"),
    ]  # fmt: skip


def test_that_cells_merged_down_come_apart_in_our_columns_and_grow_beside_them(
    wells: Workspace, tmp_path: Path
) -> None:
    source = grouped(tmp_path / "mau.xlsx", (), (), (), (None, "Tổng cộng"), (), ("a", "b"))
    book = openpyxl.load_workbook(source)
    page = book["Biểu 2"]
    for area in ("C4:C6", "H4:H6", "B8:C9"):
        page.merge_cells(area)
    page["H4"] = "Xã xác nhận"
    book.save(source)
    export_into(wells, Well, source, tmp_path / "ra.xlsx")
    page = openpyxl.load_workbook(tmp_path / "ra.xlsx")["Biểu 2"]
    assert sorted(map(str, page.merged_cells.ranges)) == ["B10:C11", "H4:H8"]
    assert [page.cell(row, 3).value for row in range(4, 9)] == [
        VILLAGES[0], VILLAGES[1], VILLAGES[0], VILLAGES[0], VILLAGES[2],
    ]  # fmt: skip
