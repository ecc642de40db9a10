"""Asks whether what a record says of its area is held against what was in force there on its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from desktop.declare.problems import Finding
from desktop.shared import AreaStatus, OtherArea, Place
from desktop.shared.said_areas import HARD, OTHERWISE, REGION, VILLAGE
from project1_housing.cases import HousingCase
from project3_value_chain.projects import ProductionProject
from tests.desktop.held import Held

FIRST, LAST = date(2021, 6, 4), date(2026, 1, 28)
"""The first and the last day of the statuses below."""
COMMUNE = Place(id="c", code="03203", name="Xã Na Son", kind="commune", valid_from=FIRST)
OWN = {"commune": "c", "village": "Bản Ví Dụ"}


def status(kind: str, village: str = "") -> AreaStatus:
    return AreaStatus(
        place="c", kind=kind, village=village or None, valid_from=FIRST, valid_to=LAST, decision="861"
    )


def found(record: Any, finder: OtherArea, *statuses: AreaStatus) -> list[Finding]:
    return list(finder(Held([COMMUNE, record, *statuses]), None))


def told(record: Any, finder: OtherArea, *statuses: AreaStatus) -> list[tuple[str, str]]:
    return [(each.field, each.says["listed"]) for each in found(record, finder, *statuses)]


@pytest.mark.parametrize(
    ("zone", "day", "wrong"),
    [
        ("III", LAST, False),
        ("II", LAST, True),
        ("I", FIRST, True),
        ("II", FIRST - timedelta(days=1), False),
        ("II", LAST + timedelta(days=1), False),
        (None, LAST, False),
    ],
)
def test_that_a_zone_is_that_of_the_day(zone: str | None, day: date, wrong: bool) -> None:
    case = HousingCase(id="1", zone=zone, decision_date=day, **OWN)
    finder = OtherArea(HousingCase, "decision_date", {"zone": REGION, "dbkk_village": VILLAGE})
    assert told(case, finder, status("region_3")) == ([("zone", "Xã khu vực III")] if wrong else [])
    assert told(case, finder) == []


def test_that_what_is_told_quotes_the_record_alone_and_of_the_records_asked_about_alone() -> None:
    case = HousingCase(id="1", zone="I", decision_date=LAST, **OWN)
    finder = OtherArea(HousingCase, "decision_date", {"zone": REGION})
    held = Held([COMMUNE, case, status("region_3")])
    (found,) = finder(held, frozenset(("1", "2")))
    assert OTHERWISE.format_map(found.says) == (
        "Ghi “Khu vực I”, nhưng theo danh mục diện địa bàn, ngày 28/01/2026: Xã khu vực III; "
        "xem lại hồ sơ hoặc danh mục."
    )
    assert list(finder(held, frozenset("2"))) == []


@pytest.mark.parametrize(
    ("said", "listed", "wrong"),
    [
        (True, "Bản Ví Dụ", 0),
        (True, "Bản Khác", 1),
        (False, "Bản Ví Dụ", 1),
        (False, "Bản Khác", 0),
        (True, "", 0),
    ],
)
def test_that_a_village_is_on_the_list_it_is_said_to_be_on(said: bool, listed: str, wrong: int) -> None:
    case = HousingCase(id="1", dbkk_village=said, decision_date=LAST, **OWN)
    finder = OtherArea(HousingCase, "decision_date", {"dbkk_village": VILLAGE})
    lists = [status("hardest_village", listed)] if listed else []
    findings = found(case, finder, status("region_2"), *lists)
    assert [each.grade.value if each.grade else "" for each in findings] == ["WARN"] * wrong


@pytest.mark.parametrize(
    ("said", "statuses", "wrong"),
    [
        ("dbkk", [status("region_3")], 0),
        ("dbkk", [status("region_2")], 0),
        ("dbkk", [status("region_2"), status("hardest_village", "Bản Khác")], 1),
        ("dbkk", [status("region_2"), status("hardest_village", "Bản Ví Dụ")], 0),
        ("hard", [status("region_3")], 1),
        ("hard", [status("region_2")], 0),
        ("other", [status("hardest_village", "Bản Ví Dụ")], 1),
        (None, [status("region_3")], 0),
    ],
)
def test_that_a_hard_area_is_one_on_that_day(said: str, statuses: list[AreaStatus], wrong: int) -> None:
    project = ProductionProject(id="1", area_type=said, decision_date=LAST, **OWN)
    finder = OtherArea(ProductionProject, "decision_date", {"area_type": HARD})
    assert len(found(project, finder, *statuses)) == wrong
