"""One housing case of Project 1 whole: household, house and money; knows no store and no workbook."""

from __future__ import annotations

from decimal import Decimal

from desktop.api import Finding, LongText, NormBook, _, rule
from desktop.shared.programme_texts import QD_04_2023, TT_02_2022_UBDT
from project1_housing import norms as codes
from project1_housing.funds import Funded, investment_support
from project1_housing.houses import SupportedHouse
from project1_housing.loans import Credit
from project1_housing.payments import Paid
from project1_housing.texts import QD_55_2025_BXD


class HousingCase(Paid, Credit, Funded, SupportedHouse):
    """One household's house under one decision; a second decision for the household is a second record."""

    title = "Hồ sơ nhà ở"
    plural = "Nhà ở"
    help = "Hỗ trợ nhà ở cho hộ nghèo dân tộc thiểu số và hộ nghèo người Kinh ở địa bàn đặc biệt khó khăn."
    icon = "house"
    listed = (
        "head_name",
        "village",
        "commune",
        "stage",
        "central_money",
        "local_money",
        "disbursed",
        "poverty_class",
        "decision_no",
        "decision_date",
    )
    norms = NormBook(codes.NORMS)
    supports = (investment_support("house", "DA1", ("need",)),)

    year_is_listed = True
    central_norm = codes.CENTRAL
    local_norm = codes.LOCAL
    loan_norm = codes.LOAN
    term_norm = codes.LOAN_MONTHS
    grace_norm = codes.LOAN_GRACE

    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> HousingCase:
        """A sound case; the commune stays empty, as in every example."""
        return cls.approved_example(
            need="new",
            area_now=Decimal("24.5"),
            stage="foundation",
            central_money=40_000_000,
            provincial_money=4_000_000,
            self_fund=10_000_000,
            total=54_000_000,
            disbursed=20_000_000,
        )

    @property
    def is_repair(self) -> bool:
        """The norms speak of building one house; for a repair they only remind."""
        return self.need == "repair"

    @rule(
        "Đã giải ngân {disbursed} đ khi tiến độ là “{stage}”: chưa khởi công thì chưa trả, trả đủ chỉ khi "
        "nhà hoàn thành.",
        id="P1-16",
        field="disbursed",
        warns=True,
        about="Trả tiền không vượt tiến độ",
    )
    def payment_is_not_ahead_of_the_house(self) -> bool:
        if not self.disbursed or self.stage in (None, "done"):
            return True
        return self.stage != "not_started" and not self.is_paid_in_full

    @rule(
        "Làm nhà mới trên đất “{paper_state}”: xét hỗ trợ đất ở, hoặc giải quyết xong đất trước khi làm nhà.",
        id="P1-19",
        field="paper_state",
        warns=True,
        basis=f"{TT_02_2022_UBDT.cite('Điều 6(2)')}; {QD_55_2025_BXD.number}",
        about="Nhà làm trên đất hợp pháp",
    )
    def house_stands_on_lawful_land(self) -> bool:
        if self.paper_state not in ("disputed", "no_land") or not self.is_approved:
            return True
        return self.need == "repair"

    @rule(
        "Sửa chữa nhà bằng vốn Chương trình: các văn bản chưa thống nhất; xin ý kiến cấp trên trước khi chi.",
        id="P1-18",
        field="need",
        warns=True,
        basis=f"{TT_02_2022_UBDT.cite('Điều 7')}; {QD_04_2023.number}",
        about="Sửa chữa nhà bằng vốn Chương trình",
    )
    def repair_is_not_paid_by_the_programme(self, norms: NormBook) -> bool | Finding:
        if self.need != "repair" or not self.state_money:
            return True
        norm = norms.at(codes.REPAIR, self.decision_date)
        if norm is None or self.state_money <= norm.value:
            return False
        says = _(
            "Sửa chữa nhà bằng vốn Chương trình: các văn bản chưa thống nhất, và {state_money} đ vượt mức "
            "tham khảo {limit}; xin ý kiến cấp trên trước khi chi."
        )
        return Finding(sentence=says, says={"limit": norm.show()})
