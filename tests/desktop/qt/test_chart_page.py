"""Charts of all components: asked in the background, each bar leading to its records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.declare.components import Change
from desktop.qt.chart_page import ChartPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.shared.pinned import CHART
from desktop.workspace import Workspace, dashboard


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, tasks: Tasks, settled: Callable[[], None]) -> ChartPage:
    made = ChartPage(filled, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("charts"))
    settled()
    return made


def test_that_each_chart_has_a_card_with_question_unit_and_sentence(page: ChartPage) -> None:
    questions = [card.question for card in page.cards.values()]
    first = questions.index("Bao nhiêu người dự theo chủ đề?")
    assert questions[first + 1] == "Chi bao nhiêu tiền cho từng bản?"
    assert page.cards["cost_by_village"].unit.text() == "Đơn vị: triệu đồng"
    assert page.cards["cost_by_village"].sentence.text()


def test_that_a_bar_leads_to_the_records_it_counts(qtbot: QtBot, page: ChartPage, course: Any) -> None:
    view = page.cards["cost_by_village"].view
    mark = next(one for one in view.marks() if one.reading.startswith("Bản B"))
    with qtbot.waitSignal(page.wants) as wanted:
        page.cards["cost_by_village"].chosen.emit(mark)
    route = wanted.args[0]
    assert route.record_type is course
    with page.workspace.store.reading() as reader:
        found = list(reader.rows(course, route.where))
    assert {one.village for one in found} == {"Bản B"}
    assert sum(one.cost for one in found) == mark.end * 1_000_000


def test_that_a_chart_that_raises_says_so_in_its_card_alone(page: ChartPage) -> None:
    assert "broken" in page.cards["broken"].sentence.text()
    assert not page.cards["broken"].view.isVisible()


def test_that_a_write_is_drawn_in_the_same_cards(
    page: ChartPage, course: Any, settled: Callable[[], None]
) -> None:
    cards = dict(page.cards)
    with page.workspace.store.reading() as reader:
        first = next(one for one in reader.rows(course) if one.village == "Bản A")
    page.workspace.save(first.changed(cost=first.cost + 5_000_000))
    page.records_changed([])
    settled()
    assert page.cards == cards
    assert any("35 triệu" in mark.reading for mark in cards["cost_by_village"].view.marks())


def test_that_a_hidden_page_draws_only_when_it_is_opened(
    page: ChartPage, tasks: Tasks, settled: Callable[[], None]
) -> None:
    page.hide()
    page.records_changed([])
    assert tasks.running() == []
    page.show()
    page.opened(Route("charts"))
    assert len(tasks.running()) == 1
    settled()


def test_that_a_chart_pinned_elsewhere_offers_to_be_taken_off(page: ChartPage) -> None:
    dashboard.pin(page.workspace, CHART, "cost_by_village", "Chi bao nhiêu?")
    page.records_changed([Change("shared", "PinnedCard", "", "new")])
    assert page.cards["cost_by_village"].pin_action.text() == "Bỏ ghim khỏi Bảng theo dõi"
    dashboard.unpin(page.workspace, CHART, "cost_by_village", "Chi bao nhiêu?")
    page.records_changed([Change("shared", "PinnedCard", "", "deleted")])
    assert page.cards["cost_by_village"].pin_action.text() == "Ghim lên Bảng theo dõi"


def test_that_what_was_given_up_is_asked_again_once(
    page: ChartPage, tasks: Tasks, settled: Callable[[], None]
) -> None:
    page.reload()
    page.hide()
    tasks.running()[0].cancel()
    settled()
    page.show()
    page.opened(Route("charts"))
    (again,) = tasks.running()
    page.boundaries_changed()
    again.cancel()
    settled()
    page.opened(Route("charts"))
    assert tasks.running() == []


def test_that_a_page_without_any_figure_says_once_what_brings_them(
    qtbot: QtBot, workspace: Workspace, tasks: Tasks, settled: Callable[[], None]
) -> None:
    made = ChartPage(workspace, tasks)
    qtbot.addWidget(made)
    made.show()
    made.opened(Route("charts"))
    settled()
    assert made.empty.isVisible() and not any(card.isVisible() for card in made.cards.values())
    with qtbot.waitSignal(made.wants) as wanted:
        made.empty.act.click()
    assert wanted.args[0].page == "import"
