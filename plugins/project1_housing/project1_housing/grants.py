"""What a household is given from recurrent money, beside its norm and its payment; knows no content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from desktop.api import Computed, Condition, Date, Finding, Grade, NormBook, Support, rule
from desktop.shared import KINDS
from desktop.shared.programme_texts import TT_55_2023_BTC
from project1_housing.amounts import HouseholdMoney
from project1_housing.decisions import Decided

_MONEY = "Nguồn vốn"


def grant_support(
    kind: str, line: str, amounts: Mapping[str, str], on: str, told: tuple[str, ...]
) -> Support:
    """What a household gets of recurrent money, which counts from the day `on`; received on its own day."""
    return Support(
        kind,
        KINDS[kind],
        "household",
        amounts=amounts,
        on=on,
        decision="decision_no",
        line=line,
        basis=TT_55_2023_BTC.number,
        received=(Condition("disbursed_on", "filled"),),
        paid="disbursed",
        told=told,
    )


class Granted(Decided):
    """One amount in money or kind; `grant_norm` is the code it is judged by. Its `road` needs no land."""

    road: ClassVar[tuple[str, ...]] = (
        *("register", "survey", "review", "posting"),
        *("approval", "acceptance", "payment", "settlement"),
    )
    grant_norm: ClassVar[str] = ""

    disbursed_on: Date

    support = HouseholdMoney(
        "Mức hỗ trợ",
        section=_MONEY,
        headings=(
            *("Số tiền hỗ trợ", "Kinh phí hỗ trợ", "Số tiền", "Kinh phí", "Thành tiền"),
            *("Được hỗ trợ", "Giá trị hỗ trợ", "Mức được hỗ trợ"),
        ),
        hint="Tiền hoặc giá trị hiện vật từ vốn sự nghiệp của Chương trình.",
    )
    self_fund = HouseholdMoney(
        "Hộ tự đóng góp", section=_MONEY, headings=("Hộ đóng góp", "Hộ tự có", "Vốn tự có", "Hộ đối ứng")
    )
    state_money = Computed(HouseholdMoney("Ngân sách nhà nước", section=_MONEY), of=lambda case: case.support)

    @rule(
        "Chưa có định mức {code} có hiệu lực vào ngày {day}: phần này không được đối chiếu.",
        id="G10",
        field="support",
        grade=Grade.NOTE,
        about="Định mức có hiệu lực",
    )
    def norm_is_in_force(self, norms: NormBook) -> bool | Finding:
        day = self.decision_date or self.disbursed_on
        if day is None or not self.support or norms.at(self.grant_norm, day) is not None:
            return True
        return Finding(says={"code": self.grant_norm, "day": Date("").format(day)})

    @rule(
        "Mức hỗ trợ {support} đ vượt mức {limit}; giảm về mức, hoặc ghi phần vượt là của hộ.",
        id="P1-07",
        field="support",
        warns=True,
        about="Mức hỗ trợ trong định mức",
    )
    def grant_is_within_norm(self, norms: NormBook) -> bool | Finding:
        if not self.support:
            return True
        norm = norms.at(self.grant_norm, self.decision_date or self.disbursed_on)
        if norm is None or self.support <= norm.value:
            return True
        return Finding(basis=norm.basis, says={"limit": norm.show()})
