"""Problems by rule: counted, filtered by grade, and led back to their record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.declare.problems import Grade
from desktop.qt.page import Route
from desktop.qt.problem_tab import ReasonDialog
from desktop.qt.problems_page import ProblemsPage, check_all, groups_of
from desktop.qt.tasks import Progress, Tasks
from desktop.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, tasks: Tasks, settled: Callable[[], None]) -> ProblemsPage:
    made = ProblemsPage(filled, tasks)
    qtbot.addWidget(made)
    made.resize(1158, 650)
    made.show()
    made.opened(Route("problems"))
    settled()
    return made


def shown(table: Any, column: int) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_that_each_rule_stands_once_with_its_count_the_gravest_first(page: ProblemsPage) -> None:
    assert shown(page.rules, 0) == ["T-01", "T-02"]
    assert shown(page.rules, 3) == ["2", "1"]
    assert shown(page.rules, 5) == ["TT 01/2022", ""]
    assert page.counts.text().endswith(" hồ sơ đã kiểm tra, kể cả danh mục · 3 vấn đề")


def test_that_a_rule_says_in_which_list_and_how_much_of_it(page: ProblemsPage, course: Any) -> None:
    with page.workspace.store.reading() as reader:
        whole = reader.count(course)
    assert shown(page.rules, 2) == [course.plural, course.plural]
    assert shown(page.rules, 4) == [f"2 / {whole}", f"1 / {whole}"]
    assert [row[4].share for row in page.rules.rows()] == [2 / whole, 1 / whole]


def test_that_a_rule_is_told_without_the_figures_of_one_case(page: ProblemsPage) -> None:
    assert shown(page.rules, 1)[0] == "Số nữ … không thể lớn hơn số người dự …."
    assert "Số nữ 99 không thể lớn hơn số người dự 20." in shown(page.records, 2)


def test_that_the_records_of_the_chosen_rule_are_listed_and_enter_opens_one(
    qtbot: QtBot, page: ProblemsPage, course: Any
) -> None:
    page.rules.stand_on(1)
    assert shown(page.records, 1) == ["Kinh phí"]
    with qtbot.waitSignal(page.wants) as wanted:
        page.records.entered.emit(0)
    route = wanted.args[0]
    assert (route.page, route.record_type, route.field) == ("records", course, "cost")
    with page.workspace.store.reading() as reader:
        assert reader.get(course, route.record).cost == 90_000_000


def test_that_a_grade_can_be_put_aside(page: ProblemsPage) -> None:
    page._grades[Grade.BLOCK].setChecked(False)
    assert shown(page.rules, 0) == ["T-02"]


def test_that_a_route_may_name_the_rule_to_stand_on(page: ProblemsPage) -> None:
    page.opened(Route("problems", text="T-02"))
    assert page.rules.current() == 1


def test_that_a_way_to_a_rule_takes_back_the_grade_of_the_way_before(page: ProblemsPage) -> None:
    page.opened(Route("problems", text="WARN"))
    assert shown(page.rules, 0) == ["T-02"]
    page.opened(Route("problems"))
    assert shown(page.rules, 0) == ["T-02"]
    page.opened(Route("problems", text="T-01"))
    assert shown(page.rules, 0)[page.rules.current()] == "T-01"


def test_that_a_correction_takes_the_problem_away(
    page: ProblemsPage, course: Any, settled: Callable[[], None]
) -> None:
    with page.workspace.store.reading() as reader:
        dear = next(one for one in reader.rows(course) if one.cost == 90_000_000)
    page.workspace.save(dear.changed(cost=1_000_000))
    page.records_changed([])
    settled()
    assert shown(page.rules, 0) == ["T-01"]


def test_that_a_sound_database_says_so(
    qtbot: QtBot, school: Workspace, tasks: Tasks, settled: Callable[[], None]
) -> None:
    page = ProblemsPage(school, tasks)
    qtbot.addWidget(page)
    page.show()
    page.opened(Route("problems"))
    settled()
    assert page._empty.text.text() == "Không có vấn đề nào. Mọi hồ sơ đều đạt."
    assert page._empty.act.isHidden()


def test_that_a_check_given_up_is_asked_again_next_time(
    qtbot: QtBot, filled: Workspace, tasks: Tasks, settled: Callable[[], None]
) -> None:
    page = ProblemsPage(filled, tasks)
    qtbot.addWidget(page)
    page.opened(Route("problems"))
    tasks.running()[0].cancel()
    settled()
    assert page._found is None
    page.opened(Route("problems"))
    settled()
    assert page._found is not None


def test_that_missing_values_are_grouped_by_their_field(filled: Workspace, course: Any) -> None:
    with filled.writing("Bản nháp") as writing:
        writing.save(course(village="Bản D"))
        writing.save(course(village="Bản E"))
    found = check_all(filled, Progress(lambda _done, _total: None))
    told = {group.sentence: len(group.problems) for group in groups_of(filled, found.problems)}
    assert told["Ngày tổ chức: Chưa ghi."] == 2
    assert told["Số người dự: Chưa ghi."] == 2


def test_that_several_warnings_are_accepted_for_one_reason_and_taken_back_at_once(
    page: ProblemsPage, course: Any, settled: Callable[[], None]
) -> None:
    workspace = page.workspace
    with workspace.store.reading() as reader:
        other = next(one for one in reader.rows(course) if one.cost == 10_000_000 and one.women == 5)
    workspace.save(other.changed(cost=95_000_000))
    page.check()
    settled()
    page.rules.stand_on(0)
    assert page.settle_button.isHidden()
    page.rules.stand_on(1)
    assert page.settle_button.text() == "Chấp nhận cảnh báo…"
    page.records.selectAll()
    assert page.settle_button.text() == "Chấp nhận 2 cảnh báo đang chọn…"
    page.settle_button.click()
    (dialog,) = page.findChildren(ReasonDialog) or page.window().findChildren(ReasonDialog)
    dialog.reason.setText("Giá đã được duyệt")
    dialog.accept()
    settled()
    page.check()
    settled()
    assert page._accepted.text() == "Đã chấp nhận  2"
    assert shown(page.rules, 0) == ["T-01"]
    (step,) = workspace.store.change_sets(limit=1)
    assert step.why == "Chấp nhận cảnh báo: Giá đã được duyệt"
    page._accepted.setChecked(True)
    page.rules.stand_on(len(page.rules.rows()) - 1)
    page.records.selectAll()
    assert page.settle_button.text() == "Rút lại 2 việc chấp nhận"
    page.settle_button.click()
    settled()
    assert sum(each.rule == "T-02" and each.is_open for each in workspace.check().problems) == 2
    (back,) = workspace.store.change_sets(limit=1)
    workspace.undo(back.number)
    assert not any(each.rule == "T-02" and each.is_open for each in workspace.check().problems)
    workspace.undo(step.number)
    assert sum(each.rule == "T-02" and each.is_open for each in workspace.check().problems) == 2


def test_that_warnings_corrected_meanwhile_write_nothing(
    page: ProblemsPage, course: Any, settled: Callable[[], None]
) -> None:
    workspace = page.workspace
    assert page._found is not None
    dear = [each for each in page._found.problems if each.rule == "T-02"]
    with workspace.store.reading() as reader:
        stored = reader.get(course, dear[0].record)
    workspace.save(stored.changed(cost=1_000_000))
    before = workspace.store.change_sets(limit=1)
    said: list[Any] = []
    page.says.connect(said.append)
    page.accept(dear, "Giá đã được duyệt")
    settled()
    assert [(each.text, each.change_set) for each in said] == [("Các cảnh báo này không còn.", None)]
    assert workspace.store.change_sets(limit=1) == before


def test_that_a_closed_list_is_not_told_of(
    filled: Workspace, course: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filled.guard, "closes", lambda record_type: record_type is course)
    found = check_all(filled, Progress(lambda _done, _total: None))
    assert found.problems == [] and found.names == {}
