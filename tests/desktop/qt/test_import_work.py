"""What a stopped work says: that it stops, and that nothing was written only where nothing was."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from desktop.qt.import_work import WorkLine
from desktop.qt.tasks import Progress, Tasks


@pytest.mark.parametrize(("hears", "told"), [(True, ["gave up"]), (False, ["a file"])])
def test_that_a_stopped_work_that_was_through_is_told(
    qtbot: QtBot, tasks: Tasks, hears: bool, told: list[str]
) -> None:
    line, said = WorkLine(), list[str]()
    qtbot.addWidget(line)
    line.gave_up.connect(lambda: said.append("gave up"))
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        go_on.wait(60)
        if hears:
            progress(2, 2)
        return "a file"

    line.begin(tasks.write, work, said.append, "Đang ghi")
    [task] = tasks.running()
    begun.wait(60)
    line.cancel()
    # Sent before the wish to stop, come after it.
    task.moved.emit(1, 2)
    assert line._doing.text() == "Đang dừng…"
    with qtbot.waitSignal(task.ended):
        go_on.set()
    assert said == told
    assert not line.is_busy
