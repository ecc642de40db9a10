"""Asks whether the rules on centralised water works find the faulty work and leave the sound one."""

from datetime import date
from typing import Any

import pytest

from desktop.declare.norms import NormBook
from desktop.declare.problems import Problem
from desktop.shared import Place
from project1_housing.other_norms import ALL_NORMS
from project1_housing.works import WORK_RULES, WaterWork
from tests.desktop.held import Held
from tests.plugins.project1_housing.contents import work
from tests.plugins.project1_housing.sound import AFTER, BEFORE, told

BILLION = 1_000_000_000


def test_that_a_sound_work_has_no_problem() -> None:
    assert work().problems() == []
    assert work().work_stage == "approved" and work(accepted_on=date(2026, 5, 1)).work_stage == "accepted"


def test_that_works_total_is_the_sum_of_its_sources() -> None:
    assert told(work(total=2_700_000_001), "G01") == [("BLOCK", "total")]
    assert told(work(total=None), "G01") == []


def test_that_works_steps_are_in_order() -> None:
    assert told(work(proposed_on=date(2025, 9, 3)), "G03") == []
    assert told(work(proposed_on=date(2025, 9, 4)), "G03") == [("WARN", "decision_date")]


def test_that_minority_households_are_among_all() -> None:
    assert told(work(minority_households=62), "G11") == []
    assert told(work(minority_households=63), "G11") == [("BLOCK", "minority_households")]


@pytest.mark.parametrize(
    ("body", "day", "said"),
    [
        ("UBND huyện Mường Chà", BEFORE, []),
        ("UBND huyện Mường Chà", AFTER, [("BLOCK", "decision_date")]),
        ("UBND xã Na Son", AFTER, []),
    ],
)
def test_that_a_work_is_approved_by_whom_the_day_allows(body: str, day: date, said: list[Any]) -> None:
    assert told(work(decision_by=body, decision_date=day), "G09") == said


def test_that_special_work_is_small() -> None:
    whole: dict[str, Any] = {"special": True, "provincial_money": None}
    small = work(**whole, central_money=5 * BILLION, total=5 * BILLION)
    large = work(**whole, central_money=5 * BILLION + 1, total=5 * BILLION + 1)
    assert told(small, "P1-21") == []
    assert told(large, "P1-21") == [("BLOCK", "total")]
    assert told(large.changed(special=False), "P1-21") == []
    assert told(large.changed(decision_date=date(2022, 4, 18)), "P1-21") == []
    assert told(large.changed(decision_date=date(2022, 4, 19)), "P1-21") != []


def test_that_place_has_no_working_work() -> None:
    (problem,) = work(served_before=True, old_work="weak").problems()
    assert (problem.grade.value, problem.field) == ("WARN", "old_work")
    assert work(served_before=True, old_work="ruined").problems() == []


def asked(*works: WaterWork, among: frozenset[str] | None = None) -> list[Problem]:
    (rule,) = WORK_RULES
    places = [
        Place(id="p", kind="province", name="Tỉnh Điện Biên"),
        Place(id="q", kind="province", name="Tỉnh Sơn La"),
        Place(id="a", kind="commune", name="Xã Na Son", parent="p"),
        Place(id="b", kind="commune", name="Xã Mường La", parent="q"),
    ]
    finds: Any = rule.finds
    reader = Held([*places, *works], NormBook(ALL_NORMS))
    return [rule.problem(finding) for finding in finds(reader, among)]


def test_that_mean_of_works_is_within_norm() -> None:
    """The amount is a mean of the province: one dear work among cheap ones is no fault."""
    dear = work(id="1", commune="a", central_money=4 * BILLION)
    level = work(id="2", commune="a", central_money=2 * BILLION)
    over = work(id="2", commune="a", central_money=2 * BILLION + 1)
    assert asked(dear, level) == []
    (problem,) = asked(dear, over)
    assert (problem.record, problem.grade.value, problem.field) == ("1", "WARN", "central_money")
    assert "2 công trình" in problem.message and problem.basis == "QĐ 04/2023/QĐ-TTg"
    assert asked(dear, over.changed(commune="b"), among=frozenset({"2"})) == []


def test_that_each_province_has_its_own_mean() -> None:
    both = [
        work(id="1", commune="a", central_money=4 * BILLION),
        work(id="2", commune="b", central_money=1 * BILLION),
    ]
    assert [problem.record for problem in asked(*both)] == ["1"]


def test_that_money_of_a_district_is_of_its_days() -> None:
    paid: dict[str, Any] = {"district_money": 100_000_000, "total": 2_800_000_000}
    was = work(decision_by="UBND huyện Mường Chà", decision_date=BEFORE, **paid)
    assert told(was, "G09") == told(was, "G01") == [] and was.local_money == 400_000_000
    now = work(decision_by="UBND xã Na Son", decision_date=AFTER, **paid)
    assert told(now, "G09") == [("WARN", "district_money")]
