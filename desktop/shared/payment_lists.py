"""The list behind a payment: what stood in the cases when it was closed; asks no case what it says now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from desktop.declare.fields import Computed, Date, Details, Integer, LongText, Money, Reference, Text
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Answer, Rule, rule
from desktop.declare.text import _
from desktop.shared.places import Place

Paid = tuple[str, str, str]
"""What one support is known by: its record, its kind, its household."""


class FrozenSupport(Record):
    """One support as it stood when the list was closed: written out, for it must outlive its case."""

    title = "Khoản đã chốt"

    head_name = Text("Họ và tên chủ hộ", person=True, required=True, sensitive=True)
    identity_number = Text("Số CCCD/CMND", longest=20, sensitive=True)
    village = Text("Bản")
    commune = Text("Xã")
    what = Text("Nội dung hỗ trợ")
    amount = Money("Số tiền", minimum=0)
    sources = Text("Theo nguồn vốn")
    day = Text("Ngày duyệt, nhận", longest=20)
    decision = Text("Số quyết định")
    basis = Text("Căn cứ pháp lý")
    record_type = Text("Loại hồ sơ", longest=120, required=True)
    record = Text("Mã hồ sơ", longest=40, required=True)
    kind = Text("Mã nội dung", longest=120)
    household = Text("Mã hộ trong dữ liệu", longest=40)

    @property
    def paid(self) -> Paid:
        """What it is known by."""
        return self.record, self.kind or "", self.household or ""

    @classmethod
    def example(cls) -> FrozenSupport:
        """A support of a case that is nowhere else."""
        return cls(
            head_name="Lò Văn Thí Dụ",
            amount=1_000_000,
            record_type="shared.EarlierSupport",
            record="thi-du",
            kind="house",
        )


def seal_of(rows: list[FrozenSupport] | None) -> str:
    """A short mark of all that the rows say: another one as soon as a row changes, comes or goes."""
    told = [list(row.values().values()) for row in rows or ()]
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


class PaymentList(Record):
    """The supports one decision pays, frozen: later changes of the cases do not reach it."""

    title = "Danh sách chi trả"
    plural = "Danh sách chi trả đã chốt"
    help = (
        "Các khoản hỗ trợ như hồ sơ ghi lúc chốt. Chốt từ danh sách hồ sơ: lọc, rồi chọn Xuất, “Chốt danh "
        "sách chi trả…”. Hồ sơ sau đó ghi khác đi thì chương trình nhắc; cần sửa thì chốt danh sách mới thay."
    )
    kept = "Chốt danh sách mới, ở mục “Thay danh sách” ghi danh sách này."
    open_when_kept = ("replaces", "note")
    icon = "lock"
    menu = "Theo dõi"
    key = ("number", "closed_on")
    shown_by = ("number", "closed_on")
    listed = ("number", "closed_on", "what", "commune", "count", "total", "closed_by", "replaces")

    number = Text("Số quyết định, danh sách", longest=60, required=True, indexed=True)
    closed_on = Date("Ngày chốt", precision="day", future=False, required=True, indexed=True)
    closed_by = Text("Người chốt", hint="Họ tên, chức vụ.")
    what = Text("Nội dung chi trả")
    commune = Reference("Xã", to=Place, only={"kind": "commune"}, current=True)
    taken_from = Text("Lấy từ danh sách")
    count = Computed(Integer("Số khoản hỗ trợ"), of=lambda closed: len(closed.rows or ()))
    total = Computed(
        Money("Tổng số tiền"), of=lambda closed: sum(row.amount or 0 for row in closed.rows or ())
    )
    replaces = Reference(
        "Thay danh sách", to="PaymentList", hint="Danh sách cũ hết giá trị khi có danh sách thay nó."
    )
    note = LongText("Ghi chú")
    rows = Details("Các khoản đã chốt", of=FrozenSupport, required=True)
    seal = Text("Dấu chốt", longest=16, hint="Chương trình ghi khi chốt; các dòng bị sửa thì không còn khớp.")

    @property
    def called(self) -> str:
        """The list in a sentence: `số 15/QĐ-UBND ngày 01/02/2026`."""
        says = _("số {number} ngày {day}")
        return says.format(number=self.number or "", day=PaymentList.closed_on.format(self.closed_on))

    @rule(
        "Các khoản không còn như khi chốt: không sửa danh sách đã chốt; bỏ chỗ vừa sửa, rồi chốt danh sách "
        "mới thay danh sách này.",
        field="rows",
        about="Danh sách đã chốt giữ nguyên các khoản",
    )
    def rows_are_as_closed(self) -> Answer:
        if not self.seal:
            says = _(
                "Danh sách chi trả không ghi tay: mở danh sách hồ sơ, lọc các hồ sơ, chọn Xuất, “Chốt danh "
                "sách chi trả…”."
            )
            return Finding(sentence=says)
        return bool(seal_of(self.rows) == self.seal)

    @rule("Danh sách không thể thay chính nó.", field="replaces")
    def list_replaces_another_one(self) -> bool:
        return self.replaces is None or self.replaces != self.id

    @classmethod
    def example(cls) -> PaymentList:
        """A sound list of one support."""
        rows = [FrozenSupport.example()]
        return cls(number="VD-1", closed_on=date(2026, 1, 15), rows=rows, seal=seal_of(rows))


def lists_in_force(reader: Reader, *where: Condition) -> list[PaymentList]:
    """The lists that fit and that no other list replaces, in the order they were closed.

    `Condition("rows.record", "in", ids)` means those in which these records stand.
    """
    replaced = {
        old for (old,) in reader.columns(PaymentList, ["replaces"], [Condition("replaces", "filled")])
    }
    found = (each for each in reader.rows(PaymentList, where) if each.id not in replaced)
    return sorted(found, key=lambda each: each.closed_on or date.max)


def listed_twice(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """Lists in force in which a support stands that another one has too."""
    asked = []
    if among is not None:
        own = reader.rows(PaymentList, [Condition("id", "in", sorted(among))])
        ids = {row.record or "" for each in own for row in each.rows or ()}
        asked = [Condition("rows.record", "in", sorted(ids))]
    lists = lists_in_force(reader, *asked)
    stands: dict[Paid, list[PaymentList]] = {}
    for each in lists:
        for row in each.rows or ():
            stands.setdefault(row.paid, []).append(each)
    for each in lists:
        if among is not None and each.id not in among:
            continue
        twice = [row for row in each.rows or () if any(one is not each for one in stands[row.paid])]
        if twice:
            others = {one.id or "": one for row in twice for one in stands[row.paid] if one is not each}
            yield Finding(
                record=each.id or "",
                related=tuple(others),
                says={"count": len(twice), "others": "; ".join(one.called for one in others.values())},
            )


RULES = [
    Rule(
        "",
        "support_stands_in_one_list",
        "{count} khoản của danh sách này cũng đứng ở danh sách {others}: xem có chi trả hai lần không; danh "
        "sách sửa danh sách cũ thì ghi ở mục “Thay danh sách”.",
        PaymentList,
        listed_twice,
        field="rows",
        grade=Grade.WARN,
        about="Mỗi khoản hỗ trợ ở một danh sách chi trả",
    )
]
