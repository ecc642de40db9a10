"""Asks whether a record is edited, judged, saved, given up and remembered as an officer expects."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.declare.problems import Grade
from desktop.qt.field_editors import LineEditor
from desktop.qt.record_form import RecordForm
from desktop.qt.tasks import Tasks
from desktop.workspace import Workspace
from tests.desktop.qt.forms import put, said_at, stored


@pytest.fixture
def form(qtbot: QtBot, street: Workspace, home: Any, tasks: Tasks) -> RecordForm:
    made = RecordForm(street, tasks, home)
    qtbot.addWidget(made)
    made.resize(420, 640)
    made.show()
    made.show_record(stored(street, home, "Vàng A Ẳng"))
    return made


def test_that_a_problem_stands_at_its_field_with_its_basis(form: RecordForm) -> None:
    put(form, "area", "28")
    assert said_at(form, "area") == "Diện tích 28 m² nhỏ hơn 30 m².\nH-01 · TT 01/2022"
    assert form.fields.editors["area"].inner().property("grade") == "BLOCK"
    assert form.tabs.tabText(1) == "Vấn đề (1)"
    put(form, "area", "45")
    assert said_at(form, "area") == ""


def test_that_what_is_worked_out_follows_the_typing(form: RecordForm) -> None:
    put(form, "central", "60 trieu")
    total = form.fields.editors["total"]
    assert isinstance(total, LineEditor)
    assert total.line.text() == "64.000.000"


def test_that_only_a_warning_saves_without_a_question(
    form: RecordForm, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    put(form, "local", "1 trieu")
    form.save()
    settled()
    assert stored(street, home, "Vàng A Ẳng").local == 1_000_000
    assert not form.dirty
    assert form.notice.isHidden()


def test_that_what_blocks_can_be_kept_as_a_draft_from_the_bar(
    form: RecordForm, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    put(form, "area", "28")
    form.save()
    settled()
    assert form.notice.text.text() == "Còn 1 chỗ phải sửa trước khi hồ sơ hợp lệ."
    assert stored(street, home, "Vàng A Ẳng").area == 40
    form.save(as_draft=True)
    settled()
    assert stored(street, home, "Vàng A Ẳng").area == 28


def test_that_what_cannot_be_read_is_neither_saved_nor_lost(
    form: RecordForm, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    put(form, "area", "to lam")
    form.save()
    settled()
    assert "chưa đọc được" in form.notice.text.text()
    assert "không phải là số" in said_at(form, "area")
    assert form.leave() is False
    assert form.fields.typed()["area"] == "to lam"


def test_that_escape_gives_up_and_the_bar_brings_it_back(form: RecordForm) -> None:
    put(form, "head", "Lo Van Nam")
    form.give_up()
    assert form.fields.typed()["head"] == "Vàng A Ẳng"
    assert not form.dirty
    form.notice.findChildren(type(form.save_button))[0].click()
    assert form.fields.typed()["head"] == "Lo Van Nam"
    assert form.dirty


def test_that_leaving_keeps_what_was_typed(
    form: RecordForm, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    put(form, "head", "Lo Van Nam")
    assert form.leave()
    form.show_record(stored(street, home, "Vàng A Bó"))
    settled()
    assert stored(street, home, "Lo Van Nam") is not None
    assert form.fields.typed()["head"] == "Vàng A Bó"


def test_that_a_new_record_is_not_scolded_before_it_is_saved(form: RecordForm, home: Any) -> None:
    form.begin(home())
    assert said_at(form, "head") == ""
    form.save()
    assert said_at(form, "head") == "Chưa ghi."
    assert not form.notice.isHidden()


def test_that_two_who_edit_the_same_are_told(
    form: RecordForm, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    put(form, "head", "Lo Van Nam")
    street.save(stored(street, home, "Vàng A Ẳng").changed(head="Vàng A Xá"))
    form.save()
    settled()
    assert not form.notice.isHidden()
    assert form.dirty
    assert form.fields.typed()["head"] == "Lo Van Nam"


def test_that_the_history_says_what_was_and_became(form: RecordForm, settled: Callable[[], None]) -> None:
    put(form, "area", "62.5")
    form.save()
    settled()
    form.tabs.setCurrentWidget(form.history)
    told = form.history.toPlainText()
    assert "Diện tích: 40 → 62,5" in told
    assert "Dữ liệu thử" in told


def test_that_a_problem_of_the_list_leads_to_its_field(form: RecordForm, qtbot: QtBot) -> None:
    put(form, "area", "28")
    form.tabs.setCurrentWidget(form.problem_tab)
    form.activateWindow()
    with qtbot.waitSignal(form.problem_list.chosen):
        form.problem_list.setCurrentRow(0)
        QTest.keyClick(form.problem_list, Qt.Key.Key_Return)
    assert form.tabs.currentWidget() is form.fields
    qtbot.waitUntil(form.fields.editors["area"].inner().hasFocus)


def test_that_a_value_goes_on_beneath_its_line_from_the_word_that_is_cut_and_lines_end_at_one_edge(
    qtbot: QtBot, street: Workspace, home: Any, tasks: Tasks
) -> None:
    form = RecordForm(street, tasks, home)
    qtbot.addWidget(form)
    form.resize(420, 640)
    form.show()
    long = "Vàng A Đúa, con ông Vàng A Chứ, cháu bà Sùng Thị Máy ở bản Tìa Dên"
    form.show_record(stored(street, home, "Vàng A Đúa").changed(head=long))
    lines = {name: each for name, each in form.fields.editors.items() if isinstance(each, LineEditor)}
    line, rest = lines["head"].line, lines["head"].rest
    assert rest is not None and rest.text().startswith("… ")
    goes_on = rest.text().removeprefix("… ")
    assert long.endswith(f" {goes_on}")
    seen = line.fontMetrics().horizontalAdvance(long.removesuffix(f" {goes_on}"))
    assert seen < line.width() < seen + line.fontMetrics().horizontalAdvance(f" {goes_on}")
    assert [name for name, each in lines.items() if each.rest and each.rest.isVisible()] == ["head"]
    form.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.end(False)
    lines["rooms"].line.setFocus()
    assert line.cursorPosition() == 0, "what is seen is the beginning again"
    form.show_record(stored(street, home, "Vàng A Đúa"))
    assert rest.isHidden()
    with_bars = {name for name, each in lines.items() if getattr(each, "bar", None)}
    ends = {
        each.line.mapTo(form, each.line.rect().topRight()).x()
        for name, each in lines.items()
        if name not in with_bars
    }
    assert len(ends) == 1


def test_that_every_field_has_a_name_for_the_ear_and_tab_goes_through_all_and_out(form: RecordForm) -> None:
    inners = [editor.inner() for editor in form.fields.editors.values()]
    assert all(inner.accessibleName() for inner in inners)
    stops = [inner for inner in inners if inner.focusPolicy() & Qt.FocusPolicy.TabFocus]
    walked = []
    stops[0].setFocus()
    while form.fields.isAncestorOf(form.focusWidget()) and len(walked) < 100:
        walked.append(form.focusWidget())
        form.focusNextPrevChild(True)
    assert [each for each in walked if each in stops] == stops
    # The buttons of a field's own rows stand behind the rows.
    assert len(set(walked)) == len(walked) == len(stops) + 2
    assert not form.fields.isAncestorOf(form.focusWidget())


def test_that_other_problems_of_a_check_are_shown_too(form: RecordForm, street: Workspace, home: Any) -> None:
    record = stored(street, home, "Vàng A Ẳng")
    other = home.fields["head"].wrong("Trùng với hồ sơ khác.", Grade.WARN)
    form.show_record(record, [other])
    assert said_at(form, "head") == "Trùng với hồ sơ khác."


def test_that_the_norm_of_the_case_and_its_text_stand_at_the_field(
    qtbot: QtBot, workspace: Workspace, tasks: Tasks
) -> None:
    case = workspace.catalog.record_type("HousingCase")
    form = RecordForm(workspace, tasks, case)
    qtbot.addWidget(form)
    form.begin(case(need="new", decision_date=date(2024, 5, 1)))
    line = form.fields.editors["central_money"]._norms
    assert line is not None
    assert "40.000.000 đ" in line.said
    assert "QĐ 04/2023/QĐ-TTg" in line.said
    assert "<a href=" in line.text()


def test_that_a_form_which_scrolls_to_a_field_begins_with_a_whole_one(
    form: RecordForm, qapp: QApplication
) -> None:
    form.resize(420, 300)
    for name in ("built", "area", "central", "local"):
        form.focus_field(name)
        qapp.processEvents()
        view, sought = form.fields.viewport(), form.fields.editors[name]
        shown = {each: one for each, one in form.fields.editors.items() if one.isVisible()}
        tops = {each: sight(view, one) for each, one in shown.items()}
        assert 0 <= tops[name] <= view.height() - sought.inner().height()
        assert [each for each, top in tops.items() if top < 0 < top + shown[each].height()] == []


def sight(view: QWidget, editor: QWidget) -> int:
    """How far below the upper edge of what is seen an editor begins."""
    return editor.mapTo(view, QPoint()).y()
