"""A list goes back as the officer's own workbook, is corrected there and dropped: the rest comes in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from desktop.qt.import_page import ImportPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route


def drop(window: MainWindow, path: Path) -> ImportPage:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(600, 400), Qt.DropAction.CopyAction, data, button, none))
    page = window.page(Route("import"))
    assert isinstance(page, ImportPage)
    return page


def test_that_the_marked_workbook_comes_back_and_only_the_rest_is_saved(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    workbook: Path,
    tmp_path: Path,
) -> None:
    def press(page: ImportPage) -> None:
        qtbot.keyClick(page.primary, Qt.Key.Key_Space)
        settled()

    settled()
    page = drop(shown, workbook)
    settled()
    press(page)
    press(page)
    assert page.notice.text.text().startswith("Đã ghi 4 dòng")
    assert page.returning.own.isVisible() and page.returning.own.isEnabled()
    picture("8-1 ghi lỗi vào chính tệp")

    copy = tmp_path / "gửi lại xã.xlsx"
    page.write_corrections(copy, own=True)
    settled()
    assert "Đã ghi lỗi vào bản sao gửi lại xã.xlsx" in page.notice.text.text()
    picture("8-2 đã ghi lỗi")

    book = openpyxl.load_workbook(copy)
    assert book.sheetnames[0] == "Lỗi cần sửa"
    sheet = book["Nhà ở"]
    assert sheet["N8"].comment is not None and sheet["N10"].comment is not None
    sheet["N8"], sheet["P8"], sheet["N10"], sheet["P10"] = 40, 44, 40, 44
    book.save(copy)

    page = drop(shown, copy)
    settled()
    assert page.plan is not None and len(page.plan.understood()) == 1
    press(page)
    assert page.primary.text() == "Ghi 2 dòng"
    picture("8-3 nhập lại")
    press(page)
    assert page.notice.text.text().startswith("Đã ghi 2 dòng")
    assert not page.returning.own.isVisible()
