"""Indicators worked out from the projects: how many, how large, for whom, paid; knows no report."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from desktop.api import Condition, Indicator, Measured, Reader, Where
from project3_value_chain.forests import ForestContract
from project3_value_chain.projects import ProductionProject

Compute = Callable[[Reader, Where], Measured]


def _sums(reader: Reader, where: Where, *names: str) -> list[Any]:
    rows = reader.totals(ProductionProject, [], names, where)
    return [value or 0 for value in rows[0][1:]] if rows else [0] * len(names)


def count_projects(reader: Reader, where: Where) -> Measured:
    """How many projects."""
    return Measured(reader.count(ProductionProject, where))


def sum_of(name: str) -> Compute:
    """The sum of one field over the projects."""

    def compute(reader: Reader, where: Where) -> Measured:
        return Measured(_sums(reader, where, name)[0])

    return compute


def share_of(part: str, whole: str, told: str) -> Compute:
    """One sum in percent of another, over the projects that tell one field; both sums are kept, so that
    places add up."""

    def compute(reader: Reader, where: Where) -> Measured:
        above, below = _sums(reader, [*where, Condition(told, "filled")], part, whole)
        value = round(Decimal(100 * above) / Decimal(below), 2) if below else None
        return Measured(value, above, below)

    return compute


poverty_share = share_of("poverty_households", "households", told="poverty_households")
"""Of the households in projects that say their classes, those that are or were poor."""


def mean_income_rise(reader: Reader, where: Where) -> Measured:
    """What a household earns more, over the projects that tell it, each weighed by its households."""
    told = [*where, Condition("income_rise", "filled")]
    weighed = people = 0
    for project in reader.rows(ProductionProject, told):
        weighed += project.income_rise * (project.households or 0)
        people += project.households or 0
    return Measured(round(Decimal(weighed) / people) if people else None, weighed, people)


def sum_rice(reader: Reader, where: Where) -> Measured:
    """Rice given to households in forest contracts."""
    rows = reader.totals(ForestContract, [], ["rice_kg"], where)
    return Measured(rows[0][1] or 0 if rows else 0)


REACHED = [
    Indicator("production_projects", "Số dự án hỗ trợ sản xuất", "dự án", count_projects),
    Indicator("production_area", "Diện tích được hỗ trợ sản xuất", "ha", sum_of("area")),
    Indicator("production_households", "Số hộ tham gia dự án sản xuất", "hộ", sum_of("households")),
    Indicator("production_jobs", "Việc làm tạo thêm", "người", sum_of("jobs")),
]
"""What communes are given targets of; each project counts by the day of its decision."""
INDICATORS = [
    *REACHED,
    Indicator(
        "production_poverty_share",
        "Tỷ lệ hộ nghèo, cận nghèo, mới thoát nghèo trong các dự án",
        "%",
        poverty_share,
    ),
    Indicator(
        "production_disbursed_share",
        "Tỷ lệ giải ngân NSNN của các dự án sản xuất",
        "%",
        share_of("disbursed", "state_money", told="state_money"),
    ),
    Indicator("production_income_rise", "Thu nhập tăng thêm một hộ một năm", "đ", mean_income_rise),
    Indicator("production_left_poverty", "Hộ thoát nghèo nhờ dự án", "hộ", sum_of("left_poverty")),
    Indicator(
        "forest_rice",
        "Gạo trợ cấp cho hộ nhận khoán, trồng rừng",
        "kg",
        sum_rice,
        over=ForestContract,
        sex="sex",
        people="ethnicity",
    ),
]
