"""Asks whether each rule about one member finds the faulty one and leaves the sound one."""

from datetime import date

import pytest

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
