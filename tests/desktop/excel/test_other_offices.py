"""How lists of other offices say what ours say with a column of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.fields import Choice
from desktop.excel.cells import SheetCells, Value
from desktop.excel.found import FoundTable
from desktop.excel.imports import parse
from desktop.excel.recognise import recognise
from desktop.excel.told_above import option_within
from desktop.shared.households import Household, Person
from desktop.shared.layouts import LAYOUTS as SHARED
from tests.desktop.excel.lists import LAYOUT, Village, Well, sheet

LIST = dataclasses.replace(LAYOUT, outline=("village", "poverty"))
TITLE = ("DANH SÁCH GIẾNG",)
PEOPLE = (("Lò Văn", "An"), ("Giàng A", "Dính"), ("Quàng Thị", "Én"))


def table_of(page: SheetCells) -> FoundTable:
    (table,) = recognise([page], [Village, Well], [LIST], "gieng.xlsx")
    assert table.record_type is Well
    return table


def values_of(page: SheetCells, *names: str) -> list[tuple[Any, ...]]:
    parsed = parse(table_of(page), lambda _field, text, _hints: (text, ""))
    return [tuple(vars(record).get(name) for name in names) for record in parsed.records]


@pytest.mark.parametrize(
    "head",
    [
        [("TT", "Họ và đệm", "Tên", "Bản", "Số khẩu", "NSTW (đồng)")],
        [("TT", "Họ và tên chủ hộ", None, "Bản", "Số khẩu", "NSTW (đồng)")],
        [("TT", "Chủ hộ", None, "Bản", "Số khẩu", "NSTW (đồng)"), (None, "Họ, chữ đệm", "Tên")],
    ],
)
def test_that_a_name_in_two_columns_is_one_name(head: list[Sequence[Value]]) -> None:
    rows = [(n, *name, "Bản Na Son", 4, 20_000_000) for n, name in enumerate(PEOPLE, 1)]
    tall = [f"{letter}2:{letter}3" for letter in "ADEF"] if len(head) > 1 else []
    wide = ["B2:C2"] if head[0][2] is None else []
    found = values_of(sheet([TITLE, *head, *rows], *tall, *wide), "owner", "members")
    assert found == [("Lò Văn An", 4), ("Giàng A Dính", 4), ("Quàng Thị Én", 4)]


def test_that_a_figure_beside_a_name_under_its_heading_is_no_part_of_it() -> None:
    head = ("TT", "Họ và tên chủ hộ", None, "Bản", "Số khẩu", "NSTW (đồng)")
    rows = [(n, " ".join(name), n + 11, "Bản Na Son", 4, 20_000_000) for n, name in enumerate(PEOPLE, 1)]
    page = sheet([TITLE, head, *rows], "B2:C2")
    assert values_of(page, "owner") == [("Lò Văn An",), ("Giàng A Dính",), ("Quàng Thị Én",)]
    assert table_of(page).columns[2].field == ""


def test_that_years_under_both_sexes_are_years_of_birth() -> None:
    head = ("TT", "Chủ hộ", "Nam", "Nữ", "Bản", "Số khẩu")
    rows = [(1, "Lò Văn An", 1980, None, "Bản Na Son", 4), (2, "Lò Thị Én", None, "1975", "Bản Na Son", 3)]
    assert values_of(sheet([TITLE, head, *rows]), "born", "sex") == [
        (PartialDate(1980), "male"),
        (PartialDate(1975), "female"),
    ]


def test_that_one_year_nobody_can_read_leaves_the_others_years() -> None:
    head = ("TT", "Chủ hộ", "Nam", "Nữ", "Bản", "Số khẩu")
    men = [(n, f"Lò Văn {n}", year, None, "Bản Na Son", 4) for n, year in enumerate((1980, "quên", 1961), 1)]
    page = sheet([TITLE, head, *men, (4, "Lò Thị Én", None, 1975, "Bản Na Son", 3)])
    assert [column.field for column in table_of(page).columns[2:4]] == ["born", "born"]
    assert values_of(page, "born", "sex")[2:] == [(PartialDate(1961), "male"), (PartialDate(1975), "female")]


def test_that_marks_under_both_sexes_stay_marks() -> None:
    head = ("TT", "Chủ hộ", "Nam", "Nữ", "Bản", "Số khẩu")
    rows = [(1, "Lò Văn An", 1, None, "Bản Na Son", 4), (2, "Lò Thị Én", None, 1, "Bản Na Son", 3)]
    assert values_of(sheet([TITLE, head, *rows]), "born", "sex") == [(None, "male"), (None, "female")]


def test_that_the_title_tells_an_option_and_says_so() -> None:
    head = ("TT", "Chủ hộ", "Bản", "Số khẩu", "NSTW (đồng)")
    page = sheet([("DANH SÁCH GIẾNG CỦA HỘ NGHÈO",), head, (1, "Lò Văn An", "Bản Na Son", 4, 1_000_000)])
    assert values_of(page, "poverty") == [("poor",)]
    assert "theo tiêu đề" in " ".join(table_of(page).doubts)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["(Kèm theo Quyết định số 1/QĐ-UBND về hỗ trợ hộ nghèo)"], None),
        (["DANH SÁCH GIẾNG (Ban hành kèm theo QĐ hỗ trợ hộ nghèo)"], None),
        (["GIẾNG CỦA HỘ CẬN NGHÈO", "Căn cứ Nghị quyết về hộ nghèo"], "near"),
        (["CHƯƠNG TRÌNH HỖ TRỢ HỘ NGHÈO", "GIẾNG CỦA HỘ NGHÈO, HỘ CẬN NGHÈO"], None),
        (["CHƯƠNG TRÌNH HỖ TRỢ HỘ NGHÈO", "GIẾNG CỦA HỘ KHÔNG THUỘC HỘ NGHÈO"], None),
    ],
)
def test_that_the_nearest_line_of_the_list_itself_tells_its_option(lines: list[str], told: str) -> None:
    head = ("TT", "Chủ hộ", "Bản", "Số khẩu", "NSTW (đồng)")
    over = [(line,) for line in lines]
    page = sheet([TITLE, *over, head, (1, "Lò Văn An", "Bản Na Son", 4, 1_000_000)])
    assert values_of(page, "poverty") == [(told,)]


def test_that_a_group_tells_an_option_among_other_words_and_the_title_those_before_it() -> None:
    head = ("TT", "Chủ hộ", "Bản", "Số khẩu", "NSTW (đồng)", "Số quyết định")
    one = (1, "Lò Văn An", "Bản Na Son", 4, 1_000_000, "1/QĐ")
    group = ("II", "GIẾNG CỦA HỘ CẬN NGHÈO (1 hộ)")
    page = sheet([("I. GIẾNG CỦA HỘ NGHÈO",), head, one, group, (2, "Lò Thị Én", *one[2:])])
    assert values_of(page, "poverty") == [("poor",), ("near",)]


@pytest.mark.parametrize(
    "place", ["Bản Na Son (12 hộ nghèo)", "Bản Na Son: 3 hộ cận nghèo", "Bản Na Son - 12 hộ nghèo, 40 khẩu"]
)
def test_that_a_place_that_counts_its_poor_stays_a_place(place: str) -> None:
    head = ("TT", "Chủ hộ", "Năm sinh", "Số khẩu", "NSTW (đồng)", "Số quyết định")
    page = sheet([TITLE, head, ("I", place), (1, "Lò Văn An", 1980, 4, 1_000_000, "1/QĐ")])
    assert values_of(page, "village", "poverty") == [("Bản Na Son", None)]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO", ""),
        ("DANH SÁCH HỘ CẬN NGHÈO NĂM 2025", "Hộ cận nghèo"),
        ("CHƯƠNG TRÌNH GIẢM NGHÈO BỀN VỮNG", ""),
        ("DANH SÁCH CHƯA HỘ NGHÈO NÀO NHẬN", ""),
        ("DANH SÁCH HỘ KHÔNG THUỘC DIỆN HỘ NGHÈO", ""),
        ("DANH SÁCH HỘ CHƯA PHẢI HỘ NGHÈO", ""),
        ("CÁC HỘ NGOÀI HỘ NGHÈO", ""),
        ("DANH SÁCH LÀNG HỘ NGHÈO", ""),
    ],
)
def test_that_a_line_means_an_option_where_it_names_one_alone(line: str, meant: str) -> None:
    declared = Well.fields["poverty"]
    assert isinstance(declared, Choice)
    assert option_within(declared, line) == meant


def test_that_headings_without_any_marks_are_known_by_their_letters() -> None:
    head = ("stt", "ho ten chu ho", "ban", "so khau", "gioi tinh", "nam sinh")
    rows = [("1", "Lò Văn An", "Bản Na Son", "4", "nam", "1980")]
    assert values_of(sheet([head, *rows], name="gieng"), "village", "sex", "born") == [
        ("Bản Na Son", "male", PartialDate(1980))
    ]


def test_that_first_letters_stand_for_words_of_a_heading() -> None:
    head = ("TT", "Chủ hộ", "G.tính", "Bản", "S.khẩu", "NSTW (đồng)")
    page = sheet([TITLE, head, (1, "Lò Văn An", "Nữ", "Bản Na Son", 4, 1_000_000)])
    assert values_of(page, "sex", "members") == [("female", 4)]


def test_that_what_stands_under_the_whole_is_what_the_heading_above_says() -> None:
    head = [("TT", "Chủ hộ", "Bản", "Số khẩu", None), (None, None, None, "Tổng số", "Nữ")]
    page = sheet([TITLE, *head, (1, "Lò Văn An", "Bản Na Son", 4, 2)], "A2:A3", "B2:B3", "C2:C3", "D2:E2")
    assert values_of(page, "members") == [(4,)]


def test_that_sentences_below_deny_a_day() -> None:
    head = ("TT", "Chủ hộ", "Bản", "Số khẩu", "Ngày quyết định cũ", "Số quyết định")
    row = (1, "Lò Văn An", "Bản Na Son", 4, "Chờ xã họp lại", "1/QĐ")
    table = table_of(sheet([TITLE, head, row]))
    assert not table.column_of("decided_on")
    for day in (date(2026, 1, 5), "ngày 5 tháng 1 năm 2026"):
        page = sheet([TITLE, head, (*row[:4], day, row[5])])
        assert table_of(page).column_of("decided_on") == 5


def test_that_dashes_are_the_lowest_lines_of_an_outline() -> None:
    nested = dataclasses.replace(LIST, nested=True)
    head = ("TT", "Chủ hộ", "Bản", "Số khẩu", "NSTW (đồng)")
    lines = [
        ("1", "Cả bản", None, 9, 3),
        ("-", "Lò Văn An", "Bản Na Son", 4, 1),
        ("-", "Lò Thị Én", "Bản Na Son", 5, 2),
    ]
    (table,) = recognise([sheet([TITLE, head, *lines])], [Well], [nested], "gieng.xlsx")
    assert table.data_rows == [4, 5]


def test_that_a_wide_form_is_known_by_all_it_needs() -> None:
    own = ("TT", "Chủ hộ", "Bản", "Số khẩu")
    others = ("Điểm B1", "Điểm B2", "Việc làm", "Y tế", "Giáo dục")
    households = [("PHỤ LỤC 01",), ("TT", "Chủ hộ", "Dân tộc", "Số khẩu", "Phân loại", "Bản", *others)]
    row = (1, "Lò Văn An", "Thái", 4, "Hộ nghèo", "Bản Bon", 120, 30, "x", None, "x")
    (table,) = recognise([sheet([*households, row])], [Household, Person], SHARED, "ra-soat.xlsx")
    assert (table.record_type, table.data_rows) == (Household, [3])
    few = sheet([TITLE, (*own, *others), (1, "Lò Văn An", "Bản Na Son", 4, *row[6:])])
    assert recognise([few], [Village, Well], [LIST], "a.xlsx")[0].record_type is None


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("DANH SÁCH HỘ CẬN NGHÈO XÃ CHÂU BÌNH, TỈNH NGHỆ AN NĂM 2025", ("near_poor", 2025)),
        ("DANH SÁCH CHI TIẾT HỘ NGHÈO", ("poor", None)),
        ("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025", (None, None)),
        ("DANH SÁCH HỘ NGHÈO ĐĂNG KÝ THOÁT NGHÈO NĂM 2025", (None, None)),
        (
            "DANH SÁCH HỘ NGHÈO NĂM 2025 THEO CHUẨN NGHÈO ĐA CHIỀU GIAI ĐOẠN 2022-2025",
            ("poor", 2025),
        ),
        ("DANH SÁCH HỘ CẬN NGHÈO NĂM 2024 THUỘC CHƯƠNG TRÌNH GIẢM NGHÈO BỀN VỮNG", ("near_poor", 2024)),
    ],
)
def test_that_the_title_of_a_list_of_one_class_tells_it(title: str, told: tuple[Any, Any]) -> None:
    head = ("TT", "Chủ hộ", "Năm sinh", "Dân tộc", "Bản", "Xã", "Số khẩu")
    page = sheet([(title,), head, (1, "Lò Văn An", 1980, "Thái", "Bản Bon", "Xã Bon", 4)])
    (table,) = recognise([page], [Household, Person], SHARED, "danh-sach.xlsx")
    parsed = parse(table, lambda _field, text, _hints: (text, ""))
    values = vars(parsed.records[0])
    assert (table.record_type, values.get("poverty_class"), values.get("class_year")) == (Household, *told)


def test_that_a_title_fills_no_blank_cell_of_a_column_and_says_what_it_tells() -> None:
    head = ("TT", "Chủ hộ", "Năm sinh", "Dân tộc", "Bản", "Xã", "Số khẩu", "Diện hộ")
    row = (1, "Lò Văn An", 1980, "Thái", "Bản Bon", "Xã Bon", 4)
    lines: list[Sequence[Value]] = [("DANH SÁCH HỘ NGHÈO NĂM 2025",), head, (*row, "Hộ nghèo"), (*row, None)]
    (table,) = recognise([sheet(lines)], [Household, Person], SHARED, "a.xlsx")
    parsed = parse(table, lambda _field, text, _hints: (text, ""))
    assert [vars(record).get("poverty_class") for record in parsed.records] == ["poor", None]
    (table,) = recognise([sheet([line[:7] for line in lines])], [Household, Person], SHARED, "a.xlsx")
    assert "lấy “HỘ NGHÈO” theo tiêu đề" in " ".join(table.doubts)


HEADS = ("TT", "Chủ hộ", "Bản", "Số khẩu", "NSTW (đồng)", "Số quyết định")


def test_that_a_group_with_all_its_sums_is_no_row() -> None:
    one = (1, "Lò Văn An", "Bản Na Son", 4, 1_000_000, "1/QĐ")
    groups = [("I", "BẢN NA SON", None, 4, 1_000_000), ("II", "BẢN TÌA GHÊNH", None, 3, 2_000_000)]
    page = sheet([TITLE, HEADS, groups[0], one, groups[1], (1, "Lò Thị Én", None, 3, 2_000_000, "2/QĐ")])
    assert values_of(page, "owner", "village") == [
        ("Lò Văn An", "Bản Na Son"),
        ("Lò Thị Én", "BẢN TÌA GHÊNH"),
    ]


def test_that_a_total_all_of_texts_is_no_row() -> None:
    head = ("TT", "Chủ hộ", "Bản", "Số khẩu", "Nghèo", "Cận nghèo")
    rows = [
        ("1", "Lò Văn An", "Bản Na Son", "4", "x", None),
        ("2", "Lò Thị Én", "Bản Na Son", "3", None, "x"),
    ]
    heads = [(*head[:4], "Diện hộ", None), (None, None, None, None, *head[4:])]
    page = sheet([TITLE, *heads, *rows, (None, "Cộng", None, "7", "1", "1")], "E2:F2")
    assert values_of(page, "members", "poverty") == [(4, "poor"), (3, "near")]


def test_that_a_place_named_once_over_few_rows_is_that_of_the_rows_below() -> None:
    places = ("Bản Na Son", None, "Bản Tìa Ghênh", None)
    rows = [(n, f"Lò Văn {'ABCD'[n - 1]}", place, 4, n, "1/QĐ") for n, place in enumerate(places, 1)]
    assert values_of(sheet([TITLE, HEADS, *rows]), "village") == [(places[0],)] * 2 + [(places[2],)] * 2
    rows[2] = (3, "Lò Văn C", places[0], 4, 3, "1/QĐ")
    assert values_of(sheet([TITLE, HEADS, *rows]), "village")[1] == (None,)


def test_that_a_place_forgotten_here_and_there_is_not_that_of_the_row_above() -> None:
    places = ("Bản Na Son", "Bản Tìa Ghênh", None, "Bản Phì Nhừ", None)
    rows = [(n, f"Lò Văn {'ABCDE'[n - 1]}", place, 4, n, "1/QĐ") for n, place in enumerate(places, 1)]
    assert values_of(sheet([TITLE, HEADS, *rows]), "village") == [(place,) for place in places]


@pytest.mark.parametrize(
    ("share", "depths"), [("22,5", [12_000, 10_500]), ("22.5", [None, None]), ("22", [None, None])]
)
def test_that_the_decimals_of_other_columns_say_what_parts_thousands(
    share: str, depths: list[int | None]
) -> None:
    head = ("TT", "Chủ hộ", "Bản", "Độ sâu", "Tỷ lệ")
    rows = [(1, "Lò Văn An", "Bản Na Son", "12.000", share), (2, "Lò Thị Én", "Bản Na Son", "10.500", share)]
    assert [depth for (depth,) in values_of(sheet([TITLE, head, *rows]), "depth")] == depths
