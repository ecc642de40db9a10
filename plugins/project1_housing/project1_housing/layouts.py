"""Workbooks of housing lists that offices already keep; knows no file."""

from desktop.api import Column, ExcelLayout
from project1_housing.cases import HousingCase

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
            Column(("Diện hộ | Hộ nghèo", "Đối tượng | Hộ nghèo"), "poverty_class", mark="poor"),
            Column(("Diện hộ | Hộ cận nghèo", "Đối tượng | Hộ cận nghèo"), "poverty_class", mark="near_poor"),
            Column(("Nhu cầu | Làm mới", "Nhu cầu | Xây mới", "Làm mới", "Xây mới"), "need", mark="new"),
            Column(("Nhu cầu | Sửa chữa", "Sửa chữa"), "need", mark="repair"),
            Column(("Hiện trạng nhà ở | Nền, móng", "Kết cấu bền chắc | Nền, móng"), "floor_hard"),
            Column(("Hiện trạng nhà ở | Khung, tường", "Kết cấu bền chắc | Khung, tường"), "frame_hard"),
            Column(("Hiện trạng nhà ở | Mái", "Kết cấu bền chắc | Mái"), "roof_hard"),
            Column(("Hiện trạng nhà ở | Diện tích", "Hiện trạng nhà ở | Diện tích (m2)"), "area_now"),
            Column(("Quyết định phê duyệt | Số", "Quyết định | Số"), "decision_no"),
            Column(("Quyết định phê duyệt | Ngày", "Quyết định | Ngày"), "decision_date"),
            Column(("Quyết định phê duyệt | Cơ quan", "Quyết định | Cơ quan"), "decision_by"),
            Column(("Vướng mắc | Chưa có GCN QSDĐ", "Vướng mắc | Chưa có GCN"), "no_certificate"),
            Column(("Vướng mắc | Chưa có bản đồ ĐC", "Vướng mắc | Chưa có bản đồ địa chính"), "no_map"),
        ],
        outline=("commune", "village"),
        words=("nhà ở",),
    ),
]
