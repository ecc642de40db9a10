"""The change sets made in this window, to take back and bring again; the store does the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop.declare.text import _
from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.qt.tasks import Tasks
    from desktop.workspace import Workspace


@plain_value
class Step:
    """One own change set and how it is called."""

    change_set: int
    text: str


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

    def undo(self) -> None:
        """Take the last step back; what is still being written is that step, and is waited for."""
        if self._done and not self._waits(self.undo):
            self._go_back(self._done[-1], self._done, self._gone, _("Đã hoàn tác: {what}"))

    def undo_change_set(self, change_set: int) -> None:
        """Take one change set back, wherever it stands: also one of another day."""
        named = Step(change_set, _("lần ghi số {number}").format(number=change_set))
        step = next((step for step in self._done if step.change_set == change_set), named)
        self._go_back(step, self._done, self._gone, _("Đã hoàn tác: {what}"))

    def redo(self) -> None:
        """Bring the last undone step again."""
        if self._gone and not self._waits(self.redo):
            self._go_back(self._gone[-1], self._gone, self._done, _("Đã làm lại: {what}"))

    def _waits(self, deed: Callable[[], None]) -> bool:
        """Whether the worker has something to answer yet: then the deed is done after that."""
        running = self._tasks.running()
        if running:
            # Queued, so that its answer is heard first: that may be a step, or begin another write.
            running[-1].ended.connect(deed, Qt.ConnectionType.QueuedConnection)
        return bool(running)

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

        def refused(failure: Exception) -> None:
            # The disk was full, or another program was writing: what still stands can be tried again.
            if place is not None and self._stands(step.change_set):
                of.insert(place, step)
            self.changed.emit()
            self._tasks.failed.emit(failure)

        self.changed.emit()
        title = _("Đang hoàn tác")
        self._tasks.write(lambda _progress: self._workspace.undo(step.change_set), went, title, refused)

    def _stands(self, change_set: int) -> bool:
        latest = self._workspace.store.change_sets()
        return any(one.number == change_set and one.undone_by is None for one in latest)
