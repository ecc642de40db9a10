"""A row that a number took for a stored record is said to be another, by keyboard, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.declare.fields import Habit
from desktop.qt.import_page import PREVIEW, ImportPage
from desktop.qt.page import Route
from desktop.qt.tasks import Tasks
from desktop.shared import Household, NotTheSame
from desktop.workspace import Workspace

HEAD = ["Họ và tên chủ hộ", "Ngày sinh", "Dân tộc", "Xã", "Bản", "Số khẩu", "Diện hộ", "Mã hộ"]
ROWS: list[list[Any]] = [
    ["Lò Văn Hai", 1985, "Thái", "Na Son", "Bản Na Sang", 3, "Hộ nghèo", "N-016"],
    ["Sùng A Páo", 1980, "Mông", "Na Son", "Bản Huổi Lóng", 5, "Hộ nghèo", "N-015"],
    ["Vàng A Dơ", 1979, "Mông", "Na Son", "Bản Huổi Lóng", "nhiều", "Hộ nghèo", "N-017"],
]


@pytest.fixture
def page(
    qtbot: QtBot, school: Workspace, tasks: Tasks, tmp_path: Path, settled: Callable[[], None]
) -> ImportPage:
    habit = school.habit()
    for name, year, number in (("Sùng A Páo", "1980", "N-015"), ("Vàng A Dơ", "1968", "N-017")):
        school.save(
            Household(
                head_name=name, birth=Household.birth.parse(year, Habit()), ethnicity="hmong",
                commune=Household.commune.parse("Xã Na Son", habit), village="Bản Na Sang", members=4,
                poverty_class="poor", external_number=number,
            )
        )  # fmt: skip
    book = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        book.worksheets[0].append(list(row))
    book.save(tmp_path / "hộ.xlsx")
    made = ImportPage(school, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("import", Household))
    made.take([tmp_path / "hộ.xlsx"])
    settled()
    made.look_ahead()
    settled()
    return made


def states(page: ImportPage) -> list[str]:
    assert page.result is not None
    return [row.state for row in page.result.tables[0].rows]


def test_that_a_row_known_by_its_number_is_said_to_be_another_and_taken_back(
    qtbot: QtBot, page: ImportPage, settled: Callable[[], None]
) -> None:
    line = page.preview.other
    assert states(page) == ["new", "changed", "refused"]
    page.preview.grid.stand_on(0)
    assert not line.isVisible()
    qtbot.keyClick(page.preview.grid, Qt.Key.Key_Down)
    assert line.isVisible()
    assert line.says.text() == "Nhận ra hồ sơ đang lưu theo “Mã hộ”."
    for becomes, said in (("new", "khác với hồ sơ đang lưu"), ("changed", "cùng một hồ sơ")):
        qtbot.keyClick(line.button, Qt.Key.Key_Space)
        settled()
        assert states(page) == ["new", becomes, "refused"]
        assert (page._steps.currentIndex(), page.preview.grid.current()) == (PREVIEW, 1)
        assert said in line.says.text()


def test_that_a_refused_row_that_a_number_took_for_another_can_be_said_to_be_another(
    qtbot: QtBot, page: ImportPage, settled: Callable[[], None]
) -> None:
    line = page.preview.other
    page.preview.grid.stand_on(2)
    assert line.says.text() == "Nhận ra hồ sơ đang lưu theo “Mã hộ”."
    qtbot.keyClick(line.button, Qt.Key.Key_Space)
    settled()
    assert states(page) == ["new", "changed", "refused"]
    assert page.preview.grid.current() == 2
    assert line.says.text() == "Đã trả lời: khác với hồ sơ đang lưu “Vàng A Dơ, Bản Na Sang”."
    assert line.isVisible()


def test_that_another_is_kept_when_the_list_is_saved_and_asked_no_more(
    qtbot: QtBot, page: ImportPage, school: Workspace, settled: Callable[[], None]
) -> None:
    page.preview.grid.stand_on(1)
    qtbot.keyClick(page.preview.other.button, Qt.Key.Key_Space)
    settled()
    page.accept()
    settled()
    assert not page.preview.other.isVisible()
    with school.store.reading() as reader:
        assert reader.count(Household) == 4
        assert [line.of for line in reader.rows(NotTheSame)] == ["Household"]
