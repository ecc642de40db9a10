"""Columns with a heading that says little are known, or left alone, by the values below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from desktop.declare.fields import Choice, Date, Money, NationalId, Reference, Text
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


class Farm(Record):
    title = "Trang trại"
    key = ("name", "village", "born")

    name = Text("Họ và tên", person=True, required=True)
    village = Text("Thôn, bản")
    commune = Reference("Xã", to=Guest, required=True)
    born = Date("Năm sinh")
    paid_on = Date("Ngày giải ngân", precision="day")
    signed_on = Date("Ngày ký quyết định", precision="day")
    cost = Money("Kinh phí hỗ trợ", required=True)
    paid = Money("Giải ngân")


FARMS = [("Lò Văn A", "Bản Na Son", "Xã Na Son", 1961), ("Vàng A B", "Bản Pá Vạt", "Xã Na Son", 1985),
         ("Cứ A C", "Thôn 3", "Xã Mường Nhà", 1999)]  # fmt: skip
PAID = [date(2026, 3, 4), date(2026, 3, 5), date(2026, 4, 1)]


def farms(head: Sequence[Value], *rows: Sequence[Value]) -> tuple[list[str], str]:
    """The fields of a list of farms, and what an officer is told of it."""
    (table,) = recognise([sheet([("DANH SÁCH TRANG TRẠI",), head, *rows])], [Farm], [], "a.xlsx")
    return fields(table), " ".join(table.doubts)


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


@pytest.mark.parametrize(("states", "field"), [(("Tốt", "Xấu", "Tốt"), "state"), (("Tốt", "Vừa", "Đủ"), "")])
def test_that_a_field_no_row_needs_is_known_by_its_options(states: Sequence[str], field: str) -> None:
    rows = [(n, f"Lò Văn {'ABC'[n - 1]}", "A1", "Thái", state) for n, state in enumerate(states, 1)]
    assert fields(found(("TT", "Họ và tên", "Buồng", "Dân tộc", "Thấy sao"), *rows))[4] == field


def test_that_figures_under_a_heading_of_names_are_no_names() -> None:
    rows = [(n, 3 + n, f"Lò Văn {'ABC'[n - 1]}", "A1", "Thái") for n in (1, 2, 3)]
    assert fields(found(("TT", "Họ và tên", "Khách ở", "Buồng", "Dân tộc"), *rows))[1:3] == ["", "name"]


def test_that_options_under_a_heading_of_names_are_no_names() -> None:
    rows = [
        (n, state, f"Lò Văn {'ABC'[n - 1]}", "A1", "Thái") for n, state in enumerate(("Tốt", "Xấu", "Tốt"), 1)
    ]
    assert fields(found(("TT", "Họ và tên", "Khách ở", "Buồng", "Dân tộc"), *rows))[1:3] == ["state", "name"]


def test_that_figures_where_no_option_is_a_figure_leave_the_column() -> None:
    rows: list[Sequence[Value]] = [(n, f"Lò Văn {'ABC'[n - 1]}", "A1", "Thái", 1_000 * n) for n in (1, 2, 3)]
    assert fields(found(("TT", "Họ và tên", "Buồng", "Dân tộc", "Tình trạng phòng ở"), *rows))[4] == ""


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


def test_that_places_births_and_amounts_are_known_under_headings_that_say_nothing() -> None:
    amounts = (5_000_000, 7_500_000, 40_000_000)
    rows = [(*farm, amount, day) for farm, amount, day in zip(FARMS, amounts, PAID, strict=True)]
    head = ("Họ và tên", "Nơi ở", "Thuộc", "Tuổi (sinh)", "Được nhận", "Ngày giải ngân")
    known, told = farms(head, *rows)
    assert known == ["name", "village", "commune", "born", "cost", "paid_on"]
    assert told.count("theo các giá trị bên dưới") == 4


def test_that_a_column_without_any_heading_is_known_by_its_values_or_told() -> None:
    rows = [(name, village, year, 5_000_000 * year, "x y z") for name, village, _unit, year in FARMS]
    known, told = farms(("Họ và tên", None, None, "Kinh phí hỗ trợ", None), *rows)
    assert known == ["name", "village", "born", "cost", ""]
    assert "Cột B “không có tiêu đề” lấy cho “Thôn, bản”" in told
    assert "Cột E không có tiêu đề" in told


def test_that_values_say_whether_a_heading_means_a_day_or_an_amount() -> None:
    rows = [(*farm[:2], 5_000_000, day) for farm, day in zip(FARMS, PAID, strict=True)]
    known, _told = farms(("Họ và tên", "Bản", "Kinh phí hỗ trợ", "Giải ngân"), *rows)
    assert known == ["name", "village", "cost", "paid_on"]
    known, _told = farms(("Họ và tên", "Bản", "Kinh phí hỗ trợ", "Thời điểm giải ngân"), *rows)
    assert known[-1] == "paid_on"


def test_that_where_two_fields_or_two_columns_fit_none_is_taken_and_both_are_named() -> None:
    rows = [(*farm[:2], 5_000_000, year, year) for farm, year in zip(FARMS, (1961, 1985, 1999), strict=True)]
    known, told = farms(("Họ và tên", "Bản", "Kinh phí hỗ trợ", "Cột 4", "Cột 5"), *rows)
    assert known == ["name", "village", "cost", "", ""]
    assert "Cột D “Cột 4” có thể là “Năm sinh”" in told and "Cột E “Cột 5” có thể là “Năm sinh”" in told


def test_that_days_of_papers_teams_and_counts_are_taken_for_nothing() -> None:
    rows = [
        (name, f"Tổ hợp tác {place}", 5_000_000, day, place)
        for place, (name, day) in enumerate(zip("ABC", PAID, strict=True), 3)
    ]
    papers = [
        (row[0], paper, *row[2:]) for row, paper in zip(rows, ("Bản gốc", "Bản sao", "Bản chốt"), strict=True)
    ]
    for own in (rows, papers):
        known, told = farms(("Họ và tên", "Thuộc", "Kinh phí hỗ trợ", "Mốc", "Cột 5"), *own)
        assert known == ["name", "", "cost", "", ""]
        assert "lấy cho" not in told


@pytest.mark.parametrize(
    ("heading", "figures"),
    [
        ("Giá trị hợp đồng", (50_000_000, 75_000_000, 40_000_000)),
        ("Hợp đồng | Giá trị", (50_000_000, 75_000_000, 40_000_000)),
        ("Số lượng giải ngân", (3, 2, 5)),
        ("Năm giải ngân", (2024, 2025, 2024)),
        ("Số đợt giải ngân", (1, 2, 3)),
    ],
)
def test_that_an_amount_is_not_taken_below_a_heading_that_says_another(
    heading: str, figures: Sequence[Value]
) -> None:
    rows = [(*farm[:2], 5_000_000, figure) for farm, figure in zip(FARMS, figures, strict=True)]
    known, told = farms(("Họ và tên", "Bản", "Kinh phí hỗ trợ", heading), *rows)
    assert known[:3] == ["name", "village", "cost"] and "paid" not in known
    assert "lấy cho “Giải ngân”" not in told
    known, _told = farms(
        ("Họ và tên", "Bản", "Kinh phí hỗ trợ", "Số tiền"),
        *((*row[:3], 4_000_000 + place * 100_000) for place, row in enumerate(rows)),
    )
    assert known[-1] == "paid"
