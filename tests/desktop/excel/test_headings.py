"""Headings are compared by what they mean; one written into each of its columns stands above them."""

from __future__ import annotations

from desktop.excel.headings import HeadingRows, bare
from desktop.excel.wordings import key_of
from tests.desktop.excel.lists import sheet


def test_that_the_people_of_a_person_is_no_measure() -> None:
    assert bare("DT (m2)") == bare("Diện tích (m2)") != bare("DT")
    assert key_of("Tên DA") == key_of("Tên dự án")
    assert key_of("DA GIAI NGAN") == key_of("Đã giải ngân")


def test_that_a_heading_written_into_each_of_its_columns_stands_above_them() -> None:
    cells = sheet([["TT", "Địa chỉ - Bản", "Địa chỉ: Xã", "Sinh: năm", "Nam - Nữ"]])
    told = [each.parts for each in HeadingRows(cells).headings(1, 1)]
    assert told == [("TT",), ("Địa chỉ", "Bản"), ("Địa chỉ", "Xã"), ("Sinh: năm",), ("Nam - Nữ",)]
