"""What the ledger of capital adds up to: newest figures, what is left of an act, what a match lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal as Dec
from typing import Any, NamedTuple

from desktop.declare.fields import Percent, Reference, Text, YesNo
from desktop.declare.numbers import show_number
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader, Where, filled
from desktop.declare.records import Record
from desktop.declare.rules import Rule, rule
from desktop.shared.capital import (
    LOCAL_SOURCES,
    MONEY,
    CapitalFact,
    CarryOver,
    covered_by,
    kind_field,
    year_field,
)
from desktop.shared.confidence import confidence_field
from desktop.shared.places import Place, places_wholly_within
from desktop.shared.programme import LineTree
from desktop.shared.rates import Amount, Match, match

_SUMMED = ("assigned", "adjusted", "cancelled", "allocated", "disbursed")
_IN_THE_PLAN = {"adjusted": "assigned", "cancelled": "assigned"}


class Entry(NamedTuple):
    """One line of the ledger at one cut-off date, its plan and what was paid, in whole đồng."""

    line: str
    place: str
    investor: str | None
    capital_kind: str
    source: str
    plan_year: int
    budget_year: int
    as_of: date
    plan: int
    disbursed: int
    assigned: int = 0
    adjusted: int = 0
    cancelled: int = 0
    allocated: int = 0

    @property
    def amount(self) -> Amount:
        """What the rates are made of."""
        return Amount(self.plan_year, self.budget_year, self.plan, self.disbursed)


def entries_of(reader: Reader, where: Where = ()) -> list[Entry]:
    """The newest figures of each line that fits: they are cumulative, so earlier ones are in them.

    A table of payments may say nothing of the plan, nor a plan of payments: each figure is the newest one
    told. What was changed before a plan was given anew is in that plan; changes alone make none.
    """
    rows = reader.newest(CapitalFact, MONEY, "as_of", _SUMMED, where, _IN_THE_PLAN)
    return [_entry(row) for row in rows]


def _entry(row: Sequence[Any]) -> Entry:
    *money, day, _count, assigned, adjusted, cancelled, allocated, disbursed = row
    plan = assigned + adjusted - cancelled
    amounts = (plan, disbursed, assigned, adjusted, cancelled, allocated)
    return Entry._make((*money, day or date.min, *amounts))


def entries_written_of(places: Collection[str], reader: Reader, where: Where = ()) -> list[Entry]:
    """The newest figures that were written of some places.

    Money booked at a later unit with the former one beside it is the former one's, whatever day is looked by.
    """
    among = sorted(places)
    own = [Condition("place", "in", among), Condition("old_place", "empty")]
    beside = [Condition("old_place", "in", among)]
    return [entry for which in (own, beside) for entry in entries_of(reader, [*where, *which])]


def budget_year_of(reader: Reader, where: Where = ()) -> int | None:
    """The newest budget year there are figures of."""
    years = [row[0] for row in reader.totals(CapitalFact, ["budget_year"], where=where) if row[0]]
    return max(years, default=None)


TOLD_ACTS = filled("deadline", "from_year", "to_year")
"""The acts that say enough to reckon by; a draft may not."""


class Carried(NamedTuple):
    """What became of the money an act carried over."""

    carried: int
    disbursed: int
    days: int

    @property
    def left(self) -> int:
        """What lapses if nothing more is paid."""
        return max(0, self.carried - self.disbursed)


def carried_of(act: CarryOver, entries: Iterable[Entry], day: date) -> Carried:
    """What is left of an act on a day; its own amount counts where one is named, else the plans it covers.

    `days` until the deadline is negative once it has passed.
    """
    amounts = [entry.amount for entry in entries]
    carried = sum(amount.plan for amount in amounts) if act.amount is None else act.amount
    disbursed = sum(amount.disbursed for amount in amounts)
    return Carried(carried, disbursed, (act.deadline - day).days)


def read_carried(act: CarryOver, reader: Reader, day: date, tree: LineTree | None = None) -> Carried:
    """The same from the ledger as it is stored, whatever day its places are looked at by."""
    return carried_of(act, entries_covered(act, reader, tree=tree), day)


def entries_covered(
    act: CarryOver, reader: Reader, where: Where = (), tree: LineTree | None = None
) -> list[Entry]:
    """The newest figures an act speaks of among those that fit: of its lines, of its place."""
    lines = (tree or LineTree(reader)).below(act.line) if act.line else []
    where, stored = [*covered_by(act, lines), *where], reader.as_stored()
    if not act.place:
        return entries_of(stored, where)
    return entries_written_of(places_wholly_within(act.place, reader), stored, where)


class MatchDuty(Record):
    """What share of the central money of a year a locality must put in of its own.

    Law: QĐ 39/2021/QĐ-TTg, Điều 6(1); the ratio is data because no official text confirmed one.
    """

    title = "Yêu cầu đối ứng"
    icon = "merge"
    menu = "Vốn"
    key = ("place", "year", "capital_kind")
    shown_by = ("year", "place")

    place = Reference("Địa phương", to=Place, required=True)
    year = year_field("Năm kế hoạch vốn", required=True)
    capital_kind = kind_field(hint="Để trống nếu tính chung hai loại.")
    ratio = Percent(
        "Tỷ lệ đối ứng", minimum=0, required=True, hint="Phần trăm của vốn NSTW được giao trong năm."
    )
    basis = Text("Căn cứ", required=True)
    is_exempt = YesNo("Được miễn")
    exemption = Text("Căn cứ miễn")
    confidence = confidence_field()

    @rule("Được miễn đối ứng thì phải ghi căn cứ miễn.", field="exemption")
    def exemption_has_a_basis(self) -> bool:
        return not self.is_exempt or bool(self.exemption)


TOLD_DUTIES = filled("place", "year", "ratio")
"""The duties that say enough to reckon by; a draft may not."""


def read_match(duty: MatchDuty, reader: Reader, ratio: Dec | None = None, until: Where = ()) -> Match:
    """What a duty asks and what the ledger provides; `ratio` asks what if another one were required.

    `until` may keep to figures of the ledger up to a day.

    A duty stays that of its own place as it was, whatever day places are looked at by: where two provinces
    became one, each has matched its own money at its own ratio.
    """
    where = [
        Condition("plan_year", "is", duty.year),
        Condition("budget_year", "is", duty.year),
        *until,
    ]
    if duty.capital_kind:
        where.append(Condition("capital_kind", "is", duty.capital_kind))
    central = provided = 0
    places = places_wholly_within(duty.place, reader)
    for entry in entries_written_of(places, reader.as_stored(), where):
        if entry.source == "central":
            central += entry.plan
        elif entry.source in LOCAL_SOURCES:
            provided += entry.plan
    asked = duty.ratio if ratio is None else ratio
    return match(central, provided, asked, is_exempt=bool(duty.is_exempt) and ratio is None)


def _short(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    duties: Sequence[MatchDuty] = list(reader.rows(MatchDuty, TOLD_DUTIES))
    for duty in duties:
        if among is not None and duty.id not in among:
            continue
        found = read_match(duty, reader)
        if found.short:
            says = {
                "short": CapitalFact.assigned.format(found.short),
                "percent": show_number(found.short_percent or 0),
                "required": CapitalFact.assigned.format(found.required),
            }
            yield Finding(record=duty.id or "", says=says, basis=duty.basis)


MATCH_RULES = [
    Rule(
        "",
        "match_is_provided",
        "Đối ứng còn thiếu {short} ({percent} % của {required} phải bố trí): "
        "năm sau NSTW có thể bị giảm tương ứng.",
        MatchDuty,
        _short,
        field="ratio",
        grade=Grade.WARN,
        about="Bố trí đủ vốn đối ứng",
    )
]
