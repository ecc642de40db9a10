"""Charts of all components: asked in the background, each bar leading to its records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.qt.chart_page import ChartPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace


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
    assert [card.question for card in page.cards][:2] == [
        "Bao nhiêu người dự theo chủ đề?",
        "Chi bao nhiêu tiền cho từng bản?",
    ]
    assert page.cards[1].unit.text() == "Đơn vị: triệu đồng"
    assert page.cards[1].sentence.text()


def test_that_a_bar_leads_to_the_records_it_counts(qtbot: QtBot, page: ChartPage, course: Any) -> None:
    view = page.cards[1].view
    mark = next(one for one in view.marks() if one.reading.startswith("Bản B"))
    with qtbot.waitSignal(page.wants) as wanted:
        page.cards[1].chosen.emit(mark.where)
    route = wanted.args[0]
    assert route.record_type is course
    with page.workspace.store.reading() as reader:
        found = list(reader.rows(course, route.where))
    assert {one.village for one in found} == {"Bản B"}
    assert sum(one.cost for one in found) == mark.end * 1_000_000


def test_that_a_chart_that_raises_says_so_in_its_card_alone(page: ChartPage) -> None:
    assert "broken" in page.cards[2].sentence.text()
    assert not page.cards[2].view.isVisible()


def test_that_a_write_draws_again_only_what_is_looked_at(
    page: ChartPage, course: Any, settled: Callable[[], None]
) -> None:
    page.hide()
    page.records_changed([])
    settled()
    before = page.cards
    page.show()
    page.opened(Route("charts"))
    settled()
    assert page.cards is not before
