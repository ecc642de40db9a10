"""Ceilings a province's council sets below the national ones; knows no project."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec

from desktop.api import Choice, Date, Finding, LongText, NormBook, Percent, Record, Reference, Text, rule
from desktop.shared import Place
from project3_value_chain import norms as codes
from project3_value_chain.kinds import area_field
from project3_value_chain.projects import CEILINGS
from project3_value_chain.texts import ND_38_2023


class ProvinceCeiling(Record):
    """The largest share of state money in one province, form and kind of area, from a day on."""

    title = "Trần hỗ trợ của tỉnh"
    plural = "Trần hỗ trợ của tỉnh"
    icon = "settings"
    key = ("province", "form", "area_type", "valid_from")
    shown_by = ("resolution",)
    listed = ("province", "form", "area_type", "share", "valid_from", "valid_to", "resolution")
    norms = NormBook(codes.NORMS)

    province = Reference("Tỉnh", to=Place, only={"kind": "province"}, required=True)
    form = Choice(
        "Hình thức",
        {"chain": "Liên kết chuỗi giá trị", "community": "Cộng đồng, đa dạng hóa sinh kế"},
        required=True,
    )
    area_type = area_field(required=True)
    share = Percent("NSNN hỗ trợ tối đa", minimum=0, maximum=100, required=True)
    valid_from = Date("Hiệu lực từ", precision="day", required=True)
    valid_to = Date("Hiệu lực đến", precision="day")
    resolution = Text("Nghị quyết của HĐND tỉnh", required=True)
    note = LongText("Ghi chú", longest=2000)

    @classmethod
    def example(cls) -> ProvinceCeiling:
        """A sound ceiling; the province stays empty."""
        return cls(
            form="community",
            area_type="dbkk",
            share=Dec(90),
            valid_from=date(2023, 12, 10),
            resolution="NQ 01/2023/NQ-HĐND",
        )

    @rule(
        "Trần {share} của tỉnh cao hơn trần chung {limit}; tỉnh chỉ được quy định bằng hoặc thấp hơn.",
        id="P3-02",
        field="share",
        basis=ND_38_2023.cite("Điều 1(12), 1(13)"),
        about="Trần của tỉnh không cao hơn trần chung",
    )
    def province_stays_below_the_country(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(CEILINGS[self.form], self.valid_from, area=self.area_type)
        if norm is None or self.share <= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})
