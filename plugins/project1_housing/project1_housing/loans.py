"""The concessional loan beside a support (NĐ 28/2022): ceiling, term, rate, borrower; knows no other loan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from desktop.api import (
    Computed,
    Date,
    Finding,
    Grade,
    Integer,
    NormBook,
    PartialDate,
    Percent,
    Record,
    first_day,
    last_day,
    rule,
    show_number,
)
from desktop.shared import age_on
from project1_housing.amounts import HouseholdMoney
from project1_housing.norms import LOAN_OVERDUE, LOAN_RATE
from project1_housing.texts import ND_28_2022

_LOAN = "Vay theo NĐ 28"

LOANS_OF_THE_BANK = ("Vay NHCSXH", "Vay vốn NHCSXH", "Vốn vay NHCSXH", "Vốn vay", "Vốn tín dụng")
"""What offices head the loan under NĐ 28 by, unless another column is headed by the decree: a household may
owe the bank other money as well.
"""


def first_repayment(loan: Any) -> date | None:
    """The day from which principal is paid back, the grace period after the loan."""
    if loan.loan_date is None or loan.loan_grace is None:
        return None
    begun = first_day(loan.loan_date)
    years, month = divmod(begun.month - 1 + loan.loan_grace, 12)
    # A loan of the 31st is paid back from the last day of a shorter month.
    last = last_day(PartialDate(begun.year + years, month + 1))
    return last.replace(day=min(begun.day, last.day))


class Credit(Record):
    """One loan under NĐ 28; other loans of the policy bank are never added to it.

    `loan_norm`, `term_norm` and `grace_norm` are the codes of ceiling, term and time without repayment of
    principal, empty where none was found.
    """

    loan_norm: ClassVar[str] = ""
    term_norm: ClassVar[str] = ""
    grace_norm: ClassVar[str] = ""

    birth: Date
    decision_date: Date
    loan_nd28: HouseholdMoney
    loan_other: HouseholdMoney

    loan_date = Date("Ngày vay", section=_LOAN)
    loan_months = Integer("Thời hạn vay", minimum=1, maximum=600, unit="tháng", section=_LOAN)
    loan_grace = Integer(
        "Ân hạn gốc",
        minimum=0,
        maximum=600,
        unit="tháng",
        section=_LOAN,
        headings=("Thời gian ân hạn",),
        hint="Thời gian chưa phải trả gốc.",
    )
    loan_rate = Percent("Lãi suất một năm", minimum=0, maximum=100, section=_LOAN, headings=("Lãi suất",))
    loan_overdue_rate = Percent(
        "Lãi suất quá hạn một năm", minimum=0, maximum=100, section=_LOAN, headings=("Lãi suất quá hạn",)
    )
    repaid_from = Computed(Date("Trả gốc từ ngày", section=_LOAN), of=first_repayment)

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
        "Ân hạn gốc {loan_grace} tháng, khác mức quy định {limit}; hãy xem lại.",
        id="P1-13",
        field="loan_grace",
        warns=True,
        about="Ân hạn gốc đúng quy định",
    )
    def principal_waits_as_long_as_decreed(self, norms: NormBook) -> bool | Finding:
        if not self.loan_nd28 or self.loan_grace is None:
            return True
        norm = norms.at(self.grace_norm, self.loan_date or self.decision_date)
        if norm is None or self.loan_grace == norm.value:
            return True
        return Finding(basis=norm.basis, says={"limit": norm.show()})

    @rule(
        "Lãi suất quá hạn {loan_overdue_rate}, đúng ra là {right} % ({limit}); hãy xem lại.",
        id="P1-13",
        field="loan_overdue_rate",
        warns=True,
        about="Lãi suất quá hạn đúng quy định",
    )
    def overdue_rate_follows_the_rate(self, norms: NormBook) -> bool | Finding:
        if not self.loan_nd28 or self.loan_overdue_rate is None:
            return True
        day = self.loan_date or self.decision_date
        share, rate = norms.at(LOAN_OVERDUE, day), norms.at(LOAN_RATE, day)
        lent_at = self.loan_rate if self.loan_rate is not None else rate and rate.value
        if share is None or lent_at is None:
            return True
        right = lent_at * share.value / 100
        # Written with two places: 130 % of 3.25 is 4.22 or 4.23.
        if abs(self.loan_overdue_rate - right) < Decimal("0.01"):
            return True
        return Finding(basis=share.basis, says={"right": show_number(right), "limit": share.show()})

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
