"""What support one household may have beside other support: dated rules kept as data; finds no household."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.declare.dates import first_day, last_day
from desktop.declare.fields import Choice, Date, Integer, LongText, Money, Text, YesNo
from desktop.declare.norms import CONFIRMED
from desktop.declare.problems import Finding, Grade
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.declare.supports import SOURCES
from desktop.declare.text import _
from desktop.shared.confidence import confidence_field
from desktop.shared.officers import NORMS
from desktop.shared.programme_lines import lasting_id, rows_of, values_of
from desktop.shared.support_kinds import KINDS

ONCE, APART, CEILING = "once", "apart", "ceiling"


class SupportLimit(Record):
    """One rule over all a household received, by which text, and from when to when it holds."""

    title = "Quy tắc hỗ trợ một hộ"
    plural = "Quy tắc hỗ trợ một hộ"
    icon = "merge"
    menu = "Danh mục"
    guarded = NORMS
    sorted_by = ("code",)
    key = ("code", "valid_from")
    shown_by = ("code", "name")
    listed = ("code", "name", "kind", "amount", "grade", "basis", "valid_from", "valid_to", "confidence")

    code = Text("Mã quy tắc", longest=40, required=True, indexed=True)
    name = Text("Tên quy tắc", spoken=str, required=True)
    kind = Choice(
        "Loại quy tắc",
        {ONCE: "Chỉ hỗ trợ một lần", APART: "Không hỗ trợ cùng nhau", CEILING: "Mức trần cộng dồn"},
        required=True,
        indexed=True,
    )
    first = Choice("Nội dung hỗ trợ", KINDS, required=True)
    second = Choice("Và nội dung", KINDS, hint="Nội dung thứ hai của quy tắc “Không hỗ trợ cùng nhau”.")
    amount = Money("Mức trần", minimum=1, hint="Chỉ ghi cho quy tắc “Mức trần cộng dồn”.")
    source = Choice("Tính nguồn vốn", SOURCES, hint="Để trống nếu cộng mọi nguồn.")
    years = Integer(
        "Trong số năm",
        minimum=1,
        maximum=100,
        unit="năm",
        hint="Chỉ xét các lần hỗ trợ trong ngần ấy năm; để trống nếu xét mọi năm.",
    )
    within_one_list = YesNo(
        "Xét cả trong cùng một danh sách",
        hint="Để trống nếu danh sách đã có quy tắc riêng về ghi trùng.",
    )
    grade = Choice(
        "Mức độ",
        {Grade.BLOCK.value: "Chặn", Grade.WARN.value: "Cảnh báo", Grade.NOTE.value: "Nhắc"},
        required=True,
    )
    basis = Text("Căn cứ pháp lý", required=True)
    valid_from = Date("Áp dụng từ", precision="day", required=True)
    valid_to = Date("Áp dụng đến", precision="day")
    confidence = confidence_field(required=True)
    note = LongText("Ghi chú", spoken=str)

    @property
    def applied_grade(self) -> Grade:
        """How grave its problems are: what is not confirmed only warns."""
        grade = Grade(self.grade)
        return Grade.WARN if grade is Grade.BLOCK and self.confidence != CONFIRMED else grade

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        ends = last_day(self.valid_to) if self.valid_to else date.max
        return first_day(self.valid_from) <= day <= ends

    @rule("Ngày hết áp dụng {valid_to} trước ngày áp dụng {valid_from}.", field="valid_to")
    def limit_ends_after_it_begins(self) -> bool:
        return self.valid_to is None or last_day(self.valid_to) >= first_day(self.valid_from)

    @rule("Ghi hai nội dung khác nhau cho quy tắc “Không hỗ trợ cùng nhau”.", field="second")
    def kinds_kept_apart_are_two(self) -> bool | Finding:
        if self.kind == APART:
            return self.second is not None and self.second != self.first
        says = _("Chỉ quy tắc “Không hỗ trợ cùng nhau” mới có nội dung thứ hai; hãy bỏ trống.")
        return self.second is None or Finding(sentence=says)

    @rule("Quy tắc “Mức trần cộng dồn” phải ghi mức trần.", field="amount")
    def ceiling_has_an_amount(self) -> bool | Finding:
        if self.kind == CEILING:
            return self.amount is not None
        says = _("Chỉ quy tắc “Mức trần cộng dồn” mới có mức trần; hãy bỏ trống.")
        return self.amount is None or Finding(sentence=says)

    @rule(
        "Quy tắc chưa xác nhận nên chỉ cảnh báo, không chặn.",
        field="grade",
        grade=Grade.NOTE,
        about="Chỉ quy tắc đã xác nhận mới chặn",
    )
    def only_a_confirmed_limit_blocks(self) -> bool:
        return self.grade != Grade.BLOCK.value or self.confidence == CONFIRMED

    @classmethod
    def first_records(cls) -> Sequence[SupportLimit]:
        """The rules the program comes with."""
        return [
            cls(id=lasting_id("limit", row["code"]), **values_of(cls, row))
            for row in rows_of("support_limits")
        ]

    @classmethod
    def example(cls) -> SupportLimit:
        """A sound rule of its own."""
        return cls(
            code="VD-1",
            name="Nhà ở chỉ hỗ trợ một lần (ví dụ)",
            kind=ONCE,
            first="house",
            grade=Grade.WARN.value,
            basis="TT 01/2022/TT-BXD",
            valid_from=date(2022, 8, 15),
            confidence=CONFIRMED,
        )
