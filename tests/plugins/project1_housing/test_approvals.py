"""Asks whether each rule about household and approval finds the faulty case and leaves the sound one."""

from datetime import date, timedelta

import pytest

from desktop.declare.dates import PartialDate
from tests.plugins.project1_housing.sound import AFTER, BEFORE, case, found, told


def test_that_a_sound_case_has_no_problem() -> None:
    assert case().problems() == []
    assert case().minority is True
    assert case().area_per_person is not None


def test_that_number_agrees_with_sex() -> None:
    assert told(case(identity_number="011185000123"), "G05") == [("WARN", "identity_number")]
    assert told(case(identity_number="011185000123", sex="female"), "G05") == []
    assert told(case(identity_number="040123456"), "G05") == []


def test_that_number_agrees_with_birth_year() -> None:
    assert told(case(birth=date(1984, 12, 31)), "G05") == [("WARN", "identity_number")]
    assert told(case(birth=PartialDate(1985)), "G05") == []
    assert told(case(identity_number="011205000123", birth=date(2005, 1, 1)), "G05") == []


@pytest.mark.parametrize("number", ["01108500012", "0110850001233", "0110850"])
def test_that_a_number_of_another_length_blocks(number: str) -> None:
    assert told(case(identity_number=number), "G05") == [("BLOCK", "identity_number")]


def test_that_minority_is_as_head_or_spouse() -> None:
    assert told(case(stated_minority=False), "G06") == [("WARN", "stated_minority")]
    assert told(case(stated_minority=True), "G06") == []
    kinh = case(ethnicity="kinh", stated_minority=True)
    assert told(kinh, "G06") == [("WARN", "stated_minority")]
    assert told(case(ethnicity="kinh", spouse_ethnicity="thai", stated_minority=True), "G06") == []


def test_that_class_is_known_at_approval() -> None:
    assert told(case(poverty_class=None), "G07") == [("BLOCK", "poverty_class")]
    assert told(case(class_year=None), "G07") == [("WARN", "class_year")]
    draft = case(poverty_class=None, decision_no=None, decision_date=None)
    assert told(draft, "G07") == []


@pytest.mark.parametrize(("year", "sound"), [(2023, False), (2024, True), (2025, True), (2026, False)])
def test_that_class_is_of_the_year_of_approval(year: int, sound: bool) -> None:
    assert told(case(class_year=year), "G07") == ([] if sound else [("BLOCK", "class_year")])


def test_that_class_was_decided_before_approval() -> None:
    day = case().decision_date
    late = case(class_decision_date=day + timedelta(days=1))
    assert told(late, "G07") == [("BLOCK", "class_decision_date")]
    assert told(case(class_decision_date=day), "G07") == []
    assert told(case(class_decision_date=PartialDate(2025)), "G07") == []


def test_that_area_was_decided_before_approval() -> None:
    assert told(case(area_decided_on=date(2025, 8, 15)), "G08") == [("BLOCK", "area_decided_on")]
    assert told(case(area_decided_on=date(2025, 8, 14)), "G08") == []


def test_that_area_list_is_the_one_in_force() -> None:
    old_list = date(2021, 6, 4)
    assert told(case(decision_date=date(2026, 1, 28), area_decided_on=old_list), "G08") == []
    late = case(decision_date=date(2026, 1, 29), area_decided_on=old_list)
    assert told(late, "G08") == [("WARN", "area_decided_on")]
    assert told(case(decision_date=date(2026, 3, 1), area_decided_on=date(2026, 1, 29)), "G08") == []


@pytest.mark.parametrize(
    ("body", "day", "said"),
    [
        ("UBND huyện Mường Chà", BEFORE, []),
        ("UBND huyện Mường Chà", AFTER, [("BLOCK", "decision_date")]),
        ("UBND thị xã Mường Lay", AFTER, [("BLOCK", "decision_date")]),
        ("UBND huyện Mường Chà", PartialDate(2025), []),
        ("UBND huyện Mường Chà", PartialDate(2025, 7), [("BLOCK", "decision_date")]),
        ("UBND xã Na Son", AFTER, []),
        ("UBND xã Na Son", BEFORE, [("WARN", "decision_date")]),
        ("UBND xã Na Son", PartialDate(2025), []),
        ("UBND tỉnh Điện Biên", AFTER, []),
        (None, AFTER, []),
    ],
)
def test_that_authority_fits_the_date(body: str | None, day: date, said: list[tuple[str, str]]) -> None:
    assert told(case(decision_by=body, decision_date=day), "G09") == said


def test_that_household_is_eligible() -> None:
    kinh = {"ethnicity": "kinh", "zone": "I", "dbkk_village": False}
    assert told(case(**kinh), "P1-01") == [("BLOCK", "ethnicity")]
    assert told(case(**kinh, spouse_ethnicity="kinh"), "P1-01") == [("BLOCK", "ethnicity")]
    assert told(case(**kinh, spouse_ethnicity="thai"), "P1-01") == []
    assert told(case(**{**kinh, "zone": "III"}), "P1-01") == []
    assert told(case(**{**kinh, "zone": "II", "dbkk_village": True}), "P1-01") == []
    assert told(case(ethnicity="thai", zone="I", dbkk_village=False), "P1-01") == []
    assert told(case(poverty_class="other"), "P1-01") == [("BLOCK", "poverty_class")]


def test_that_what_is_not_known_of_a_household_only_warns() -> None:
    assert told(case(ethnicity="kinh", zone=None), "P1-01") == [("WARN", "zone")]
    stated = case(ethnicity="kinh", zone="I", stated_minority=True)
    assert told(stated, "P1-01") == [("WARN", "spouse_ethnicity")]
    assert told(case(ethnicity=None, zone="I"), "P1-01") == [("WARN", "ethnicity")]
    assert told(case(ethnicity=None, zone="I", decision_no=None, decision_date=None), "P1-01") == []


@pytest.mark.parametrize("poverty_class", ["near_poor", "escaped"])
def test_that_household_is_poor(poverty_class: str) -> None:
    (problem,) = found(case(poverty_class=poverty_class), "P1-02")
    assert (problem.grade.value, problem.field) == ("BLOCK", "poverty_class")
    assert "TT 02/2022" in problem.basis
    allowed = case(poverty_class=poverty_class, provincial_policy="NQ 12/2024/NQ-HĐND")
    assert told(allowed, "P1-02") == [("WARN", "poverty_class")]
    assert told(case(), "P1-02") == []
