"""Asks whether a paper list is entered by keyboard alone: by Enter, with finds and carried fields."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.qt.commune_dialog import CommuneDialog
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.qt.search_line import SearchLine
from desktop.testing import na_son


@pytest.fixture
def page(shown: MainWindow, home: Any) -> RecordPage:
    shown.open(Route("records", home))
    found = shown.page(Route("records", home))
    assert isinstance(found, RecordPage)
    return found


def test_that_a_paper_list_is_entered_by_keyboard_alone_with_a_field_carried_on(
    page: RecordPage, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    control, editors = Qt.KeyboardModifier.ControlModifier, page.form.fields.editors
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_N, control)
    QTest.keyClicks(editors["head"].inner(), "Lo Van Toi")
    page.form.focus_field("area")
    QTest.keyClicks(editors["area"].inner(), "45")
    QTest.keyClick(editors["area"].inner(), Qt.Key.Key_F8)
    QTest.keyClick(editors["area"].inner(), Qt.Key.Key_N, control)
    assert page.form.record is not None and not page.form.record.id
    assert page.form.fields.focused() == "head"
    QTest.keyClicks(editors["head"].inner(), "Lo Van Lui")
    QTest.keyClick(editors["head"].inner(), Qt.Key.Key_N, control)
    rested()
    with page.workspace.store.reading() as reader:
        found = {
            row.values()["head"]: row.values()["area"]
            for row in reader.rows(page.record_type)
            if row.values()["head"] in ("Lo Van Toi", "Lo Van Lui")
        }
    assert found == {"Lo Van Toi": 45, "Lo Van Lui": 45}


def test_that_enter_takes_a_find_and_steps_over_what_the_paper_does_not_have(
    page: RecordPage, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    rested()
    page.add()
    fields, names = page.form.fields, list(page.record_type.fields)
    after = names[names.index("poverty") + 1]
    page.form.focus_field("poverty")
    line = fields.editors["poverty"].inner()
    assert isinstance(line, SearchLine)
    QTest.keyClicks(line, "ngheo")
    qtbot.waitUntil(line.finder.popup().isVisible)
    QTest.keyClick(line.finder.popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: fields.focused() == after)
    assert fields.editors["poverty"].value() == "poor"
    # Pinned while empty: Enter steps over it from now on, Tab does not.
    QTest.keyClick(fields.editors[after].inner(), Qt.Key.Key_F8)
    page.form.focus_field("poverty")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert fields.focused() == names[names.index(after) + 1]
    page.form.focus_field("poverty")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert fields.focused() == after
    page.form.give_up()
    assert page.grid.hasFocus()


def test_that_enter_leads_out_of_a_form_whose_last_fields_are_stepped_over(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    rested()
    page.add()
    fields, names = page.form.fields, list(page.record_type.fields)
    fields.passes = lambda name: names.index(name) > names.index("central")
    page.form.focus_field("central")
    QTest.keyClick(fields.editors["central"].inner(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is not None and not fields.focused()


def test_that_the_commune_of_a_template_is_told_by_enter_alone(page: RecordPage, qtbot: QtBot) -> None:
    dialog = CommuneDialog(page)
    qtbot.addWidget(dialog)
    dialog.open()
    line = dialog.editor.inner()
    assert isinstance(line, SearchLine)
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "xa khong co")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.editor.messages.isVisible()
    assert line.hasFocus()
    line.clear()
    QTest.keyClicks(line, "na son")
    popup = line.finder.popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.result() == CommuneDialog.DialogCode.Accepted
    assert dialog.commune == na_son(page.workspace)


def test_that_nothing_is_carried_on_unasked(page: RecordPage, rested: Callable[[], None]) -> None:
    rested()
    page.grid.go_to(0)
    page.add()
    page.form.focus_field("area")
    assert page.form.fields.editors["area"].value() is None
