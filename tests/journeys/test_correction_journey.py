"""A problem is found, its record corrected with the keyboard alone, and the history tells of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.problems_page import ProblemsPage
from desktop.qt.record_page import RecordPage
from desktop.testing import sound_example


def test_that_a_record_is_corrected_by_keyboard_and_its_problem_goes(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    housing = workspace.catalog.record_type("HousingCase")
    case = sound_example(
        workspace, housing, head_name="Vàng A Dí", village="Bản Na Phát", members=4, area_now=None
    )
    workspace.save(case.changed(members=0))

    shown.open(Route("problems"))
    settled()
    problems = shown.page(Route("problems"))
    assert isinstance(problems, ProblemsPage)
    picture("2-1 vấn đề")
    row = cells(problems.records, 1).index("Số khẩu")
    problems.records.stand_on(row)

    qtbot.keyClick(problems.records, Qt.Key.Key_Return)
    settled()
    records = shown.page(Route("records", housing))
    assert isinstance(records, RecordPage)
    picture("2-2 biểu mẫu")
    editor = QApplication.focusWidget()
    assert editor is records.form.fields.editors["members"].inner()

    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "5")
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert not records.form.dirty
    assert "members" not in {problem.field for problem in records.form.problems}

    records.form.tabs.setCurrentWidget(records.form.history)
    picture("2-3 lịch sử")
    assert "Số khẩu: 0 → 5" in records.form.history.toPlainText()

    shown.open(Route("problems"))
    settled()
    assert "Số khẩu" not in cells(problems.records, 1)
    picture("2-4 hết vấn đề")
