"""Questions on housing answered by a drawing: progress, money, missing land papers; knows no painter."""

from __future__ import annotations

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
from project1_housing.papers import LAND_BLOCKERS

_MOST = 20


def _biggest(sums: dict[Any, int]) -> list[Any]:
    """The communes with most cases, the first with the most."""
    return sorted(sums, key=lambda commune: (-sums[commune], commune or ""))[:_MOST]


def _named(reader: Reader, communes: list[Any]) -> tuple[str, ...]:
    names = reader.names(Place, [commune for commune in communes if commune])
    return tuple(names.get(commune, commune) if commune else _("(chưa ghi)") for commune in communes)


def _in(commune: Any) -> Condition:
    return Condition("commune", "is", commune) if commune else Condition("commune", "empty")


def answer_progress(reader: Reader, where: Where) -> Drawing:
    """Houses by commune, each bar made of the stages of work."""
    rows = reader.totals(HousingCase, ["commune", "stage"], where=where)
    sums: dict[Any, int] = {}
    for commune, _stage, count in rows:
        sums[commune] = sums.get(commune, 0) + count
    if not sums:
        return Drawing(unit=_("nhà"), sentence=_("Chưa có hồ sơ nhà ở nào."))
    communes = _biggest(sums)
    series = []
    for stage in (*STAGES, None):
        found = {commune: count for commune, of_stage, count in rows if of_stage == stage}
        if found or stage:
            test = Condition("stage", "is", stage) if stage else Condition("stage", "empty")
            series.append(
                Series(
                    HousingCase.stage.format(stage) or _("(chưa ghi)"),
                    tuple(found.get(commune, 0) for commune in communes),
                    tuple((*where, _in(commune), test) for commune in communes),
                )
            )
    done = sum(count for _commune, stage, count in rows if stage == "done")
    waiting = {commune: count for commune, stage, count in rows if stage == "not_started"}
    says = _progress_sentence(reader, sums, done, waiting)
    return Drawing(_named(reader, communes), tuple(series), _("nhà"), sentence=says, among=len(sums))


def _progress_sentence(reader: Reader, sums: dict[Any, int], done: int, waiting: dict[Any, int]) -> str:
    whole = sum(sums.values())
    says = _("{done} trong {whole} nhà đã hoàn thành ({share} %).").format(
        done=show_number(done),
        whole=show_number(whole),
        share=show_number(round(Decimal(100 * done) / whole, 1)),
    )
    slowest = max(waiting, key=lambda commune: (waiting[commune], commune or ""), default=None)
    if slowest and len(sums) > 1:
        says += " " + _(
            "Trong cả {communes} xã, nhiều nhà chưa khởi công nhất: {commune}, {count} nhà."
        ).format(
            communes=len(sums),
            commune=reader.names(Place, [slowest]).get(slowest, ""),
            count=show_number(waiting[slowest]),
        )
    return says


_MILLION = 1_000_000


def sources() -> dict[str, str]:
    """The fields that hold money of a house, each with its source in a word."""
    return {
        "central_money": _("NSTW"),
        "local_money": _("NS địa phương"),
        "loan_nd28": _("Vay NĐ 28"),
        "loan_other": _("Vay khác"),
        "social_money": _("Xã hội hóa"),
        "self_fund": _("Hộ đóng góp"),
    }


