"""What was paid out and settled of a support, and of which kind of capital; knows no source of money."""

from __future__ import annotations

from typing import ClassVar

from desktop.api import Choice, Computed, Finding, Record, rule
from desktop.shared.programme_texts import QD_04_2023, TT_55_2023_BTC
from project1_housing.amounts import HouseholdMoney

_PAID = "Giải ngân, quyết toán"

INVESTMENT, RECURRENT = "investment", "recurrent"
CAPITAL = {INVESTMENT: "Vốn đầu tư", RECURRENT: "Vốn sự nghiệp"}


class Paid(Record):
    """Payments; `capital` is the kind of capital this content is paid from."""

    capital: ClassVar[str] = INVESTMENT

    state_money: Computed[int]

    capital_kind = Choice(
        "Loại vốn",
        CAPITAL,
        spellings={
            INVESTMENT: ("Đầu tư", "Đầu tư công", "Vốn đầu tư phát triển", "ĐTPT"),
            RECURRENT: ("Sự nghiệp", "SN"),
        },
        section=_PAID,
    )
    disbursed = HouseholdMoney(
        "Đã giải ngân",
        section=_PAID,
        headings=(
            *("Giải ngân", "Số tiền đã giải ngân", "Kinh phí đã giải ngân", "Lũy kế giải ngân"),
            *("Đã thanh toán", "Đã cấp", "Đã chi trả"),
        ),
    )
    settled = HouseholdMoney("Đã quyết toán", section=_PAID, headings=("Quyết toán", "Số tiền quyết toán"))

    @property
    def is_paid_in_full(self) -> bool:
        """Whether all state money was paid out; a day of payment without an amount is all of it."""
        if self.disbursed is None:
            return getattr(self, "disbursed_on", None) is not None
        approved = self.state_money if self.disbursed else None
        return bool(approved and self.disbursed >= approved)

    @rule(
        "Đã giải ngân {disbursed} đ, nhiều hơn ngân sách nhà nước được duyệt {state_money} đ.",
        id="G02",
        field="disbursed",
        about="Giải ngân không quá số được duyệt",
    )
    def disbursed_is_within_what_was_approved(self) -> bool:
        approved = self.state_money if self.disbursed else None
        return approved is None or self.disbursed <= approved

    @rule(
        "Đã quyết toán {settled} đ, nhiều hơn số đã giải ngân {disbursed} đ.",
        id="G02",
        field="settled",
        about="Quyết toán không quá số giải ngân",
    )
    def settled_is_within_what_was_disbursed(self) -> bool:
        return self.settled is None or self.disbursed is None or self.settled <= self.disbursed

    @rule(
        "Nội dung này chi từ “{right}”, không phải “{capital_kind}”; sửa loại vốn hoặc chuyển nguồn.",
        id="P1-20",
        field="capital_kind",
        about="Loại vốn đúng với nội dung",
    )
    def capital_kind_fits_the_content(self) -> bool | Finding:
        if self.capital_kind in (None, self.capital):
            return True
        basis = QD_04_2023.number if self.capital == INVESTMENT else TT_55_2023_BTC.number
        return Finding(basis=basis, says={"right": type(self).capital_kind.format(self.capital)})
