"""Headings are compared by what they mean; one written into each of its columns stands above them."""

from __future__ import annotations

import pytest

from desktop.declare.fields import Integer, Text
from desktop.declare.records import Record
from desktop.excel.headings import Heading, HeadingRows, bare, is_marks_row, says_other_words
from desktop.excel.matching import Vocabulary
from desktop.excel.wordings import key_of
from tests.desktop.excel.lists import Well, sheet


def test_that_the_people_of_a_person_is_no_measure() -> None:
    assert bare("DT (m2)") == bare("Diện tích (m2)") != bare("DT")
    assert key_of("Tên DA") == key_of("Tên dự án")
    assert key_of("DA GIAI NGAN") == key_of("Đã giải ngân")


def test_that_a_heading_written_into_each_of_its_columns_stands_above_them() -> None:
    cells = sheet([["TT", "Địa chỉ - Bản", "Địa chỉ: Xã", "Sinh: năm", "Nam - Nữ"]])
    told = [each.parts for each in HeadingRows(cells).headings(1, 1)]
    assert told == [("TT",), ("Địa chỉ", "Bản"), ("Địa chỉ", "Xã"), ("Sinh: năm",), ("Nam - Nữ",)]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Hộ đóng gốp", "own"),
        ("Hộ vòng góp", ""),
        ("Nữ chủ hộ", ""),
        ("Số khẩuu", "members"),
    ],
)
def test_that_a_word_badly_written_is_that_word_and_one_with_another_beginning_is_not(
    heading: str, field: str
) -> None:
    found = Vocabulary(Well).matches([Heading(1, (heading,))])
    assert [match.term.field for match in found] == ([field] if field else [])


@pytest.mark.parametrize("last", ["TS", "Cộng", "Tổng"])
def test_that_a_whole_below_a_heading_is_said_in_several_words(last: str) -> None:
    class Team(Record):
        title = "Tổ"
        key = ("name",)

        name = Text("Tên tổ", required=True)
        size = Integer("Quân số", headings=("Thành viên | Tổng số",))
        women = Integer("Thành viên nữ", headings=("Thành viên | Nữ",))

    heads = [Heading(1, ("Thành viên", last)), Heading(2, ("Thành viên", "Nữ"))]
    found = {match.heading.column: match.term.field for match in Vocabulary(Team).matches(heads)}
    assert found == {1: "size", 2: "women"}


def test_that_parts_headed_apart_are_parts_of_the_column_before_them() -> None:
    rows = [["TT", "Số hộ", "Trong đó", None, "Trong đó"], [None, None, "Nghèo", "Khác", "Nữ"]]
    cells = sheet(rows, "A1:A2", "B1:B2", "C1:D1")
    told = [each.parts for each in HeadingRows(cells).headings(1, 2)]
    assert told[1:] == [("Số hộ",), *(("Số hộ", "Trong đó", last) for last in ("Nghèo", "Khác", "Nữ"))]


def test_that_marks_of_columns_may_be_letters_of_our_own() -> None:
    assert is_marks_row(["a", "b", "c", "d", "đ", "e", 1, 2])
    assert not is_marks_row(["a", "b", "b", "d", 1, 2])


def test_that_words_which_differ_by_several_marks_are_other_words() -> None:
    assert says_other_words("Số hộ bị ảnh hưởng", "Loại hồ sơ bị ảnh hưởng")
    assert not says_other_words("Ho sơ bị ảnh hưởng", "Loại hồ sơ bị ảnh hưởng")
    assert not says_other_words("So ho bi anh huong", "Loại hồ sơ bị ảnh hưởng")
