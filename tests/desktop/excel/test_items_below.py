"""Asks whether rows that go on with somebody are told where a list has one row for each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.declare.fields import Money, Text
from desktop.declare.records import Record
from desktop.excel.cells import Value
from desktop.excel.recognise import recognise
from tests.desktop.excel.lists import sheet


class Helped(Record):
    title = "Hộ được giúp"
    key = ("owner",)

    owner = Text("Họ và tên", person=True, required=True)
    what = Text("Nội dung hỗ trợ")
    cost = Money("Số tiền")


def rows(*more: Sequence[Value]) -> list[Sequence[Value]]:
    return [
        ("DANH SÁCH HỘ (đồng)",),
        ("TT", "Họ và tên", "Nội dung hỗ trợ", "Số tiền"),
        (1, "Lò Văn A", "Bò cái", 15_000_000),
        *more,
        (2, "Lò Văn B", "Bò cái", 15_000_000),
        (None, "Tổng cộng", None, 31_500_000),
    ]


@pytest.mark.parametrize(
    ("row", "is_told"),
    [((None, None, "Thức ăn", 1_500_000), True), ((2, None, "Thức ăn", 1_500_000), False)],
)
def test_that_a_row_that_goes_on_is_told_where_each_has_one_row(row: Sequence[Value], is_told: bool) -> None:
    [table] = recognise([sheet(rows(row))], [Helped], [], "a.xlsx")
    told = [doubt for doubt in table.doubts if doubt.startswith("Dòng 4 không có số thứ tự và tên")]
    assert bool(told) == is_told
    assert table.data_rows == [3, 4, 5]
