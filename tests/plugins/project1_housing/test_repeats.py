"""Asks whether households and numbers that stand twice are found, and different ones left alone."""

from datetime import date
from typing import Any

from desktop.declare.problems import Problem
from desktop.shared import AreaStatus, Household, Place
from desktop.shared.not_the_same import told_apart
from project1_housing.cases import HousingCase
from project1_housing.repeats import RULES
from project1_housing.water import ScatteredWater
from tests.desktop.held import Held
from tests.plugins.project1_housing.contents import career, plot, water
from tests.plugins.project1_housing.sound import AFTER, BEFORE, COMMUNE, case


def ask(
    name: str, *records: Any, among: frozenset[str] | None = None, over: type[Any] = HousingCase
) -> list[Problem]:
    named = [each for each in RULES if each.name == name]
    (rule,) = [each for each in named if len(named) == 1 or each.over is over]
    finds: Any = rule.finds
    return [rule.problem(finding) for finding in finds(Held(records), among)]


def told(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return sorted((problem.record, problem.grade.value, problem.field) for problem in problems)


def pair(first: dict[str, Any], second: dict[str, Any]) -> tuple[HousingCase, HousingCase]:
    return case(id="1", **first), case(id="2", **second)


def test_that_one_number_one_household() -> None:
    two = pair({}, {"head_name": "Lò Văn Un"})
    both = [("1", "BLOCK", "identity_number"), ("2", "BLOCK", "identity_number")]
    assert told(ask("one_number_one_household", *two)) == both
    assert told(ask("one_number_one_household", *two, among=frozenset({"9"}))) == []
    assert "Lò Văn Un" in ask("one_number_one_household", *two)[0].message
    assert ask("one_number_one_household", *pair({}, {"decision_no": "99/QĐ-UBND"})) == []


def test_that_household_is_listed_once() -> None:
    near = pair({}, {"head_name": "Giàng Páo", "identity_number": None})
    assert told(ask("household_is_listed_once", *near)) == [("2", "WARN", "head_name")]
    marks = pair({}, {"head_name": "Giàng A Pao", "identity_number": None, "village": "Huổi Tao"})
    assert told(ask("household_is_listed_once", *marks)) == [("2", "WARN", "head_name")]
    same = pair({}, {"village": "Bản Khác"})
    assert told(ask("household_is_listed_once", *same)) == [("2", "BLOCK", "head_name")]
    assert ask("household_is_listed_once", *near, told_apart(HousingCase, ("2", "1"), {})) == []


def test_that_neighbours_are_not_one_household() -> None:
    for other in (
        {"head_name": "Giàng A Phử", "identity_number": None},
        {"head_name": "Vàng A Páo", "identity_number": None},
        {"identity_number": "011085000999"},
        {"identity_number": None, "birth": date(1984, 3, 14)},
        {"identity_number": None, "village": "Bản Khác"},
    ):
        assert ask("household_is_listed_once", *pair({}, other)) == []


def test_that_household_is_supported_once() -> None:
    again = pair({}, {"decision_no": "99/QĐ-UBND", "decision_date": date(2024, 5, 1)})
    problems = ask("household_is_supported_once", *again)
    assert told(problems) == [("1", "BLOCK", "head_name"), ("2", "BLOCK", "head_name")]
    assert "99/QĐ-UBND" in problems[0].message and "01/05/2024" in problems[0].message
    assert problems[0].related == ("2",)
    assert ask("household_is_supported_once", *pair({}, {})) == []


def test_that_support_twice_without_proof_only_warns() -> None:
    likely = pair({}, {"decision_no": "99/QĐ-UBND", "identity_number": None})
    warned = [("1", "WARN", "head_name"), ("2", "WARN", "head_name")]
    assert told(ask("household_is_supported_once", *likely)) == warned


def test_that_class_is_that_of_the_commune_list() -> None:
    listed = {"head_name": "Giàng A Páo", "identity_number": "011085000123", "class_year": 2024}
    conflict = Household(id="h", poverty_class="near_poor", **listed)
    (problem,) = ask("class_is_that_of_the_commune_list", case(id="1"), conflict)
    assert (problem.record, problem.grade.value, problem.field) == ("1", "BLOCK", "poverty_class")
    assert "Hộ cận nghèo" in problem.message and "2024" in problem.message
    for agreeing in (
        Household(id="h", poverty_class="poor", **listed),
        Household(id="h", poverty_class="near_poor", **{**listed, "class_year": 2025}),
        Household(id="h", poverty_class="near_poor", **{**listed, "head_name": "Lò Văn Un"}),
    ):
        assert ask("class_is_that_of_the_commune_list", case(id="1"), agreeing) == []
    linked = case(id="1", identity_number=None, household="h")
    assert len(ask("class_is_that_of_the_commune_list", linked, conflict, among=frozenset({"1"}))) == 1


def test_that_land_and_career_are_not_together() -> None:
    plots = [plot(id="p", household="h"), plot(id="q", head_name="Lò Văn Un", identity_number="011085000777")]
    (problem,) = ask("land_and_career_are_not_together", *plots, career(id="c"))
    assert (problem.record, problem.grade.value, problem.field) == ("c", "WARN", "head_name")
    assert problem.related == ("p",) and "12/QĐ-UBND" in problem.message
    by_place = career(id="c", identity_number=None, village="Huổi Tao")
    assert len(ask("land_and_career_are_not_together", *plots, by_place, among=frozenset({"c"}))) == 1
    for other in (
        # Both name one household of the register: the shared limits tell of them.
        career(id="c", household="h", village="Bản Khác"),
        career(id="c", identity_number="011085000999", village="Bản Khác"),
        career(id="c", identity_number=None, birth=date(1984, 3, 14)),
        career(id="c", identity_number=None, head_name="Vàng A Páo"),
    ):
        assert ask("land_and_career_are_not_together", *plots, other) == []


def test_that_water_without_decisions_is_told_by_the_day_of_receipt() -> None:
    listed: dict[str, Any] = {"decision_no": None, "decision_date": None}
    two = water(id="1", **listed), water(id="2", **listed, disbursed_on=date(2025, 12, 1))
    problems = ask("household_is_supported_once", *two, over=ScatteredWater)
    assert told(problems) == [("1", "BLOCK", "head_name"), ("2", "BLOCK", "head_name")]
    assert "01/12/2025" in problems[0].message and "nước sinh hoạt phân tán" in problems[0].message
    same = water(id="1", **listed), water(id="2", **listed, head_name="Giàng Páo", identity_number=None)
    assert ask("household_is_supported_once", *same, over=ScatteredWater) == []
    assert told(ask("household_is_listed_once", *same, over=ScatteredWater)) == [("2", "WARN", "head_name")]


def test_that_each_content_is_asked_by_itself() -> None:
    assert ask("household_is_supported_once", case(id="1"), water(id="2"), over=ScatteredWater) == []
    names = [(rule.name, rule.over) for rule in RULES]
    assert len(set(names)) == len(names) == 5 * 5 + 1


def test_that_area_is_as_registered() -> None:
    register = [
        Place(id=COMMUNE, name="Xã Na Son", kind="commune", valid_from=date(2021, 6, 4)),
        AreaStatus(place=COMMUNE, kind="region_3", valid_from=AFTER, decision="60"),
    ]
    on, before = {"decision_date": AFTER}, {"decision_date": BEFORE}
    assert told(ask("area_is_as_registered", *register, case(id="1", zone="III", **on))) == []
    other = told(ask("area_is_as_registered", *register, case(id="1", zone="II", **on)))
    assert other == [("1", "BLOCK", "zone")]
    assert told(ask("area_is_as_registered", *register, case(id="1", zone="II", **before))) == []
