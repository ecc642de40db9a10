"""The scoreboard: a verdict with its figures, why it is so, and the way to what stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal as Dec
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Condition
from desktop.qt.indicator_page import IndicatorPage, part_sentences
from desktop.qt.page import Route
from desktop.qt.tasks import Task, Tasks
from desktop.shared import IndicatorDefinition, IndicatorValue, Obstacle
from desktop.shared.indicator_parts import IndicatorPart, PartScore
from desktop.testing import na_son
from desktop.workspace import Workspace


@pytest.fixture
def roads(filled: Workspace) -> str:
    with filled.store.reading() as reader:
        found = next(reader.rows(IndicatorDefinition, [Condition("code", "is", "I05")]))
    return found.id or ""


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, tasks: Tasks) -> IndicatorPage:
    made = IndicatorPage(filled, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    return made


def value(workspace: Workspace, indicator: str, **values: Any) -> None:
    given = {"place": na_son(workspace), "year": 2025, "period": "year", "edition": "official", **values}
    workspace.save(IndicatorValue(indicator=indicator, **given))


def shown(page: IndicatorPage, row: int) -> list[str]:
    model = page.table.model()
    return [model.index(row, column).data() or "" for column in range(model.columnCount())]


def test_that_nothing_reported_says_what_would_be_here(
    page: IndicatorPage, settled: Callable[[], None]
) -> None:
    page.opened(Route("indicators"))
    settled()
    assert page.hint.isVisible()


def test_that_a_missed_target_says_how_far_and_why(
    page: IndicatorPage, roads: str, settled: Callable[[], None]
) -> None:
    value(page.workspace, roads, value=Dec(64), year=2024)
    value(page.workspace, roads, value=Dec("66.5"))
    stuck = {"place": na_son(page.workspace), "cause": "procedure", "level": "province"}
    obstacle = page.workspace.save(Obstacle(name="Chưa giao mặt bằng", indicator=roads, **stuck))
    went: list[Route] = []
    page.wants.connect(went.append)
    page.opened(Route("indicators"))
    settled()
    assert shown(page, 0)[0] == "Số liệu năm 2025"
    row = shown(page, 1)
    assert row[0] == "Không đạt" and row[1].startswith("I05")
    assert (row[3], row[4], row[6], row[7], row[10]) == ("≥ 70", "66,5", "+2,5", "3,5", "1")
    assert "còn thiếu 3,5" in page.about.text()
    way = page.links.itemAt(1).widget()
    assert isinstance(way, QPushButton) and way.text() == "Chưa giao mặt bằng"
    way.click()
    assert went[0].record == obstacle.id
    page.table.entered.emit(1)
    with page.workspace.store.reading() as reader:
        assert [each.value for each in reader.rows(IndicatorValue, went[1].where)] == [Dec("66.5")]


def test_that_half_a_year_is_forecast(page: IndicatorPage, roads: str, settled: Callable[[], None]) -> None:
    value(page.workspace, roads, value=Dec(64), year=2024)
    value(page.workspace, roads, value=Dec(66), period="half")
    page.opened(Route("indicators"))
    settled()
    assert shown(page, 1)[8] == "68,01"
    assert "Giữ đà này thì cả năm 68,01." in page.about.text()


def test_that_what_is_only_counted_leads_nowhere(page: IndicatorPage, settled: Callable[[], None]) -> None:
    went: list[Route] = []
    page.wants.connect(went.append)
    page.opened(Route("indicators"))
    settled()
    for row in range(len(page.table.rows())):
        page.table.entered.emit(row)
    assert went == []


def test_that_only_the_row_stood_on_is_asked_by_sex_and_people(
    page: IndicatorPage, roads: str, settled: Callable[[], None]
) -> None:
    women, men = ({"sex": sex, "value": Dec(figure)} for sex, figure in (("female", 60), ("male", 70)))
    parts = [IndicatorPart(**women), IndicatorPart(**men)]
    value(page.workspace, roads, value=Dec(66), parts=parts)
    page.opened(Route("indicators"))
    settled()
    asked: list[Task] = []
    page.tasks.began.connect(asked.append)
    for row, standing in enumerate(page._rows):
        if standing is None or standing.record_type is not IndicatorValue:
            page._explain(row)
    assert asked == []
    page._explain(1)
    page._explain(1)
    first, second = asked
    assert first.progress.cancelled() and not second.progress.cancelled()
    settled()
    assert "Theo giới: Nữ 60; Nam 70." in page.about.text()


def test_that_parts_worked_out_from_records_are_not_told_as_reported() -> None:
    women, hmong = (PartScore(name, name == "Nữ", Dec(2), 1, is_computed=True) for name in ("Nữ", "Hmông"))
    assert part_sentences([women, hmong]) == [
        "Theo giới, tính từ hồ sơ: Nữ 2.",
        "Theo dân tộc, tính từ hồ sơ: Hmông 2.",
    ]


def test_that_no_line_of_what_is_said_is_cut_and_no_page_is_taken_for_it(
    page: IndicatorPage, qtbot: QtBot, roads: str, settled: Callable[[], None]
) -> None:
    value(page.workspace, roads, value=Dec(64))
    page.opened(Route("indicators"))
    settled()

    def is_whole() -> bool:
        return page._why.height() >= page.about.heightForWidth(page.about.width())

    least = page._why.height()
    page.about.setText("Một câu dài nói về chỉ tiêu này. " * 24)
    page._why.fit()
    wide = page._why.height()
    assert wide >= least and is_whole()
    page.resize(800, 650)
    qtbot.waitUntil(lambda: page._why.height() > wide)
    assert is_whole()
    page.resize(1158, 650)
    qtbot.waitUntil(lambda: page._why.height() == wide)
    page.about.setText("Một dòng\n" * 90)
    page._why.fit()
    assert page._why.height() == page.height() // 2
    assert page._why.focusPolicy() is Qt.FocusPolicy.StrongFocus
    page.resize(1158, 500)
    assert page._why.height() == page.height() // 2
    page.about.setText("Một dòng")
    page.resize(1000, 500)
    qtbot.waitUntil(lambda: page._why.height() == least)
