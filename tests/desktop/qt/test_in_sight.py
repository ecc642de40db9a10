"""Asks whether all of a dialog or a pop-up is seen on the lowest screen: 1366 x 768 pixels at 200 %."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMarginsF, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QMenu, QStyle, QWidget
from pytestqt.qtbot import QtBot

from desktop.qt import in_sight
from desktop.qt.cell_preview import CellPreview
from desktop.qt.column_chooser import ColumnChooser
from desktop.qt.column_filter import ColumnFilter
from desktop.qt.household_act_dialog import SPLIT, HouseholdActDialog
from desktop.qt.page_dialog import open_page
from desktop.qt.print_preview import PrintPreview
from desktop.qt.scrolled_part import ScrolledPart
from desktop.qt.tasks import Tasks
from desktop.shared import Person
from desktop.workspace import Workspace

ROOM = QRect(0, 0, 683, 384)
UNDER_A_TITLE = ROOM.height() - 40
Wait = Callable[[], None]


@pytest.fixture
def beside(qtbot: QtBot, dressed: None, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    """A window on a low screen."""
    monkeypatch.setattr(in_sight, "room_of", lambda _widget: ROOM)
    monkeypatch.setattr("desktop.qt.column_filter.room_of", lambda _widget: ROOM)
    monkeypatch.setattr("desktop.qt.column_chooser.room_of", lambda _widget: ROOM)
    made = QWidget()
    qtbot.addWidget(made)
    return made


def members() -> list[Person]:
    return [Person(id=f"{number}", full_name=f"Vàng A {number}", relation="child") for number in range(9)]


DIALOGS: dict[str, Callable[[Workspace, QWidget], QDialog]] = {
    "pasted cells": lambda workspace, beside: CellPreview(workspace, "Dán", beside),
    "paper": lambda _workspace, beside: PrintPreview(
        "In", "in", lambda _device: None, beside, margins=QMarginsF()
    ),
    "a page": lambda _workspace, beside: open_page("Căn cứ", "<p>Điều 1</p>", beside, QSize(900, 700)),
    "a household": lambda workspace, beside: HouseholdActDialog(workspace, SPLIT, "1", members(), beside),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_that_the_buttons_of_a_dialog_are_on_a_low_screen(
    name: str, homes: Workspace, beside: QWidget
) -> None:
    dialog = DIALOGS[name](homes, beside)
    assert dialog.height() <= UNDER_A_TITLE
    assert dialog.width() <= ROOM.width()
    assert dialog.minimumSizeHint().height() <= UNDER_A_TITLE
    assert dialog.minimumSizeHint().width() <= ROOM.width()


@pytest.mark.parametrize("name", ["head", "built", "central"])
def test_that_the_filter_of_a_column_is_wholly_on_a_low_screen(
    name: str, street: Workspace, home: Any, tasks: Tasks, beside: QWidget, settled: Wait
) -> None:
    window = ColumnFilter(street, tasks, home, name, (), beside)
    window.open_at(QPoint(500, 200))
    settled()
    assert ROOM.contains(QRect(window.pos(), window.size()))
    assert window.list.geometry().bottom() < window.apply_button.geometry().top()
    assert window.rect().contains(window.apply_button.geometry())
    # A long value is shortened in its middle: its count is seen.
    assert not window.list.horizontalScrollBar().isVisible()
    assert window.list.textElideMode() == Qt.TextElideMode.ElideMiddle


def test_that_the_filter_of_a_column_grows_with_what_it_says_of_its_values(
    street: Workspace,
    home: Any,
    tasks: Tasks,
    beside: QWidget,
    settled: Wait,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desktop.workspace.column_values.MOST", 2)
    window = ColumnFilter(street, tasks, home, "head", (), beside)
    window.open_at(QPoint(0, 0))
    settled()
    assert window.note.isVisible()
    assert window.list.geometry().bottom() < window.note.geometry().top()
    assert window.note.height() >= window.note.heightForWidth(window.note.width())


def test_that_the_choice_of_columns_leaves_room_for_its_last_line(home: Any, beside: QWidget) -> None:
    menu = ColumnChooser(home, beside)
    menu.show_columns(["head"])
    assert menu.sizeHint().height() <= ROOM.height()


def test_that_a_part_which_scrolls_asks_for_all_it_holds(qtbot: QtBot, dressed: None) -> None:
    part = ScrolledPart()
    qtbot.addWidget(part)
    inside = QWidget()
    inside.setMinimumSize(300, 900)
    part.column.addWidget(inside)
    assert part.sizeHint().height() >= 900
    assert part.minimumSizeHint().height() < 200


def test_that_a_menu_of_many_lines_scrolls_and_covers_no_page(qtbot: QtBot, dressed: None) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    assert menu.style().styleHint(QStyle.StyleHint.SH_Menu_Scrollable, None, menu)
