"""A sound project and a sound member, and what is said of those that differ from them."""

from datetime import date
from typing import Any

from desktop.declare.problems import Problem
from desktop.declare.records import Record
from project3_value_chain.members import ProjectMember
from project3_value_chain.projects import ProductionProject

COMMUNE = "00000000-0000-7000-8000-000000000001"
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
"""The last day of the districts and the first of the communes."""
UNSEEN, SEEN = date(2023, 6, 23), date(2023, 6, 24)
"""The last day of the ceilings nobody has seen and the first of the confirmed ones."""


def project(**values: Any) -> ProductionProject:
    """A sound project that differs in some values; a decision of another day brings its own authority."""
    own = {**vars(ProductionProject.example()), "commune": COMMUNE, "id": None}
    day = values.get("decision_date")
    if day is not None:
        own |= {"decision_by": None, "starts_on": None, "ends_on": None}
    return ProductionProject(**{**own, **values})


def member(**values: Any) -> ProjectMember:
    """A sound member that differs in some values."""
    return ProjectMember(**{**vars(ProjectMember.example()), "id": None, **values})


def of_households(whole: int, poor: int, **values: Any) -> ProductionProject:
    """A project of so many households, so many of them poor, the rest others."""
    counts = {"households": whole, "poor": poor, "near_poor": 0, "escaped": 0, "others": whole - poor}
    counts |= {"minority_households": None, "women_heads": None}
    return project(**{**counts, **values})


def paid(state: int, total: int, **values: Any) -> ProductionProject:
    """A project of which the State pays so much, in millions; the people give the rest."""
    million = 1_000_000
    return project(
        **{
            "state_money": state * million,
            "total": total * million,
            "people_money": (total - state) * million,
            "direct_money": None,
            "disbursed": None,
            **values,
        }
    )


def found(record: Record, rule: str) -> list[Problem]:
    """What one rule says of a record."""
    return [problem for problem in record.problems() if problem.rule == rule]


def told(record: Record, rule: str) -> list[tuple[str, str]]:
    """Grade and field of each problem of one rule."""
    return [(problem.grade.value, problem.field) for problem in found(record, rule)]
