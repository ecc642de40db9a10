"""Lists as communes keep them: what the sheet's name, the title and the cells say besides the headings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.catalog import Catalog
from desktop.excel.found import FoundTable
from desktop.excel.recognise import recognise
from desktop.shared import Place
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, recognise_files
from tests.desktop.excel.lists import sheet

NAMES = ("Lò Văn An", "Mùa A Chứ", "Quàng Thị Ó")
HEAD = ("TT", "Họ và tên chủ hộ", "Năm sinh", "Dân tộc", "Bản")


def people(*rest: Sequence[Any]) -> list[tuple[Any, ...]]:
    values = zip(*rest, strict=True) if rest else ((),) * len(NAMES)
    return [
        (n, name, 1970 + 9 * n, "Thái", "Na Son", *own)
        for n, (name, own) in enumerate(zip(NAMES, values, strict=True), 1)
    ]


def found(catalog: Catalog, rows: Sequence[Sequence[Any]], *merged: str) -> FoundTable:
    types, layouts = list(catalog.record_types.values()), list(catalog.layouts.values())
    (table,) = recognise([sheet(rows, *merged)], types, layouts, "ds.xlsx")
    return table


def test_that_a_list_below_no_title_is_not_of_a_kind_that_knows_fewer_of_its_columns(
    catalog: Catalog,
) -> None:
    head = (*HEAD, "Xã", "Hình thức", "Nghề chuyển đổi", "Mức hỗ trợ (đồng)", "Ngày giải ngân")
    own = (["Na Son"] * 3, ["Công cụ"] * 3, ["Máy cày"] * 3, [10_000_000] * 3, ["05/06/2025"] * 3)
    table = found(catalog, [head, *people(*own)])
    assert table.record_type is None or table.record_type.__name__ == "CareerChange"


def test_that_poor_households_of_a_minority_in_the_title_are_poor(catalog: Catalog) -> None:
    for title in ("DANH SÁCH HỘ DTTS NGHÈO ĐƯỢC HỖ TRỢ ĐẤT SẢN XUẤT", "DANH SACH HO DAN TOC THIEU SO NGHEO"):
        head = (*HEAD, "Xã", "Hiện có (m2)", "Định mức (m2)")
        layout = "HỖ TRỢ ĐẤT SẢN XUẤT"
        table = found(catalog, [(title,), (layout,), head, *people(["Na Son"] * 3, [2000] * 3, [10_000] * 3)])
        assert {each["poverty_class"] for each in table.outline.values()} == {"Hộ nghèo"}


@pytest.mark.parametrize("heading", ["QĐ phê duyệt", "Quyết định hỗ trợ"])
def test_that_cells_of_a_number_and_a_day_are_taken_apart_under_any_heading(
    catalog: Catalog, heading: str
) -> None:
    cells = ["12/QĐ-UBND ngày 03/01/2026"] * 3
    head = (*HEAD, "NSTW (đồng)", heading)
    rows = [("DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở",), head, *people([40_000_000] * 3, cells)]
    table = found(catalog, rows)
    assert [each.field for each in table.columns[-2:]] == ["decision_no", "decision_date"]


def test_that_number_and_day_of_a_foundation_stand_in_two_columns(catalog: Catalog) -> None:
    head = [
        ("TT", "Tên mô hình", "Loại mô hình", "Xã", "QĐ thành lập", None, "Số thành viên"),
        (None, None, None, None, "Số", "Ngày", None),
    ]
    rows = [(n, f"Tổ bản {n}", "Địa chỉ tin cậy", "Na Son", f"{n}/QĐ", "05/03/2023", 9) for n in range(1, 4)]
    tall = [f"{letter}2:{letter}3" for letter in "ABCDG"]
    table = found(catalog, [("THỐNG KÊ MÔ HÌNH DỰ ÁN 8",), *head, *rows], "E2:F2", *tall)
    assert (table.column_of("decision_no"), table.column_of("decision_date")) == (5, 6)


def test_that_an_address_in_short_is_that_of_the_village(catalog: Catalog) -> None:
    head = (*HEAD[:-1], "Đ/c (bản)", "NSTW (đồng)")
    table = found(catalog, [("DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở",), head, *people([40_000_000] * 3)])
    assert table.column_of("village") == 5


def test_that_a_second_list_of_the_same_headings_below_a_numbered_title_is_its_own(catalog: Catalog) -> None:
    head = (*HEAD, "{}", "Mức hỗ trợ (đồng)")
    rows: list[Sequence[Any]] = []
    for title, own, given in (
        ("I. DANH SÁCH HỘ ĐƯỢC HỖ TRỢ CHUYỂN ĐỔI NGHỀ", "Nghề", "Máy xát"),
        ("II. DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NƯỚC SINH HOẠT PHÂN TÁN", "Dụng cụ chứa nước", "Téc nhựa"),
    ):
        rows += [(title,), [each.format(own) for each in head], *people([given] * 3, [3_000_000] * 3), ()]
    types, layouts = list(catalog.record_types.values()), list(catalog.layouts.values())
    tables = recognise([sheet(rows)], types, layouts, "ds.xlsx")
    assert [table.record_type and table.record_type.__name__ for table in tables] == [
        "CareerChange",
        "ScatteredWater",
    ]
    assert [len(table.data_rows) for table in tables] == [3, 3]


def test_that_the_name_of_the_records_in_the_title_tells_no_option(catalog: Catalog) -> None:
    head = ("TT", "Dự án số", "Tên giống", "Nhà cung cấp", "Số lượng", "ĐVT", "Thành tiền (đ)", "Ngày cấp")
    rows = [(n, 1, name, "HTX", 20, "con", 9_000_000, "12/6/2025") for n, name in enumerate("abc", 1)]
    table = found(catalog, [("BIÊN BẢN CẤP GIỐNG, VẬT TƯ NĂM 2025",), head, *rows])
    assert table.record_type is not None and table.record_type.__name__ == "BreedLot"
    assert not any("kind" in told for told in table.outline.values())
    assert table.column_of("delivered_on") == 8


def test_that_years_below_the_first_letters_of_a_year_of_birth_are_that(catalog: Catalog) -> None:
    head = ("TT", "Họ tên chủ hộ", "NS", "DT", "Bản", "NSTW (đồng)")
    table = found(catalog, [("DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở",), head, *people([40_000_000] * 3)])
    assert table.column_of("birth") == 3
    money = [(*row[:2], 5_000_000 + row[0], *row[3:]) for row in people([40_000_000] * 3)]
    table = found(catalog, [("DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở",), head, *money])
    assert not table.column_of("birth")


def test_that_a_sheet_named_as_a_commune_tells_the_commune(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for place, name in enumerate(("1. Na Son", "Xa Dung", "Nhà ở")):
        page = book.active if not place else book.create_sheet()
        assert page is not None
        page.title = name
        for row in [("DANH SÁCH HỘ NGHÈO ĐƯỢC HỖ TRỢ NHÀ Ở",), (*HEAD, "NSTW (đồng)")]:
            page.append(row)
        for row in people([40_000_000 + place] * 3):
            page.append(row)
    path = tmp_path / "nha.xlsx"
    book.save(path)
    plan = recognise_files(workspace, [path], place="11")
    with workspace.reading() as reader:
        told = [
            reader.names(Place, [t.constants["commune"]]) for t in plan.tables if "commune" in t.constants
        ]
    assert [list(each.values()) for each in told] == [["Xã Na Son"], ["Xã Xa Dung"]]
    assert any("theo tên trang" in doubt for doubt in plan.tables[0].doubts)
    assert accept(workspace, plan).tables[0].new == 3
