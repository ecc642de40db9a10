"""The part of a support that goes on to the next household: due, received, overdue; knows no group."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.api import (
    Choice,
    Computed,
    Condition,
    Date,
    Day,
    Finding,
    LongText,
    Money,
    Percent,
    Reader,
    Reference,
    Text,
    Where,
    last_day,
    rule,
)
from desktop.shared.programme_texts import ND_27_2022
from project3_value_chain.belongings import OfProject, project_commune_field
from project3_value_chain.members import ProjectMember

_DUE, _DONE = "Phải thu", "Đã thu, chuyển tiếp"
STATES = {"none": "Chưa thu", "part": "Thu một phần", "done": "Đã thu đủ"}


def state_of(due: Any) -> str:
    """How much of a due came in; whether its day has passed is asked of the calendar, not kept."""
    received = due.received or 0
    return "done" if received >= due.amount else "part" if received else "none"


def is_past(due_on: Day, today: date) -> bool:
    """Whether a deadline is over: that of a month or a year told alone is its last day."""
    return last_day(due_on) < today


def overdue(reader: Reader, where: Where, today: date) -> tuple[Condition, ...]:
    """Which dues that fit are overdue and not paid in full."""
    late = [*where, Condition("due_on", "to", today), Condition("standing", "is_not", "done")]
    rows = reader.columns(RevolvingDue, ["id", "due_on"], late)
    return (Condition("id", "in", [id for id, due_on in rows if is_past(due_on, today)]),)


class RevolvingDue(OfProject):
    """What one household gives back on one day, in money or in kind, and who gets it next."""

    title = "Quay vòng vốn"
    plural = "Quay vòng vốn"
    icon = "refresh"
    key = ("project", "project_number", "payer_name", "due_on")
    shown_by = ("payer_name",)
    listed = ("payer_name", "project", "form", "amount", "due_on", "received", "standing", "next_name")

    commune = project_commune_field()
    payer_name = Text("Hộ phải hoàn trả", person=True, required=True, sensitive=True, section=_DUE)
    payer = Reference("Hộ trong dự án", to=ProjectMember, section=_DUE)
    rate = Percent(
        "Tỷ lệ quay vòng",
        minimum=0,
        maximum=100,
        section=_DUE,
        hint="Theo quy chế của tỉnh, của nhóm; để trống nếu chưa có.",
    )
    form = Choice(
        "Hình thức",
        {"money": "Tiền", "kind": "Hiện vật"},
        spellings={
            "money": ("Bằng tiền", "Tiền mặt", "Chuyển khoản"),
            "kind": ("Bằng hiện vật", "Con giống", "Cây giống", "Bê", "Nghé", "Giống"),
        },
        section=_DUE,
        headings=("Hình thức hoàn trả", "Hình thức quay vòng"),
    )
    amount = Money(
        "Phải hoàn trả",
        required=True,
        section=_DUE,
        hint="Hiện vật thì ghi giá trị.",
        headings=("Số phải hoàn trả", "Số tiền phải hoàn trả", "Phải thu"),
    )
    due_on = Date("Hạn hoàn trả", required=True, indexed=True, section=_DUE)
    received = Money("Đã thu", section=_DONE)
    received_on = Date("Ngày thu", section=_DONE)
    next_name = Text("Hộ nhận tiếp", person=True, sensitive=True, section=_DONE)
    passed_on = Date("Ngày chuyển tiếp", section=_DONE)
    standing = Computed(Choice("Tình trạng thu", STATES, section=_DONE), of=state_of, indexed=True)
    note = LongText("Ghi chú", longest=2000, section=_DONE)

    @classmethod
    def example(cls) -> RevolvingDue:
        """A sound due of some project."""
        return cls(
            project_number=12,
            payer_name="Giàng A Ví Dụ",
            form="money",
            amount=5_000_000,
            due_on=date(2025, 12, 31),
            received=5_000_000,
            received_on=date(2025, 12, 20),
            next_name="Lò Thị Ví Dụ",
        )

    @rule(
        "Đã thu {received} đ, nhiều hơn số phải hoàn trả {amount} đ.",
        id="P3-16",
        field="received",
        warns=True,
        basis=ND_27_2022.number,
        about="Thu hồi không quá số phải hoàn trả",
    )
    def recovered_is_within_what_was_due(self) -> bool:
        return self.received is None or self.received <= self.amount

    @rule(
        "Quá hạn {due_on}, còn thiếu {missing} đ; nhắc hộ hoặc ghi lý do.",
        id="P3-16",
        field="due_on",
        warns=True,
        basis=ND_27_2022.number,
        about="Thu hồi đúng hạn",
    )
    def due_is_not_overdue(self) -> bool | Finding:
        missing = self.amount - (self.received or 0)
        if missing <= 0 or not is_past(self.due_on, date.today()):
            return True
        return Finding(says={"missing": type(self).amount.format(missing)})

    @rule(
        "Đã thu đủ nhưng chưa ghi hộ nhận tiếp.",
        id="P3-16",
        field="next_name",
        warns=True,
        basis=ND_27_2022.number,
        about="Vốn thu hồi có hộ nhận tiếp",
    )
    def recovered_support_goes_on(self) -> bool:
        return not self.received or self.received < self.amount or bool(self.next_name)
