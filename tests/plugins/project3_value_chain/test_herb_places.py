"""Asks whether herbs are told of that grow in a former district without an especially difficult commune."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.shared import AreaStatus, Place, PlaceLink
from project3_value_chain.herb_places import HERB_RULES, find_easy_districts
from project3_value_chain.herbs import HerbProject
from tests.desktop.held import Held

LAST, AFTER = date(2025, 6, 30), date(2025, 7, 1)
PLACES = [
    Place(id="district", name="Huyện Điện Biên Đông", kind="district"),
    *(Place(id=id, name=id, kind="commune", parent="district", valid_to=LAST) for id in ("one", "two")),
    Place(id="new", name="Xã Na Son", kind="commune"),
    PlaceLink(id="link", old="one", new="new", kind="whole"),
]


def status(place: str, kind: str, since: date = date(2021, 6, 4)) -> AreaStatus:
    return AreaStatus(id=f"{place}{kind}{since}", place=place, kind=kind, valid_from=since, decision="861")


def herbs(**values: Any) -> HerbProject:
    own = {"id": "herbs", "commune": "new", "decision_date": date(2024, 3, 1), **values}
    return HerbProject.example().changed(**own)


def told(*statuses: AreaStatus, among: frozenset[str] | None = None, **values: Any) -> list[str]:
    reader: Any = Held([*PLACES, *statuses, herbs(**values)])
    return [found.record for found in find_easy_districts(reader, among)]


EASY = (status("one", "region_1"), status("two", "region_2"))


@pytest.mark.parametrize("decided", [date(2024, 3, 1), LAST, AFTER, date(2026, 2, 1)])
def test_that_herbs_grow_in_a_difficult_district(decided: date) -> None:
    assert told(*EASY, decision_date=decided) == ["herbs"]
    assert told(status("one", "region_1"), status("two", "region_3"), decision_date=decided) == []
    assert told(*EASY, status("two", "hardest_village"), decision_date=decided) == []
    # A district of which not every commune is listed proves nothing.
    assert told(status("one", "region_1"), decision_date=decided) == []
    assert told(decision_date=decided) == []


def test_that_the_status_counts_on_the_day_of_the_decision() -> None:
    late = status("two", "region_3", since=date(2024, 3, 2))
    assert told(*EASY, late, decision_date=date(2024, 3, 1)) == ["herbs"]
    assert told(*EASY, late, decision_date=date(2024, 3, 2)) == []


def test_that_it_names_the_day_it_judged_by() -> None:
    said = HERB_RULES[0].sentence
    for decided, day in ((date(2024, 3, 1), "01/03/2024"), (date(2026, 2, 1), "30/06/2025")):
        reader: Any = Held([*PLACES, *EASY, herbs(decision_date=decided)])
        (found,) = find_easy_districts(reader, None)
        assert said.format(**found.says).startswith(
            "Huyện Điện Biên Đông không có xã, thôn đặc biệt khó khăn nào trong danh mục ngày " + day
        )


def test_that_a_province_may_say_how_a_commune_of_today_counts() -> None:
    assert told(*EASY, status("new", "region_3", since=AFTER), decision_date=AFTER) == []
    assert told(*EASY, old_commune="two") == ["herbs"]
    assert told(*EASY, among=frozenset("x")) == []
    assert told(*EASY, decision_date=None) == []
