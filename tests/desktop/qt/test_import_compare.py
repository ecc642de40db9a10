"""A changed row stands in three columns, and a list may be saved whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.qt.import_page import ImportPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace

HEAD = ["STT", "Bản", "Ngày tổ chức", "Chủ đề", "Số người dự", "Trong đó nữ", "Kinh phí"]
ROWS = [
    [1, "Bản A", "05/01/2025", None, 35, 12, 2_000_000],
    [2, "Bản B", "06/01/2025", "Pháp luật", "ba mươi", 15, 1_000_000],
    [3, "Bản C", "07/01/2025", "Pháp luật", 30, 5, 500_000],
]


@pytest.fixture
def look(
    qtbot: QtBot, school: Workspace, course: Any, tasks: Tasks, tmp_path: Path, settled: Callable[[], None]
) -> Callable[[Sequence[Sequence[Any]]], ImportPage]:
    """The preview of rows, of which the first is about a course that is stored."""
    with school.writing("Đã có") as writing:
        writing.save(
            course(
                village="Bản A", held_on=date(2025, 1, 5), topic="law", present=30, women=12, cost=2_000_000
            )
        )

    def see(rows: Sequence[Sequence[Any]]) -> ImportPage:
        book = openpyxl.Workbook()
        for row in (["DANH SÁCH LỚP HỌC"], [], HEAD, *rows):
            book.active.append(list(row))
        book.save(tmp_path / "lớp.xlsx")
        page = ImportPage(school, tasks)
        qtbot.addWidget(page)
        page.resize(1158, 650)
        page.show()
        page.opened(Route("import"))
        page.take([tmp_path / "lớp.xlsx"])
        settled()
        page.look_ahead()
        settled()
        return page

    return see


def compared(page: ImportPage) -> dict[str, list[str]]:
    rows = ([getattr(cell, "text", cell) for cell in row] for row in page.preview.comparison.rows())
    return {label: texts for label, *texts in rows}


def test_that_a_changed_row_is_told_as_stored_in_the_file_and_as_it_becomes(
    qtbot: QtBot, look: Callable[[Sequence[Sequence[Any]]], ImportPage]
) -> None:
    page = look(ROWS)
    assert not page.preview.comparison.isVisible()
    page.preview.grid.setFocus()
    page.preview.grid.stand_on(0)
    told = compared(page)
    assert page.preview.comparison.isVisible()
    assert told["Số người dự"] == ["30", "35", "35"]
    assert told["Chủ đề"] == ["Pháp luật", "(trống, giữ nguyên)", "Pháp luật"]
    assert next(iter(told)) == "Số người dự"
    qtbot.keyClick(page.preview.grid, Qt.Key.Key_Down)
    assert not page.preview.comparison.isVisible()


def test_that_a_value_no_cell_of_the_row_says_is_not_called_empty(
    look: Callable[[Sequence[Sequence[Any]]], ImportPage], settled: Callable[[], None]
) -> None:
    page = look([ROWS[0]])
    assert page.plan is not None
    (table,) = page.plan.understood()
    page.plan.give(table, "topic", "Bạo lực gia đình", page.workspace.habit())
    page._look_again()
    settled()
    page.preview.grid.stand_on(0)
    assert compared(page)["Chủ đề"] == ["Pháp luật", "(cho mọi dòng)", "Bạo lực gia đình"]


def test_that_all_or_nothing_holds_the_list_back_until_no_row_is_refused(
    qtbot: QtBot,
    look: Callable[[Sequence[Sequence[Any]]], ImportPage],
    settled: Callable[[], None],
    course: Any,
) -> None:
    page = look(ROWS)
    assert page.primary.isEnabled()
    qtbot.keyClick(page.whole, Qt.Key.Key_Space)
    assert not page.primary.isEnabled() and "1 dòng bị trả lại" in page.primary.toolTip()
    page.accept()
    settled()
    with page.workspace.store.reading() as reader:
        assert reader.count(course) == 1
    whole = look([ROWS[0], ROWS[2]])
    whole.whole.setChecked(True)
    assert whole.primary.isEnabled()
    whole.accept()
    settled()
    with whole.workspace.store.reading() as reader:
        assert reader.count(course) == 2
