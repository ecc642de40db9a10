"""Keeps how a list is looked at under a name and brings it back; the list itself is the page's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSettings

from desktop.declare.text import _
from desktop.qt.column_chooser import usual_columns
from desktop.workspace.list_views import ListView, read_view, save_view, views_of

if TYPE_CHECKING:
    from desktop.declare.reading import Condition
    from desktop.declare.records import Record
    from desktop.qt.grid_writing import GridWriting
    from desktop.qt.notice_bar import NoticeBar
    from desktop.qt.record_bar import RecordBar
    from desktop.qt.record_grid import RecordGrid
    from desktop.qt.record_table import RecordTable
    from desktop.qt.tasks import Progress, Tasks
    from desktop.shared.saved_views import SavedView
    from desktop.workspace import Workspace

_FROZEN, _GOES_RIGHT = "frozen", "grid/enter_goes_right"


class Listed(Protocol):
    """What is asked of the page whose list is looked at."""

    workspace: Workspace
    tasks: Tasks
    record_type: type[Record]
    where: tuple[Condition, ...]
    table: RecordTable
    grid: RecordGrid
    bar: RecordBar
    writes: GridWriting
    notice: NoticeBar

    def leave(self) -> bool:
        """Whether the list may move on."""
        ...

    def filter_by(self, where: Sequence[Condition]) -> None:
        """Show the records that fit."""
        ...

    def choose_columns(self, columns: Sequence[str]) -> None:
        """Show these columns."""
        ...

    def say(self, text: str, change_set: int | None = None, deed: str = "") -> None:
        """Tell what was done."""
        ...


class KeptViews(QObject):
    """What the menu *Cách xem* of a list page does."""

    def __init__(self, page: Listed, memory: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._memory = page, memory
        menu = page.bar.view_menu
        menu.views = lambda: views_of(page.workspace, page.record_type)
        menu.is_frozen = lambda: page.grid.frozen_columns > 0
        menu.goes_right = lambda: page.grid.goes_right
        menu.opens.connect(self.open)
        menu.drops.connect(self.drop)
        menu.keeps.connect(self.keep)
        menu.asks.connect(self._do)
        page.grid.goes_right = QSettings().value(_GOES_RIGHT, False, type=bool) is True

    def take_up(self) -> None:
        """Freeze the columns that were frozen last time."""
        self._freeze(int(str(self._memory.value(_FROZEN) or 0)))

    def now(self) -> ListView:
        """How the list is looked at."""
        page = self._page
        columns = tuple(page.table.columns)
        return ListView(columns, page.where, page.table.sort_by, page.bar.words(), page.grid.frozen_columns)

    def keep(self, name: str) -> None:
        """Keep the view of now under a name."""
        page, view = self._page, self.now()

        def work(_progress: Progress) -> int:
            return save_view(page.workspace, page.record_type, name, view)

        def then(number: int) -> None:
            deed = _("lưu cách xem {name}").format(name=name)
            page.say(_("Đã lưu cách xem “{name}”").format(name=name), number or None, deed)

        page.tasks.write(work, then)

    def open(self, kept: SavedView) -> None:
        """Look at the list as it was kept."""
        try:
            view = read_view(kept.content or "", self._page.record_type)
        except ValueError as failure:
            self._page.notice.say(str(failure), "WARN")
            return
        self.show(view)

    def show(self, view: ListView) -> None:
        """Look at the list so."""
        page = self._page
        if not page.leave():
            return
        self._freeze(0)
        page.bar.put_words(view.words)
        page.choose_columns(view.columns or usual_columns(page.record_type))
        page.table.sort_by = view.sort_by
        page.filter_by(view.where)
        self._freeze(view.frozen)

    def drop(self, kept: SavedView) -> None:
        """Forget a view."""
        page = self._page

        def work(_progress: Progress) -> int:
            page.workspace.delete(kept, _("Xóa cách xem “{name}”").format(name=kept.name))
            return int(page.workspace.store.change_sets(limit=1)[0].number)

        def then(number: int) -> None:
            deed = _("xóa cách xem {name}").format(name=kept.name)
            page.say(_("Đã xóa cách xem “{name}”").format(name=kept.name), number, deed)

        page.tasks.write(work, then, _("Đang xóa"))

    def _do(self, what: str) -> None:
        grid = self._page.grid
        if what == "plain":
            self.show(ListView(tuple(usual_columns(self._page.record_type))))
        elif what == "freeze":
            self._freeze(max(1, grid.currentIndex().column()))
        elif what == "unfreeze":
            self._freeze(0)
        elif what == "right":
            grid.goes_right = not grid.goes_right
            QSettings().setValue(_GOES_RIGHT, grid.goes_right)
        else:
            self._page.writes.do(what)

    def _freeze(self, count: int) -> None:
        self._page.grid.freeze(count)
        self._memory.setValue(_FROZEN, self._page.grid.frozen_columns)
