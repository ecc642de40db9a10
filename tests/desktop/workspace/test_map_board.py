"""A map: each place alone, by the boundaries looked by; sums, verdicts and the way to the records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as Dec
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.declare.indicators import Indicator, Measured
from desktop.declare.reading import Condition, Reader, Where
from desktop.shared import Household, IndicatorDefinition, IndicatorValue, Place
from desktop.shared.place_events import unit_id
from desktop.testing import sound_example
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf
from desktop.workspace.map_board import (
    Choice,
    Dot,
    MapBoard,
    classes_of,
    colours,
    read_map,
    sentence_of,
    sizes,
)

NEW_UNITS = date(2025, 7, 1)
NA_SON, TOWN = unit_id("03203", "commune", NEW_UNITS), unit_id("03203", "commune", None)
MUONG_NHE = unit_id("03160", "commune", NEW_UNITS)
MONG = Condition("ethnicity", "is", "hmong")


def count_mong(reader: Reader, where: Where) -> Measured:
    return Measured(reader.count(Household, [*where, MONG]))


def fail(reader: Reader, where: Where) -> Measured:
    raise ZeroDivisionError


@pytest.fixture
def country(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Three households of today's Na Son, two of the town it came from, one of Mường Nhé; four are Mông."""
    example = sound_example(workspace, Household)
    groups = ("hmong", "hmong", "thai", "hmong", "thai", "hmong")
    places = (NA_SON, NA_SON, NA_SON, TOWN, TOWN, MUONG_NHE)
    with workspace.writing("Hộ") as writing:
        writing.save_all(
            [
                example.changed(head_name=f"Vàng A {number}", commune=place, ethnicity=group)
                for number, (place, group) in enumerate(zip(places, groups, strict=True))
            ]
        )
    made = [Indicator("mong", "Hộ Mông", "hộ", count_mong), Indicator("broken", "Hỏng", "hộ", fail)]
    monkeypatch.setattr(workspace.catalog, "indicators", made)
    return workspace


def drawn(
    workspace: Workspace, colour: str = "computed:mong", size: str = "Household", **asked: Any
) -> MapBoard:
    of_colour = next(one for one in colours(workspace) if one.name == colour)
    of_size = next((one for one in sizes(workspace) if one.name.endswith(size)), Choice("", "", ""))
    return read_map(workspace, of_colour, of_size, **asked)


def told(board: MapBoard) -> dict[str, tuple[int, Dec | None]]:
    return {dot.place: (dot.count, dot.value) for dot in board.dots if dot.count}


def test_that_each_place_stands_with_its_records_and_its_figure(country: Workspace) -> None:
    board = drawn(country)
    assert told(board) == {NA_SON: (3, 2), TOWN: (2, 1), MUONG_NHE: (1, 1)}
    beside = [dot for dot in board.dots if not dot.count]
    assert beside and all(dot.value is None and dot.spot for dot in beside)
    assert sentence_of(board, str) == "Cao nhất: Xã Na Son (2); thấp nhất: 2 nơi (1)."


def test_that_a_dot_leads_to_the_records_its_figure_is_made_of(country: Workspace) -> None:
    dot = next(dot for dot in drawn(country).dots if dot.place == NA_SON)
    assert dot.over is Household
    with country.store.reading() as reader:
        assert reader.count(Household, dot.where) == dot.value == 2


