"""Asks whether each rule on production land finds the faulty case and leaves the sound one, at the edge."""

from datetime import date
from decimal import Decimal

import pytest

from tests.plugins.project1_housing.contents import plot
from tests.plugins.project1_housing.sound import found, told

MILLION = 1_000_000


def test_that_sound_production_land_has_no_problem() -> None:
    assert plot().problems() == []
    assert plot().area_short == 7_000


@pytest.mark.parametrize(
    ("now", "said"),
    [("5000", [("BLOCK", "short_share")]), ("4999", []), ("0", []), ("10000", [("BLOCK", "short_share")])],
)
def test_that_household_is_short_of_land(now: str, said: list[tuple[str, str]]) -> None:
    case = plot(area_now=Decimal(now), short_share=None)
    assert told(case, "P1-11") == said


def test_that_the_listed_shortage_is_judged_where_nothing_else_is_known() -> None:
    listed = {"quota": None, "area_now": None}
    assert told(plot(**listed, short_share=Decimal(50)), "P1-11") == [("BLOCK", "short_share")]
    assert told(plot(**listed, short_share=Decimal("50.1")), "P1-11") == []
    assert told(plot(**listed, short_share=None), "P1-11") == []
    (problem,) = found(plot(**listed, short_share=Decimal(50), quota_decision="QĐ 08/QĐ-UBND"), "P1-11")
    assert problem.basis == "TT 02/2022/TT-UBDT; QĐ 08/QĐ-UBND"


def test_that_shortage_counts_from_the_day_of_the_circular() -> None:
    half = {"area_now": Decimal(5000), "short_share": Decimal(50)}
    assert told(plot(**half, decision_date=date(2022, 8, 14)), "P1-11") == []
    assert told(plot(**half, decision_date=date(2022, 8, 15)), "P1-11") != []


def test_that_shortage_is_counted_right() -> None:
    (problem,) = [each for each in plot(short_share=Decimal(80)).problems() if "shortage" in each.rule]
    assert (problem.grade.value, problem.field) == ("WARN", "short_share")
    assert "70" in problem.message and "80" in problem.message
    assert plot(short_share=Decimal("70.5")).problems() == []


def test_that_household_lives_on_land() -> None:
    assert told(plot(lives_on="other"), "P1-11") == [("WARN", "lives_on")]
    assert told(plot(lives_on="forestry"), "P1-11") == []


@pytest.mark.parametrize(("day", "over"), [(date(2023, 2, 22), False), (date(2023, 2, 23), True)])
def test_that_central_money_for_production_land_is_within_its_norm(day: date, over: bool) -> None:
    said = [("BLOCK", "central_money")] if over else []
    assert told(plot(central_money=22_500_001, decision_date=day), "P1-05") == said
    assert told(plot(central_money=22_500_000, decision_date=day), "P1-05") == []


def test_that_the_province_decides_on_local_money_for_production_land() -> None:
    assert told(plot(provincial_money=None), "P1-06") == []
    assert told(plot(provincial_money=1), "P1-06") == []


def test_that_the_loan_for_production_land_is_within_its_norm() -> None:
    assert told(plot(loan_nd28=77_500_000), "P1-13") == []
    assert told(plot(loan_nd28=77_500_001), "P1-13") == [("BLOCK", "loan_nd28")]
    # Only the terms of loans for land and houses are known.
    assert told(plot(loan_months=240), "P1-13") == []


def test_that_production_land_cites_its_own_article() -> None:
    (problem,) = found(plot(poverty_class="escaped"), "P1-02")
    assert "đất sản xuất" in problem.message and problem.basis == "TT 02/2022/TT-UBDT, Điều 8"
