"""The ledger of capital: what was planned, allocated, paid and settled of which money; draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from desktop.declare.fields import Choice, Computed, Date, Integer, LongText, Money, Percent, Reference, Text
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule, rule
from desktop.shared.places import UNITS, Place
from desktop.shared.programme import ProgrammeLine
from desktop.shared.rates import share

CAPITAL_KINDS = {"investment": "Đầu tư phát triển", "recurrent": "Sự nghiệp"}
SOURCES = {
    "central": "Ngân sách trung ương",
    "local": "Ngân sách địa phương",
    "province": "Ngân sách tỉnh",
    "district": "Ngân sách huyện",
    "commune": "Ngân sách xã",
    "credit": "Vốn tín dụng chính sách",
    "integrated": "Vốn lồng ghép",
    "people_cash": "Dân góp tiền",
    "people_labour": "Dân góp công lao động",
    "people_kind": "Dân góp vật liệu, hiện vật",
    "other": "Huy động khác",
}
LOCAL_SOURCES = ("local", "province", "district", "commune")
"""Budgets that count as matching money; `local` is one that is not told apart further."""

MONEY = ("line", "place", "investor", "capital_kind", "source", "plan_year", "budget_year")
"""What tells one sum of money from another; its lines differ by their cut-off date."""

_SPELLINGS = {
    "central": ["NSTW", "Vốn NSTW", "Nguồn NSTW", "Trung ương"],
    "local": ["NSĐP", "Vốn NSĐP", "Nguồn NSĐP", "Địa phương", "Đối ứng"],
    "province": ["NS tỉnh", "Tỉnh"],
    "district": ["NS huyện", "Huyện"],
    "commune": ["NS xã", "Xã"],
    "credit": ["Vốn tín dụng", "Tín dụng"],
    "integrated": ["Lồng ghép"],
    "people_cash": ["Dân góp", "Tiền dân góp", "Đóng góp của dân", "Người dân đóng góp"],
    "people_labour": ["Ngày công", "Công lao động", "Dân góp công", "Dân góp ngày công"],
    "people_kind": ["Hiện vật", "Vật liệu", "Dân góp hiện vật", "Dân góp vật liệu"],
    "other": ["Vốn khác", "Khác"],
}
_KIND_SPELLINGS = {
    "investment": ["Đầu tư", "Vốn đầu tư", "ĐTPT", "Vốn đầu tư phát triển"],
    "recurrent": ["Vốn sự nghiệp", "SN", "Chi thường xuyên", "CTX"],
}
_LEAST, _MOST = 1_000_000, 10**14
"""Below, an amount was likely typed in triệu; above, it would pass the money of the whole Programme."""


def kind_field(**options: Any) -> Choice:
    """Investment or recurrent money."""
    return Choice(
        "Loại vốn", CAPITAL_KINDS, spellings=_KIND_SPELLINGS, in_titles=("ĐTPT",), indexed=True, **options
    )


def source_field(**options: Any) -> Choice:
    """Whose money it is."""
    return Choice(
        "Nguồn vốn", SOURCES, spellings=_SPELLINGS, in_titles=("NSTW", "NSĐP"), indexed=True, **options
    )


def year_field(label: str, **options: Any) -> Integer:
    """A year of plan or budget."""
    return Integer(label, minimum=2010, maximum=2100, grouped=False, indexed=True, **options)


class CapitalFact(Record):
    """One line of the ledger, cumulative up to its cut-off date.

    Law: plan and disbursement by TT 37/2025 are told apart by plan year, source and kind of capital.
    """

    title = "Dòng vốn"
    plural = "Giao vốn, giải ngân"
    icon = "money"
    menu = "Vốn"
    key = (*MONEY, "as_of")
    shown_by = ("plan_year", "source")
    listed = (
        *("line", "place", "source", "plan_year", "plan", "disbursed", "rate"),
        *("as_of", "budget_year", "capital_kind", "investor"),
    )

    line = Reference("Nội dung", to=ProgrammeLine, hints=("under",), required=True, section="Vốn nào")
    under = Text("Thuộc dự án", hint="Như ghi trong bảng; giúp tìm đúng tiểu dự án.", section="Vốn nào")
    place = Reference(
        "Địa bàn",
        to=Place,
        current=True,
        as_written="old_place",
        required=True,
        section="Vốn nào",
        headings=UNITS,
    )
    old_place = Reference("Địa bàn khi lập bảng", to=Place, section="Vốn nào")
    investor = Text(
        "Chủ đầu tư",
        indexed=True,
        section="Vốn nào",
        headings=(
            *("Đơn vị chủ đầu tư", "Đơn vị thực hiện", "Cơ quan, đơn vị thực hiện", "Chủ dự án"),
            *("Đơn vị sử dụng ngân sách", "Đơn vị được giao vốn"),
        ),
    )
    capital_kind = kind_field(
        required=True, section="Vốn nào", headings=("Tính chất vốn", "Tính chất nguồn vốn")
    )
    source = source_field(
        required=True, section="Vốn nào", headings=("Nguồn", "Nguồn kinh phí", "Nguồn ngân sách")
    )
    plan_year = year_field(
        "Năm kế hoạch", required=True, section="Vốn nào", headings=("Năm giao vốn", "Vốn của năm")
    )
    budget_year = year_field(
        "Năm ngân sách",
        required=True,
        section="Vốn nào",
        hint="Năm được chi; sau năm kế hoạch là vốn kéo dài.",
        headings=("Niên độ ngân sách", "Niên độ"),
    )
    as_of = Date(
        "Số liệu đến ngày",
        precision="day",
        required=True,
        indexed=True,
        section="Vốn nào",
        headings=("Tính đến ngày", "Ngày chốt số liệu", "Thời điểm chốt số liệu"),
    )

    assigned = Money("Kế hoạch giao", section="Kế hoạch")
    adjusted = Money("Điều chỉnh tăng, giảm", minimum=None, section="Kế hoạch")
    cancelled = Money("Hủy dự toán, thu hồi", section="Kế hoạch")
    plan = Computed(
        Money("Kế hoạch được sử dụng", minimum=None, section="Kế hoạch"),
        of=lambda fact: fact.assigned + (fact.adjusted or 0) - (fact.cancelled or 0),
    )
    allocated = Money("Đã phân bổ chi tiết", section="Kế hoạch")
    disbursed = Money("Đã giải ngân", section="Thực hiện", hint="Lũy kế đến ngày chốt số liệu.")
    advance = Money("Trong đó tạm ứng", section="Thực hiện")
    settled = Money("Đã quyết toán", section="Thực hiện")
    rate = Computed(
        Percent("Tỷ lệ giải ngân", decimals=1, section="Thực hiện"),
        of=lambda fact: share(fact.disbursed, fact.plan),
    )
    note = LongText("Ghi chú", section="Thực hiện")

    @rule(
        "Năm kế hoạch {plan_year} sau năm ngân sách {budget_year}: vốn không thể chi trước năm giao.",
        field="plan_year",
    )
    def plan_is_not_later_than_budget(self) -> bool:
        return self.plan_year <= self.budget_year

    @rule("Kế hoạch còn {plan} sau điều chỉnh và thu hồi: không thể âm.", field="adjusted", id="G01")
    def plan_is_not_negative(self) -> bool:
        return self.plan is None or self.plan >= 0

    @rule("Phân bổ chi tiết {allocated} vượt kế hoạch được sử dụng {plan}.", field="allocated", id="G02")
    def allocation_is_within_plan(self) -> bool:
        return self.plan is None or self.allocated is None or self.allocated <= self.plan

    @rule("Đã giải ngân {disbursed} vượt kế hoạch được sử dụng {plan}.", field="disbursed", id="G02")
    def disbursement_is_within_plan(self) -> bool:
        return self.plan is None or self.disbursed is None or self.disbursed <= self.plan

    @rule("Tạm ứng {advance} lớn hơn tổng đã giải ngân {disbursed}.", field="advance", id="G02")
    def advance_is_part_of_disbursement(self) -> bool:
        return self.advance is None or self.advance <= (self.disbursed or 0)

    @rule("Đã quyết toán {settled} lớn hơn số đã giải ngân {disbursed}.", field="settled", id="G02")
    def settlement_is_within_disbursement(self) -> bool:
        return self.settled is None or self.settled <= (self.disbursed or 0)

    @rule(
        "{amount}: số tiền khó có thật; kiểm tra đơn vị tính đồng hay triệu đồng.",
        field="assigned",
        id="G04",
        warns=True,
        about="Số tiền đúng đơn vị tính",
    )
    def amounts_are_in_their_unit(self) -> bool | Finding:
        for name in ("assigned", "allocated", "disbursed"):
            amount = getattr(self, name)
            if amount and not _LEAST <= amount <= _MOST:
                return Finding(field=name, says={"amount": type(self).fields[name].format(amount)})
        return True

    @rule("Số liệu đến {as_of}, trước năm ngân sách {budget_year}.", field="as_of", warns=True)
    def figures_are_of_the_budget_year(self) -> bool:
        return self.as_of.year >= self.budget_year


class CarryOver(Record):
    """An act by which money of one plan year may still be spent in a later year.

    Without a line, a kind of capital, a source or a place it speaks of all of them.
    """

    title = "Văn bản kéo dài vốn"
    icon = "calendar"
    menu = "Vốn"
    key = ("basis", "from_year", "to_year", "capital_kind", "source", "line", "place")
    shown_by = ("basis",)

    basis = Text(
        "Văn bản cho phép", required=True, indexed=True, hint="Số, ngày của nghị quyết hoặc quyết định."
    )
    from_year = year_field("Vốn của năm", required=True)
    to_year = year_field("Được chi trong năm", required=True)
    deadline = Date("Hạn giải ngân", precision="day", required=True)
    capital_kind = kind_field(hint="Để trống nếu cả hai loại.")
    source = source_field(hint="Để trống nếu mọi nguồn.")
    line = Reference("Dự án, nội dung", to=ProgrammeLine, hint="Để trống nếu toàn Chương trình.")
    place = Reference("Tỉnh, xã", to=Place, hint="Để trống nếu mọi địa bàn.")
    amount = Money("Số vốn được kéo dài")
    note = LongText("Ghi chú")

    @rule("Năm được chi {to_year} phải sau năm của vốn {from_year}.", field="to_year")
    def money_is_carried_forward(self) -> bool:
        return self.to_year > self.from_year

    @rule("Hạn giải ngân {deadline} trước năm được chi {to_year}.", field="deadline")
    def deadline_is_in_the_year_of_spending(self) -> bool:
        return self.deadline.year >= self.to_year


def covered_by(act: CarryOver, lines: Sequence[str]) -> list[Condition]:
    """The ledger lines an act speaks of, wherever; `lines` are those under the one it names, if any."""
    where = [Condition("plan_year", "is", act.from_year), Condition("budget_year", "is", act.to_year)]
    for name in ("capital_kind", "source"):
        if getattr(act, name):
            where.append(Condition(name, "is", getattr(act, name)))
    if act.line:
        where.append(Condition("line", "in", list(lines)))
    return where


def _without_act(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    """One finding for each plan year, budget year and kind of capital, not one for each line."""
    acts = [(act.from_year, act.to_year, act.capital_kind) for act in reader.rows(CarryOver)]
    where = [] if among is None else [Condition("id", "in", list(among))]
    for plan_year, budget_year, kind, count in reader.totals(
        CapitalFact, ["plan_year", "budget_year", "capital_kind"], where=where
    ):
        if plan_year is None or budget_year is None or plan_year >= budget_year:
            continue
        if {(plan_year, budget_year, each) for each in (kind, None)} & set(acts):
            continue
        same = [
            *where,
            Condition("plan_year", "is", plan_year),
            Condition("budget_year", "is", budget_year),
            Condition("capital_kind", "is", kind),
        ]
        for first in reader.rows(CapitalFact, same, limit=1):
            says = {"plan_year": plan_year, "budget_year": budget_year, "count": count}
            says["kind"] = CapitalFact.capital_kind.format(kind)
            yield Finding(record=first.id or "", says=says)


RULES = [
    Rule(
        "",
        "carried_money_has_an_act",
        "Vốn {plan_year} chi trong năm {budget_year} ({kind}, {count} dòng) chưa có văn bản kéo dài: "
        "hãy ghi văn bản và hạn giải ngân.",
        CapitalFact,
        _without_act,
        field="plan_year",
        grade=Grade.WARN,
        about="Vốn kéo dài có văn bản cho phép",
    )
]
