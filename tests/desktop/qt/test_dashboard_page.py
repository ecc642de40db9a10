"""The dashboard: cards pinned elsewhere stand here in the office's own order and sizes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.declare.problems import Refusal
from desktop.qt.chart_card import ChartCard
from desktop.qt.chart_page import ChartPage
from desktop.qt.dashboard_page import DashboardPage
from desktop.qt.home_page import HomePage
from desktop.qt.indicator_page import BOARD, IndicatorPage
from desktop.qt.page import Page, Route
from desktop.qt.score_card import ScoreCard
from desktop.qt.tasks import Tasks
from desktop.shared.pinned import CHART, INDICATORS, SMALL, WIDE
from desktop.shared.standings import Standing
from desktop.workspace import Workspace, dashboard
from desktop.workspace.indicator_board import IndicatorBoard

NAMES = ("cost_by_village", "present_by_topic", "indicators_met")


class _Told(QObject):
    """Brings what was written to the window's thread, as the frame does."""

    came = Signal(object)


def _listen(page: Page) -> None:
    told = _Told(page)
    told.came.connect(page.records_changed)
    page.workspace.subscribe(told.came.emit)


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, tasks: Tasks, settled: Callable[[], None]) -> DashboardPage:
    for name in NAMES:
        dashboard.pin(filled, CHART, name, name)
    made = DashboardPage(filled, tasks)
    _listen(made)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("dashboard"))
    settled()
    return made


def _places(page: DashboardPage) -> list[tuple[str, tuple[int, ...]]]:
    found = []
    for place in range(page.grid.count()):
        card = page.grid.itemAt(place).widget()
        name = next(key[1] for key, slot in page.slots.items() if slot.card is card)
        found.append((name, page.grid.getItemPosition(place)))
    return found


def test_that_pinned_cards_stand_two_a_row_in_their_order(page: DashboardPage) -> None:
    assert _places(page) == [
        ("cost_by_village", (0, 0, 1, 1)),
        ("present_by_topic", (0, 1, 1, 1)),
        ("indicators_met", (1, 0, 1, 1)),
    ]
    assert page.counts.text() == "3 thẻ"


def test_that_in_a_narrow_window_each_card_takes_the_row(page: DashboardPage) -> None:
    page.resize(640, 650)
    assert [place for _name, place in _places(page)] == [(row, 0, 1, 2) for row in range(3)]
    page.resize(1158, 650)
    assert [place for _name, place in _places(page)][1] == (0, 1, 1, 1)


def test_that_the_scoreboard_keeps_its_parts_together_beside_a_higher_card(
    qtbot: QtBot, dressed: None
) -> None:
    card = ScoreCard()
    qtbot.addWidget(card)
    title = "I05 Thôn có đường ô tô đến trung tâm được cứng hóa"
    standing = Standing("year", title, "% số thôn", None, judged="met")
    card.show_board(IndicatorBoard(2025, (), (standing,)))
    card.resize(520, 700)
    card.show()
    qtbot.waitUntil(lambda: card.table.verticalScrollBar().maximum() == 0)
    below = card.table.mapTo(card, QPoint()).y() - card.title.geometry().bottom()
    assert below < 3 * card.unit.height()
    assert card.table.horizontalScrollBar().maximum() == 0


def test_that_a_card_is_moved_by_its_buttons_and_stays_the_same(
    qtbot: QtBot, page: DashboardPage, settled: Callable[[], None]
) -> None:
    slot = page.slots[CHART, "indicators_met"]
    assert not slot.later.isEnabled()
    with qtbot.waitSignal(page.says) as said:
        qtbot.mouseClick(slot.earlier, Qt.MouseButton.LeftButton)
    settled()
    assert [name for name, _place in _places(page)] == [
        "cost_by_village",
        "indicators_met",
        "present_by_topic",
    ]
    assert page.slots[CHART, "indicators_met"].card is slot.card
    page.workspace.undo(said.args[0].change_set)
    assert [name for name, _place in _places(page)] == list(NAMES)


