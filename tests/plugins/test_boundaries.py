"""Asks each norm of the components of a record at its limit, beyond it, and on both sides of its days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

import pytest

from desktop.declare.norms import Norm, NormBook
from desktop.declare.problems import Grade
from desktop.declare.records import Record
from project1_housing.other_norms import ALL_NORMS as HOUSING
from project3_value_chain.herbs import HerbProject
from project3_value_chain.norms import NORMS as PRODUCTION
from project3_value_chain.startups import StartUp, StartUpItem
from project8_gender.norms import NORMS as GENDER
from tests.plugins.project1_housing import contents, sound
from tests.plugins.project3_value_chain import sound as production
from tests.plugins.project8_gender import sound as gender

MILLION = 1_000_000
Make = Callable[[Dec, date, Norm], Record]


@dataclass(frozen=True)
class Asked:
    """How a record is made that stands at a value on a day, and what is said `beyond` it.

    `at` is what is added to the value of the norm for the last sound record. Where another norm takes the
    place of one that is not in force yet, the record beyond may be at fault `before` too.
    """

    rule: str
    make: Make
    beyond: Dec
    at: Dec = Dec(0)
    field: str = ""
    before: bool | None = None


def most(rule: str, make: Make, step: str = "1", **more: Any) -> Asked:
    """At most the value."""
    return Asked(rule, make, Dec(step), **more)


def least(rule: str, make: Make, step: str = "1", **more: Any) -> Asked:
    """At least the value."""
    return Asked(rule, make, -Dec(step), **more)


def house(**named: Callable[[Dec], Any]) -> Make:
    """A house of the day, with some fields at the value."""
    return lambda value, day, _norm: sound.case(
        decision_date=day, **{"total": None, **{name: of(value) for name, of in named.items()}}
    )


def of(make: Callable[..., Record], on: str, **named: Any) -> Make:
    """A record of the day, with some fields at the value; plain values are taken as they are."""
    return lambda value, day, _norm: make(
        **{on: day, **{name: at(value) if callable(at) else at for name, at in named.items()}}
    )


def whole(value: Dec) -> int:
    return int(value)


def thousandth(value: Dec) -> int:
    return int(10 * value)


def herbs(**values: Any) -> Record:
    return HerbProject.example().changed(commune=sound.COMMUNE, **values)


def chain_of(form: str) -> Make:
    """A project of which the State pays the value in percent, in the area of the norm."""

    def make(value: Dec, day: date, norm: Norm) -> Record:
        lead = {"group_kind": "cooperative", "linkage": "01/HĐ"}
        return production.paid(
            thousandth(value), 1000, form=form, area_type=norm.area, decision_date=day, **lead
        )

    return make


def shared_by(form: str) -> Make:
    """A project of a thousand households, the value in percent of them poor."""
    return lambda value, day, _norm: production.of_households(
        1000, thousandth(value), form=form, decision_date=day, mentors=None, women=None
    )


def task(**named: Any) -> Make:
    own = {"form": "task", "task_reason": "weak", "total": None, "people_money": None, "disbursed": None}
    return of(production.project, "decision_date", **{**own, **named})


def start_up(
    kind: str, cost: Callable[[Dec], int], support: Callable[[Dec], int], count: bool = False
) -> Make:
    def make(value: Dec, day: date, _norm: Norm) -> Record:
        times = int(value) if count else 1
        item = StartUpItem(kind=kind, held_on=day, cost=cost(value), support=support(value))
        return StartUp.example().changed(commune=sound.COMMUNE, items=[item] * times)

    return make


def of_start_up(kind: str) -> dict[str, Asked]:
    """The share of its cost, and the amount."""
    code = f"P3.STARTUP.{kind.upper()}"
    share = start_up(kind, lambda _value: MILLION, lambda value: int(10_000 * value))
    amount = start_up(kind, lambda value: 10 * int(value), whole)
    return {f"{code}.SHARE": most("P3-20", share, "0.0001"), f"{code}.AMOUNT": most("P3-20", amount)}


def how_many(kind: str) -> Asked:
    """How many items of one kind a model may have."""
    return most("P3-20", start_up(kind, lambda _value: 10, lambda _value: 1, count=True))


def spent(item: str) -> Asked:
    """A unit price of an item of an activity."""
    make = of(gender.expense, "paid_on", item=item, unit_price=whole)
    return most("P8-02", make, field="unit_price")


def given(item: str) -> Asked:
    """A unit price of an item of a birth package."""
    make = of(gender.line, "paid_on", item=item, quantity=Dec(1), unit_price=whole, born_on=date(2027, 1, 1))
    return most("P8-02", make, field="unit_price")


def fuel(value: Dec, day: date, _norm: Norm) -> Record:
    return gender.expense(item="fuel", paid_on=day, unit_price=25_000, distance=100, quantity=100 * value)


def in_minority_language(value: Dec, day: date, _norm: Norm) -> Record:
    price = int(70_000 * value)
    return gender.expense(item="material_write", minority_language=True, paid_on=day, unit_price=price)


FINISHED: dict[str, Callable[[Dec], Any]] = {"stage": lambda _value: "done", "members": lambda _value: 4}
HARD: dict[str, Callable[[Dec], Any]] = {"floor_hard": lambda _value: True, "frame_hard": lambda _value: True}
ALONE: dict[str, Callable[[Dec], Any]] = {"members": lambda _value: 1}
ASKED: dict[str, Asked] = {
    "P1.HOUSE.NSTW": most("P1-05", house(central_money=whole)),
    "P1.HOUSE.NSDP": least("P1-06", house(provincial_money=whole, commune_money=lambda _value: None)),
    "P1.LOAN.HOUSE": most("P1-13", house(loan_nd28=whole)),
    "P1.LOAN.TERM": most("P1-13", house(loan_nd28=lambda _value: MILLION, loan_months=whole)),
    "P1.LOAN.RATE": most("P1-13", house(loan_nd28=lambda _value: MILLION, loan_rate=Dec), "0.01"),
    "P1.LOAN.GRACE": most("P1-13", house(loan_nd28=lambda _value: MILLION, loan_grace=whole)),
    "P1.LOAN.OVERDUE": most(
        "P1-13", house(loan_nd28=lambda _value: MILLION, loan_overdue_rate=lambda value: 3 * value / 100)
    ),
    "P1.HOUSE.SPLIT": least("P1-04", house(split_on=lambda value: date(2021 - int(value), 10, 14))),
    "P1.HOUSE.AREA": least("P1-15", house(**FINISHED, area_done=Dec), "0.01"),
    "P1.HOUSE.AREA.ALONE": least("P1-15", house(**{**FINISHED, **ALONE}, area_done=Dec), "0.01", before=True),
    "P1.HOUSE.LIFE": least("P1-15", house(**FINISHED, life_years=whole)),
    "P1.HOUSE.PERSON": Asked("P1-04", house(**HARD, area_now=lambda value: 4 * value), Dec(0), -Dec("0.01")),
    "P1.HOUSE.PERSON.ALONE": Asked(
        "P1-04", house(**HARD, **ALONE, area_now=Dec), Dec(0), -Dec("0.01"), before=True
    ),
    "P1.LAND.NSTW": most("P1-05", of(contents.land, "decision_date", central_money=whole)),
    "P1.LAND.NSDP": least("P1-06", of(contents.land, "decision_date", provincial_money=whole)),
    "P1.LOAN.LAND": most("P1-13", of(contents.land, "decision_date", loan_nd28=whole)),
    "P1.PRODLAND.NSTW": most("P1-05", of(contents.plot, "decision_date", central_money=whole)),
    "P1.LOAN.PROD": most("P1-13", of(contents.plot, "decision_date", loan_nd28=whole)),
    "P1.PRODLAND.SHORT": Asked(
        "P1-11",
        of(contents.plot, "decision_date", area_now=lambda value: 100 * (100 - value), short_share=None),
        Dec(0),
        Dec("0.01"),
    ),
    "P1.CAREER": most("P1-07", of(contents.career, "decision_date", support=whole)),
    "P1.WATERHH": most("P1-07", of(contents.water, "decision_date", support=whole)),
    "P1.WORK.SPECIAL": most("P1-21", of(contents.work, "decision_date", special=True, total=whole)),
    "P3.CHAIN": most("P3-01", chain_of("chain"), "0.1"),
    "P3.COMM": most("P3-01", chain_of("community"), "0.1"),
    "P3.TASK": most("P3-10", task(state_money=whole, direct_money=None)),
    "P3.TASK.DIRECT": least("P3-10", task(state_money=1000, direct_money=thousandth), "0.1"),
    "P3.PART": least("P3-04", shared_by("chain"), "0.1"),
    "P3.DIV.PART": least("P3-05", shared_by("diversification"), "0.1", field="poor"),
    "P3.ENT.DTTS": least(
        "P3-09",
        of(
            production.project,
            "decision_date",
            form="chain",
            linkage="1",
            lead_labour=1000,
            lead_minority=thousandth,
        ),
        "0.1",
        field="lead_minority",
    ),
    "P3.HERB.ZONE": least("P3-18", of(herbs, "decision_date", area=Dec), "0.01"),
    "P3.HERB.NURSERY": least("P3-18", of(herbs, "decision_date", kind="nursery", area=Dec), "0.01"),
    "P3.HERB.DTTS": least("P3-18", of(herbs, "decision_date", minority_share=Dec), "0.01"),
    "P3.HERB.GINSENG": least("P3-18", of(herbs, "decision_date", is_ginseng=True, height=whole)),
    **of_start_up("training"),
    **of_start_up("research"),
    **of_start_up("brand"),
    "P3.STARTUP.TRAINING.COUNT": how_many("training"),
    "P3.STARTUP.RESEARCH.COUNT": how_many("research"),
    **{
        f"P8.BIRTH.{code}": given(item)
        for code, item in {
            "VISIT": "visit",
            "TRAVEL": "travel",
            "KIT": "kit",
            "MEAL": "meal",
            "FOOD": "food",
        }.items()
    },
    "P8.BIRTH.DAYS": most("P8-05", lambda value, day, _norm: gender.meals(int(value), paid_on=day)),
    "P8.BIRTH.DAYS.CAESAREAN": most(
        "P8-05", lambda value, day, _norm: gender.meals(int(value), paid_on=day, delivery="caesarean")
    ),
    "P8.BIRTH.PERSONS": most("P8-05", of(gender.line, "paid_on", persons=whole)),
    **{
        f"P8.COMM.{code}": spent(item)
        for code, item in {
            "EDIT.SHORT": "edit_short",
            "EDIT.MEDIUM": "edit_medium",
            "EDIT.LONG": "edit_long",
            "ANNOUNCER": "announcer",
            "MONITOR": "monitor",
            "PARTICIPANT": "participant",
            "MATERIAL.WRITE": "material_write",
            "MATERIAL.EDIT": "material_edit",
            "MATERIAL.REVIEW": "material_review",
        }.items()
    },
    "P8.COMM.COUNSEL": most("P8-08", of(gender.expense, "paid_on", item="counsel", unit_price=whole)),
    "P8.COMM.FUEL": most("P8-02", fuel, "0.001", field="quantity"),
    "P8.COMM.LANGUAGE": most("P8-09", in_minority_language, "0.001"),
}
ELSEWHERE = {
    "P1.HOUSE.REPAIR": "test_that_a_repair_beyond_what_is_known_says_so_and_never_blocks",
    "P1.WATERWORK.NSTW": "test_that_mean_of_works_is_within_norm",
    "P3.PART.PRIORITY": "test_that_priority_is_told_while_choosing",
    "P3.DIV.WOMEN": "test_that_priority_is_told_while_choosing",
    "P3.ESCAPED.MONTHS": "test_that_household_left_poverty_not_long_ago",
    "P3.RICE": "test_that_rice_is_within_what_is_allowed",
    "P3.RICE.HA": "test_that_rice_is_within_what_is_allowed",
    "P8.BIRTH.VISITS": "test_that_visits_are_no_more_than_supported",
    "P8.COMM.COUNSEL.MONTH": "test_that_counsellor_is_paid_no_more_than_a_month_allows",
}
"""Norms that many records are judged by together, or that only tell something; the test that asks them."""

NORMS = [*HOUSING, *PRODUCTION, *GENDER]
ROWS = [norm for norm in NORMS if norm.code in ASKED]
each_row = pytest.mark.parametrize(
    "norm", ROWS, ids=[f"{norm.code} {norm.area} {norm.valid_from}" for norm in ROWS]
)


def grades(norm: Norm, moved: Dec, day: date) -> list[Grade]:
    """What is said of a record that stands so far from the value of a norm on a day."""
    asked = ASKED[norm.code]
    record = asked.make(norm.value + moved, day, norm)
    problems = record.problems(NormBook(NORMS))
    return [
        problem.grade
        for problem in problems
        if problem.rule == asked.rule and asked.field in ("", problem.field)
    ]


def test_that_every_norm_is_asked_here_or_in_a_test_of_its_own() -> None:
    assert {norm.code for norm in NORMS} == ASKED.keys() | ELSEWHERE.keys()
    written = "".join(file.read_text("utf-8") for file in Path(__file__).parent.rglob("test_*.py"))
    assert [name for name in ELSEWHERE.values() if not re.search(rf"def {name}\b", written)] == []


@each_row
def test_that_a_norm_is_kept_at_its_limit_and_broken_beyond(norm: Norm) -> None:
    asked = ASKED[norm.code]
    assert grades(norm, asked.at, norm.valid_from) == []
    (grade,) = grades(norm, asked.beyond, norm.valid_from)
    assert grade is not Grade.NOTE
    assert norm.is_confirmed or grade is Grade.WARN


@each_row
def test_that_a_norm_holds_from_its_first_day_to_its_last(norm: Norm) -> None:
    asked = ASKED[norm.code]
    days = [norm.valid_from - timedelta(days=1)]
    if norm.valid_to is not None:
        assert grades(norm, asked.beyond, norm.valid_to) != []
        days.append(norm.valid_to + timedelta(days=1))
    for day in days:
        alike = [other for other in NORMS if (other.code, other.area) == (norm.code, norm.area)]
        still = asked.before if asked.before is not None else any(other.covers(day) for other in alike)
        assert bool(grades(norm, asked.beyond, day)) is still, day
