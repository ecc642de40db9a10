"""Asks whether list and form work together: by keyboard alone, filtered, searched, undone."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Condition, Sort
from desktop.qt import record_table
from desktop.qt.cell_tips import CellTips
from desktop.qt.column_chooser import ColumnChooser, usual_columns
from desktop.qt.filters import FilterMenu
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_menu import cell_menu
from desktop.qt.record_page import RecordPage
from desktop.shared import Office
from desktop.workspace import Workspace
from tests.desktop.qt.forms import put


@pytest.fixture
def page(shown: MainWindow, home: Any) -> RecordPage:
    shown.open(Route("records", home))
    found = shown.page(Route("records", home))
    assert isinstance(found, RecordPage)
    return found


def heads(page: RecordPage) -> list[str]:
    column = page.table.columns.index("head") + 1
    return [page.table.data(page.table.index(row, column)) for row in range(page.table.rowCount())]


def test_that_the_title_says_how_many_and_what_is_wrong(page: RecordPage, rested: Callable[[], None]) -> None:
    rested()
    assert page.counts.text() == "12 hồ sơ · 2 vấn đề"
    assert page.form.record is not None


def test_that_the_keyboard_stands_on_a_name_and_not_on_a_sign_from_the_first(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    rested()
    page.grid.setCurrentIndex(page.table.index(0, 0))
    QApplication.sendEvent(page.grid, QFocusEvent(QEvent.Type.FocusIn))
    at = page.grid.currentIndex()
    assert (at.row(), at.column()) == (0, 1)


def test_that_a_record_is_made_and_saved_by_keyboard_alone(
    page: RecordPage, shown: MainWindow, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.form.fields.editors["head"].inner().hasFocus)
    QTest.keyClicks(QApplication.focusWidget(), "Lo Van Nam")
    while QApplication.focusWidget() is not page.form.fields.editors["area"].inner():
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "45,5")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    rested()
    qtbot.waitUntil(lambda: "Lo Van Nam" in heads(page))
    assert page.counts.text().startswith("13 hồ sơ")
    assert heads(page)[page.grid.currentIndex().row()] == "Lo Van Nam"
    assert shown.frame is not None
    assert shown.frame.status.text.text().startswith("Đã lưu Lo Van Nam")
    assert shown.frame.menus.undo.text() == "&Hoàn tác: thêm Lo Van Nam"


def test_that_undo_takes_back_and_redo_brings_again(
    page: RecordPage, shown: MainWindow, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    first = page.table.record_at(0)
    assert first is not None
    page.delete(first)
    rested()
    qtbot.waitUntil(lambda: page.table.rowCount() == 11)
    QTest.keyClick(page.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.table.rowCount() == 12)
    rested()
    QTest.keyClick(page.grid, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.table.rowCount() == 11)
    rested()


def test_that_the_menu_says_why_a_record_is_not_deleted(
    page: RecordPage, rested: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("desktop.qt.errors.show_failure", lambda failure, *_others: told.append(str(failure)))
    monkeypatch.setattr(page.record_type, "kept", "Ghi hộ mới thay hộ này.")
    rested()
    menu = cell_menu(page, page.grid.currentIndex(), page.delete)
    assert menu is not None
    menu.actions()[-1].trigger()
    rested()
    (says,) = told
    assert "được giữ lại, không xóa. Ghi hộ mới thay hộ này." in says
    assert page.form.record is not None


def test_that_undo_reaches_the_window_from_a_field_without_typing(
    page: RecordPage, shown: MainWindow, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    first = page.table.record_at(0)
    assert first is not None
    page.delete(first)
    rested()
    line = page.form.fields.editors["head"].inner()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.table.rowCount() == 12)
    rested()


def test_that_search_and_chips_narrow_the_list(
    page: RecordPage, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    QTest.keyClicks(page.bar.search, "dua")
    qtbot.waitUntil(lambda: page.table.rowCount() == 1)
    assert heads(page) == ["Vàng A Đúa"]
    page.bar.put_words("")
    page.filter_by([Condition("poverty", "is", "poor")])
    assert page.counts.text().startswith("6 trên 12 hồ sơ")
    chip = page.chips._chips[0]
    assert chip.text() == "Diện hộ: Hộ nghèo"
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert page.table.rowCount() == 12
    assert page.grid.hasFocus()
    rested()


def test_that_a_new_record_has_what_the_filter_says(page: RecordPage, rested: Callable[[], None]) -> None:
    page.filter_by([Condition("poverty", "is", "poor")])
    page.add()
    assert page.form.record is not None
    assert page.form.now()[0].poverty == "poor"  # type: ignore[attr-defined]
    page.form.give_up()
    assert page.form.record.id
    rested()


def test_that_an_empty_list_says_how_to_begin(page: RecordPage, rested: Callable[[], None]) -> None:
    page.filter_by([Condition("head", "is", "không ai")])
    assert page.list_panel.is_empty
    assert "khớp" in page.list_panel.empty.text.text()
    page.list_panel.empty.act.click()
    assert page.table.rowCount() == 12
    rested()


def test_that_a_route_stands_on_its_record_and_field(
    page: RecordPage, shown: MainWindow, home: Any, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    last = page.table.record_at(11)
    assert last is not None
    shown.open(Route("records", home, record=last.id or "", field="note"))
    assert page.form.record is not None
    assert page.form.record.id == last.id
    assert page.grid.currentIndex().row() == 11
    qtbot.waitUntil(page.form.fields.editors["note"].inner().hasFocus)
    rested()


def test_that_the_row_is_held_where_something_cannot_be_read(
    page: RecordPage, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    line = page.form.fields.editors["area"].inner()
    QTest.keyClicks(line, "to lam")
    page.grid.go_to(3)
    qtbot.waitUntil(lambda: page.grid.currentIndex().row() == 0)
    assert "chưa đọc được" in page.form.notice.text.text()
    assert page.may_close() is False
    page.form.give_up()
    assert page.may_close() is True
    rested()


def test_that_columns_are_chosen_and_remembered(
    page: RecordPage, street: Workspace, shown: MainWindow, home: Any, rested: Callable[[], None]
) -> None:
    chooser = page.findChild(ColumnChooser)
    assert chooser is not None
    chooser.show_columns(page.table.columns)
    names = list(home.fields)
    chooser.list.item(names.index("note")).setCheckState(Qt.CheckState.Checked)
    assert page.table.columns == [*usual_columns(home), "note"]
    rested()
    again = RecordPage(street, shown.tasks, home)
    assert again.table.columns == page.table.columns


def test_that_a_name_that_is_cut_is_told_whole_where_the_mouse_rests(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    rested()
    tips, index = page.grid.itemDelegate(), page.table.index(0, 1)
    assert isinstance(tips, CellTips)
    option = QStyleOptionViewItem()
    option.initFrom(page.grid)
    assert tips.told(page.grid, option, index) == ""
    page.grid.setColumnWidth(1, 40)
    assert tips.told(page.grid, option, index) == heads(page)[0]


def test_that_the_title_of_the_window_tells_what_is_not_saved_and_whose_desk_it_is(
    page: RecordPage, street: Workspace, shown: MainWindow, rested: Callable[[], None]
) -> None:
    rested()
    assert not shown.isWindowModified()
    put(page.form, "area", "77")
    assert shown.isWindowModified()
    shown.open(Route("components"))
    assert not shown.isWindowModified()
    shown.open(Route("records", page.record_type))
    assert shown.isWindowModified()
    page.form.save()
    rested()
    assert not shown.isWindowModified()
    street.save(Office(level="central", name="Ủy ban Dân tộc"))
    rested()
    assert shown.windowTitle() == "Các nhà[*] – Ủy ban Dân tộc – Sổ Chương trình MTQG"


def test_that_the_filter_menu_offers_what_is_stored(
    page: RecordPage, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    menu = page.findChild(FilterMenu)
    assert menu is not None
    for action in menu.actions():
        if action.text() == "Diện hộ":
            values = action.menu()
            values.aboutToShow.emit()
            assert sorted(each.text() for each in values.actions()) == [
                "Hộ cận nghèo   (6)",
                "Hộ nghèo   (6)",
            ]
            with qtbot.waitSignal(menu.added):
                values.actions()[0].trigger()
    assert page.table.rowCount() == 6
    rested()


def test_that_the_form_folds_and_fills_by_keys(
    page: RecordPage, qtbot: QtBot, rested: Callable[[], None]
) -> None:
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_F4)
    assert not page.form.isVisible()
    QTest.keyClick(page.grid, Qt.Key.Key_F6)
    assert page.form.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.list_panel.isHidden()
    rested()


def test_that_a_form_stands_in_place_of_the_list_where_there_is_no_room_for_both(
    page: RecordPage, shown: MainWindow, rested: Callable[[], None]
) -> None:
    wide = shown.size()
    page.grid.setFocus()
    shown.resize(683, 344)
    rested()
    assert page.list_panel.isVisible() and not page.form.isVisible()
    QTest.keyClick(page.grid, Qt.Key.Key_F4)
    assert page.form.isVisible() and not page.list_panel.isVisible()
    assert page.form.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert page.list_panel.isVisible() and page.grid.hasFocus() and not page.form.isVisible()
    shown.resize(wide)
    rested()
    assert page.list_panel.isVisible() and page.form.isVisible() and page.grid.hasFocus()


def test_that_the_form_goes_to_the_next_record_and_back_on_the_same_field(
    page: RecordPage, rested: Callable[[], None]
) -> None:
    rested()
    page.grid.go_to(0)
    page.form.focus_field("area")
    names = heads(page)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.form.fields.editors["area"].inner(), Qt.Key.Key_PageDown, control)
    assert page.form.record is not None and page.form.record.values()["head"] == names[1]
    assert page.form.fields.focused() == "area"
    QTest.keyClick(page.form.fields.editors["area"].inner(), Qt.Key.Key_PageUp, control)
    assert page.form.record.values()["head"] == names[0]
    QTest.keyClick(page.form.fields.editors["area"].inner(), Qt.Key.Key_PageUp, control)
    assert page.form.record.values()["head"] == names[0]


def test_that_an_accepted_warning_leaves_the_sign_of_its_row(
    page: RecordPage, street: Workspace, rested: Callable[[], None]
) -> None:
    rested()
    row = heads(page).index("Vàng A Đúa")
    sign = (page.table.index(row, 0), Qt.ItemDataRole.DecorationRole)
    assert page.table.data(*sign) is not None
    page.grid.go_to(row)
    page.form.accepting.take(page.form.problems[0], "Hộ góp ngày công")
    rested()
    assert page.table.data(*sign) is None
    assert page.counts.text() == "12 hồ sơ · 1 vấn đề"


def test_that_a_long_list_stays_until_its_new_order_is_known(
    page: RecordPage, rested: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    rested()
    monkeypatch.setattr(record_table, "_LONG", 5)
    before = heads(page)
    page.grid.go_to(2)
    page.sort_by([Sort("area", descending=True)])
    assert heads(page) == before
    rested()
    assert page.table.sort_by == (Sort("area", descending=True),)
    assert sorted(heads(page)) == sorted(before) != heads(page)
    assert heads(page)[page.grid.currentIndex().row()] == before[2]


def test_that_rows_of_a_long_list_are_blank_until_their_place_is_known(
    page: RecordPage, qtbot: QtBot, rested: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    rested()
    monkeypatch.setattr(record_table, "_LONG", 5)
    page.table.show(sort_by=[Sort("area")])
    page.grid.go_to(3)
    assert set(heads(page)) == {None}
    qtbot.waitUntil(lambda: page.table.record_at(3) is not None)
    rested()
    assert page.form.record is not None and page.form.record.values()["head"] == heads(page)[3]
