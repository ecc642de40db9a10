"""Asks whether each rule about the house finds the faulty case and leaves the sound one, at the edge."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.declare.dates import PartialDate
from project1_housing.houses import is_earlier_house
from tests.plugins.project1_housing.sound import case, found, told


def test_that_steps_are_in_order() -> None:
    steps = {
        "reviewed_on": date(2025, 7, 1),
        "posted_from": date(2025, 7, 3),
        "posted_to": date(2025, 7, 10),
        "decision_date": date(2025, 7, 20),
        "started_on": date(2025, 7, 20),
        "disbursed_on": date(2025, 7, 25),
        "finished_on": date(2025, 10, 1),
        "accepted_on": date(2025, 10, 5),
        "settled_on": date(2025, 12, 1),
        "stage": "done",
    }
    assert told(case(**steps), "G03") == []
    assert told(case(**{**steps, "reviewed_on": date(2025, 7, 4)}), "G03") == [("WARN", "posted_from")]
    assert told(case(**{**steps, "started_on": date(2025, 7, 19)}), "G03") == [("WARN", "started_on")]
    assert told(case(**{**steps, "disbursed_on": date(2025, 7, 19)}), "G03") == [("WARN", "disbursed_on")]
    late = {**steps, "accepted_on": None, "finished_on": None, "settled_on": date(2025, 7, 19)}
    assert told(case(**late), "G03") == [("WARN", "settled_on")]


def test_that_a_month_is_out_of_order_only_where_no_day_of_it_fits() -> None:
    day = case().decision_date
    assert day == date(2025, 8, 14)
    assert told(case(reviewed_on=PartialDate(2025, 8)), "G03") == []
    (problem,) = found(case(reviewed_on=PartialDate(2025, 9)), "G03")
    assert "14/08/2025" in problem.message and "09/2025" in problem.message


def test_that_house_is_needed() -> None:
    hard = {"floor_hard": True, "frame_hard": True, "roof_hard": False, "members": 4}
    assert told(case(**hard, area_now=Decimal("32")), "P1-04") == [("WARN", "floor_hard")]
    assert told(case(**hard, area_now=Decimal("31.9")), "P1-04") == []
    assert told(case(**{**hard, "frame_hard": False}, area_now=Decimal("60")), "P1-04") == []
    assert told(case(**hard, area_now=None), "P1-04") == []
    assert told(case(**hard, area_now=Decimal("60"), decision_date=date(2021, 12, 31)), "P1-04") == []
    assert told(case(**hard, area_now=Decimal("60"), decision_date=date(2022, 1, 1)), "P1-04") != []


@pytest.mark.parametrize(
    ("split", "decided", "warns"),
    [
        (date(2018, 10, 14), date(2025, 8, 14), False),
        (date(2018, 10, 15), date(2025, 8, 14), True),
        (PartialDate(2018), date(2025, 8, 14), False),
        (date(2020, 1, 1), date(2022, 8, 14), False),
        (date(2020, 1, 1), date(2022, 8, 15), True),
        (None, date(2025, 8, 14), False),
    ],
)
def test_that_household_split_long_before(split: date | None, decided: date, warns: bool) -> None:
    said = told(case(split_on=split, decision_date=decided), "P1-04")
    assert said == ([("WARN", "split_on")] if warns else [])


def test_that_household_had_no_house_before() -> None:
    assert told(case(earlier_support="QĐ 167 năm 2009"), "P1-09") == [("BLOCK", "earlier_support")]
    assert told(case(earlier_support="Không"), "P1-09") == []
    assert told(case(), "P1-09") == []


@pytest.mark.parametrize(
    ("text", "is_house"),
    [
        ("QĐ 167 năm 2009", True),
        ("Đại đoàn kết 2020", True),
        ("Nhà ở theo QĐ 33, bồn nước 2019", True),
        ("Téc nước 2021", False),
        ("Hỗ trợ giống bò 2022", False),
        ("Chưa", False),
        ("không có", False),
        ("", False),
        (None, False),
    ],
)
def test_that_an_earlier_house_is_told_from_other_support(text: str | None, is_house: bool) -> None:
    assert is_earlier_house(text) is is_house


def test_that_finished_house_is_large_enough() -> None:
    small = {"stage": "done", "area_done": Decimal("29.9")}
    (problem,) = found(case(**small), "P1-15")
    assert (problem.grade.value, problem.field) == ("BLOCK", "area_done")
    assert "30 m²" in problem.message and problem.basis == "TT 01/2022/TT-BXD, Điều 4"
    assert told(case(**{**small, "area_done": Decimal("30")}), "P1-15") == []
    assert told(case(**{**small, "stage": "roof"}), "P1-15") == []
    assert told(case(stage="roof", accepted_on=date(2025, 12, 1), area_done=Decimal("20")), "P1-15") != []
    assert told(case(**small, decision_date=date(2022, 8, 14)), "P1-15") == []
    assert told(case(**small, decision_date=date(2022, 8, 15)), "P1-15") != []


@pytest.mark.parametrize(
    ("day", "area", "said"),
    [
        (date(2025, 1, 19), "29.9", [("WARN", "area_done")]),
        (date(2025, 1, 20), "29.9", []),
        (date(2025, 1, 20), "18", []),
        (date(2025, 1, 20), "17.9", [("WARN", "area_done")]),
    ],
)
def test_that_the_house_of_one_person_only_warns(day: date, area: str, said: list[tuple[str, str]]) -> None:
    alone = case(members=1, area_now=None, stage="done", area_done=Decimal(area), decision_date=day)
    assert told(alone, "P1-15") == said


def test_that_finished_house_is_hard() -> None:
    hard = {"floor_after": True, "frame_after": True, "roof_after": True}
    assert told(case(stage="done", **hard), "P1-15") == []
    assert told(case(stage="done"), "P1-15") == []
    for part in hard:
        assert told(case(stage="done", **{**hard, part: False}), "P1-15") == [("BLOCK", part)]
    assert told(case(stage="frame", **{**hard, "roof_after": False}), "P1-15") == []


@pytest.mark.parametrize(
    ("part", "material", "accepted", "said"),
    [
        ("roof", "tile", date(2025, 9, 1), False),
        ("roof", "leaf", date(2025, 9, 1), True),
        ("roof", "metal", date(2025, 1, 20), False),
        ("roof", "metal", date(2025, 1, 19), True),
        ("frame", "metal", date(2025, 1, 19), True),
        ("frame", "bamboo", date(2022, 8, 15), True),
        ("frame", "bamboo", date(2022, 8, 14), False),
        ("floor", "earth", date(2025, 9, 1), True),
        ("floor", "wood", date(2025, 9, 1), False),
    ],
)
def test_that_finished_parts_are_of_hard_material(
    part: str, material: str, accepted: date, said: bool
) -> None:
    field = f"{part}_material_after"
    built = {"decision_date": date(2022, 5, 4), "stage": "done", "accepted_on": accepted, field: material}
    assert told(case(**built), "P1-15") == ([("WARN", field)] if said else [])
    assert told(case(**{**built, "stage": "roof", "accepted_on": None}), "P1-15") == []
    # What is said to be soft is told of once, as soft.
    assert told(case(**built, **{f"{part}_after": False}), "P1-15") in ([], [("BLOCK", f"{part}_after")])


def test_that_hard_parts_are_of_hard_material() -> None:
    old = {"floor_hard": True, "floor_material": "earth"}
    assert told(case(**old), "P1-04") == [("WARN", "floor_material")]
    assert told(case(**{**old, "floor_hard": False}), "P1-04") == []
    assert told(case(**{**old, "floor_material": "cement"}), "P1-04") == []
    metal = {"roof_hard": True, "roof_material": "metal"}
    assert told(case(**metal, decision_date=date(2025, 1, 20)), "P1-04") == []
    (early,) = found(case(**metal, decision_date=date(2025, 1, 19)), "P1-04")
    assert "20/01/2025" in early.message and early.basis == "QĐ 55/QĐ-BXD"


def test_that_finished_house_lasts() -> None:
    assert told(case(stage="done", life_years=19), "P1-15") == [("BLOCK", "life_years")]
    assert told(case(stage="done", life_years=20), "P1-15") == []
    assert told(case(stage="roof", life_years=5), "P1-15") == []


def test_that_stage_fits_the_dates() -> None:
    started = {"started_on": date(2025, 9, 1), "disbursed": 0}
    assert told(case(stage="not_started", **started), "P1-16") == [("WARN", "stage")]
    assert told(case(stage="foundation", **started), "P1-16") == []
    assert told(case(stage="roof", area_done=Decimal("40")), "P1-16") == [("WARN", "stage")]
    assert told(case(stage="done", area_done=Decimal("40"), finished_on=date(2025, 12, 1)), "P1-16") == []


@pytest.mark.parametrize(
    ("area", "day", "warns"),
    [
        ("18", date(2025, 1, 20), True),
        ("17.9", date(2025, 1, 20), False),
        ("8", date(2025, 1, 19), True),
        ("7.9", date(2025, 1, 19), False),
    ],
)
def test_that_house_is_needed_by_one_who_lives_alone(area: str, day: date, warns: bool) -> None:
    alone = case(floor_hard=True, frame_hard=True, members=1, area_now=Decimal(area), decision_date=day)
    assert told(alone, "P1-04") == ([("WARN", "floor_hard")] if warns else [])
