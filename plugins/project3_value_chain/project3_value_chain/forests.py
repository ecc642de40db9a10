"""Forest contracts of a household or a village, and the rice given with them; knows no other contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec

from desktop.api import (
    Choice,
    Computed,
    Condition,
    Date,
    Decimal,
    Finding,
    Integer,
    LongText,
    Money,
    Reference,
    Support,
    Text,
    YesNo,
    last_day,
    rule,
)
from desktop.shared import (
    Household,
    Numbered,
    birth_field,
    commune_field,
    ethnicity_field,
    identity_field,
    old_commune_field,
    old_district_field,
    poverty_field,
    sex_field,
    village_field,
)
from desktop.shared.programme_texts import TT_55_2023_BTC
from desktop.shared.support_kinds import KINDS as SUPPORTED

_WHO, _FOREST, _RICE = "Bên nhận", "Rừng", "Trợ cấp gạo"
KINDS = {
    "protect": "Khoán bảo vệ rừng",
    "natural": "Bảo vệ rừng tự nhiên, rừng phòng hộ được giao",
    "regenerate": "Khoanh nuôi tái sinh có trồng bổ sung",
    "production": "Trồng rừng sản xuất",
    "protective": "Trồng rừng phòng hộ",
}
PLANTING = ("regenerate", "production", "protective")


class ForestContract(Numbered):
    """A year or more of protection or planting, paid by the hectare; rice while food is short."""

    title = "Khoán rừng, trợ cấp gạo"
    plural = "Khoán rừng, trợ cấp gạo"
    icon = "plant"
    key = ("commune", "village", "head_name", "contract_no")
    shown_by = ("head_name", "village")
    listed = ("head_name", "village", "commune", "kind", "area", "amount", "rice_kg", "from_on", "to_on")
    supports = (
        Support(
            "forest",
            SUPPORTED["forest"],
            "household",
            amounts={"NSTW": "amount"},
            on="from_on",
            decision="contract_no",
            line="DA3.1",
            basis=TT_55_2023_BTC.number,
            where=(Condition("area", "filled"),),
            paid="disbursed",
            told=("area", "kind"),
        ),
        Support(
            "rice",
            SUPPORTED["rice"],
            "household",
            on="rice_from",
            decision="contract_no",
            line="DA3.1",
            basis=TT_55_2023_BTC.number,
            where=(Condition("rice_kg", "filled"),),
            told=("rice_kg",),
        ),
    )

    head_name = Text(
        "Hộ, cộng đồng nhận khoán",
        required=True,
        sensitive=True,
        section=_WHO,
        headings=("Chủ hộ", "Họ và tên", "Bên nhận khoán", "Cộng đồng"),
    )
    is_community = YesNo("Là cộng đồng", section=_WHO)
    birth = birth_field(section=_WHO)
    sex = sex_field(section=_WHO)
    ethnicity = ethnicity_field(section=_WHO)
    identity_number = identity_field(section=_WHO)
    household = Reference(
        "Hộ gia đình", to=Household, found_by={"identity_number": "identity_number"}, section=_WHO
    )
    poverty_class = poverty_field(indexed=True, section=_WHO)
    commune = commune_field(required=True, section=_WHO)
    village = village_field(section=_WHO)
    old_commune = old_commune_field(section=_WHO)
    old_district = old_district_field(section=_WHO)

    kind = Choice(
        "Nội dung",
        KINDS,
        spellings={
            "protect": ("Khoán bảo vệ", "Bảo vệ rừng", "Khoán BVR", "BVR", "Giao khoán bảo vệ rừng"),
            "natural": ("Bảo vệ rừng tự nhiên", "Bảo vệ rừng phòng hộ", "Bảo vệ rừng được giao"),
            "regenerate": ("Khoanh nuôi", "Khoanh nuôi tái sinh", "Khoanh nuôi, trồng bổ sung"),
            "production": ("Trồng rừng SX", "Trồng RSX"),
            "protective": ("Trồng rừng PH", "Trồng RPH"),
        },
        required=True,
        indexed=True,
        section=_FOREST,
        headings=("Nội dung khoán", "Loại hình", "Hình thức"),
    )
    contract_no = Text(
        "Số hợp đồng", longest=60, section=_FOREST, headings=("Số HĐ", "HĐ số", "Hợp đồng khoán số")
    )
    from_on = Date("Từ ngày", section=_FOREST)
    to_on = Date("Đến ngày", section=_FOREST)
    area = Decimal(
        "Diện tích", unit="ha", minimum=0, section=_FOREST, headings=("Diện tích khoán", "Diện tích rừng")
    )
    rate = Money(
        "Mức khoán một ha một năm",
        section=_FOREST,
        headings=("Mức khoán", "Đơn giá", "Đơn giá khoán", "Định mức"),
        hint="Theo quyết định của tỉnh; để trống nếu chưa biết.",
    )
    amount = Money("Số tiền", section=_FOREST, headings=("Thành tiền", "Tiền khoán"))
    disbursed = Money("Đã giải ngân", section=_FOREST)

    rice_persons = Integer("Số khẩu được trợ cấp", minimum=0, maximum=40, unit="khẩu", section=_RICE)
    rice_months = Integer("Số tháng trợ cấp", minimum=0, maximum=84, unit="tháng", section=_RICE)
    rice_kg = Decimal("Gạo trợ cấp", unit="kg", decimals=1, minimum=0, section=_RICE)
    rice_from = Date("Trợ cấp từ ngày", section=_RICE)
    note = LongText("Ghi chú", longest=2000, section=_RICE)
    worked_out = Computed(
        Money("Tiền theo diện tích", section=_FOREST, hint="Diện tích × mức khoán, cho một năm."),
        of=lambda contract: int(contract.area * contract.rate),
    )

    @classmethod
    def example(cls) -> ForestContract:
        """A sound contract; the commune stays empty."""
        return cls(
            head_name="Vàng A Ví Dụ",
            birth=date(1980, 5, 2),
            sex="male",
            ethnicity="hmong",
            village="Bản Ví Dụ",
            poverty_class="poor",
            kind="production",
            contract_no="05/HĐ",
            from_on=date(2024, 1, 1),
            to_on=date(2024, 12, 31),
            area=Dec("1.5"),
            rice_persons=5,
            rice_months=6,
            rice_kg=Dec(450),
            rice_from=date(2024, 2, 1),
        )

    @property
    def rice_day(self) -> date | None:
        """The day whose norms the rice is judged by."""
        given = self.rice_from or self.from_on
        return last_day(given) if given is not None else None

    @rule(
        "Hợp đồng đến {to_on} trước ngày bắt đầu {from_on}.",
        id="G03",
        field="to_on",
        warns=True,
        about="Hợp đồng kết thúc sau khi bắt đầu",
    )
    def contract_ends_after_it_begins(self) -> bool:
        return self.from_on is None or self.to_on is None or self.from_on <= last_day(self.to_on)

    @rule(
        "Đã giải ngân {disbursed} đ, nhiều hơn số tiền của hợp đồng {amount} đ.",
        id="G02",
        field="disbursed",
        about="Giải ngân không quá hợp đồng",
    )
    def disbursed_is_within_the_contract(self) -> bool:
        return self.disbursed is None or self.amount is None or self.disbursed <= self.amount

    @rule(
        "Gạo trợ cấp dành cho hộ nghèo và hộ DTTS; hộ người Kinh ghi diện “{poverty_class}”.",
        id="P3-19",
        field="poverty_class",
        warns=True,
        basis=TT_55_2023_BTC.number,
        about="Gạo trợ cấp đúng đối tượng",
    )
    def rice_goes_to_those_it_is_for(self) -> bool | Finding:
        if not self.rice_kg or self.ethnicity != "kinh" or self.poverty_class in (None, "poor"):
            return True
        return Finding()
