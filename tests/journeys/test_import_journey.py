"""A commune's workbook comes in: problems are seen by cell, the good rows saved, all of it taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from desktop.qt.import_page import ImportPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(600, 400), Qt.DropAction.CopyAction, data, button, none))


@dataclass
class Officer:
    """Somebody at the window: waits, looks, takes pictures."""

    window: MainWindow
    qtbot: QtBot
    settled: Callable[[], None]
    picture: Callable[[str], None]
    cells: Callable[[Any, int], list[str]]

    @property
    def page(self) -> ImportPage:
        found = self.window.page(Route("import"))
        assert isinstance(found, ImportPage)
        return found

    def press(self, name: str) -> None:
        """The one primary button, by keyboard, and a picture of what follows."""
        self.qtbot.keyClick(self.page.primary, Qt.Key.Key_Space)
        self.settled()
        self.picture(name)


@pytest.fixture
def officer(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
) -> Officer:
    settled()
    return Officer(shown, qtbot, settled, picture, cells)


def test_that_a_dropped_workbook_is_checked_saved_and_taken_back(
    officer: Officer, workbook: Path, tmp_path: Path
) -> None:
    officer.picture("1-1 cơ sở dữ liệu trống")
    see_what_was_found(officer, workbook)
    see_the_problems(officer)
    officer.press("1-4 đã ghi")
    assert "Đã ghi 4 dòng" in officer.page.notice.text.text()
    send_the_rest_back(officer, tmp_path / "sửa lỗi.xlsx")
    take_it_back(officer)


def see_what_was_found(officer: Officer, workbook: Path) -> None:
    drop(officer.window, workbook)
    officer.settled()
    officer.picture("1-2 tệp")
    plan = officer.page.plan
    assert plan is not None
    assert [table.record_type.__name__ for table in plan.understood() if table.record_type] == ["HousingCase"]


def see_the_problems(officer: Officer) -> None:
    officer.press("1-3 xem trước")
    listed = officer.page.preview.list
    problems = dict(zip(officer.cells(listed, 0), officer.cells(listed, 2), strict=True))
    assert "40.000.000" in problems["N8"]
    assert "bốn mươi" in problems["N10"]
    assert officer.page.primary.text() == "Ghi 4 dòng"


def send_the_rest_back(officer: Officer, path: Path) -> None:
    officer.page.write_corrections(path)
    officer.settled()
    sheet = openpyxl.load_workbook(path).worksheets[0]
    written = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"Sùng A Páo", "Mùa A Chống"} <= written and "Vàng A Dí" not in written


def take_it_back(officer: Officer) -> None:
    assert officer.window.workspace is not None and officer.window.frame is not None
    route = Route("records", officer.window.workspace.catalog.record_type("HousingCase"))
    officer.window.open(route)
    officer.settled()
    records = officer.window.page(route)
    assert isinstance(records, RecordPage)
    officer.picture("1-5 danh sách")
    assert records.table.rowCount() == 4
    officer.window.frame.menus.undo.trigger()
    officer.qtbot.waitUntil(lambda: records.table.rowCount() == 0)
    officer.settled()
    officer.picture("1-6 đã hoàn tác")
