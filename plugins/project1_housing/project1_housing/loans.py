"""The concessional loan beside a support (NĐ 28/2022): ceiling, term, rate, borrower; knows no other loan."""

from __future__ import annotations

from typing import ClassVar

from desktop.api import Date, Finding, Grade, Integer, NormBook, Percent, Record, first_day, last_day, rule
from desktop.shared import age_on
from project1_housing.amounts import HouseholdMoney
from project1_housing.norms import LOAN_RATE
from project1_housing.texts import ND_28_2022

_LOAN = "Vay theo NĐ 28"


class Credit(Record):
    """One loan under NĐ 28; other loans of the policy bank are never added to it.

    `loan_norm` and `term_norm` are the codes of ceiling and term, empty where none was found.
    """

    loan_norm: ClassVar[str] = ""
    term_norm: ClassVar[str] = ""

    birth: Date
    decision_date: Date
    loan_nd28: HouseholdMoney
    loan_other: HouseholdMoney

    loan_date = Date("Ngày vay", section=_LOAN)
    loan_months = Integer("Thời hạn vay", minimum=1, maximum=600, unit="tháng", section=_LOAN)
    loan_rate = Percent("Lãi suất một năm", minimum=0, maximum=100, section=_LOAN, headings=("Lãi suất",))

    @rule(
        "Vay theo NĐ 28 {loan_nd28} đ vượt mức tối đa {limit}; phần vượt ghi ở “Vay khác”.",
        id="P1-13",
        field="loan_nd28",
        basis=ND_28_2022.number,
        about="Vay NĐ 28 trong mức tối đa",
    )
    def loan_is_within_norm(self, norms: NormBook) -> bool | Finding:
        if not self.loan_nd28:
            return True
        norm = norms.at(self.loan_norm, self.loan_date or self.decision_date)
        if norm is None or self.loan_nd28 <= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Vay khác {loan_other} đ không cộng vào mức vay theo NĐ 28 {limit}: hộ được vay chương trình khác "
        "của NHCSXH.",
        id="P1-14",
        field="loan_other",
        grade=Grade.NOTE,
        about="Khoản vay khác không tính vào mức vay NĐ 28",
    )
    def other_loans_are_not_added(self, norms: NormBook) -> bool | Finding:
        if not self.loan_nd28 or not self.loan_other:
            return True
        norm = norms.at(self.loan_norm, self.loan_date or self.decision_date)
        if norm is None or self.loan_nd28 > norm.value or self.loan_nd28 + self.loan_other <= norm.value:
            return True
        return Finding(basis=norm.basis, says={"limit": norm.show()})

    @rule(
        "Thời hạn vay {loan_months} tháng dài hơn mức tối đa {limit}.",
        id="P1-13",
        field="loan_months",
        basis=ND_28_2022.number,
        about="Thời hạn vay trong mức tối đa",
    )
    def loan_is_short_enough(self, norms: NormBook) -> bool | Finding:
        if not self.loan_nd28 or self.loan_months is None:
            return True
        norm = norms.at(self.term_norm, self.loan_date or self.decision_date)
        if norm is None or self.loan_months <= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Lãi suất {loan_rate} khác lãi suất ưu đãi {limit}; hãy xem lại.",
        id="P1-13",
        field="loan_rate",
        warns=True,
        about="Lãi suất đúng mức ưu đãi",
    )
    def loan_rate_is_the_concessional_one(self, norms: NormBook) -> bool | Finding:
        if not self.loan_nd28 or self.loan_rate is None:
            return True
        norm = norms.at(LOAN_RATE, self.loan_date or self.decision_date)
        if norm is None or self.loan_rate == norm.value:
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
