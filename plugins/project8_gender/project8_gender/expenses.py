"""What an activity was spent on, line by line: communication, counselling, material; knows no workbook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec

from desktop.api import (
    Choice,
    Finding,
    Integer,
    Norm,
    NormBook,
    Record,
    Reference,
    Text,
    YesNo,
    rule,
    show_number,
)
from desktop.shared import commune_field, old_commune_field, old_district_field
from project8_gender import norms as codes
from project8_gender.activities import Activity
from project8_gender.contents import content_field
from project8_gender.spending import SpentByNorm

_WHAT = "Nội dung chi"

ITEMS = {
    "edit_short": "Biên tập tin, bài dưới 350 từ",
    "edit_medium": "Biên tập tin, bài 350 đến dưới 600 từ",
    "edit_long": "Biên tập tin, bài từ 600 từ",
    "announcer": "Phát thanh viên",
    "counsel": "Tư vấn tại cộng đồng",
    "monitor": "Người tổ chức, giám sát chiến dịch",
    "participant": "Người tham gia chiến dịch",
    "material_write": "Viết tài liệu",
    "material_edit": "Biên tập tài liệu",
    "material_review": "Thẩm định tài liệu",
    "fuel": "Nhiên liệu xe truyền thông",
    "equipment": "Trang thiết bị mô hình",
    "other": "Khoản chi khác",
}
NORM_OF = {
    "edit_short": "P8.COMM.EDIT.SHORT",
    "edit_medium": "P8.COMM.EDIT.MEDIUM",
    "edit_long": "P8.COMM.EDIT.LONG",
    "announcer": "P8.COMM.ANNOUNCER",
    "counsel": codes.COUNSEL,
    "monitor": "P8.COMM.MONITOR",
    "participant": "P8.COMM.PARTICIPANT",
    "material_write": "P8.COMM.MATERIAL.WRITE",
    "material_edit": "P8.COMM.MATERIAL.EDIT",
    "material_review": "P8.COMM.MATERIAL.REVIEW",
}
"""Items whose norm is money for one unit; fuel has a norm in litres, the rest none was found for."""


class ExpenseSubject(Record):
    """What the money was for, before any figure."""

    activity = Reference("Của hoạt động", to=Activity, section=_WHAT)
    content = content_field(indexed=True, section=_WHAT)
    commune = commune_field(required=True, section=_WHAT)
    item = Choice("Mục chi", ITEMS, required=True, indexed=True, section=_WHAT, headings=("Nội dung chi",))
    description = Text("Diễn giải", section=_WHAT, headings=("Nội dung cụ thể",))
    minority_language = YesNo("Bằng tiếng dân tộc", section=_WHAT, hint="Chỉ với tài liệu.")
    distance = Integer(
        "Quãng đường",
        minimum=0,
        unit="km",
        section=_WHAT,
        hint="Chỉ với nhiên liệu: số lít được đối chiếu với quãng đường.",
    )
    counsellor = Text(
        "Người tư vấn",
        person=True,
        sensitive=True,
        section=_WHAT,
        hint="Để tính mức tối đa một người một tháng.",
    )
    old_commune = old_commune_field(section=_WHAT)
    old_district = old_district_field(section=_WHAT)


class Expense(SpentByNorm, ExpenseSubject):
    """One line of expense of an activity."""

    title = "Khoản chi hoạt động"
    plural = "Khoản chi hoạt động"
    help = "Không khoản chi nào bị chặn vì định mức; vượt thì ghi lý do, và có tên trong bảng đối chiếu."
    icon = "money"
    key = ("commune", "item", "description", "paid_on", "unit_price", "counsellor")
    shown_by = ("item", "paid_on")
    listed = ("item", "commune", "paid_on", "amount", "state", "unit_price", "limit", "content")

    @classmethod
    def example(cls) -> Expense:
        """A sound line; the commune stays empty, as in every example."""
        return cls(
            content="ND1",
            item="announcer",
            paid_on=date(2025, 3, 14),
            quantity=Dec(4),
            unit_price=60_000,
            amount=240_000,
        )

    @property
    def is_material(self) -> bool:
        """Whether the norm is for a page of material, which a minority language raises."""
        return bool(self.item) and self.item.startswith("material_")

    def norm_in(self, norms: NormBook) -> Norm | None:
        code = NORM_OF.get(self.item)
        return norms.at(code, self.paid_on) if code else None

    def limit_of(self, norm: Norm | None, norms: NormBook) -> Dec | None:
        if norm is None or not (self.minority_language and self.is_material):
            return super().limit_of(norm, norms)
        factor = norms.at(codes.MINORITY_LANGUAGE, self.paid_on)
        return norm.value * factor.value if factor else norm.value

    @rule(
        "Tư vấn trả {unit_price} đ một người, định mức là đúng {allowed}; sửa mức chi.",
        id="P8-08",
        field="unit_price",
        about="Tư vấn trả theo số người được tư vấn",
    )
    def counselling_is_paid_by_person(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(codes.COUNSEL, self.paid_on) if self.item == "counsel" else None
        if norm is None or self.unit_price == norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"allowed": norm.show()})

    @rule(
        "Tài liệu bằng tiếng dân tộc trả {unit_price} đ một trang, đúng ra bằng {factor} lần mức tiếng Việt: "
        "{allowed} đ; hãy xem lại.",
        id="P8-09",
        field="unit_price",
        warns=True,
        about="Tài liệu tiếng dân tộc bằng 1,3 lần mức tiếng Việt",
    )
    def minority_language_is_paid_by_its_factor(self, norms: NormBook) -> bool | Finding:
        if not (self.minority_language and self.is_material):
            return True
        norm, factor = self.norm_in(norms), norms.at(codes.MINORITY_LANGUAGE, self.paid_on)
        if norm is None or factor is None or self.unit_price == norm.value * factor.value:
            return True
        says = {"factor": show_number(factor.value), "allowed": show_number(norm.value * factor.value)}
        return Finding(basis=factor.basis, says=says)

    @rule(
        "{quantity} lít cho {distance} km, nhiều hơn {allowed} lít ({limit}); ghi lý do, hoặc sửa số lít.",
        id="P8-02",
        field="quantity",
        warns=True,
        about="Nhiên liệu trong mức của quãng đường, hoặc có lý do",
    )
    def fuel_is_within_norm_or_explained(self, norms: NormBook) -> bool | Finding:
        if self.item != "fuel" or self.distance is None or self.reason:
            return True
        norm = norms.at(codes.FUEL, self.paid_on)
        if norm is None or self.quantity <= norm.value * self.distance:
            return True
        says = {"allowed": show_number(norm.value * self.distance), "limit": norm.show()}
        return Finding(basis=norm.basis, says=says)
