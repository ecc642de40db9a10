"""What scrolls is as wide as the page, and its bar stands in the margin beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.qt import tokens
from desktop.qt.page import Page
from desktop.qt.page_scroll import PageScroll
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace


def test_that_what_scrolls_ends_where_the_title_line_ends(
    qtbot: QtBot, school: Workspace, tasks: Tasks
) -> None:
    page = Page(school, tasks, "Trang")
    qtbot.addWidget(page)
    scroll, high = PageScroll(page), QWidget()
    scroll.setWidget(high)
    page.body.addWidget(scroll)
    page.resize(700, 400)
    page.show()
    room = page.counts.geometry().right() + 1 - tokens.L
    assert not scroll.bar.isVisible() and high.width() == scroll.width() == room
    high.setMinimumHeight(900)
    page.layout().activate()
    assert scroll.bar.isVisible() and high.width() == scroll.width()
    assert scroll.geometry().right() < scroll.bar.x() and scroll.bar.geometry().right() <= page.width()
    scroll.bar.setValue(200)
    assert scroll.verticalScrollBar().value() == 200
    scroll.verticalScrollBar().setValue(50)
    assert scroll.bar.value() == 50
    scroll.hide()
    assert not scroll.bar.isVisible()
