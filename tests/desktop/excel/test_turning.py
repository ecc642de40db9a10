"""Asks which words of a heading turn what it says, and which only look like those."""

from __future__ import annotations

import pytest

from desktop.excel.turning import is_turned
from desktop.excel.wordings import key_of


def turned(heading: str, term: str) -> bool:
    parts = term.split(" | ")
    return is_turned(heading.split(" | "), [key_of(part) for part in parts], parts[-1])


@pytest.mark.parametrize(
    ("heading", "term"),
    [
        ("Vùng sâu", "Vùng"),
        ("Tháng sáu", "Tháng"),
        ("Loài vật tặng", "Loài vật"),
        ("Người giám hộ", "Người hộ"),
        ("Người giám hộ", "Người giám hộ"),
        ("Nguoi giam ho", "Người giám hộ"),
        ("Người chỉ huy", "Người"),
        ("Vốn huy động", "Vốn"),
        ("Diện tích cà chua", "Diện tích"),
        ("Tỷ le giải ngân", "Tỷ lệ giải ngân"),
        ("Sản lượng để xuất bán", "Sản lượng bán"),
        ("Bể chứa", "Bể"),
        ("BỂ CHỨA NƯỚC", "Bể nước"),
        ("Be chua nuoc", "Bể nước"),
        ("Số hộ sửa chữa", "Số hộ"),
        ("So ho sua chua", "Số hộ"),
        ("Giám sát", "Sát"),
        ("Huyện Tủa Chùa | Số hộ", "Số hộ"),
        ("Chưa có sổ đỏ", "Chưa có sổ đỏ"),
    ],
)
def test_that_other_marks_make_another_word(heading: str, term: str) -> None:
    assert not turned(heading, term)


@pytest.mark.parametrize(
    ("heading", "term"),
    [
        ("Chưa có sổ đỏ", "Có sổ đỏ"),
        ("CHƯA CÓ NƯỚC", "Có nước"),
        ("Chua co so do", "Có sổ đỏ"),
        ("Số hộ giảm", "Số hộ"),
        ("So ho giam", "Số hộ"),
        ("Số hộ tăng trong tháng sáu", "Số hộ"),
        ("Huỷ bỏ vốn", "Vốn"),
        ("Kế họach vốn", "Vốn"),
        ("Vốn KH", "Vốn"),
        ("Sau hỗ trợ (tháng sáu)", "Hỗ trợ"),
        ("Có sổ đỏ", "Chưa có sổ đỏ"),
        ("Vốn đã giải ngân con lại", "Vốn đã giải ngân"),
        ("Đã giải ngân (thu hoi)", "Đã giải ngân"),
        ("Ngày hoàn thành du kiến", "Ngày hoàn thành"),
        ("Ngày dự kien hoàn thành", "Ngày hoàn thành"),
        ("Ngày dư kiến hoàn thành", "Ngày hoàn thành"),
        ("Kê hoạch vốn", "Vốn"),
        ("Tất cả chua có nước", "Có nước"),
        ("Vốn huy động đã hủy", "Vốn"),
    ],
)
def test_that_a_turning_word_is_known_by_its_marks_or_without_any(heading: str, term: str) -> None:
    assert turned(heading, term)
