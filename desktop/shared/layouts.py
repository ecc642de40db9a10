"""Workbooks of households and people that communes keep, and how they write a decision; knows no file."""

from desktop.declare.layouts import Column, ExcelLayout
from desktop.shared.households import Household, Person
from desktop.shared.support_history import EarlierSupport
from desktop.shared.support_kinds import KINDS

_ISSUED_BY = r"(?:[,;]?\s+của\s+(?:ủy|uỷ|ubnd|chủ tịch|hđnd|hội đồng|sở|ban|phòng)\b.*?)?"

DECISION_IN_ONE = (
    rf"(?P<decision_no>.+?){_ISSUED_BY}[,;]?\s+(?:ngày\s+|(?=\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}$))"
    rf"(?P<decision_date>.+?){_ISSUED_BY}"
)
"""A cell of a decision's number and day, perhaps with who took it: `125/QĐ-UBND ngày 14/5/2024 của UBND
xã`, `125/QĐ-UBND, 14/5/2024`."""

_GIVEN = {
    kind: KINDS[kind]
    for kind in (
        "house",
        "residential_land",
        "production_land",
        "career_change",
        "scattered_water",
        "central_water",
    )
}

_CLASS = "hộ (?:cận nghèo|mới thoát nghèo|thoát nghèo|nghèo)"
_LIST_OF = "danh sách (?:các |chi tiết )?"
_ALONE = r"\b(?!.*(?<!chuẩn )(?<!giảm )nghèo)"
"""No other class beside it; the poverty line and the programme are none."""
_OF_A_PLACE = r"(?: (?:của )?(?:xã|phường|thị trấn|bản|thôn|làng|ấp|tổ dân phố|huyện|tỉnh)\b[^;]*?)?"
"""A list of one class alone says it, and the year, in its title: `DANH SÁCH HỘ NGHÈO XÃ NA SON NĂM 2009`."""

LAYOUTS = [
    ExcelLayout(
        "household_list",
        "Danh sách hộ nghèo, hộ cận nghèo",
        Household,
        columns=[
            Column(("Giới tính | Nam", "Nam"), "sex", mark="male"),
            Column(("Giới tính | Nữ", "Nữ"), "sex", mark="female"),
            Column(("Năm sinh | Nam",), "birth", also={"sex": "male"}),
            Column(("Năm sinh | Nữ",), "birth", also={"sex": "female"}),
        ],
        outline=("old_commune", "village"),
        told_above={
            "poverty_class": rf"{_LIST_OF}({_CLASS}){_ALONE}",
            "class_year": rf"{_LIST_OF}{_CLASS}{_ALONE}{_OF_A_PLACE} năm (\d{{4}})",
        },
    ),
    ExcelLayout(
        "member_list",
        "Biểu nhân khẩu của xã",
        Person,
        columns=[
            Column(("Giới tính | Nam", "Nam"), "sex", mark="male"),
            Column(("Giới tính | Nữ", "Nữ"), "sex", mark="female"),
            Column(("Hộ", "STT hộ", "Số TT hộ", "TT hộ", "Mã hộ", "Mã số hộ"), "household_number"),
            Column(("Sinh | Ngày", "Ngày sinh | Ngày"), "birth", part="day"),
            Column(("Sinh | Tháng", "Ngày sinh | Tháng"), "birth", part="month"),
            Column(("Sinh | Năm", "Ngày sinh | Năm"), "birth", part="year"),
        ],
        outline=("old_commune", "village"),
    ),
    ExcelLayout(
        "earlier_support_list",
        "Danh sách hộ đã được hỗ trợ",
        EarlierSupport,
        columns=[
            *(
                Column((f"Nội dung hỗ trợ | {title}", title), "kind", mark=kind)
                for kind, title in _GIVEN.items()
            ),
            Column(("Đã chuyển nhượng, cho tặng", "Chuyển nhượng, cho tặng"), "given_away", mark=True),
        ],
        outline=("old_commune", "village", "kind"),
        words=("đã được hỗ trợ",),
    ),
]
