"""Long work on one worker thread, with progress and cancel; knows neither what is done nor who shows it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from enum import Enum, auto
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QThreadPool, QTimer, Signal

from desktop.declare.text import _

T = TypeVar("T")
_GIVES_WAY = 0.001
_PAINTED_MS = 15
"""After so long the window has painted that it is busy: a painter that shares Python with a worker waits for
it at every cell."""
_UNPAINTED = 0.5
"""Seconds after which a work begins although the window is held up by something else."""
Failed = Callable[[Exception], None]


def _nobody(_done: int, _total: int) -> None:
    """Hears nothing."""


class Cancelled(Exception):
    """The officer gave the work up; nobody is told, because the one who knows pressed the button."""


class Progress:
    """What a work is given: call it with how much is done of how much; it raises `Cancelled` when given up.

    Fits wherever a function asks for `progress(done, total)`; `cancelled` fits where it asks for that.
    """

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._cancel = threading.Event()

    def __call__(self, done: int, total: int = 0) -> None:
        if self.cancelled():
            raise Cancelled
        self._tell(done, total)

    def cancelled(self) -> bool:
        """Whether the work was given up."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Give the work up at its next step."""
        self._cancel.set()

    def let_go(self) -> None:
        """Tell nobody any more; a task and its progress would else wait for Python's collector together."""
        self._tell = _nobody


class Does(Enum):
    """What a work does, and so what becomes of it when the window is closed."""

    READ = auto()
    """Nothing is lost when it is given up."""

    PLAN = auto()
    """Reads what an officer has asked to be written; its answer goes on to the write."""

    WRITE = auto()
    """Changes data: it comes to its end, and is told of."""

    FILE = auto()
    """Writes a file and no data: it is given up, and leaves none behind."""


class Task(QObject):
    """One work: what it is called, how far it is."""

    moved = Signal(int, int)
    """Rows or steps done, of how many (0 while unknown); never money."""
    ended = Signal()
    answered = Signal(object, object, object)
    """From the worker: the task, its answer, what it raised. Sent by the task, which lives as long as its
    work; whoever began it may be gone by then."""

    def __init__(self, title: str, does: Does) -> None:
        super().__init__()
        self.title = title
        self.does = does
        self.is_done = False
        self.progress = Progress(self.moved.emit)
        self.may_begin = threading.Event()

    @property
    def writes(self) -> bool:
        """Whether it changes data, which can be taken back."""
        return self.does is Does.WRITE

    def cancel(self) -> None:
        """Give it up: `then` will not be called, but for what was written by then."""
        self.progress.cancel()

    @property
    def is_given_up(self) -> bool:
        """Whether it was stopped; what was written before the wish to stop reached it is written."""
        is_told = self.is_done and self.does in (Does.WRITE, Does.FILE)
        return self.progress.cancelled() and not is_told


