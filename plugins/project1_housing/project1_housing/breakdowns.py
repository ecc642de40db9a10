"""Project 1 told apart for its report: households by class and people, money by source and commune."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.api import (
    MONEY,
    NUMBER,
    PERCENT,
    Condition,
    Figure,
    Reader,
    Table,
    TableColumn,
    TableRow,
    Where,
    _,
)
from desktop.shared import Place
from desktop.shared.rates import Rate
from project1_housing.approvals import SAME_HOUSEHOLD
from project1_housing.charts import sources
from project1_housing.owed import find_left
from project1_housing.portfolio import HOUSEHOLD_CONTENTS, paid_by
from project1_housing.road import supported
from project1_housing.works import WaterWork


def households_by(reader: Reader, where: Where, name: str) -> Table:
    """Households supported by each content by a field of the household, the most first."""
    values = {
        kind: [value for value, _count in reader.totals(kind, [name], where=[*where, supported(kind)])]
        for kind in HOUSEHOLD_CONTENTS
    }
    there = [kind for kind in HOUSEHOLD_CONTENTS if values[kind]]

    def households(*tests: Condition) -> list[int]:
        asked = ((kind, [*where, supported(kind), *tests]) for kind in there)
        return [reader.count(kind, each, SAME_HOUSEHOLD) for kind, each in asked]

    label = HOUSEHOLD_CONTENTS[0].fields[name]
    lines = {
        value: households(Condition(name, "is", value) if value else Condition(name, "empty"))
        for each in there
        for value in values[each]
    }
    rows = [
        TableRow((label.format(value) or _("(chưa ghi)"), *counts))
        for value, counts in sorted(lines.items(), key=lambda line: (-sum(line[1]), line[0] or ""))
    ]
    if rows:
        rows.append(TableRow((_("Cộng"), *households()), is_total=True))
    counted = (TableColumn(_(kind.plural), NUMBER, width=13) for kind in there)
    title = _("Hộ được hỗ trợ theo {field}").format(field=_(label.label).lower())
    return Table((TableColumn(_(label.label), width=22), *counted), tuple(rows), title=title)


def money_by_source(reader: Reader, where: Where) -> dict[str, dict[str, int]]:
    """By commune (empty where none is written), what each source gives to all contents together."""
    found: dict[str, dict[str, int]] = {}
    for kind in (*HOUSEHOLD_CONTENTS, WaterWork):
        fields = _fields_of(kind)
        for commune, _count, *amounts in reader.totals(kind, ["commune"], list(fields.values()), where):
            own = found.setdefault(commune or "", dict.fromkeys(sources(), 0))
            for source, amount in zip(fields, amounts, strict=True):
                own[source] += int(amount or 0)
    return found


def paid_by_commune(reader: Reader, where: Where, today: date) -> list[tuple[str, Rate, int]]:
    """Each commune (empty where none is written) with its state money approved and paid, and what of earlier
    years is not paid; the most approved first.
    """
    rates: dict[str, Rate] = {}
    for kind in (*HOUSEHOLD_CONTENTS, WaterWork):
        for (commune,), (approved, paid) in paid_by(reader, kind, ["commune"], where).items():
            rates[commune or ""] = rates.get(commune or "", Rate(0, 0)) + Rate(paid, approved)
    left: Counter[str] = Counter()
    for by_commune in find_left(reader, where, today).values():
        left.update({commune or "": own.money for commune, own in by_commune.items()})
    ordered = sorted(rates.items(), key=lambda line: (-line[1].plan, line[0]))
    return [(commune, rate, left[commune]) for commune, rate in ordered if rate.plan or rate.disbursed]


def paid_table(reader: Reader, found: Sequence[tuple[str, Rate, int]]) -> Table:
    """State money by commune against what was paid, with what may be lost with its year."""
    names = reader.names(Place, [commune for commune, _rate, _left in found if commune])
    rows = [
        TableRow((names.get(commune, commune) or _("(chưa ghi)"), *cells_of(rate), left))
        for commune, rate, left in found
    ]
    if rows:
        whole = sum((rate for _commune, rate, _left in found), Rate(0, 0))
        lost = sum(left for _commune, _rate, left in found)
        rows.append(TableRow((_("Cộng"), *cells_of(whole), lost), is_total=True))
    columns = (
        TableColumn(_("Xã"), width=26),
        TableColumn(_("NSNN được duyệt"), MONEY, width=16),
        TableColumn(_("Đã giải ngân"), MONEY, width=16),
        TableColumn(_("Tỷ lệ"), PERCENT, width=9),
        TableColumn(_("Duyệt từ năm trước, chưa giải ngân"), MONEY, width=18),
    )
    return Table(columns, tuple(rows), title=_("Vốn nhà nước theo xã"))


def cells_of(rate: Rate) -> tuple[int, int, Decimal | None]:
    """A rate as three cells of a line: approved, paid, percent."""
    return rate.plan, rate.disbursed, rate.percent


def _fields_of(kind: type[Any]) -> Mapping[str, str]:
    """In which field a content keeps each source; a grant is money of the centre."""
    fields = {source: source for source in sources() if source in kind.fields}
    return fields if "support" not in kind.fields else {**fields, "central_money": "support"}


def source_figures(found: Mapping[str, Mapping[str, int]]) -> dict[str, Figure]:
    """What each source gives in all communes."""
    return {
        f"source.{source}": Figure(sum(own[source] for own in found.values()), MONEY) for source in sources()
    }


def money_table(reader: Reader, found: Mapping[str, Mapping[str, int]]) -> Table:
    """Money by source, a line for each commune, the largest sum first."""
    names = reader.names(Place, [commune for commune in found if commune])
    ordered = sorted(found, key=lambda commune: (-sum(found[commune].values()), commune))
    rows = [
        TableRow(
            (
                names.get(commune, commune) or _("(chưa ghi)"),
                *found[commune].values(),
                sum(found[commune].values()),
            )
        )
        for commune in ordered
    ]
    if rows:
        sums = [int(each.value or 0) for each in source_figures(found).values()]
        rows.append(TableRow((_("Cộng"), *sums, sum(sums)), is_total=True))
    columns = (TableColumn(title, MONEY, width=13) for title in sources().values())
    return Table(
        (TableColumn(_("Xã"), width=24), *columns, TableColumn(_("Cộng"), MONEY, width=14)),
        tuple(rows),
        title=_("Vốn các xã theo nguồn"),
    )
