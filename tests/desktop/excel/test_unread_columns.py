"""Asks whether columns and sheets that are not read are still told of where they are wrong."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.declare.fields import Choice, Computed, Integer, Money, Percent, Text
from desktop.declare.layouts import Column, ExcelLayout
from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.excel.cells import SheetCells
from desktop.excel.imports import parse
from desktop.excel.recognise import recognise
from desktop.excel.summaries import summary_problems
from desktop.excel.unread_columns import unread_problems
from tests.desktop.excel.lists import sheet


class Payment(Record):
    title = "Chi tiêu"
    key = ("what", "source")

    what = Text("Nội dung", required=True)
    source = Choice("Nguồn", {"central": "NSTW", "local": "NSĐP"}, required=True)
    year = Integer("Năm", grouped=False)
    planned = Money("Kế hoạch")
    paid = Money("Đã chi")
    rate = Computed(
        Percent("Tỷ lệ", decimals=1),
        of=lambda payment: round(100 * payment.paid / payment.planned, 1) if payment.planned else None,
    )


LAYOUT = ExcelLayout(
    "payments",
    "Bảng chi",
    Payment,
    columns=[
        *(
            Column((f"{upper} | {name}",), field, apart={"source": source})
            for field, upper in (("planned", "Kế hoạch"), ("paid", "Đã chi"))
            for source, name in (("central", "NSTW"), ("local", "NSĐP"))
        ),
        Column(("Tỷ lệ | Chung",), "rate"),
    ],
)
HEAD: list[Any] = [
    ("Nội dung", "Kế hoạch", None, "Đã chi", None, "Tỷ lệ", None, "Năm"),
    (None, "NSTW", "NSĐP", "NSTW", "NSĐP", "NSTW", "Chung", None),
]
MERGED = ("A1:A2", "B1:C1", "D1:E1", "F1:G1", "H1:H2")


def told(*rows: Any, **facts: Any) -> list[Problem]:
    cells = sheet([*HEAD, *rows], *MERGED, **facts)
    found = recognise([cells], [Payment], [LAYOUT], "a.xlsx")
    assert [table.apart for table in found] == ["NSTW", "NSĐP"]
    parsed = [parse(table, lambda *asked: ("", ""), "", None) for table in found]
    answers = unread_problems(parsed)
    assert answers[1:] == [[]]
    return answers[0]


@pytest.mark.parametrize("rate", [55.0, 55, 0.55, "55 %", "55,04", None, "chưa tính"])
def test_that_a_share_of_the_whole_row_may_be_written_in_any_way(rate: Any) -> None:
    assert told(("Nhà ở", 80, 20, 50, 5, 62.5, rate, 2025), ("Đất ở", 10, None, 5, None, 50, 50, 2025)) == []


def test_that_a_share_of_something_else_is_named_at_its_cell() -> None:
    (problem,) = told(("Nhà ở", 80, 20, 50, 5, 62.5, 22.2, 2025), ("Đất ở", 10, 1, 5, 1, 50, 54.5, 2025))
    assert (problem.grade, str(problem.spot)) == (Grade.WARN, "Trang 1!G3")
    assert "22,2 %" in problem.message and "55 %" in problem.message


def test_that_an_error_beside_the_fields_is_told_once() -> None:
    errors = {(3, 6): "#REF!", (4, 4): "#N/A", (9, 9): "#N/A"}
    rows = [("Nhà ở", 80, 20, 50, 5, None, 55, 2025), ("Đất ở", 10, 1, None, 1, 50, 50, 2025)]
    (problem,) = told(*rows, errors=errors)
    assert (problem.grade, str(problem.spot)) == (Grade.WARN, "Trang 1!F3")
    assert "#REF!" in problem.message


def test_that_a_division_by_nothing_is_told_of_its_cell_not_of_its_column() -> None:
    rows = [("Nhà ở", 80, 20, 50, 5, 62.5, 55, 2025), ("Đất ở", 10, 10, 5, 5, 50, 50, 2025)]
    (problem,) = told(*rows, ("Cộng", None, 30, 55, 10, 61, 55, None), errors={(5, 2): "#DIV/0!"})
    assert (problem.grade, str(problem.spot)) == (Grade.NOTE, "Trang 1!B5")
    assert "ô này không nhập" in problem.message


SUMMARY: list[Any] = [
    ("TỔNG HỢP",),
    ("Bản", "Tổng số hộ", "Trong đó", None, None),
    (None, None, "Nghèo", "Cận nghèo", "Thoát nghèo"),
    ("A", 1, 2, 3, 4),
    ("Bản Na Son", 15, 10, 3, 2),
    ("Bản Huổi Múa", 19, 10, 3, 3),
    ("Bản Co Phát", 4, None, 4, None),
    ("Bản Nà Dên", 9, 4, 5, None),
]


def summary(*more: Any) -> SheetCells:
    return sheet([*SUMMARY, *more], "C2:E2", "A2:A3", "B2:B3", name="Tổng hợp")


def test_that_a_total_beside_its_parts_is_named_where_it_is_wrong() -> None:
    (problem,) = summary_problems("a.xlsx", summary(("Cộng", 47, 24, 15, 5)))
    assert (problem.rule, problem.grade, str(problem.spot)) == ("G11", Grade.WARN, "Tổng hợp!B6")
    assert "19" in problem.message and "16" in problem.message


def test_that_a_wrong_sum_of_all_is_named_as_well() -> None:
    cells = [str(each.spot) for each in summary_problems("a.xlsx", summary(("Cộng", 50, 24, 15, 5)))]
    assert cells == ["Tổng hợp!B6", "Tổng hợp!B9"]


def test_that_a_sheet_without_totals_beside_parts_says_nothing() -> None:
    assert list(summary_problems("a.xlsx", sheet([("Bản", "Trong đó", None), ("x", 1, 2)], "B1:C1"))) == []
    assert list(summary_problems("a.xlsx", sheet([]))) == []
