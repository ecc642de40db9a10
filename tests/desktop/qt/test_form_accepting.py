"""Asks whether an officer can let a warning stand with a reason, by mouse or keys, and see it later."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.declare.dates import PartialDate
from desktop.declare.problems import Grade
from desktop.declare.reading import Condition
from desktop.qt.filters import HAS_PROBLEM, as_asked
from desktop.qt.page import Route
from desktop.qt.problem_tab import ReasonDialog
from desktop.qt.problems_page import ProblemsPage
from desktop.qt.record_form import RecordForm
from desktop.qt.record_table import RecordTable
from desktop.qt.tasks import Tasks
from desktop.shared import Household
from desktop.shared.accepted import AcceptedProblem
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from tests.desktop.qt.forms import put, said_at, stored

SAYS = "Địa phương góp 1.000.000 đ, ít hơn 4.000.000 đ.\nH-02"


@pytest.fixture
def form(qtbot: QtBot, street: Workspace, home: Any, tasks: Tasks) -> RecordForm:
    made = RecordForm(street, tasks, home)
    qtbot.addWidget(made)
    made.resize(420, 640)
    made.show()
    made.show_record(stored(street, home, "Vàng A Đúa"))
    return made


def answer(form: RecordForm, reason: str) -> None:
    """Type a reason into the question that has just been asked, and say yes."""
    (dialog,) = [each for each in form.window().findChildren(ReasonDialog) if each.isVisible()]
    assert not dialog.accept_button.isEnabled()
    QTest.keyClicks(dialog.reason, reason)
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_that_a_warning_is_accepted_at_its_field(form: RecordForm, settled: Callable[[], None]) -> None:
    assert said_at(form, "local") == SAYS
    form.fields.editors["local"].messages.text.linkActivated.emit("settle:0")
    answer(form, "Ho gop ngay cong")
    settled()
    assert said_at(form, "local") == SAYS + "\nĐã chấp nhận: Ho gop ngay cong"
    assert form.fields.editors["local"].inner().property("grade") == ""
    assert form.tabs.tabText(1) == "Vấn đề"
    form.fields.editors["local"].messages.text.linkActivated.emit("settle:0")
    settled()
    assert said_at(form, "local") == SAYS


def test_that_the_keyboard_reaches_it_by_the_list_of_problems(
    form: RecordForm, settled: Callable[[], None]
) -> None:
    form.tabs.setCurrentWidget(form.problem_tab)
    button = form.problem_tab.settle_button
    assert button.isHidden()
    form.problem_list.setCurrentRow(0)
    assert button.text() == "Chấp nhận cảnh báo…"
    QTest.keyClick(button, Qt.Key.Key_Space)
    answer(form, "Ho gop ngay cong")
    settled()
    form.problem_list.setCurrentRow(0)
    assert button.text() == "Rút lại việc chấp nhận"


def test_that_other_warnings_of_the_record_may_stand_for_the_same_reason(
    qtbot: QtBot, workspace: Workspace, tasks: Tasks, settled: Callable[[], None]
) -> None:
    example = sound_example(workspace, Household).changed(commune=na_son(workspace), decision_number=None)
    odd = example.changed(poverty_class="poor", class_year=2024, identity_number="011085009675")
    form = RecordForm(workspace, tasks, Household)
    qtbot.addWidget(form)
    form.show()
    form.show_record(workspace.save(odd.changed(sex="female", birth=PartialDate(1983))))
    waiting = [each for each in form.problems if each.grade is Grade.WARN]
    assert len(waiting) > 2
    form.accepting.settle(waiting[0])
    (dialog,) = [each for each in form.window().findChildren(ReasonDialog) if each.isVisible()]
    assert dialog.also.text() == f"Cả {len(waiting) - 1} cảnh báo khác của hồ sơ này"
    dialog.also.setChecked(True)
    answer(form, "Da xem giay to")
    settled()
    assert {each.accepted for each in form.problems if each.grade is Grade.WARN} == {"Da xem giay to"}
    (step,) = workspace.store.change_sets(limit=1)
    assert step.new == len(waiting)
    button = form.problem_tab.all_button
    items = [form.problem_list.item(row) for row in range(form.problem_list.count())]
    form.problem_list.setCurrentItem(
        next(each for each in items if each.data(Qt.ItemDataRole.UserRole).accepted)
    )
    assert button.text() == f"Rút lại cả {len(waiting)} việc chấp nhận"
    button.click()
    settled()
    assert not any(each.accepted for each in form.problems)
    (back,) = workspace.store.change_sets(limit=1)
    assert back.changed == len(waiting)


def test_that_what_was_typed_is_saved_with_its_reason(
    form: RecordForm, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    put(form, "local", "2 trieu")
    (problem,) = form.problems
    form.accepting.take(problem, "Hộ góp ngày công")
    settled()
    assert stored(street, home, "Vàng A Đúa").local == 2_000_000
    assert form.problems[0].accepted == "Hộ góp ngày công"
    put(form, "local", "3 trieu")
    assert form.problems[0].is_open


def test_that_a_reason_given_up_with_its_save_goes_to_no_other_record(
    form: RecordForm, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    put(form, "area", "20")
    problem = next(each for each in form.problems if each.rule == "H-02")
    form.accepting.take(problem, "Hộ góp ngày công")
    assert form.notice.isVisible()
    form.give_up()
    form.show_record(stored(street, home, "Vàng A Bó"))
    put(form, "local", "3 trieu")
    form.save()
    settled()
    assert stored(street, home, "Vàng A Bó").local == 3_000_000
    assert all(each.is_open for each in form.problems)
    with street.store.reading() as reader:
        assert reader.count(AcceptedProblem) == 0


def test_that_history_grid_and_problem_page_know_it(
    qtbot: QtBot, form: RecordForm, street: Workspace, home: Any, tasks: Tasks, settled: Callable[[], None]
) -> None:
    table = RecordTable(street, home)
    table.show(["head", "local"])
    row = next(
        row for row in range(12) if table.problems_at(row) and table.problems_at(row)[0].field == "local"
    )
    look = (table.index(row, 2), Qt.ItemDataRole.BackgroundRole)
    assert table.data(*look) is not None
    form.accepting.take(form.problems[0], "Hộ góp ngày công")
    settled()
    table.show()
    assert table.data(*look) is None
    assert table.data(table.index(row, 0), Qt.ItemDataRole.DecorationRole) is None
    assert "Đã chấp nhận: Hộ góp ngày công" in table.data(table.index(row, 2), Qt.ItemDataRole.ToolTipRole)
    found = {each.record: [each] for each in street.check(home).problems}
    (asked,) = as_asked([Condition("", HAS_PROBLEM)], found)
    assert len(found) == 2
    assert len(asked.value) == 1
    form.tabs.setCurrentWidget(form.history)
    told = form.history.toPlainText()
    assert "Chấp nhận cảnh báo: Hộ góp ngày công" in told
    assert "Địa phương · Địa phương góp 1.000.000 đ, ít hơn 4.000.000 đ." in told
    page = ProblemsPage(street, tasks)
    qtbot.addWidget(page)
    page.show()
    page.opened(Route("problems"))
    settled()
    assert [group.title for group in page._shown] == ["H-01"]
    assert page._accepted.text() == "Đã chấp nhận  1"
    page._accepted.setChecked(True)
    assert [(group.title, group.is_open) for group in page._shown] == [("H-01", True), ("H-02", False)]
    page.rules.stand_on(1)
    page._show_records(1)
    assert page.records.model().index(0, 2).data().endswith("Đã chấp nhận: Hộ góp ngày công")
