"""Asks whether cells are edited, filled, copied and pasted in the grid as in Excel, and taken back."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.qt.field_editors import LineEditor
from desktop.qt.main_window import MainWindow
from desktop.qt.record_page import RecordPage
from desktop.qt.replace_dialog import ReplaceDialog
from desktop.workspace.replacing import Replacement, find_cells
from tests.desktop.qt.grids import COLUMNS, CONTROL, SHIFT, Key, column, list_of, stand, stored, type_keys


@pytest.fixture
def page(shown: MainWindow, home: Any) -> RecordPage:
    return list_of(shown, home)


def text(page: RecordPage, row: int, name: str) -> str:
    return str(page.table.index(row, column(name)).data())


def editor(page: RecordPage) -> LineEditor:
    found = page.grid.editing.editor
    assert isinstance(found, LineEditor)
    return found


def undo(shown: MainWindow) -> str:
    assert shown.frame is not None
    said = shown.frame.menus.undo.text()
    shown.frame.undo_stack.undo()
    return said


def test_that_typing_replaces_and_enter_moves_on(
    page: RecordPage, shown: MainWindow, rested: Callable[[], None]
) -> None:
    stand(page, 0, "area")
    type_keys("62,5")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (1, column("area"))
    assert text(page, 0, "area") == "62,5"
    rested()
    assert stored(page, 0, "area") == Decimal("62.5")
    assert page.grid.hasFocus()
    assert undo(shown) == "&Hoàn tác: sửa Diện tích của Vàng A Ẳng, Xã Na Son"
    rested()
    assert stored(page, 0, "area") == 40
    assert shown.frame is not None
    assert shown.frame.menus.redo.text().startswith("&Làm lại: sửa Diện tích")


def test_that_f2_keeps_what_is_there_and_esc_gives_up(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 0, "head")
    QTest.keyClick(page.grid, Key.Key_F2)
    assert editor(page).line.text() == "Vàng A Ẳng"
    editor(page).line.setText("Vàng A Khác")
    QTest.keyClick(editor(page).line, Key.Key_Escape)
    assert page.grid.editing.editor is None
    assert page.grid.hasFocus()
    rested()
    assert stored(page, 0, "head") == "Vàng A Ẳng"


def test_that_keys_an_open_cell_has_no_use_for_do_nothing(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    stand(page, 1, "local")
    QTest.keyClick(page.grid, Key.Key_F2)
    for key in (Key.Key_D, Key.Key_H, Key.Key_Semicolon):
        QTest.keyClick(editor(page).line, key, CONTROL)
    assert editor(page).line.text() == "4.000.000"
    assert page.findChild(ReplaceDialog) is None
    QTest.keyClick(editor(page).line, Key.Key_Escape)
    rested()
    assert stored(page, 1, "local") == 4_000_000


def test_that_tab_goes_right_and_on_to_the_next_row(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 0, "head")
    QTest.keyClick(page.grid, Key.Key_F2)
    QTest.keyClick(editor(page).line, Key.Key_Tab)
    assert page.grid.currentIndex().column() == column("commune")
    stand(page, 0, COLUMNS[-1])
    page.grid.move_on(0, 1)
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (1, 1)
    QTest.keyClick(page.grid, Key.Key_Return)
    assert page.grid.currentIndex().row() == 2
    QTest.keyClick(page.grid, Key.Key_Return, SHIFT)
    assert page.grid.currentIndex().row() == 1
    rested()


def test_that_what_cannot_be_read_stays_in_its_cell(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 0, "area")
    type_keys("to lam")
    QTest.keyClick(editor(page).line, Key.Key_Return)
    assert page.grid.currentIndex().row() == 0
    assert editor(page).line.text() == "to lam"
    assert "không phải là số" in editor(page).messages.said
    assert page.may_close() is False
    QTest.keyClick(editor(page).line, Key.Key_Escape)
    assert page.may_close() is True
    rested()


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "total"])
def test_that_a_vietnamese_keyboard_is_not_disturbed_in_any_cell(
    name: str, page: RecordPage, rested: Callable[[], None]
) -> None:
    stand(page, 0, name)
    for letters in ("t", "i", "e", "\b", "ê", "n", "\b", "\b", "ến"):
        type_keys(letters)
    opened = page.grid.editing.editor
    assert opened is not None
    inner = opened.inner()
    assert (inner.property("text") or inner.property("plainText")) == "tiến"
    QTest.keyClick(inner, Key.Key_Escape)
    rested()


def test_that_a_choice_is_typed_without_marks(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 0, "poverty")
    type_keys("ho ngheo")
    popup = QApplication.activePopupWidget()
    QTest.keyClick(popup or editor(page).line, Key.Key_Return)
    rested()
    assert stored(page, 0, "poverty") == "poor"
    assert page.grid.currentIndex().row() == 1


def test_that_ctrl_enter_fills_the_selection_and_ctrl_d_fills_down(
    page: RecordPage, shown: MainWindow, rested: Callable[[], None]
) -> None:
    stand(page, 0, "local")
    page.grid.select(0, column("local"), 3, column("local"))
    type_keys("5 trieu")
    QTest.keyClick(editor(page).line, Key.Key_Return, CONTROL)
    rested()
    assert [stored(page, row, "local") for row in range(5)] == [5_000_000] * 4 + [1_000_000]
    assert undo(shown) == "&Hoàn tác: điền vào 4 ô"
    rested()
    assert stored(page, 0, "local") == 4_000_000
    stand(page, 4, "local")
    page.grid.select(4, column("local"), 6, column("local"))
    QTest.keyClick(page.grid, Key.Key_D, CONTROL)
    rested()
    assert [stored(page, row, "local") for row in (4, 5, 6)] == [1_000_000] * 3
    assert undo(shown) == "&Hoàn tác: điền xuống 2 ô"
    rested()


def test_that_today_is_one_key_and_delete_empties(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 2, "built")
    QTest.keyClick(page.grid, Key.Key_Semicolon, CONTROL)
    rested()
    assert stored(page, 2, "built") == date.today()
    QTest.keyClick(page.grid, Key.Key_Delete)
    rested()
    assert stored(page, 2, "built") is None


def test_that_whole_rows_and_columns_are_chosen_by_keys(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 2, "local")
    QTest.keyClick(page.grid, Key.Key_Space, SHIFT)
    assert page.grid.ranges() == [(2, 1, 2, len(COLUMNS))]
    stand(page, 2, "local")
    QTest.keyClick(page.grid, Key.Key_Space, CONTROL)
    assert page.grid.ranges() == [(0, column("local"), 11, column("local"))]
    rested()


def test_that_a_copied_block_goes_to_excel_and_comes_back_exactly(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    stand(page, 0, "head")
    page.grid.select(0, column("head"), 1, column("commune"))
    QTest.keyClick(page.grid, Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Vàng A Ẳng\tXã Na Son\nVàng A Bó\tXã Na Son"
    assert "mso-number-format" in data.html()
    page.writes.copy(headings=True)
    assert QGuiApplication.clipboard().mimeData().text().startswith("Chủ hộ\tXã\nVàng A Ẳng")
    page.writes.copy()
    stand(page, 3, "head")
    QTest.keyClick(page.grid, Key.Key_V, CONTROL)
    rested()
    preview = page.writes.preview
    assert preview is not None
    assert preview.counts.text() == "2 ô sẽ thay đổi · 2 ô không khác"
    preview.write_button.click()
    rested()
    assert [stored(page, row, "head") for row in (3, 4)] == ["Vàng A Ẳng", "Vàng A Bó"]


def paste(page: RecordPage, block: str) -> None:
    QGuiApplication.clipboard().setText(block)
    page.grid.asks.emit("paste")


def test_that_a_block_is_shown_before_it_is_written_and_taken_back_whole(
    page: RecordPage, shown: MainWindow, rested: Callable[[], None]
) -> None:
    stand(page, 0, "area")
    paste(page, "62,5\t5/1/2026\r\n20\t6/1/2026\r\nrộng\t7/1/2026\r\n")
    rested()
    preview = page.writes.preview
    assert preview is not None and preview.plan is not None
    # 20 m² is blocked by a rule and takes its date along; "rộng" is no number, its date comes in.
    assert preview.counts.text() == "3 ô sẽ thay đổi · 3 ô giữ nguyên vì có vấn đề"
    assert stored(page, 0, "area") == 40
    preview.write_button.click()
    rested()
    assert [stored(page, row, "area") for row in range(3)] == [Decimal("62.5"), 41, 28]
    assert [stored(page, row, "built") for row in range(3)] == [date(2026, 1, 5), None, date(2026, 1, 7)]
    assert undo(shown) == "&Hoàn tác: dán 3 ô"
    rested()
    assert [stored(page, row, "built") for row in range(3)] == [None] * 3


def test_that_a_refused_preview_writes_nothing(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 0, "area")
    paste(page, "50\n51\n")
    rested()
    assert page.writes.preview is not None
    table = page.writes.preview.table
    line = table.visualRect(table.model().index(0, 2)).center()
    for press in (QTest.mouseClick, QTest.mouseDClick):
        press(table.viewport(), Qt.MouseButton.LeftButton, pos=line)
    assert page.writes.preview is not None
    page.writes.preview.reject()
    rested()
    assert stored(page, 0, "area") == 40
    # Where nothing can be written Enter leads away; what was asked for is shown as an empty cell.
    stand(page, 0, "head")
    QTest.keyClick(page.grid, Key.Key_Delete)
    rested()
    assert page.writes.preview.table.model().index(0, 4).data() == "(trống)"
    QTest.keyClick(page.writes.preview.table, Key.Key_Return)
    assert page.writes.preview is None and stored(page, 0, "head")


def test_that_a_first_row_of_headings_says_which_columns_are_meant(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    stand(page, 0, "head")
    paste(page, "Dia phuong\tDiện tích (m²)\n6.000.000\t70\n7.000.000\t71\n")
    rested()
    assert page.writes.preview is not None
    page.writes.preview.write_button.click()
    rested()
    assert [stored(page, row, "local") for row in (0, 1)] == [6_000_000, 7_000_000]
    assert [stored(page, row, "area") for row in (0, 1)] == [70, 71]


def test_that_a_doubtful_figure_is_asked_once_for_its_column(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    stand(page, 0, "area")
    paste(page, "1.234\n1.500\n")
    rested()
    preview = page.writes.preview
    assert preview is not None and preview.plan is not None
    assert len(preview.plan.refused) == 2
    preview.reads_as.emit("area", ",")
    rested()
    assert [cell.value for cell in preview.plan.accepted] == [1234, 1500]
    preview.reject()
    rested()


def test_that_rows_beyond_the_end_are_new_records(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 11, "head")
    paste(page, "Vàng A Mới\nVàng A Nữa\n")
    rested()
    assert page.writes.preview is not None
    assert "1 hồ sơ mới" in page.writes.preview.counts.text()
    page.writes.preview.write_button.click()
    rested()
    assert page.table.rowCount() == 13


def test_that_cut_copies_and_empties(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 1, "local")
    QTest.keyClick(page.grid, Key.Key_X, CONTROL)
    rested()
    assert QGuiApplication.clipboard().text() == "4.000.000"
    assert stored(page, 1, "local") is None


def test_that_a_text_is_found_and_replaced_after_a_look(
    page: RecordPage, shown: MainWindow, rested: Callable[[], None]
) -> None:
    stand(page, 0, "head")
    QTest.keyClick(page.grid, Key.Key_H, CONTROL)
    dialog = page.findChild(ReplaceDialog)
    assert dialog is not None and dialog.here.isChecked()
    dialog.sought.setText("vàng a")
    dialog.instead.setText("Vàng {0} Văn")
    dialog.look.click()
    rested()
    assert page.writes.preview is not None
    assert page.writes.preview.counts.text() == "12 ô sẽ thay đổi"
    page.writes.preview.write_button.click()
    rested()
    assert stored(page, 4, "head") == "Vàng {0} Văn Đúa"
    assert undo(shown) == "&Hoàn tác: thay “vàng a” bằng “Vàng {0} Văn” ở 12 ô"
    rested()
    assert stored(page, 4, "head") == "Vàng A Đúa"
    page.writes.replace_in(COLUMNS, Replacement("Vang", "Mùa"))
    rested()
    assert page.writes.preview is None


def test_that_a_choice_and_a_figure_are_replaced_whole(page: RecordPage, rested: Callable[[], None]) -> None:
    cells = find_cells(page.workspace, page.record_type, COLUMNS, (), Replacement("hộ nghèo", "Hộ cận nghèo"))
    assert [cell.field for cell in cells] == ["poverty"] * 6
    cells = find_cells(page.workspace, page.record_type, COLUMNS, (), Replacement("4.000.000", "5 triệu"))
    assert [cell.field for cell in cells] == ["local"] * 11
    one = Replacement("vàng a bó", "x", whole=True, case=True)
    assert find_cells(page.workspace, page.record_type, ["head"], (), one) == []
    rested()


def test_that_what_takes_no_typing_is_left_to_the_form(page: RecordPage, rested: Callable[[], None]) -> None:
    stand(page, 0, "total")
    QTest.keyClick(page.grid, Key.Key_F2)
    assert page.grid.editing.editor is None
    assert page.form.fields.editors["total"].inner().hasFocus()
    rested()


def test_that_editing_reads_no_record_that_is_not_shown(
    page: RecordPage, home: Any, rested: Callable[[], None]
) -> None:
    with page.workspace.writing("Dữ liệu thử") as writing:
        writing.save_all([home(head=f"Hộ {number:05}") for number in range(3000)])
    rested()
    page.reload()
    page.grid.select(0, column("note"), page.table.rowCount() - 1, column("note"))
    before = set(page.table._pages)
    page.writes.clear()
    rested()
    assert len(set(page.table._pages) - before) <= 1
    assert page.writes.preview is None


def test_that_what_is_copied_is_masked_for_whoever_may_not_show_names(
    page: RecordPage, shown: MainWindow, rested: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = page.workspace.catalog
    monkeypatch.setattr(page.workspace.guard, "may", lambda right: right != "names")
    monkeypatch.setattr(type(catalog), "is_personal", lambda _self, field: field.name == "head")
    name = text(page, 0, "head")
    stand(page, 0, "head")
    assert page.writes.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "•••" and name not in data.html()
    told = b"".join(data.data(each).data() for each in data.formats())
    assert name.encode() not in told and json.dumps(name).encode() not in told
    stand(page, 1, "head")
    before = text(page, 1, "head")
    page.writes.paste()
    rested()
    assert text(page, 1, "head") == before, "a mask is no name"
    page.writes.cut()
    rested()
    assert text(page, 1, "head") == before, "what is cut as a mask would be lost"
    assert "Không cắt được “Chủ hộ”" in page.notice.text.text()
    paste(page, "Sùng Thị Dợ\nSùng A Lử")
    rested()
    assert page.writes.preview is not None
    page.writes.preview.table.selectAll()
    QTest.keyClick(page.writes.preview.table, Key.Key_C, CONTROL)
    told = QGuiApplication.clipboard().text()
    assert "Chủ hộ" in told and "•••" in told and before not in told and "Sùng" not in told
    page.writes.preview.reject()
    assert text(page, 1, "head") == before
