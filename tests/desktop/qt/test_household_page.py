"""One household and its support: found by the keyboard alone, shown with sums, led on to each record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.declare.components import Change
from desktop.declare.records import Record
from desktop.qt.household_page import HouseholdPage
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.qt.tasks import Tasks
from desktop.shared import EarlierSupport, Household, Person
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace


@pytest.fixture
def home(filled: Workspace) -> str:
    example = sound_example(filled, Household, head_name="Vàng A Dế", village="Bản Na Phát")
    home = filled.save(example).id or ""
    filled.save(Person(full_name="Sùng Thị Mỷ", relation="wife", household=home))
    own: dict[str, Any] = {"head_name": "Vàng A Dế", "household": home, "commune": na_son(filled)}
    for kind, year, central in (("house", 2010, 8_400_000), ("scattered_water", 2015, 1_300_000)):
        filled.save(EarlierSupport(kind=kind, year=year, central=central, **own))
    return home


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, home: str, tasks: Tasks) -> HouseholdPage:
    made = HouseholdPage(filled, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("household"))
    return made


@pytest.fixture
def told(page: HouseholdPage, home: str, settled: Callable[[], None]) -> HouseholdPage:
    page.opened(Route("household", record=home))
    settled()
    return page


def shown(table: Any, column: int) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_that_a_household_is_found_by_the_keyboard_alone(
    qtbot: QtBot, page: HouseholdPage, settled: Callable[[], None]
) -> None:
    page.activateWindow()
    page.search.setFocus()
    qtbot.waitUntil(page.search.hasFocus)
    QTest.keyClicks(page.search, "vang a de")
    popup = page.search.finder.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settled()
    assert page.story is not None and page.story.household.head_name == "Vàng A Dế"
    assert "2 hỗ trợ · được duyệt 9.700.000 đ · đã chi 9.700.000 đ ·" in page.counts.text()


def test_that_supports_stand_with_their_sums(told: HouseholdPage) -> None:
    assert shown(told.supports, 0) == ["2010", "2015", ""]
    assert shown(told.supports, 1) == ["Nhà ở", "Nước sinh hoạt phân tán", "Cộng Lịch sử hỗ trợ"]
    assert shown(told.supports, 2)[:2] == ["Đã nhận", "Đã nhận"]
    assert shown(told.supports, 4) == ["8.400.000", "1.300.000", "9.700.000"]
    assert shown(told.members, 0) == ["Sùng Thị Mỷ"]
    assert "2010" in shown(told.years, 0)


def test_that_the_cards_stand_below_each_other_where_it_is_narrow_and_show_all_columns(
    told: HouseholdPage, qtbot: QtBot
) -> None:
    told.resize(640, 900)
    qtbot.waitUntil(lambda: told.years.mapTo(told, QPoint()).x() == told.members.mapTo(told, QPoint()).x())
    assert told.years.horizontalScrollBar().maximum() == told.members.horizontalScrollBar().maximum() == 0


def test_that_each_line_leads_to_its_record(qtbot: QtBot, told: HouseholdPage, home: str) -> None:
    assert told.story is not None
    asked: list[Route] = []
    told.wants.connect(asked.append)
    told.supports.stand_on(1)
    QTest.keyClick(told.supports, Qt.Key.Key_Return)
    told.supports.entered.emit(2)
    told.members.entered.emit(0)
    told.to_household.click()
    water = told.story.entries[1].support.record
    assert [(each.record_type, each.record) for each in asked] == [
        (EarlierSupport, water),
        (Person, told.story.members[0].id),
        (Household, home),
    ]


def test_that_a_problem_leads_to_its_record(told: HouseholdPage, settled: Callable[[], None]) -> None:
    workspace = told.workspace
    with workspace.store.reading() as reader:
        (water,) = [each for each in reader.rows(EarlierSupport) if each.kind == "scattered_water"]
    workspace.save(water.changed(year=2090))
    told.records_changed([Change("shared", "EarlierSupport", water.id or "", "changed")])
    settled()
    asked: list[Route] = []
    told.wants.connect(asked.append)
    assert told.story is not None and told.problems.count() == len(told.story.problems)
    told.problems.itemActivated.emit(told.problems.item(0))
    assert [(each.record, each.field) for each in asked] == [(water.id, "year")]


def test_that_a_household_that_was_deleted_is_told(page: HouseholdPage, settled: Callable[[], None]) -> None:
    alone = page.workspace.save(sound_example(page.workspace, Household, head_name="Lò Văn Ủn"))
    page.opened(Route("household", record=alone.id or ""))
    settled()
    assert page.supports.isVisible()
    page.workspace.delete(alone)
    page.records_changed([Change("shared", "Household", alone.id or "", "deleted")])
    settled()
    assert page.story is None and not page.supports.isVisible()


@pytest.mark.parametrize("record_type", [Household, Person, EarlierSupport])
def test_that_a_list_leads_to_the_story_of_its_household(
    qtbot: QtBot,
    filled: Workspace,
    home: str,
    tasks: Tasks,
    settled: Callable[[], None],
    record_type: type[Record],
) -> None:
    listed = RecordPage(filled, tasks, record_type)
    qtbot.addWidget(listed)
    settled()
    asked: list[Route] = []
    listed.wants.connect(asked.append)
    listed.grid.asks_menu.emit(listed.table.index(0, 0), QPoint())
    menus = listed.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    ((menu, way),) = [
        (menu, action)
        for menu in menus
        for action in menu.actions()
        if action.text() == "Mọi hỗ trợ của hộ này"
    ]
    way.trigger()
    menu.close()
    settled()
    assert asked == [Route("household", record=home)]


def test_that_whoever_may_not_show_names_copies_no_member(
    told: HouseholdPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told.story is not None
    born = Person(full_name="Sùng Thị Mỷ", relation="wife", birth=date(1990, 2, 3))
    told._show_people(replace(told.story, members=(born,)))
    monkeypatch.setattr(told.workspace.guard, "may", lambda right: right != "names")
    told.members.selectAll()
    QTest.keyClick(told.members, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    line = QGuiApplication.clipboard().text().splitlines()[-1]
    assert line.split("\t") == ["•••", Person.relation.format("wife"), "•••"]


def test_that_changes_elsewhere_leave_the_page_as_it_is(told: HouseholdPage, tasks: Tasks) -> None:
    told.records_changed([Change("courses", "Course", "x", "new")])
    assert tasks.running() == []


def test_that_the_story_is_exported(told: HouseholdPage, tmp_path: Path, settled: Callable[[], None]) -> None:
    path = tmp_path / "hộ.xlsx"
    told.export(path)
    settled()
    assert path.stat().st_size > 0 and "hộ.xlsx" in told.notice.text.text()


def test_that_the_story_is_printed(told: HouseholdPage, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "hộ.pdf"))
    told.print_on(printer)
    assert (tmp_path / "hộ.pdf").read_bytes().startswith(b"%PDF")


def test_that_long_supports_and_relations_go_on_in_a_second_line(told: HouseholdPage) -> None:
    facts: Any = told.members.model()
    one = told.members.rowHeight(0)
    assert told.supports.wordWrap()
    facts.rows = [["Sùng Thị Mỷ", "Con dâu của em họ bên ngoại, đang ở nhờ", ""], *facts.rows[1:]]
    told.members.resizeRowsToContents()
    assert told.members.rowHeight(0) > one
