"""What is offered and said when refused rows go back, of one workbook and of several."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.excel.found import FoundTable
from desktop.qt.import_returning import ReturnButtons, told
from desktop.workspace.import_corrections import Corrections
from desktop.workspace.import_result import ImportResult, RowResult, TableResult
from tests.desktop.excel.lists import Well, sheet


def result_of(*files: Path) -> ImportResult:
    tables = [
        TableResult(file.name, "S", Well, FoundTable(file.name, "S", sheet([])), [RowResult(3, "refused")])
        for file in files
    ]
    return ImportResult(tables, files=list(files))


def test_that_errors_go_into_every_workbook_that_can_take_them(qtbot: QtBot, tmp_path: Path) -> None:
    buttons = ReturnButtons()
    qtbot.addWidget(buttons)
    buttons.show_for(result_of(tmp_path / "a.xlsx"), 1, False)
    assert "tệp này" in buttons.own.text() and not buttons.own.isHidden()
    buttons.show_for(result_of(tmp_path / "a.xls", tmp_path / "b.xlsm"), 2, False)
    assert "các tệp này" in buttons.own.text() and not buttons.own.isHidden()
    buttons.show_for(result_of(tmp_path / "a.xls", tmp_path / "b.csv"), 2, False)
    assert buttons.own.isHidden() and not buttons.rows.isHidden()


def test_that_each_workbook_that_took_no_marks_is_named_with_the_reason(tmp_path: Path) -> None:
    a, b = Corrections(tmp_path / "a-loi.xlsx"), Corrections(tmp_path / "b-loi.xlsx", "vì là .xls.")
    assert told([a, a], own=True) == (
        f"Đã ghi lỗi vào 2 bản sao trong thư mục {tmp_path.name}. Sửa rồi nhập lại chính các tệp đó.",
        "",
    )
    says, grade = told([a, b], own=True)
    assert "1 bản sao" in says and says.endswith("b-loi.xlsx: vì là .xls.") and grade == "NOTE"
