"""Asks whether each rule about one member finds the faulty one and leaves the sound one."""

from datetime import date

import pytest

from desktop.shared import Household
from desktop.testing import sound_example
from desktop.workspace import Workspace
from project3_value_chain.projects import ProductionProject
from tests.plugins.project3_value_chain.sound import member, told


def test_that_a_sound_member_has_no_problem() -> None:
    assert member().problems() == []
    assert member().minority is True


def test_that_project_is_named() -> None:
    said = [problem.field for problem in member(project_number=None).problems()]
    assert said == ["project_number"]
    assert member(project_number=None, project="p").problems() == []


def test_that_household_commits_its_counterpart() -> None:
    assert told(member(committed=False), "P3-08") == [("WARN", "committed")]
    assert told(member(committed=None), "P3-08") == []


def test_that_support_goes_to_targets() -> None:
    assert told(member(poverty_class="other"), "P3-04") == [("WARN", "support")]
    assert told(member(poverty_class="other", support=0), "P3-04") == []
    assert told(member(poverty_class="other", support=None, role="mentor"), "P3-04") == []
    assert told(member(poverty_class="other", other_target=True), "P3-04") == []


def test_that_unit_is_no_household() -> None:
    for role in ("lead", "enterprise"):
        assert told(member(role=role), "P3-07") == [("WARN", "role")]
        assert told(member(role=role, poverty_class=None), "P3-07") == []
        assert told(member(role=role, poverty_class="other"), "P3-04") == []
    for role in ("member", "mentor", "head", None):
        assert told(member(role=role), "P3-07") == []


def test_that_unit_employs_minority_people() -> None:
    unit = {"role": "enterprise", "poverty_class": None, "labour": 1000}
    assert told(member(**unit, minority_labour=700), "P3-09") == []
    assert told(member(**unit, minority_labour=699), "P3-09") == [("BLOCK", "minority_labour")]
    assert told(member(**unit, minority_labour=None), "P3-09") == []
    assert told(member(**{**unit, "role": "member"}, minority_labour=1), "P3-09") == []
    early = {**unit, "minority_labour": 699, "handed_over_on": date(2021, 10, 13)}
    assert told(member(**early), "P3-09") == []
    assert told(member(**{**early, "handed_over_on": date(2021, 10, 14)}), "P3-09") != []


def test_that_what_a_unit_gets_is_no_support_of_a_household(workspace: Workspace) -> None:
    household = workspace.save(sound_example(workspace, Household)).id
    group = workspace.save(sound_example(workspace, ProductionProject, form="chain")).id
    for role in ("member", "lead", "enterprise"):
        workspace.save(member(household=household, project=group, role=role, head_name=f"Ví Dụ {role}"))
    with workspace.store.reading() as reader:
        assert [each.kind for each in reader.supports([household or ""])] == ["chain"]


@pytest.mark.parametrize(
    ("amount", "meant"), [(39, "39.000.000"), (39_000, "39.000.000"), (39_000_000_000, "39.000.000")]
)
def test_that_support_is_plausible(amount: int, meant: str) -> None:
    (problem,) = member(support=amount).problems()
    assert (problem.rule, problem.grade.value) == ("G04", "WARN") and meant in problem.message
    assert member(support=100_000).problems() == member(support=999_999_999).problems() == []
    assert told(member(support=99_999), "G04") == told(member(support=1_000_000_000), "G04") != []


def test_that_poor_household_has_not_left_poverty() -> None:
    left = {"left_poverty_on": date(2024, 1, 1)}
    assert told(member(**left), "P3-17") == [("WARN", "poverty_class")]
    assert told(member(**left, poverty_class="escaped"), "P3-17") == []


def test_that_number_agrees_with_sex() -> None:
    assert told(member(sex="female"), "G05") == [("WARN", "identity_number")]


def test_that_number_agrees_with_birth_year() -> None:
    assert told(member(birth=date(1984, 1, 1)), "G05") == [("WARN", "identity_number")]
