"""A row that tells several records becomes several; an outline is added up where it is written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.declare.fields import Choice, Date, Integer, Money, Text
from desktop.declare.layouts import Column, ExcelLayout
from desktop.declare.records import Record
from desktop.excel.cells import SheetCells
from desktop.excel.found import FoundTable
from desktop.excel.imports import parse
from desktop.excel.recognise import recognise, take_as
from desktop.excel.totals import total_problems
from tests.desktop.excel.lists import sheet


class Budget(Record):
    title = "Dòng tiền"
    key = ("what", "year", "source", "day")

    what = Text("Nội dung", required=True)
    group = Text("Thuộc nhóm")
    year = Integer("Năm vốn", grouped=False, required=True)
    source = Choice("Nguồn", {"central": "NSTW", "local": "NSĐP"}, required=True)
    day = Date("Đến ngày", required=True)
    money = Money("Số tiền")
    paid = Money("Đã chi")
    note = Text("Ghi chú")


LAYOUT = ExcelLayout(
    "budgets",
    "Bảng vốn",
    Budget,
    columns=[
        Column((f"Kế hoạch | Vốn năm {year} | {name}",), "money", apart={"year": year, "source": source})
        for year in (2024, 2025)
        for source, name in (("central", "NSTW"), ("local", "NSĐP"))
    ],
    outline=["group"],
    told_above={"day": r"tính đến ngày (\S+?)\)"},
    nested=True,
)
TITLE: list[Any] = [("KẾ HOẠCH VỐN",), ("(Số liệu tính đến ngày 31/01/2026)",), ("Đơn vị tính: triệu đồng",)]
HEAD: list[Any] = [
    ("TT", "Nội dung", "Kế hoạch", None, None, None, "Ghi chú"),
    (None, None, "Vốn năm 2024", None, "Vốn năm 2025", None),
    (None, None, "NSTW", "NSĐP", "NSTW", "NSĐP"),
]
ROWS: list[Any] = [
    (None, "TỔNG SỐ", 17, 3, 30, 1),
    ("I", "Dự án 1", 7, 3, 10, 1),
    ("1", "Nhà ở", 3, 3, 4, None),
    ("2", "Đất ở", 3, None, 6, 1),
    ("II", "Dự án 2", 10, None, 20, None),
]
MERGED = ("A4:A6", "B4:B6", "C4:F4", "C5:D5", "E5:F5", "G4:G6")
MILLION = 1_000_000


@pytest.fixture
def cells() -> SheetCells:
    return sheet([*TITLE, *HEAD, *ROWS], *MERGED)


def tables(cells: SheetCells) -> list[FoundTable]:
    return recognise([cells], [Budget], [LAYOUT], "a.xlsx")


def test_that_each_set_of_columns_is_a_table_of_its_own(cells: SheetCells) -> None:
    found = tables(cells)
    assert [table.apart for table in found] == ["2024 · NSTW", "2024 · NSĐP", "2025 · NSTW", "2025 · NSĐP"]
    assert [table.number for table in found] == [1, 2, 3, 4]
    assert [table.data_rows for table in found] == [[9, 10, 11], [9], [9, 10, 11], [10]]


def test_that_rows_hold_what_columns_groups_and_the_lines_above_tell(cells: SheetCells) -> None:
    records = [record for table in tables(cells) for record in parse(table, lambda *_asked: ("", "")).records]
    assert len(records) == 8
    house = next(record for record in records if record.what == "Nhà ở" and record.source == "local")
    assert (house.year, house.money, house.day) == (2024, 3 * MILLION, date(2026, 1, 31))
    assert house.group == "Dự án 1"
    assert next(record.group for record in records if record.what == "Dự án 2") is None


def test_that_a_wrong_total_is_named_once_and_where_it_stands(cells: SheetCells) -> None:
    problems = [
        problem
        for table in tables(cells)
        for problem in total_problems(parse(table, lambda *_asked: ("", "")))
    ]
    # The grand total is the sum of the totals below it as they are written: it carries the fault on.
    assert [(problem.rule, str(problem.spot)) for problem in problems] == [("G11", f"{cells.name}!C8")]


def test_that_a_table_taken_anew_is_the_same_part(cells: SheetCells) -> None:
    found = tables(cells)
    assert take_as(found[2], Budget, [LAYOUT]).apart == "2025 · NSTW"


def test_that_one_year_is_never_taken_for_another(cells: SheetCells) -> None:
    head = [HEAD[0], (None, None, "Vốn năm 2031", None, "Vốn năm 2025", None), HEAD[2]]
    found = tables(sheet([*TITLE, *head, *ROWS], *MERGED))
    assert [table.apart for table in found] == ["2025 · NSTW", "2025 · NSĐP"]


PAID: list[Any] = [
    ("TT", "Nội dung", "Kế hoạch năm 2025", None, "Lũy kế chi đến 30/6/2025", None),
    (None, None, "NSTW", "NSĐP", "NSTW", "NSĐP"),
    ("1", "Nhà ở", 3, 2, 2, 1),
    ("2", "Đất ở", 6, None, 5, None),
]
SPENT = ExcelLayout(
    "spent",
    "Bảng chi",
    Budget,
    columns=[
        *(
            Column((f"Kế hoạch năm {year} | {name}",), "money", apart={"year": year, "source": source})
            for year in (2024, 2025)
            for source, name in (("central", "NSTW"), ("local", "NSĐP"))
        ),
        Column(("Lũy kế chi | NSTW",), "paid", apart={"source": "central"}),
        Column(("Lũy kế chi | NSĐP",), "paid", apart={"source": "local"}),
    ],
    told_above={"day": r"chi đến (\S+)"},
)


def test_that_what_is_paid_follows_the_only_year_of_the_plan_and_says_so() -> None:
    cells = sheet([("Đơn vị tính: đồng",), *PAID], "A2:A3", "B2:B3", "C2:D2", "E2:F2")
    found = recognise([cells], [Budget], [SPENT], "a.xlsx")
    assert [table.apart for table in found] == ["2025 · NSTW", "2025 · NSĐP"]
    assert [["Năm vốn" in doubt for doubt in table.doubts] for table in found] == [[True], [True]]
    first = parse(found[0], lambda *_asked: ("", "")).records[0]
    assert (first.money, first.paid, first.day) == (3, 2, date(2025, 6, 30))


def test_that_of_two_years_none_is_taken_for_what_is_paid() -> None:
    head = [("TT", "Nội dung", "Kế hoạch năm 2024", "Kế hoạch năm 2025", "Lũy kế chi đến 30/6/2025")]
    rows: list[Any] = [(None, None, "NSTW", "NSTW", "NSTW"), ("1", "Nhà ở", 3, 2, 2), ("2", "Đất ở", 6, 1, 5)]
    cells = sheet([("Đơn vị tính: đồng",), *head, *rows], "A2:A3", "B2:B3")
    found = recognise([cells], [Budget], [SPENT], "a.xlsx")
    assert [table.apart for table in found] == ["2024 · NSTW", "2025 · NSTW", "NSTW"]
    assert [doubt for doubt in found[2].doubts if "2024 hay 2025" in doubt]
    assert "year" not in found[2].constants


def test_that_what_two_layouts_say_otherwise_of_all_rows_is_asked() -> None:
    both = [
        ExcelLayout(name, name, Budget, words=("tiền",), constants={"source": name, "note": "Tỉnh"})
        for name in ("central", "local")
    ]
    rows: list[Any] = [("BẢNG TIỀN",), ("TT", "Nội dung", "Năm vốn", "Đến ngày", "Số tiền (đồng)")]
    rows += [("1", "Nhà ở", 2025, "30/6/2025", 5_000_000), ("2", "Đất ở", 2025, "30/6/2025", 7_000_000)]
    [table] = recognise([sheet(rows)], [Budget], both, "a.xlsx")
    assert table.layout and table.layout.constants == {"note": "Tỉnh"}
    assert [doubt for doubt in table.doubts if "“Nguồn”" in doubt]
    [alone] = recognise([sheet(rows)], [Budget], both[:1], "a.xlsx")
    assert alone.layout is both[0] and not alone.doubts
