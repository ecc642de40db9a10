"""The start page: what there is, what to do, and three steps where there is nothing yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.declare.components import Change
from desktop.declare.dates import PartialDate
from desktop.qt import first_steps, home_page
from desktop.qt.home_page import HomePage, leading
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.shared import Household
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace


@pytest.fixture
def opened(qtbot: QtBot, tasks: Tasks, settled: Callable[[], None]) -> Callable[[Workspace], HomePage]:
    def open_on(workspace: Workspace) -> HomePage:
        page = HomePage(workspace, tasks)
        qtbot.addWidget(page)
        page.resize(1158, 650)
        page.show()
        page.opened(Route("home"))
        settled()
        return page

    return open_on


def texts(layout: Any) -> list[str]:
    found = (layout.itemAt(place).widget() for place in range(layout.count()))
    return [widget.text() for widget in found if isinstance(widget, QLabel | QPushButton)]


def test_that_an_empty_database_shows_three_steps(
    qtbot: QtBot, opened: Callable[[Workspace], HomePage], school: Workspace
) -> None:
    page = opened(school)
    assert page.steps.isVisible()
    step = next(one for one in page.steps.findChildren(QPushButton) if one.objectName() == "primary")
    with qtbot.waitSignal(page.wants) as wanted:
        qtbot.keyClick(step, Qt.Key.Key_Space)
    assert wanted.args[0].page == "import"


def test_that_the_sample_opens_in_a_window_of_its_own(
    opened: Callable[[Workspace], HomePage], school: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(first_steps.QProcess, "startDetached", lambda program, words: started.append(words))
    page = opened(school)
    page.steps.findChildren(QPushButton)[-1].click()
    assert started == [["-m", "desktop", "--demo"]]


def test_that_the_sample_list_opens_on_the_import_page(
    qtbot: QtBot, opened: Callable[[Workspace], HomePage], school: Workspace
) -> None:
    page = opened(school)
    button = next(
        one for one in page.steps.findChildren(QPushButton) if one.text() == "Thử với danh sách mẫu"
    )
    with qtbot.waitSignal(page.wants) as wanted:
        button.click()
    assert (wanted.args[0].page, wanted.args[0].files[0].name) == ("import", "danh-sach-nha-o.xlsx")


def test_that_what_blocks_is_counted_named_and_led_to(
    opened: Callable[[Workspace], HomePage], filled: Workspace, qtbot: QtBot
) -> None:
    page = opened(filled)
    assert not page.steps.isVisible()
    told = texts(page.work)
    assert "2" in told and "Số nữ … không thể lớn hơn số người dự … (T-01)" in told
    assert "điểm cần xem lại trước khi duyệt" in told
    assert "thành phần không nạp được" in told
    first = next(one for one in page.findChildren(QPushButton) if one.text() == "Xem")
    with qtbot.waitSignal(page.wants) as wanted:
        first.click()
    assert (wanted.args[0].page, wanted.args[0].text) == ("problems", "T-01")


def test_that_records_are_counted_by_type_and_led_to(
    opened: Callable[[Workspace], HomePage], filled: Workspace, course: Any, qtbot: QtBot
) -> None:
    page = opened(filled)
    assert "9 hồ sơ" in page.counts.text()
    told = texts(page.stock)
    assert told[told.index("Các lớp học") : told.index("Các lớp học") + 2] == ["Các lớp học", "9"]
    link = next(one for one in page.findChildren(QPushButton) if one.text() == "Các lớp học")
    with qtbot.waitSignal(page.wants) as wanted:
        link.click()
    assert wanted.args[0].record_type is course


def test_that_a_component_the_office_does_not_work_with_is_not_told_of(
    opened: Callable[[Workspace], HomePage],
    filled: Workspace,
    course: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(home_page, "left_out", lambda _workspace: frozenset({course.component}))
    page = opened(filled)
    assert not page.steps.isVisible()
    assert "Các lớp học" not in texts(page.stock)
    assert not any(told.startswith("T-01") for told in texts(page.work))
    assert page.charts.count() == 0


def test_that_pairs_alike_by_name_or_by_number_wait_on_the_start_page(
    opened: Callable[[Workspace], HomePage], filled: Workspace, qtbot: QtBot
) -> None:
    told: dict[str, Any] = {"commune": na_son(filled), "identity_number": None, "class_year": 2025}
    with filled.writing("Thử") as writing:
        for name, year, number in (
            ("Sùng A Páo", 1983, None), ("Sùng Páo", 1983, None),
            ("Lò Văn Hai", 1990, "N-1"), ("Lò Văn Hay", 1970, "N-1"),
        ):  # fmt: skip
            own = {"head_name": name, "birth": PartialDate(year), "external_number": number}
            writing.save(sound_example(filled, Household, **told, **own))
    page = opened(filled)
    lines = texts(page.work)
    place = lines.index("hồ sơ có thể là một với hồ sơ khác, chờ xem")
    assert lines[place - 1] == "2"
    ways = [one for one in page.findChildren(QPushButton) if "có thể là một" in one.accessibleName()]
    with qtbot.waitSignal(page.wants) as wanted:
        ways[0].click()
    assert wanted.args[0].page == "doubles"


def test_that_a_chart_that_fails_leaves_the_others_standing(
    opened: Callable[[Workspace], HomePage], filled: Workspace
) -> None:
    page = opened(filled)
    cards = [page.charts.itemAt(place).widget() for place in range(page.charts.count())]
    assert [card.view.isVisibleTo(page) for card in cards] == [True, True, False]
    assert "broken" in cards[2].sentence.text()


def test_that_the_charts_a_leader_asks_for_come_first(workspace: Workspace) -> None:
    charts = leading(workspace.charts())
    assert [chart.over.__name__ for chart in charts[:2]] == ["CapitalFact", "IndicatorValue"]
    assert charts[2].is_stuck
    assert charts[3].over.supports
    assert sorted(chart.name for chart in charts) == sorted(chart.name for chart in workspace.charts())


def test_that_a_list_kept_by_a_name_does_not_count_everything_again(
    opened: Callable[[Workspace], HomePage], filled: Workspace, tasks: Tasks
) -> None:
    page = opened(filled)
    page.records_changed([Change("shared", "SavedView", "", "new")])
    assert tasks.running() == []
    page.records_changed([Change("shared", "PinnedCard", "", "new")])
    assert len(tasks.running()) == 1


def test_that_what_comes_with_the_program_is_no_work_of_the_office(
    opened: Callable[[Workspace], HomePage], workspace: Workspace
) -> None:
    page = opened(workspace)
    assert page.steps.isVisible()
    assert page.counts.text() == "Chưa có hồ sơ"
