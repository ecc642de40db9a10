"""The line at the bottom: what was done, what is selected, and the one place where long work shows itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.pace import Pace
from desktop.qt.tasks import Task, Tasks

_SHOW_AFTER = 300


class StatusBar(QStatusBar):
    """Left what happened, right the selection, at the end the running work with its cancel."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(tokens.M, 0, tokens.M, 0)
        self._tasks = tasks
        self.text = QLabel()
        self.selection = QLabel()
        self.selection.setObjectName("quiet")
        self.job = _Job(tasks)
        self.addWidget(self.text, 1)
        self.addPermanentWidget(self.selection)
        self.addPermanentWidget(self.job)

    def say(self, text: str) -> None:
        """Tell a success; it stands until the next one."""
        self.text.setText(text)

    def show_selection(self, text: str) -> None:
        """How many cells are selected and what they add up to."""
        self.selection.setText(text)


class _Job(QWidget):
    """What runs, how far, cancel; work that is over within a blink is never seen."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._task: Task | None = None
        self._pace = Pace("")
        self.title = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(_("Tiến độ"))
        self.cancel = QPushButton(_("Dừng"))
        self.cancel.setObjectName("link")
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(self.title)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        self._later = QTimer(self, singleShot=True, interval=_SHOW_AFTER)
        self._later.timeout.connect(self._show)
        tasks.began.connect(self._began)
        self.hide()

    def _began(self, task: Task) -> None:
        task.ended.connect(self._ended)
        if not self._later.isActive() and self._task is None:
            self._later.start()

    def _show(self) -> None:
        running = self._tasks.running()
        if not running:
            return
        self._task = running[0]
        self._pace = Pace(self._task.title)
        self._task.moved.connect(self._moved)
        self.title.setText(self._task.title)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()

    def _moved(self, done: int, total: int) -> None:
        if self._task is not None and total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.title.setText(self._pace.says(done, total))

    def _ended(self) -> None:
        running = self._tasks.running()
        if self._task not in running:
            self._task = None
            self.hide()
        if running and self._task is None:
            self._later.start()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.cancel.setEnabled(False)
            self.title.setText(_("Đang dừng…"))
