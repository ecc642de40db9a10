"""A long import is stopped in the middle: the window says how far it is, keeps nothing, and does it again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.qt.import_page import ImportPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.workspace import importing


def count(window: MainWindow) -> int:
    assert window.workspace is not None
    with window.workspace.store.reading() as reader:
        return reader.count(window.workspace.catalog.record_type("HousingCase"))


def said(page: ImportPage) -> list[str]:
    return [label.text() for label in page._work.findChildren(QLabel)]


def test_that_a_stopped_import_keeps_nothing_and_can_be_done_again(
    shown: MainWindow,
    qtbot: QtBot,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    workbook: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settled()
    shown.open(Route("import"))
    page = shown.page(Route("import"))
    assert isinstance(page, ImportPage)
    page.take([workbook])
    settled()
    page.look_ahead()
    settled()
    go_on, accept = threading.Event(), importing.accept

    def accept_when_told(*given: Any, progress: Callable[[int, int], None], **more: Any) -> Any:
        # As each row does; raises once the work is to stop. Not for ever, or a failing test would hang.
        for _step in range(6_000):
            if go_on.wait(0.01):
                break
            progress(2, 6)
        return accept(*given, progress=progress, **more)

    monkeypatch.setattr(importing, "accept", accept_when_told)
    page.primary.setFocus()
    QTest.keyClick(page.primary, Qt.Key.Key_Space)
    # The window answers while the work goes on: what it does, how far it is, how to stop it.
    qtbot.waitUntil(lambda: "Đang ghi: 2 trên 6" in said(page))
    picture("14-1 đang ghi")
    [stop] = page._work.findChildren(QPushButton)
    stop.setFocus()
    QTest.keyClick(stop, Qt.Key.Key_Space)
    settled()
    assert page.notice.text.text() == "Đã hủy. Không có gì được ghi."
    assert count(shown) == 0
    assert QApplication.focusWidget() is not None

    go_on.set()
    QTest.keyClick(page.primary, Qt.Key.Key_Space)
    settled()
    assert count(shown) == 4
    picture("14-2 đã ghi")
