"""What tests of the grid do to one: stand on a cell, tell where it stands, type as a keyboard does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
COLUMNS = ["head", "commune", "poverty", "area", "built", "central", "local", "total", "minority", "note"]


def column(name: str) -> int:
    return COLUMNS.index(name) + 1


def stand(page: RecordPage, row: int, name: str) -> None:
    page.grid.setFocus()
    page.grid.stand(page.table.index(row, column(name)))


def where(page: RecordPage) -> tuple[int, int]:
    return page.grid.currentIndex().row(), page.grid.currentIndex().column()


def type_keys(keys: str) -> None:
    for letter in keys:
        key = Key.Key_Backspace if letter == "\b" else Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget(), event)


def list_of(shown: MainWindow, home: Any) -> RecordPage:
    """The list of test houses in a window, with the columns of these tests."""
    shown.open(Route("records", home))
    found = shown.page(Route("records", home))
    assert isinstance(found, RecordPage)
    found.choose_columns(COLUMNS)
    return found


def stored(page: RecordPage, row: int, name: str) -> Any:
    """What the record of a row holds in the store."""
    [id] = page.table.ids_between(row, row)
    with page.workspace.store.reading() as reader:
        return getattr(reader.get(page.record_type, id), name)
