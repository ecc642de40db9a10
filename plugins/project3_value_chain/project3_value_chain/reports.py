"""The report on production projects: how many, how large, for whom, money paid, money that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.api import (
    MONEY,
    NUMBER,
    PERCENT,
    Asked,
    Condition,
    Document,
    Figure,
    Paragraph,
    Reader,
    Record,
    Report,
    Table,
    TableColumn,
    TableRow,
    Where,
    _,
)
from desktop.shared import Place
from desktop.shared.rates import share
from project3_value_chain.figures import count_projects, sum_of
from project3_value_chain.herbs import HerbProject
from project3_value_chain.projects import ProductionProject
from project3_value_chain.revolving import RevolvingDue, overdue

_SUMMED = ("area", "households", "state_money", "disbursed")
_ANIMALS = "animals"
_CLASSES = ("households", "poor", "near_poor", "escaped", "minority_households")


def answer_production(reader: Reader, asked: Asked) -> Document:
    """The projects approved in a period, by commune and by crop; herbs; what came back of what was due."""
    where = [*asked.within("commune"), *asked.during("decision_date")]
    due = [*asked.within("commune"), *asked.during("due_on")]
    figures = _figures(reader, where) | _revolving_figures(reader, due, asked)
    tables = [
        _table(reader, ProductionProject, "commune", where, _("Dự án theo xã")),
        _table(reader, ProductionProject, "product", where, _("Dự án theo cây, con")),
        _households_table(reader, where),
        _table(reader, HerbProject, "kind", where, _("Dược liệu quý")),
    ]
    says = _(
        "{projects} được duyệt, {area}, {households} tham gia; NSNN {state_money}, đã giải ngân {disbursed}, "
        "đạt {percent}."
    )
    revolving = _(
        "Vốn quay vòng phải thu {due}, đã thu {received}; {overdue} quá hạn chưa thu đủ, còn thiếu "
        "{overdue_left}."
    )
    return Document(
        _("Báo cáo dự án hỗ trợ phát triển sản xuất"),
        (
            Paragraph(
                says, figures=("projects", "area", "households", "state_money", "disbursed", "percent")
            ),
            *(table for table in tables if table.rows),
            *(
                [Paragraph(_("Vật nuôi: {animals}."), figures=("animals",))]
                if figures["animals"].value
                else []
            ),
            Paragraph(revolving, figures=("due", "received", "overdue", "overdue_left")),
        ),
        lines=asked.lines(),
        figures=figures,
        lies=True,
    )


def _figures(reader: Reader, where: Where) -> dict[str, Figure]:
    """What the indicators of the component say of the same projects."""
    told: dict[str, Any] = {name: sum_of(name)(reader, where).value or 0 for name in _SUMMED}
    over, which = ProductionProject, tuple(where)
    return {
        "projects": Figure(count_projects(reader, where).value, NUMBER, _("dự án"), over, which),
        "area": Figure(told["area"], NUMBER, "ha", over, which),
        "households": Figure(told["households"], NUMBER, _("hộ"), over, which),
        "state_money": Figure(told["state_money"], MONEY, "", over, which),
        "disbursed": Figure(told["disbursed"], MONEY, "", over, which),
        "percent": Figure(share(told["disbursed"], told["state_money"]), PERCENT),
        "animals": Figure(sum_of(_ANIMALS)(reader, where).value or 0, NUMBER, _("con"), over, which),
    }


def _revolving_figures(reader: Reader, where: Where, asked: Asked) -> dict[str, Figure]:
    late = overdue(reader, where, asked.today)
    _count, due, received = _sums(reader, RevolvingDue, ("amount", "received"), where)
    count, owed, paid = _sums(reader, RevolvingDue, ("amount", "received"), late)
    over = RevolvingDue
    return {
        "due": Figure(due, MONEY, "", over, tuple(where)),
        "received": Figure(received, MONEY, "", over, tuple(where)),
        "overdue": Figure(count, NUMBER, _("khoản"), over, late),
        "overdue_left": Figure(owed - paid, MONEY, "", over, late),
    }


def _sums(reader: Reader, over: type[Record], names: Sequence[str], where: Where) -> list[Any]:
    rows = reader.totals(over, [], names, where)
    return [value or 0 for value in rows[0]] if rows else [0] * (1 + len(names))


def _table(reader: Reader, over: type[Record], by: str, where: Where, title: str) -> Table:
    """The projects of one kind by a field, the largest sums first; of animals where some are told."""
    summed = (*_SUMMED, _ANIMALS) if _ANIMALS in over.fields else _SUMMED
    whole = _sums(reader, over, summed, where)
    if _ANIMALS in over.fields and not whole[-1]:
        summed, whole = _SUMMED, whole[:-1]
    rows = reader.totals(over, [by], summed, where)
    rows.sort(key=lambda row: (-(row[4] or 0), str(row[0] or "")))
    names = reader.names(Place, [row[0] for row in rows if row[0]]) if by == "commune" else {}
    told = [
        TableRow(
            (_name(over, by, row[0], names), *_cells(row[1:])),
            over=over,
            where=(*where, Condition(by, "is", row[0]) if row[0] else Condition(by, "empty")),
        )
        for row in rows
    ]
    if told:
        told.append(TableRow((_("Cộng"), *_cells(whole)), is_total=True, over=over, where=tuple(where)))
    return Table(
        (
            TableColumn(_(over.fields[by].label), width=30),
            TableColumn(_("Số dự án"), NUMBER, width=9),
            TableColumn(_("Diện tích"), NUMBER, "ha", width=11),
            TableColumn(_("Số hộ"), NUMBER, width=9),
            TableColumn(_("NSNN hỗ trợ"), MONEY, width=14),
            TableColumn(_("Đã giải ngân"), MONEY, width=14),
            TableColumn(_("Tỷ lệ"), PERCENT, width=8),
            *([TableColumn(_("Số con"), NUMBER, width=9)] if _ANIMALS in summed else []),
        ),
        tuple(told),
        title=title,
    )


def _households_table(reader: Reader, where: Where) -> Table:
    """For whom the projects are: households by class and commune, the share that is or was poor."""
    over, fields = ProductionProject, ProductionProject.fields
    rows = sorted(reader.totals(over, ["commune"], _CLASSES, where), key=lambda row: -(row[2] or 0))
    names = reader.names(Place, [row[0] for row in rows if row[0]])
    # Who is poor among households whose class nobody wrote is not known: they are no part of the share.
    classed = [*where, Condition("poverty_households", "filled")]
    known = {row[0]: row[2] or 0 for row in reader.totals(over, ["commune"], ["households"], classed)}
    told = [
        TableRow(
            (_name(over, "commune", row[0], names), *_of_poor(row[2:], known.get(row[0], 0))),
            over=over,
            where=(*where, Condition("commune", "is", row[0]) if row[0] else Condition("commune", "empty")),
        )
        for row in rows
    ]
    if told:
        ((_count, *whole),) = reader.totals(over, [], _CLASSES, where)
        sums = _of_poor(whole, sum(known.values()))
        told.append(TableRow((_("Cộng"), *sums), is_total=True, over=over, where=tuple(where)))
    counted = (TableColumn(_(fields[name].label), NUMBER, width=11) for name in _CLASSES)
    return Table(
        (
            TableColumn(_(fields["commune"].label), width=26),
            *counted,
            TableColumn(_(fields["poverty_share"].label), PERCENT, width=12),
        ),
        tuple(told),
        title=_("Hộ tham gia dự án theo xã"),
    )


def _of_poor(row: Sequence[Any], classed: int) -> tuple[Any, ...]:
    """The counts, and the share of the households with a class that the next three make; else none."""
    households, *classes, minority = (value or 0 for value in row)
    return (households, *classes, minority, share(sum(classes), int(classed)) if classed else None)


def _name(over: type[Record], by: str, value: Any, names: dict[str, str]) -> str:
    if value is None:
        return _("(chưa ghi)")
    return names.get(value) or over.fields[by].format(value)


def _cells(row: Sequence[Any]) -> tuple[Any, ...]:
    count, area, households, state, paid, *animals = (value or 0 for value in row)
    return count, area, households, state, paid, share(int(paid), int(state)), *animals


REPORTS = [
    Report(
        "production",
        "Dự án hỗ trợ phát triển sản xuất",
        answer_production,
        about="Số dự án, diện tích, số con, số hộ, NSNN, giải ngân theo xã, cây con; vốn quay vòng đã thu.",
    )
]
