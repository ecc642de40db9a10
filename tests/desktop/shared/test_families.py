"""Asks whether members, their household and the list of households are held against each other."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.declare.dates import PartialDate
from desktop.declare.problems import Grade, Problem
from desktop.declare.rules import in_short
from desktop.shared import Household, HouseholdEvent, Person
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace

MINORITY = "Hmông"
BORN = {"head": 1980, "wife": 1983, "child": 2008, "father": 1955, "mother": 1958}


@pytest.fixture
def home(workspace: Workspace) -> str:
    """A household of two, as the list of households tells it."""
    values: dict[str, Any] = {"head_name": "Vàng A Dí", "birth": PartialDate(1980), "members": 2}
    return save_home(workspace, **values)


def save_home(workspace: Workspace, **values: Any) -> str:
    told = {"village": "Bản Na Phát", "identity_number": None, "ethnicity": "hmong", "sex": None} | values
    household = sound_example(workspace, Household, commune=na_son(workspace), **told)
    return workspace.save(household).id or ""


def save_family(workspace: Workspace, *told: tuple[str, str], **values: Any) -> list[str]:
    """Members of one household by name and relation, in the order of the list."""
    common = {"commune": na_son(workspace), "village": "Bản Na Phát", "household_number": "1"} | values
    with workspace.writing("Thử") as writing:
        return [
            writing.save(
                Person(**{"full_name": name, "relation": relation, "birth": _born(relation), **common})
            ).id
            for name, relation in told
        ]


def _born(relation: str) -> PartialDate:
    return PartialDate(BORN[relation])


def of_rule(workspace: Workspace, record_type: type[Any], name: str) -> list[Problem]:
    rules = {rule.name: rule.title for rule in workspace.catalog.rules if rule.over is record_type}
    about = {rule.name: in_short(rule.about, rule.sentence, rule.grade) for rule in workspace.catalog.rules}
    return [
        problem
        for problem in workspace.check(record_type).problems
        if problem.rule == rules[name] and problem.about == about[name]
    ]


def test_that_family_has_a_head(workspace: Workspace) -> None:
    first, _second = save_family(workspace, ("Vàng A Dí", "child"), ("Sùng Thị Mỷ", "wife"))
    (problem,) = of_rule(workspace, Person, "family_has_a_head")
    assert (problem.record, problem.field, problem.grade) == (first, "relation", Grade.WARN)
    save_family(workspace, ("Vàng A Sử", "head"))
    assert of_rule(workspace, Person, "family_has_a_head") == []


def test_that_a_list_without_relations_misses_no_head(workspace: Workspace) -> None:
    save_family(workspace, ("Vàng A Dí", "child"))
    with workspace.writing("Thử") as writing:
        writing.save(
            Person(full_name="Ai Đó", commune=na_son(workspace), village="Bản Na Phát", household_number="1")
        )
    assert of_rule(workspace, Person, "family_has_a_head") == []


def test_that_family_has_one_head(workspace: Workspace) -> None:
    one, two = save_family(workspace, ("Vàng A Dí", "head"), ("Vàng A Sử", "head"))
    save_family(workspace, ("Mùa A Páo", "head"), household_number="2")
    (problem,) = of_rule(workspace, Person, "family_has_one_head")
    assert (problem.record, problem.related, problem.grade) == (two, (one,), Grade.BLOCK)
    assert "Vàng A Dí" in problem.message


@pytest.mark.parametrize(
    ("relation", "year", "odd"),
    [("child", 1979, True), ("child", 1991, True), ("child", 1992, False), ("mother", 1969, True)],
)
def test_that_ages_fit_the_head(workspace: Workspace, relation: str, year: int, odd: bool) -> None:
    head, other = save_family(workspace, ("Vàng A Dí", "head"), ("Vàng A Sử", relation))
    with workspace.store.reading() as reader:
        person = reader.get(Person, other)
    assert person is not None
    workspace.save(person.changed(birth=PartialDate(year)))
    told = [(problem.record, problem.related) for problem in of_rule(workspace, Person, "ages_fit_the_head")]
    assert told == ([(other, (head,))] if odd else [])


def test_that_members_are_as_many_as_listed(workspace: Workspace, home: str) -> None:
    head, _wife = save_family(workspace, ("Vàng A Dí", "head"), ("Sùng Thị Mỷ", "wife"), household=home)
    assert of_rule(workspace, Person, "members_are_as_many_as_listed") == []
    save_family(workspace, ("Vàng A Sử", "child"), household=home)
    (problem,) = of_rule(workspace, Person, "members_are_as_many_as_listed")
    assert (problem.rule, problem.record, problem.grade) == ("G11", head, Grade.WARN)
    assert "2 khẩu" in problem.message and "3" in problem.message


def test_that_head_is_named_as_listed(workspace: Workspace, home: str) -> None:
    (head,) = save_family(workspace, ("Vàng A Di", "head"), household=home)
    (problem,) = of_rule(workspace, Person, "head_is_named_as_listed")
    assert problem.rule == "shared.Person.head_is_named_as_listed"
    assert (problem.record, problem.related) == (head, (home,))
    with workspace.store.reading() as reader:
        person = reader.get(Person, head)
    assert person is not None
    workspace.save(person.changed(full_name="VÀNG A DÍ"))
    assert of_rule(workspace, Person, "head_is_named_as_listed") == []


def test_that_people_is_as_listed(workspace: Workspace, home: str) -> None:
    (head,) = save_family(workspace, ("Vàng A Dí", "head"), household=home, ethnicity="thai")
    (problem,) = of_rule(workspace, Person, "people_is_as_listed")
    assert (problem.rule, problem.record) == ("G06", head)
    assert MINORITY in problem.message


def test_that_household_is_in_the_list(workspace: Workspace, home: str) -> None:
    (stranger,) = save_family(workspace, ("Mùa A Páo", "head"), household_number="7")
    save_family(workspace, ("Mùa A Chống", "head"), household_number="8", village="Bản Chưa Có")
    (problem,) = of_rule(workspace, Person, "household_is_in_the_list")
    assert (problem.record, problem.grade) == (stranger, Grade.WARN)
    save_home(workspace, head_name="Mùa A Páo", birth=PartialDate(1980))
    assert of_rule(workspace, Person, "household_is_in_the_list") == []


def test_that_household_has_members(workspace: Workspace, home: str) -> None:
    assert of_rule(workspace, Household, "household_has_members") == []
    other = save_home(workspace, head_name="Mùa A Páo", birth=PartialDate(1980))
    save_family(workspace, ("Vàng A Dí", "head"), household=home)
    (problem,) = of_rule(workspace, Household, "household_has_members")
    assert problem.record == other and "Mùa A Páo" in problem.message


def test_that_who_left_is_no_member_any_more(workspace: Workspace, home: str) -> None:
    save_family(workspace, ("Vàng A Dí", "head"), ("Sùng Thị Mỷ", "wife"), household=home)
    save_family(workspace, ("Vàng A Cũ", "head"), household=home, left_on=PartialDate(2020))
    assert of_rule(workspace, Person, "family_has_one_head") == []
    assert of_rule(workspace, Person, "members_are_as_many_as_listed") == []


def test_that_the_people_of_a_spouse_make_a_minority_household(workspace: Workspace) -> None:
    home = save_home(workspace, head_name="Nguyễn Văn Bình", birth=PartialDate(1980), ethnicity="kinh")
    with workspace.store.reading() as reader:
        assert reader.get(Household, home).minority is False  # type: ignore[union-attr]
    save_family(workspace, ("Lò Thị Mai", "wife"), household=home, ethnicity="thai")
    with workspace.store.reading() as reader:
        found = reader.get(Household, home)
    assert found is not None
    assert (found.spouse_ethnicity, found.minority) == ("thai", True)


def test_that_other_household_is_another() -> None:
    event = HouseholdEvent(household="a", kind="merged", on=PartialDate(2025).first_day, other="a")
    assert [problem.field for problem in event.problems() if problem.field == "other"] == ["other"]
    assert [each.field for each in event.changed(other="b").problems() if each.field == "other"] == []
