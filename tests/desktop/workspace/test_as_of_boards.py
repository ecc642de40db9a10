"""The pages of capital, indicators, obstacles and one household, by the boundaries of a day."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.declare.reading import Condition
from desktop.shared import (
    CapitalFact,
    CarryOver,
    Household,
    IndicatorDefinition,
    IndicatorValue,
    MatchDuty,
    Obstacle,
    Place,
    ProgrammeLine,
)
from desktop.shared.place_events import unit_id
from desktop.shared.standings import REPORTED
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf
from desktop.workspace.capital_board import read_capital
from desktop.workspace.indicator_board import read_board
from desktop.workspace.obstacle_board import read_obstacles
from desktop.workspace.stories import read_story

KEO_LOM, TOWN = unit_id("03376", "commune", None), unit_id("03203", "commune", None)
NA_SON = unit_id("03203", "commune", date(2025, 7, 1))
BEFORE, AFTER = AsOf(date(2025, 6, 30)), AsOf(date(2025, 7, 1))
TODAY = date(2026, 11, 22)


def fact(line: str, place: str, month: int, assigned: int, disbursed: int, **more: Any) -> CapitalFact:
    values: dict[str, Any] = {
        "line": line,
        "place": place,
        "capital_kind": "investment",
        "source": "central",
        "plan_year": 2024,
        "budget_year": 2024,
        "as_of": date(2024, month, 28),
        "assigned": assigned,
        "disbursed": disbursed,
    }
    return CapitalFact(**{**values, **more})


@pytest.fixture
def spent(workspace: Workspace) -> Workspace:
    """Two former communes whose last figures are of different days, and one fact written for both days."""
    with workspace.writing("Vốn") as writing:
        line = next(iter(writing.rows(ProgrammeLine, [Condition("code", "is", "DA4.1")]))).id or ""
        writing.save_all(
            [
                fact(line, KEO_LOM, 6, 100_000_000, 10_000_000),
                fact(line, KEO_LOM, 11, 100_000_000, 40_000_000),
                fact(line, TOWN, 12, 60_000_000, 30_000_000),
                fact(line, NA_SON, 12, 7_000_000, 5_000_000, investor="Ban QLDA", old_place=KEO_LOM),
            ]
        )
    return workspace


def paid(workspace: Workspace, place: str, as_of: AsOf | None) -> tuple[int, int]:
    workspace.as_of = as_of
    total = read_capital(workspace, place, 2024, TODAY).outline.total.total
    return total.plan, total.disbursed


def test_that_merged_communes_keep_each_its_last_figures(spent: Workspace) -> None:
    whole = (167_000_000, 75_000_000)
    assert paid(spent, "", None) == paid(spent, "", AFTER) == paid(spent, "", BEFORE) == whole
    assert paid(spent, NA_SON, AFTER) == whole


def test_that_a_former_commune_has_what_was_written_of_it(spent: Workspace) -> None:
    assert paid(spent, KEO_LOM, BEFORE) == (107_000_000, 45_000_000)
    assert paid(spent, TOWN, BEFORE) == (60_000_000, 30_000_000)


def test_that_each_merged_commune_knows_which_changes_its_plan_holds(workspace: Workspace) -> None:
    with workspace.writing("Vốn") as writing:
        line = next(iter(writing.rows(ProgrammeLine, [Condition("code", "is", "DA4.1")]))).id or ""
        writing.save_all(
            [
                fact(line, KEO_LOM, 1, 100_000_000, 0),
                fact(line, TOWN, 3, 100_000_000, 0, adjusted=50_000_000),
                fact(line, TOWN, 6, 150_000_000, 0),
            ]
        )
    assert paid(workspace, NA_SON, AFTER)[0] == paid(workspace, "", BEFORE)[0] == 250_000_000


def test_that_an_indicator_is_rolled_up_from_the_merged_communes(workspace: Workspace) -> None:
    with workspace.writing("Chỉ tiêu") as writing:
        ratio = next(each for each in writing.rows(IndicatorDefinition) if each.kind == "ratio")
        for place, numerator, denominator, edition in (
            (KEO_LOM, 10, 100, "official"),
            (TOWN, 90, 300, "estimate"),
        ):
            writing.save(
                IndicatorValue(
                    indicator=ratio.id,
                    place=place,
                    year=2024,
                    period="year",
                    edition=edition,
                    numerator=Decimal(numerator),
                    denominator=Decimal(denominator),
                    value=Decimal(100 * numerator) / denominator,
                )
            )
    workspace.as_of = AFTER
    (standing,) = [each for each in read_board(workspace, NA_SON, 2024).standings if each.kind == REPORTED]
    assert standing.actual is not None
    assert round(standing.actual.value, 2) == 25
    workspace.as_of = BEFORE
    (standing,) = [each for each in read_board(workspace, KEO_LOM, 2024).standings if each.kind == REPORTED]
    assert standing.actual is not None
    assert standing.actual.value == 10


def test_that_an_obstacle_stands_where_the_day_has_it(workspace: Workspace) -> None:
    workspace.save(
        Obstacle(name="Thiếu đất", place=KEO_LOM, cause="land_papers", level="province", state="found")
    )
    for as_of, name in ((None, "Xã Keo Lôm"), (AFTER, "Xã Na Son")):
        workspace.as_of = as_of
        board = read_obstacles(workspace)
        assert [board.places[each.obstacle.place] for each in board.held] == [name]


def test_that_a_household_tells_both_its_addresses(workspace: Workspace) -> None:
    household = workspace.save(
        Household(
            head_name="Vàng A Dí",
            ethnicity="hmong",
            commune=NA_SON,
            old_commune=KEO_LOM,
            village="Bản Na Sang",
            members=4,
            poverty_class="other",
        )
    )
    told = []
    for as_of in (None, BEFORE, AFTER):
        workspace.as_of = as_of
        story = read_story(workspace, household.id or "")
        assert story is not None
        told.append(story.address)
    assert told == [
        "Bản Na Sang, Xã Na Son (trước 01/7/2025: Xã Keo Lôm)",
        "Bản Na Sang, Xã Keo Lôm",
        "Bản Na Sang, Xã Na Son",
    ]


def province(code: str, first: date | None) -> str:
    return unit_id(code, "province", first)


BAC_KAN, THAI_NGUYEN = province("06", None), province("19", None)
OF_BOTH = province("19", date(2025, 7, 1))


@pytest.fixture
def matched(workspace: Workspace) -> Workspace:
    """Two provinces that became one, each with its own ratio; the money of one is booked at its communes."""
    with workspace.writing("Vốn") as writing:
        line = next(iter(writing.rows(ProgrammeLine, [Condition("code", "is", "DA4.1")]))).id or ""
        districts = [
            each.id or "" for each in writing.rows(Place, [Condition("parent", "is", BAC_KAN)]) if each.id
        ]
        below = [Condition("parent", "in", districts), Condition("kind", "is", "commune")]
        communes = [each.id or "" for each in writing.rows(Place, below, limit=2)]
        for place in communes:
            writing.save(fact(line, place, 12, 50_000_000, 0))
        writing.save(fact(line, BAC_KAN, 12, 4_000_000, 0, source="province"))
        writing.save(fact(line, THAI_NGUYEN, 12, 200_000_000, 0))
        for place, ratio in ((BAC_KAN, 10), (THAI_NGUYEN, 20)):
            writing.save(MatchDuty(place=place, year=2024, ratio=Decimal(ratio), basis="NQ"))
        writing.save(
            CarryOver(basis="NQ 1", from_year=2023, to_year=2024, deadline=date(2024, 12, 31), place=BAC_KAN)
        )
        writing.save(fact(line, communes[0], 11, 9_000_000, 2_000_000, plan_year=2023))
    return workspace


@pytest.mark.parametrize("as_of", [None, BEFORE, AFTER])
def test_that_a_match_and_an_act_stay_those_of_the_place_as_it_was(
    matched: Workspace, as_of: AsOf | None
) -> None:
    matched.as_of = as_of
    board = read_capital(matched, "", 2024, TODAY)
    asked = {board.places[duty.place]: (found.required, found.short) for duty, found in board.duties}
    assert asked == {
        "Tỉnh Bắc Kạn": (10_000_000, 6_000_000),
        "Tỉnh Thái Nguyên": (40_000_000, 40_000_000),
    }
    assert [(carried.carried, carried.left) for _act, carried in board.acts] == [(9_000_000, 7_000_000)]
    drawn = matched.drawing("matching_provided")
    provided, required = (series.values for series in drawn.series)
    assert dict(zip(drawn.labels, zip(provided, required, strict=True), strict=True)) == {
        "Tỉnh Bắc Kạn 2024": (4, 10),
        "Tỉnh Thái Nguyên 2024": (0, 40),
    }


def test_that_the_place_of_the_day_has_the_duties_of_all_it_came_from(matched: Workspace) -> None:
    def duties(place: str, as_of: AsOf | None) -> int:
        matched.as_of = as_of
        return len(read_capital(matched, place, 2024, TODAY).duties)

    assert [duties(OF_BOTH, as_of) for as_of in (None, AFTER)] == [2, 2]
    assert [duties(BAC_KAN, as_of) for as_of in (None, BEFORE)] == [1, 1]


def test_that_a_former_commune_has_nothing_of_what_nobody_divided(spent: Workspace) -> None:
    with spent.writing("Vốn") as writing:
        line = next(iter(writing.rows(ProgrammeLine, [Condition("code", "is", "DA4.1")]))).id or ""
        writing.save(fact(line, NA_SON, 12, 900_000_000, 0))
    assert paid(spent, KEO_LOM, BEFORE) == (107_000_000, 45_000_000)
    assert paid(spent, NA_SON, AFTER)[0] == 1_067_000_000


def test_that_a_norm_without_a_day_is_that_of_the_day_looked_by(workspace: Workspace) -> None:
    norm = next(each for each in workspace.norms if each.valid_from > date(2020, 1, 1))
    told = []
    for as_of in (None, AsOf(date(2019, 12, 31))):
        workspace.as_of = as_of
        with workspace.reading() as reader:
            told.append(reader.norms.at(norm.code, None, norm.province, norm.area) is not None)
            assert reader.norms.at(norm.code, norm.valid_from, norm.province, norm.area)
    assert told == [norm.covers(date.today()), False]


@pytest.mark.parametrize("as_of", [None, BEFORE, AFTER])
def test_that_a_former_commune_matches_its_own_money_wherever_it_was_booked(
    spent: Workspace, as_of: AsOf | None
) -> None:
    with spent.writing("Đối ứng") as writing:
        for place in (KEO_LOM, TOWN):
            writing.save(MatchDuty(place=place, year=2024, ratio=Decimal(10), basis="NQ"))
    spent.as_of = as_of
    board = read_capital(spent, "", 2024, TODAY)
    asked = {board.places[duty.place]: found.required for duty, found in board.duties}
    assert asked == {"Xã Keo Lôm": 10_700_000, "Thị trấn Điện Biên Đông": 6_000_000}
