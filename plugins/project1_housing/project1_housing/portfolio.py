"""Questions on all contents of Project 1 together: steps, amounts, money paid, papers; knows no painter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from desktop.api import (
    BarChart,
    Chart,
    Condition,
    Drawing,
    Line,
    Reader,
    Record,
    Series,
    StackedBarChart,
    Where,
    _,
    show_number,
)
from desktop.shared import Place
from project1_housing import norms as house_codes
from project1_housing import other_norms as codes
from project1_housing.careers import CareerChange
from project1_housing.cases import HousingCase
from project1_housing.farmland import ProductionLand
from project1_housing.land import ResidentialLand
from project1_housing.papers import CAUSES
from project1_housing.payments import CAPITAL, Paid
from project1_housing.road import DONE, supported
from project1_housing.waiting import PAPER_CONTENTS, causes_among, find_waiting, told_of
from project1_housing.water import ScatteredWater
from project1_housing.works import WaterWork

HOUSEHOLD_CONTENTS: tuple[type[Any], ...] = (
    ResidentialLand,
    HousingCase,
    ProductionLand,
    CareerChange,
    ScatteredWater,
)
_MILLION = 1_000_000
_AMOUNTS: dict[type[Any], tuple[str, str]] = {
    ResidentialLand: ("central_money", codes.LAND_CENTRAL),
    HousingCase: ("central_money", house_codes.CENTRAL),
    ProductionLand: ("central_money", codes.FARM_CENTRAL),
    CareerChange: ("support", codes.CAREER),
    ScatteredWater: ("support", codes.WATER),
}
"""The money of each content that a norm for one household limits."""


def _named(kinds: Sequence[type[Record]]) -> tuple[str, ...]:
    return tuple(_(kind.plural) for kind in kinds)


def answer_steps(reader: Reader, where: Where) -> Drawing:
    """Cases of each content by the step they have reached."""
    counts = {kind: dict(reader.totals(kind, ["step_done"], where=where)) for kind in HOUSEHOLD_CONTENTS}
    there = [kind for kind in HOUSEHOLD_CONTENTS if counts[kind]]
    unit = _("hồ sơ")
    if not there:
        return Drawing(unit=unit, sentence=_("Chưa có hồ sơ nào của Dự án 1."))
    series = [
        Series(
            _(title),
            tuple(counts[kind].get(step, 0) for kind in there),
            tuple((*where, Condition("step_done", "is", step)) for _kind in there),
            tuple(there),
        )
        for step, title in DONE.items()
        if any(counts[kind].get(step) for kind in there)
    ]
    waiting = sum(counts[kind].get("approval", 0) for kind in there)
    whole = sum(sum(found.values()) for found in counts.values())
    says = _("{count} trong {whole} hồ sơ đã phê duyệt nhưng chưa thực hiện bước sau.")
    return Drawing(
        _named(there),
        tuple(series),
        unit,
        sentence=says.format(count=show_number(waiting), whole=show_number(whole)),
    )


def answer_amounts(reader: Reader, where: Where) -> Drawing:
    """What one household was given of each content, beside the norm in force today."""
    there, means, limits = [], [], []
    for kind, (field, code) in _AMOUNTS.items():
        ((count, total),) = reader.totals(kind, [], [field], [*where, Condition(field, "from", 1)]) or [
            (0, 0)
        ]
        if count:
            norm = reader.norms.at(code, None)
            there.append(kind)
            means.append(round(Decimal(total or 0) / count / _MILLION, 2))
            limits.append(norm.value / _MILLION if norm else None)
    unit = _("triệu đồng một hộ")
    if not there:
        return Drawing(unit=unit, sentence=_("Chưa có hồ sơ nào ghi số tiền hỗ trợ."))
    over = [
        name
        for name, mean, limit in zip(_named(there), means, limits, strict=True)
        if limit is not None and mean > limit
    ]
    says = (
        _("Bình quân vượt mức: {names}.").format(names=", ".join(over))
        if over
        else _("Bình quân mọi nội dung đều trong mức.")
    )
    wheres = tuple((*where, Condition(_AMOUNTS[kind][0], "from", 1)) for kind in there)
    series = tuple(
        Series(name, tuple(values), wheres, tuple(there))
        for name, values in ((_("Bình quân"), means), (_("Mức tối đa"), limits))
    )
    return Drawing(_named(there), series, unit, sentence=says, adds_up=False)


def paid_of(reader: Reader, kind: type[Any], where: Where) -> tuple[int, int]:
    """State money of one content approved and paid out; a day of payment without an amount means all."""
    found = paid_by(reader, kind, (), where)
    return found.get((), (0, 0))


def paid_by(
    reader: Reader, kind: type[Any], by: Sequence[str], where: Where
) -> dict[tuple[Any, ...], tuple[int, int]]:
    """The same for each combination of the fields `by` that there is."""
    found = {
        tuple(of): (int(approved or 0), int(paid or 0))
        for *of, _count, approved, paid in reader.totals(kind, by, ["state_money", "disbursed"], where)
    }
    if "disbursed_on" in kind.fields:
        received = [*where, Condition("disbursed", "empty"), Condition("disbursed_on", "filled")]
        for *of, _count, given in reader.totals(kind, by, ["state_money"], received):
            approved, paid = found[tuple(of)]
            found[tuple(of)] = (approved, paid + int(given or 0))
    return found


def answer_payments(reader: Reader, where: Where) -> Drawing:
    """State money of each content, what is paid out and what is not; told by kind of capital."""
    kinds: tuple[type[Paid], ...] = (*HOUSEHOLD_CONTENTS, WaterWork)
    found = {kind: paid_of(reader, kind, where) for kind in kinds}
    there = [kind for kind in kinds if found[kind][0]]
    unit = _("triệu đồng")
    if not there:
        return Drawing(unit=unit, sentence=_("Chưa có hồ sơ nào ghi vốn được duyệt."))
    paid = tuple(Decimal(found[kind][1]) / _MILLION for kind in there)
    left = tuple(Decimal(max(found[kind][0] - found[kind][1], 0)) / _MILLION for kind in there)
    says = []
    for capital, title in CAPITAL.items():
        own = [found[kind] for kind in there if kind.capital == capital]
        approved = sum(each[0] for each in own)
        if approved:
            share = round(Decimal(100 * sum(each[1] for each in own)) / approved, 1)
            says.append(
                _("{capital}: đã giải ngân {share} % của {money} triệu đồng.").format(
                    capital=_(title),
                    share=show_number(share),
                    money=show_number(round(Decimal(approved) / _MILLION)),
                )
            )
    ways = tuple(where for _kind in there), tuple(there)
    series = (Series(_("Đã giải ngân"), paid, *ways), Series(_("Chưa giải ngân"), left, *ways))
    return Drawing(_named(there), series, unit, sentence=" ".join(says))


def answer_only_papers(reader: Reader, where: Where) -> Drawing:
    """Cases held up by paper alone, by the paper to be solved first and the content."""
    waiting = find_waiting(reader, where)
    causes = causes_among(waiting)
    counts = Counter((each.kind, each.cause) for each in waiting)
    held = {pair: [each.record for each in waiting if (each.kind, each.cause) == pair] for pair in counts}
    series = tuple(
        Series(
            _(kind.plural),
            tuple(counts[kind, cause] for cause in causes),
            tuple((Condition("id", "in", held.get((kind, cause), [])),) for cause in causes),
            tuple(kind for _cause in causes),
        )
        for kind in PAPER_CONTENTS
        if any(counts[kind, cause] for cause in causes)
    )
    labels = tuple(_(CAUSES[cause].title) for cause in causes)
    return Drawing(labels, series, _("hồ sơ"), sentence=told_of(waiting))


def answer_works(reader: Reader, where: Where) -> Drawing:
    """Mean central money of the works of each commune, beside the mean that the province must keep."""
    asked = [*where, Condition("central_money", "from", 1)]
    rows = [row for row in reader.totals(WaterWork, ["commune"], ["central_money"], asked) if row[0]]
    unit = _("triệu đồng một công trình")
    if not rows:
        return Drawing(unit=unit, sentence=_("Chưa có công trình nước tập trung nào ghi vốn trung ương."))
    rows = sorted(rows, key=lambda row: -row[2] / row[1])[:20]
    names = reader.names(Place, [row[0] for row in rows])
    means = tuple(round(Decimal(total) / count / _MILLION, 1) for _place, count, total in rows)
    ((count, total),) = reader.totals(WaterWork, [], ["central_money"], asked)
    mean = Decimal(total) / count / _MILLION
    norm = reader.norms.at(codes.WORK_CENTRAL, None)
    says = _("Bình quân cả tỉnh {mean} triệu đồng một công trình ({count} công trình).").format(
        mean=show_number(round(mean, 1)), count=show_number(count)
    )
    return Drawing(
        tuple(names.get(row[0], row[0]) for row in rows),
        (Series(_("Bình quân"), means, tuple((*asked, Condition("commune", "is", row[0])) for row in rows)),),
        unit,
        (Line(_("Bình quân không vượt"), norm.value / _MILLION),) if norm else (),
        says,
        adds_up=False,
    )


PORTFOLIO_CHARTS: list[Chart] = [
    StackedBarChart(
        "Hồ sơ từng nội dung đã đến bước nào?",
        HousingCase,
        name="p1_cases_by_step",
        unit="hồ sơ",
        answer=answer_steps,
    ),
    BarChart(
        "Mỗi hộ được hỗ trợ bao nhiêu, so với mức của từng nội dung?",
        HousingCase,
        name="p1_amount_by_content",
        unit="triệu đồng một hộ",
        answer=answer_amounts,
    ),
    StackedBarChart(
        "Vốn từng nội dung đã giải ngân bao nhiêu?",
        HousingCase,
        name="p1_paid_by_content",
        unit="triệu đồng",
        answer=answer_payments,
    ),
    StackedBarChart(
        "Bao nhiêu hồ sơ chỉ vướng giấy tờ, vướng giấy gì?",
        ResidentialLand,
        name="p1_only_papers",
        unit="hồ sơ",
        answer=answer_only_papers,
    ),
    StackedBarChart(
        "Đất sản xuất đã giao ở xã nào, bằng cách nào?",
        ProductionLand,
        group_by="commune",
        split_by="solution",
        total="area_given",
        where=(supported(ProductionLand),),
        name="p1_farmland_given",
        unit="m²",
    ),
    StackedBarChart(
        "Hộ các xã nhận nước phân tán bằng hình thức nào?",
        ScatteredWater,
        group_by="commune",
        split_by="water_form",
        where=(supported(ScatteredWater),),
        name="p1_water_by_form",
        unit="hồ sơ",
    ),
    BarChart(
        "Công trình nước tập trung tốn bao nhiêu vốn trung ương, so với bình quân được phép?",
        WaterWork,
        group_by="commune",
        name="p1_works_mean",
        unit="triệu đồng một công trình",
        answer=answer_works,
    ),
]
