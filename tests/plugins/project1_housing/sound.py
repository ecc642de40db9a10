"""A sound housing case, and what is said of one that differs from it."""

from datetime import date
from decimal import Decimal
from typing import Any

from desktop.declare.problems import Problem
from project1_housing.cases import HousingCase

COMMUNE = "00000000-0000-7000-8000-000000000001"
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
"""The last day of the districts and the first of the communes."""


def case(**values: Any) -> HousingCase:
    """A sound case of 2025 that differs in some values; `decision_date` brings its own year and authority."""
    own: dict[str, Any] = {
        "head_name": "Giàng A Páo",
        "birth": date(1985, 3, 14),
        "sex": "male",
        "ethnicity": "hmong",
        "identity_number": "011085000123",
        "members": 4,
        "commune": COMMUNE,
        "village": "Bản Huổi Tao",
        "zone": "III",
        "poverty_class": "poor",
        "class_year": 2024,
        "decision_no": "12/QĐ-UBND",
        "decision_date": date(2025, 8, 14),
        "decision_by": "UBND xã Na Son",
        "need": "new",
        "floor_hard": False,
        "frame_hard": False,
        "roof_hard": True,
        "area_now": Decimal("24.5"),
        "stage": "roof",
        "central_money": 40_000_000,
        "provincial_money": 3_000_000,
        "commune_money": 1_000_000,
        "loan_nd28": 30_000_000,
        "self_fund": 10_000_000,
        "total": 84_000_000,
        "disbursed": 30_000_000,
    }
    day = values.get("decision_date")
    if day is not None:
        own["class_year"] = day.year - 1
        own["decision_by"] = "UBND huyện Mường Chà" if day.year < 2025 or day <= BEFORE else "UBND xã Na Son"
    return HousingCase(**{**own, **values})


def paying(**money: int) -> HousingCase:
    """A case whose total follows from its sources."""
    made = case(**money)
    return case(**money, total=made.sum_of_sources)


def found(record: HousingCase, rule: str) -> list[Problem]:
    """What one rule says of a case."""
    return [problem for problem in record.problems() if problem.rule == rule]


def told(record: HousingCase, rule: str) -> list[tuple[str, str]]:
    """Grade and field of each problem of one rule."""
    return [(problem.grade.value, problem.field) for problem in found(record, rule)]
