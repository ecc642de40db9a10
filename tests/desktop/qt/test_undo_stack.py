"""Asks whether a change set is taken back wherever it was written, and what stayed is told by its reason."""

from collections.abc import Iterator
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.declare.problems import Refusal
from desktop.declare.records import Record
from desktop.qt.tasks import Tasks
from desktop.qt.undo_stack import UndoStack
from desktop.shared import Household, Person
from desktop.testing import sound_example
from desktop.workspace import Workspace


@pytest.fixture
def stack(workspace: Workspace) -> Iterator[UndoStack]:
    tasks = Tasks()
    yield UndoStack(workspace, tasks)
    tasks.close()


def test_that_a_set_of_another_day_is_taken_back_and_brought_again(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack
) -> None:
    set_number = workspace.save(sound_example(workspace, Household)).changed_in
    with qtbot.waitSignal(stack.undone) as told:
        stack.undo_change_set(set_number)
    assert told.args == [f"Đã hoàn tác: lần ghi số {set_number}", []]
    with workspace.store.reading() as reader:
        assert reader.count(Household) == 0
    with qtbot.waitSignal(stack.undone):
        stack.redo()
    with workspace.store.reading() as reader:
        assert reader.count(Household) == 1


def test_that_what_stayed_is_told_by_its_reason(qtbot: QtBot, workspace: Workspace, stack: UndoStack) -> None:
    household = workspace.save(sound_example(workspace, Household))
    workspace.save(sound_example(workspace, Person, household=household.id))
    with qtbot.waitSignal(stack.undone) as told:
        stack.undo_change_set(household.changed_in)
    assert told.args[1] == [
        "1 hồ sơ không hoàn tác được hết: Dữ liệu khác dùng đến hồ sơ này nên nó được giữ lại."
    ]


