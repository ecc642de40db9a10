"""Questions on housing answered by a drawing: progress, money, missing land papers; knows no painter."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from desktop.api import (
    BarChart,
    Chart,
    Condition,
    Drawing,
    Line,
    Reader,
    Series,
    StackedBarChart,
    Where,
    _,
    show_number,
)
from desktop.shared import Place
from project1_housing import norms as codes
from project1_housing.cases import HousingCase
from project1_housing.houses import STAGES

_MOST = 20
Test = Callable[[str], Condition]


def _biggest(
    reader: Reader, sums: dict[Any, int]
) -> tuple[list[str], list[tuple[Condition, ...]], list[set[Any]]]:
    """Labels, filters and members for the communes with most cases; the rest stand together as the last."""
    order = sorted(sums, key=lambda commune: (-sums[commune], commune or ""))
    names = reader.names(Place, [commune for commune in order if commune])
    shown = order if len(order) <= _MOST else order[: _MOST - 1]
    labels = [names.get(commune, commune) if commune else _("(chưa ghi)") for commune in shown]
    tests: list[tuple[Condition, ...]] = [
        (Condition("commune", "is", commune) if commune else Condition("commune", "empty"),)
        for commune in shown
    ]
    members: list[set[Any]] = [{commune} for commune in shown]
    rest = order[len(shown) :]
    if rest:
        labels.append(_("Các xã khác"))
        tests.append((Condition("commune", "in", rest),))
        members.append(set(rest))
    return labels, tests, members


def answer_progress(reader: Reader, where: Where) -> Drawing:
    """Houses by commune, each bar made of the stages of work."""
    rows = reader.totals(HousingCase, ["commune", "stage"], where=where)
    sums: dict[Any, int] = {}
    for commune, _stage, count in rows:
        sums[commune] = sums.get(commune, 0) + count
    if not sums:
        return Drawing(unit=_("nhà"), sentence=_("Chưa có hồ sơ nhà ở nào."))
    labels, tests, members = _biggest(reader, sums)
    series = []
    for stage in (*STAGES, None):
        found = {commune: count for commune, of_stage, count in rows if of_stage == stage}
        if found or stage:
            test = Condition("stage", "is", stage) if stage else Condition("stage", "empty")
            series.append(
                Series(
                    HousingCase.stage.format(stage) or _("(chưa ghi)"),
                    tuple(sum(found.get(commune, 0) for commune in group) for group in members),
                    tuple((*where, *of, test) for of in tests),
                )
            )
    done = sum(count for _commune, stage, count in rows if stage == "done")
    waiting = {commune: count for commune, stage, count in rows if stage == "not_started"}
    return Drawing(
        tuple(labels), tuple(series), _("nhà"), sentence=_progress_sentence(reader, sums, done, waiting)
    )


def _progress_sentence(reader: Reader, sums: dict[Any, int], done: int, waiting: dict[Any, int]) -> str:
    whole = sum(sums.values())
    says = _("{done} trong {whole} nhà đã hoàn thành ({share} %).").format(
        done=show_number(done),
        whole=show_number(whole),
        share=show_number(round(Decimal(100 * done) / whole, 1)),
    )
    slowest = max(waiting, key=lambda commune: (waiting[commune], commune or ""), default=None)
    if slowest:
        says += " " + _("Nhiều nhà chưa khởi công nhất: {commune}, {count} nhà.").format(
            commune=reader.names(Place, [slowest]).get(slowest, ""), count=show_number(waiting[slowest])
        )
    return says


_SOURCES = (
    ("NSTW", "central_money"),
    ("NS địa phương", "local_money"),
    ("Vay NĐ 28", "loan_nd28"),
    ("Vay khác", "loan_other"),
    ("Xã hội hóa", "social_money"),
    ("Hộ đóng góp", "self_fund"),
)
_MILLION = 1_000_000


def answer_money(reader: Reader, where: Where) -> Drawing:
    """The mean of each source for one house, beside the norms in force today."""
    unit = _("triệu đồng một nhà")
    houses = reader.count(HousingCase, where)
    if not houses:
        return Drawing(unit=unit, sentence=_("Chưa có hồ sơ nhà ở nào."))
    fields = [field for _label, field in _SOURCES]
    sums = [
        sum(row[1 + at] or 0 for row in reader.totals(HousingCase, [], fields, where))
        for at in range(len(fields))
    ]
    means = tuple(round(Decimal(value) / houses / _MILLION, 2) for value in sums)
    wheres = tuple((*where, Condition(field, "from", 1)) for field in fields)
    central, local = reader.norms.at(codes.CENTRAL, None), reader.norms.at(codes.LOCAL, None)
    lines = []
    if central:
        lines.append(Line(_("NSTW tối đa"), central.value / _MILLION))
    if local:
        lines.append(Line(_("Địa phương tối thiểu"), local.value / _MILLION))
    says = _(
        "Bình quân một nhà: NSTW {central}, địa phương {local}, cả nguồn khác {whole} triệu đồng."
    ).format(
        central=show_number(means[0]), local=show_number(means[1]), whole=show_number(sum(means, Decimal(0)))
    )
    if central:
        over = reader.count(HousingCase, [*where, Condition("central_money", "from", int(central.value) + 1)])
        if over:
            says += " " + _("{count} nhà vượt mức NSTW.").format(count=show_number(over))
    labels = tuple(_(label) for label, _field in _SOURCES)
    return Drawing(labels, (Series(_("Bình quân"), means, wheres),), unit, tuple(lines), says)


def answer_papers(reader: Reader, where: Where) -> Drawing:
    """Cases without certificate and without cadastral map, by commune."""
    rows = reader.totals(HousingCase, ["commune", "no_certificate", "no_map"], where=where)
    sums: dict[Any, int] = {}
    for commune, no_certificate, no_map, count in rows:
        if no_certificate or no_map:
            sums[commune] = sums.get(commune, 0) + count
    if not sums:
        return Drawing(unit=_("hồ sơ"), sentence=_("Không có hồ sơ nào thiếu giấy tờ đất."))
    labels, tests, members = _biggest(reader, sums)
    series = []
    for position, (field, name) in enumerate(
        (("no_certificate", _("Chưa có GCN QSDĐ")), ("no_map", _("Chưa có bản đồ địa chính"))), 1
    ):
        lacking = [(row[0], row[3]) for row in rows if row[position]]
        series.append(
            Series(
                name,
                tuple(sum(count for commune, count in lacking if commune in group) for group in members),
                tuple((*where, *of, Condition(field, "is", True)) for of in tests),
            )
        )
    says = _("{count} hồ sơ thiếu giấy tờ đất; nhiều nhất: {commune}, {most} hồ sơ.").format(
        count=show_number(sum(sums.values())), commune=labels[0], most=show_number(max(sums.values()))
    )
    return Drawing(tuple(labels), tuple(series), _("hồ sơ"), sentence=says)


CHARTS: list[Chart] = [
    StackedBarChart(
        "Nhà ở các xã đã làm đến đâu?",
        HousingCase,
        group_by="commune",
        split_by="stage",
        name="houses_by_commune_and_stage",
        unit="nhà",
        answer=answer_progress,
    ),
    BarChart(
        "Mỗi nhà được bao nhiêu tiền từ từng nguồn, so với định mức?",
        HousingCase,
        name="money_by_source",
        unit="triệu đồng một nhà",
        answer=answer_money,
    ),
    BarChart(
        "Xã nào còn hồ sơ vướng giấy tờ đất?",
        HousingCase,
        group_by="commune",
        name="cases_without_land_papers",
        unit="hồ sơ",
        answer=answer_papers,
    ),
]
