"""One production project of Project 3 whole: group, steps, money and results; knows no store."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec
from types import MappingProxyType
from typing import Any

from desktop.api import (
    Choice,
    Computed,
    Decimal,
    Finding,
    Grade,
    Integer,
    LongText,
    Money,
    Norm,
    NormBook,
    Percent,
    _,
    rule,
    show_number,
)
from desktop.shared.programme_texts import ND_27_2022
from project3_value_chain import norms as codes
from project3_value_chain.groups import percent
from project3_value_chain.kinds import AREAS
from project3_value_chain.steps import SteppedProject
from project3_value_chain.texts import ND_38_2023

_MONEY, _OWN, _PAID, _RESULT = "Kinh phí", "Đối ứng của dân", "Giải ngân, quyết toán", "Kết quả"

CEILINGS = {"chain": codes.CHAIN, "community": codes.COMMUNITY, "diversification": codes.COMMUNITY}
TASK_REASONS = {
    "tried": "Đã thử chuỗi, cộng đồng nhưng không thực hiện được",
    "disaster": "Hộ bị thiên tai, rủi ro",
    "weak": "Nhóm yếu thế",
    "defence": "Gắn với quốc phòng, an ninh",
    "gender": "Bình đẳng giới",
    "technology": "Ứng dụng công nghệ mới",
}
_ROUNDING = Dec("0.06")
"""A share written with one decimal differs from the exact one by no more than this."""


class ProductionProject(SteppedProject):
    """A project by chain, community, diversification of livelihoods, or task."""

    title = "Dự án sản xuất"
    plural = "Dự án sản xuất"
    help = "Liên kết chuỗi giá trị, sản xuất cộng đồng, đa dạng hóa sinh kế, dự án theo nhiệm vụ."
    icon = "plant"
    key = ("name", "commune", "decision_no")
    known_by = MappingProxyType({"number": ("commune", "list_year")})
    shown_by = ("name",)
    listed = (
        "name",
        "form",
        "product",
        "commune",
        "households",
        "target_share",
        "state_money",
        "share",
        "disbursed",
        "waits_for",
    )
    norms = NormBook(codes.NORMS)

    total = Money(
        "Tổng kinh phí",
        section=_MONEY,
        headings=("Kinh phí thực hiện | Tổng", "Tổng cộng", "Tổng vốn", "Tổng vốn thực hiện", "Tổng chi phí"),
    )
    state_money = Money(
        "NSNN hỗ trợ",
        section=_MONEY,
        headings=("Ngân sách nhà nước", "Vốn NSNN", "NSNN", "Vốn ngân sách hỗ trợ"),
    )
    direct_money = Money(
        "Trong đó hỗ trợ trực tiếp hộ",
        section=_MONEY,
        headings=("Hỗ trợ trực tiếp", "Hỗ trợ sản xuất trực tiếp"),
    )
    common_money = Computed(
        Money("Trong đó chi phí chung", section=_MONEY),
        of=lambda project: project.state_money - project.direct_money,
    )
    credit = Money(
        "Vốn vay", section=_MONEY, headings=("Tín dụng", "Vay NHCSXH", "Vay vốn NHCSXH", "Vốn vay NHCSXH")
    )
    other_money = Money("Vốn khác", section=_MONEY, headings=("Doanh nghiệp góp", "Lồng ghép"))
    people_money = Money(
        "Dân đóng góp",
        section=_MONEY,
        headings=(
            *("Đối ứng", "Vốn đối ứng", "Hộ đóng góp", "Đối ứng của dân", "Vốn dân", "Dân góp"),
            "Vốn dân góp",
        ),
    )
    stated_share = Percent(
        "Tỷ lệ NSNN theo hồ sơ",
        minimum=0,
        maximum=100,
        section=_MONEY,
        headings=("Tỷ lệ NSNN (%)", "Tỷ lệ NSNN", "Tỷ lệ hỗ trợ"),
    )
    share = Computed(
        Percent("Tỷ lệ NSNN", minimum=0, maximum=100, section=_MONEY),
        of=lambda project: percent(project.state_money, project.total),
        against=lambda project, norms: project.lowest_ceiling(norms),
    )
    task_reason = Choice("Lý do giao nhiệm vụ", TASK_REASONS, section=_MONEY)

    people_cash = Money("Đối ứng bằng tiền", section=_OWN)
    people_days = Integer("Đối ứng ngày công", minimum=0, unit="công", section=_OWN)
    people_labour = Money("Giá trị ngày công", section=_OWN)
    people_kind = Money(
        "Đối ứng bằng hiện vật", section=_OWN, hint="Giá trị đất, chuồng trại, vật tư của hộ."
    )
    counterpart_done = Money("Đối ứng đã thực hiện", section=_OWN, hint="Tiền, công, hiện vật đã góp thật.")

    disbursed = Money(
        "Đã giải ngân", section=_PAID, headings=("Giải ngân", "Số đã giải ngân", "Đã thanh toán")
    )
    settled = Money("Đã quyết toán", section=_PAID, headings=("Quyết toán",))
    undisbursed = Computed(
        Money("Chưa giải ngân", section=_PAID),
        of=lambda project: project.state_money - (project.disbursed or 0),
    )

    yield_amount = Decimal("Sản lượng", unit="tấn", minimum=0, section=_RESULT)
    income_rise = Money("Thu nhập tăng thêm một hộ một năm", minimum=None, section=_RESULT)
    jobs = Integer("Việc làm tạo thêm", minimum=0, unit="người", section=_RESULT)
    left_poverty = Integer("Hộ thoát nghèo nhờ dự án", minimum=0, unit="hộ", section=_RESULT)
    note = LongText("Ghi chú", longest=4000, section=_RESULT)

    @classmethod
    def example(cls) -> ProductionProject:
        """A sound project; the commune stays empty, as in every example."""
        return cls(
            number=1,
            name="Dự án trồng cà phê bản Ví Dụ",
            form="community",
            product="Cà phê",
            area=Dec("12.5"),
            village="Bản Ví Dụ",
            area_type="dbkk",
            group_kind="households",
            households=20,
            poor=10,
            near_poor=5,
            escaped=1,
            others=4,
            minority_households=20,
            women_heads=4,
            mentors=1,
            decision_no="01/QĐ-UBND",
            decision_date=date(2024, 5, 14),
            decision_by="UBND huyện Điện Biên Đông",
            starts_on=date(2024, 6, 1),
            ends_on=date(2025, 12, 31),
            status="running",
            total=1_000_000_000,
            state_money=900_000_000,
            direct_money=820_000_000,
            people_money=100_000_000,
            disbursed=500_000_000,
        )

    @classmethod
    def find(cls, text: str, hints: Any, reader: Any) -> Any:
        """Ids of the projects `text` may mean: a running number of the list, or a name."""
        from desktop.api import Condition

        digits = text.strip()
        if digits.isascii() and digits.isdigit():
            return [each.id for each in reader.rows(cls, [Condition("number", "is", int(digits))])]
        return super().find(text, hints, reader)

    def lowest_ceiling(self, norms: NormBook) -> Norm | None:
        """The norm that caps the share of state money: of several kinds of area the lowest."""
        code = CEILINGS.get(self.form)
        if code is None or not self.area_type:
            return None
        norm = norms.at(code, self.decision_date, area=self.area_type)
        if self.second_area is None:
            return norm
        second = norms.at(code, self.decision_date, area=self.second_area)
        return second if norm is None or (second and second.value < norm.value) else norm

    @rule(
        "NSNN {state_money} + vay {credit} + dân góp {people_money} + khác {other_money} khác tổng kinh phí "
        "{total} (lệch {gap} đ); sửa nguồn ghi sai.",
        id="G01",
        field="people_money",
        about="Tổng kinh phí bằng cộng các nguồn",
    )
    def total_is_the_sum_of_its_sources(self) -> bool | Finding:
        if self.total is None or self.state_money is None or self.people_money is None:
            return True
        gap = self.state_money + (self.credit or 0) + (self.other_money or 0) + self.people_money - self.total
        return gap == 0 or Finding(says={"gap": show_number(gap)})

    @rule(
        "Đối ứng bằng tiền, công, hiện vật cộng được {added} đ, khác “Dân đóng góp” {people_money} đ.",
        id="G01",
        field="people_money",
        about="Đối ứng bằng cộng tiền, công, hiện vật",
    )
    def counterpart_is_the_sum_of_its_parts(self) -> bool | Finding:
        cash, labour, kind = self.people_cash, self.people_labour, self.people_kind
        if self.people_money is None or (cash is None and labour is None and kind is None):
            return True
        added = (cash or 0) + (labour or 0) + (kind or 0)
        return added == self.people_money or Finding(says={"added": show_number(added)})

    @rule(
        "Hỗ trợ trực tiếp hộ {direct_money} đ nhiều hơn NSNN hỗ trợ {state_money} đ.",
        id="P3-11",
        field="direct_money",
        about="Hỗ trợ trực tiếp nằm trong NSNN hỗ trợ",
    )
    def direct_support_is_within_state_money(self) -> bool:
        return self.direct_money is None or self.state_money is None or self.direct_money <= self.state_money

    @rule(
        "Đã giải ngân {disbursed} đ, nhiều hơn NSNN được duyệt {state_money} đ.",
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
        "Hồ sơ ghi tỷ lệ NSNN {stated_share}, nhưng {state_money} trên {total} là {share}.",
        field="stated_share",
        warns=True,
        about="Tỷ lệ NSNN khớp với số tiền",
    )
    def stated_share_is_the_computed_one(self) -> bool:
        if self.stated_share is None or not self.total or self.state_money is None:
            return True
        return abs(self.stated_share - Dec(100 * self.state_money) / self.total) <= _ROUNDING

    @rule(
        "NSNN hỗ trợ {share} tổng kinh phí, vượt trần {limit} ({form}, địa bàn {area}).",
        id="P3-01",
        field="stated_share",
        basis=ND_38_2023.cite("Điều 1(12), 1(13)"),
        about="NSNN hỗ trợ trong trần của hình thức, địa bàn",
    )
    def state_share_is_within_the_ceiling(self, norms: NormBook) -> bool | Finding:
        if not self.total or self.state_money is None or self.form == "task":
            return True
        norm = self.lowest_ceiling(norms)
        if norm is None or 100 * self.state_money <= norm.value * self.total:
            return True
        field = "stated_share" if self.stated_share is not None else "state_money"
        says = {"limit": norm.show(), "area": _(AREAS[norm.area]).lower()}
        return Finding(field=field, basis=norm.basis, grade=norm.grade, says=says)

    @rule(
        "Chưa xác nhận được trần hỗ trợ vào ngày {decision_date} ({limit}): vượt trần chỉ là cảnh báo.",
        id="G10",
        field="decision_date",
        grade=Grade.NOTE,
        about="Trần hỗ trợ có hiệu lực và đã xác nhận",
    )
    def ceiling_is_in_force_and_confirmed(self, norms: NormBook) -> bool | Finding:
        if self.decision_date is None or self.form == "task" or not self.area_type:
            return True
        norm = self.lowest_ceiling(norms)
        if norm is None:
            return Finding(says={"limit": _("chưa có định mức")})
        return norm.is_confirmed or Finding(basis=norm.basis, says={"limit": norm.show()})

    @rule(
        "NSNN hỗ trợ {state_money} đ vượt mức tối đa {limit} của một dự án theo nhiệm vụ.",
        id="P3-10",
        field="state_money",
        basis=ND_27_2022.cite("Điều 23"),
        about="Dự án nhiệm vụ trong mức tối đa",
    )
    def task_is_within_its_maximum(self, norms: NormBook) -> bool | Finding:
        if self.form != "task" or self.state_money is None:
            return True
        norm = norms.at(codes.TASK, self.decision_date)
        if norm is None or self.state_money <= norm.value:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Hỗ trợ trực tiếp cho sản xuất {direct_money} trên {state_money} đ, dưới mức tối thiểu {limit}.",
        id="P3-10",
        field="direct_money",
        basis=ND_27_2022.cite("Điều 23"),
        about="Dự án nhiệm vụ chi đủ cho sản xuất trực tiếp",
    )
    def task_spends_enough_on_production(self, norms: NormBook) -> bool | Finding:
        if self.form != "task" or not self.state_money or self.direct_money is None:
            return True
        norm = norms.at(codes.TASK_DIRECT, self.decision_date)
        if norm is None or 100 * self.direct_money >= norm.value * self.state_money:
            return True
        return Finding(basis=norm.basis, grade=norm.grade, says={"limit": norm.show()})

    @rule(
        "Dự án theo nhiệm vụ phải ghi lý do: chỉ giao khi không làm được bằng chuỗi, cộng đồng hoặc cho nhóm "
        "đặc thù.",
        id="P3-10",
        field="task_reason",
        basis=ND_27_2022.cite("Điều 23"),
        about="Dự án nhiệm vụ có lý do",
    )
    def task_has_a_reason(self) -> bool:
        return self.form != "task" or self.task_reason is not None

    @rule(
        "Đã quyết toán mà đối ứng thực hiện {counterpart_done} đ ít hơn cam kết {people_money} đ.",
        id="P3-12",
        field="counterpart_done",
        warns=True,
        basis=ND_27_2022.cite("Điều 22(1)"),
        about="Đối ứng đủ như cam kết khi quyết toán",
    )
    def counterpart_is_given_by_settlement(self) -> bool:
        if self.settled_on is None and not self.settled:
            return True
        return not self.people_money or (self.counterpart_done or 0) >= self.people_money
