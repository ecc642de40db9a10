"""Asks that a window which is closed loses nothing: it waits for writes, and stays where one is refused."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop.declare.problems import Refusal
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.qt.tasks import Does
from desktop.storage.drafts import Drafts
from desktop.workspace import Workspace
from tests.desktop.qt.forms import press, stored, type_into

Rested = Callable[[], None]


@pytest.fixture
def page(shown: MainWindow, street: Workspace, home: Any, rested: Rested) -> RecordPage:
    """The list of homes with the first one in the form."""
    rested()
    shown.open(Route("records", home, record=stored(street, home, "Vàng A Ẳng").id))
    rested()
    found = shown.page(Route("records", home))
    assert isinstance(found, RecordPage)
    return found


def refuse(*_asked: Any, **_named: Any) -> Any:
    raise Refusal("Đĩa đầy.")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is pressed in the boxes that come."""
    told: list[str] = []

    def press_next(box: QMessageBox) -> int:
        verb = told.pop(0)
        next(each for each in box.buttons() if each.text() == verb).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press_next)
    return told


def test_that_what_is_typed_when_the_window_goes_is_stored(
    shown: MainWindow, page: RecordPage, street: Workspace, home: Any
) -> None:
    type_into(page.form, "area", "45")
    assert shown.close()
    assert stored(street, home, "Vàng A Ẳng").area == 45


def test_that_a_window_stays_where_another_was_faster(
    shown: MainWindow, page: RecordPage, street: Workspace, home: Any, answers: list[str]
) -> None:
    """Nothing is written over, nothing lost: it stands in the form, and is there again after a crash."""
    type_into(page.form, "area", "45")
    shown.open(Route("help"))
    street.save(stored(street, home, "Vàng A Ẳng").changed(area=50))
    assert not shown.close()
    assert shown.isVisible() and page.isVisible(), "the page that says why comes to the front"
    assert "đã được người khác sửa" in page.form.notice.text.text()
    assert page.form.dirty and page.form.fields.typed()["area"] == "45"
    [left] = Drafts(street.store._engines).left()
    assert left.typed == {"area": "45"}
    answers.append("Ở lại")
    assert not shown.close() and not answers
    press(page.form, "Xem giá trị mới")
    press(page.form, "Lấy lại phần vừa gõ")
    assert shown.close()
    assert stored(street, home, "Vàng A Ẳng").area == 45
    assert Drafts(street.store._engines).left() == []


