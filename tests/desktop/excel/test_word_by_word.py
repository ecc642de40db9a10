"""Headings told by their words: sums of columns, units over columns, what is not wholly understood."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.excel.found import FoundTable
from desktop.excel.headings import Heading, is_marks_row
from desktop.excel.matching import Vocabulary
from desktop.excel.recognise import recognise
from desktop.excel.sheet_tables import SheetTables
from desktop.excel.spread import is_unit, units_over
from desktop.shared import CapitalFact
from desktop.shared.capital_layouts import LAYOUTS
from tests.desktop.excel.lists import Well, sheet

PLACES = ("Na Son", "Pu Nhi", "Tìa Dình")


def found(*rows: Any) -> list[FoundTable]:
    return recognise([sheet(rows)], [CapitalFact], LAYOUTS, "a.xlsx")


@pytest.mark.parametrize(
    "heading",
    [
        "Chưa giải ngân",
        "Ước giải ngân",
        "Nhu cầu vốn năm 2026",
        "Giải ngân trong tháng 9",
        "Giải ngân quý II",
    ],
)
def test_that_a_heading_with_a_word_of_no_meaning_is_not_read_by_the_others(heading: str) -> None:
    assert not Vocabulary(CapitalFact, LAYOUTS[0]).matches([Heading(1, (heading,))])


def test_that_the_innermost_year_of_a_heading_is_meant() -> None:
    parts = ("Kế hoạch năm 2025", "Vốn năm 2024 kéo dài sang năm 2025", "NSTW")
    [match] = Vocabulary(CapitalFact, LAYOUTS[0]).matches([Heading(1, parts)])
    assert match.term.apart == {"plan_year": 2024, "source": "central"}


def test_that_amounts_below_a_year_are_no_years() -> None:
    rows = [(1, "Dự án 8", "NSTW", 250, 100.5), (2, "Dự án 9", "NSTW", 120.5, 60)]
    [table] = found(("TT", "Nội dung", "Nguồn vốn", "Đề xuất kế hoạch năm 2026", "Giải ngân năm 2025"), *rows)
    assert not table.column_of("plan_year") and table.column_of("disbursed") == 5


def test_that_a_column_that_says_less_than_others_is_their_sum() -> None:
    head = ("TT", "Nội dung", "Tổng số", "Xã Na Son", "Xã Pu Nhi", "Tỷ lệ phân bổ")
    title = ("PHÂN BỔ KẾ HOẠCH VỐN ĐẦU TƯ NGUỒN NGÂN SÁCH TRUNG ƯƠNG NĂM 2025",)
    tables = found(title, head, (1, "Dự án 1", 30, 10, 20, 5), (2, "Dự án 4", 7, 7, None, 5))
    assert [(table.apart, table.data_rows) for table in tables] == [("Xã Na Son", [3, 4]), ("Xã Pu Nhi", [3])]
    [total] = [column for column in tables[0].columns if column.adds_up]
    assert (total.column, total.adds_up, total.parts) == (3, "assigned", (4, 5))
    assert tables[0].outline[3]["place"] == "Xã Na Son" and tables[0].told_at == 4


def test_that_units_are_known_by_their_kind_and_names_by_what_stands_over_them() -> None:
    assert is_unit("Xã Na Son") and is_unit("PHƯỜNG MƯỜNG THANH")
    assert not is_unit("Xã ĐBKK") and not is_unit("Xã khu vực I")
    classes = ("XÃ KHU VỰC III", "XÃ ĐBKK", "XÃ NGHÈO", "Xã Đặc Biệt Khó Khăn", "XÃ THUỘC KHU VỰC I")
    assert not any(map(is_unit, classes))
    names = [
        Heading(number, ("Các xã", each)) for number, each in enumerate(("Na Son", "Pu Nhi", "Tìa Dình"))
    ]
    assert units_over(names, [], lambda _part: False) == set(PLACES)
    plain = [Heading(each.column, each.parts[1:]) for each in names]
    assert not units_over(plain, ["KẾ HOẠCH VỐN"], lambda _part: False)
    assert units_over(plain, ["PHÂN BỔ CHO CÁC XÃ"], lambda _part: False) == set(PLACES)


def test_that_marks_of_columns_may_stand_in_brackets_of_their_own() -> None:
    assert is_marks_row(["(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)"])


def test_that_rows_of_a_file_of_texts_are_not_looked_through_for_headings(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    best_head = SheetTables._best_head

    def count(self: SheetTables, row: int, above: Any) -> Any:
        asked.append(row)
        return best_head(self, row, above)

    monkeypatch.setattr(SheetTables, "_best_head", count)
    rows = [(str(number), f"Lò Văn {number}", "Bản Na Son", "Nữ") for number in range(1, 30)]
    head = ("TT", "Họ và tên chủ hộ", "Bản", "Giới tính")
    [table] = recognise([sheet([head, *rows])], [Well], [], "a.csv")
    assert len(table.data_rows) == 29 and asked == [1]


def test_that_rows_of_sentences_are_not_looked_through_for_headings(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(SheetTables, "_best_head", lambda _self, row, _above: asked.append(row))
    said = "Đề nghị hỗ trợ kinh phí cho các hộ nghèo của xã để xây dựng nhà ở theo chương trình"
    rows = [(f"{said} lần {number}.", f"Năm {number} chưa giải ngân vì {said}") for number in range(30)]
    types, layouts = list(catalog.record_types.values()), list(catalog.layouts.values())
    recognise([sheet(rows)], types, layouts, "a.xlsx")
    assert asked == []
