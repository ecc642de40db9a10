"""Projects of precious medicinal herbs: place, area, height, share of minority people; knows no store."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec

from desktop.api import (
    Choice,
    Date,
    Decimal,
    Details,
    Finding,
    Integer,
    LongText,
    Money,
    NormBook,
    Percent,
    Record,
    Text,
    YesNo,
    last_day,
    rule,
    show_number,
)
from desktop.shared import commune_field, old_commune_field, old_district_field
from project3_value_chain import norms as codes
from project3_value_chain.texts import TT_10_2022_BYT, TT_12_2023_BYT

_PROJECT, _AREA, _MONEY = "Dự án", "Vùng trồng", "Kinh phí"
KINDS = {"zone": "Vùng trồng dược liệu quý", "nursery": "Trung tâm nhân giống công nghệ cao"}


ITEMS = {
    "base": "Hạ tầng vùng nguyên liệu",
    "growing": "Trồng theo công nghệ cao",
    "road": "Đường (cấp V miền núi)",
    "power": "Điện",
    "water": "Nước",
    "works": "Công trình chế biến, kho bảo quản",
    "training": "Đào tạo lao động tại chỗ",
    "brand": "Quảng bá, xây dựng thương hiệu",
    "research": "Nghiên cứu, đăng ký bản quyền",
    "other": "Nội dung khác",
}
"""What may be supported; no text that was seen says how much for each."""


class HerbItem(Record):
    """One thing the State pays for in a project."""

    title = "Nội dung hỗ trợ"
    kind = Choice("Nội dung", ITEMS, required=True)
    name = Text("Diễn giải")
    amount = Money("NSNN hỗ trợ")


class HerbProject(Record):
    """A growing zone or a nursery; few in a province, run by the province."""

    title = "Dự án dược liệu quý"
    plural = "Dược liệu quý"
    icon = "plant"
    key = ("name", "commune", "decision_no")
    shown_by = ("name",)
    listed = ("name", "kind", "commune", "area", "minority_share", "state_money", "decision_date")
    norms = NormBook(codes.NORMS)

    name = Text("Tên dự án", longest=400, required=True, section=_PROJECT)
    kind = Choice(
        "Loại",
        KINDS,
        spellings={
            "zone": ("Vùng trồng", "Vùng trồng dược liệu", "Vùng dược liệu", "Vùng nguyên liệu"),
            "nursery": ("Trung tâm nhân giống", "Nhân giống", "Trung tâm giống", "Vườn ươm công nghệ cao"),
        },
        required=True,
        indexed=True,
        section=_PROJECT,
    )
    herb = Text("Cây dược liệu", section=_PROJECT)
    is_ginseng = YesNo("Sâm Việt Nam", section=_PROJECT)
    lead_name = Text("Đơn vị chủ trì", section=_PROJECT)
    decision_no = Text("Số quyết định phê duyệt", longest=60, section=_PROJECT, headings=("Số quyết định",))
    decision_date = Date("Ngày phê duyệt", indexed=True, section=_PROJECT)
    commune = commune_field(required=True, section=_AREA)
    old_commune = old_commune_field(section=_AREA)
    old_district = old_district_field(section=_AREA)
    area = Decimal("Tổng diện tích", unit="ha", minimum=0, section=_AREA)
    is_contiguous = YesNo("Vùng trồng liền thửa", section=_AREA)
    height = Integer("Độ cao", minimum=0, maximum=3200, unit="m", section=_AREA)
    minority_share = Percent("Tỷ lệ người DTTS", minimum=0, maximum=100, section=_AREA)
    households = Integer("Số hộ tham gia", minimum=0, unit="hộ", section=_AREA)
    total = Money("Tổng kinh phí", section=_MONEY)
    state_money = Money("NSNN hỗ trợ", section=_MONEY)
    items = Details("Nội dung được hỗ trợ", of=HerbItem, section=_MONEY)
    credit = Money(
        "Vốn vay",
        section=_MONEY,
        headings=("Vay NHCSXH", "Vay vốn NHCSXH", "Vốn vay NHCSXH", "Vốn tín dụng"),
        hint="Vay ưu đãi theo NĐ 28/2022/NĐ-CP.",
    )
    disbursed = Money("Đã giải ngân", section=_MONEY)
    note = LongText("Ghi chú", longest=4000, section=_MONEY)

    @classmethod
    def example(cls) -> HerbProject:
        """A sound growing zone; the commune stays empty."""
        return cls(
            name="Vùng trồng dược liệu Ví Dụ",
            kind="zone",
            area=Dec(230),
            height=1200,
            minority_share=Dec(90),
            decision_no="02/QĐ-UBND",
            decision_date=date(2024, 3, 1),
            state_money=10_000_000_000,
        )

    @rule(
        "Cộng các nội dung được {added} đ, khác NSNN hỗ trợ {state_money} đ; hãy xem lại.",
        id="G01",
        field="state_money",
        warns=True,
        about="NSNN hỗ trợ bằng cộng các nội dung",
    )
    def items_add_up_to_the_state_money(self) -> bool | Finding:
        told = [item.amount for item in self.items or () if item.amount is not None]
        if not told or self.state_money is None or sum(told) == self.state_money:
            return True
        return Finding(says={"added": show_number(sum(told))})

    @rule(
        "Tổng diện tích {area} ha, dưới mức tối thiểu {limit}.",
        id="P3-18",
        field="area",
        basis=f"{TT_10_2022_BYT.number}; {TT_12_2023_BYT.number}",
        about="Dự án dược liệu đủ diện tích",
    )
    def herbs_have_enough_land(self, norms: NormBook) -> bool | Finding:
        code = codes.HERB_ZONE if self.kind == "zone" else codes.HERB_NURSERY
        norm = norms.at(code, self.decision_date)
        if norm is None or self.area is None or self.area >= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Độ cao {height} m, dưới mức tối thiểu {limit} để trồng sâm Việt Nam.",
        id="P3-18",
        field="height",
        basis=TT_10_2022_BYT.number,
        about="Sâm Việt Nam trồng đủ độ cao",
    )
    def ginseng_grows_high_enough(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(codes.GINSENG_HEIGHT, self.decision_date)
        if not self.is_ginseng or norm is None or self.height is None or self.height >= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Người DTTS {minority_share}, dưới mức tối thiểu {limit}.",
        id="P3-18",
        field="minority_share",
        basis=TT_10_2022_BYT.number,
        about="Nơi trồng dược liệu đủ tỷ lệ người DTTS",
    )
    def minority_people_live_there(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(codes.HERB_MINORITY, self.decision_date)
        if norm is None or self.minority_share is None or self.minority_share >= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Phê duyệt ngày {decision_date}: trước 06/6/2023 vùng trồng phải liền thửa.",
        id="P3-18",
        field="is_contiguous",
        warns=True,
        basis=f"{TT_10_2022_BYT.number}; {TT_12_2023_BYT.number}",
        about="Vùng trồng liền thửa trước 06/6/2023",
    )
    def early_zones_are_contiguous(self) -> bool:
        if self.is_contiguous is not False or self.kind != "zone" or self.decision_date is None:
            return True
        return last_day(self.decision_date) >= TT_12_2023_BYT.since
