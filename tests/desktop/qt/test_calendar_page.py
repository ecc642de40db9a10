"""Who owes what by when: the most pressing first, the year planned once, each line a way to its record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.qt.calendar_page import CalendarPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.shared import Office, ReportingDuty, ReportingPeriod, SupervisionVisit
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace

TODAY = date.today()


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, tasks: Tasks) -> CalendarPage:
    made = CalendarPage(filled, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    return made


def cells(page: CalendarPage, column: int) -> list[str]:
    model = page.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def owe(workspace: Workspace, name: str, days: int, **more: Any) -> None:
    day = TODAY + timedelta(days=days)
    span = {"period_start": day - timedelta(days=20), "period_end": day, "cutoff_on": day, "due_on": day}
    given = {"name": name, "state": "open", "place": na_son(workspace), **span, **more}
    workspace.save(sound_example(workspace, ReportingPeriod, **given))


def test_that_a_calendar_without_an_office_says_what_to_do(
    page: CalendarPage, settled: Callable[[], None]
) -> None:
    page.opened(Route("calendar"))
    settled()
    assert "Chọn đơn vị sử dụng" in page.empty.text.text() and not page.hint.isVisible()
    went: list[Route] = []
    page.wants.connect(went.append)
    page.empty.act.click()
    assert went[0].page == "office"
    assert not page.plan.isVisible()


def test_that_what_is_late_stands_on_top_and_opens(page: CalendarPage, settled: Callable[[], None]) -> None:
    owe(page.workspace, "Đã gửi", -2, state="sent", sent_on=TODAY - timedelta(days=3))
    owe(page.workspace, "Quá rồi", -1)
    owe(page.workspace, "Sắp tới", 0)
    visit = SupervisionVisit(
        place=na_son(page.workspace),
        visited_on=TODAY - timedelta(days=40),
        subject="Nhà ở",
        recommendation="Bổ sung giấy tờ đất",
        answerable="Phòng Kinh tế",
        due_on=TODAY - timedelta(days=5),
        state="open",
    )
    page.workspace.save(visit)
    went: list[Route] = []
    page.wants.connect(went.append)
    page.opened(Route("calendar"))
    settled()
    shown = [
        name for name in cells(page, 3) if name in ("Bổ sung giấy tờ đất", "Quá rồi", "Sắp tới", "Đã gửi")
    ]
    assert shown == ["Bổ sung giấy tờ đất", "Quá rồi", "Sắp tới", "Đã gửi"]
    assert cells(page, 0)[0] == "Quá hạn"
    assert (cells(page, 2)[0], cells(page, 4)[0]) == ("quá 5", "Phòng Kinh tế")
    assert "2 quá hạn" in page.counts.text()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert went[0].record_type is SupervisionVisit


def test_that_this_year_holds_all_that_waits(page: CalendarPage, settled: Callable[[], None]) -> None:
    far = TODAY + timedelta(days=400)
    begun = {"period_start": TODAY - timedelta(days=9), "period_end": far, "cutoff_on": far}
    owe(page.workspace, "Của năm trước", -400)
    owe(page.workspace, "Của năm sau", 400, **begun)
    owe(page.workspace, "Đã gửi năm trước", -400, state="sent", sent_on=TODAY)
    page.opened(Route("calendar"))
    settled()
    assert cells(page, 3)[:2] == ["Của năm trước", "Của năm sau"]
    assert "Đã gửi năm trước" not in cells(page, 3)
    page.filter.year.setCurrentText(str(TODAY.year))
    page.reload()
    settled()
    assert "Của năm trước" not in cells(page, 3)


def test_that_a_year_is_planned_once(page: CalendarPage, settled: Callable[[], None]) -> None:
    office = Office(level="commune", commune=na_son(page.workspace), name="UBND xã Na Son")
    page.workspace.save(office)
    page.opened(Route("calendar"))
    settled()
    assert page.plan.isVisible()
    said: list[Any] = []
    page.says.connect(said.append)
    page.plan.click()
    settled()
    assert not page.plan.isVisible()
    assert said[0].change_set is not None
    with page.workspace.store.reading() as reader:
        duties = {each.id: each.owed_by for each in reader.rows(ReportingDuty)}
        planned = list(reader.rows(ReportingPeriod))
    assert {duties[each.duty] for each in planned} == {"commune", "unit"}
    assert len(cells(page, 0)) > 10
    page.workspace.undo(said[0].change_set)
    page.reload()
    settled()
    assert page.plan.isVisible()
