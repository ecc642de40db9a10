"""Asks whether the title of a list says what it is of, where its columns fit another kind of list as well."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop.catalog import Catalog
from desktop.declare.fields import Date, Text
from desktop.declare.records import Record
from desktop.excel.cells import Value
from desktop.excel.found import FoundTable
from desktop.excel.recognise import recognise
from tests.desktop.excel.lists import sheet

HEADS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Thôn", "Đánh giá năm nay", "Mấy miệng ăn")
ROWS: list[Sequence[Value]] = [
    (1, "Vàng A Dơ", "03/02/1975", "Nam", "Mông", "Na Son", "A", 5),
    (2, "Giàng Thị Sua", "03/02/1985", "Nữ", "Mông", "Na Son", "B", 3),
    (3, "Lò Văn Hịa", "03/02/1995", "Nam", "Thái", "Lọng Chuông", "A", 4),
]
PAID_HEADS = ("STT", "Họ và tên", "Năm sinh", "Bản", "Số CCCD", "Dân tộc", "Số tiền", "Ngày nhận", "Ký nhận")
PAID: list[Sequence[Value]] = [
    (1, "Vàng A Dơ", 1975, "Bản Na Son", "011075000123", "Mông", 22_000_000, "12/5/2024", None),
    (2, "Giàng Thị Sua", 1985, "Bản Lọng Chuông", "011188000321", "Mông", 22_000_000, "12/5/2024", None),
    (3, "Lò Văn Hịa", 1978, "Bản Na Son", "011069000777", "Mông", 20_000_000, "13/5/2024", None),
]


def found(
    catalog: Catalog, title: str, heads: Sequence[Value], rows: Sequence[Sequence[Value]]
) -> FoundTable:
    cells = sheet([(title,), heads, *rows])
    types, layouts = list(catalog.record_types.values()), list(catalog.layouts.values())
    [table] = recognise([cells], types, layouts, "a.xlsx")
    return table


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("DANH SÁCH HỘ XÃ NA SON NĂM 2025", "Household"),
        ("DANH SÁCH NHÂN KHẨU XÃ NA SON", "Person"),
        ("DANH SÁCH HỌC SINH XÃ NA SON", "Person"),
    ],
)
def test_that_a_title_says_whether_households_or_people_are_listed(
    catalog: Catalog, title: str, name: str
) -> None:
    table = found(catalog, title, HEADS, ROWS)
    assert table.record_type is not None and table.record_type.__name__ == name
    asks = [doubt for doubt in table.doubts if "hãy xem lại loại hồ sơ" in doubt]
    assert bool(asks) == (name == "Household")


def test_that_a_list_of_people_with_what_only_people_have_is_not_asked_about(catalog: Catalog) -> None:
    table = found(
        catalog,
        "DANH SÁCH XÃ NA SON",
        (*HEADS[:6], "Quan hệ với chủ hộ", "Hộ số"),
        [(*row[:6], "Chủ hộ", row[0]) for row in ROWS],
    )
    assert table.record_type is not None and table.record_type.__name__ == "Person"
    assert not any("hãy xem lại loại hồ sơ" in doubt for doubt in table.doubts)


class Guest(Record):
    title = "Khách mời"
    key = ("name",)

    name = Text("Họ và tên", person=True, required=True)
    born = Date("Ngày sinh")
    home = Text("Nơi ở")


class Guide(Guest):
    title = "Hướng dẫn viên"


@pytest.mark.parametrize(("title", "asks"), [("DANH SÁCH", True), ("DANH SÁCH KHÁCH MỜI", False)])
def test_that_two_kinds_of_people_are_asked_about_where_no_title_calls_one(title: str, asks: bool) -> None:
    cells = sheet([(title,), HEADS[:3], *(row[:3] for row in ROWS)])
    [table] = recognise([cells], [Guest, Guide], [], "a.xlsx")
    assert table.record_type is Guest
    assert any("Các cột cũng hợp với “Hướng dẫn viên”" in doubt for doubt in table.doubts) == asks


@pytest.mark.parametrize("columns", [9, 7])
def test_that_a_list_of_payments_is_called_so_and_no_list_of_people(catalog: Catalog, columns: int) -> None:
    heads, rows = PAID_HEADS[-columns:], [row[-columns:] for row in PAID]
    table = found(catalog, "BẢNG KÊ CHI TIỀN HỖ TRỢ CHO CÁC HỘ NGHÈO XÃ NA SON", heads, rows)
    assert table.record_type is None
    assert table.reason.startswith("Bảng kê chi tiền không nhập thành hồ sơ riêng")


def test_that_the_money_of_one_payment_is_asked_about(catalog: Catalog) -> None:
    title = "DANH SÁCH CHI TRẢ TIỀN HỖ TRỢ CHUYỂN ĐỔI NGHỀ XÃ NA SON"
    table = found(catalog, title, PAID_HEADS, PAID)
    assert table.record_type is not None and table.record_type.__name__ == "CareerChange"
    [asked] = [doubt for doubt in table.doubts if "chi một đợt" in doubt]
    assert "“Số tiền”" in asked and "“Mức hỗ trợ”" in asked
