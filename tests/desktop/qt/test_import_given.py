"""The line of values for all rows: what the title offers is one press away, and another takes it off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.qt.import_given import GivenLine
from desktop.workspace import Workspace
from tests.desktop.workspace.test_import_decisions import DECIDED, read, table_of


def shown(line: GivenLine) -> list[str]:
    return [chip.text() for chip in line.chips]


def test_that_the_decision_of_the_title_is_taken_by_a_press_and_taken_off_again(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    plan = read(workspace, tmp_path / "hộ.xlsx", "Kèm theo Quyết định số 12/QĐ-UBND ngày 14/5/2024")
    line = GivenLine(workspace)
    qtbot.addWidget(line)
    line.show_table(plan, table_of(plan))
    line.show()
    offer = ["Quyết định số 12/QĐ-UBND ngày 14/05/2024"]
    assert shown(line) == offer
    with qtbot.waitSignal(line.changed):
        qtbot.keyClick(line.chips[0], Qt.Key.Key_Space)
    assert table_of(plan).given == DECIDED
    assert shown(line) == ["Số quyết định công nhận: 12/QĐ-UBND", "Ngày quyết định: 14/05/2024"]
    while table_of(plan).given:
        qtbot.keyClick(line.chips[0], Qt.Key.Key_Space)
    assert shown(line) == offer


def test_that_the_day_of_one_decision_is_not_left_to_the_next(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    title = "Kèm theo Quyết định số 12/QĐ-UBND ngày 14/5/2024 và Quyết định số 99/QĐ-UBND"
    plan = read(workspace, tmp_path / "hộ.xlsx", title)
    line = GivenLine(workspace)
    qtbot.addWidget(line)
    line.show_table(plan, table_of(plan))
    line.show()
    for wanted in ("12/QĐ-UBND", "99/QĐ-UBND"):
        qtbot.keyClick(next(chip for chip in line.chips if wanted in chip.text()), Qt.Key.Key_Space)
    assert table_of(plan).given == {"decision_number": "99/QĐ-UBND"}
