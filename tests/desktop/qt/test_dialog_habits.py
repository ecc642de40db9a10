"""Asks whether every dialog and pop-up tells its inputs by name and takes a Vietnamese keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.qt.column_filter import ColumnFilter
from desktop.qt.commune_dialog import CommuneDialog
from desktop.qt.household_act_dialog import HouseholdActDialog, act_titles
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.payment_dialog import PaymentDialog
from desktop.qt.problem_tab import ReasonDialog
from desktop.qt.record_page import RecordPage
from desktop.qt.replace_dialog import ReplaceDialog
from tests.desktop.qt.test_in_sight import DIALOGS, members
from tests.desktop.qt.test_input_habits import is_in_the_way, nameless, typed_into

OTHERS: dict[str, Callable[[RecordPage], QWidget]] = {
    "a reason": lambda page: ReasonDialog("Cảnh báo", page),
    "find and replace": lambda page: ReplaceDialog("Chủ hộ", page),
    "a payment list": lambda page: PaymentDialog(page, ()),
    "a commune": CommuneDialog,
    **{
        kind: lambda page, kind=kind: HouseholdActDialog(page.workspace, kind, "1", members(), page)
        for kind in act_titles()
    },
    # What is pasted is never shown without its cells; the button that writes them says how many.
    **{
        name: lambda page, make=make: make(page.workspace, page)
        for name, make in DIALOGS.items()
        if name != "pasted cells"
    },
}


@pytest.fixture
def page(dressed: None, shown: MainWindow, home: Any) -> RecordPage:
    shown.open(Route("records", home))
    found = shown.page(Route("records", home))
    assert isinstance(found, RecordPage)
    return found


@pytest.fixture
def opened(page: RecordPage, qtbot: QtBot) -> Iterator[Callable[[str], QWidget]]:
    made: list[QWidget] = []

    def open_one(name: str) -> QWidget:
        dialog = OTHERS[name](page)
        made.append(dialog)
        dialog.show()
        QApplication.processEvents()
        return dialog

    yield open_one
    for dialog in made:
        if isinstance(dialog, QDialog):
            dialog.done(0)
        dialog.deleteLater()


@pytest.mark.parametrize("name", OTHERS)
def test_that_a_dialog_tells_its_inputs_by_name_and_takes_a_vietnamese_keyboard(
    opened: Callable[[str], QWidget], name: str
) -> None:
    dialog = opened(name)
    assert dialog.windowTitle()
    assert nameless(dialog) == []
    assert {line: text for line, text in typed_into(dialog) if text != "đường"} == {}
    bound = [shortcut.key() for shortcut in dialog.findChildren(QShortcut)]
    bound += [keys for action in dialog.findChildren(QAction) for keys in action.shortcuts()]
    assert [keys.toString() for keys in bound if is_in_the_way(keys)] == []


@pytest.mark.parametrize("name", ["head", "built", "central", "poverty"])
def test_that_the_filter_of_a_column_tells_its_inputs_by_name(
    page: RecordPage, home: Any, name: str, rested: Callable[[], None]
) -> None:
    window = ColumnFilter(page.workspace, page.tasks, home, name, (), page)
    window.show()
    rested()
    assert nameless(window) == []
    assert {line: text for line, text in typed_into(window) if text != "đường"} == {}
    window.close()
    rested()
