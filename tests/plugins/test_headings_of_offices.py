"""Asks whether lists that other offices word in their own way are read as what they are, column by column."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.excel.imports import parse
from desktop.excel.parsed import ParsedTable
from desktop.excel.recognise import recognise
from tests.desktop.excel.lists import sheet

HOUSEHOLD = {
    "Họ và tên chủ hộ": ("Giàng A Sử", "head_name"),
    "Sinh năm": (1985, "birth"),
    "Dân tộc": ("Mông", "ethnicity"),
    "Số CCCD": ("011085000123", "identity_number"),
    "Thôn, bản": ("Bản Huổi Tao", "village"),
    "Xã": ("Na Son", "commune"),
}
PAID = {"NSTW": (40_000_000, "central_money"), "NSĐP": (4_000_000, "provincial_money")}
DECIDED = {"Số QĐ": ("12/QĐ-UBND", "decision_no"), "Ngày QĐ": ("14/08/2025", "decision_date")}
LISTS: dict[str, tuple[str, dict[str, tuple[Any, str]]]] = {
    "ResidentialLand": (
        "DANH SÁCH HỘ ĐƯỢC HỖ TRỢ ĐẤT Ở",
        {
            **HOUSEHOLD,
            "Hiện trạng đất ở": ("Không có đất", "land_now"),
            "Tờ BĐ": ("12", "map_sheet"),
            "Số thửa": ("45", "plot_no"),
            "Tình trạng cấp GCN": ("Đang làm thủ tục", "paper_state"),
            **PAID,
            **DECIDED,
        },
    ),
    "ProductionLand": (
        "DANH SÁCH HỘ THIẾU ĐẤT SẢN XUẤT",
        {**HOUSEHOLD, "HN": ("x", "poverty_class"), "Giải pháp": ("Khai hoang", "solution"), **PAID},
    ),
    "ScatteredWater": (
        "DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NƯỚC SINH HOẠT PHÂN TÁN",
        {
            **HOUSEHOLD,
            "Loại dụng cụ": ("Téc inox", "water_form"),
            "Thành tiền": (3_000_000, "support"),
            "Quyết định": ("125/QĐ-UBND, 14/5/2024", "decision_no"),
        },
    ),
    "HousingCase": (
        "DANH SÁCH HỘ NGHÈO ĐỀ NGHỊ HỖ TRỢ NHÀ Ở",
        {
            **HOUSEHOLD,
            **PAID,
            "Nguồn khác": (0, "social_money"),
            "Lũy kế giải ngân": (5_000_000, "disbursed"),
        },
    ),
    "WaterWork": (
        "DANH MỤC CÔNG TRÌNH NƯỚC SINH HOẠT TẬP TRUNG",
        {
            "Tên công trình": ("Nước bản Huổi Tao", "name"),
            "Xã": ("Na Son", "commune"),
            "Số hộ hưởng lợi": (60, "households"),
            "Chủ đầu tư": ("UBND xã", "investor"),
            "Tổng mức đầu tư": (3_200_000_000, "total"),
            "NSTW": (3_000_000_000, "central_money"),
        },
    ),
    "Model": (
        "TỔNG HỢP MÔ HÌNH DỰ ÁN 8",
        {
            "Tên mô hình": ("Tổ truyền thông bản Huổi Tao", "name"),
            "Loại hình": ("Tổ truyền thông cộng đồng", "kind"),
            "Xã": ("Na Son", "commune"),
            "Tổng số thành viên": (9, "members"),
            "Nữ": (5, "women"),
            "Người phụ trách": ("Lò Thị Thử", "leader"),
        },
    ),
    "ProductionProject": (
        "DANH MỤC DỰ ÁN HỖ TRỢ PHÁT TRIỂN SẢN XUẤT",
        {
            "Tên dự án": ("Nuôi bò bản Huổi Tao", "name"),
            "Loại hình (chuỗi/cộng đồng)": ("Cộng đồng", "form"),
            "Xã": ("Na Son", "commune"),
            "Quy mô": ("20 con", "area"),
            "Thời gian thực hiện": ("9/2025 - 12/2026", "starts_on"),
            "Tổng vốn thực hiện": (1_000_000_000, "total"),
            "Địa điểm thực hiện": ("Bản Huổi Tao", "village"),
            "HN": (10, "poor"),
            "HCN": (4, "near_poor"),
            "HMTN": (1, "escaped"),
            "Quyết định phê duyệt": ("125/QĐ-UBND ngày 14/5/2024", "decision_no"),
            "Đơn vị chủ trì / đại diện": ("HTX Chăn nuôi Huổi Tao", "group_kind"),
        },
    ),
    "ProjectMember": (
        "DANH SÁCH HỘ THAM GIA DỰ ÁN NUÔI BÒ",
        {
            "Dự án số": (2, "project_number"),
            "Họ và tên chủ hộ": ("Giàng A Sử", "head_name"),
            "Bản": ("Xa Dung", "village"),
            "Vai trò": ("Trưởng nhóm", "role"),
            "Nội dung hỗ trợ": ("Bò cái", "item"),
            "ĐVT": ("con", "measure"),
            "Số lượng": (2, "quantity"),
            "NSNN hỗ trợ": (43_000_000, "support"),
            "Ngày bàn giao": ("20/7/2024", "handed_over_on"),
        },
    ),
    "BreedLot": (
        "BẢNG TỔNG HỢP CẤP PHÁT GIỐNG, VẬT TƯ",
        {
            "Dự án số": (2, "project_number"),
            "Loại": ("Gia súc", "kind"),
            "Tên giống, vật tư": ("Bò vàng", "name"),
            "ĐVT": ("con", "measure"),
            "Số lượng": (30, "quantity"),
            "Đơn vị cung ứng": ("HTX Ví Dụ", "supplier"),
            "Hình thức mua": ("Đấu thầu", "bought_by"),
        },
    ),
    "RevolvingDue": (
        "SỔ THEO DÕI QUAY VÒNG VỐN",
        {
            "Dự án số": (2, "project_number"),
            "Hộ phải hoàn trả": ("Giàng A Sử", "payer_name"),
            "Hình thức": ("Bằng tiền", "form"),
            "Số phải hoàn trả": (5_000_000, "amount"),
            "Hạn hoàn trả": ("31/12/2025", "due_on"),
        },
    ),
    "Expense": (
        "BẢNG KÊ CHI HOẠT ĐỘNG TRUYỀN THÔNG",
        {
            "Ngày chi": ("14/3/2025", "paid_on"),
            "Nội dung chi": ("Phát thanh viên", "item"),
            "ĐVT": ("buổi", "measure"),
            "Số lượng": (4, "quantity"),
            "Mức chi": (60_000, "unit_price"),
            "Thành tiền": (240_000, "amount"),
        },
    ),
}


def read(catalog: Catalog, name: str, **changed: Any) -> ParsedTable:
    title, columns = LISTS[name]
    values = [changed.get(heading, value) for heading, (value, _field) in columns.items()]
    asked = catalog.record_type(name)
    types = next(each.record_types for each in catalog.loaded() if asked in each.record_types)
    layouts = [layout for layout in catalog.layouts.values() if layout.record in types]
    (table,) = recognise([sheet([(title,), tuple(columns), tuple(values)])], types, layouts, "a.xlsx")
    return parse(table, lambda _field, text, _hints: (text, ""))


@pytest.mark.parametrize("name", LISTS)
def test_that_a_list_in_other_words_is_read_column_by_column(catalog: Catalog, name: str) -> None:
    parsed = read(catalog, name)
    assert parsed.table.record_type is catalog.record_type(name)
    taken = {(column.heading, column.field) for column in parsed.table.columns}
    wanted = {(heading, field) for heading, (_value, field) in LISTS[name][1].items()}
    assert wanted - taken == set()
    empty = {field for _heading, field in wanted if getattr(parsed.records[0], field) is None}
    assert empty - {"area"} == set()


@pytest.mark.parametrize(
    ("size", "area", "animals"), [("20 con", None, 20), ("2,5 ha", 2.5, None), (3.5, 3.5, None)]
)
def test_that_a_size_is_hectares_or_animals(
    catalog: Catalog, size: Any, area: float | None, animals: int | None
) -> None:
    project: Any = read(catalog, "ProductionProject", **{"Quy mô": size}).records[0]
    assert (project.area if project.area is None else float(project.area), project.animals) == (area, animals)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025-2026", "2025", "2026"),
        ("từ tháng 9/2025 đến hết tháng 12/2026", "2025-09", "2026-12"),
        ("9/2025", "2025-09", None),
    ],
)
def test_that_a_time_of_work_is_its_first_and_last_day(
    catalog: Catalog, written: str, first: str, last: str | None
) -> None:
    project: Any = read(catalog, "ProductionProject", **{"Thời gian thực hiện": written}).records[0]
    days = [day and day.isoformat() for day in (project.starts_on, project.ends_on)]
    assert days == [first, last]


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("ProductionProject", {}),
        ("ScatteredWater", {}),
        ("ScatteredWater", {"Quyết định": "125/QĐ-UBND; ngày 14 tháng 5 năm 2024"}),
        ("ScatteredWater", {"Quyết định": "125/QĐ-UBND ngày 14/5/2024 của UBND xã Na Son"}),
        ("ScatteredWater", {"Quyết định": "125/QĐ-UBND của Ủy ban nhân dân xã, ngày 14/5/2024"}),
    ],
)
def test_that_a_decision_tells_its_number_and_its_day(
    catalog: Catalog, name: str, changed: dict[str, str]
) -> None:
    decided: Any = read(catalog, name, **changed).records[0]
    assert (decided.decision_no, decided.decision_date.isoformat()) == ("125/QĐ-UBND", "2024-05-14")


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("HTX Chăn nuôi Huổi Tao", "cooperative", "HTX Chăn nuôi Huổi Tao"),
        ("Công ty TNHH Ví Dụ", "enterprise", "Công ty TNHH Ví Dụ"),
        ("Hội LHPN", "union", None),
        ("HTX chủ trì", "cooperative", None),
        ("Nhóm hộ", "households", None),
    ],
)
def test_that_the_name_of_a_lead_unit_says_its_kind(
    catalog: Catalog, written: str, kind: str, name: str | None
) -> None:
    project: Any = read(catalog, "ProductionProject", **{"Đơn vị chủ trì / đại diện": written}).records[0]
    assert (project.group_kind, project.lead_name) == (kind, name)


def test_that_a_village_stands_before_its_commune(catalog: Catalog) -> None:
    found = read(
        catalog, "ProductionProject", **{"Địa điểm thực hiện": "Bản Huổi Tao, xã Pu Nhi", "Xã": None}
    )
    assert found.records[0].village == "Bản Huổi Tao"


def test_that_a_mother_in_each_line_is_an_expense_for_each_item(catalog: Catalog) -> None:
    paid = {"Khám thai": 400_000, "Đi lại khi sinh": 200_000, "Tiền ăn": None, "Dinh dưỡng": 1_200_000}
    columns = {
        "Họ và tên sản phụ": "Lò Thị Thử",
        "Bản": "Na Phát",
        "Xã": "Na Son",
        "Ngày sinh con": "10/3/2025",
        "Sinh thường/mổ": "Sinh thường",
        **paid,
        "Tổng cộng": 1_800_000,
        "Ngày chi": "20/3/2025",
    }
    types = next(each.record_types for each in catalog.loaded() if each.name == "gender")
    layouts = [layout for layout in catalog.layouts.values() if layout.record in types]
    rows = [("BẢNG KÊ HỖ TRỢ GÓI SINH ĐẺ AN TOÀN",), tuple(columns), tuple(columns.values())]
    tables = recognise([sheet(rows)], types, layouts, "a.xlsx")
    lines: list[Any] = [
        line for table in tables for line in parse(table, lambda _f, text, _h: (text, "")).records
    ]
    assert {each.item: each.amount for each in lines} == {
        "visit": 400_000,
        "travel": 200_000,
        "food": 1_200_000,
    }
    assert {(each.mother, each.born_on.isoformat(), each.paid_on.isoformat()) for each in lines} == {
        ("Lò Thị Thử", "2025-03-10", "2025-03-20")
    }


def test_that_targets_of_a_commune_in_each_line_are_one_for_each_quantity(catalog: Catalog) -> None:
    types = next(each.record_types for each in catalog.loaded() if each.name == "gender")
    layouts = [layout for layout in catalog.layouts.values() if layout.record in types]
    rows = [
        ("BIỂU GIAO CHỈ TIÊU DỰ ÁN 8 NĂM 2026",),
        ("TT", "Xã", "Tổ truyền thông cộng đồng", "CLB Thủ lĩnh của sự thay đổi"),
        (1, "Na Son", 4, 2),
        (2, "Pu Nhi", 3, None),
    ]
    tables = recognise([sheet(rows)], types, layouts, "a.xlsx")
    targets: list[Any] = [
        one for table in tables for one in parse(table, lambda _f, text, _h: (text, "")).records
    ]
    assert [(one.quantity, one.year, one.place, one.target) for one in targets] == [
        ("teams", 2026, "Na Son", 4),
        ("teams", 2026, "Pu Nhi", 3),
        ("clubs", 2026, "Na Son", 2),
    ]
