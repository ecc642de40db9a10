"""The change sets made in this window, to take back and bring again; the store does the work."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.qt.tasks import Progress, Task, Tasks
    from desktop.workspace import Workspace


@plain_value
class Step:
    """One own change set and how it is called."""

    change_set: int
    text: str


@dataclass(slots=True)
class _Asked:
    """Undo, or redo of what was `undone`; with the write that was under way then and is meant by it."""

    undone: bool
    meant: Task | None = None


class UndoStack(QObject):
    """Undo takes the last own change set back; redo takes that undo back."""

    changed = Signal()
    undone = Signal(str, object)
    """What was taken back or brought again, and sentences about what was left."""

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._tasks = workspace, tasks
        self._done: list[Step] = []
        self._gone: list[Step] = []
        self._asked: list[_Asked] = []
        self._undoing: set[Task] = set()
        tasks.began.connect(self._began)

    def push(self, change_set: int, text: str) -> None:
        """A write was made; what had been taken back before can no longer be brought again."""
        self._done.append(Step(change_set, text))
        self._gone.clear()
        self.changed.emit()

    def next_undo(self) -> str:
        """What Undo would take back; empty for nothing."""
        return self._done[-1].text if self._done else ""

    def next_redo(self) -> str:
        """What Redo would bring again; empty for nothing."""
        return self._gone[-1].text if self._gone else ""

    def can_undo(self) -> bool:
        """Whether there is a step to take back, or one may be being written."""
        return bool(self._done) or self._being_written(undone=False) is not None

    def can_redo(self) -> bool:
        """Whether there is something to bring again, or it is just being taken back."""
        return bool(self._gone) or self._being_written(undone=True) is not None

    def undo(self) -> None:
        """Take the last step back; what is being written is that step, and none is where it is refused."""
        self._ask(undone=False)

    def undo_change_set(self, change_set: int) -> None:
        """Take one change set back, wherever it stands: also one of another day."""
        named = Step(change_set, _("lần ghi số {number}").format(number=change_set))
        step = next((step for step in self._done if step.change_set == change_set), named)
        self._go_back(step, self._done, self._gone, _("Đã hoàn tác: {what}"))

    def redo(self) -> None:
        """Bring the last undone step again; what is just being taken back is that step."""
        self._ask(undone=True)

    def _ask(self, undone: bool) -> None:
        self._asked.append(_Asked(undone))
        self._go_on()

    def _go_on(self) -> None:
        """Do what was asked for, in turn, once the worker has answered everything."""
        while self._asked and not self._waits():
            asked = self._asked.pop(0)
            if asked.meant is not None and not asked.meant.is_done:
                continue
            if asked.undone and self._gone:
                self._go_back(self._gone[-1], self._gone, self._done, _("Đã làm lại: {what}"))
            elif not asked.undone and self._done:
                self._go_back(self._done[-1], self._done, self._gone, _("Đã hoàn tác: {what}"))

    def _waits(self) -> bool:
        """Whether the worker has something to answer yet; each who asked has then one write for his own."""
        for asked in self._asked:
            if asked.meant is None:
                asked.meant = self._being_written(asked.undone)
        running = self._tasks.running()
        if running:
            # Queued, so that its answer is heard first: that may be a step, or begin another write.
            running[-1].ended.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        return bool(running)

    def _being_written(self, undone: bool) -> Task | None:
        """The last write of data that nobody means yet: one that takes a step back, or any other."""
        meant = [asked.meant for asked in self._asked]
        return next(
            (
                task
                for task in reversed(self._tasks.running())
                if task.writes and (task in self._undoing) is undone and task not in meant
            ),
            None,
        )

    def _began(self, task: Task) -> None:
        if task.writes:
            self.changed.emit()
            task.ended.connect(self.changed)

    def _go_back(self, step: Step, of: list[Step], onto: list[Step], says: str) -> None:
        # Out at once, for a second Undo must find the step before it; a refused one returns to its place.
        place = of.index(step) if step in of else None
        if place is not None:
            del of[place]

        def went(undone: Any) -> None:
            if undone.change_set is not None:
                onto.append(Step(undone.change_set.number, step.text))
            self.changed.emit()
            self.undone.emit(says.format(what=step.text), undone.left())

        was_undone = Event()

        def work(progress: Progress) -> Any:
            try:
                return self._workspace.undo(step.change_set, progress=progress)
            except Exception:
                if not self._stands(step.change_set):
                    was_undone.set()
                raise

        def keep() -> None:
            # What still stands can be tried again.
            if place is not None and not was_undone.is_set():
                of.insert(place, step)
            self.changed.emit()

        def refused(failure: Exception) -> None:
            # The disk was full, or another program was writing.
            keep()
            self._tasks.failed.emit(failure)

        task = self._tasks.write(work, went, _("Đang hoàn tác"), refused)
        task.ended.connect(lambda: keep() if task.is_given_up else None)
        self._undoing = {each for each in self._tasks.running() if each in self._undoing}
        if onto is self._gone:
            self._undoing.add(task)
        self.changed.emit()

    def _stands(self, change_set: int) -> bool:
        """Whether nobody else has taken it back; for the worker, as the server may be gone."""
        try:
            found = self._workspace.store.change_sets(limit=1, before=change_set + 1)
        except Refusal:
            return True  # nothing says that it was taken back
        return any(one.number == change_set and one.undone_by is None for one in found)
