"""Asks whether keys, wheel and Vietnamese keyboards find nothing in their way, on a whole record page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.qt import record_grid
from desktop.qt.column_filter import ColumnFilter
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.page_makers import PAGES
from desktop.qt.record_page import RecordPage
from desktop.qt.replace_dialog import ReplaceDialog
from desktop.qt.wheel_guard import WheelGuard
from desktop.workspace import Workspace

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, street: Workspace, home: Any) -> Iterator[MainWindow]:
    guard = WheelGuard()
    qapp.installEventFilter(guard)
    window = MainWindow(street)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.open(Route("records", home))
    qtbot.waitUntil(lambda: not window.tasks.running())
    yield window
    qapp.removeEventFilter(guard)


@pytest.fixture
def page(shown: MainWindow, home: Any) -> RecordPage:
    found = shown.page(Route("records", home))
    assert isinstance(found, RecordPage)
    return found


@pytest.fixture
def visit(shown: MainWindow, qtbot: QtBot) -> Callable[[], Iterator[str]]:
    """Goes to every page of the window in turn, and waits there until its answer is shown."""

    def walk() -> Iterator[str]:
        for place in PAGES:
            shown.open(Route(place))
            qtbot.waitUntil(lambda: not shown.tasks.running())
            yield place

    return walk


def is_in_the_way(keys: QKeySequence) -> bool:
    """Whether a shortcut is a bare letter, or has what switches UniKey."""
    for place in range(keys.count()):
        key, held = keys[place].key(), keys[place].keyboardModifiers()
        is_letter = Qt.Key.Key_A <= key <= Qt.Key.Key_Z
        if is_letter and held in (Qt.KeyboardModifier.NoModifier, SHIFT):
            return True
        if (held & CONTROL and held & SHIFT) or (key == Qt.Key.Key_Z and held == ALT):
            return True
    return False


def test_that_no_shortcut_is_a_bare_letter_or_switches_unikey(
    shown: MainWindow, page: RecordPage, visit: Callable[[], Iterator[str]]
) -> None:
    for _place in visit():
        pass
    bound = [shortcut.key() for shortcut in shown.findChildren(QShortcut)]
    bound += [keys for action in shown.findChildren(QAction) for keys in action.shortcuts()]
    bound += [QKeySequence(key | held.value) for key, held in record_grid._DEEDS]
    assert len(bound) > 40
    assert [keys.toString() for keys in bound if is_in_the_way(keys)] == []
    assert is_in_the_way(QKeySequence("Ctrl+Shift+C")) and is_in_the_way(QKeySequence("G"))


def test_that_no_key_of_a_page_means_two_things(page: RecordPage) -> None:
    keys = [
        shortcut.key().toString() for shortcut in page.findChildren(QShortcut) if shortcut.parent() is page
    ]
    assert len(keys) == len(set(keys))


def test_that_the_wheel_changes_nothing_that_has_no_focus(page: RecordPage) -> None:
    page.grid.setFocus()
    before = page.form.now()[0].values()
    for editor in page.form.fields.editors.values():
        for widget in (editor, *editor.findChildren(QWidget)):
            at = QPointF(3, 3)
            turned = QWheelEvent(
                at, at, QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(widget, turned)
    assert page.form.now()[0].values() == before
    assert not page.form.dirty


def type_as_unikey(widget: QWidget) -> None:
    """`đường` as EVKey sends it: each mark by a backspace and the letter anew."""
    for letters in ("d", "\b", "đ", "u", "o", "\b", "\b", "ươ", "n", "g", "\b", "\b", "\b", "ờng"):
        for letter in letters:
            key = Qt.Key.Key_Backspace if letter == "\b" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def lines(page: RecordPage, shown: MainWindow, settled: Callable[[], None]) -> Iterator[QLineEdit]:
    yield page.bar.search
    assert shown.frame is not None
    yield shown.frame.top.search
    page.open_filter(1)
    settled()
    window = page.findChildren(ColumnFilter)[-1]
    yield window.search
    window.close()
    page.writes.replace()
    dialog = page.findChildren(ReplaceDialog)[-1]
    yield dialog.sought
    yield dialog.instead
    dialog.reject()


def test_that_every_line_of_the_list_takes_a_vietnamese_keyboard(
    page: RecordPage, shown: MainWindow, qtbot: QtBot
) -> None:
    def settled() -> None:
        qtbot.waitUntil(lambda: not shown.tasks.running())

    for line in lines(page, shown, settled):
        line.setFocus()
        type_as_unikey(line)
        assert line.text() == "đường"
        assert line.completer() is None
        line.clear()
    settled()


SPOKEN = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
)


def nameless(window: QWidget) -> list[str]:
    """What one can stand on or press, is in sight, and has neither name nor role for a screen reader."""
    found = []
    for each in window.findChildren(QWidget):
        parent = each.parentWidget()
        # Icons within a line and Qt's own parts of a table: one stands on the line, on the table.
        is_part = isinstance(parent, QLineEdit | QAbstractSpinBox) or each.objectName().startswith("qt_")
        is_part = is_part or isinstance(each, QHeaderView)
        if not isinstance(each, SPOKEN) or is_part or not each.isVisible():
            continue
        told = QAccessible.queryAccessibleInterface(each)
        if not told.text(QAccessible.Text.Name) or told.role() == QAccessible.Role.NoRole:
            found.append(f"{type(each).__name__} {each.objectName()} in {type(parent).__name__}")
    return found


def test_that_a_screen_reader_is_told_a_name_for_every_input_of_every_page(
    shown: MainWindow, page: RecordPage, visit: Callable[[], Iterator[str]]
) -> None:
    page.add()
    mute = {"records": nameless(shown)}
    for place in visit():
        mute[place] = nameless(shown)
        at = shown.focusWidget()
        if at is None or not QAccessible.queryAccessibleInterface(at).text(QAccessible.Text.Name):
            mute[place].append(f"stands on {type(at).__name__}")
    assert {place: found for place, found in mute.items() if found} == {}


def typed_into(window: QWidget) -> Iterator[tuple[str, str]]:
    """What every line and every note in sight holds after a Vietnamese keyboard has typed into it."""
    for note in window.findChildren(QPlainTextEdit):
        if note.isVisible() and note.isEnabled() and not note.isReadOnly():
            before = note.toPlainText()
            note.clear()
            note.setFocus()
            type_as_unikey(note)
            yield note.accessibleName(), note.toPlainText()
            note.setPlainText(before)
    for line in window.findChildren(QLineEdit):
        is_typed_into = line.isVisible() and line.isEnabled() and not line.isReadOnly()
        if not is_typed_into or isinstance(line.parentWidget(), QAbstractSpinBox):
            continue
        line.clear()
        line.setFocus()
        type_as_unikey(line)
        yield line.accessibleName(), line.text()
        line.clear()


def test_that_every_line_of_every_page_takes_a_vietnamese_keyboard(
    shown: MainWindow, page: RecordPage, visit: Callable[[], Iterator[str]]
) -> None:
    page.add()
    told = {("records", name): text for name, text in typed_into(shown)}
    assert told["records", "Ghi chú"] == "đường"
    page.form.give_up()
    for place in visit():
        told |= {(place, name): text for name, text in typed_into(shown)}
    assert len(told) > 20
    # The office page offers a name in an empty line; what is typed stays whole beside it.
    assert {where: text for where, text in told.items() if "đường" not in text} == {}
