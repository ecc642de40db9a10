"""Asks whether each rule about place, leader and households finds the faulty project, at the edge."""

import dataclasses
from datetime import date

import pytest

from desktop.declare.norms import PRESS, NormBook
from project3_value_chain.norms import NORMS
from project3_value_chain.projects import ProductionProject
from tests.plugins.project3_value_chain.sound import found, of_households, project, told


def chain(**values: object) -> ProductionProject:
    lead = {
        "form": "chain",
        "group_kind": "enterprise",
        "state_money": 700_000_000,
        "people_money": 300_000_000,
    }
    return project(**{**lead, "direct_money": None, "disbursed": None, **values})


def test_that_a_sound_project_has_no_problem() -> None:
    assert project().problems() == []
    assert project().poverty_households == 16
    assert chain().problems() == []


def test_that_classes_add_up_to_the_households() -> None:
    assert told(project(poor=11), "G11") == [("BLOCK", "poor")]
    assert told(project(others=None), "G11") == []


@pytest.mark.parametrize("name", ["minority_households", "women_heads", "mentors"])
def test_that_each_household_counts_once(name: str) -> None:
    assert told(project(**{name: 21}), "P3-07") == [("BLOCK", name)]
    assert told(project(**{name: 20}), "P3-07") == []


def test_that_each_household_counts_once_among_the_other_targets() -> None:
    assert told(project(other_targets=5), "P3-07") == [("BLOCK", "other_targets")]
    assert told(project(other_targets=4), "P3-07") == []


def test_that_half_of_the_households_are_targets() -> None:
    (problem,) = found(of_households(20, 9, form="chain"), "P3-04")
    assert (problem.grade.value, problem.field) == ("BLOCK", "poor")
    assert "45 %" in problem.message and "NĐ 27/2022/NĐ-CP, Điều 20(5)" in problem.basis
    assert told(of_households(20, 10, form="chain"), "P3-04") == []
    assert told(of_households(20, 9, form="chain", other_targets=1), "P3-04") == []
    assert told(of_households(20, 9, form="task"), "P3-04") == []
    assert told(of_households(20, 9, form="chain", decision_date=date(2022, 4, 18)), "P3-04") == []
    assert told(of_households(20, 9, form="chain", decision_date=date(2022, 4, 19)), "P3-04") != []


@pytest.mark.parametrize("form", ["community", "diversification"])
def test_that_diversification_is_for_the_poor(form: str) -> None:
    assert told(of_households(10, 7, form=form), "P3-05") == []
    assert told(of_households(100, 69, form=form), "P3-05") == [("BLOCK", "poor")]
    assert told(of_households(10, 6, form=form, other_targets=4), "P3-05") == [("BLOCK", "poor")]
    assert told(of_households(10, 6, form=form, decision_date=date(2022, 8, 14)), "P3-05") == []
    assert told(of_households(10, 6, form=form, decision_date=date(2022, 8, 15)), "P3-05") != []
    assert told(of_households(10, 6, form="chain"), "P3-05") == []


def test_that_diversification_is_in_a_hard_area() -> None:
    assert told(project(form="diversification"), "P3-05") == []
    assert told(project(form="diversification", area_type="hard"), "P3-05") == [("BLOCK", "area_type")]
    assert told(project(area_type="hard", state_money=800_000_000, people_money=200_000_000), "P3-05") == []


def test_that_priority_is_told_while_choosing() -> None:
    draft = {"decision_no": None, "decision_date": None, "decision_by": None}
    assert told(project(**draft), "P3-06") == [("NOTE", "households")]
    assert told(project(), "P3-06") == []
    seventy = of_households(10, 7, **draft)
    assert not seventy.is_priority and told(seventy, "P3-06") == []
    half = of_households(10, 7, women_heads=5, **draft)
    assert not half.is_priority and told(half, "P3-06") == []
    led = of_households(10, 7, women_heads=6, **draft)
    assert led.is_priority and told(led, "P3-06") != []
    by_members = of_households(10, 7, women=4, women_heads=6, **draft)
    assert not by_members.is_priority


def test_that_project_is_in_one_kind_of_area() -> None:
    assert told(project(second_area="dbkk"), "P3-03") == []
    assert told(project(second_area="hard"), "P3-03") == [("WARN", "second_area")]


def test_that_group_has_an_experienced_member() -> None:
    assert told(project(mentors=0), "P3-08") == [("BLOCK", "mentors")]
    assert told(project(mentors=None), "P3-08") == []
    assert told(chain(mentors=0), "P3-08") == []


def test_that_a_mentor_without_support_counts_among_the_households() -> None:
    with_mentor = of_households(10, 7, mentors=1)
    more = of_households(11, 7, mentors=2)
    assert with_mentor.target_share == 70
    assert told(with_mentor, "P3-05") == [] and told(more, "P3-05") != []


def test_that_group_has_a_representative() -> None:
    assert told(project(group_kind=None), "P3-08") == [("WARN", "group_kind")]
    assert told(project(group_kind=None, representative="Lò Văn Ví Dụ"), "P3-08") == []


def test_that_chain_has_a_lead() -> None:
    assert told(chain(group_kind=None), "P3-09") == [("BLOCK", "group_kind")]
    assert told(chain(group_kind=None, lead_name="HTX Ví Dụ", linkage="Số 1"), "P3-09") == []


def test_that_chain_rests_on_a_contract() -> None:
    assert told(chain(lead_name="HTX Ví Dụ"), "P3-09") == [("WARN", "linkage")]
    assert told(chain(lead_name="HTX Ví Dụ", linkage="01/HĐ"), "P3-09") == []


def test_that_lead_employs_minority_people() -> None:
    assert told(chain(lead_labour=10, lead_minority=7), "P3-09") == []
    assert told(chain(lead_labour=100, lead_minority=69), "P3-09") == [("BLOCK", "lead_minority")]
    assert told(chain(lead_labour=0, lead_minority=0), "P3-09") == []
    assert chain(lead_labour=8, lead_minority=6).lead_minority_share == 75


def test_that_a_norm_nobody_confirmed_only_warns() -> None:
    book = NormBook(dataclasses.replace(norm, confidence=PRESS) for norm in NORMS)
    grades = {problem.rule: problem.grade.value for problem in of_households(20, 9).problems(book)}
    assert grades["P3-04"] == grades["P3-05"] == "WARN"
