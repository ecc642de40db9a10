"""Residential land for one household: need, plot, papers and money; knows no house and no workbook."""

from __future__ import annotations

from decimal import Decimal as Dec

from desktop.api import Choice, Decimal, Finding, LongText, NormBook, Text, YesNo, rule
from desktop.shared.programme_texts import TT_02_2022_UBDT
from project1_housing import norms as house_codes
from project1_housing import other_norms as codes
from project1_housing.approvals import ApprovedHousehold
from project1_housing.funds import Funded, investment_support
from project1_housing.loans import Credit
from project1_housing.papers import LandPapers
from project1_housing.payments import Paid
from project1_housing.road import LAND_HANDED_OVER, CaseRoad

_NEED = "Nhu cầu đất ở"


class LandNeed(ApprovedHousehold):
    """What land the household has to live on, and what it is given."""

    kind = "residential_land"
    article = TT_02_2022_UBDT.cite("Điều 4")

    land_now = Choice(
        "Hiện trạng đất ở",
        {
            "none": "Không có đất ở",
            "guest": "Ở nhờ đất người khác",
            "unsafe": "Đất ở nơi thiên tai",
            "own": "Có đất ở",
        },
        spellings={
            "none": ("Không", "Chưa có", "Chưa có đất ở", "Không có", "Không có đất", "Chưa có đất"),
            "guest": ("Ở nhờ", "Ở nhờ đất bố mẹ", "Ở nhờ bố mẹ", "Ở chung với bố mẹ", "Ở nhờ anh em"),
            "unsafe": ("Đất sạt lở", "Vùng sạt lở", "Nơi sạt lở"),
            "own": ("Có", "Đã có đất ở"),
        },
        section=_NEED,
        headings=("Hiện trạng", "Tình trạng đất ở"),
    )
    land_form = Choice(
        "Hình thức hỗ trợ",
        {"levelled": "Tạo mặt bằng", "infill": "Xen ghép", "transfer": "Nhận chuyển nhượng"},
        spellings={
            "levelled": ("San tạo MB", "San tạo mặt bằng", "San nền", "Tạo MB"),
            "infill": ("Xen ghép dân cư", "Tự xen ghép"),
            "transfer": ("Mua lại", "Chuyển nhượng", "Mua"),
        },
        section=_NEED,
        indexed=True,
        headings=("Hình thức", "Cách thức hỗ trợ", "Phương thức hỗ trợ"),
    )
    area = Decimal(
        "Diện tích đất giao",
        unit="m²",
        decimals=1,
        minimum=0,
        maximum=10_000,
        section=_NEED,
        headings=("Diện tích", "Diện tích đất ở", "Diện tích giao"),
    )
    area_limit = Decimal(
        "Hạn mức giao đất ở của tỉnh",
        unit="m²",
        decimals=1,
        minimum=0,
        maximum=10_000,
        section=_NEED,
        hint="Theo quyết định của tỉnh vào ngày phê duyệt; để trống nếu chưa rõ.",
    )
    limit_decision = Text("Quyết định về hạn mức", longest=60, section=_NEED)
    had_land = YesNo(
        "Đã được hỗ trợ đất, đã chuyển nhượng hoặc cho tặng",
        section=_NEED,
        headings=(
            *("Đã được hỗ trợ đất, đã chuyển nhượng", "Đã hỗ trợ đất, đã bán"),
            *("Đã được hỗ trợ đất ở trước đây", "Đã được cấp đất, đã bán"),
            "Đã được giao đất rồi chuyển nhượng",
        ),
    )
    house_assessed = YesNo(
        "Đã xét hỗ trợ nhà ở", section=_NEED, hint="Hộ được hỗ trợ đất ở được xét hỗ trợ nhà ở cùng lúc."
    )

    @rule(
        "Hộ đã có đất ở; đất ở chỉ hỗ trợ cho hộ không có đất ở.",
        id="P1-03",
        field="land_now",
        basis=TT_02_2022_UBDT.cite("Điều 4"),
        about="Hộ chưa có đất ở",
    )
    def household_has_no_land(self) -> bool:
        return self.land_now != "own"

    @rule(
        "Hộ đã được hỗ trợ đất ở trước đây rồi chuyển nhượng hoặc cho tặng: không được hỗ trợ lần nữa.",
        id="P1-03",
        field="had_land",
        basis=TT_02_2022_UBDT.cite("Điều 4"),
        about="Hộ chưa chuyển nhượng đất đã được hỗ trợ",
    )
    def household_gave_no_land_away(self) -> bool:
        return not self.had_land

    @rule(
        "Diện tích giao {area} m² vượt hạn mức {area_limit} m² của tỉnh; hãy xem lại.",
        id="P1-12",
        field="area",
        warns=True,
        about="Diện tích đất ở trong hạn mức",
    )
    def area_is_within_the_limit(self) -> bool | Finding:
        if self.area is None or self.area_limit is None or self.area <= self.area_limit:
            return True
        return Finding(basis=self.limit_decision or "")

    @rule(
        "Hộ được hỗ trợ đất ở nhưng chưa xét hỗ trợ nhà ở; xét cùng lúc.",
        id="P1-19",
        field="house_assessed",
        warns=True,
        basis=TT_02_2022_UBDT.cite("Điều 6(2)"),
        about="Xét nhà ở cùng đất ở",
    )
    def house_is_assessed_with_land(self) -> bool:
        return self.house_assessed is not False or not self.is_approved


class ResidentialLand(Paid, Credit, Funded, CaseRoad, LandPapers, LandNeed):
    """One household's residential land under one decision."""

    title = "Hồ sơ đất ở"
    plural = "Đất ở"
    help = "Hỗ trợ đất ở cho hộ nghèo không có đất ở; vốn đầu tư, có vay ưu đãi."
    icon = "place"
    listed = (
        "head_name",
        "village",
        "commune",
        "land_form",
        "area",
        "paper_cause",
        "central_money",
        "local_money",
        "step_done",
        "decision_no",
    )
    norms = NormBook(codes.ALL_NORMS)
    supports = (investment_support("residential_land", "DA1.a", ("area", "land_form")),)

    supported_by = LAND_HANDED_OVER
    central_norm = codes.LAND_CENTRAL
    local_norm = codes.LAND_LOCAL
    loan_norm = codes.LAND_LOAN
    term_norm = house_codes.LOAN_MONTHS
    grace_norm = house_codes.LOAN_GRACE

    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> ResidentialLand:
        """A sound case; the commune stays empty, as in every example."""
        return cls.approved_example(
            land_now="none",
            land_form="infill",
            area=Dec(180),
            paper_state="in_process",
            central_money=40_000_000,
            provincial_money=4_000_000,
            total=44_000_000,
        )
