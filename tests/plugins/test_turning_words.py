"""A word may turn what a heading says: no column is taken for the contrary of what stands over it."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.excel.found import FoundTable
from desktop.excel.headings import Heading
from desktop.excel.matching import Vocabulary
from desktop.excel.recognise import recognise
from desktop.shared import CapitalFact
from tests.desktop.excel.lists import sheet

NAMES = ("An", "Bình", "Cường", "Dũng", "Én")
PERSON = ("Họ và tên chủ hộ", "Năm sinh", "Dân tộc", "Bản", "Xã")
LISTS: dict[str, tuple[str, tuple[str, ...], tuple[Any, ...]]] = {
    "HousingCase": (
        "DANH SÁCH HỘ NGHÈO ĐƯỢC HỖ TRỢ NHÀ Ở",
        (*PERSON, "NSTW (đồng)"),
        (1970, "Thái", "Bản Na Son", "Na Son", 40_000_000),
    ),
    "Household": (
        "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO",
        (*PERSON, "Diện hộ"),
        (1970, "Thái", "Bản Na Son", "Na Son", "Hộ nghèo"),
    ),
    "ProjectMember": (
        "DANH SÁCH HỘ THAM GIA DỰ ÁN PHÁT TRIỂN SẢN XUẤT",
        (*PERSON, "Dự án số"),
        (1970, "Thái", "Bản Na Son", "Na Son", 1),
    ),
    "BirthExpense": (
        "BẢNG KÊ CHI GÓI HỖ TRỢ SINH ĐẺ AN TOÀN",
        ("Họ tên bà mẹ", *PERSON[1:], "Ngày sinh con", "Nội dung chi", "Ngày chi", "Thành tiền"),
        (1990, "Thái", "Bản Na Son", "Na Son", "05/05/2025", "Tiền ăn", "15/05/2025", 300_000),
    ),
    "Activity": (
        "CÁC HOẠT ĐỘNG DỰ ÁN 8 ĐÃ THỰC HIỆN",
        ("Hoạt động", "Nội dung", "Ngày tổ chức", "Xã", "Số người tham dự"),
        ("ND1", "05/05/2025", "Na Son", 50),
    ),
}
DAYS = [f"1{n}/06/2025" for n in range(5)]
SUMS = [(n + 10) * 1_000_000 for n in range(5)]
COUNTS = list(range(2, 7))
MARKS = ["x", None, "x", None, "x"]


def table_of(catalog: Catalog, kind: str, heading: str, values: list[Any]) -> FoundTable:
    title, head, rest = LISTS[kind]
    upper, _bar, lower = heading.partition(" | ")
    heads = [("TT", *head, upper)] + ([(*[None] * (len(head) + 1), lower)] if lower else [])
    tall = [f"{chr(65 + n)}2:{chr(65 + n)}3" for n in range(len(head) + 1)] if lower else []
    rows = [(n, f"Lò Văn {name}", *rest, values[n - 1]) for n, name in enumerate(NAMES, 1)]
    page = sheet([(title,), *heads, *rows], *tall)
    types = [each for each in catalog.record_types.values() if each.__name__ in LISTS]
    layouts = [each for each in catalog.layouts.values() if each.record in types]
    (table,) = recognise([page], types, layouts, "ds.xlsx")
    assert table.record_type is not None and table.record_type.__name__ == kind
    return table


def last_field(catalog: Catalog, kind: str, heading: str, values: list[Any]) -> str:
    return table_of(catalog, kind, heading, values).columns[-1].field


@pytest.mark.parametrize(
    ("kind", "heading", "values"),
    [
        ("HousingCase", "Chưa giải ngân", SUMS),
        ("HousingCase", "Còn phải giải ngân", SUMS),
        ("HousingCase", "Dự kiến giải ngân", SUMS),
        ("HousingCase", "Lũy kế giải ngân đến kỳ trước", SUMS),
        ("HousingCase", "Năm trước | Đã giải ngân", SUMS),
        ("HousingCase", "Đã giải ngân | NS tỉnh", SUMS),
        ("HousingCase", "Còn lại | NS tỉnh", SUMS),
        ("HousingCase", "Đã giải ngân (chưa quyết toán)", SUMS),
        ("HousingCase", "Ngày hủy quyết định", DAYS),
        ("HousingCase", "Ngày dự kiến hoàn thành", DAYS),
        ("HousingCase", "Ngày hoàn thành (dự kiến)", DAYS),
        ("HousingCase", "Ngày hoàn thành du kiến", DAYS),
        ("HousingCase", "Ngày dự kien hoàn thành", DAYS),
        ("HousingCase", "Ngày dư kiến hoàn thành", DAYS),
        ("HousingCase", "Vốn đã giải ngân con lại", SUMS),
        ("HousingCase", "Đã giải ngân (thu hoi)", SUMS),
        ("HousingCase", "Kế hoạch | Khởi công", DAYS),
        ("HousingCase", "Hạn hoàn thành", DAYS),
        ("HousingCase", "Không có nhu cầu vay", MARKS),
        ("HousingCase", "Hộ không nghèo", MARKS),
        ("HousingCase", "Hộ thoát nghèo", MARKS),
        ("HousingCase", "Hộ không DTTS", MARKS),
        ("HousingCase", "Mái không cứng", MARKS),
        ("HousingCase", "Có sổ đỏ", MARKS),
        ("HousingCase", "Đã khởi công", MARKS),
        ("HousingCase", "Trong đó DTTS", COUNTS),
        ("Household", "Không có người khuyết tật", MARKS),
        ("Household", "Số khẩu chưa có CCCD", COUNTS),
        ("Household", "Số khẩu nam", COUNTS),
        ("Household", "Số khẩu đi vắng", COUNTS),
        ("ProjectMember", "Chưa cam kết", MARKS),
        ("ProjectMember", "Đã hỗ trợ", MARKS),
        ("BirthExpense", "Ngày dự sinh", DAYS),
        ("BirthExpense", "Ngày ra viện", DAYS),
        ("BirthExpense", "Thiếu danh sách ký nhận", MARKS),
        ("Activity", "Kinh phí chưa chi", SUMS),
        ("Activity", "Không được quyết toán", SUMS),
        ("Activity", "Số người tham dự (dự kiến)", COUNTS),
    ],
)
def test_that_a_turned_heading_fills_no_field(
    catalog: Catalog, kind: str, heading: str, values: list[Any]
) -> None:
    assert last_field(catalog, kind, heading, values) == ""


@pytest.mark.parametrize(
    ("kind", "heading", "values", "field"),
    [
        ("HousingCase", "Đã giải ngân", SUMS, "disbursed"),
        ("HousingCase", "Giải ngân | Đã giải ngân", SUMS, "disbursed"),
        ("HousingCase", "Kinh phí dự kiến | NS tỉnh", SUMS, "provincial_money"),
        ("HousingCase", "Thực hiện | Khởi công", DAYS, "started_on"),
        ("HousingCase", "Chưa có sổ đỏ", MARKS, "no_certificate"),
        ("HousingCase", "Đăng ký vay", MARKS, "wants_loan"),
        ("HousingCase", "Hộ DTTS", MARKS, "stated_minority"),
        ("Household", "Có người khuyết tật", MARKS, "disability"),
        ("ProjectMember", "Đã cam kết", MARKS, "committed"),
        ("BirthExpense", "Ngày khám", DAYS, "visited_on"),
        ("Activity", "Dự toán kinh phí", SUMS, "estimate"),
        ("Activity", "Kinh phí đã thanh toán", SUMS, "cost"),
    ],
)
def test_that_the_same_words_without_a_turn_are_read(
    catalog: Catalog, kind: str, heading: str, values: list[Any], field: str
) -> None:
    assert last_field(catalog, kind, heading, values) == field


def test_that_a_rate_lacking_a_mark_is_one() -> None:
    (match,) = Vocabulary(CapitalFact).matches([Heading(1, ("Tỷ le giải ngân",))])
    assert match.term.field == "rate"
