"""Production land for one household: how much is short, what is given, papers, money; knows no workbook."""

from __future__ import annotations

from decimal import Decimal as Dec

from desktop.api import (
    Choice,
    Computed,
    Decimal,
    Finding,
    LongText,
    NormBook,
    Percent,
    Text,
    rule,
)
from desktop.shared.programme_texts import TT_02_2022_UBDT
from project1_housing import other_norms as codes
from project1_housing.approvals import ApprovedHousehold
from project1_housing.funds import Funded, investment_support
from project1_housing.loans import Credit
from project1_housing.papers import LandPapers
from project1_housing.payments import Paid
from project1_housing.road import LAND_HANDED_OVER, CaseRoad

_NEED = "Nhu cầu đất sản xuất"
_LIVES_ON = {
    "farming": "Nông nghiệp",
    "forestry": "Lâm nghiệp",
    "fishing": "Ngư nghiệp",
    "other": "Nghề khác",
}


class FarmlandNeed(ApprovedHousehold):
    """What land the household works, how much is short of the province's quota, and what it is given."""

    kind = "production_land"
    article = TT_02_2022_UBDT.cite("Điều 8")

    lives_on = Choice("Sống bằng nghề", _LIVES_ON, section=_NEED)
    quota = Decimal(
        "Định mức đất sản xuất của tỉnh",
        unit="m²",
        decimals=1,
        minimum=1,
        maximum=1_000_000,
        section=_NEED,
        headings=(
            "Định mức",
            "Đất sản xuất | Định mức",
            "Định mức đất sản xuất",
            "Hạn mức giao đất",
            "Hạn mức",
        ),
        hint="Theo quyết định của tỉnh vào ngày phê duyệt; để trống nếu chưa rõ.",
    )
    quota_decision = Text("Quyết định về định mức", longest=60, section=_NEED)
    area_now = Decimal(
        "Đất sản xuất hiện có",
        unit="m²",
        decimals=1,
        minimum=0,
        maximum=1_000_000,
        section=_NEED,
        headings=(
            *("Hiện có", "Đất sản xuất | Hiện có", "Diện tích hiện có", "Đang có"),
            *("Đang sử dụng", "Đất đang sử dụng", "Đã có"),
        ),
    )
    area_short = Computed(
        Decimal("Còn thiếu", unit="m²", decimals=1, section=_NEED, headings=("Thiếu", "Diện tích thiếu")),
        of=lambda case: max(case.quota - case.area_now, Dec(0)),
    )
    short_share = Percent(
        "Tỷ lệ thiếu",
        minimum=0,
        maximum=100,
        section=_NEED,
        headings=("Tỷ lệ thiếu (%)", "Đất sản xuất | Tỷ lệ thiếu (%)", "Tỷ lệ còn thiếu"),
    )
    solution = Choice(
        "Giải pháp",
        {
            "clear": "Khai hoang",
            "restore": "Phục hóa",
            "improve": "Cải tạo",
            "transfer": "Nhận chuyển nhượng",
        },
        spellings={"clear": ("Khai hoang đất",), "restore": ("Phục hoá",), "improve": ("Cải tạo đất",)},
        section=_NEED,
        indexed=True,
        headings=(
            *("Hình thức", "Biện pháp", "Hướng giải quyết", "Phương án", "Phương án hỗ trợ"),
            "Phương án giải quyết",
        ),
    )
    area_given = Decimal(
        "Diện tích giao",
        unit="m²",
        decimals=1,
        minimum=0,
        maximum=1_000_000,
        section=_NEED,
        headings=(
            *("Diện tích đất giao", "Diện tích được giao", "Diện tích giao (m2)"),
            *("Đất được giao", "Diện tích cấp", "Diện tích hỗ trợ", "Diện tích đất được hỗ trợ"),
        ),
    )

    def shortage(self) -> Dec | None:
        """Percent of the quota that is short, worked out where quota and land are known, else as listed."""
        if self.quota is None or self.area_now is None:
            return self.short_share
        return (self.quota - self.area_now) * 100 / self.quota

    @rule(
        "Hộ thiếu {short} % đất sản xuất; chỉ hỗ trợ hộ không có đất hoặc thiếu trên {limit} định mức.",
        id="P1-11",
        field="short_share",
        about="Hộ thiếu trên nửa định mức đất sản xuất",
    )
    def household_is_short_of_land(self, norms: NormBook) -> bool | Finding:
        short = self.shortage() if self.area_now != 0 else None
        if short is None:
            return True
        norm = norms.at(codes.FARM_SHORT, self.decision_date)
        if norm is None or short > norm.value:
            return True
        shown = type(self).area_given.format(round(short, 1))
        basis = "; ".join(filter(None, (norm.basis, self.quota_decision)))
        return Finding(basis=basis, grade=norm.grade, says={"short": shown, "limit": norm.show()})

    @rule(
        "Tỷ lệ thiếu ghi {short_share} khác tính từ định mức và đất hiện có ({counted} %); hãy xem lại.",
        field="short_share",
        warns=True,
        about="Tỷ lệ thiếu đất tính đúng",
    )
    def shortage_is_counted_right(self) -> bool | Finding:
        counted = self.shortage()
        if self.short_share is None or counted is None or abs(counted - self.short_share) < 1:
            return True
        return Finding(says={"counted": type(self).area_given.format(round(counted, 1))})

    @rule(
        "Hộ sống bằng nghề khác; đất sản xuất chỉ hỗ trợ hộ sống bằng nông, lâm, ngư nghiệp.",
        id="P1-11",
        field="lives_on",
        warns=True,
        basis=TT_02_2022_UBDT.cite("Điều 8"),
        about="Hộ sống bằng nông, lâm, ngư nghiệp",
    )
    def household_lives_on_land(self) -> bool:
        return self.lives_on != "other"


class ProductionLand(Paid, Credit, Funded, CaseRoad, LandPapers, FarmlandNeed):
    """One household's production land under one decision."""

    title = "Hồ sơ đất sản xuất"
    plural = "Đất sản xuất"
    help = (
        "Khai hoang, phục hóa, cải tạo đất giao cho hộ nghèo thiếu đất sản xuất; vốn đầu tư, có vay ưu đãi."
    )
    icon = "plant"
    listed = (
        "head_name",
        "village",
        "commune",
        "area_now",
        "short_share",
        "solution",
        "area_given",
        "central_money",
        "step_done",
        "decision_no",
    )
    norms = NormBook(codes.ALL_NORMS)
    supports = (investment_support("production_land", "DA1.c", ("area_given", "solution")),)

    supported_by = LAND_HANDED_OVER
    central_norm = codes.FARM_CENTRAL
    loan_norm = codes.FARM_LOAN

    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> ProductionLand:
        """A sound case; the commune stays empty, as in every example."""
        return cls.approved_example(
            quota=Dec(10_000),
            area_now=Dec(3_000),
            short_share=Dec(70),
            solution="clear",
            area_given=Dec(7_000),
            central_money=22_500_000,
            total=22_500_000,
        )
