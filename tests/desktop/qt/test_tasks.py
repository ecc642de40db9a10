"""Asks whether work beside the window answers on it, is told how far, given up, and fails aloud."""

import threading
import weakref

import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.qt.status_bar import StatusBar
from desktop.qt.tasks import Does, Progress, Task, Tasks


def test_that_the_answer_comes_back_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[str, threading.Thread]] = []

    def work(_progress: Progress) -> threading.Thread:
        return threading.current_thread()

    tasks.read(work, lambda worked: seen.extend([("work", worked), ("then", threading.current_thread())]))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0][1] is not threading.main_thread()
    assert seen[1][1] is threading.main_thread()


def test_that_works_run_in_turn(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    for number in range(5):
        tasks.write(lambda _progress, number=number: number, order.append)
    qtbot.waitUntil(lambda: len(order) == 5)
    assert order == [0, 1, 2, 3, 4]


def test_that_cancelled_work_stops_and_is_silent(qtbot: QtBot, tasks: Tasks) -> None:
    answers: list[object] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        go_on.wait(60)
        progress(1, 2)
        return "never"

    task = tasks.read(work, answers.append)
    begun.wait(60)
    with qtbot.waitSignal(task.ended):
        task.cancel()
        go_on.set()
    assert answers == []


def test_that_what_was_written_before_the_stop_is_told(qtbot: QtBot, tasks: Tasks) -> None:
    """Else the window would say that nothing was saved, and Undo would not know of it."""
    answers: list[object] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(_progress: Progress) -> str:
        begun.set()
        go_on.wait(60)
        return "saved"

    task = tasks.write(work, answers.append)
    begun.wait(60)
    with qtbot.waitSignal(task.ended):
        task.cancel()
        go_on.set()
    assert answers == ["saved"]


def test_that_nothing_is_told_to_a_widget_that_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    class Listener(QWidget):
        def hear(self, _answer: object) -> None:
            raise AssertionError

    listener = Listener()
    gone = threading.Event()
    task = tasks.read(lambda _progress: gone.wait(60), listener.hear)
    shiboken6.delete(listener)
    with qtbot.waitSignal(task.ended):
        gone.set()


def test_that_a_failure_is_heard_by_the_work_or_by_all(qtbot: QtBot) -> None:
    tasks = Tasks()
    own: list[Exception] = []
    all_of_them: list[Exception] = []
    tasks.failed.connect(all_of_them.append)

    def work(_progress: Progress) -> None:
        raise OSError("no")

    tasks.read(work, lambda _answer: None, failed=own.append)
    tasks.read(work, lambda _answer: None)
    qtbot.waitUntil(lambda: len(own) == len(all_of_them) == 1)
    tasks.close()


def test_that_the_status_bar_shows_how_far_and_cancels(qtbot: QtBot, tasks: Tasks) -> None:
    bar = StatusBar(tasks)
    qtbot.addWidget(bar)
    bar.show()
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress(500, 2000)
        while not go_on.wait(0.01):
            progress(500, 2000)

    task: Task = tasks.read(work, lambda _answer: None, "Đang nhập")
    qtbot.waitUntil(bar.job.isVisible)
    qtbot.waitUntil(lambda: bar.job.title.text() == "Đang nhập: 500 trên 2.000")
    with qtbot.waitSignal(task.ended):
        bar.job.cancel.click()
    assert bar.job.isHidden()


def test_that_nothing_begins_once_the_worker_was_stopped() -> None:
    tasks, asked = Tasks(), list[Progress]()
    tasks.close()
    task = tasks.read(asked.append, lambda _answer: None)
    assert task.progress.cancelled()
    assert tasks.running() == []
    tasks.close()
    assert asked == []


def test_that_a_task_goes_with_its_work(qtbot: QtBot, tasks: Tasks) -> None:
    held = weakref.ref(tasks.read(lambda _progress: None, lambda _answer: None))
    qtbot.waitUntil(lambda: not tasks.running())
    tasks.read(lambda _progress: None, lambda _answer: None)
    qtbot.waitUntil(lambda: not tasks.running())
    assert held() is None


def test_that_the_window_paints_before_the_work_begins(qtbot: QtBot, tasks: Tasks) -> None:
    """A page that is painted beside a worker waits for it at every cell."""
    order: list[str] = []
    painted = {"paintEvent": lambda _page, _event: order.append("painted")}
    page: QWidget = type("Page", (QWidget,), painted)()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(order))
    order.clear()
    tasks.began.connect(page.update)
    tasks.began.connect(lambda _task: threading.Event().wait(0.05))  # the worker has every chance to be first
    tasks.read(lambda _progress: order.append("begun"), lambda _answer: order.append("answered"))
    qtbot.waitUntil(lambda: "answered" in order)
    assert order == ["painted", "begun", "answered"]


def test_that_a_window_that_goes_waits_for_data_and_leaves_files_and_reading(
    qtbot: QtBot, tasks: Tasks
) -> None:
    """A plan goes on to its write, and what was refused is told; an export is given up."""
    done: list[str] = []

    def until_stopped(progress: Progress) -> None:
        while True:
            progress(1, 2)

    def refused(_progress: Progress) -> None:
        raise OSError("no")

    tasks.write_file(until_stopped, lambda _none: done.append("file"), "Đang xuất")
    tasks.read(until_stopped, lambda _none: done.append("read"))
    tasks.plan(lambda _progress: "written", lambda what: tasks.write(lambda _progress: what, done.append))
    tasks.give_up_what_is_not_data()
    assert tasks.finish(*Does) == []
    assert (done, tasks.running()) == (["written"], [])
    tasks.write(refused, done.append, failed=lambda _failure: done.append("refused"))
    [failure] = tasks.finish(Does.WRITE)
    assert isinstance(failure, OSError)
    assert done == ["written", "refused"]


def test_that_a_file_that_was_written_before_the_stop_is_told(qtbot: QtBot, tasks: Tasks) -> None:
    answers: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(_progress: Progress) -> str:
        begun.set()
        go_on.wait(60)
        return "written"

    task = tasks.write_file(work, answers.append, "Đang xuất")
    begun.wait(60)
    task.cancel()
    go_on.set()
    tasks.finish(Does.FILE)
    assert answers == ["written"]
