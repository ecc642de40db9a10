"""A commune's workbook comes in: problems are seen by cell, the good rows saved, all of it taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
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


def test_that_a_dropped_workbook_is_checked_saved_and_taken_back(
    qtbot: QtBot,
    shown: MainWindow,
    workbook: Path,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
    tmp_path: Path,
) -> None:
    housing = shown.workspace.catalog.record_type("HousingCase")
    settled()
    picture("1-1 cơ sở dữ liệu trống")

    drop(shown, workbook)
    settled()
    page = shown.page(Route("import"))
    assert isinstance(page, ImportPage)
    picture("1-2 tệp")
    assert page.plan is not None
    assert [table.record_type for table in page.plan.understood()] == [housing]

    qtbot.keyClick(page.primary, Qt.Key.Key_Space)
    settled()
    picture("1-3 xem trước")
    problems = dict(zip(cells(page.preview.list, 0), cells(page.preview.list, 2), strict=True))
    assert "N8" in problems and "40.000.000" in problems["N8"]
    assert "N10" in problems and "bốn mươi" in problems["N10"]
    assert page.primary.text() == "Ghi 4 dòng"

    qtbot.keyClick(page.primary, Qt.Key.Key_Space)
    settled()
    picture("1-4 đã ghi")
    assert "Đã ghi 4 dòng" in page.notice.text.text()

    corrections = tmp_path / "sửa lỗi.xlsx"
    page.write_corrections(corrections)
    settled()
    sheet = openpyxl.load_workbook(corrections).worksheets[0]
    written = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"Sùng A Páo", "Mùa A Chống"} <= written and "Vàng A Dí" not in written

    shown.open(Route("records", housing))
    settled()
    records = shown.page(Route("records", housing))
    assert isinstance(records, RecordPage)
    picture("1-5 danh sách")
    assert records.table.rowCount() == 4

    assert shown.frame is not None
    shown.frame.menus.undo.trigger()
    settled()
    qtbot.waitUntil(lambda: records.table.rowCount() == 0)
    picture("1-6 đã hoàn tác")
