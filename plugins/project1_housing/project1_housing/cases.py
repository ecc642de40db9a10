"""One housing case of Project 1 whole: household, house and money; knows no store and no workbook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from desktop.api import (
    Computed,
    Condition,
    Date,
    Finding,
    Grade,
    Integer,
    LongText,
    NormBook,
    Percent,
    Support,
    _,
    first_day,
    last_day,
    rule,
    show_number,
)
from desktop.shared import age_on
from desktop.shared.authorities import COMMUNES_DECIDE_FROM
from project1_housing import norms as codes
from project1_housing.amounts import HouseholdMoney
from project1_housing.houses import SupportedHouse
from project1_housing.texts import ND_28_2022, QD_04_2023, TT_02_2022_UBDT

_MONEY, _LOAN, _PAID = "Nguồn vốn", "Vay theo NĐ 28", "Giải ngân, quyết toán"

LOCAL = ("provincial_money", "district_money", "commune_money")
STATE = ("central_money", *LOCAL)
SOURCES = (*STATE, "loan_nd28", "loan_other", "social_money", "self_fund")


def _sum(case: Any, names: tuple[str, ...]) -> int | None:
    known = [value for name in names if (value := getattr(case, name)) is not None]
    return sum(known) if known else None


class HousingCase(SupportedHouse):
    """One household's house under one decision; a second decision for the household is a second record."""

    title = "Hồ sơ nhà ở"
    plural = "Nhà ở"
    help = "Hỗ trợ nhà ở cho hộ nghèo dân tộc thiểu số và hộ nghèo người Kinh ở địa bàn đặc biệt khó khăn."
    icon = "house"
    key = ("commune", "village", "head_name", "birth", "decision_no")
    shown_by = ("head_name", "village")
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
    supports = (
        Support(
            "house",
            "Nhà ở",
            "household",
            amounts={
                "NSTW": "central_money",
                "NSĐP": "local_money",
                "NĐ28": "loan_nd28",
                "XHH": "social_money",
            },
            on="decision_date",
            decision="decision_no",
            line="DA1",
            basis=QD_04_2023.number,
            received=(Condition("disbursed", "from", 1),),
        ),
    )

    central_money = HouseholdMoney(
        "Ngân sách trung ương",
        section=_MONEY,
        headings=("NSTW", "Vốn NSTW", "NS trung ương", "Vốn trung ương"),
    )
    provincial_money = HouseholdMoney(
        "Ngân sách tỉnh", section=_MONEY, headings=("NS tỉnh", "Vốn NS tỉnh", "NSĐP", "NS địa phương")
    )
    district_money = HouseholdMoney(
        "Ngân sách huyện", section=_MONEY, headings=("NS huyện",), hint="Chỉ đến ngày 30/6/2025."
    )
    commune_money = HouseholdMoney("Ngân sách xã", section=_MONEY, headings=("NS xã",))
    local_money = Computed(
        HouseholdMoney("Ngân sách địa phương", section=_MONEY), of=lambda case: _sum(case, LOCAL)
    )
    state_money = Computed(
        HouseholdMoney("Ngân sách nhà nước", section=_MONEY), of=lambda case: _sum(case, STATE)
    )
    loan_nd28 = HouseholdMoney(
        "Vay theo NĐ 28",
        section=_MONEY,
        headings=("Vay NĐ 28", "Vay theo Nghị định 28", "Vay theo NĐ 28/2022/NĐ-CP", "Vay tín dụng ưu đãi"),
        hint="Chỉ khoản vay nhà ở theo NĐ 28; khoản vay khác của NHCSXH ghi ở “Vay khác”.",
    )
    loan_other = HouseholdMoney("Vay khác", section=_MONEY, headings=("Vay NHCSXH", "Vốn vay khác"))
    social_money = HouseholdMoney(
        "Xã hội hóa",
        section=_MONEY,
        headings=("Xã hội hoá", "Huy động khác", "Vốn xã hội hóa", "Hỗ trợ khác"),
    )
    self_fund = HouseholdMoney(
        "Hộ tự đóng góp",
        section=_MONEY,
        headings=("Hộ đóng góp", "Hộ tự có", "Vốn tự có", "Gia đình đóng góp"),
    )
    self_days = Integer(
        "Hộ đóng góp ngày công", minimum=0, maximum=5000, unit="công", section=_MONEY, headings=("Ngày công",)
    )
    total = HouseholdMoney(
        "Tổng kinh phí",
        section=_MONEY,
        headings=(
            "Tổng cộng",
            "Tổng số",
            "Tổng vốn",
            "Tổng kinh phí thực hiện",
            "Nguồn vốn thực hiện | Tổng cộng",
        ),
    )
    sum_of_sources = Computed(
        HouseholdMoney("Cộng các nguồn", section=_MONEY), of=lambda case: _sum(case, SOURCES)
    )

    loan_date = Date("Ngày vay", section=_LOAN)
    loan_months = Integer("Thời hạn vay", minimum=1, maximum=600, unit="tháng", section=_LOAN)
    loan_rate = Percent("Lãi suất một năm", minimum=0, maximum=100, section=_LOAN, headings=("Lãi suất",))

    disbursed = HouseholdMoney(
        "Đã giải ngân", section=_PAID, headings=("Giải ngân", "Số tiền đã giải ngân", "Kinh phí đã giải ngân")
    )
    settled = HouseholdMoney("Đã quyết toán", section=_PAID, headings=("Quyết toán", "Số tiền quyết toán"))
    note = LongText("Ghi chú", longest=4000, section="Ghi chú")

    @classmethod
    def example(cls) -> HousingCase:
        """A sound case; the commune stays empty, as in every example."""
        return cls(
            head_name="Lò Văn Ví Dụ",
            birth=date(1985, 3, 14),
            sex="male",
            ethnicity="thai",
            identity_number="011085000123",
            members=4,
            village="Bản Ví Dụ",
            zone="III",
            poverty_class="poor",
            class_year=2024,
            decision_no="01/QĐ-UBND",
            decision_date=date(2025, 8, 14),
            decision_by="UBND xã",
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
    def is_paid_in_full(self) -> bool:
        """Whether all state money of the case was paid out."""
        return bool(self.state_money and self.disbursed and self.disbursed >= self.state_money)

    @rule(
        "Tổng kinh phí {total} đ khác cộng các nguồn {sum_of_sources} đ (lệch {gap} đ); sửa tổng hoặc nguồn "
        "ghi sai.",
        id="G01",
        field="total",
        about="Tổng kinh phí bằng cộng các nguồn",
    )
    def total_is_the_sum_of_its_sources(self) -> bool | Finding:
        added = self.sum_of_sources
        if self.total is None or added is None or added == self.total:
            return True
        # A negative source has its own problem; the total says nothing more.
        if any((getattr(self, name) or 0) < 0 for name in SOURCES):
            return True
        return Finding(says={"gap": show_number(self.total - added)})

    @rule(
        "Đã giải ngân {disbursed} đ, nhiều hơn ngân sách nhà nước được duyệt {state_money} đ.",
        id="G02",
        field="disbursed",
        about="Giải ngân không quá số được duyệt",
    )
    def disbursed_is_within_what_was_approved(self) -> bool:
        return self.disbursed is None or self.state_money is None or self.disbursed <= self.state_money

    @rule(
        "Đã quyết toán {settled} đ, nhiều hơn số đã giải ngân {disbursed} đ.",
        id="G02",
        field="settled",
        about="Quyết toán không quá số giải ngân",
    )
    def settled_is_within_what_was_disbursed(self) -> bool:
        return self.settled is None or self.disbursed is None or self.settled <= self.disbursed

    @rule(
        "Ngân sách huyện {district_money} đ trong quyết định ngày {decision_date}: từ 01/7/2025 không còn "
        "cấp huyện; chuyển sang ngân sách xã hoặc tỉnh.",
        id="G09",
        field="district_money",
        warns=True,
        about="Ngân sách huyện chỉ đến 30/6/2025",
    )
    def district_pays_only_while_it_exists(self) -> bool:
        if not self.district_money or self.decision_date is None:
            return True
        return first_day(self.decision_date) < COMMUNES_DECIDE_FROM

    @rule(
        "Chưa có định mức {code} có hiệu lực vào ngày {decision_date}: phần này không được đối chiếu.",
        id="G10",
        field="decision_date",
        grade=Grade.NOTE,
        about="Định mức có hiệu lực và đã xác nhận",
    )
    def norms_are_in_force_and_confirmed(self, norms: NormBook) -> bool | Finding:
        if self.decision_date is None:
            return True
        for code in (codes.CENTRAL, codes.LOCAL):
            norm = norms.at(code, self.decision_date)
            if norm is None:
                return Finding(says={"code": code})
            if not norm.is_confirmed:
                says = _("Định mức {code} ({limit}) chưa được xác nhận: vượt mức chỉ là cảnh báo.")
                return Finding(sentence=says, says={"code": code, "limit": norm.show()}, basis=norm.basis)
        return True

    @rule(
        "Ngân sách trung ương {central_money} đ vượt mức tối đa {limit}; giảm về mức hoặc ghi phần vượt vào "
        "nguồn khác.",
        id="P1-05",
        field="central_money",
        basis=QD_04_2023.number,
        about="Ngân sách trung ương trong mức tối đa",
    )
    def central_share_within_norm(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(codes.CENTRAL, self.decision_date)
        if norm is None or self.central_money is None or self.central_money <= norm.value:
            return True
        soft = None if norm.is_confirmed else Grade.WARN
        return Finding(basis=norm.basis, grade=soft, says={"limit": norm.show()})

    @rule(
        "Ngân sách địa phương {local_money} đ thấp hơn mức tối thiểu {limit}; bổ sung trước khi phê duyệt.",
        id="P1-06",
        field="provincial_money",
        basis=QD_04_2023.cite("Điều 4(2)"),
        about="Ngân sách địa phương đạt mức tối thiểu",
    )
    def local_share_reaches_norm(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(codes.LOCAL, self.decision_date)
        local = self.local_money
        if norm is None or (local is None and not self.is_approved):
            return True
        if local is None:
            says = _("Chưa ghi phần ngân sách địa phương (tối thiểu {limit}); hãy bổ sung.")
            return Finding(basis=norm.basis, grade=Grade.WARN, sentence=says, says={"limit": norm.show()})
        # The norm speaks of building one house; for a repair, and before approval, it only reminds.
        must = self.is_approved and self.need != "repair" and norm.is_confirmed
        soft = None if must else Grade.WARN
        return local >= norm.value or Finding(basis=norm.basis, grade=soft, says={"limit": norm.show()})

    @rule(
        "Vay theo NĐ 28 {loan_nd28} đ vượt mức tối đa {limit}; phần vượt ghi ở “Vay khác”.",
        id="P1-13",
        field="loan_nd28",
        basis=ND_28_2022.number,
        about="Vay NĐ 28 trong mức tối đa",
    )
    def loan_is_within_norm(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(codes.LOAN, self.loan_date or self.decision_date)
        if norm is None or self.loan_nd28 is None or self.loan_nd28 <= norm.value:
            return True
        soft = None if norm.is_confirmed else Grade.WARN
        return Finding(basis=norm.basis, grade=soft, says={"limit": norm.show()})

    @rule(
        "Thời hạn vay {loan_months} tháng dài hơn mức tối đa {limit}.",
        id="P1-13",
        field="loan_months",
        basis=ND_28_2022.number,
        about="Thời hạn vay trong mức tối đa",
    )
    def loan_is_short_enough(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(codes.LOAN_MONTHS, self.loan_date or self.decision_date)
        if norm is None or not self.loan_nd28 or self.loan_months is None or self.loan_months <= norm.value:
            return True
        soft = None if norm.is_confirmed else Grade.WARN
        return Finding(basis=norm.basis, grade=soft, says={"limit": norm.show()})

    @rule(
        "Lãi suất {loan_rate} khác lãi suất ưu đãi {limit}; hãy xem lại.",
        id="P1-13",
        field="loan_rate",
        warns=True,
        about="Lãi suất đúng mức ưu đãi",
    )
    def loan_rate_is_the_concessional_one(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(codes.LOAN_RATE, self.loan_date or self.decision_date)
        if norm is None or not self.loan_nd28 or self.loan_rate is None or self.loan_rate == norm.value:
            return True
        return Finding(basis=norm.basis, says={"limit": norm.show()})

    @rule(
        "Vay ngày {loan_date} trước ngày phê duyệt {decision_date}: hộ phải có tên trong danh sách được "
        "duyệt trước khi vay.",
        id="P1-13",
        field="loan_date",
        warns=True,
        basis=ND_28_2022.number,
        about="Vay sau khi được duyệt",
    )
    def loan_follows_the_approval(self) -> bool:
        if not self.loan_nd28 or self.loan_date is None or self.decision_date is None:
            return True
        return last_day(self.loan_date) >= first_day(self.decision_date)

    @rule(
        "Chủ hộ chưa đủ 18 tuổi vào ngày vay {loan_date}; người vay đại diện hộ phải đủ 18 tuổi.",
        id="P1-13",
        field="birth",
        warns=True,
        basis=ND_28_2022.number,
        about="Người vay đủ 18 tuổi",
    )
    def borrower_is_of_age(self) -> bool:
        if not self.loan_nd28 or self.loan_date is None:
            return True
        age = age_on(self.birth, last_day(self.loan_date))
        return age is None or age >= 18

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
        "Đã trả đủ tiền hoặc quyết toán khi giấy tờ đất còn vướng; hồ sơ có thể không quyết toán được.",
        id="P1-17",
        warns=True,
        about="Giấy tờ đất đủ khi trả đủ tiền",
    )
    def papers_are_ready_when_paid(self) -> bool | Finding:
        paper = self.open_land_paper
        return not (paper and (self.is_paid_in_full or self.settled)) or Finding(field=paper)

    @rule(
        "Sửa chữa nhà bằng vốn Chương trình: các văn bản chưa thống nhất; xin ý kiến cấp trên trước khi chi.",
        id="P1-18",
        field="need",
        warns=True,
        basis=f"{TT_02_2022_UBDT.cite('Điều 7')}; {QD_04_2023.number}",
        about="Sửa chữa nhà bằng vốn Chương trình",
    )
    def repair_is_not_paid_by_the_programme(self) -> bool:
        return self.need != "repair" or not self.state_money
