"""Sound records of the other contents of Project 1, each differing in some values."""

from datetime import date
from decimal import Decimal
from typing import Any

from project1_housing.careers import CareerChange
from project1_housing.farmland import ProductionLand
from project1_housing.land import ResidentialLand
from project1_housing.water import ScatteredWater
from project1_housing.works import WaterWork
from tests.plugins.project1_housing.sound import BEFORE, COMMUNE

PERSON: dict[str, Any] = {
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
}


def dated(values: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The values over one's own; another day of decision brings its own year and authority."""
    day = values.get("decision_date")
    if day is not None:
        own = {**own, "class_year": day.year - 1}
        own["decision_by"] = "UBND huyện Mường Chà" if day <= BEFORE else "UBND xã Na Son"
    return {**own, **values}


def land(**values: Any) -> ResidentialLand:
    """Residential land of 180 m² between neighbours, its certificate under way."""
    own = {
        **PERSON,
        "land_now": "none",
        "land_form": "infill",
        "area": Decimal(180),
        "area_limit": Decimal(200),
        "central_money": 40_000_000,
        "provincial_money": 4_000_000,
        "loan_nd28": 50_000_000,
    }
    return ResidentialLand(**dated(values, own))


def plot(**values: Any) -> ProductionLand:
    """Production land for a household that has 3,000 of 10,000 m²."""
    own = {
        **PERSON,
        "quota": Decimal(10_000),
        "area_now": Decimal(3_000),
        "short_share": Decimal(70),
        "solution": "clear",
        "area_given": Decimal(7_000),
        "central_money": 22_500_000,
        "loan_nd28": 77_500_000,
    }
    return ProductionLand(**dated(values, own))


def career(**values: Any) -> CareerChange:
    """A mill for a household that no land could be found for."""
    own = {
        **PERSON,
        "land_reason": "Xã không còn quỹ đất",
        "trade": "Máy xay xát",
        "support": 10_000_000,
        "disbursed_on": date(2025, 10, 1),
    }
    return CareerChange(**dated(values, own))


def water(**values: Any) -> ScatteredWater:
    """A tank for a household without water in the dry season."""
    own = {
        **PERSON,
        "difficulty": "dry",
        "water_form": "plastic_tank",
        "volume": 1500,
        "support": 3_000_000,
        "disbursed_on": date(2025, 10, 1),
    }
    return ScatteredWater(**dated(values, own))


def work(**values: Any) -> WaterWork:
    """A work for sixty households."""
    own: dict[str, Any] = {
        "name": "Cấp nước bản Huổi Tao",
        "commune": COMMUNE,
        "households": 62,
        "minority_households": 60,
        "decision_no": "15/QĐ-UBND",
        "decision_date": date(2025, 9, 3),
        "decision_by": "UBND xã Na Son",
        "central_money": 2_400_000_000,
        "provincial_money": 300_000_000,
        "total": 2_700_000_000,
    }
    return WaterWork(**{**own, **values})
