"""Columns with a heading that says little are known, or left alone, by the values below it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.declare.fields import Choice, NationalId, Text
from desktop.declare.records import Record
from desktop.excel.cells import Value
from desktop.excel.found import FoundTable
from desktop.excel.recognise import recognise
from tests.desktop.excel.lists import sheet


class Guest(Record):
    title = "Khách"
    key = ("name",)

    name = Text("Họ và tên", person=True, required=True)
    room = Text("Buồng", required=True)
    people = Choice("Dân tộc", {"thai": "Thái", "hmong": "Hmông", "kinh": "Kinh"}, required=True)
    number = NationalId("Số căn cước")
    state = Choice("Tình trạng phòng ở", {"good": "Tốt", "bad": "Xấu"})


def found(head: Sequence[Value], *rows: Sequence[Value]) -> FoundTable:
    (table,) = recognise([sheet([("DANH SÁCH KHÁCH",), head, *rows])], [Guest], [], "a.xlsx")
    return table


def fields(table: FoundTable) -> list[str]:
    return [column.field for column in table.columns]


def test_that_values_that_can_be_one_thing_alone_name_their_column() -> None:
    table = found(
        ("TT", "Họ và tên", "Buồng", "Người", "Giấy tờ"),
        (1, "Lò Văn A", "A1", "Thái", "011080000011"),
        (2, "Vàng A B", "A2", "Hmông", "011081000012"),
        (3, "Cứ A C", "A3", "nt", "011082000013"),
    )
    assert fields(table) == ["", "name", "room", "people", "number"]
    assert [column.sure for column in table.columns[3:]] == [0.5, 0.5]
    assert sum("theo các giá trị bên dưới" in doubt for doubt in table.doubts) == 2


def test_that_the_number_of_another_person_and_two_columns_alike_stay_open() -> None:
    table = found(
        ("TT", "Họ và tên", "Buồng", "Bên nội", "Bên ngoại", "Giấy tờ của vợ"),
        *((n, f"Lò Văn {name}", "A1", "Thái", "Kinh", f"01108000001{n}") for n, name in enumerate("ABCD", 1)),
    )
    assert fields(table) == ["", "name", "room", "", "", ""]


def test_that_a_heading_only_like_a_field_is_left_where_its_values_deny_it() -> None:
    table = found(
        ("TT", "Họ và tên", "Buồng", "Dân tộc", "Tình trạng phòng"),
        *((n, f"Lò Văn {name}", "A1", "Thái", f"đã nhận ngày {n}") for n, name in enumerate("ABCD", 1)),
    )
    assert fields(table) == ["", "name", "room", "people", ""]
    assert any("không dùng cho" in doubt for doubt in table.doubts)


@pytest.mark.parametrize(
    "figures",
    [
        [150_000_000] * 4,
        [45_000_000, 15_000_000, 12_500_000, 60_000_000],
        [912_345_678, 987_654_321, 358_123_456, 345_678_912],
        [84_912_345_678, 84_987_654_321, 84_858_123_456, 84_945_678_912],
        [12_000_000_000, 15_500_000_000, 36_120_000_000, 8_250_000_000],
        ["011080000011"] * 4,
    ],
    ids=["one amount", "amounts", "telephones", "telephones with 84", "large amounts", "one number"],
)
def test_that_figures_are_not_taken_for_the_numbers_of_persons(figures: Sequence[Value]) -> None:
    table = found(
        ("TT", "Họ và tên", "Buồng", "Dân tộc", "Mức"),
        *((n, f"Lò Văn {'ABCD'[n]}", "A1", "Thái", figure) for n, figure in enumerate(figures)),
    )
    assert fields(table) == ["", "name", "room", "people", ""]


def test_that_numbers_excel_destroyed_keep_their_column_and_those_that_lost_a_zero_name_it() -> None:
    rows = [(n, f"Lò Văn {'ABCD'[n]}", "A1", "Thái", f"1.1{n}E+10") for n in range(4)]
    assert fields(found(("TT", "Họ và tên", "Buồng", "Dân tộc", "Số căn cước CD"), *rows))[-1] == "number"
    rows = [(*row[:-1], 11_080_000_011 + n) for n, row in enumerate(rows)]
    assert fields(found(("TT", "Họ và tên", "Buồng", "Dân tộc", "Giấy tờ"), *rows))[-1] == "number"
