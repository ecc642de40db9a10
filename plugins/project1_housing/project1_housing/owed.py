"""Who was helped, and what of earlier years was approved and not paid: two more questions on all contents."""

from __future__ import annotations

from collections import Counter, defaultdict
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
from project1_housing.cases import HousingCase
from project1_housing.figures import APPROVED
from project1_housing.portfolio import HOUSEHOLD_CONTENTS
from project1_housing.works import WaterWork

_MOST = 20
_MILLION = 1_000_000


def _millions(amount: int) -> Decimal:
    return round(Decimal(amount) / _MILLION, 2)


def _is(field: str, value: str | None) -> Condition:
    return Condition(field, "is", value) if value else Condition(field, "empty")


def _left_by_commune(reader: Reader, kind: type[Any], where: Where) -> dict[str | None, tuple[int, int]]:
    """How many records of each commune were not paid out, and how much of their state money is left."""
    found: defaultdict[str | None, list[int]] = defaultdict(lambda: [0, 0])
    parts = [[*where, Condition("disbursed", "filled")], [*where, Condition("disbursed", "empty")]]
    if "support" in kind.fields:
        # A grant with a day of receipt was paid, whether its amount was written or not.
        parts = [[*part, Condition("disbursed_on", "empty")] for part in parts]
    for part in parts:
        for commune, count, state, paid in reader.totals(
            kind, ["commune"], ["state_money", "disbursed"], part
        ):
            if (state or 0) > (paid or 0):
                found[commune][0] += count
                found[commune][1] += (state or 0) - (paid or 0)
    return {commune: (count, left) for commune, (count, left) in found.items()}


def answer_owed(reader: Reader, where: Where) -> Drawing:
    """State money approved in earlier years and not paid out, by commune and content."""
    last_year = date(date.today().year - 1, 12, 31)
    old = [*where, Condition("decision_date", "to", last_year), Condition("state_money", "from", 1)]
    kinds: tuple[type[Any], ...] = (*HOUSEHOLD_CONTENTS, WaterWork)
    found = {kind: _left_by_commune(reader, kind, old) for kind in kinds}
    sums: Counter[str | None] = Counter()
    for left in found.values():
        for commune, (_count, money) in left.items():
            sums[commune] += money
    unit = _("triệu đồng")
    if not sums:
        says = _("Không có hồ sơ nào duyệt từ năm trước mà chưa giải ngân hết.")
        return Drawing(unit=unit, sentence=says)
    shown = sorted(sums, key=lambda commune: (-sums[commune], commune or ""))[:_MOST]
    names = reader.names(Place, [commune for commune in shown if commune])
    series = tuple(
        Series(_(kind.plural), tuple(_millions(found[kind].get(commune, (0, 0))[1]) for commune in shown))
        for kind in kinds
        if found[kind]
    )
    count = sum(count for left in found.values() for count, _money in left.values())
    says = _("{count} hồ sơ duyệt từ năm trước còn {money} triệu đồng chưa giải ngân, có thể bị hủy.")
    return Drawing(
        tuple(names.get(commune, commune) if commune else _("(chưa ghi)") for commune in shown),
        series,
        unit,
        sentence=says.format(count=show_number(count), money=show_number(_millions(sums.total()))),
    )


def answer_peoples(reader: Reader, where: Where) -> Drawing:
    """Approved households by people of the head and content."""
    asked = [*where, APPROVED]
    found = {kind: dict(reader.totals(kind, ["ethnicity"], [], asked)) for kind in HOUSEHOLD_CONTENTS}
    sums: Counter[str | None] = Counter()
    for counts in found.values():
        sums.update(counts)
    unit = _("hộ")
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
    says = _("{whole} lượt hộ được duyệt; nhiều nhất: {people}, {most}.").format(
        whole=show_number(sums.total()), people=labels[0], most=show_number(sums[shown[0]])
    )
    return Drawing(labels, series, unit, sentence=says)


OWED_CHARTS: list[Chart] = [
    StackedBarChart(
        "Tiền Dự án 1 duyệt từ năm trước còn nằm ở xã nào?",
        HousingCase,
        name="p1_money_at_risk",
        unit="triệu đồng",
        answer=answer_owed,
    ),
    StackedBarChart(
        "Hộ dân tộc nào được hỗ trợ những gì?",
        HousingCase,
        name="p1_households_by_people",
        unit="hộ",
        answer=answer_peoples,
    ),
]
