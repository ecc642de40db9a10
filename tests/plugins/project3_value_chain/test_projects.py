"""Asks whether each rule about a project's money finds the faulty one, at the ceiling and by its date."""

from datetime import date
from decimal import Decimal

import pytest

from project3_value_chain.norms import NORMS
from project3_value_chain.projects import ProductionProject
from tests.plugins.project3_value_chain.sound import SEEN, UNSEEN, found, paid, project, told

MILLION = 1_000_000


def test_that_the_computed_amounts_follow_from_the_others() -> None:
    made = project()
    assert made.share == 90
    assert made.common_money == 80 * MILLION
    assert made.undisbursed == 400 * MILLION
    assert ProductionProject().share is None and ProductionProject().undisbursed is None


CEILINGS = [
    ("chain", "dbkk", 80), ("chain", "hard", 70), ("chain", "other", 50),
    ("community", "dbkk", 95), ("community", "hard", 80), ("community", "other", 60),
    ("diversification", "dbkk", 95),
]  # fmt: skip


@pytest.mark.parametrize(("form", "area", "ceiling"), CEILINGS)
def test_that_state_share_is_within_the_ceiling(form: str, area: str, ceiling: int) -> None:
    kind = {"form": form, "area_type": area}
    assert told(paid(ceiling, 100, **kind), "P3-01") == []
    (problem,) = found(paid(10 * ceiling + 1, 1000, **kind), "P3-01")
    assert (problem.grade.value, problem.field) == ("BLOCK", "state_money")
    assert f"{ceiling} %" in problem.message and "NĐ 38/2023/NĐ-CP" in problem.basis
    stated = paid(10 * ceiling + 1, 1000, **kind, stated_share=Decimal(10 * ceiling + 1) / 10)
    assert told(stated, "P3-01") == [("BLOCK", "stated_share")]


def test_that_state_share_is_within_the_ceiling_of_the_day() -> None:
    over = {"form": "community", "area_type": "other"}
    assert told(paid(61, 100, **over, decision_date=SEEN), "P3-01") == [("BLOCK", "state_money")]
    assert told(paid(61, 100, **over, decision_date=UNSEEN), "P3-01") == [("WARN", "state_money")]
    assert told(paid(61, 100, **over, decision_date=date(2022, 4, 18)), "P3-01") == []


def test_that_of_two_kinds_of_area_the_lowest_ceiling_counts() -> None:
    assert told(paid(81, 100, second_area="hard"), "P3-01") == [("BLOCK", "state_money")]
    assert told(paid(80, 100, second_area="hard"), "P3-01") == []


def test_that_ceiling_is_in_force_and_confirmed() -> None:
    assert told(paid(60, 100, decision_date=SEEN), "G10") == []
    assert told(paid(60, 100, decision_date=UNSEEN), "G10") == [("NOTE", "decision_date")]
    assert told(paid(60, 100, decision_date=date(2022, 4, 18)), "G10") == [("NOTE", "decision_date")]
    assert told(paid(60, 100, decision_date=UNSEEN, area_type=None), "G10") == []


def test_that_total_is_the_sum_of_its_sources() -> None:
    (problem,) = found(project(people_money=105 * MILLION), "G01")
    assert (problem.grade.value, problem.field) == ("BLOCK", "people_money")
    assert "5.000.000" in problem.message
    assert (
        told(project(credit=30 * MILLION, other_money=20 * MILLION, people_money=50 * MILLION), "G01") == []
    )
    assert told(project(total=None), "G01") == []


def test_that_counterpart_is_the_sum_of_its_parts() -> None:
    parts = {"people_cash": 20 * MILLION, "people_labour": 50 * MILLION}
    assert told(project(**parts, people_kind=30 * MILLION), "G01") == []
    assert told(project(**parts, people_kind=31 * MILLION), "G01") == [("BLOCK", "people_money")]
    assert told(project(), "G01") == []


def test_that_direct_support_is_within_state_money() -> None:
    assert told(project(direct_money=900 * MILLION), "P3-11") == []
    assert told(project(direct_money=900 * MILLION + 1), "P3-11") == [("BLOCK", "direct_money")]


def test_that_disbursed_is_within_what_was_approved() -> None:
    assert told(project(disbursed=900 * MILLION), "G02") == []
    assert told(project(disbursed=900 * MILLION + 1), "G02") == [("BLOCK", "disbursed")]


def test_that_settled_is_within_what_was_disbursed() -> None:
    done = {"counterpart_done": 100 * MILLION}
    assert told(project(settled=500 * MILLION, **done), "G02") == []
    assert told(project(settled=500 * MILLION + 1, **done), "G02") == [("BLOCK", "settled")]


def test_that_stated_share_is_the_computed_one() -> None:
    rule = "ProductionProject.stated_share_is_the_computed_one"
    named = f"value_chain.{rule}" if ProductionProject.component else rule
    assert told(project(stated_share=Decimal("90.05")), named) == []
    assert told(project(stated_share=Decimal("80.5")), named) == [("WARN", "stated_share")]


def test_that_task_is_within_its_maximum() -> None:
    task = {"form": "task", "task_reason": "tried"}
    assert told(paid(3000, 4000, **task), "P3-10") == []
    assert told(paid(3001, 4000, **task), "P3-10") == [("BLOCK", "state_money")]
    assert told(paid(3001, 4000, **task, decision_date=date(2022, 4, 18)), "P3-10") == []
    assert told(paid(3001, 4000, **task, decision_date=date(2022, 4, 19)), "P3-10") != []


def test_that_task_spends_enough_on_production() -> None:
    task = {"form": "task", "task_reason": "disaster"}
    assert told(paid(1000, 1000, **task, direct_money=700 * MILLION), "P3-10") == []
    assert told(paid(1000, 1000, **task, direct_money=700 * MILLION - 1), "P3-10") == [
        ("BLOCK", "direct_money")
    ]


def test_that_task_has_a_reason() -> None:
    assert told(paid(1000, 1000, form="task"), "P3-10") == [("BLOCK", "task_reason")]


def test_that_counterpart_is_given_by_settlement() -> None:
    settled = {"settled_on": date(2026, 1, 10), "status": "done"}
    assert told(project(**settled), "P3-12") == [("WARN", "counterpart_done")]
    assert told(project(**settled, counterpart_done=100 * MILLION), "P3-12") == []
    assert told(project(**settled, counterpart_done=100 * MILLION - 1), "P3-12") != []
    assert told(project(), "P3-12") == []


def test_that_each_norm_is_cited_and_dated() -> None:
    for norm in NORMS:
        assert norm.basis and norm.valid_from > date(2021, 1, 1)
        assert norm.is_confirmed or norm.note
