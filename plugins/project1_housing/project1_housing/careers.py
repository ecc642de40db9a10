"""Career change of one household where no production land can be found; knows no workbook."""

from __future__ import annotations

from datetime import date

from desktop.api import Choice, LongText, NormBook, Text, rule
from desktop.shared.programme_texts import TT_02_2022_UBDT, TT_02_2023_UBDT
from project1_housing import other_norms as codes
from project1_housing.amounts import HouseholdMoney
from project1_housing.approvals import ApprovedHousehold
from project1_housing.grants import Granted, grant_support
from project1_housing.loans import LOANS_OF_THE_BANK
from project1_housing.payments import RECURRENT, Paid
from project1_housing.road import CaseRoad

_NEED = "Nhu cầu chuyển đổi nghề"


class CareerNeed(ApprovedHousehold):
    """Why no land can be found, and what the household will live on."""

    kind = "career_change"
    article = f"{TT_02_2022_UBDT.number}; {TT_02_2023_UBDT.number}"

    land_reason = Text(
        "Lý do không bố trí được đất",
        section=_NEED,
        headings=(
            *("Lý do", "Lý do chưa bố trí được đất sản xuất", "Lý do chuyển đổi nghề"),
            *("Nguyên nhân không có đất", "Lý do chuyển nghề", "Lý do không có đất"),
        ),
    )
    trade = Text(
        "Nghề, máy móc hỗ trợ",
        section=_NEED,
        indexed=True,
        headings=(
            *("Nghề chuyển đổi", "Nghề", "Máy móc, công cụ", "Máy móc, công cụ hỗ trợ"),
            *("Nội dung hỗ trợ", "Nghề đăng ký", "Nghề đề nghị", "Nghề được hỗ trợ"),
            *("Ngành nghề", "Công cụ hỗ trợ", "Nghề, công cụ", "Nông cụ, máy móc"),
            "Loại máy móc, nông cụ",
        ),
    )
    given_as = Choice(
        "Hình thức",
        {"tools": "Công cụ, máy móc", "training": "Học nghề", "money": "Tiền mặt", "other": "Hình thức khác"},
        spellings={"tools": ("Công cụ", "Máy móc", "Máy móc, công cụ"), "money": ("Tiền",)},
        section=_NEED,
        headings=("Hình thức hỗ trợ",),
    )

    @rule(
        "Chưa ghi lý do không bố trí được đất sản xuất; chuyển đổi nghề chỉ thay cho đất không bố trí được.",
        field="land_reason",
        warns=True,
        basis=TT_02_2023_UBDT.number,
        about="Có lý do không bố trí được đất",
    )
    def reason_for_no_land_is_given(self) -> bool:
        return bool(self.land_reason) or not self.is_approved


class CareerChange(Paid, Granted, CaseRoad, CareerNeed):
    """One household's career change under one decision."""

    title = "Hồ sơ chuyển đổi nghề"
    plural = "Chuyển đổi nghề"
    help = "Công cụ, máy móc, học nghề cho hộ nghèo thiếu đất mà không bố trí được đất; vốn sự nghiệp."
    icon = "person"
    listed = (
        "head_name",
        "village",
        "commune",
        "trade",
        "support",
        "disbursed_on",
        "poverty_class",
        "step_done",
        "decision_no",
    )
    capital = RECURRENT
    norms = NormBook(codes.ALL_NORMS)
    supports = (
        grant_support(
            "career_change",
            "DA1.d",
            {"NSTW": "support", "NĐ28": "loan_nd28"},
            on="decision_date",
            told=("trade",),
        ),
    )

    grant_norm = codes.CAREER

    loan_nd28 = HouseholdMoney(
        "Vay theo NĐ 28",
        section="Nguồn vốn",
        headings=(
            "Vay NĐ 28",
            "Vay NĐ28",
            "Vay tín dụng ưu đãi",
            "Vay NHCSXH theo NĐ 28",
        ),
        vague=LOANS_OF_THE_BANK,
        hint="Mức vay theo chính sách cho hộ nghèo vay; chương trình không đối chiếu.",
    )
    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> CareerChange:
        """A sound case; the commune stays empty, as in every example."""
        return cls.approved_example(
            land_reason="Xã không còn quỹ đất",
            trade="Máy xay xát",
            support=10_000_000,
            disbursed_on=date(2025, 10, 1),
        )
