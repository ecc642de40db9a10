"""Workbooks of Project 8 that the Women's Union already keeps; knows no file."""

from desktop.api import Column, ExcelLayout
from desktop.shared.layouts import DECISION_IN_ONE
from project8_gender.activities import Activity
from project8_gender.births import BirthExpense
from project8_gender.contents import QUANTITIES
from project8_gender.models import Model
from project8_gender.targets import Target

_ITEMS = {
    "visit": ("Khám thai", "Đi lại khám thai", "Hỗ trợ khám thai", "Hỗ trợ đi khám thai"),
    "travel": ("Đi lại khi sinh", "Đi lại", "Đi lại sinh con", "Hỗ trợ đi lại"),
    "kit": ("Bộ dụng cụ", "Bộ dụng cụ, vật tư sinh đẻ", "Gói dụng cụ", "Dụng cụ đỡ đẻ"),
    "meal": ("Tiền ăn", "Tiền ăn của mẹ và người chăm sóc", "Hỗ trợ tiền ăn"),
    "food": ("Dinh dưỡng", "Bổ sung dinh dưỡng", "Bổ sung dinh dưỡng 6 tháng đầu", "Hỗ trợ dinh dưỡng"),
}
_PLACES = (
    Column(
        (
            "Nơi sinh | CSYT",
            "Nơi sinh | Cơ sở y tế",
            "Nơi sinh | Tại CSYT",
            "Nơi sinh | Trạm y tế",
            "Nơi sinh | Trạm y tế, bệnh viện",
        ),
        "birth_place",
        mark="facility",
    ),
    Column(("Nơi sinh | Tại nhà", "Nơi sinh | Ở nhà", "Nơi sinh | Nhà"), "birth_place", mark="home"),
)

LAYOUTS = [
    ExcelLayout(
        "gender_models",
        "Thống kê mô hình Dự án 8",
        Model,
        columns=[
            Column(
                ("Địa bàn | Thôn, bản, trường", "Bản", "Thôn", "Địa điểm", "Địa chỉ", "Nơi hoạt động"),
                "place",
            ),
            Column(("Địa bàn | Xã (cũ)",), "old_commune"),
            Column(("Địa bàn | Xã (mới)", "Địa bàn | Xã"), "commune"),
            Column(
                ("Quyết định thành lập", "QĐ thành lập", "Số QĐ, ngày thành lập", "Số, ngày quyết định"),
                "decision_no",
                pieces=DECISION_IN_ONE,
            ),
            Column(("Quyết định thành lập | Số", "QĐ thành lập | Số", "Quyết định | Số"), "decision_no"),
            Column(
                ("Quyết định thành lập | Ngày", "QĐ thành lập | Ngày", "Quyết định | Ngày"), "decision_date"
            ),
            Column(("Loại | Thành lập mới", "Thành lập mới"), "origin", mark="new"),
            Column(("Loại | Củng cố", "Loại | Củng cố, nâng cấp", "Củng cố"), "origin", mark="strengthened"),
            Column(("Thành viên | Tổng số",), "members"),
            Column(("Thành viên | Nữ",), "women"),
            Column(("Thành viên | DTTS",), "minority"),
        ],
        outline=("kind",),
        words=("mô hình",),
    ),
    ExcelLayout(
        "gender_activities",
        "Các hoạt động Dự án 8 đã thực hiện",
        Activity,
        columns=[
            Column(("Số người tham dự | Tổng",), "participants"),
            Column(("Số người tham dự | Nữ",), "women"),
            Column(("Số người tham dự | Trẻ em",), "children"),
            Column(("Số người tham dự | DTTS",), "minority"),
        ],
        words=("hoạt động",),
    ),
    ExcelLayout(
        "gender_births",
        "Bảng kê chi gói hỗ trợ sinh đẻ an toàn",
        BirthExpense,
        columns=_PLACES,
        words=("sinh đẻ an toàn",),
    ),
    ExcelLayout(
        "gender_births_by_mother",
        "Gói hỗ trợ sinh đẻ an toàn, mỗi bà mẹ một dòng",
        BirthExpense,
        columns=[
            *_PLACES,
            *(
                Column(tuple(f"{each} | {last}" for each in headings) + own, field, apart={"item": item})
                for item, headings in _ITEMS.items()
                for field, last, own in (
                    ("amount", "Số tiền", headings),
                    ("amount", "Thành tiền", ()),
                    ("quantity", "Số lần", ()),
                    ("quantity", "Số ngày", ()),
                    ("persons", "Số người", ()),
                    ("unit_price", "Mức chi", ()),
                )
            ),
        ],
        words=("sinh đẻ an toàn",),
    ),
    ExcelLayout(
        "gender_targets_by_place",
        "Giao chỉ tiêu Dự án 8, mỗi xã một dòng",
        Target,
        columns=[
            Column((*(f"{title} | {last}" for last in lasts), *own), field, apart={"quantity": name})
            for name, title in QUANTITIES.items()
            for field, lasts, own in (
                ("target", ("Kế hoạch", "KH", "Chỉ tiêu", "Giao"), (title,)),
                ("reported", ("Thực hiện", "TH", "Kết quả", "Đạt"), ()),
            )
        ],
        words=("chỉ tiêu",),
        told_above={"year": r"\bnăm (20\d\d)"},
    ),
]
