"""Who was helped, what was approved and not paid, how far plans and targets are reached; draws nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.api import (
    Chart,
    Condition,
    Drawing,
    Reader,
    Series,
    StackedBarChart,
    Where,
    _,
    show_number,
)
from desktop.shared import Place
from desktop.shared.project_charts import money_against_plan, targets_by_commune
from project1_housing.cases import HousingCase
from project1_housing.figures import APPROVED, REACHED
from project1_housing.portfolio import HOUSEHOLD_CONTENTS
from project1_housing.works import WaterWork

_MOST = 20
_MILLION = 1_000_000


def _millions(amount: int) -> Decimal:
    return round(Decimal(amount) / _MILLION, 2)


def _is(name: str, value: str | None) -> Condition:
    return Condition(name, "is", value) if value else Condition(name, "empty")


@dataclass(slots=True)
class _Left:
    """Records of one commune that were not paid out, and how much of their state money is left, in đồng."""

    ids: list[str] = field(default_factory=list)
    money: int = 0


def _left_by_commune(reader: Reader, kind: type[Any], where: Where) -> dict[str | None, _Left]:
    found: dict[str | None, _Left] = {}
    names = ["id", "commune", "state_money", "disbursed"]
    if "disbursed_on" in kind.fields:
        names.append("disbursed_on")
    for id, commune, state, paid, *days in reader.columns(kind, names, where):
        # A day of payment without an amount means all of it.
        if paid is None and any(days):
            continue
        # Case by case: what one was paid too much is not what another one lacks.
        if (left := (state or 0) - (paid or 0)) > 0:
            own = found.setdefault(commune, _Left())
            own.ids.append(id)
            own.money += left
    return found


def find_left(reader: Reader, where: Where, today: date) -> dict[type[Any], dict[str | None, _Left]]:
    """State money approved in earlier years and not paid out, of each content by commune."""
    last_year = date(today.year - 1, 12, 31)
    old = [*where, Condition("decision_date", "to", last_year), Condition("state_money", "from", 1)]
    return {kind: _left_by_commune(reader, kind, old) for kind in (*HOUSEHOLD_CONTENTS, WaterWork)}


def answer_owed(reader: Reader, where: Where) -> Drawing:
    """State money approved in earlier years and not paid out, by commune and content."""
    found = find_left(reader, where, date.today())
    sums: Counter[str | None] = Counter()
    for left in found.values():
        for commune, own in left.items():
            sums[commune] += own.money
    unit = _("triệu đồng")
    if not sums:
        says = _("Không có hồ sơ nào duyệt từ năm trước mà chưa giải ngân hết.")
        return Drawing(unit=unit, sentence=says)
    shown = sorted(sums, key=lambda commune: (-sums[commune], commune or ""))[:_MOST]
    names = reader.names(Place, [commune for commune in shown if commune])
    none = _Left()
    series = tuple(
        Series(
            _(kind.plural),
            tuple(_millions(found[kind].get(commune, none).money) for commune in shown),
            tuple((Condition("id", "in", found[kind].get(commune, none).ids),) for commune in shown),
            (kind,) * len(shown),
        )
        for kind in found
        if found[kind]
    )
    count = sum(len(own.ids) for left in found.values() for own in left.values())
    says = _("{count} hồ sơ duyệt từ năm trước còn {money} triệu đồng chưa giải ngân, có thể bị hủy.")
    return Drawing(
        tuple(names.get(commune, commune) if commune else _("(chưa ghi)") for commune in shown),
        series,
        unit,
        sentence=says.format(count=show_number(count), money=show_number(_millions(sums.total()))),
        among=len(sums),
    )


def answer_peoples(reader: Reader, where: Where) -> Drawing:
    """Approved cases by people of the head and content."""
    asked = [*where, APPROVED]
    found = {kind: dict(reader.totals(kind, ["ethnicity"], [], asked)) for kind in HOUSEHOLD_CONTENTS}
    sums: Counter[str | None] = Counter()
    for counts in found.values():
        sums.update(counts)
    unit = _("hồ sơ")
    if not sums:
        return Drawing(unit=unit, sentence=_("Chưa có hồ sơ nào được duyệt."))
    shown = sorted(sums, key=lambda people: (-sums[people], people or ""))[:_MOST]
    series = tuple(
        Series(
            _(kind.plural),
            tuple(found[kind].get(people, 0) for people in shown),
            tuple((*asked, _is("ethnicity", people)) for people in shown),
            (kind,) * len(shown),
        )
        for kind in HOUSEHOLD_CONTENTS
        if found[kind]
    )
    labels = tuple(HousingCase.ethnicity.format(people) or _("(chưa ghi)") for people in shown)
    says = _("{whole} hồ sơ được duyệt; nhiều nhất: {people}, {most}.").format(
        whole=show_number(sums.total()), people=labels[0], most=show_number(sums[shown[0]])
    )
    return Drawing(labels, series, unit, sentence=says, among=len(sums))


OWED_CHARTS: list[Chart] = [
    StackedBarChart(
        "Tiền Dự án 1 duyệt từ năm trước còn nằm ở xã nào?",
        HousingCase,
        name="p1_money_at_risk",
        unit="triệu đồng",
        answer=answer_owed,
    ),
    StackedBarChart(
        "Hộ dân tộc nào được duyệt hỗ trợ những gì?",
        HousingCase,
        name="p1_households_by_people",
        unit="hồ sơ",
        answer=answer_peoples,
    ),
    money_against_plan(
        "Vốn Dự án 1 từng nguồn đã giải ngân bao nhiêu so với kế hoạch?", "DA1", "p1_money_against_plan"
    ),
    targets_by_commune(
        "Xã nào còn xa chỉ tiêu của Dự án 1 nhất?", REACHED, "p1_targets_by_commune", "decision_date"
    ),
]
