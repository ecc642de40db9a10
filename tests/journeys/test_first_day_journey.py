"""An officer's first day by keys alone: the empty start page, the office, help on F1 and in its search."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.qt.help_page import HelpPage
from desktop.qt.main_window import MainWindow
from desktop.qt.office_page import OfficePage
from desktop.qt.page import Route
from desktop.shared.office import read_office
from desktop.testing import na_son

_MOST_STOPS = 60


def standing() -> QWidget:
    at = QApplication.focusWidget()
    assert at is not None
    # Wherever one stands, a screen reader has something to say.
    assert QAccessible.queryAccessibleInterface(at).text(QAccessible.Text.Name), at
    return at


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(standing(), key, held)


def go_to_button(text: str) -> None:
    for _stop in range(_MOST_STOPS):
        at = standing()
        if isinstance(at, QPushButton) and at.text() == text:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(text)


def test_that_a_new_officer_begins_by_keys_alone(
    shown: MainWindow, qtbot: QtBot, settled: Callable[[], None], picture: Callable[[str], None]
) -> None:
    settled()
    assert shown.workspace is not None
    shown.open(Route("home"))
    settled()
    picture("15-1 ba bước đầu")
    go_to_button("Chọn đơn vị")
    press(Qt.Key.Key_Space)
    settled()
    page = shown.page(Route("office"))
    assert isinstance(page, OfficePage) and page.isVisible()
    commune = page.fields.editors["commune"].inner()
    for _stop in range(_MOST_STOPS):
        if commune.hasFocus():
            break
        press(Qt.Key.Key_Tab)
    QTest.keyClicks(commune, "na son")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled()
    with shown.workspace.store.reading() as reader:
        office = read_office(reader)
    assert office is not None and office.commune == na_son(shown.workspace)

    shown.open(Route("office"))
    press(Qt.Key.Key_F1)
    settled()
    guide = shown.page(Route("help"))
    assert isinstance(guide, HelpPage) and guide.isVisible()
    assert guide.list.currentItem().text() == "Đơn vị sử dụng"
    guide.search.setFocus()
    QTest.keyClicks(guide.search, "dan mot khoi")
    qtbot.waitUntil(lambda: "Danh sách và phiếu" in topics(guide))
    press(Qt.Key.Key_Return)
    assert guide.list.hasFocus()
    picture("15-2 trợ giúp")


def topics(guide: HelpPage) -> list[str]:
    return [guide.list.item(row).text() for row in range(guide.list.count())]
