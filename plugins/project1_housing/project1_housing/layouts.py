"""Workbooks of lists that offices already keep, one layout for each content; knows no file."""

from desktop.api import Column, ExcelLayout
from desktop.shared.layouts import DECISION_IN_ONE
from project1_housing.careers import CareerChange
from project1_housing.cases import HousingCase
from project1_housing.farmland import ProductionLand
from project1_housing.land import ResidentialLand
from project1_housing.water import ScatteredWater

_BORN = r"(?P<sex>nam|nữ)\W+(?P<birth>.+)"

_DECIDED_IN_ONE = Column(
    ("Quyết định", "Số, ngày quyết định", "Số QĐ, ngày QĐ", "Quyết định số, ngày"),
    "decision_no",
    pieces=DECISION_IN_ONE,
)
_DECISION = [
    _DECIDED_IN_ONE,
    Column(("Quyết định phê duyệt | Số", "Quyết định | Số", "QĐ số", "Số QĐ"), "decision_no"),
    Column(("Quyết định phê duyệt | Ngày", "Quyết định | Ngày", "ngày", "Ngày QĐ"), "decision_date"),
]
_PERSON = [
    Column(("Giới tính, năm sinh", "Giới tính, ngày sinh"), "sex", pieces=_BORN),
    Column(("Diện", "Đối tượng", "Diện hộ"), "poverty_class"),
]
_POOR = Column(("Hộ nghèo", "Diện hộ | Hộ nghèo", "HN", "Nghèo"), "poverty_class", mark="poor")

LAYOUTS = [
    ExcelLayout(
        "housing_list",
        "Danh sách hộ được hỗ trợ nhà ở (Dự án 1)",
        HousingCase,
        columns=[
            Column(("Năm sinh | Nam", "Ngày sinh | Nam", "Nam sinh năm"), "birth", also={"sex": "male"}),
            Column(("Năm sinh | Nữ", "Ngày sinh | Nữ", "Nữ sinh năm"), "birth", also={"sex": "female"}),
            Column(("Giới tính | Nam",), "sex", mark="male"),
            Column(("Giới tính | Nữ",), "sex", mark="female"),
            Column(("Địa chỉ | Bản", "Địa chỉ | Thôn, bản", "Địa chỉ | Thôn"), "village"),
            Column(("Địa chỉ | Xã", "Địa chỉ | Xã, phường"), "commune"),
            Column(("Địa chỉ | Huyện (trước 01/7/2025)", "Địa chỉ | Huyện"), "old_district"),
            *_PERSON,
            Column(("Diện hộ | Hộ nghèo", "Đối tượng | Hộ nghèo", "Hộ nghèo"), "poverty_class", mark="poor"),
            Column(
                ("Diện hộ | Hộ cận nghèo", "Đối tượng | Hộ cận nghèo", "Hộ cận nghèo"),
                "poverty_class",
                mark="near_poor",
            ),
            Column(("Nhu cầu | Làm mới", "Nhu cầu | Xây mới", "Làm mới", "Xây mới"), "need", mark="new"),
            Column(("Nhu cầu | Sửa chữa", "Sửa chữa"), "need", mark="repair"),
            Column(("Hiện trạng nhà ở | Nền, móng", "Kết cấu bền chắc | Nền, móng", "Nền"), "floor_hard"),
            Column(
                (
                    *("Hiện trạng nhà ở | Khung, tường", "Kết cấu bền chắc | Khung, tường"),
                    *("Khung", "Tường", "Khung, vách"),
                ),
                "frame_hard",
            ),
            Column(("Hiện trạng nhà ở | Mái", "Kết cấu bền chắc | Mái"), "roof_hard"),
            Column(
                (
                    *("Hiện trạng nhà ở | Diện tích", "Hiện trạng nhà ở | Diện tích (m2)"),
                    *("DT nhà", "DT nhà hiện tại", "Diện tích nhà", "Diện tích nhà cũ"),
                ),
                "area_now",
            ),
            Column(("Tiền khác", "Vốn khác", "Kinh phí khác"), "social_money"),
            Column(("Vốn xã", "NS cấp xã", "Nguồn vốn | Xã", "Kinh phí | Xã"), "commune_money"),
            *_DECISION,
            Column(("Quyết định phê duyệt | Cơ quan", "Quyết định | Cơ quan"), "decision_by"),
            Column(("Vướng mắc | Chưa có GCN QSDĐ", "Vướng mắc | Chưa có GCN"), "no_certificate"),
            Column(("Vướng mắc | Chưa có bản đồ ĐC", "Vướng mắc | Chưa có bản đồ địa chính"), "no_map"),
        ],
        outline=("commune", "village", "poverty_class", "need"),
        words=("nhà ở", "nhà tạm", "nhà dột nát", "làm nhà", "xây nhà", "sửa chữa nhà"),
    ),
    ExcelLayout(
        "residential_land_list",
        "Danh sách hộ được hỗ trợ đất ở (Dự án 1)",
        ResidentialLand,
        columns=[
            *_DECISION,
            *_PERSON,
            _POOR,
            Column(("Kinh phí | Cộng", "Kinh phí | Tổng"), "total"),
        ],
        outline=("commune", "village", "poverty_class"),
        words=("đất ở",),
        told_above={"area_limit": r"hạn mức[^.]*?không quá\s+([\d.,]+)\s*m2"},
    ),
    ExcelLayout(
        "production_land_list",
        "Danh sách hộ được hỗ trợ đất sản xuất (Dự án 1)",
        ProductionLand,
        columns=[
            *_DECISION,
            *_PERSON,
            _POOR,
            Column(("Đất sản xuất | Tỷ lệ thiếu", "Đất sản xuất | Tỷ lệ thiếu (%)"), "short_share"),
            Column(("Kinh phí | Tổng", "Kinh phí | Cộng"), "total"),
        ],
        outline=("commune", "village", "poverty_class"),
        words=("đất sản xuất", "đất sx"),
        told_above={"quota": r"định mức đất sản xuất:?\s+([\d.,]+)\s*m2"},
    ),
    ExcelLayout(
        "career_change_list",
        "Danh sách hộ được hỗ trợ chuyển đổi nghề (Dự án 1)",
        CareerChange,
        columns=[
            _DECIDED_IN_ONE,
            *_PERSON,
            Column(
                ("Ngày chi trả", "Ngày nhận", "Ngày cấp", "Ngày nhận tiền", "Ngày trả tiền"), "disbursed_on"
            ),
        ],
        outline=("commune", "village", "poverty_class"),
        words=("chuyển đổi nghề",),
    ),
    ExcelLayout(
        "scattered_water_list",
        "Danh sách hộ được hỗ trợ nước sinh hoạt phân tán (Dự án 1)",
        ScatteredWater,
        columns=[
            *_DECISION,
            *_PERSON,
            Column(("Ngày nhận", "Ngày cấp", "Ngày chi trả"), "disbursed_on"),
        ],
        outline=("commune", "village", "poverty_class"),
        words=("nước sinh hoạt phân tán", "nước phân tán", "téc nước", "bồn nước", "dụng cụ chứa nước"),
    ),
]
