"""Asks whether each rule of households, people and places finds what it speaks of, and nothing else."""

from datetime import date
from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.shared import Household, Person, Place
from desktop.testing import na_son
from desktop.workspace import Workspace


def told(record: Record, field: str) -> list[Grade]:
    return [problem.grade for problem in record.problems() if problem.field == field]


WOMAN_OF_1983 = "011183000123"


@pytest.mark.parametrize("record_type", [Household, Person])
def test_that_number_agrees_with_sex(record_type: type[Record]) -> None:
    assert told(record_type(identity_number=WOMAN_OF_1983, sex="male"), "identity_number") == [Grade.WARN]
    assert told(record_type(identity_number=WOMAN_OF_1983, sex="female"), "identity_number") == []
    assert told(record_type(identity_number="040123456", sex="male"), "identity_number") == []


@pytest.mark.parametrize("record_type", [Household, Person])
def test_that_number_agrees_with_birth_year(record_type: type[Record]) -> None:
    for birth in (PartialDate(1983), date(1983, 5, 1), None):
        assert told(record_type(identity_number=WOMAN_OF_1983, birth=birth), "identity_number") == []
    wrong = record_type(identity_number=WOMAN_OF_1983, birth=PartialDate(1984))
    assert told(wrong, "identity_number") == [Grade.WARN]
    assert any("1984" in problem.message and problem.basis for problem in wrong.problems())


def test_that_head_was_born_before_the_decision() -> None:
    decided = date(2024, 3, 1)
    assert told(Household(birth=date(2024, 3, 2), decision_date=decided), "birth") == [Grade.WARN]
    assert told(Household(birth=PartialDate(2024), decision_date=decided), "birth") == []


def test_that_class_rests_on_a_decision() -> None:
    assert told(Household(poverty_class="poor"), "decision_number") == [Grade.WARN]
    assert told(Household(poverty_class="poor", decision_number="215/QĐ-UBND"), "decision_number") == []
    assert told(Household(poverty_class="other"), "decision_number") == []


def test_that_relation_agrees_with_sex() -> None:
    assert told(Person(relation="wife", sex="male"), "sex") == [Grade.WARN]
    assert told(Person(relation="wife", sex="female"), "sex") == []
    assert told(Person(relation="head", sex="male"), "sex") == []


def test_that_a_place_ends_after_it_begins() -> None:
    begun = date(2025, 7, 1)
    assert told(Place(valid_from=begun, valid_to=date(2025, 6, 30)), "valid_to") == [Grade.BLOCK]
    assert told(Place(valid_from=begun, valid_to=begun), "valid_to") == []


def save(workspace: Workspace, record_type: type[Record], **values: Any) -> Record:
    return workspace.save(record_type(commune=na_son(workspace), village="Bản Na Son", **values))


def found(workspace: Workspace, record_type: type[Record], field: str) -> list[Problem]:
    return [problem for problem in workspace.check(record_type).problems if problem.field == field]


def test_that_one_number_one_household(workspace: Workspace) -> None:
    one = save(workspace, Household, head_name="Sùng A Chứ", identity_number=WOMAN_OF_1983)
    assert found(workspace, Household, "identity_number") == []
    two = save(workspace, Household, head_name="Lò Thị Pâng", identity_number=WOMAN_OF_1983)
    problems = found(workspace, Household, "identity_number")
    assert {(problem.record, problem.related) for problem in problems} == {
        (one.id, (two.id,)),
        (two.id, (one.id,)),
    }
    assert {(problem.rule, problem.grade) for problem in problems} == {("G05", Grade.BLOCK)}
    assert any("Lò Thị Pâng" in problem.message for problem in problems)


def test_that_a_household_is_listed_once(workspace: Workspace) -> None:
    born = PartialDate(1983)
    one = save(workspace, Household, head_name="Sùng A Chứ", birth=born)
    save(workspace, Household, head_name="Sùng A Dê", birth=born)
    save(workspace, Household, head_name="Sùng A Chứ", birth=PartialDate(1990))
    assert found(workspace, Household, "head_name") == []
    two = save(workspace, Household, head_name="Sùng A Chử", birth=born)
    (problem,) = found(workspace, Household, "head_name")
    assert (problem.rule, problem.grade, problem.record) == ("G12", Grade.WARN, two.id)
    assert problem.related == (one.id,)


def test_that_one_number_one_person(workspace: Workspace) -> None:
    save(workspace, Person, full_name="Sùng A Chứ", identity_number=WOMAN_OF_1983, household_number="1")
    save(workspace, Person, full_name="Sùng A Chứ", identity_number=WOMAN_OF_1983, household_number="2")
    problems = found(workspace, Person, "full_name")
    assert [(problem.rule, problem.grade) for problem in problems] == [("G05", Grade.BLOCK)] * 2


def test_that_a_person_is_listed_once(workspace: Workspace) -> None:
    born = PartialDate(2010)
    for name in ("Lò Văn Pành", "Lò Văn Pánh"):
        save(workspace, Person, full_name=name, birth=born, household_number="1")
    save(workspace, Person, full_name="Lò Văn Pành", birth=born, household_number="2")
    assert [problem.rule for problem in found(workspace, Person, "full_name")] == ["G12"]
