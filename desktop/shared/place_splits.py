"""Who decided how figures of a split unit are divided: by shares or by village; divides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal as Dec
from typing import Any

from desktop.declare.fields import Choice, Date, Details, LongText, Percent, Reference, Text
from desktop.declare.numbers import show_number
from desktop.declare.problems import Finding
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Answer, Rule, rule
from desktop.shared.places import Place, PlaceLink


class SplitPart(Record):
    """One part of a split unit."""

    title = "Phần chia"

    into = Reference("Về đơn vị", to=Place, required=True)
    share = Percent("Tỷ lệ", decimals=4, hint="Khi chia theo tỷ lệ: các phần cộng lại đúng 100 %.")
    village = Text("Thôn, bản", hint="Khi chia theo thôn, bản: mỗi thôn, bản một dòng.")


class SplitDecision(Record):
    """A decision on figures of one unit that belong to several on another day.

    Law: a unit that was taken over in part is divided by nobody's computer; whoever decides is named.
    """

    title = "Quyết định chia"
    plural = "Quyết định chia số liệu"
    help = (
        "Xã chia cho nhiều xã: ai quyết định chia số liệu, theo văn bản nào, theo tỷ lệ hay theo từng thôn, "
        "bản. Chưa có quyết định thì số tiền đứng ở dòng “chưa chia”."
    )
    icon = "merge"
    menu = "Danh mục"
    key = ("place", "decided_on")
    shown_by = ("place", "basis")
    listed = ("place", "how", "basis", "decided_on", "officer")

    place = Reference("Đơn vị được chia", to=Place, required=True)
    how = Choice("Chia theo", {"share": "Tỷ lệ", "village": "Từng thôn, bản"}, required=True)
    basis = Text("Căn cứ", required=True, hint="Số văn bản, biên bản bàn giao.")
    decided_on = Date("Ngày quyết định", precision="day", required=True)
    officer = Text("Người quyết định", required=True, hint="Họ tên, chức vụ.")
    note = LongText("Ghi chú")
    parts = Details("Các phần", of=SplitPart)

    @classmethod
    def begun(cls, values: Mapping[str, Any], reader: Reader) -> Mapping[str, Any]:
        """A part for each unit that took over something, or gave something; how much, somebody decides."""
        place = values.get("place")
        ends = [("old", "new"), ("new", "old")] if place else []
        linked = [
            sorted(row[0] for row in reader.totals(PlaceLink, [other], where=[Condition(end, "is", place)]))
            for end, other in ends
        ]
        into = next((units for units in linked if len(units) > 1), [])
        return {"parts": [SplitPart(into=unit) for unit in into]} if into else {}

    def is_complete(self) -> bool:
        """Whether figures can be divided by it: nothing is ever divided by half a decision."""
        if self.how == "village":
            return all(part.village for part in self.parts)
        return sum((part.share or Dec(0) for part in self.parts), Dec(0)) == 100

    @rule("Phải có ít nhất hai đơn vị nhận.", field="parts")
    def has_several_parts(self) -> bool:
        return len({part.into for part in self.parts or ()}) > 1

    @rule("Các tỷ lệ cộng lại là {sum} %, phải đúng 100 %.", field="parts", about="Tỷ lệ chia đủ 100 %")
    def shares_sum_to_one(self) -> Answer:
        total = sum((part.share or Dec(0) for part in self.parts or ()), Dec(0))
        return self.how != "share" or total == 100 or Finding(says={"sum": show_number(total)})

    @rule("Chia theo thôn, bản: mỗi dòng phải ghi tên một thôn, bản.", field="parts")
    def villages_are_named(self) -> bool:
        return self.how != "village" or all(part.village for part in self.parts or ())

    @rule("Đơn vị không thể chia về chính nó.", field="parts")
    def goes_to_others(self) -> bool:
        return all(part.into != self.place for part in self.parts or ())


def unlinked_parts(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Decisions that divide to units which neither came from nor went into the divided one."""
    for decision in reader.rows(SplitDecision, [Condition("id", "in", sorted(among))] if among else []):
        into = reader.rows(PlaceLink, [Condition("old", "is", decision.place)])
        came = reader.rows(PlaceLink, [Condition("new", "is", decision.place)])
        linked = {link.new for link in into} | {link.old for link in came}
        strange = [part.into for part in decision.parts or () if part.into not in linked]
        if strange:
            names = reader.names(Place, strange)
            yield Finding(record=decision.id or "", says={"names": ", ".join(sorted(names.values()))})


RULES = [
    Rule(
        "",
        "parts_are_linked",
        "{names} không nhận phần nào của đơn vị được chia: xem danh mục Nhập, tách địa bàn.",
        SplitDecision,
        unlinked_parts,
        field="parts",
        about="Chia về đơn vị có trong danh mục nhập, tách",
    )
]
