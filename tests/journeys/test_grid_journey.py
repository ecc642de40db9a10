"""A list is kept as in Excel with the keyboard alone: sorted, found, typed, pasted after a look, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.qt.column_filter import ColumnFilter
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.testing import na_son, sound_example

Key = Qt.Key
NO, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
NAMES = ("Vàng A Dí", "Lò Văn Đúa", "Giàng Thị Anh", "Mùa A Ẳng", "Sùng Thị Dợ")


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
    QTest.keyClick(QApplication.activePopupWidget() or focused(), key, held)


def press_button(window: QWidget, text: str) -> None:
    """Go to a button by Tab and press it."""
    buttons = [each for each in window.findChildren(QPushButton) if each.text() == text]
    while not buttons[0].hasFocus():
        press_in(window, Key.Key_Tab)
    press_in(window, Key.Key_Space)


def press_in(window: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget() or window, key)


def stored(page: RecordPage, row: int, name: str) -> Any:
    [id] = page.table.ids_between(row, row)
    with page.workspace.store.reading() as reader:
        return getattr(reader.get(page.record_type, id), name)


def open_list(window: MainWindow) -> RecordPage:
    workspace = window.workspace
    assert workspace is not None
    house = workspace.catalog.record_type("HousingCase")
    case = sound_example(workspace, house, commune=na_son(workspace), village="Bản Na Phát")
    with workspace.writing("Dữ liệu thử") as writing:
        writing.save_all([case.changed(head_name=name, identity_number=None) for name in NAMES])
    window.open(Route("records", house))
    page = window.page(Route("records", house))
    assert isinstance(page, RecordPage)
    page.choose_columns(["head_name", "village", "decision_no", "decision_date", "commune"])
    return page


def type_down(page: RecordPage, settled: Callable[[], None]) -> None:
    """Typed down a column: Enter goes on, Ctrl+; is today."""
    page.grid.go_to(0, 3)
    for number in ("101/QD", "102/QD"):
        for letter in number:
            QTest.keyClicks(focused(), letter)
        press(Key.Key_Return)
    settled()
    assert [stored(page, row, "decision_no") for row in (0, 1)] == ["101/QD", "102/QD"]
    press(Key.Key_Right)
    press(Key.Key_Semicolon, CONTROL)
    settled()
    assert stored(page, 2, "decision_date") == date.today()


def paste_a_block(page: RecordPage, settled: Callable[[], None]) -> None:
    """A block from Excel is shown before it is written; Enter writes it."""
    page.grid.go_to(0, 3)
    QGuiApplication.clipboard().setText("201/QĐ\t5/11/2024\r\n202/QĐ\t31/2/2024\r\n")
    QTest.keyClick(focused(), Key.Key_V, CONTROL)
    settled()
    preview = page.writes.preview
    assert preview is not None
    assert "3 ô sẽ thay đổi" in preview.counts.text() and "1 ô giữ nguyên" in preview.counts.text()
    press(Key.Key_Return)
    settled()
    assert [stored(page, row, "decision_no") for row in (0, 1)] == ["201/QĐ", "202/QĐ"]
    assert stored(page, 0, "decision_date") == date(2024, 11, 5)


def test_that_a_list_is_kept_with_the_keyboard_alone(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
) -> None:
    page = open_list(shown)
    settled()
    grid = page.grid
    grid.setFocus()

    # Sorted by the name of the person, from the filter of the column.
    press(Key.Key_Down, ALT)
    settled()
    press_button(page.findChildren(ColumnFilter)[-1], "Tăng dần")
    assert cells(grid, 1) == ["Giàng Thị Anh", "Mùa A Ẳng", "Vàng A Dí", "Sùng Thị Dợ", "Lò Văn Đúa"]

    # Found without marks, then back to all.
    QTest.keyClick(focused(), Key.Key_F, CONTROL)
    QTest.keyClicks(focused(), "dua")
    press(Key.Key_Return)
    assert grid.hasFocus()
    qtbot.waitUntil(lambda: cells(grid, 1) == ["Lò Văn Đúa"])
    page.bar.put_words("")
    page.filter_by(())

    type_down(page, settled)
    picture("9-1 gõ trong bảng")
    paste_a_block(page, settled)
    picture("9-2 đã dán")
    assert shown.frame is not None
    assert shown.frame.menus.undo.text() == "&Hoàn tác: dán 3 ô"
    undo_at_once(qtbot, shown, page, settled)


def undo_at_once(qtbot: QtBot, shown: MainWindow, page: RecordPage, settled: Callable[[], None]) -> None:
    """The keyboard is back in the grid: Ctrl+Z takes the block back, Ctrl+Y brings it, however quick."""
    shown.activateWindow()  # what every desktop does where a dialog closes, and a screen without one does not
    qtbot.waitUntil(lambda: page.writes.preview is None and shown.isActiveWindow())
    assert focused() is page.grid
    typed, pasted = ["101/QD", "102/QD"], ["201/QĐ", "202/QĐ"]
    press_in_front(Key.Key_Z)
    settled()
    assert [stored(page, row, "decision_no") for row in (0, 1)] == typed
    assert shown.frame is not None and shown.frame.menus.redo.text() == "&Làm lại: dán 3 ô"
    press_in_front(Key.Key_Y)
    settled()
    assert [stored(page, row, "decision_no") for row in (0, 1)] == pasted
    assert focused() is page.grid
    page.grid.go_to(0, 3)
    press_in_front(Key.Key_Delete, NO)
    press_in_front(Key.Key_Z)
    settled()
    qtbot.waitUntil(lambda: not shown.tasks.running() and stored(page, 0, "decision_no") == pasted[0])
    assert [stored(page, row, "decision_no") for row in (0, 1)] == pasted


def press_in_front(key: Qt.Key, held: Qt.KeyboardModifier = CONTROL) -> None:
    """A key as the window system gives it: to the window in front, which hands it to who has the focus."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, key, held)
