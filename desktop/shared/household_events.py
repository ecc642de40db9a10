"""What became of households: a new head, a split, a merger, who left whom; each with its day and decision."""

from __future__ import annotations

from desktop.declare.fields import Choice, Date, LongText, Reference, Text
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.shared import codes
from desktop.shared.households import Household, Person

KINDS = {
    "new_head": "Đổi chủ hộ",
    "split": "Tách hộ",
    "merged": "Nhập hộ",
    "moved": "Chuyển sang hộ khác",
    "left": "Rời hộ",
    "ended": "Không còn là hộ",
}


class HouseholdEvent(Record):
    """One act on a household. What was before stays: the household that ended, the relation a member had.

    `split`: the new household came out of `other`. `merged`: the household ended and lives on in `other`.
    `moved`: a member left the household for `other`. `new_head`: `person` is head now, `former` was.
    `ended`: the household moved away or died out; or all of it went into the households that split off.
    """

    title = "Biến động của hộ"
    plural = "Biến động hộ"
    help = "Đổi chủ hộ, tách hộ, nhập hộ: làm ở trang Hộ và hỗ trợ; mỗi việc giữ ngày, quyết định và lý do."
    icon = "merge"
    key = ("household", "kind", "on", "person", "other")
    shown_by = ("kind", "on")
    listed = ("household", "on", "kind", "person", "other", "decision_number", "reason")

    household = Reference("Hộ gia đình", to=Household, required=True, goes_along=True)
    kind = Choice("Việc", KINDS, required=True)
    on = Date("Ngày", required=True, precision="day")
    person = Reference("Thành viên", to=Person)
    relation = Choice(
        "Quan hệ với chủ hộ đến ngày đó",
        codes.names(codes.relations()),
        spellings=codes.spellings(codes.relations()),
    )
    joined_on = Date("Ở hộ này từ")
    former = Reference("Chủ hộ trước", to=Person)
    other = Reference("Hộ kia", to=Household, hint="Hộ đã tách ra, hộ nhận nhập, hộ thành viên chuyển đến.")
    decision_number = Text("Số quyết định, văn bản", longest=60)
    decided_by = Text("Người quyết định", longest=120, hint="Họ tên, chức vụ.")
    reason = LongText("Lý do")

    @rule("Hộ không thể tách ra từ chính hộ đó, cũng không nhập vào chính hộ đó.", field="other")
    def other_household_is_another(self) -> bool:
        return self.other is None or self.other != self.household