def test_that_a_step_the_disk_refused_can_be_tried_again(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = workspace.save(sound_example(workspace, Household))
    stack.push(saved.changed_in, "thêm hộ")

    def refuse(_number: int, **_told: Any) -> None:
        raise Refusal("Ổ đĩa đã đầy.")

    with monkeypatch.context() as full:
        full.setattr(workspace, "undo", refuse)
        with qtbot.waitSignal(stack._tasks.failed):
            stack.undo()
    assert stack.next_undo() == "thêm hộ"
    workspace.undo(saved.changed_in)
    with qtbot.waitSignal(stack._tasks.failed):
        stack.undo()
    assert stack.next_undo() == ""


def test_that_a_step_whose_undo_was_cancelled_is_still_there(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack
) -> None:
    saved = workspace.save(sound_example(workspace, Household))
    stack.push(saved.changed_in, "thêm hộ")
    go_on = Event()
    stack._tasks.read(lambda _progress: go_on.wait(60), lambda _done: None)
    stack.undo_change_set(saved.changed_in)
    assert stack.next_undo() == ""
    stack._tasks.running()[-1].cancel()  # while it waits behind other work
    go_on.set()
    qtbot.waitUntil(lambda: not stack._tasks.running())
    assert stack.next_undo() == "thêm hộ"
    with workspace.store.reading() as reader:
        assert reader.count(Household) == 1
    with qtbot.waitSignal(stack.undone):
        stack.undo()
    with workspace.store.reading() as reader:
        assert reader.count(Household) == 0


def test_that_a_step_refused_out_of_turn_stays_in_its_place(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    another_day, older, newer = (
        workspace.save(sound_example(workspace, Household, head_name=name)).changed_in
        for name in ("Vàng A Dí", "Vàng A Đúa", "Vàng A Khứ")
    )
    stack.push(older, "thêm Vàng A Đúa")
    stack.push(newer, "thêm Vàng A Khứ")

    def refuse(_number: int, **_told: Any) -> None:
        raise Refusal("Ổ đĩa đã đầy.")

    monkeypatch.setattr(workspace, "undo", refuse)
    for number in (older, another_day):
        with qtbot.waitSignal(stack._tasks.failed):
            stack.undo_change_set(number)
        assert stack.next_undo() == "thêm Vàng A Khứ"
    assert [step.change_set for step in stack._done] == [older, newer]


def test_that_what_is_still_being_written_is_what_undo_takes_back(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack
) -> None:
    stack.push(workspace.save(sound_example(workspace, Household)).changed_in, "thêm hộ")

    def write(household: Record) -> None:
        stack._tasks.write(
            lambda _progress: workspace.save(household).changed_in,
            lambda number: stack.push(number, "dán 2 ô"),
        )

    pasted = sound_example(workspace, Household, head_name="Vàng A Dí")
    told: list[str] = []
    stack.undone.connect(lambda says, _left: told.append(says))
    stack._tasks.read(lambda _progress: pasted, write)
    stack.undo()
    stack.undo()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["Đã hoàn tác: dán 2 ô", "Đã hoàn tác: thêm hộ"]
    stack.redo()
    stack.redo()
    qtbot.waitUntil(lambda: len(told) == 4)
    assert told[2:] == ["Đã làm lại: thêm hộ", "Đã làm lại: dán 2 ô"]


def writes(stack: UndoStack, workspace: Workspace, name: str, refuses: bool = False) -> None:
    """Begin to write a household as a page does."""

    def work(_progress: object) -> int:
        if refuses:
            raise Refusal("Ổ đĩa đã đầy.")
        return workspace.save(sound_example(workspace, Household, head_name=name)).changed_in

    stack._tasks.write(work, lambda number: stack.push(number, f"thêm {name}"), "", lambda _failure: None)


def told_by(stack: UndoStack) -> list[str]:
    told: list[str] = []
    stack.undone.connect(lambda says, _left: told.append(says))
    return told


def test_that_undo_of_a_write_that_is_refused_takes_back_nothing_before_it(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack
) -> None:
    told = told_by(stack)
    writes(stack, workspace, "Vàng A Dí")
    qtbot.waitUntil(lambda: stack.next_undo() == "thêm Vàng A Dí")
    writes(stack, workspace, "Vàng A Khứ", refuses=True)
    stack.undo()
    qtbot.waitUntil(lambda: not stack._tasks.running() and not stack._asked)
    assert (told, stack.next_undo()) == ([], "thêm Vàng A Dí")
    writes(stack, workspace, "Vàng A Khứ", refuses=True)
    stack.undo()
    stack.undo()
    qtbot.waitUntil(lambda: told == ["Đã hoàn tác: thêm Vàng A Dí"])


def test_that_the_first_write_of_a_run_is_taken_back_while_it_is_written(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack
) -> None:
    told = told_by(stack)
    assert not stack.can_undo()
    writes(stack, workspace, "Vàng A Dí")
    assert stack.can_undo() and stack.next_undo() == ""
    stack.undo()
    qtbot.waitUntil(lambda: told == ["Đã hoàn tác: thêm Vàng A Dí"])
    assert not stack.can_undo()


def test_that_redo_waits_for_the_undo_it_brings_again(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = told_by(stack)
    for name in ("Vàng A Dí", "Vàng A Khứ"):
        writes(stack, workspace, name)
    qtbot.waitUntil(lambda: stack.next_undo() == "thêm Vàng A Khứ")
    stack.undo()
    assert stack.can_redo()
    stack.redo()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["Đã hoàn tác: thêm Vàng A Khứ", "Đã làm lại: thêm Vàng A Khứ"]
    stack.undo()
    qtbot.waitUntil(lambda: stack.next_redo() == "thêm Vàng A Khứ")

    def refuse(_number: int, **_told: Any) -> None:
        raise Refusal("Ổ đĩa đã đầy.")

    def away(**_asked: object) -> list[object]:
        raise Refusal("Không đọc được.")

    monkeypatch.setattr(workspace, "undo", refuse)
    monkeypatch.setattr(workspace.store, "change_sets", away)
    with qtbot.waitSignal(stack._tasks.failed):
        stack.undo()
        stack.redo()
    qtbot.waitUntil(lambda: not stack._tasks.running() and not stack._asked)
    assert (stack.next_undo(), stack.next_redo()) == ("thêm Vàng A Dí", "thêm Vàng A Khứ"), "neither was done"


def test_that_undo_during_an_export_takes_the_last_step_back(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack
) -> None:
    """A file is nothing to undo, also where its writing fails."""
    told = told_by(stack)
    writes(stack, workspace, "Vàng A Dí")
    qtbot.waitUntil(lambda: stack.next_undo() == "thêm Vàng A Dí")
    go_on = Event()

    def export(_progress: object) -> None:
        go_on.wait(60)
        raise Refusal("Ổ đĩa đã đầy.")

    stack._tasks.write_file(export, lambda _none: None, "Đang xuất ra Excel", lambda _failure: None)
    stack.undo()
    go_on.set()
    qtbot.waitUntil(lambda: told == ["Đã hoàn tác: thêm Vàng A Dí"])
    stack._tasks.write_file(lambda _progress: None, lambda _none: None, "Đang xuất ra Excel")
    assert not stack.can_undo()


def test_that_an_old_step_that_was_refused_is_looked_for_by_its_number_beside_the_window(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [
        workspace.save(sound_example(workspace, Household, head_name=f"Vàng A {name}")).changed_in
        for name in ("Dí", "Khứ", "Đúa")
    ]
    stack.push(numbers[0], "thêm Vàng A Dí")
    ask, asked = workspace.store.change_sets, list[tuple[int, bool]]()

    def few(*, limit: int = 2, **where: Any) -> list[Any]:
        asked.append((limit, current_thread() is main_thread()))
        return ask(limit=limit, **where)

    def refuse(_number: int, **_told: Any) -> None:
        raise Refusal("Ổ đĩa đã đầy.")

    monkeypatch.setattr(workspace, "undo", refuse)
    monkeypatch.setattr(workspace.store, "change_sets", few)
    with qtbot.waitSignal(stack._tasks.failed):
        stack.undo()
    assert stack.next_undo() == "thêm Vàng A Dí"
    assert asked == [(1, False)]
