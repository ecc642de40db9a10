"""Whether a closed list is searched by typing, without marks and by a Vietnamese keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.qt import pick_box
from desktop.qt.pick_box import PickBox
from tests.desktop.qt.grids import type_keys


@pytest.fixture
def box(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> PickBox:
    monkeypatch.setattr(pick_box, "_FORGETS_AFTER", 600_000)
    made = PickBox()
    qtbot.addWidget(made)
    made.addItems(["Đất ở", "Nhà ở", "Nước phân tán", "Đất sản xuất"])
    made.setCurrentIndex(1)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_that_letters_without_marks_choose(box: PickBox) -> None:
    chosen: list[int] = []
    box.activated.connect(chosen.append)
    QTest.keyClicks(box, "dat s")
    assert box.currentText() == "Đất sản xuất"
    assert chosen == [0, 3]


def test_that_a_vietnamese_keyboard_chooses(box: PickBox) -> None:
    type_keys("d\bđa\bâ\bấ")
    assert box.currentText() == "Đất ở"
    type_keys("\b\b\b\bnuoc")
    assert box.currentText() == "Nước phân tán"
    type_keys("zz")
    assert box.currentText() == "Nước phân tán"


def test_that_the_open_list_is_searched_and_enter_chooses(box: PickBox, qtbot: QtBot) -> None:
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClicks(box.view(), "phan tan")
    assert box.currentText() == "Nhà ở"
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert box.currentText() == "Nước phân tán"


def test_that_what_is_too_long_ends_in_dots_and_is_told_where_the_mouse_rests(
    box: PickBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(pick_box.QToolTip, "showText", lambda _at, text, _box: told.append(text))
    box.addItem("Hộ được hỗ trợ nước sinh hoạt phân tán")
    box.setCurrentIndex(4)
    for width in (600, 120):
        box.resize(width, box.height())
        QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, QPoint(9, 9), QPoint(9, 9)))
    assert told == ["", box.currentText()]
    assert box._shown(box._option()).endswith("…")
