"""Asks whether a change set is taken back wherever it was written, and what stayed is told by its reason."""

from collections.abc import Iterator

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
        "1 hồ sơ không hoàn tác được hết: Dữ liệu khác trỏ đến bản ghi này nên nó được giữ lại."
    ]


def test_that_a_step_the_disk_refused_can_be_tried_again(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = workspace.save(sound_example(workspace, Household))
    stack.push(saved.changed_in, "thêm hộ")

    def refuse(_number: int) -> None:
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


def test_that_a_step_refused_out_of_turn_stays_in_its_place(
    qtbot: QtBot, workspace: Workspace, stack: UndoStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    another_day, older, newer = (
        workspace.save(sound_example(workspace, Household, head_name=name)).changed_in
        for name in ("Vàng A Dí", "Vàng A Đúa", "Vàng A Khứ")
    )
    stack.push(older, "thêm Vàng A Đúa")
    stack.push(newer, "thêm Vàng A Khứ")

    def refuse(_number: int) -> None:
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
