"""Asks whether nothing typed is lost and no key is deaf when a list is sorted, copied or emptied."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.declare.problems import PassingRefusal
from desktop.declare.reading import Condition, Sort
from desktop.qt.main_window import MainWindow
from desktop.qt.record_page import RecordPage
from desktop.workspace.cell_changes import Typed, plan_cells
from tests.desktop.qt.forms import put
from tests.desktop.qt.grids import COLUMNS, column, list_of, stand, stored, type_keys


@pytest.fixture
def page(shown: MainWindow, home: Any) -> RecordPage:
    return list_of(shown, home)


def paste(page: RecordPage, block: str) -> None:
    QGuiApplication.clipboard().setText(block)
    page.grid.asks.emit("paste")


def change(page: RecordPage, row: int, **values: Any) -> None:
    """Change a stored record elsewhere than in the list."""
    record = page.table.record_at(row)
    assert record is not None
    with page.workspace.writing("Dữ liệu thử") as writing:
        writing.save(record.changed(**values))


def test_that_what_is_typed_is_kept_when_the_list_is_put_in_another_order(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    stand(page, 1, "area")
    type_keys("77")
    page.sort_by([Sort("head", descending=True)])
    rested()
    assert stored(page, 10, "area") == 77
    page.sort_by([])
    stand(page, 1, "area")
    type_keys("78")
    page.choose_columns([*COLUMNS, "rooms"])
    rested()
    assert stored(page, 1, "area") == 78
    # What cannot be read holds the list as it is.
    stand(page, 1, "area")
    type_keys("rộng")
    page.sort_by([Sort("head", descending=True)])
    assert page.grid.editing.is_open and page.table.sort_by == ()
    page.grid.editing.give_up()


def test_that_what_a_cell_shows_written_over_it_changes_nothing(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    """A row that went to Excel and came back: no computed cell of it is a problem, no line break is lost."""
    change(page, 0, note="một\nhai")
    rested()
    page.grid.select(0, 1, 0, len(COLUMNS))
    assert page.writes.copy()
    stand(page, 0, "head")
    paste(page, QGuiApplication.clipboard().text())
    rested()
    assert page.writes.preview is None
    assert stored(page, 0, "note") == "một\nhai"


def test_that_lines_of_a_note_go_to_excel_as_lines(page: RecordPage, rested: Callable[[], None]) -> None:
    change(page, 0, note="một\nhai")
    rested()
    stand(page, 0, "note")
    page.writes.copy()
    assert QGuiApplication.clipboard().text() == '"một\nhai"'


def test_that_copied_rows_leave_out_what_is_worked_out_again(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    page.grid.setFocus()
    page.grid.select(0, column("central"), 0, column("total"))
    page.writes.copy()
    change(page, 3, central=1, local=2)
    rested()
    stand(page, 3, "central")
    page.writes.paste()
    rested()
    assert page.writes.preview is not None and page.writes.preview.plan is not None
    assert [cell.field.name for cell in page.writes.preview.plan.cells] == ["central", "local"]
    page.writes.preview.reject()
    rested()


def test_that_the_keyboard_stays_on_the_page_when_the_list_becomes_empty_and_full_again(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    page.grid.setFocus()
    page.filter_by([Condition("head", "is", "Không ai")])
    assert page.list_panel.empty.act.hasFocus()
    page.filter_by([])
    assert page.grid.hasFocus()
    rested()
    page.form.fields.focus_first()
    record = page.form.record
    assert record is not None
    page.delete(record)
    assert page.isAncestorOf(QApplication.focusWidget() or page)
    rested()


def test_that_what_a_full_disk_did_not_take_is_tried_again(
    page: RecordPage, rested: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_asked: object) -> int:
        raise PassingRefusal("Ổ đĩa đã đầy.", "Xóa bớt tệp.")

    stand(page, 1, "area")
    with monkeypatch.context() as patch:
        patch.setattr("desktop.qt.grid_writing.write_plan", full)
        type_keys("77")
        page.grid.editing.commit()
        rested()
    assert stored(page, 1, "area") == 41 and page.notice.isVisible()
    [again] = [each for each in page.notice.findChildren(QPushButton) if each.text() == "Thử lại"]
    again.click()
    rested()
    assert stored(page, 1, "area") == 77


def test_that_the_day_of_the_places_waits_for_what_cannot_be_read(
    page: RecordPage, shown: MainWindow, rested: Callable[[], None]
) -> None:
    assert shown.frame is not None
    switch = shown.frame.top.boundaries
    stand(page, 1, "area")
    type_keys("rộng")
    switch.today.trigger()
    rested()
    assert page.workspace.as_of is None and switch.text() == "Như đã báo cáo"
    assert page.grid.editing.is_open
    page.grid.editing.give_up()
    switch.today.trigger()
    rested()
    assert page.workspace.as_of is not None


def test_that_a_new_record_the_filter_hides_is_told(
    page: RecordPage, shown: MainWindow, rested: Callable[[], None]
) -> None:
    page.filter_by([Condition("head", "is", "Vàng A Bó")])
    rested()
    page.add()
    for name, text in (("head", "Lo Van Khac"), ("commune", "na son")):
        put(page.form, name, text)
    page.form.save()
    rested()
    assert shown.frame is not None
    assert "Đã lưu Lo Van Khac" in shown.frame.status.text.text()
    assert "hồ sơ này không khớp điều kiện đang tìm, lọc" in shown.frame.status.text.text()


@pytest.mark.parametrize("most", [50_000, 0])
def test_that_only_a_record_the_search_leaves_out_is_told_not_to_be_shown(
    page: RecordPage,
    shown: MainWindow,
    rested: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    most: int,
) -> None:
    monkeypatch.setattr("desktop.qt.record_table._IDS_TO_FIND_A_ROW", most)
    page.filter_by([Condition("poverty", "is", "poor")])
    rested()
    page.show_record(page.table.ids_between(0, 0)[0])
    for area, is_hidden in (("77", False), ("78", True)):
        put(page.form, "area", area)
        if is_hidden:
            put(page.form, "poverty", "ho can ngheo")
        page.table._ids.clear()  # as in a list of which one page is known
        page.form.save()
        rested()
        assert shown.frame is not None
        told = shown.frame.status.text.text()
        assert told.startswith("Đã lưu") and ("không hiện trong danh sách" in told) is is_hidden


def test_that_ctrl_z_takes_back_the_first_change_while_it_is_written(
    page: RecordPage, shown: MainWindow, rested: Callable[[], None], qtbot: QtBot
) -> None:
    rested()
    before = stored(page, 0, "area")
    stand(page, 0, "area")
    type_keys("62,5")
    page.grid.editing.commit()
    assert shown.frame is not None
    with qtbot.waitSignal(shown.frame.undo_stack.undone):
        shown.frame.menus.undo.trigger()
    assert stored(page, 0, "area") == before and not shown.frame.menus.undo.isEnabled()


@pytest.mark.parametrize("passes", [True, False])
def test_that_only_what_passes_is_offered_to_be_tried_again(
    page: RecordPage, rested: Callable[[], None], monkeypatch: pytest.MonkeyPatch, passes: bool
) -> None:
    kind = page.record_type
    [id] = page.table.ids_between(0, 0)
    plan = plan_cells(page.workspace, kind, [Typed(id, "area", "62,5")])
    with page.workspace.store.reading() as reader:
        met = reader.get(kind, id)
    assert met is not None
    with monkeypatch.context() as full:
        if passes:
            full.setattr("desktop.qt.grid_writing.write_plan", refuses(PassingRefusal("Ổ đĩa đã đầy.")))
        else:
            page.workspace.save(met.changed(area=Decimal(77)))
        page.writes.write(plan, "dán {count} ô")
        rested()
    acts = [button for button in page.notice.findChildren(QPushButton) if button.text() == "Thử lại"]
    assert bool(acts) is passes and page.notice.text.text()
    for again in acts:
        again.click()
        rested()
    assert stored(page, 0, "area") == (Decimal("62.5") if passes else Decimal(77))


def refuses(refusal: Exception) -> Callable[..., Any]:
    def refuse(*_asked: Any) -> Any:
        raise refusal

    return refuse
