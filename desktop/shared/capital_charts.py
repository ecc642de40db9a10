"""Questions on capital answered by a drawing: rates, sources, carried-over money, matching; no painter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal as Dec

from desktop.declare.charts import BarChart, Chart, Drawing, ProgressChart, Series
from desktop.declare.numbers import show_number
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.text import _
from desktop.shared.capital import CAPITAL_KINDS, SOURCES, CapitalFact, CarryOver
from desktop.shared.ledger import (
    TOLD_ACTS,
    TOLD_DUTIES,
    Entry,
    MatchDuty,
    budget_year_of,
    entries_of,
    read_carried,
    read_match,
)
from desktop.shared.places import Place
from desktop.shared.programme import LineTree
from desktop.shared.rates import Rate, Rates, rates

_MILLION = 1_000_000


def in_millions(amount: int) -> Dec:
    """An amount as charts tell it, in triệu đồng."""
    return Dec(amount) / _MILLION


def shown_millions(amount: int) -> str:
    """The same as a sentence tells it."""
    return show_number(round(in_millions(amount), 1))


def _of_newest_year(reader: Reader, where: Where) -> tuple[int, Where, list[Entry]]:
    """Plans of one year stand again in the next as carried over: only one budget year can be added up."""
    year = budget_year_of(reader, where) or 0
    own = (*where, Condition("budget_year", "is", year))
    return year, own, entries_of(reader, own)


def answer_rates(reader: Reader, where: Where) -> Drawing:
    """Three rates for each project: this year's money, carried-over money, both."""
    year, where, entries = _of_newest_year(reader, where)
    if not entries:
        return Drawing(unit="%", sentence=_("Chưa có số liệu vốn."))
    tree = LineTree(reader)
    by_project: dict[str, list[Entry]] = {}
    for entry in entries:
        by_project.setdefault(tree.project_of(entry.line), []).append(entry)
    projects = tree.in_order(list(by_project))
    found = [rates(entry.amount for entry in by_project[project]) for project in projects]
    below = [Condition("line", "in", tree.below(project)) for project in projects]
    kinds: list[tuple[str, Callable[[Rates], Rate], Where]] = [
        (
            _("Vốn năm {year}").format(year=year),
            lambda one: one.this_year,
            [Condition("plan_year", "is", year)],
        ),
        (_("Vốn kéo dài"), lambda one: one.carried, [Condition("plan_year", "to", year - 1)]),
        (_("Chung"), lambda one: one.total, []),
    ]
    series = tuple(
        Series(
            name,
            tuple(rate_of(one).percent for one in found),
            tuple((*where, under, *more) for under in below),
        )
        for name, rate_of, more in kinds
    )
    whole = rates(entry.amount for entry in entries)
    says = _("Năm {year}: vốn trong năm {this_year}; vốn kéo dài {carried}; chung {total}.").format(
        year=year, this_year=whole.this_year.show(), carried=whole.carried.show(), total=whole.total.show()
    )
    return Drawing(tuple(map(tree.code_of, projects)), series, "%", sentence=says)


def answer_sources(reader: Reader, where: Where) -> Drawing:
    """What was paid of each source and kind of capital, against its plan."""
    unit = _("triệu đồng")
    year, where, entries = _of_newest_year(reader, where)
    if not entries:
        return Drawing(unit=unit, sentence=_("Chưa có số liệu vốn."))
    groups = [(kind, source) for kind in CAPITAL_KINDS for source in SOURCES]
    sums = {group: Rate(0, 0) for group in groups}
    for entry in entries:
        sums[entry.capital_kind, entry.source] += Rate(entry.disbursed, entry.plan)
    sums = {group: rate for group, rate in sums.items() if rate.plan or rate.disbursed}
    labels = tuple(
        f"{CapitalFact.source.format(source)} · {CapitalFact.capital_kind.format(kind)}"
        for kind, source in sums
    )
    wheres = tuple(
        (*where, Condition("capital_kind", "is", kind), Condition("source", "is", source))
        for kind, source in sums
    )
    whole = rates(entry.amount for entry in entries).total
    says = _("Năm {year}: đã giải ngân {rate}, kể cả vốn kéo dài.").format(year=year, rate=whole.show())
    return Drawing(
        labels,
        (
            Series(_("Đã giải ngân"), tuple(in_millions(rate.disbursed) for rate in sums.values()), wheres),
            Series(_("Kế hoạch"), tuple(in_millions(rate.plan) for rate in sums.values()), wheres),
        ),
        unit,
        sentence=says,
    )


