"""Questions on the lots and the dues of projects answered by a drawing; knows no project, no painter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from desktop.api import Condition, Drawing, Reader, Series, Where, _, first_day, show_number
from project3_value_chain.breeds import LACKS, LIVING, PLANTS, BreedLot, lacking
from project3_value_chain.revolving import RevolvingDue, overdue

_MILLION = 1_000_000
_JUDGED = ("kind", "origin", "is_local", "standard_number", "quarantine_number", "supplier", "bought_by")


def in_millions(amount: Any) -> Decimal:
    """An amount as charts tell it."""
    return round(Decimal(amount or 0) / _MILLION, 2)


def answer_papers(reader: Reader, where: Where) -> Drawing:
    """How many lots lack each paper; one that lacks two counts under both."""
    unit = _("lô")
    living = [*where, Condition("kind", "in", [*LIVING, *PLANTS])]
    without: dict[str, list[str]] = {paper: [] for paper in LACKS}
    lots = 0
    for id, *values in reader.columns(BreedLot, ["id", *_JUDGED], living):
        lots += 1
        for paper in lacking(SimpleNamespace(**dict(zip(_JUDGED, values, strict=True)))):
            without[paper].append(id)
    papers = [paper for paper in LACKS if without[paper]]
    if not papers:
        nothing = _("Mọi lô giống đều đủ giấy tờ.") if lots else _("Chưa có lô giống nào.")
        return Drawing(unit=unit, sentence=nothing)
    most = max(papers, key=lambda paper: len(without[paper]))
    says = _("{count} trong {whole} lô giống còn thiếu giấy tờ; nhiều nhất: {paper} ({most}).").format(
        count=show_number(len(set().union(*without.values()))),
        whole=show_number(lots),
        paper=_(LACKS[most]),
        most=show_number(len(without[most])),
    )
    wheres = tuple((Condition("id", "in", without[paper]),) for paper in papers)
    series = Series(_("Lô giống"), tuple(len(without[paper]) for paper in papers), wheres)
    return Drawing(tuple(_(LACKS[paper]) for paper in papers), (series,), unit, sentence=says, adds_up=False)


def answer_revolving(reader: Reader, where: Where) -> Drawing:
    """What came back against what was due, by year."""
    years: dict[int, list[int]] = {}
    for due_on, _count, received, amount in reader.totals(
        RevolvingDue, ["due_on"], ["received", "amount"], where
    ):
        sums = years.setdefault(first_day(due_on).year, [0, 0])
        sums[0] += received or 0
        sums[1] += amount or 0
    unit = _("triệu đồng")
    if not years:
        return Drawing(unit=unit, sentence=_("Chưa có khoản quay vòng nào."))
    order = sorted(years)
    wheres = tuple(
        (*where, Condition("due_on", "from", date(year, 1, 1)), Condition("due_on", "to", date(year, 12, 31)))
        for year in order
    )
    series = (
        Series(_("Đã thu"), tuple(in_millions(years[year][0]) for year in order), wheres),
        Series(_("Phải hoàn trả"), tuple(in_millions(years[year][1]) for year in order), wheres),
    )
    late = overdue(reader, where, date.today())
    says = _("{count} khoản quá hạn chưa thu đủ.").format(count=show_number(reader.count(RevolvingDue, late)))
    return Drawing(tuple(str(year) for year in order), series, unit, sentence=says)
