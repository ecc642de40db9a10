"""A cell that tells several fields is taken to pieces; an area headed in hectares is kept in m²."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec
from typing import Any

from desktop.declare.fields import Choice, Date, Decimal, Text
from desktop.declare.layouts import Column, ExcelLayout
from desktop.declare.records import Record
from desktop.excel.imports import parse
from desktop.excel.parsed import ParsedTable
from desktop.excel.recognise import recognise
from desktop.excel.totals import total_problems
from tests.desktop.excel.lists import sheet


class Plot(Record):
    title = "Thửa đất"
    key = ("owner", "decision")

    owner = Text("Chủ hộ", person=True, required=True)
    sex = Choice("Giới tính", {"male": "Nam", "female": "Nữ"})
    born = Date("Ngày sinh")
    decision = Text("Số quyết định")
    decided_on = Date("Ngày quyết định")
    area = Decimal("Diện tích", unit="m²")


LAYOUT = ExcelLayout(
    "plots",
    "Danh sách thửa",
    Plot,
    columns=[
        Column(("Giới tính, năm sinh",), "sex", pieces=r"(?P<sex>nam|nữ)\W+(?P<born>.+)"),
        Column(("Nam",), "sex", mark="male"),
        Column(("Quyết định",), "decision", pieces=r"(?P<decision>.+?) ngày (?P<decided_on>.+)"),
    ],
)
HEAD = ("Chủ hộ", "Giới tính, năm sinh", "Quyết định", "Diện tích (ha)")


def read(head: tuple[str, ...], *rows: tuple[Any, ...]) -> ParsedTable:
    (table,) = recognise([sheet([head, *rows])], [Plot], [LAYOUT], "a.xlsx")
    return parse(table, lambda _field, text, _hints: (text, ""))


def test_that_a_cell_is_taken_to_pieces() -> None:
    parsed = read(HEAD, ("Lò Văn Un", "Nam, 1987", "94/QĐ-UBND ngày 17/9/2024", 0.15))
    (plot,) = parsed.records
    assert (plot.sex, plot.born.isoformat(), plot.decision) == ("male", "1987", "94/QĐ-UBND")
    assert plot.decided_on == date(2024, 9, 17)
    assert [(column.column, column.field) for column in parsed.table.used()] == [
        (1, "owner"),
        (2, "sex"),
        (2, "born"),
        (3, "decision"),
        (3, "decided_on"),
        (4, "area"),
    ]
    assert [column.column for column in parsed.table.standing()] == [1, 2, 3, 4]


def test_that_a_cell_that_does_not_fit_is_all_of_the_first_field() -> None:
    parsed = read(
        HEAD,
        ("Lò Văn Un", "Nữ", "94/QĐ-UBND", 1),
        ("Lò Văn Un", "Nữ, 31/2/1987", None, 1),
        ("Lò Văn An", "hai mươi", None, 1),
    )
    first, second, third = parsed.records
    assert (first.sex, first.born, first.decision, first.decided_on) == ("female", None, "94/QĐ-UBND", None)
    assert (second.sex, second.born, third.sex) == ("female", None, None)
    (wrong,), (unknown,) = parsed.problems[1], parsed.problems[2]
    assert (wrong.field, unknown.field) == ("born", "sex")
    assert wrong.spot is not None and wrong.spot.cell == "B3"


def test_that_a_column_of_its_own_goes_before_a_piece() -> None:
    parsed = read(
        (*HEAD[:3], "Ngày quyết định"), ("Lò Văn Un", "Nam, 1987", "94/QĐ ngày 1/9/2024", "2/9/2024")
    )
    assert parsed.records[0].decided_on == date(2024, 9, 2)


def test_that_an_area_headed_in_hectares_is_kept_in_square_metres() -> None:
    parsed = read(
        HEAD, ("Lò Văn Un", None, "1", "0,15"), ("Lò Văn An", None, "1", 1), ("Cộng", None, None, 1.2)
    )
    assert [plot.area for plot in parsed.records] == [Dec(1500), Dec(10_000)]
    (problem,) = total_problems(parsed)
    assert "1,2" in problem.message and "1,15" in problem.message
    parsed = read((*HEAD[:3], "Diện tích (m2)"), ("Lò Văn Un", None, "1", "1.500"))
    assert parsed.doubtful["area"]


def test_that_a_word_in_place_of_a_mark_is_a_value_itself() -> None:
    parsed = read(
        ("Chủ hộ", "Nam", "Quyết định"),
        ("Lò Văn Un", "x", "1"),
        ("Lò Thị An", "Nữ", "1"),
        ("Lò Văn Ai", "gì đó", "1"),
    )
    assert [plot.sex for plot in parsed.records][:2] == ["male", "female"]
    assert list(parsed.problems) == [2]
