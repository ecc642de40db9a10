"""Asks whether the demo data of production support belong together and show some problems of each kind."""

from collections import Counter
from typing import Any

import pytest

from desktop.declare.fields import Habit
from desktop.shared.demo import read_demo
from project3_value_chain.breeds import BreedLot
from project3_value_chain.forests import ForestContract
from project3_value_chain.herbs import HerbProject
from project3_value_chain.members import ProjectMember
from project3_value_chain.projects import ProductionProject
from project3_value_chain.revolving import RevolvingDue
from project3_value_chain.startups import StartUp

TYPES = (ProductionProject, ProjectMember, BreedLot, RevolvingDue, StartUp, ForestContract, HerbProject)


@pytest.fixture(scope="module")
def shown() -> dict[type[Any], list[Any]]:
    habit = Habit(look_up=lambda _field, text: text)
    by_name = {f"value_chain.{record_type.__name__}": record_type for record_type in TYPES}
    found: dict[type[Any], list[Any]] = {record_type: [] for record_type in TYPES}
    for name, texts in read_demo():
        if name in by_name:
            fields = by_name[name].fields
            values = {field: fields[field].parse(text, habit) for field, text in texts.items()}
            found[by_name[name]].append(by_name[name](**values))
    return found


def test_that_every_kind_of_record_is_there(shown: dict[type[Any], list[Any]]) -> None:
    assert all(shown.values())
    assert len(shown[ProductionProject]) == 24


def test_that_members_lots_and_dues_belong_to_a_project(shown: dict[type[Any], list[Any]]) -> None:
    numbers = {project.number: project for project in shown[ProductionProject]}
    for record_type in (ProjectMember, BreedLot, RevolvingDue):
        assert {each.project_number for each in shown[record_type]} <= numbers.keys()
    counts = Counter(member.project_number for member in shown[ProjectMember])
    assert counts == {number: project.households for number, project in numbers.items()}


def test_that_few_projects_are_faulty_and_some_show_a_problem(shown: dict[type[Any], list[Any]]) -> None:
    rules = Counter(
        problem.rule for records in shown.values() for each in records for problem in each.problems()
    )
    assert rules["P3-01"] == rules["P3-05"] == 1
    assert rules["P3-08"] and rules["P3-15"]
    assert sum(rules[rule] for rule in ("G01", "G02", "G03", "G09", "G11")) == 0


def test_that_the_demo_names_nobody(shown: dict[type[Any], list[Any]]) -> None:
    numbers = {each.identity_number for each in shown[ProjectMember] if each.identity_number}
    assert len(numbers) > 200 and all(number.startswith("099") for number in numbers)


def test_that_what_belongs_to_a_project_says_in_which_list() -> None:
    named = [texts for _name, texts in read_demo() if "project_number" in texts]
    assert len(named) > 300
    assert all(texts.get("commune") for texts in named)
