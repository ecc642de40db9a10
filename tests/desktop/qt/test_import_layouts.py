"""The step where an officer says how columns are read: by keyboard, kept in a file, taken from one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.declare.dates import PartialDate
from desktop.qt.import_page import COLUMNS, ImportPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace

HEAD = ["STT", "Bản", "Ngày tổ chức", "Số người dự", "Kinh phí"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    for row in (
        ["DANH SÁCH LỚP HỌC"],
        [],
        HEAD,
        [1, "Bản A", "05/14/2025", 30, 2],
        [2, "Bản B", "06/01/2025", 20, 1],
    ):
        made.active.append(row)
    made.save(tmp_path / "lớp.xlsx")
    return tmp_path / "lớp.xlsx"


@pytest.fixture
def page(
    qtbot: QtBot, school: Workspace, tasks: Tasks, book: Path, settled: Callable[[], None]
) -> ImportPage:
    made = ImportPage(school, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("import"))
    made.take([book])
    settled()
    made._go_to(COLUMNS)
    return made


def habit_box(page: ImportPage, heading: str) -> QComboBox:
    rows = [
        row for row in range(page.columns.grid.rowCount()) if page.columns.grid.item(row, 1).text() == heading
    ]
    box = page.columns.grid.cellWidget(rows[0], 3)
    assert isinstance(box, QComboBox)
    return box


def choose(qtbot: QtBot, box: QComboBox, word: str) -> None:
    """By keyboard: down until the word stands there."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _turn in range(box.count()):
        if box.currentText() == word:
            return
        qtbot.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(word)


def say_all(qtbot: QtBot, page: ImportPage) -> None:
    choose(qtbot, habit_box(page, "Ngày tổ chức"), "tháng/ngày/năm")
    choose(qtbot, habit_box(page, "Kinh phí"), "triệu đồng")
    page.columns.given._choose("topic")
    qtbot.keyClicks(page.columns.given.value, "phap luat")
    qtbot.keyClick(page.columns.given.value, Qt.Key.Key_Return)


def test_that_units_dates_and_values_for_all_rows_are_said_by_keyboard(
    qtbot: QtBot, page: ImportPage, settled: Callable[[], None], course: Any
) -> None:
    say_all(qtbot, page)
    assert [chip.text() for chip in page.columns.given.chips] == ["Chủ đề: Pháp luật"]
    page.primary.click()
    settled()
    page.accept()
    settled()
    with page.workspace.store.reading() as reader:
        new = [one for one in reader.rows(course) if one.village in ("Bản A", "Bản B") and one.topic == "law"]
    assert {(one.held_on.isoformat(), one.cost) for one in new} >= {
        ("2025-05-14", 2_000_000),
        ("2025-06-01", 1_000_000),
    }


def test_that_of_a_date_only_the_year_may_be_meant(qtbot: QtBot, page: ImportPage, course: Any) -> None:
    choose(qtbot, habit_box(page, "Ngày tổ chức"), "chỉ lấy năm")
    assert page.plan is not None
    habit = page.plan.tables[0].columns[2].habit
    assert course.fields["held_on"].parse("06/01/2025", habit) == PartialDate(2025)


def test_that_a_value_that_cannot_be_read_is_said_and_a_chip_takes_it_off(
    qtbot: QtBot, page: ImportPage
) -> None:
    given = page.columns.given
    given._choose("present")
    qtbot.keyClicks(given.value, "nhieu")
    qtbot.keyClick(given.value, Qt.Key.Key_Return)
    assert page.notice.isVisible()
    assert not given.chips
    given.value.setText("30")
    qtbot.keyClick(given.add, Qt.Key.Key_Space)
    assert len(given.chips) == 1
    qtbot.keyClick(given.chips[0], Qt.Key.Key_Space)
    assert page.plan is not None
    assert page.plan.tables[0].given == {}
    assert given.field.hasFocus()


def test_that_the_whole_name_of_a_field_is_taken_without_its_marks(qtbot: QtBot, page: ImportPage) -> None:
    assert page.plan is not None
    line = page.columns.grid.cellWidget(1, 2)
    before = page.plan.tables[0].columns[1].field
    for typed, field in (("so nguoi", before), ("SO NGUOI DU", "present")):
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert page.plan.tables[0].columns[1].field == field


def test_that_a_find_is_taken_by_enter_without_reading_the_half_word(qtbot: QtBot, page: ImportPage) -> None:
    given = page.columns.given
    said: list[str] = []
    given.refused.connect(said.append)
    given._choose("topic")
    qtbot.keyClicks(given.value, "phap")
    finds = given.value.finder.popup()
    assert finds is not None
    qtbot.waitUntil(finds.isVisible)
    qtbot.keyClick(finds, Qt.Key.Key_Down)
    qtbot.keyClick(finds, Qt.Key.Key_Return)
    assert [chip.text() for chip in given.chips] == ["Chủ đề: Pháp luật"]
    assert said == [] and given.field.hasFocus()


def test_that_what_was_said_goes_into_a_file_and_comes_from_one(
    qtbot: QtBot,
    page: ImportPage,
    settled: Callable[[], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    book: Path,
) -> None:
    say_all(qtbot, page)
    file = tmp_path / "mẫu.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(file), ""))
    page.columns.keep_button.click()
    assert json.loads(file.read_text("utf-8"))["layouts"][0]["constants"] == {"topic": "law"}
    page.start_anew()
    page.take([book])
    settled()
    page._go_to(COLUMNS)
    page.columns.use_button.click()
    settled()
    page._go_to(COLUMNS)
    assert habit_box(page, "Kinh phí").currentText() == "triệu đồng"
    assert "mẫu.json" in page.columns.missing.text()
    assert page.columns.anew.isVisible()
    qtbot.keyClick(page.columns.anew, Qt.Key.Key_Space)
    assert habit_box(page, "Kinh phí").currentText() == "đồng"
    assert page.plan is not None
    assert page.plan.tables[0].given == {}


def test_that_a_file_of_no_use_is_answered_by_a_sentence(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mẫu.json").write_text("{}", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(tmp_path / "mẫu.json"), ""))
    page.columns.use_button.click()
    assert "mẫu.json" in page.notice.text.text()
