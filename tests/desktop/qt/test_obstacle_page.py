"""What stands in the way: counted from the records, written as a paragraph, led on to the very records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.qt.obstacle_page import ObstaclePage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.shared import Household, Obstacle
from desktop.shared.norm_conflicts import NormConflict
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from desktop.workspace.obstacle_board import ObstacleBoard


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, tasks: Tasks) -> ObstaclePage:
    commune = na_son(filled)
    filled.save(sound_example(filled, Household, head_name="Vàng A Dế", commune=commune, members=7))
    given: dict[str, Any] = {"place": commune, "cause": "land_papers", "level": "province"}
    held = {"record_type": "shared.Household", "records": "members >= 7"}
    filled.save(Obstacle(name="Thiếu đất ở", question="Cho phép xác nhận đất ở.", **given, **held))
    filled.save(Obstacle(name="Bộ lọc hỏng", record_type="shared.Household", records="xyz = 1", **given))
    made = ObstaclePage(filled, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    return made


def row_of(page: ObstaclePage, name: str) -> int:
    return next(row for row, held in enumerate(page.board.held) if held.obstacle.name == name)


def test_that_the_records_held_up_are_those_counted(page: ObstaclePage, settled: Callable[[], None]) -> None:
    went: list[Route] = []
    page.wants.connect(went.append)
    page.opened(Route("obstacles"))
    settled()
    row = row_of(page, "Thiếu đất ở")
    held = page.board.held[row].affected
    assert held is not None and held.records >= 1
    page.table.stand_on(row)
    page.records.click()
    assert went[0].record_type is Household
    with page.workspace.store.reading() as reader:
        assert reader.count(Household, went[0].where) == held.records
    page.record.click()
    assert went[1].record == page.board.held[row].obstacle.id


def test_that_a_filter_that_does_not_fit_says_so(page: ObstaclePage, settled: Callable[[], None]) -> None:
    page.opened(Route("obstacles"))
    settled()
    row = row_of(page, "Bộ lọc hỏng")
    page.table.stand_on(row)
    assert page.table.model().index(row, 4).data() == "chưa tính được"
    assert not page.records.isEnabled() and page.record.isEnabled()


def test_that_the_paragraph_is_copied_as_it_is_shown(page: ObstaclePage, settled: Callable[[], None]) -> None:
    page.opened(Route("obstacles"))
    settled()
    page.copy.click()
    said = QGuiApplication.clipboard().text()
    assert said == page.text.toPlainText()
    assert "- Tỉnh: Cho phép xác nhận đất ở." in said


def test_that_the_paragraph_leads_to_what_it_speaks_of(
    page: ObstaclePage, settled: Callable[[], None]
) -> None:
    went: list[Route] = []
    page.wants.connect(went.append)
    page.opened(Route("obstacles"))
    settled()
    held = page.board.held[row_of(page, "Thiếu đất ở")]
    for kind in ("records", "obstacle"):
        page.text.anchorClicked.emit(QUrl(f"{kind}:{held.obstacle.id}"))
        assert f'href="{kind}:{held.obstacle.id}"' in page.text.toHtml()
    assert held.affected is not None
    assert went[0].where == held.affected.where and went[1].record == held.obstacle.id


def test_that_a_question_that_was_asked_is_no_longer_offered(page: ObstaclePage) -> None:
    open_question = NormConflict("Hai văn bản", "VD.9: Điều 5; Mục III", "Đề nghị hướng dẫn áp dụng mức nào.")
    page._show(ObstacleBoard(conflicts=(open_question,)))
    assert page.notice.isVisible()
    page._show(ObstacleBoard())
    assert not page.notice.isVisible()


def test_that_the_list_is_as_high_as_its_rows_and_the_paragraph_ends_with_a_line(
    page: ObstaclePage, settled: Callable[[], None]
) -> None:
    page.opened(Route("obstacles"))
    settled()
    assert page.table.verticalScrollBar().maximum() == 0
    assert page.text.height() > page.table.height()
    margin = round(page.text.document().documentMargin())
    assert (page.text.viewport().height() - margin) % page.text.fontMetrics().lineSpacing() == 0


def test_that_a_page_without_obstacles_offers_the_first_one(
    qtbot: QtBot, workspace: Workspace, tasks: Tasks, settled: Callable[[], None]
) -> None:
    made = ObstaclePage(workspace, tasks)
    qtbot.addWidget(made)
    made.show()
    made.opened(Route("obstacles"))
    settled()
    assert made.empty.isVisible() and not made.table.isVisible()
    with qtbot.waitSignal(made.wants) as wanted:
        made.empty.act.click()
    assert (wanted.args[0].record_type, wanted.args[0].new) == (Obstacle, True)