def test_that_a_figure_of_none_leads_to_what_makes_the_size(
    country: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count_dao(reader: Reader, where: Where) -> Measured:
        return Measured(reader.count(Household, [*where, Condition("ethnicity", "is", "dao")]))

    monkeypatch.setattr(country.catalog, "indicators", [Indicator("dao", "Hộ Dao", "hộ", count_dao)])
    dot = next(dot for dot in drawn(country, "computed:dao").dots if dot.place == NA_SON)
    assert dot.value == 0 and dot.over is Household
    with country.store.reading() as reader:
        assert reader.count(Household, dot.where) == dot.count == 3


def test_that_a_map_is_drawn_by_the_boundaries_of_a_day(country: Workspace) -> None:
    country.as_of = AsOf(NEW_UNITS)
    board = drawn(country)
    assert told(board) == {NA_SON: (5, 3), MUONG_NHE: (1, 1)}
    dot = board.dots[0]
    with country.reading() as reader:
        assert reader.count(Household, dot.where) == dot.value
    country.as_of = AsOf(NEW_UNITS, "province")
    ((count, value),) = told(drawn(country)).values()
    assert (count, value) == (6, 4)


def test_that_only_what_lies_in_a_place_is_drawn(country: Workspace) -> None:
    country.as_of = AsOf(NEW_UNITS)
    where = [Condition("commune", "is", NA_SON)]
    board = drawn(country, place=NA_SON, where=where)
    assert [(dot.place, dot.count) for dot in board.dots] == [(NA_SON, 5)]
    assert told(drawn(country, place=NA_SON, where=[*where, MONG])) == {NA_SON: (3, 3)}


def test_that_a_place_without_coordinates_is_named(country: Workspace) -> None:
    with country.store.reading() as reader:
        place = reader.get(Place, MUONG_NHE)
    assert place is not None
    country.save(place.changed(latitude=None))
    board = drawn(country)
    assert [dot.place for dot in board.lost] == [MUONG_NHE]
    assert "1 nơi chưa có tọa độ nên không có trên bản đồ: Xã Mường Nhé." in sentence_of(board, str)


def test_that_an_indicator_that_fails_leaves_an_empty_map(country: Workspace) -> None:
    board = drawn(country, "computed:broken")
    assert board.told == [] and sentence_of(board, str) == "Chưa có số liệu nào để vẽ."


def test_that_a_place_an_indicator_fails_at_takes_no_figure_from_the_others(
    country: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail_at_some(reader: Reader, where: Where) -> Measured:
        return Measured(6 // (reader.count(Household, where) - 1))

    made = [Indicator("mong", "Hộ Mông", "hộ", fail_at_some)]
    monkeypatch.setattr(country.catalog, "indicators", made)
    assert {dot.place: dot.value for dot in drawn(country).told} == {NA_SON: 3, TOWN: 6}
    assert len(caplog.records) == 1


def test_that_a_reported_figure_is_judged_at_each_place(country: Workspace) -> None:
    with country.store.reading() as reader:
        roads = next(reader.rows(IndicatorDefinition, [Condition("code", "is", "I05")]))
    values = {"year": 2025, "period": "year", "edition": "official", "indicator": roads.id}
    for place, figure in ((NA_SON, 64), (MUONG_NHE, 91)):
        country.save(IndicatorValue(**values, place=place, value=Dec(figure)))
    board = drawn(country, roads.id or "")
    dots = {dot.place: dot for dot in board.told}
    assert board.year == 2025
    assert [(dots[place].value, dots[place].judged) for place in (NA_SON, MUONG_NHE)] == [
        (64, "not_met"),
        (91, "exceeded"),
    ]
    assert dots[NA_SON].over is IndicatorValue
    with country.store.reading() as reader:
        assert [row.value for row in reader.rows(IndicatorValue, dots[NA_SON].where)] == [64]


def test_that_dots_may_all_be_alike(country: Workspace) -> None:
    board = drawn(country, size="-")
    assert {dot.count for dot in board.dots} == {0}
    assert {dot.place: dot.value for dot in board.told} == {NA_SON: 2, TOWN: 1, MUONG_NHE: 1}


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), max_size=60), st.integers(1, 7))
def test_that_every_value_is_in_one_class_and_equal_ones_stay_together(values: list[Dec], most: int) -> None:
    found = classes_of(values, most)
    assert len(found) <= most
    for value in values:
        assert sum(low <= value <= high for low, high in found) == 1
    assert all(found[at][1] < found[at + 1][0] for at in range(len(found) - 1))


def test_that_dots_without_figure_are_told_last() -> None:
    nothing = Choice("", "", "")
    dots = (Dot("a", "A", (1.0, 2.0)), Dot("b", "B", (1.0, 2.0), value=Dec(1)))
    assert [dot.name for dot in MapBoard(nothing, nothing, dots).told] == ["B"]
