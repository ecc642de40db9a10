"""Asks whether the board joins what was reported, computed and forecast, and says what holds it up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec
from typing import Any

import pytest

from desktop.declare.indicators import Indicator, Measured
from desktop.declare.reading import Condition, Reader, Where
from desktop.shared import (
    Household,
    IndicatorDefinition,
    IndicatorValue,
    Obstacle,
    Office,
    PhaseResult,
    Place,
)
from desktop.shared.standings import COMPUTED, PHASE, Standing
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from desktop.workspace.indicator_board import read_board, read_parts


def definition(workspace: Workspace, code: str) -> IndicatorDefinition:
    with workspace.store.reading() as reader:
        return next(reader.rows(IndicatorDefinition, [Condition("code", "is", code)]))


def value(workspace: Workspace, code: str, **values: Any) -> None:
    given = {"place": na_son(workspace), "year": 2025, "period": "year", "edition": "official", **values}
    workspace.save(IndicatorValue(indicator=definition(workspace, code).id, **given))


def board(workspace: Workspace, **asked: Any) -> dict[str, Standing]:
    return {each.title.split()[0]: each for each in read_board(workspace, **asked).standings}


def test_that_a_year_is_told_with_its_course_target_and_what_holds_it_up(workspace: Workspace) -> None:
    for year, figure in ((2023, "60"), (2024, "64"), (2025, "66.5")):
        value(workspace, "I05", year=year, value=Dec(figure))
    stuck = {"place": na_son(workspace), "cause": "procedure", "level": "commune"}
    stuck["indicator"] = definition(workspace, "I05").id
    workspace.save(Obstacle(name="Chưa giao được mặt bằng", **stuck))
    workspace.save(Obstacle(name="Đã xong", solved_on=date(2025, 5, 1), **stuck))
    roads = board(workspace)["I05"]
    assert roads.course == (Dec(60), Dec(64), Dec("66.5"))
    assert roads.target is not None and roads.target.show() == "≥ 70"
    assert (roads.judged, roads.trend, roads.missing) == ("not_met", Dec("2.5"), Dec("3.5"))
    assert [name for _id, name in roads.obstacles] == ["Chưa giao được mặt bằng"]
    assert roads.expected is None


def test_that_a_year_that_goes_on_is_forecast_to_its_end(workspace: Workspace) -> None:
    value(workspace, "I05", year=2024, value=Dec(64))
    value(workspace, "I05", period="half", value=Dec(66), counted_on=date(2025, 6, 14))
    roads = board(workspace)["I05"]
    assert roads.actual is not None and roads.actual.value == 66
    assert roads.on == date(2025, 6, 14) and roads.expected == Dec("68.01")
    assert (roads.judged, roads.expects) == (None, "not_met")
    value(workspace, "I05", edition="plan", value=Dec(68))
    assert board(workspace)["I05"].expects == "exceeded"
    value(workspace, "I08", period="half", value=Dec(90))
    assert board(workspace)["I08"].expected is None


def computed(reader: Reader, where: Where) -> Measured:
    return Measured(reader.count(Household, where))


def broken(_reader: Reader, _where: Where) -> Measured:
    raise ZeroDivisionError


@pytest.fixture
def counting(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    made = [
        Indicator("homes", "Số hộ trong sổ", "hộ", computed, targets={2025: 2}),
        Indicator("broken", "Hỏng", "hộ", broken),
    ]
    monkeypatch.setattr(workspace.catalog, "indicators", made)
    return workspace


def test_that_a_computed_figure_stands_beside_the_reported_one(counting: Workspace) -> None:
    workspace = counting
    commune = na_son(workspace)
    workspace.save(sound_example(workspace, Household, commune=commune))
    value(workspace, "I07", value=Dec(3))
    alone = board(workspace)["Số"]
    assert (alone.kind, alone.computed, alone.judged, alone.missing) == (COMPUTED, 1, "not_met", 1)
    workspace.save(definition(workspace, "I07").changed(computed_by="homes"))
    joined = board(workspace)
    assert (joined["I07"].computed, joined["I07"].difference) == (1, -2)
    assert "Số" not in joined
    assert joined["Hỏng"].failed
    with workspace.store.reading() as reader:
        where = [Condition("code", "is", "03127"), Condition("kind", "is", "commune")]
        other = next(reader.rows(Place, where))
    elsewhere = board(workspace, place=other.id or "")
    assert elsewhere["Số"].computed == 0


def test_that_lines_of_five_years_stand_with_their_course(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        where = [Condition("code", "is", "14"), Condition("kind", "is", "province")]
        place = next(each.id for each in reader.rows(Place, where))
    line = {"indicator": "Trẻ em suy dinh dưỡng thể nhẹ cân", "target": "< 15", "assessment": "not_met"}
    workspace.save(PhaseResult(place=place, first_year=2021, year_4="18", year_5="17,4", unit="%", **line))
    (standing,) = [each for each in read_board(workspace).standings if each.kind == PHASE]
    assert standing.course == (Dec(18), Dec("17.4")) and standing.trend == Dec("-0.6")
    assert (standing.judged, standing.missing) == ("not_met", Dec("2.4"))
    assert standing.place.endswith(", 2021-2025")


def test_that_lines_of_five_years_of_another_province_are_shown_where_it_is_asked_for(
    workspace: Workspace,
) -> None:
    with workspace.store.reading() as reader:
        where = [Condition("code", "in", ["11", "14"]), Condition("kind", "is", "province")]
        places = {each.code: each.id or "" for each in reader.rows(Place, where)}
    for place in places.values():
        workspace.save(PhaseResult(place=place, first_year=2021, indicator="Hộ dùng điện", year_5="99"))
    assert len([each for each in read_board(workspace).standings if each.kind == PHASE]) == 2
    workspace.save(Office(name="UBND tỉnh Điện Biên", level="province", province=places["11"]))
    (own,) = [each for each in read_board(workspace).standings if each.kind == PHASE]
    assert own.place.startswith("Tỉnh Điện Biên")
    (other,) = [each for each in read_board(workspace, place=places["14"]).standings if each.kind == PHASE]
    assert other.place.startswith("Tỉnh Sơn La")


def test_that_a_board_is_kept_until_something_is_written(workspace: Workspace) -> None:
    value(workspace, "I05", value=Dec(60))
    first = read_board(workspace)
    assert read_board(workspace) is first
    value(workspace, "I08", value=Dec(60))
    assert len(read_board(workspace).standings) == len(first.standings) + 1


def test_that_a_computed_figure_is_told_by_sex_and_by_people(workspace: Workspace) -> None:
    case = workspace.catalog.record_type("HousingCase")
    sound = sound_example(workspace, case)
    people = (("female", "hmong"), ("female", "thai"), ("male", "hmong"))
    for number, (sex, ethnicity) in enumerate(people):
        told = {"head_name": f"Vàng A {'ABC'[number]}", "sex": sex, "ethnicity": ethnicity}
        workspace.save(sound.changed(**told, household=None, identity_number=None))
    standing = next(each for each in read_board(workspace).standings if each.indicator == "p1_houses")
    parts = read_parts(workspace, standing)
    assert [(each.name, each.is_of_sex, each.figure) for each in parts if each.is_of_sex] == [
        ("Nữ", True, 2),
        ("Nam", True, 1),
    ]
    assert {each.name for each in parts if not each.is_of_sex} == {"Hmông", "Thái"}
    assert all(each.is_computed for each in parts)


def test_that_the_course_goes_on_from_the_indicator_of_the_former_programme(workspace: Workspace) -> None:
    former, new = definition(workspace, "I15"), definition(workspace, "I08")
    workspace.save(new.changed(continues=former.id))
    value(workspace, "I15", year=2023, value=Dec(91))
    value(workspace, "I15", year=2024, value=Dec(92))
    value(workspace, "I08", year=2025, value=Dec(95))
    [course] = [each.course for title, each in board(workspace).items() if title.startswith("I08")]
    assert course == (91, 92, 95)