def test_that_a_wide_card_takes_the_row_and_a_small_one_its_first_labels(
    page: DashboardPage, settled: Callable[[], None]
) -> None:
    page.slots[CHART, "present_by_topic"].sizes[WIDE].trigger()
    settled()
    assert [place for _name, place in _places(page)] == [(0, 0, 1, 1), (1, 0, 1, 2), (0, 1, 1, 1)]
    page.slots[CHART, "cost_by_village"].sizes[SMALL].trigger()
    settled()
    assert page.slots[CHART, "cost_by_village"].sizes[SMALL].isChecked()
    sizes = [card.size for card in dashboard.pinned_cards(page.workspace)]
    assert sizes == [SMALL, WIDE, "medium"]


def test_that_a_card_taken_off_is_gone_and_an_empty_page_says_how(
    qtbot: QtBot, page: DashboardPage, settled: Callable[[], None]
) -> None:
    for name in NAMES:
        page.slots[CHART, name].card.pin_action.trigger()
        settled()
    assert page.slots == {} and page.empty.isVisible()
    with qtbot.waitSignal(page.wants) as wanted:
        page.empty.findChildren(QPushButton)[0].click()
    assert wanted.args[0].page == "charts"


def test_that_a_bar_of_the_dashboard_leads_to_its_records(
    qtbot: QtBot, page: DashboardPage, course: Any
) -> None:
    card = page.slots[CHART, "cost_by_village"].card
    assert isinstance(card, ChartCard)
    with qtbot.waitSignal(page.wants) as wanted:
        card.chosen.emit(card.view.marks()[0])
    assert wanted.args[0].record_type is course


def test_that_the_year_is_asked_of_all_cards(page: DashboardPage, settled: Callable[[], None]) -> None:
    years = page.filter.year
    years.setCurrentIndex(years.findData(2024))
    years.activated.emit(years.currentIndex())
    settled()
    card = page.slots[CHART, "cost_by_village"].card
    assert isinstance(card, ChartCard) and not card.view.isVisible()


def test_that_the_scoreboard_is_pinned_from_its_page(
    qtbot: QtBot, page: DashboardPage, settled: Callable[[], None]
) -> None:
    board = IndicatorPage(page.workspace, page.tasks)
    _listen(board)
    qtbot.addWidget(board)
    board.pin_button.click()
    settled()
    assert board.pin_button.text() == "Bỏ ghim khỏi Bảng theo dõi"
    card = page.slots[INDICATORS, BOARD].card
    assert isinstance(card, ScoreCard) and card.sentence.text()
    with qtbot.waitSignal(page.says) as said:
        card.kept.emit("nơi/bảng chỉ tiêu.png")
    assert said.args[0].text == "Đã lưu hình bảng chỉ tiêu.png"
    card.refused.emit(Refusal("Không ghi được tệp “a.png”."))
    assert page.notice.isVisible()


def test_that_a_chart_pinned_on_its_page_comes_to_the_dashboard_and_the_start_page(
    qtbot: QtBot, filled: Workspace, tasks: Tasks, settled: Callable[[], None]
) -> None:
    charts, home = ChartPage(filled, tasks), HomePage(filled, tasks)
    for each in (charts, home):
        qtbot.addWidget(each)
        each.show()
        each.opened(Route(each.name))
        _listen(each)
    settled()
    card = charts.cards["cost_by_village"]
    assert card.pin_action.text() == "Ghim lên Bảng theo dõi"
    card.pin_action.trigger()
    settled()
    assert card.pin_action.text() == "Bỏ ghim khỏi Bảng theo dõi"
    shown = [home.charts.itemAt(place).widget().question for place in range(home.charts.count())]
    assert shown == ["Chi bao nhiêu tiền cho từng bản?"]
    assert [chart.name for chart in dashboard.pinned_charts(filled)] == ["cost_by_village"]
