"""Sound records of Project 8, and what is said of those that differ from them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.declare.norms import NormBook
from desktop.declare.problems import Problem
from desktop.declare.records import Record
from desktop.declare.rules import Rule
from project8_gender.activities import Activity
from project8_gender.births import BirthExpense
from project8_gender.expenses import Expense
from project8_gender.models import Model
from project8_gender.norms import NORMS
from tests.desktop.held import Held

COMMUNE, OTHER = "00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"
BEFORE, AFTER = date(2023, 8, 14), date(2023, 8, 15)
"""The last day of TT 15/2022 and the first of TT 55/2023."""


def model(**values: Any) -> Model:
    """A sound communication team."""
    own: dict[str, Any] = {
        "kind": "team",
        "name": "Tổ truyền thông cộng đồng Bản Huổi Tao",
        "commune": COMMUNE,
        "place": "Bản Huổi Tao",
        "decision_no": "31/QĐ-HPN",
        "decision_date": date(2024, 4, 16),
        "origin": "new",
        "state": "active",
        "members": 7,
        "women": 5,
        "minority": 7,
        "leader": "Vàng Thị Mai",
    }
    return Model(**{**own, **values})


def activity(**values: Any) -> Activity:
    """A sound activity."""
    own: dict[str, Any] = {
        "content": "ND1",
        "kind": "00000000-0000-7000-8000-0000000000aa",
        "name": "Truyền thông xóa bỏ định kiến giới tại bản",
        "held_on": date(2025, 3, 14),
        "commune": COMMUNE,
        "participants": 60,
        "women": 60,
        "children": 5,
        "minority": 58,
    }
    return Activity(**{**own, **values})


def _product(own: dict[str, Any]) -> dict[str, Any]:
    return own if "amount" in own else {"amount": int(own["quantity"] * own["unit_price"]), **own}


def expense(**values: Any) -> Expense:
    """A sound line of expense of an activity; the amount follows from price and quantity."""
    own: dict[str, Any] = {
        "content": "ND1",
        "commune": COMMUNE,
        "item": "announcer",
        "paid_on": date(2025, 3, 14),
        "quantity": Decimal(4),
        "unit_price": 60_000,
    }
    return Expense(**_product({**own, **values}))


def line(**values: Any) -> BirthExpense:
    """A sound line of a safe-birth package; birth and day of the expense lie together unless told."""
    paid = values.get("paid_on", date(2025, 3, 14))
    own: dict[str, Any] = {
        "mother": "Vàng Thị Mai",
        "birth": date(1996, 5, 2),
        "ethnicity": "hmong",
        "identity_number": "011196000123",
        "commune": COMMUNE,
        "village": "Bản Huổi Tao",
        "born_on": paid,
        "birth_place": "facility",
        "delivery": "normal",
        "item": "travel",
        "persons": 2,
        "paid_on": paid,
        "quantity": Decimal(2),
        "unit_price": 100_000,
    }
    return BirthExpense(**_product({**own, **values}))


def meals(days: int, **values: Any) -> BirthExpense:
    """Meals of mother and carer for some days."""
    persons = values.get("persons", 2)
    return line(item="meal", quantity=Decimal(days * (persons or 1)), unit_price=50_000, **values)


def told(record: Record, rule: str) -> list[tuple[str, str]]:
    """Grade and field of each problem of one rule."""
    return [(problem.grade.value, problem.field) for problem in record.problems() if problem.rule == rule]


def says(record: Record, rule: str) -> str:
    """What one rule says of a record; it must say it once."""
    (problem,) = [each for each in record.problems() if each.rule == rule]
    return problem.message


def ask(
    rules: Iterable[Rule], name: str, *records: Any, among: frozenset[str] | None = None
) -> list[Problem]:
    """What a rule over many records finds among these."""
    (rule,) = [each for each in rules if each.name == name]
    finds: Any = rule.finds
    return [rule.problem(finding) for finding in finds(Held(records, NormBook(NORMS)), among)]


def found(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """Record, grade and field of each."""
    return sorted((problem.record, problem.grade.value, problem.field) for problem in problems)
