"""What an investment for one household costs and who pays it, beside the norms; knows no content."""

from __future__ import annotations

from typing import ClassVar

from desktop.api import (
    Computed,
    Condition,
    Finding,
    Grade,
    Integer,
    NormBook,
    SumOf,
    Support,
    _,
    rule,
    show_number,
)
from desktop.shared import KINDS
from desktop.shared.programme_texts import QD_04_2023
from project1_housing.amounts import HouseholdMoney
from project1_housing.decisions import DistrictPays
from project1_housing.loans import LOANS_OF_THE_BANK

_MONEY = "Nguồn vốn"

LOCAL = ("provincial_money", "district_money", "commune_money")
STATE = ("central_money", *LOCAL)
SOURCES = (*STATE, "loan_nd28", "loan_other", "social_money", "self_fund")


def investment_support(kind: str, line: str, told: tuple[str, ...]) -> Support:
    """What a household gets of an investment, by source of money; `told` says more of it."""
    amounts = {
        "NSTW": "central_money",
        "NSĐP": "local_money",
        "NĐ28": "loan_nd28",
        "XHH": "social_money",
    }
    return Support(
        kind,
        KINDS[kind],
        "household",
        amounts=amounts,
        on="decision_date",
        decision="decision_no",
        line=line,
        basis=QD_04_2023.number,
        received=(Condition("disbursed_on", "filled"),),
        paid="disbursed",
        told=told,
    )


class Funded(DistrictPays):
    """Money by source; `central_norm` and `local_norm` are the codes it is judged by, empty where none is."""

    central_norm: ClassVar[str] = ""
    local_norm: ClassVar[str] = ""

    central_money = HouseholdMoney(
        "Ngân sách trung ương",
        section=_MONEY,
        headings=(
            *("NSTW", "Vốn NSTW", "NS trung ương", "Vốn trung ương", "Ngân sách trung ương hỗ trợ"),
            *("Nguồn vốn | Trung ương", "Kinh phí | Trung ương"),
        ),
    )
    provincial_money = HouseholdMoney(
        "Ngân sách tỉnh",
        section=_MONEY,
        headings=(
            *("NS tỉnh", "Vốn NS tỉnh", "NSĐP", "NS địa phương", "Vốn tỉnh", "Vốn địa phương"),
            *("Vốn đối ứng của tỉnh", "Đối ứng NS tỉnh", "Nguồn vốn | Tỉnh"),
            *("Nguồn vốn | Địa phương", "Tỉnh hỗ trợ", "Ngân sách địa phương"),
        ),
    )
    district_money = HouseholdMoney(
        "Ngân sách huyện", section=_MONEY, headings=("NS huyện",), hint="Chỉ đến ngày 30/6/2025."
    )
    commune_money = HouseholdMoney("Ngân sách xã", section=_MONEY, headings=("NS xã", "Xã hỗ trợ", "Vốn xã"))
    local_money = Computed(HouseholdMoney("Ngân sách địa phương", section=_MONEY), of=SumOf(*LOCAL))
    state_money = Computed(HouseholdMoney("Ngân sách nhà nước", section=_MONEY), of=SumOf(*STATE))
    loan_nd28 = HouseholdMoney(
        "Vay theo NĐ 28",
        section=_MONEY,
        headings=(
            *("Vay NĐ 28", "Vay NĐ28", "Vay theo Nghị định 28", "Vay theo NĐ 28/2022/NĐ-CP"),
            *("Vay tín dụng ưu đãi", "Vay NHCSXH theo NĐ 28", "Vay tín dụng chính sách"),
            *("Vốn vay ưu đãi", "Tín dụng NĐ 28", "Vay ưu đãi NĐ 28", "Vay NĐ 28/2022"),
        ),
        vague=LOANS_OF_THE_BANK,
        hint="Chỉ khoản vay theo NĐ 28 cho nội dung này; khoản vay khác của NHCSXH ghi ở “Vay khác”.",
    )
    loan_other = HouseholdMoney("Vay khác", section=_MONEY, headings=("Vay NHCSXH", "Vốn vay khác"))
    social_money = HouseholdMoney(
        "Xã hội hóa",
        section=_MONEY,
        headings=(
            *("Xã hội hoá", "Huy động khác", "Vốn xã hội hóa", "Hỗ trợ khác", "Nguồn khác"),
            *("MTTQ", "Mặt trận Tổ quốc", "Quỹ vì người nghèo", "Nguồn MTTQ", "Nguồn huy động"),
        ),
    )
    self_fund = HouseholdMoney(
        "Hộ tự đóng góp",
        section=_MONEY,
        headings=(
            *("Hộ đóng góp", "Hộ tự có", "Vốn tự có", "Gia đình đóng góp", "Gia đình tự có"),
            *("Hộ gia đình đóng góp", "Nhân dân đóng góp", "Dân đóng góp", "Đối ứng của hộ", "Đối ứng"),
            *("Vốn đối ứng của hộ", "Gia đình", "Gia đình đối ứng"),
            *("Tự có", "Vốn hộ gia đình", "Huy động của hộ"),
        ),
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
            "Tổng",
            "Cộng",
            "Tổng mức hỗ trợ",
            "Tổng kinh phí hỗ trợ",
            "Tổng kinh phí thực hiện",
            "Nguồn vốn thực hiện | Tổng cộng",
        ),
    )
    sum_of_sources = Computed(HouseholdMoney("Cộng các nguồn", section=_MONEY), of=SumOf(*SOURCES))

    @property
    def is_repair(self) -> bool:
        """Whether it is another support than the one the norms speak of."""
        return False

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
        "Chưa có định mức {code} có hiệu lực vào ngày {decision_date}: phần này không được đối chiếu.",
        id="G10",
        field="decision_date",
        grade=Grade.NOTE,
        about="Định mức có hiệu lực và đã xác nhận",
    )
    def norms_are_in_force_and_confirmed(self, norms: NormBook) -> bool | Finding:
        if self.decision_date is None:
            return True
        for code in (self.central_norm, self.local_norm):
            if not code:
                continue
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
        if not self.central_money:
            return True
        norm = norms.at(self.central_norm, self.decision_date)
        if norm is None or self.central_money <= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Ngân sách địa phương {local_money} đ thấp hơn mức tối thiểu {limit}; bổ sung trước khi phê duyệt.",
        id="P1-06",
        field="provincial_money",
        basis=QD_04_2023.cite("Điều 4"),
        about="Ngân sách địa phương đạt mức tối thiểu",
    )
    def local_share_reaches_norm(self, norms: NormBook) -> bool | Finding:
        norm = norms.at(self.local_norm, self.decision_date)
        local = self.local_money
        if norm is None or (local is None and not self.is_approved):
            return True
        if local is None:
            says = _("Chưa ghi phần ngân sách địa phương (tối thiểu {limit}); hãy bổ sung.")
            return Finding(basis=norm.basis, grade=Grade.WARN, sentence=says, says={"limit": norm.show()})
        if local >= norm.value:
            return True
        # The norm speaks of building one house; for a repair, and before approval, it only reminds.
        soft = norm.grade if self.is_approved and not self.is_repair else Grade.WARN
        return Finding(basis=norm.basis, grade=soft, says={"limit": norm.show()})
