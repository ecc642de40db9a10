"""Asks whether the rules on career change and scattered water find the faulty case and leave sound ones."""

from datetime import date

import pytest

from desktop.declare.norms import PRESS
from project1_housing import other_norms as codes
from project1_housing.careers import CareerChange
from tests.plugins.project1_housing.contents import career, water
from tests.plugins.project1_housing.sound import found, told

LAST_OLD, FIRST_NEW = date(2023, 8, 14), date(2023, 8, 15)
"""The last day of TT 15/2022/TT-BTC and the first of TT 55/2023/TT-BTC."""


def test_that_sound_grants_have_no_problem() -> None:
    assert career().problems() == [] and water().problems() == []
    assert career().state_money == 10_000_000


@pytest.mark.parametrize(("make", "limit"), [(career, 10_000_000), (water, 3_000_000)])
def test_that_grant_is_within_norm(make: type, limit: int) -> None:
    assert told(make(support=limit), "P1-07") == []
    (problem,) = found(make(support=limit + 1), "P1-07")
    # The amounts are known from the press alone: they warn and say so.
    assert (problem.grade.value, problem.field) == ("WARN", "support")
    assert "chưa xác nhận" in problem.message


@pytest.mark.parametrize(("day", "text"), [(LAST_OLD, "TT 15/2022/TT-BTC"), (FIRST_NEW, "TT 55/2023/TT-BTC")])
def test_that_the_circular_of_the_day_is_cited(day: date, text: str) -> None:
    (problem,) = found(career(support=12_000_000, decision_date=day), "P1-07")
    assert problem.basis == text
    (problem,) = found(
        water(support=4_000_000, decision_no=None, decision_date=None, disbursed_on=day), "P1-07"
    )
    # Of water alone the article is known, and only in the earlier circular.
    assert problem.basis == (f"{text}, Điều 6" if day == LAST_OLD else text)


def test_that_norm_is_in_force() -> None:
    early = {"decision_date": date(2022, 3, 3), "disbursed_on": date(2022, 5, 1)}
    assert told(career(**early), "G10") == [("NOTE", "support")]
    assert told(career(**{**early, "decision_date": date(2022, 3, 4)}), "G10") == []
    assert all(norm.confidence == PRESS for norm in CareerChange.norms.named(codes.CAREER))


def test_that_reason_for_no_land_is_given() -> None:
    (problem,) = career(land_reason=None).problems()
    assert (problem.grade.value, problem.field) == ("WARN", "land_reason")
    assert career(land_reason=None, decision_no=None, decision_date=None).problems() == []


def test_that_water_is_needed() -> None:
    (problem,) = water(difficulty="none").problems()
    assert (problem.grade.value, problem.field) == ("WARN", "difficulty")
    assert water(difficulty=None).problems() == []


def test_that_a_grant_is_not_paid_before_its_decision() -> None:
    assert told(career(disbursed_on=date(2025, 8, 14)), "G03") == []
    assert told(career(disbursed_on=date(2025, 8, 13)), "G03") == [("WARN", "disbursed_on")]


def test_that_grants_are_for_poor_households() -> None:
    (problem,) = found(water(poverty_class="near_poor"), "P1-02")
    assert problem.grade.value == "BLOCK" and "nước sinh hoạt phân tán" in problem.message
    assert problem.basis == "TT 02/2022/TT-UBDT, Điều 10(1)"
    (problem,) = found(career(poverty_class="escaped"), "P1-02")
    assert "TT 02/2023/TT-UBDT" in problem.basis
    assert told(water(poverty_class="near_poor", provincial_policy="NQ 12/2024/NQ-HĐND"), "P1-02") == [
        ("WARN", "poverty_class")
    ]
