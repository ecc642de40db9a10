"""Asks whether each rule on residential land finds the faulty case and leaves the sound one, at the edge."""

from datetime import date
from decimal import Decimal

import pytest

from tests.plugins.project1_housing.contents import land
from tests.plugins.project1_housing.sound import found, told

MILLION = 1_000_000


def test_that_sound_land_has_no_problem() -> None:
    assert land().problems() == []


def test_that_household_has_no_land() -> None:
    assert told(land(land_now="own"), "P1-03") == [("BLOCK", "land_now")]
    for state in ("none", "guest", "unsafe", None):
        assert told(land(land_now=state), "P1-03") == []


def test_that_household_gave_no_land_away() -> None:
    (problem,) = found(land(had_land=True), "P1-03")
    assert (problem.grade.value, problem.field) == ("BLOCK", "had_land")
    assert problem.basis == "TT 02/2022/TT-UBDT, Điều 4"
    assert told(land(had_land=False), "P1-03") == []


def test_that_area_is_within_the_limit() -> None:
    assert told(land(area=Decimal(200)), "P1-12") == []
    assert told(land(area=Decimal("200.1")), "P1-12") == [("WARN", "area")]
    (problem,) = found(land(area=Decimal("200.1"), limit_decision="QĐ 07/2024/QĐ-UBND"), "P1-12")
    assert problem.basis == "QĐ 07/2024/QĐ-UBND"
    assert told(land(area=Decimal(300), area_limit=None), "P1-12") == []


def test_that_house_is_assessed_with_land() -> None:
    assert told(land(house_assessed=False), "P1-19") == [("WARN", "house_assessed")]
    assert told(land(house_assessed=True), "P1-19") == []
    assert told(land(), "P1-19") == []
    assert told(land(house_assessed=False, decision_no=None, decision_date=None), "P1-19") == []


def test_that_land_is_for_poor_households_of_the_area() -> None:
    (problem,) = found(land(poverty_class="near_poor"), "P1-02")
    assert problem.grade.value == "BLOCK" and "đất ở" in problem.message
    assert problem.basis == "TT 02/2022/TT-UBDT, Điều 4"
    kinh = {"ethnicity": "kinh", "zone": "I", "dbkk_village": False}
    (problem,) = found(land(**kinh), "P1-01")
    assert (problem.grade.value, problem.basis) == ("BLOCK", "TT 02/2022/TT-UBDT, Điều 4")


def test_that_a_year_nobody_listed_is_only_remarked() -> None:
    assert told(land(class_year=None), "G07") == [("NOTE", "class_year")]


@pytest.mark.parametrize(("day", "over"), [(date(2023, 2, 22), False), (date(2023, 2, 23), True)])
def test_that_central_money_for_land_is_within_its_norm(day: date, over: bool) -> None:
    said = [("BLOCK", "central_money")] if over else []
    assert told(land(central_money=40 * MILLION + 1, decision_date=day), "P1-05") == said
    assert told(land(central_money=40 * MILLION, decision_date=day), "P1-05") == []
    short = [("BLOCK", "provincial_money")] if over else []
    assert told(land(provincial_money=4 * MILLION - 1, decision_date=day), "P1-06") == short


@pytest.mark.parametrize(("day", "over"), [(date(2022, 4, 25), False), (date(2022, 4, 26), True)])
def test_that_the_loan_for_land_is_within_its_norm(day: date, over: bool) -> None:
    said = [("BLOCK", "loan_nd28")] if over else []
    assert told(land(loan_nd28=50 * MILLION + 1, decision_date=day), "P1-13") == said
    assert told(land(loan_nd28=50 * MILLION, loan_other=200 * MILLION, decision_date=day), "P1-13") == []
    term = [("BLOCK", "loan_months")] if over else []
    assert told(land(loan_months=181, decision_date=day), "P1-13") == term
