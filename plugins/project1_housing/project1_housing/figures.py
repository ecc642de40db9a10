"""Figures Project 1 contributes to reports, counted from its cases; knows no report and no target."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from desktop.api import Condition, Indicator, Measured, Reader, Where
from desktop.shared.programme_texts import QD_04_2023, QD_1719
from project1_housing.approvals import SAME_HOUSEHOLD
from project1_housing.careers import CareerChange
from project1_housing.cases import HousingCase
from project1_housing.farmland import ProductionLand
from project1_housing.land import ResidentialLand
from project1_housing.portfolio import HOUSEHOLD_CONTENTS, paid_of
from project1_housing.road import STEPS, supported
from project1_housing.waiting import find_held
from project1_housing.water import ScatteredWater
from project1_housing.works import WaterWork

Compute = Callable[[Reader, Where], Measured]
APPROVED = Condition("step_done", "in", list(STEPS)[list(STEPS).index("approval") :])
_WORKING = Condition("work_stage", "in", ["accepted", "handed_over", "settled"])


def _count(kind: type[Any], *tests: Condition) -> Compute:
    return lambda reader, where: Measured(reader.count(kind, [*where, *tests]))


def _share(part: int, whole: int) -> Measured:
    return Measured(round(Decimal(100 * part) / whole, 2) if whole else None, part, whole)


def share_of_houses_done(reader: Reader, where: Where) -> Measured:
    """Finished houses among all approved ones."""
    asked = [*where, APPROVED]
    done = reader.count(HousingCase, [*asked, Condition("stage", "is", "done")])
    return _share(done, reader.count(HousingCase, asked))


def share_paid(reader: Reader, where: Where) -> Measured:
    """State money paid out among all that was approved, over all contents."""
    found = [paid_of(reader, kind, where) for kind in (*HOUSEHOLD_CONTENTS, WaterWork)]
    return _share(sum(paid for _approved, paid in found), sum(approved for approved, _paid in found))


def held_up_by_paper(reader: Reader, where: Where) -> Measured:
    """Cases that nothing but a land paper holds up."""
    return Measured(len(find_held(reader, where)))


def mean_of_works(reader: Reader, where: Where) -> Measured:
    """Mean central money of a work, which only a whole province is judged by."""
    asked = [*where, Condition("central_money", "from", 1)]
    ((count, total),) = reader.totals(WaterWork, [], ["central_money"], asked) or [(0, 0)]
    return Measured(round(Decimal(total or 0) / count) if count else None, total or 0, count)


def _households(name: str, title: str, kind: type[Any]) -> Indicator:
    def count(reader: Reader, where: Where) -> Measured:
        return Measured(reader.count(kind, [*where, supported(kind)], SAME_HOUSEHOLD))

    basis = QD_1719.number
    return Indicator(name, title, "hộ", count, basis=basis, over=kind, sex="sex", people="ethnicity")


REACHED = [
    _households("p1_land", "Hộ được hỗ trợ đất ở", ResidentialLand),
    _households("p1_houses", "Hộ được hỗ trợ nhà ở", HousingCase),
    _households("p1_farmland", "Hộ được hỗ trợ đất sản xuất", ProductionLand),
    _households("p1_careers", "Hộ được hỗ trợ chuyển đổi nghề", CareerChange),
    _households("p1_water", "Hộ được hỗ trợ nước sinh hoạt phân tán", ScatteredWater),
    Indicator(
        "p1_works",
        "Công trình nước tập trung đã nghiệm thu",
        "công trình",
        _count(WaterWork, _WORKING),
        basis=QD_1719.number,
    ),
]
"""What communes are given targets of; each record counts by the day of its decision."""
INDICATORS = [
    *REACHED,
    Indicator(
        "p1_houses_done",
        "Tỷ lệ nhà ở đã hoàn thành",
        "%",
        share_of_houses_done,
        over=HousingCase,
        sex="sex",
        people="ethnicity",
    ),
    Indicator("p1_paid", "Tỷ lệ giải ngân vốn Dự án 1 theo hồ sơ", "%", share_paid),
    Indicator("p1_only_papers", "Hồ sơ chỉ vướng giấy tờ đất", "hồ sơ", held_up_by_paper, direction="down"),
    Indicator(
        "p1_work_mean",
        "Vốn trung ương bình quân một công trình nước tập trung",
        "đ",
        mean_of_works,
        direction="down",
        basis=QD_04_2023.number,
    ),
]