class Tasks(QObject):
    """The one worker of the window: works run in turn, their answers come back on the window's thread.

    `failed` hears what a work raised, unless that work has its own ear for it.
    """

    began = Signal(object)
    failed = Signal(object)
    _told = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # A window that paints asks Python for each cell; each time the worker gives way as soon as this.
        sys.setswitchinterval(_GIVES_WAY)
        self._pool.setExpiryTimeout(-1)
        self._open: dict[Task, tuple[Callable[[Any], None], Failed | None]] = {}
        self._is_closed = False
        self._last: Task | None = None
        self._refused: list[Exception] = []

    def read(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        title: str = "",
        failed: Failed | None = None,
    ) -> Task:
        """Do `work(progress)` beside the window, then call `then(answer)` on it.

        Nothing is called once the work was cancelled, or when the widget whose method `then` is has gone.
        """
        return self._start(work, then, failed, Task(title or _("Đang đọc dữ liệu"), Does.READ))

    def plan(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        title: str = "",
        failed: Failed | None = None,
    ) -> Task:
        """The same where `then` writes what was asked for: a window that is closed waits for it."""
        return self._start(work, then, failed, Task(title or _("Đang đọc dữ liệu"), Does.PLAN))

    def write(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        title: str = "",
        failed: Failed | None = None,
    ) -> Task:
        """The same for work that changes data; pages hear of changed data from the workspace.

        Work that came to its end before it heard that it was to stop has written: its answer is told.
        """
        return self._start(work, then, failed, Task(title or _("Đang ghi dữ liệu"), Does.WRITE))

    def write_file(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        title: str,
        failed: Failed | None = None,
    ) -> Task:
        """The same for work that writes a file: nothing Undo takes back, and nothing a window waits for."""
        return self._start(work, then, failed, Task(title, Does.FILE))

    def running(self) -> list[Task]:
        """Works begun and not ended, the oldest first."""
        return list(self._open)

    def give_up_what_is_not_data(self) -> None:
        """Cancel what reads and what writes a file."""
        for task in self._open:
            if task.does in (Does.READ, Does.FILE):
                task.cancel()

    def finish(self, *kinds: Does) -> list[Exception]:
        """Wait for works of some kinds while the window lives on; what of them was refused, or given up."""
        self._refused.clear()
        loop = QEventLoop()
        self._told.connect(loop.quit)
        while any(task.does in kinds for task in self._open):
            loop.exec()
        return self._refused[:]

    def close(self) -> None:
        """Give up what only reads, let what writes come to its end, and stop the worker for good."""
        self._is_closed = True
        self.give_up_what_is_not_data()
        for task in self._open:
            task.may_begin.set()
        self._open.clear()
        self._pool.waitForDone()

    def _start(
        self, work: Callable[[Progress], T], then: Callable[[T], None], failed: Failed | None, task: Task
    ) -> Task:
        if self._is_closed:
            # What was written last is still told to the pages: none of them may ask a closed database.
            task.cancel()
            return task
        self._open[task] = (then, failed)
        task.answered.connect(self._deliver)
        self._pool.start(lambda: _run(work, task))
        self.began.emit(task)
        QTimer.singleShot(_PAINTED_MS, task, task.may_begin.set)
        return task

    def _deliver(self, task: Task, answer: Any, failure: Exception | None) -> None:
        if task not in self._open:
            return
        then, failed = self._open.pop(task)
        task.progress.let_go()
        # The worker lets go of a task after it has answered: the last to do so must be the window's thread,
        # which owns it. It works in turn, so it is through with this one when the next has answered.
        self._last = task
        if task.does in (Does.PLAN, Does.WRITE) and (failure is not None or task.is_given_up):
            self._refused.append(failure or Cancelled())
        try:
            self._tell(task, then, failed, answer, failure)
        finally:
            self._told.emit()

    def _tell(
        self,
        task: Task,
        then: Callable[[Any], None],
        failed: Failed | None,
        answer: Any,
        failure: Exception | None,
    ) -> None:
        task.ended.emit()
        if task.is_given_up or not _is_there(then):
            return
        if failure is None:
            then(answer)
        elif failed is not None:
            failed(failure)
        else:
            self.failed.emit(failure)


def _run(work: Callable[[Progress], Any], task: Task) -> None:
    answer, failure = None, None
    task.may_begin.wait(_UNPAINTED)
    try:
        if not task.progress.cancelled():
            answer = work(task.progress)
            task.is_done = True
    except Cancelled:
        task.cancel()
    except Exception as raised:
        failure = raised
    except BaseException as raised:
        # What breaks off code in Rust, or wants to end Python: nobody would hear of it here, and the window
        # would wait for an answer for ever.
        failure = _as_fault(raised)
    task.answered.emit(task, answer, failure)


def _as_fault(raised: BaseException) -> Exception:
    fault = RuntimeError(type(raised).__qualname__)
    fault.__cause__ = raised
    return fault


def _is_there(then: Callable[..., None]) -> bool:
    owner = getattr(then, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
