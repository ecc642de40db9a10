"""Whether a notice has room for its words and its buttons, wide over a page and narrow beside a list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.qt import tokens
from desktop.qt.notice_bar import NoticeBar


@pytest.mark.parametrize("width", [tokens.FORM_WIDTH - 2 * tokens.M, 1100])
def test_that_a_notice_is_no_wider_than_its_room(dressed: None, qtbot: QtBot, width: int) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.resize(width, 60)
    acts = (("Lấy lại", bar.hide), ("Bỏ phần đó", bar.hide))
    bar.say("Có phần đang nhập dở lúc 22/11/2026 10:15 chưa kịp lưu.", "WARN", acts)
    layout = bar.layout()
    assert layout is not None
    layout.activate()
    buttons = bar.findChildren(QPushButton)
    assert bar.width() == width
    assert bar.minimumSizeHint().width() <= width
    assert all(button.geometry().right() < width for button in buttons)
    is_below = buttons[0].geometry().top() >= bar.text.geometry().bottom()
    assert is_below == (width < tokens.FORM_WIDTH)


def test_that_the_keyboard_goes_back_where_it_was(dressed: None, qtbot: QtBot) -> None:
    page, line, bar = QWidget(), QLineEdit(), NoticeBar()
    column = QVBoxLayout(page)
    for each in (QLineEdit(), line, bar, QLineEdit()):
        column.addWidget(each)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    done: list[str] = []
    bar.say("Đã nhập 3 dòng.", "", (("Xem", lambda: done.append("Xem")),))
    [see] = bar.findChildren(QPushButton)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert see.hasFocus()
    QTest.keyClick(see, Qt.Key.Key_Space)
    assert done == ["Xem"] and not bar.isVisible()
    assert line.hasFocus(), page.focusWidget()
