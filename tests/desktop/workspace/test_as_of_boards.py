"""The pages of capital, indicators, obstacles and one household, by the boundaries of a day."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.declare.reading import Condition
from desktop.shared import (
    CapitalFact,
    Household,
    IndicatorDefinition,
    IndicatorValue,
    Obstacle,
    ProgrammeLine,
)
from desktop.shared.place_events import unit_id
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf
from desktop.workspace.capital_board import read_capital
from desktop.workspace.indicator_board import REPORTED, read_board
from desktop.workspace.obstacle_board import read_obstacles
from desktop.workspace.stories import read_story

KEO_LOM, TOWN = unit_id("03376", "commune", None), unit_id("03203", "commune", None)
NA_SON = unit_id("03203", "commune", date(2025, 7, 1))
BEFORE, AFTER = AsOf(date(2025, 6, 30)), AsOf(date(2025, 7, 1))
TODAY = date(2026, 11, 22)


def fact(line: str, place: str, month: int, assigned: int, disbursed: int, **more: str) -> CapitalFact:
    return CapitalFact(
        line=line,
        place=place,
        capital_kind="investment",
        source="central",
        plan_year=2024,
        budget_year=2024,
        as_of=date(2024, month, 28),
        assigned=assigned,
        disbursed=disbursed,
        **more,
    )


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
