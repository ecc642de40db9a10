"""Asks whether Enter alone leads through every field of a form, into the button to save, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop.qt.details_editor import DetailsEditor
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from tests.desktop.qt.forms import stored
from tests.desktop.qt.grids import type_keys

ENTER, SHIFT = Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(shown: MainWindow, home: Any, rested: Callable[[], None]) -> RecordPage:
    shown.open(Route("records", home))
    found = shown.page(Route("records", home))
    assert isinstance(found, RecordPage)
    rested()
    found.add()
    return found


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_that_enter_leads_through_every_field_and_saves_behind_the_last(
    page: RecordPage, home: Any, rested: Callable[[], None]
) -> None:
    fields, met = page.form.fields, []
    while name := fields.focused():
        met.append(name)
        if name == "head":
            QTest.keyClicks(focused(), "Lo Van Toi")
        QTest.keyClick(focused(), ENTER)
    assert met == [name for name in home.fields if name != "total"], "also notes, own rows and files"
    assert page.form.save_button.hasFocus()
    QTest.keyClick(page.form.save_button, ENTER)
    rested()
    assert stored(page.workspace, home, "Lo Van Toi") is not None
    assert page.isAncestorOf(focused()), "and Ctrl+N is heard"


def test_that_shift_enter_leads_back(page: RecordPage) -> None:
    fields = page.form.fields
    for name, before in (("commune", "identity"), ("note", "paper"), ("head", "head")):
        fields.focus(name)
        QTest.keyClick(focused(), ENTER, SHIFT)
        assert fields.focused() == before


def test_that_enter_is_a_new_line_in_a_note_that_is_begun(page: RecordPage) -> None:
    page.form.fields.focus("note")
    note = focused()
    assert isinstance(note, QPlainTextEdit)
    QTest.keyClicks(note, "mot")
    QTest.keyClick(note, ENTER)
    QTest.keyClicks(note, "hai")
    assert note.toPlainText() == "mot\nhai" and page.form.fields.focused() == "note"


def test_that_own_rows_are_filled_by_enter_cell_after_cell(page: RecordPage, qtbot: Any) -> None:
    editor = page.form.fields.editors["children"]
    assert isinstance(editor, DetailsEditor)
    editor.add_row()
    for text in ("Vang Thi My", "2015"):
        type_keys(text)
        QTest.keyClick(focused(), ENTER)
        qtbot.waitUntil(editor.table.hasFocus)
    [child] = editor.value()
    assert (child.name, child.values()["born"].year) == ("Vang Thi My", 2015)
    QTest.keyClick(editor.table, ENTER)
    assert page.form.fields.focused() == "built"


def into_note(page: RecordPage, text: str) -> QPlainTextEdit:
    """The note of a stored record, come to by keys."""
    page.form.fields.focus("head")
    page.form.fields.editors["note"].take(text)
    page.form.fields.focus("note")
    note = focused()
    assert isinstance(note, QPlainTextEdit)
    return note


def test_that_enter_leads_over_a_note_nobody_types_into(page: RecordPage) -> None:
    page.grid.go_to(1)
    note = into_note(page, "\ncũ")
    assert note.textCursor().atEnd()
    QTest.keyClick(note, ENTER)
    assert note.toPlainText() == "\ncũ" and not note.hasFocus() and not page.form.dirty
    into_note(page, "\ncũ")
    QTest.keyClicks(note, " them")
    QTest.keyClick(note, ENTER)
    QTest.keyClicks(note, "nua")
    assert note.toPlainText() == "\ncũ them\nnua"
    page.form.fields.editors["note"].take("của người khác")
    QTest.keyClick(note, ENTER)
    assert note.toPlainText() == "của người khác" and not note.hasFocus()


def test_that_a_note_that_is_clicked_into_takes_enter_where_it_was_clicked(page: RecordPage) -> None:
    page.grid.go_to(1)
    note = into_note(page, "một\nhai")
    page.form.fields.focus("head")
    QTest.mouseClick(note.viewport(), Qt.MouseButton.LeftButton, pos=note.cursorRect().center())
    note.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(note, ENTER)
    assert note.hasFocus() and note.toPlainText().count("\n") == 2


def test_that_a_note_that_is_only_shown_does_not_hold_the_walk(page: RecordPage) -> None:
    page.grid.go_to(1)
    page.form.fields.editors["note"].only_show("Chỉ xem")
    note = into_note(page, "cũ")
    note.document().setModified(True)
    QTest.keyClick(note, ENTER)
    assert not note.hasFocus() and note.toPlainText() == "cũ"


def test_that_enter_goes_on_to_the_next_record_where_nothing_is_to_be_saved(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    page.grid.go_to(1)
    assert page.form.record is not None and not page.form.dirty
    page.form.fields.focus(list(page.record_type.fields)[-1])
    QTest.keyClick(focused(), ENTER)
    assert page.form.head.step_buttons.next.hasFocus()
    QTest.keyClick(focused(), ENTER)
    assert page.grid.currentIndex().row() == 2
    rested()
    assert page.form.record.id == page.table.ids_between(2, 2)[0]
