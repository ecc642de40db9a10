"""Asks whether lists of houses are read as communes write them, with columns nobody has a field for."""

from __future__ import annotations

import pytest

from desktop.excel.recognise import recognise
from project1_housing.careers import CareerChange
from project1_housing.cases import HousingCase
from project1_housing.farmland import ProductionLand
from project1_housing.land import ResidentialLand
from project1_housing.layouts import LAYOUTS
from project1_housing.water import ScatteredWater
from tests.desktop.excel.lists import sheet

TYPES = [HousingCase, ResidentialLand, ProductionLand, CareerChange, ScatteredWater]
PERSON = ("STT", "Họ tên chủ hộ", "Năm sinh", "Dân tộc", "Bản", "Xã")
HIM = (1, "Giàng A Páo", 1985, "Mông", "Na Phát", "Na Son")


@pytest.mark.parametrize(
    ("title", "headings", "row", "expected"),
    [
        (
            "DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NHÀ Ở NĂM 2025",
            ("Hộ nghèo", "Số khẩu", "Làm mới", "Sửa chữa", "NSTW", "NS tỉnh", "Tiền khác", "Tiến độ", "Đội"),
            ("x", 4, "x", None, 40, 4, 5, "Hoàn thành", "Đội thợ bản"),
            {"poverty_class", "need", "social_money", "stage"},
        ),
        (
            "DANH SÁCH XÓA NHÀ TẠM XÃ NA SON",
            ("Diện", "QĐ số", "Ngày QĐ", "Vốn TW", "Vốn tỉnh", "Vốn xã", "Tổng", "Khởi công", "Nhận thầu"),
            ("HN", "12/QĐ-UBND", "14/8/2025", 40, 4, 5, 49, "1/10/2025", "Đội thợ bản"),
            {"poverty_class", "decision_no", "decision_date", "commune_money", "started_on"},
        ),
        (
            "BIỂU 02: HỖ TRỢ NHÀ Ở",
            ("Đối tượng", "Nền", "Khung", "Mái", "DT nhà", "TW", "ĐP", "Số khẩu", "Công của dân bản"),
            ("Hộ nghèo", "Có", "Không", "Không", 24.5, 40, 4, 5, "15 công"),
            {"poverty_class", "floor_hard", "frame_hard", "roof_hard", "area_now"},
        ),
    ],
)
def test_that_a_list_of_houses_is_known_beside_strange_columns(
    title: str, headings: tuple[str, ...], row: tuple[object, ...], expected: set[str]
) -> None:
    cells = sheet([[title], ["ĐVT: triệu đồng"], [], [*PERSON, *headings], [*HIM, *row]])
    (table,) = recognise([cells], TYPES, LAYOUTS, "danh sach.xlsx")
    assert table.record_type is HousingCase
    found = {column.field for column in table.columns}
    assert expected | {"head_name", "birth", "ethnicity", "village", "commune"} <= found
    assert [column.heading for column in table.columns if not column.field] == ["STT", headings[-1]]


SHARED = (*PERSON, "Hộ nghèo", "Số khẩu", "NSTW", "NS tỉnh", "Quỹ vì người nghèo", "Đảng viên phụ trách")
THEIRS = (*HIM, "x", 4, 40, 4, 5, "Tòng Văn Pâng")


def test_that_a_list_without_a_title_is_known_by_columns_of_its_own() -> None:
    title = ("DANH SÁCH HỘ ĐƯỢC HỖ TRỢ THEO DỰ ÁN 1",)
    own, his = ("Làm mới", "Sửa chữa", "Tiến độ"), ("x", None, "Hoàn thành")
    told = sheet([title, ("ĐVT: triệu đồng",), (), (*SHARED, *own), (*THEIRS, *his)])
    (table,) = recognise([told], TYPES, LAYOUTS, "danh sach.xlsx")
    assert table.record_type is HousingCase
    either = sheet([title, ("ĐVT: triệu đồng",), (), SHARED, THEIRS])
    (table,) = recognise([either], TYPES, LAYOUTS, "danh sach.xlsx")
    assert table.record_type is None
