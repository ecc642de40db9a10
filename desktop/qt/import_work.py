"""What an import is doing just now: the work, how far it is, and a button to stop it; knows no plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.pace import Pace
from desktop.qt.tasks import Progress, Task


class WorkLine(QWidget):
    """Hidden while nothing runs; one work at a time."""

    turned = Signal()
    """A work has begun or ended."""

    stopped = Signal()
    gave_up = Signal()
    """The work has ended because it was to stop, and has written nothing."""

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self._pace = Pace("")
        self._doing = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignRight)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(_("Tiến độ"))
        stop = QPushButton(_("Hủy"))
        stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        told = QVBoxLayout()
        told.setSpacing(tokens.XS)
        told.addWidget(self._doing)
        told.addWidget(self._bar)
        row.addLayout(told, 1)
        row.addWidget(stop)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether something runs."""
        return self._task is not None

    @property
    def writes(self) -> bool:
        """Whether what runs is about to save something."""
        return self._task is not None and self._task.writes

    def begin(
        self,
        how: Callable[..., Task],
        work: Callable[[Progress], Any],
        then: Callable[[Any], None],
        title: str,
    ) -> None:
        """Do a work in the background (`how` is the reading or the writing of the worker)."""
        self._task = how(work, then, title, self.failed.emit)
        self._pace = Pace(title)
        self._doing.setText(title)
        self._bar.setRange(0, 0)
        self._task.moved.connect(self._moved)
        self._task.ended.connect(self._ended)
        self.show()
        self.turned.emit()

    def cancel(self) -> None:
        """Give up what runs; nothing of it is kept, unless it was through already."""
        if self._task is not None:
            self._task.cancel()
            self._doing.setText(_("Đang dừng…"))

    def _moved(self, done: int, total: int) -> None:
        if self._task is None or self._task.progress.cancelled():
            return
        self._bar.setRange(0, total)
        self._bar.setValue(min(done, total))
        self._doing.setText(self._pace.says(min(done, total), total))

    def _ended(self) -> None:
        task, self._task = self._task, None
        self.hide()
        self.turned.emit()
        if task is not None and task.is_given_up:
            self.gave_up.emit()