def test_that_a_window_stays_while_the_disk_is_full(
    shown: MainWindow, page: RecordPage, street: Workspace, home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(page.form, "area", "45")
    with monkeypatch.context() as full:
        full.setattr(street, "save", refuse)
        assert not shown.close()
    assert page.form.notice.text.text() == "Đĩa đầy."
    assert shown.close()
    assert stored(street, home, "Vàng A Ẳng").area == 45


def test_that_a_cell_is_written_or_said_before_the_window_goes(
    shown: MainWindow, page: RecordPage, street: Workspace, home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = 1 + page.table.columns.index("area")
    record, field = page.table.record_at(1), page.table.field_at(area)
    assert record is not None and field is not None
    with monkeypatch.context() as full:
        full.setattr("desktop.qt.grid_writing.write_plan", refuse)
        page.writes.take(record, field, 47)
        assert not shown.close()
        assert page.notice.text.text() == "Đĩa đầy."
    page.grid.go_to(1, area)
    page.writes.clear()
    assert shown.close()
    assert stored(street, home, "Vàng A Bó").area is None, "also what is first looked at"


def test_that_a_save_that_was_stopped_is_still_to_be_saved(
    qtbot: QtBot, shown: MainWindow, page: RecordPage, street: Workspace, home: Any, rested: Rested
) -> None:
    go_on = threading.Event()
    shown.tasks.read(lambda _progress: go_on.wait(60), lambda _done: None)
    type_into(page.form, "area", "45")
    page.form.save()
    shown.tasks.running()[-1].cancel()
    go_on.set()
    rested()
    assert page.form.dirty
    page.form.save()
    rested()
    assert stored(street, home, "Vàng A Ẳng").area == 45


def test_that_a_window_that_goes_gives_an_export_up(
    qtbot: QtBot, shown: MainWindow, page: RecordPage
) -> None:
    told: list[str] = []
    begun, stopped = threading.Event(), threading.Event()

    def work(progress: Any) -> None:
        begun.set()
        try:
            while True:
                progress(1, 2)
        finally:
            stopped.set()

    shown.tasks.write_file(work, lambda _none: told.append("written"), "Đang xuất ra Excel")
    begun.wait(60)
    assert shown.close()
    assert stopped.is_set() and told == []


def test_that_a_window_can_be_closed_where_a_server_stays_away(
    shown: MainWindow,
    page: RecordPage,
    street: Workspace,
    home: Any,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
) -> None:
    """Asked from the second time on; what was typed is there when the program starts again."""
    type_into(page.form, "area", "45")
    monkeypatch.setattr(street, "save", refuse)
    assert not shown.close()
    answers.append("Đóng, không lưu")
    assert shown.close()
    assert stored(street, home, "Vàng A Ẳng").area == 40
    [left] = Drafts(street.store._engines).left()
    assert left.typed == {"area": "45"}


def test_that_another_language_waits_for_what_is_typed_as_well(
    shown: MainWindow, page: RecordPage, street: Workspace, home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(page.form, "area", "45")
    with monkeypatch.context() as full:
        full.setattr(street, "save", refuse)
        assert not shown.rebuild()
    assert page.form.fields.typed()["area"] == "45" and page.form.dirty
    assert shown.rebuild()
    assert stored(street, home, "Vàng A Ẳng").area == 45


@pytest.fixture
def refused_before(
    shown: MainWindow, page: RecordPage, street: Workspace, rested: Rested, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """Typed into one record, refused on the way to the next one, and kept as no draft either."""
    type_into(page.form, "area", "45")
    with monkeypatch.context() as full:
        full.setattr(street, "save", refuse)
        full.setattr(street.store.drafts, "keep", refuse)
        page.grid.go_to(3)
        rested()
    assert page.form.notice.holds() and page.form.record is not None and not page.form.dirty
    return shown


def test_that_a_window_stays_for_what_was_refused_before_and_lies_nowhere(
    refused_before: MainWindow, page: RecordPage, street: Workspace, home: Any, rested: Rested
) -> None:
    page.grid.go_to(4)
    refused_before.open(Route("help"))
    rested()
    assert not refused_before.close() and page.isVisible()
    assert not refused_before.rebuild(), "another language makes every page anew"
    press(page.form, "Mở lại")
    assert page.form.fields.typed()["area"] == "45"
    assert refused_before.close()
    assert stored(street, home, "Vàng A Ẳng").area == 45


def test_that_what_was_refused_before_is_lost_only_when_agreed(
    refused_before: MainWindow, page: RecordPage, answers: list[str]
) -> None:
    assert not refused_before.close()
    answers.extend(["Ở lại", "Đóng, không lưu"])
    assert not refused_before.close() and len(answers) == 1
    assert refused_before.close() and not answers


def test_that_a_closed_notice_is_not_asked_about(refused_before: MainWindow, page: RecordPage) -> None:
    page.form.notice._away.click()
    assert refused_before.close()


def test_that_what_was_refused_and_is_kept_as_a_draft_is_not_asked_about(
    shown: MainWindow, page: RecordPage, street: Workspace, rested: Rested, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(page.form, "area", "45")
    with monkeypatch.context() as full:
        full.setattr(street, "save", refuse)
        page.grid.go_to(3)
        rested()
    assert shown.close()
    [left] = Drafts(street.store._engines).left()
    assert left.typed == {"area": "45"}


def test_that_a_refused_cell_is_lost_only_when_agreed(
    shown: MainWindow, page: RecordPage, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    record, field = page.table.record_at(1), page.table.field_at(1 + page.table.columns.index("area"))
    assert record is not None and field is not None
    monkeypatch.setattr("desktop.qt.grid_writing.write_plan", refuse)
    page.writes.take(record, field, 47)
    assert not shown.close()
    answers.append("Ở lại")
    assert not shown.close() and not answers
    page.notice._away.click()
    assert shown.close()


def test_that_a_write_between_two_refusals_is_a_new_beginning(
    shown: MainWindow,
    page: RecordPage,
    street: Workspace,
    home: Any,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
) -> None:
    """Else the box to lose it comes at the first click of the evening, for a refusal of the morning."""
    type_into(page.form, "area", "45")
    with monkeypatch.context() as full:
        full.setattr(street, "save", refuse)
        assert not shown.close()
    page.form.save()
    shown.tasks.finish(Does.WRITE)
    assert stored(street, home, "Vàng A Ẳng").area == 45
    type_into(page.form, "area", "46")
    with monkeypatch.context() as full:
        full.setattr(street, "save", refuse)
        assert not shown.close() and not answers, "said first; a box would find no answer here"
    assert shown.close()


@pytest.mark.parametrize("begins", ["plan", "write", "write_file"])
def test_that_a_window_closes_although_a_work_broke_off(
    shown: MainWindow, page: RecordPage, begins: str
) -> None:
    told: list[Exception] = []

    def work(_progress: Any) -> None:
        raise SystemExit

    getattr(shown.tasks, begins)(work, lambda _none: None, "Đang ghi", told.append)
    shown.tasks.finish(Does.PLAN, Does.WRITE, Does.FILE)
    [fault] = told
    assert isinstance(fault.__cause__, SystemExit)
    assert shown.close()
