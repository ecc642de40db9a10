"""Rows that may be a stored record stand beside it, and are answered by keyboard one after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.declare.fields import Habit
from desktop.qt.import_page import PREVIEW, SETTLE, ImportPage
from desktop.qt.page import Route
from desktop.qt.plain_table import Cell, PlainTable
from desktop.qt.tasks import Tasks
from desktop.shared import Household
from desktop.workspace import Workspace
from desktop.workspace.import_same import LATER, OTHER, SAME

HEAD = ["Họ và tên chủ hộ", "Ngày sinh", "Dân tộc", "Xã", "Bản", "Số khẩu", "Diện hộ"]
NAMES = [("Sùng A Páo", "Sùng Páo"), ("Lò Văn Hai", "Lò Hai"), ("Vàng Thị Dơ", "Vàng Dơ")]


def write(path: Path, name: int) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(HEAD)
    for place, names in enumerate(NAMES):
        row = [names[name], 1980 + place, "Thái", "Na Son", "Bản Na Sang", 4 + name, "Hộ nghèo"]
        book.worksheets[0].append(row)
    book.save(path)
    return path


@pytest.fixture
def page(
    qtbot: QtBot, school: Workspace, tasks: Tasks, tmp_path: Path, settled: Callable[[], None]
) -> ImportPage:
    with school.store.reading() as reader:
        commune = Household.commune.parse("Xã Na Son", school.habit())
        assert reader is not None
    with school.writing("Đã có") as writing:
        for place, names in enumerate(NAMES):
            writing.save(
                Household(
                    head_name=names[0], birth=Household.birth.parse(str(1980 + place), Habit()),
                    ethnicity="thai", commune=commune, village="Bản Na Sang", members=4,
                    poverty_class="poor",
                )
            )  # fmt: skip
    made = ImportPage(school, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("import", Household))
    made.take([write(tmp_path / "hộ.xlsx", 1)])
    settled()
    made.look_ahead()
    settled()
    return made


def texts(table: PlainTable) -> list[list[str]]:
    return [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in table.rows()]


def test_that_the_preview_says_what_waits_and_the_step_shows_both_sides(page: ImportPage) -> None:
    assert page._steps.currentIndex() == PREVIEW
    assert "3" in page.notice.text.text()
    page._go_to(SETTLE)
    panel = page.settle.likely
    assert panel.isVisible()
    assert not page.settle._panel.isVisible()
    assert texts(panel.pairs)[0][:4] == [
        "Sheet!A2",
        "Sùng A Páo, Bản Na Sang",
        "Sùng Páo, Bản Na Sang",
        "chưa trả lời",
    ]
    beside = {label: (was, read) for label, was, read in texts(panel.beside)}
    assert beside["Số khẩu"] == ("4", "5")
    assert beside["Xã"][0] == beside["Xã"][1]
    assert "Na Son" in beside["Xã"][0]
    assert [row[0] for row in texts(panel.beside)][:2] == ["Họ và tên chủ hộ", "Số khẩu"]


def test_that_no_name_is_copied_from_an_import_by_whoever_may_not_see_them(
    qtbot: QtBot, page: ImportPage, school: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(school.guard, "may", lambda right: right != "names")
    panel, preview = page.settle.likely, page.preview
    for table in (panel.pairs, panel.beside, preview.grid, preview.list):
        table.selectAll()
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        told = QGuiApplication.clipboard().text()
        assert not any(name in told for names in NAMES for name in names)
        assert "•••" in told or not table.rows()


def test_that_each_answer_is_given_by_keyboard_and_does_what_it_says(
    qtbot: QtBot, page: ImportPage, school: Workspace, settled: Callable[[], None]
) -> None:
    page._go_to(SETTLE)
    panel = page.settle.likely
    for answer in (SAME, OTHER, LATER):
        qtbot.keyClick(panel.buttons[answer], Qt.Key.Key_Space)
    assert page.plan is not None
    assert list(page.plan.same.values()) == [SAME, OTHER, LATER]
    assert [row[3] for row in texts(panel.pairs)] == ["cùng một hồ sơ", "hồ sơ khác", "để sau"]
    qtbot.keyClick(page.primary, Qt.Key.Key_Space)
    settled()
    assert page._steps.currentIndex() == PREVIEW
    assert page.result is not None
    table = page.result.tables[0]
    assert (table.new, table.changed, page.result.likely) == (2, 1, [])
    page._go_to(SETTLE)
    assert len(panel.likely) == 3
    page.accept()
    settled()
    with school.store.reading() as reader:
        assert sorted(home.head_name for home in reader.rows(Household)) == sorted(
            ["Sùng Páo", "Lò Hai", "Lò Văn Hai", "Vàng Dơ", "Vàng Thị Dơ"]
        )
