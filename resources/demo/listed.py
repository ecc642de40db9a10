"""The columns of an office's housing list and the many hands that fill them; writes no file."""

import random
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from writings import MILLION, Texts


@dataclass(frozen=True)
class ListColumn:
    """One column: its heading (over | under), the field it tells, and how it stands on the sheet."""

    heading: str
    field: str
    width: float = 9.0
    stands: str = "center"
    mark: str = ""

    @property
    def is_money(self) -> bool:
        return self.stands == "right"


COLUMNS = (
    ListColumn("TT", "", 5, mark="A"),
    ListColumn("Họ và tên chủ hộ", "head_name", 23, "left", "B"),
    ListColumn("Năm sinh | Nam", "birth_of_man", 11),
    ListColumn("Năm sinh | Nữ", "birth_of_woman", 11),
    ListColumn("Dân tộc", "ethnicity"),
    ListColumn("Số CCCD", "identity_number", 15),
    ListColumn("Số khẩu", "members", 7),
    ListColumn("Địa chỉ | Bản", "village", 16, "left"),
    ListColumn("Địa chỉ | Xã (cũ)", "old_commune", 17, "left"),
    ListColumn("Địa chỉ | Huyện (cũ)", "old_district", 17, "left"),
    ListColumn("Khu vực", "zone", 8),
    ListColumn("Diện hộ | Hộ nghèo", "poor", 7),
    ListColumn("Diện hộ | Hộ cận nghèo", "near_poor", 7),
    ListColumn("Năm công nhận", "class_year", 8),
    ListColumn("Hiện trạng nhà ở | Nền, móng", "floor_hard", 8),
    ListColumn("Hiện trạng nhà ở | Khung, tường", "frame_hard", 8),
    ListColumn("Hiện trạng nhà ở | Mái", "roof_hard", 8),
    ListColumn("Hiện trạng nhà ở | Diện tích (m2)", "area_now", 9),
    ListColumn("Nguồn vốn thực hiện | NSTW", "central_money", 9, "right"),
    ListColumn("Nguồn vốn thực hiện | NS tỉnh", "provincial_money", 8, "right"),
    ListColumn("Nguồn vốn thực hiện | NS huyện", "district_money", 8, "right"),
    ListColumn("Nguồn vốn thực hiện | NS xã", "commune_money", 8, "right"),
    ListColumn("Nguồn vốn thực hiện | Vay NĐ 28", "loan_nd28", 8, "right"),
    ListColumn("Nguồn vốn thực hiện | Hộ đóng góp", "self_fund", 9, "right"),
    ListColumn("Nguồn vốn thực hiện | Tổng cộng", "total", 9, "right"),
    ListColumn("Quyết định phê duyệt | Số", "decision_no", 14),
    ListColumn("Quyết định phê duyệt | Ngày", "decision_date", 12),
    ListColumn("Quyết định phê duyệt | Cơ quan", "decision_by", 24, "left"),
    ListColumn("Tiến độ", "stage", 15, "left"),
    ListColumn("Đã giải ngân", "disbursed", 9, "right"),
    ListColumn("DT hoàn thành (m2)", "area_done", 9),
    ListColumn("Vướng mắc | Chưa có GCN QSDĐ", "no_certificate", 9),
    ListColumn("Vướng mắc | Chưa có bản đồ ĐC", "no_map", 9),
    ListColumn("Đã được hỗ trợ trước đây", "earlier_support", 18, "left"),
    ListColumn("Ghi chú", "note", 18, "left", "C"),
)


@dataclass
class Line:
    """One case on its way to the sheet; `written` overrules what a cell would say."""

    case: Texts
    is_known: bool
    written: dict[str, Any] = field(default_factory=dict)
    row: int = 0

    def money(self, name: str) -> int | float:
        """What the sum of the column counts for this line: the number in the cell, as Excel would."""
        written = self.written.get(name)
        return written if isinstance(written, int) else in_millions(self.case.get(name, "0"))


def in_millions(dong: str) -> int | float:
    amount = Decimal(dong or "0") / MILLION
    return int(amount) if amount == int(amount) else float(amount)


def as_listed(case: Texts, number: int) -> list[Any]:
    """The cells of a case as a careful hand fills them."""
    man = case["sex"] == "Nam"
    told: dict[str, Any] = {
        **case,
        "": number,
        "birth_of_man": case["birth"] if man else None,
        "birth_of_woman": None if man else case["birth"],
        "poor": "x" if case["poverty_class"] == "Hộ nghèo" else None,
        "near_poor": "x" if case["poverty_class"] == "Hộ cận nghèo" else None,
        "zone": case["zone"].removeprefix("Khu vực "),
        "members": int(case["members"]),
        "class_year": int(case["class_year"]),
        "no_certificate": "x" if case["no_certificate"] == "Có" else None,
        "no_map": "x" if case["no_map"] == "Có" else None,
    }
    for column in COLUMNS:
        if column.is_money:
            told[column.field] = in_millions(case.get(column.field, "0"))
        elif column.field in ("area_now", "area_done") and case.get(column.field):
            told[column.field] = float(case[column.field].replace(",", "."))
    return [told.get(column.field) for column in COLUMNS]


def hand_of(line: Line, chance: random.Random) -> dict[str, Any]:
    """What a hurried hand writes otherwise: the same values in other writings."""
    case = line.case
    written: dict[str, Any] = {}
    birth = "birth_of_man" if case["sex"] == "Nam" else "birth_of_woman"
    written[birth] = date_by_hand(case["birth"], chance)
    written["decision_date"] = date_by_hand(case["decision_date"], chance)
    if chance.random() < 0.3:
        written["area_now"] = case["area_now"]
    if chance.random() < 0.25:
        name = chance.choice(("central_money", "total", "self_fund"))
        written[name] = str(in_millions(case[name])).replace(".", ",")
    if not line.is_known and chance.random() < 0.2:
        written["village"] = case["village"].removeprefix("Bản ")
    if not line.is_known and chance.random() < 0.2:
        written["head_name"] = case["head_name"].upper()
    if chance.random() < 0.25:
        number = case["identity_number"]
        written["identity_number"] = chance.choice((int(number), f"{number[:3]} {number[3:6]} {number[6:]}"))
    if case["ethnicity"] == "Hmông" and chance.random() < 0.5:
        written["ethnicity"] = chance.choice(("Mông", "H'Mông"))
    if case["stage"] == "Hoàn thành" and chance.random() < 0.3:
        written["stage"] = chance.choice(("Đã hoàn thành", "HT"))
    return written


def date_by_hand(text: str, chance: random.Random) -> Any:
    """05/08/2025 as Excel's own date, or as text in one of the usual writings; a year alone as a number."""
    if "/" not in text:
        return int(text)
    day, month, year = text.split("/")
    return chance.choice(
        (
            datetime(int(year), int(month), int(day)),
            text,
            f"{int(day)}/{int(month)}/{year}",
            f"{int(day)}.{int(month)}.{year}",
            f"{day}-{month}-{year}",
        )
    )