def answer_carried(reader: Reader, where: Where) -> Drawing:
    """What is left of the money each act carried over, with the days until its deadline."""
    unit, today = _("triệu đồng"), date.today()
    told = reader.as_stored().rows(CarryOver, (*TOLD_ACTS, *where))
    acts = sorted(told, key=lambda act: (act.deadline, act.from_year))
    if not acts:
        return Drawing(unit=unit, sentence=_("Chưa ghi văn bản kéo dài vốn nào."))
    tree = LineTree(reader)
    found = [read_carried(act, reader, today, tree) for act in acts]
    labels = tuple(
        _("{basis}: {from_year} → {to_year} ({days})").format(
            basis=act.basis, from_year=act.from_year, to_year=act.to_year, days=_days(one.days)
        )
        for act, one in zip(acts, found, strict=True)
    )
    wheres = tuple((*where, Condition("id", "is", act.id)) for act in acts)
    left = sum(one.left for one in found)
    soon = min((one.days for one in found if one.left and one.days >= 0), default=None)
    says = _("Còn {left} triệu đồng vốn kéo dài chưa giải ngân.").format(left=shown_millions(left))
    if soon is not None:
        says += " " + _("Hạn gần nhất còn {days} ngày.").format(days=soon)
    series = Series(_("Chưa giải ngân"), tuple(in_millions(one.left) for one in found), wheres)
    return Drawing(labels, (series,), unit, sentence=says)


def _days(days: int) -> str:
    if days < 0:
        return _("quá hạn {days} ngày").format(days=-days)
    return _("còn {days} ngày").format(days=days)


def answer_matching(reader: Reader, where: Where) -> Drawing:
    """What was provided of the local money that must stand beside central money."""
    unit = _("triệu đồng")
    told = reader.as_stored().rows(MatchDuty, (*TOLD_DUTIES, *where))
    duties = sorted(told, key=lambda duty: (duty.year, duty.place))
    if not duties:
        return Drawing(unit=unit, sentence=_("Chưa ghi yêu cầu đối ứng nào."))
    names = reader.names(Place, [duty.place for duty in duties])
    found = [read_match(duty, reader) for duty in duties]
    kinds = [CapitalFact.capital_kind.format(duty.capital_kind) for duty in duties]
    labels = tuple(
        f"{names.get(duty.place, '')} {duty.year} {kind}".strip()
        for duty, kind in zip(duties, kinds, strict=True)
    )
    wheres = tuple((*where, Condition("id", "is", duty.id)) for duty in duties)
    short = sum(one.short for one in found)
    says = _("Đối ứng còn thiếu {short} trên {required} triệu đồng phải bố trí.").format(
        short=shown_millions(short), required=shown_millions(sum(one.required for one in found))
    )
    return Drawing(
        labels,
        (
            Series(_("Đã bố trí"), tuple(in_millions(one.provided) for one in found), wheres),
            Series(_("Phải bố trí"), tuple(in_millions(one.required) for one in found), wheres),
        ),
        unit,
        sentence=says,
    )


CHARTS: list[Chart] = [
    BarChart(
        "Các dự án đã giải ngân được bao nhiêu phần trăm?",
        CapitalFact,
        name="disbursement_rates",
        unit="%",
        answer=answer_rates,
    ),
    ProgressChart(
        "Mỗi nguồn vốn đã giải ngân được bao nhiêu so với kế hoạch?",
        CapitalFact,
        name="capital_by_source",
        unit="triệu đồng",
        answer=answer_sources,
    ),
    BarChart(
        "Vốn kéo dài còn bao nhiêu, bao giờ hết hạn?",
        CarryOver,
        name="carried_money_left",
        unit="triệu đồng",
        answer=answer_carried,
    ),
    ProgressChart(
        "Vốn đối ứng đã bố trí đủ chưa?",
        MatchDuty,
        name="matching_provided",
        unit="triệu đồng",
        answer=answer_matching,
    ),
]
