"""The frame around all pages: top bar, navigation, status bar, undo; a page is made when first wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.authors import shown_author
from desktop.declare.dates import shown_time
from desktop.declare.retold import retold
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.drop_area import workbooks_in
from desktop.qt.menus import Menus
from desktop.qt.navigation import Navigation
from desktop.qt.news import tell_news, tell_what_holds
from desktop.qt.page import Page, Route, Said
from desktop.qt.page_makers import add_component_editors, entries, make_page
from desktop.qt.status_bar import StatusBar
from desktop.qt.titles import program_title
from desktop.qt.top_bar import TopBar
from desktop.qt.undo_stack import UndoStack

if TYPE_CHECKING:
    from desktop.declare.components import Change
    from desktop.qt.tasks import Tasks
    from desktop.storage.changes import ChangeSet
    from desktop.workspace import Workspace
    from desktop.workspace.as_of import AsOf
    from desktop.workspace.open_splits import OpenSplit

HOME = Route("home")
_LOOKED_BACK, _LOOKS = 20, 10
_NARROW, _LOWEST_PAGE = 1000, 520
"""Points: below these the navigation folds, and the page scrolls."""


class _PageRoom(QScrollArea):
    """As large as the window lets it be; a lower one scrolls, a narrow one is for the page to live with."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self._pages = pages
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(pages)
        pages.installEventFilter(self)
        # Where the page before was scrolled to is no place of this one.
        pages.currentChanged.connect(lambda _page: self.verticalScrollBar().setValue(0))
        pages.currentChanged.connect(lambda _page: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # By itself it would make the page as high as it likes to be, not as there is room.
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page that has got its answer may need more room than before."""
        if watched is self._pages and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page = self._pages.currentWidget()
        least = max(_LOWEST_PAGE, page.minimumSizeHint().height() if page is not None else 0)
        self._pages.resize(self.viewport().width(), max(self.viewport().height(), least))


class Frame(QWidget):
    """Takes the middle of a window, its menus and its status bar."""

    asks_language = Signal(str)
    asks_theme = Signal(str)
    asks_text_size = Signal(int)
    told = Signal(object)

    def __init__(
        self, window: QMainWindow, workspace: Workspace, tasks: Tasks, undo_stack: UndoStack, place: str
    ) -> None:
        super().__init__()
        self._window, self.workspace, self.tasks = window, workspace, tasks
        self.route = HOME
        self._is_narrow = False
        self.pages: dict[tuple[str, object], Page] = {}
        self.undo_stack = undo_stack
        self.top = TopBar()
        self.top.use(workspace, place)
        self.top.setFixedHeight(tokens.TOP_HEIGHT)
        self.top.wants.connect(self.open)
        self.top.boundaries.chosen.connect(self._look_by)
        self.navigation = Navigation()
        self.navigation.chosen.connect(self.open)
        self.stack = QStackedWidget()
        self.status = StatusBar(tasks)
        self.menus = Menus(window, self.undo_stack)
        self.menus.wants.connect(self.open)
        self.menus.folds.connect(self.fold)
        self.menus.searches.connect(self.search)
        self.menus.asks_language.connect(self.asks_language)
        self.menus.asks_theme.connect(self.asks_theme)
        self.menus.asks_text_size.connect(self.asks_text_size)
        self.menus.asks_help.connect(self.help)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.navigation)
        below.addWidget(_PageRoom(self.stack), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(below, 1)

    def fill(self) -> None:
        """Take the window and show the first page."""
        add_component_editors(self.workspace.catalog)
        self.navigation.show_entries(entries(self.workspace, self.menus.main_pages()))
        self._fold_to_fit()
        self._window.setCentralWidget(self)
        self._window.setStatusBar(self.status)
        self.undo_stack.undone.connect(self._undone)
        self.told.connect(self._records_changed)
        # A frame is made anew with every language; the old one must hear no more of the database.
        self.destroyed.connect(self.workspace.subscribe(self.told.emit))
        self._say_last_change()
        self.open(self.route)
        if not self.stack.isAncestorOf(QApplication.focusWidget() or self):
            # The arrows then lead on from the first page; by itself Qt takes a button of the top bar.
            self.navigation.list.setFocus()
        tell_news(self.page(self.route))
        tell_what_holds(self.page(self.route))

    def _say_last_change(self) -> None:
        """Until something is done, the status bar tells what was done last, and when."""
        latest = next((one for one in self._last_sets() if not self.workspace.is_note(one.number)), None)
        if latest is not None:
            says = _("Thay đổi cuối: {why} · {when}")
            why = retold(latest.why) or shown_author(latest.who)
            self.status.say(says.format(why=why, when=shown_time(latest.when)))

    def _last_sets(self) -> Iterator[ChangeSet]:
        """The newest sets first, a few at a time: at the end of a period many exports follow each other."""
        before: int | None = None
        for _look in range(_LOOKS):
            found = self.workspace.store.change_sets(limit=_LOOKED_BACK, before=before)
            yield from found
            if len(found) < _LOOKED_BACK:
                return
            before = found[-1].number

    def open(self, route: Route) -> None:
        """Go to a page, and there to what the route names."""
        page = self.page(route)
        self.route = route
        was_inside = self.stack.isAncestorOf(QApplication.focusWidget() or self)
        is_fresh = page.focusWidget() is None
        self.stack.setCurrentWidget(page)
        if was_inside and is_fresh:
            # Or Qt takes what comes first by Tab, be it a button of the top bar.
            page.setFocus()
        self.navigation.stand_on(route)
        self.status.show_selection("")
        page.opened(route)
        self._say_title()

    def _say_title(self) -> None:
        """`Nhà ở* – Tỉnh Điện Biên › Xã Na Son – …`: the page, unsaved typing, whose desk, the program."""
        page = self.stack.currentWidget()
        if not isinstance(page, Page):
            return
        parts = (f"{page.title.text()}[*]", self.top.office, program_title())
        self._window.setWindowTitle(" – ".join(filter(None, parts)))
        self._window.setWindowModified(page.is_typed_in())

    def help(self) -> None:
        """Open the help of the current page."""
        from desktop.qt.help_page import HelpPage

        asked = self.route
        self.open(Route("help"))
        page = self.stack.currentWidget()
        if asked.page != "help" and isinstance(page, HelpPage):
            page.show_for(asked)

    def page(self, route: Route) -> Page:
        """The page of a route, made now if it was never wanted before."""
        record_type = route.record_type if route.page == "records" else None
        is_closed = record_type is not None and self.workspace.guard.closes(record_type)
        key = ("closed" if is_closed else route.page, record_type)
        if key not in self.pages:
            page = make_page(route, self.workspace, self.tasks)
            page.wants.connect(self.open)
            page.says.connect(self._said)
            page.typed.connect(self._say_title)
            page.undoes.connect(self.undo_stack.undo_change_set)
            page.selected.connect(self.status.show_selection)
            self.pages[key] = page
            self.stack.addWidget(page)
        return self.pages[key]

    def may_close(self) -> bool:
        """Whether every page can be left; one that cannot comes to the front and says why."""
        for page in self.pages.values():
            if not page.may_close():
                self.stack.setCurrentWidget(page)
                return False
        return True

    def say_unwritten(self) -> list[Exception]:
        """Let every page say what was refused and stands nowhere else; why each was refused."""
        return [failure for page in self.pages.values() for failure in page.say_unwritten()]

    def show_held(self) -> None:
        """Bring a page to the front that says what was refused, unless the one in front does."""
        held = [page for page in self.pages.values() if page.is_held()]
        if held and self.stack.currentWidget() not in held:
            self.stack.setCurrentWidget(held[0])

    def import_files(self, files: tuple[Path, ...]) -> None:
        """Go to the import page with these workbooks."""
        self.open(Route("import", files=files))

    @staticmethod
    def workbooks(event: QDropEvent) -> tuple[Path, ...]:
        """The workbooks among what is dropped."""
        return tuple(workbooks_in(event.mimeData()))

    def fold(self) -> None:
        """Fold the navigation to icons, or open it."""
        self.navigation.fold(not self.navigation.folded)
        QSettings().setValue("navigation/folded", self.navigation.folded)

    def _fold_to_fit(self) -> None:
        self._is_narrow = self.width() < _NARROW
        wanted = QSettings().value("navigation/folded", False, type=bool) is True
        self.navigation.fold(wanted or self._is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window leaves the page the room of the navigation."""
        super().resizeEvent(event)
        if (self.width() < _NARROW) != self._is_narrow:
            self._fold_to_fit()

    def search(self) -> None:
        """Stand in the line that finds any record."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _said(self, said: Said) -> None:
        self.status.say(said.text)
        if said.change_set is not None:
            self.undo_stack.push(said.change_set, said.deed or said.text)
            self.status.say(f"{said.text} · {datetime.now():%H:%M}")

    def _records_changed(self, changes: Sequence[Change]) -> None:
        if any(change.record_type in ("Office", "Place") for change in changes):
            self.top.show_office()
            self.navigation.show_entries(entries(self.workspace, self.menus.main_pages()))
            self.navigation.stand_on(self.route)
            self._say_title()
        for page in list(self.pages.values()):
            page.records_changed(changes)

    def _look_by(self, asked: AsOf | None) -> None:
        """Show every page by the boundaries of another day; what cannot be left yet keeps its day."""
        if not self.may_close():
            self.top.boundaries.show_asked(self.workspace.as_of)
            return
        self.workspace.as_of = asked
        for page in list(self.pages.values()):
            page.boundaries_changed()
        if asked is not None:
            from desktop.workspace.open_splits import read_open_splits

            workspace = self.workspace
            self.tasks.read(
                lambda _progress: read_open_splits(workspace),
                self._ask_who_divides,
                _("Đang xem đơn vị nào chưa chia"),
            )

    def _ask_who_divides(self, splits: Sequence[OpenSplit]) -> None:
        """Ask who divides the figures of units that are several others on the day."""
        from desktop.qt.waiting import way_to_divide

        page = self.stack.currentWidget()
        if not splits or not isinstance(page, Page) or self.workspace.as_of is None:
            return
        first, *others = splits
        says = _(
            "{name} ({count} hồ sơ) ngày ấy là nhiều đơn vị và chưa có quyết định chia, nên đứng riêng một "
            "dòng. Ai quyết định chia, theo từng thôn, bản hay theo tỷ lệ?"
        ).format(count=first.records, name=first.name)
        if others:
            says += " " + _("Còn {count} đơn vị khác cũng vậy.").format(count=len(others))
        route = way_to_divide(first.place)
        page.notice.say(says, "WARN", ((_("Ghi quyết định chia"), lambda: self.open(route)),))

    def _undone(self, says: str, left: Sequence[str]) -> None:
        self.status.say(says)
        page = self.stack.currentWidget()
        if left and isinstance(page, Page):
            page.notice.say("\n".join(left), "WARN")