def answer_money(reader: Reader, where: Where) -> Drawing:
    """The mean of each source for one house, beside the norms in force today."""
    unit = _("triệu đồng một nhà")
    houses = reader.count(HousingCase, where)
    if not houses:
        return Drawing(unit=unit, sentence=_("Chưa có hồ sơ nhà ở nào."))
    by_source = sources()
    ((_count, *sums),) = reader.totals(HousingCase, [], list(by_source), where)
    means = tuple(round(Decimal(value or 0) / houses / _MILLION, 2) for value in sums)
    wheres = tuple((*where, Condition(field, "from", 1)) for field in by_source)
    central, local = reader.norms.at(codes.CENTRAL, None), reader.norms.at(codes.LOCAL, None)
    lines = []
    if central:
        lines.append(Line(_("NSTW tối đa"), central.value / _MILLION))
    if local:
        lines.append(Line(_("Địa phương tối thiểu"), local.value / _MILLION))
    says = _(
        "Bình quân một nhà: NSTW {central}, địa phương {local}, tất cả các nguồn {whole} triệu đồng."
    ).format(
        central=show_number(means[0]), local=show_number(means[1]), whole=show_number(sum(means, Decimal(0)))
    )
    if central:
        over = reader.count(HousingCase, [*where, Condition("central_money", "from", int(central.value) + 1)])
        if over:
            says += " " + _("{count} nhà vượt mức NSTW.").format(count=show_number(over))
    return Drawing(
        tuple(by_source.values()), (Series(_("Bình quân"), means, wheres),), unit, tuple(lines), says
    )


def answer_papers(reader: Reader, where: Where) -> Drawing:
    """Cases without certificate and without cadastral map, by commune."""
    rows = reader.totals(HousingCase, ["commune", "no_certificate", "no_map"], where=where)
    sums: dict[Any, int] = {}
    for commune, no_certificate, no_map, count in rows:
        if no_certificate or no_map:
            sums[commune] = sums.get(commune, 0) + count
    if not sums:
        return Drawing(unit=_("hồ sơ"), sentence=_("Không có hồ sơ nào thiếu giấy tờ đất."))
    communes = _biggest(sums)
    labels = _named(reader, communes)
    series = []
    for position, (field, name) in enumerate(
        (("no_certificate", _("Chưa có GCN QSDĐ")), ("no_map", _("Chưa có bản đồ địa chính"))), 1
    ):
        lacking: dict[Any, int] = {}
        for row in rows:
            if row[position]:
                lacking[row[0]] = lacking.get(row[0], 0) + row[3]
        series.append(
            Series(
                name,
                tuple(lacking.get(commune, 0) for commune in communes),
                tuple((*where, _in(commune), Condition(field, "is", True)) for commune in communes),
            )
        )
    says = _("{count} hồ sơ thiếu giấy tờ đất; nhiều nhất: {commune}, {most} hồ sơ.").format(
        count=show_number(sum(sums.values())), commune=labels[0], most=show_number(max(sums.values()))
    )
    return Drawing(labels, tuple(series), _("hồ sơ"), sentence=says, among=len(sums))


def answer_causes(reader: Reader, where: Where) -> Drawing:
    """Cases that wait for a land paper, by the paper; one that lacks two is counted at both."""
    causes: list[tuple[str, Any]] = [(field, True) for field in ("no_certificate", "no_map")]
    causes += [("other_blocker", code) for code in LAND_BLOCKERS]
    open_cases = [*where, Condition("stage", "is_not", "done")]
    wheres = [(*open_cases, Condition(field, "is", value)) for field, value in causes]
    counts = [reader.count(HousingCase, each) for each in wheres]
    lacking = [place for place, count in enumerate(counts) if count]
    unit = _("hồ sơ")
    if not lacking:
        return Drawing(unit=unit, sentence=_("Không có hồ sơ nào thiếu giấy tờ đất."))
    labels = [
        _(HousingCase.fields[field].label) if value is True else HousingCase.other_blocker.format(str(value))
        for field, value in causes
    ]
    most = max(lacking, key=lambda place: counts[place])
    says = _("Nhiều nhất: {cause}, {count} hồ sơ chưa hoàn thành.")
    return Drawing(
        tuple(labels[place] for place in lacking),
        (
            Series(
                _("Hồ sơ vướng giấy tờ"),
                tuple(counts[place] for place in lacking),
                tuple(wheres[place] for place in lacking),
            ),
        ),
        unit,
        sentence=says.format(cause=labels[most], count=show_number(counts[most])),
    )


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
    BarChart(
        "Hồ sơ nhà ở đang chờ giấy tờ đất nào?",
        HousingCase,
        name="houses_waiting_for_papers",
        unit="hồ sơ",
        answer=answer_causes,
        is_stuck=True,
    ),
]
