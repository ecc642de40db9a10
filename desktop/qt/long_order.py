"""Puts a list too long to wait for in order beside the window; draws nothing and reads no record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.declare.reading import Sort, Where
from desktop.declare.text import _
from desktop.qt.record_table import AHEAD, PAGE, RecordTable

if TYPE_CHECKING:
    from desktop.qt.tasks import Progress, Task, Tasks

_Asked = tuple[Where, tuple[Sort, ...]]


class LongOrder(QObject):
    """The ids of some pages at once come from the worker, where the store has to look at all rows for them.

    The old rows stay until the new order is known; rows further down are blank until they are. While the
    worker has other work to do the window does it itself, for that may take minutes. `came` tells that rows
    which were blank are there.
    """

    came = Signal()

    def __init__(self, table: RecordTable, tasks: Tasks) -> None:
        super().__init__(table)
        self._table, self._tasks = table, tasks
        self._task: Task | None = None
        self._sorting: _Asked | None = None
        self._then: Callable[[], None] | None = None
        self._page = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._ask_for_page)
        table.brings = self.brings

    def sort(self, order: Sequence[Sort], then: Callable[[], None]) -> None:
        """Show the rows in another order as soon as it is known, then call `then`."""
        self._give_up()
        if not self._is_beside(order):
            self._table.show(sort_by=order)
            then()
            return
        self._sorting, self._then = (self._table.where, tuple(order)), then
        self._begin(self._sorting, 0)

    def brings(self, page: int) -> bool:
        """Whether the ids of a page will come a moment later."""
        if not self._is_beside(self._table.sort_by):
            return False
        self._page = page
        if self._task is None:
            self._later.start()
        return True

    def _is_beside(self, order: Sequence[Sort]) -> bool:
        others = (task for task in self._tasks.running() if task is not self._task)
        return self._table.takes_long(order) and all(task.progress.cancelled() for task in others)

    def _ask_for_page(self) -> None:
        if self._task is None:
            self._begin((self._table.where, self._table.sort_by), self._page // AHEAD * AHEAD)

    def _begin(self, asked: _Asked, first: int) -> None:
        workspace, record_type = self._table.workspace, self._table.record_type
        where, order = asked

        def work(_progress: Progress) -> tuple[_Asked, int, list[str]]:
            with workspace.reading() as reader:
                return asked, first, list(reader.ids(record_type, where, order, AHEAD * PAGE, first * PAGE))

        self._task = task = self._tasks.read(work, self._take, _("Đang sắp xếp"))
        task.ended.connect(lambda: self._ended(task))

    def _ended(self, task: Task) -> None:
        if self._task is task:
            self._task = None

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self._sorting = self._then = None

    def _take(self, answer: tuple[_Asked, int, list[str]]) -> None:
        asked, first, ids = answer
        then = self._then if asked is self._sorting else None
        if then is not None:
            self._sorting = self._then = None
            self._table.show(sort_by=asked[1])
        if asked == (self._table.where, self._table.sort_by):
            self._table.keep_ids(first, ids)
        if then is not None:
            then()
        self.came.emit()
