"""Start-up models: training, research contracts, packaging and brand with their caps; knows no store."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from desktop.api import (
    Choice,
    Computed,
    Date,
    Details,
    Finding,
    Integer,
    LongText,
    Money,
    NormBook,
    Record,
    Text,
    _,
    rule,
    show_number,
)
from desktop.shared import commune_field, old_commune_field, old_district_field, village_field
from desktop.shared.programme_texts import TT_55_2023_BTC
from project3_value_chain import norms as codes

_MODEL, _SPENT = "Mô hình", "Nội dung hỗ trợ"
KINDS = {
    "training": "Đào tạo công nghệ tại chỗ",
    "research": "Hợp đồng nghiên cứu",
    "brand": "Bao bì, nhãn hiệu, quảng bá",
}


class StartUpItem(Record):
    """One course, contract or brand of a model."""

    title = "Nội dung"
    kind = Choice(
        "Nội dung",
        KINDS,
        spellings={
            "training": ("Đào tạo", "Đào tạo công nghệ", "Đào tạo tại chỗ"),
            "research": ("Nghiên cứu", "Hợp đồng nghiên cứu khoa học", "Hợp đồng NC"),
            "brand": ("Bao bì", "Nhãn hiệu", "Quảng bá", "Bao bì, nhãn hiệu", "Bao bì, nhãn mác"),
        },
        required=True,
        headings=("Nội dung hỗ trợ", "Nội dung được hỗ trợ", "Hạng mục hỗ trợ", "Hạng mục", "Khoản hỗ trợ"),
    )
    name = Text("Tên", headings=("Diễn giải", "Tên khóa học, hợp đồng", "Chi tiết"))
    held_on = Date("Ngày", required=True, headings=("Ngày thực hiện", "Thời gian", "Thời gian thực hiện"))
    cost = Money(
        "Chi phí", required=True, headings=("Tổng chi phí", "Chi phí thực hiện", "Kinh phí", "Tổng kinh phí")
    )
    support = Money(
        "NSNN hỗ trợ",
        required=True,
        headings=(
            *("Nhà nước hỗ trợ", "Số tiền hỗ trợ", "Mức hỗ trợ", "Kinh phí hỗ trợ", "NSNN"),
            *("Ngân sách nhà nước hỗ trợ", "Ngân sách hỗ trợ"),
        ),
    )


def _support(model: Any) -> int | None:
    return sum(item.support or 0 for item in model.items) if model.items else None


class StartUp(Record):
    """A start-up model of minority people with what the State paid of it."""

    title = "Mô hình khởi nghiệp"
    plural = "Khởi nghiệp"
    icon = "target"
    key = ("commune", "name")
    shown_by = ("name",)
    listed = ("name", "owner", "commune", "product", "started_on", "state_money")
    norms = NormBook(codes.NORMS)

    name = Text(
        "Tên mô hình",
        required=True,
        section=_MODEL,
        headings=("Mô hình khởi nghiệp", "Tên dự án khởi nghiệp", "Dự án khởi nghiệp", "Ý tưởng khởi nghiệp"),
    )
    owner = Text(
        "Chủ mô hình",
        person=True,
        sensitive=True,
        section=_MODEL,
        headings=("Họ tên chủ mô hình", "Người khởi nghiệp", "Chủ dự án", "Chủ nhiệm mô hình"),
    )
    product = Text("Sản phẩm", section=_MODEL, headings=("Sản phẩm, dịch vụ", "Ngành nghề", "Lĩnh vực"))
    commune = commune_field(required=True, section=_MODEL)
    village = village_field(section=_MODEL)
    old_commune = old_commune_field(section=_MODEL)
    old_district = old_district_field(section=_MODEL)
    started_on = Date("Ngày bắt đầu", indexed=True, section=_MODEL)
    jobs = Integer(
        "Việc làm tạo thêm",
        minimum=0,
        unit="người",
        section=_MODEL,
        headings=("Số việc làm", "Số việc làm tạo ra", "Số lao động tạo việc làm"),
    )
    items = Details("Nội dung được hỗ trợ", of=StartUpItem, section=_SPENT)
    state_money = Computed(Money("NSNN hỗ trợ", section=_SPENT), of=_support)
    note = LongText("Ghi chú", longest=4000, section=_SPENT)

    @classmethod
    def example(cls) -> StartUp:
        """A sound model; the commune stays empty."""
        return cls(name="Miến dong Ví Dụ", product="Miến dong", started_on=date(2024, 3, 1), jobs=5)

    @rule(
        "{kind} ngày {day}: NSNN hỗ trợ {support} đ, quá {limit} của chi phí {cost} đ.",
        id="P3-20",
        field="items",
        basis=TT_55_2023_BTC.number,
        about="Hỗ trợ khởi nghiệp trong tỷ lệ tối đa",
    )
    def start_up_support_is_within_its_share(self, norms: NormBook) -> bool | Finding:
        for item in self.items or ():
            norm = norms.at(codes.start_up(item.kind, "share"), item.held_on)
            if norm is None or item.support is None or item.cost is None:
                continue
            if 100 * item.support > norm.value * item.cost:
                says = {**_told(item), "limit": norm.show()}
                return Finding(basis=norm.basis, grade=norm.grade, says=says)
        return True

    @rule(
        "{kind} ngày {day}: NSNN hỗ trợ {support} đ, vượt mức tối đa {limit}.",
        id="P3-20",
        field="items",
        basis=TT_55_2023_BTC.number,
        about="Hỗ trợ khởi nghiệp trong mức tối đa",
    )
    def start_up_support_is_within_its_amount(self, norms: NormBook) -> bool | Finding:
        paid: Counter[str] = Counter()
        for item in self.items or ():
            norm = norms.at(codes.start_up(item.kind, "amount"), item.held_on)
            paid[item.kind] += item.support or 0
            # The cap of a brand is for the whole model, that of a course or contract for each.
            amount = paid[item.kind] if item.kind == "brand" else item.support or 0
            if norm is not None and amount > norm.value:
                says = {**_told(item), "support": show_number(amount), "limit": norm.show()}
                return Finding(basis=norm.basis, grade=norm.grade, says=says)
        return True

    @rule(
        "{kind}: {count} lần, quá {limit} của một mô hình.",
        id="P3-20",
        field="items",
        basis=TT_55_2023_BTC.number,
        about="Số khóa, hợp đồng trong mức tối đa",
    )
    def start_up_items_are_not_too_many(self, norms: NormBook) -> bool | Finding:
        counts: Counter[str] = Counter()
        for item in self.items or ():
            counts[item.kind] += 1
            norm = norms.at(codes.start_up(item.kind, "count"), item.held_on)
            if norm is not None and counts[item.kind] > norm.value:
                says = {"kind": _(KINDS[item.kind]), "count": counts[item.kind], "limit": norm.show()}
                return Finding(basis=norm.basis, grade=norm.grade, says=says)
        return True


def _told(item: StartUpItem) -> dict[str, str]:
    return {
        "kind": _(KINDS.get(item.kind, item.kind)),
        "day": StartUpItem.held_on.format(item.held_on),
        "support": show_number(item.support),
        "cost": show_number(item.cost),
    }
