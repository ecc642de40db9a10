"""The page of past imports: what came, from where, its records, the rows given back, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.qt.import_history_page import ImportHistoryPage
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, recognise_files

HEAD = ["STT", "Bản", "Ngày tổ chức", "Chủ đề", "Số người dự", "Kinh phí"]


@pytest.fixture
def imported(school: Workspace, tmp_path: Path) -> int:
    """A workbook of three courses came in, one of them was given back; its change set."""
    book = openpyxl.Workbook()
    rows = [
        [1, "Bản M", "05/01/2025", "Pháp luật", 30, 2_000_000],
        [2, "Bản N", "06/01/2025", "Pháp luật", 20, 1_000_000],
        [3, "Bản P", "07/01/2025", "Pháp luật", "ba mươi", 500_000],
    ]
    for row in (["DANH SÁCH LỚP HỌC"], [], HEAD, *rows):
        book.active.append(row)
    book.save(tmp_path / "lớp.xlsx")
    result = accept(school, recognise_files(school, [tmp_path / "lớp.xlsx"]))
    assert result.change_set is not None
    return result.change_set


@pytest.fixture
def page(
    qtbot: QtBot, school: Workspace, tasks: Tasks, imported: int, settled: Callable[[], None]
) -> ImportHistoryPage:
    made = ImportHistoryPage(school, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("imports"))
    settled()
    return made


def texts(table: Any, row: int) -> list[str]:
    return [getattr(cell, "text", cell) for cell in table.rows()[row]]


def test_that_each_import_stands_with_its_file_counts_and_columns(page: ImportHistoryPage) -> None:
    line = texts(page.imports, 0)
    assert line[3:9] == ["lớp.xlsx", "3", "2", "0", "0", "1"]
    assert texts(page.sheets, 0)[1] == "Các lớp học"
    assert ["Kinh phí", "Kinh phí", "đồng"] in [texts(page.columns, row) for row in range(5)]
    assert page.counts.text() == "1 lần nhập"
    assert re.fullmatch("Dấu vân tay: [0-9a-f]{20}", page.mark.text())


@pytest.mark.parametrize("width", [840, 1040, 1158])
def test_that_no_table_is_scrolled_sideways(page: ImportHistoryPage, width: int) -> None:
    page.resize(width, 650)
    QApplication.processEvents()
    for table in (page.imports, page.sheets, page.columns):
        assert table.horizontalScrollBar().maximum() == 0, table.accessibleName()


def test_that_its_records_are_listed_alone(
    qtbot: QtBot, page: ImportHistoryPage, tasks: Tasks, settled: Callable[[], None]
) -> None:
    with qtbot.waitSignal(page.wants) as wanted:
        qtbot.keyClick(page.imports, Qt.Key.Key_Return)
    route = wanted.args[0]
    records = RecordPage(page.workspace, tasks, route.record_type)
    qtbot.addWidget(records)
    records.opened(route)
    settled()
    assert records.table.rowCount() == 2
    assert "Các lớp học: 2 hồ sơ vừa chọn" in [chip.text() for chip in records.chips._chips]


def test_that_the_rows_given_back_are_one_step_away(qtbot: QtBot, page: ImportHistoryPage) -> None:
    with qtbot.waitSignal(page.wants) as wanted:
        qtbot.keyClick(page.back, Qt.Key.Key_Space)
    with page.workspace.store.reading() as reader:
        assert reader.count(wanted.args[0].record_type, wanted.args[0].where) == 1


def test_that_an_import_is_taken_back_from_here_and_stays_listed(
    qtbot: QtBot, page: ImportHistoryPage, imported: int, settled: Callable[[], None]
) -> None:
    with qtbot.waitSignal(page.undoes) as asked:
        qtbot.keyClick(page.take_back, Qt.Key.Key_Space)
    assert asked.args == [imported]
    assert page.focusWidget() is page.imports
    page.workspace.undo(imported)
    page.reload()
    settled()
    assert texts(page.imports, 0)[-1].startswith("đã hoàn tác")
    assert not page.take_back.isEnabled()
    assert not page.see.isEnabled()
