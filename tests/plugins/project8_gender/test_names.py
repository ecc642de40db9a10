"""Asks whether a list of mothers leaves window and commands without names unless they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from desktop.__main__ import main
from desktop.declare.fields import MASK
from desktop.qt.record_page import RecordPage
from desktop.qt.tasks import Tasks
from desktop.testing import na_son
from desktop.workspace import Workspace
from project8_gender.births import BirthExpense
from tests.plugins.project8_gender.sound import line


@pytest.fixture
def page(qtbot: Any, workspace: Workspace) -> Iterator[RecordPage]:
    workspace.save(line(commune=na_son(workspace)))
    tasks = Tasks()
    made = RecordPage(workspace, tasks, BirthExpense)
    qtbot.addWidget(made)
    yield made
    tasks.close()


def told(file: Path) -> str:
    cells = (cell for row in openpyxl.load_workbook(file).worksheets[0].values for cell in row)
    return " ".join(str(cell) for cell in cells if cell is not None)


@pytest.mark.parametrize(("answer", "is_named"), [("Che tên", False), ("Kèm tên", True)])
def test_that_the_window_asks_before_names_leave(
    qtbot: Any, page: RecordPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_named: bool
) -> None:
    file = tmp_path / "ba-me.xlsx"
    monkeypatch.setattr(page.files, "_ask", lambda *_words: file)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr(
        QMessageBox,
        "clickedButton",
        lambda box: next(button for button in box.buttons() if button.text() == answer),
    )
    with qtbot.waitSignal(page.says):
        page.files.ask_and_export()
    assert "Bản Huổi Tao" in told(file)
    assert ("Vàng Thị Mai" in told(file), "011196000123" in told(file)) == (is_named, is_named)


def test_that_giving_up_at_the_question_writes_nothing(
    page: RecordPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.files, "_ask", lambda *_words: tmp_path / "ba-me.xlsx")

    def press_escape(box: QMessageBox) -> int:
        box.show()
        QTest.keyClick(box, Qt.Key.Key_Escape)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press_escape)
    written: list[object] = []
    monkeypatch.setattr(page.files, "export", lambda *told: written.append(told))
    page.files.ask_and_export()
    assert written == []


@pytest.mark.parametrize(("asked", "is_named"), [((), False), (("--masked",), False), (("--names",), True)])
def test_that_the_command_hides_names_unless_asked(
    database: Path, workspace: Workspace, tmp_path: Path, asked: tuple[str, ...], is_named: bool
) -> None:
    workspace.save(line(commune=na_son(workspace)))
    file = tmp_path / "ba-me.xlsx"
    assert main(["--database", str(database), "export", "BirthExpense", "-o", str(file), *asked]) == 0
    assert ("Vàng Thị Mai" in told(file)) is is_named


@pytest.mark.parametrize(("asked", "is_named"), [((), False), (("--masked",), False), (("--names",), True)])
def test_that_a_list_hides_names_unless_asked(
    database: Path,
    workspace: Workspace,
    capsys: pytest.CaptureFixture[str],
    asked: tuple[str, ...],
    is_named: bool,
) -> None:
    workspace.save(line(commune=na_son(workspace)))
    assert main(["--database", str(database), "list", "BirthExpense", "--json", *asked]) == 0
    shown = capsys.readouterr()
    (row,) = json.loads(shown.out)["rows"]
    assert (row["village"], row["item"]) == ("Bản Huổi Tao", "travel")
    assert [row[name] != MASK for name in ("mother", "birth", "identity_number")] == [is_named] * 3
    assert ("Vàng Thị Mai" in shown.out) is is_named
    assert ("--names" in shown.err) is (not asked)
