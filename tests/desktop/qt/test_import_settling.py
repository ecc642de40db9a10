"""The step where values nobody understood get their meaning: by keyboard alone, once for all cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.qt.import_page import PREVIEW, SETTLE, ImportPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace

HEAD = ["STT", "Bản", "Ngày tổ chức", "Chủ đề", "Số người dự", "Trong đó nữ", "Kinh phí"]


@pytest.fixture
def page(
    qtbot: QtBot, school: Workspace, tasks: Tasks, tmp_path: Path, settled: Callable[[], None]
) -> ImportPage:
    book = openpyxl.Workbook()
    for row in (
        ["DANH SÁCH LỚP HỌC NĂM 2025"], [], HEAD,
        [1, "Bản A", "05/01/2025", "Pháp luậtt", 30, 12, 2_000_000],
        [2, "Bản B", "06/01/2025", "Pháp luậtt", 20, 15, 1_000_000],
        [3, "Bản C", "07/01/2025", "Pháp luật", "ba mươi", 5, 500_000],
    ):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "lớp.xlsx")
    made = ImportPage(school, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("import"))
    made.take([tmp_path / "lớp.xlsx"])
    settled()
    made._go_to(SETTLE)
    settled()
    return made


def cells(page: ImportPage, row: int) -> list[str]:
    items = (page.settle.grid.item(row, column) for column in range(5))
    return [item.text() for item in items if item is not None]


def test_that_each_value_stands_once_with_its_count_and_its_reason(page: ImportPage) -> None:
    assert page._steps.currentIndex() == SETTLE
    assert [cells(page, row)[2] for row in range(2)] == ["Pháp luậtt", "ba mươi"]
    assert cells(page, 0)[:2] == ["2", "Chủ đề"]
    assert "Pháp luật" in page.settle.lines[0].placeholderText()
    assert "2" in page.settle.about.text()


def test_that_all_goes_by_keyboard(qtbot: QtBot, page: ImportPage, settled: Callable[[], None]) -> None:
    qtbot.keyClick(page.settle.all, Qt.Key.Key_Space)
    assert page.settle.lines[0].text() == "Pháp luật"
    line = page.settle.lines[1]
    line.setFocus()
    qtbot.keyClicks(line, "30")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    line.clearFocus()
    assert page.plan is not None
    assert sorted(page.plan.answers.values()) == ["30", "law"]
    qtbot.keyClick(page.primary, Qt.Key.Key_Space)
    settled()
    assert page._steps.currentIndex() == PREVIEW
    assert page.result is not None
    assert (page.result.refused, page.result.questions) == (0, [])


def test_that_of_thousands_of_values_the_most_frequent_are_shown(page: ImportPage) -> None:
    assert page.plan is not None
    one = page.settle.questions[0]
    many = [replace(one, written=f"lạ {number}", count=1 + number // 2_999) for number in range(3_000)]
    page.settle.show_questions(page.plan, many)
    assert page.settle.grid.rowCount() == 200 and cells(page, 0)[2] == "lạ 2999"
    assert page.settle.about.text().startswith("3.000 giá trị") and "Hiện 200" in page.settle.about.text()
    # With an answer to each of these there are still the others.
    page.settle.take_proposals()
    assert page.settle.about.text().startswith("Còn 2.800 giá trị")
    page.settle.show_questions(page.plan, many[199:2_999])
    assert page.settle.about.text().startswith("2.800 giá trị") and "Hiện 200" in page.settle.about.text()


def test_that_a_meaning_that_cannot_be_read_is_refused_and_taken_back(qtbot: QtBot, page: ImportPage) -> None:
    line = page.settle.lines[1]
    line.setFocus()
    qtbot.keyClicks(line, "nhieu")
    line.clearFocus()
    assert line.text() == ""
    assert page.notice.isVisible()
    assert page.plan is not None
    assert page.plan.answers == {}


def test_that_an_emptied_line_is_asked_again(qtbot: QtBot, page: ImportPage) -> None:
    page.settle.take_proposals()
    line = page.settle.lines[0]
    line.setFocus()
    line.clear()
    line.clearFocus()
    line.editingFinished.emit()
    assert page.plan is not None
    assert page.plan.answers == {}


def test_that_the_preview_tells_of_what_was_not_understood(
    page: ImportPage, settled: Callable[[], None]
) -> None:
    page._plan_changed()
    page._go_to(PREVIEW)
    settled()
    assert page._steps.currentIndex() == PREVIEW
    assert page.notice.isVisible()
