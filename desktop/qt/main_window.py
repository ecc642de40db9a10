"""The frame around all pages: menus, top bar, navigation, status bar; a page is made when first wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.problems import Refusal
from desktop.declare.text import _, language
from desktop.qt import tokens
from desktop.qt.errors import show_failure
from desktop.qt.icons import icon
from desktop.qt.navigation import Navigation
from desktop.qt.page import Page, Route, Said
from desktop.qt.status_bar import StatusBar
from desktop.qt.tasks import Tasks
from desktop.qt.top_bar import TopBar
from desktop.qt.undo_stack import UndoStack

if TYPE_CHECKING:
    from desktop.declare.components import Change
    from desktop.workspace import Workspace

HOME = Route("home")
_WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv")


class MainWindow(QMainWindow):
    """Shown empty at once; `use(workspace)` fills it when the database is open."""

    asks_language = Signal(str)
    asks_again = Signal()
    first_painted = Signal()
    _told = Signal(object)

    def __init__(self, workspace: Workspace | None = None) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        self.tasks = Tasks(self)
        self.tasks.failed.connect(lambda failure: show_failure(failure, self, self.component_titles()))
        self.undo_stack: UndoStack | None = None
        self.pages: dict[tuple[str, object], Page] = {}
        self.route = HOME
        self._place = ""
        self._was_painted = False
        self._told.connect(self._records_changed)
        self.setAcceptDrops(True)
        self.setMinimumSize(1024, 600)
        self.resize(*tokens.WINDOW)
        self._build()
        if workspace is not None:
            self.use(workspace)

    # -- the frame

    def _build(self) -> None:
        self.setWindowTitle(_("Sổ Chương trình MTQG"))
        self._build_menus()
        self.top = TopBar()
        self.top.wants.connect(self.open)
        self.navigation = Navigation()
        self.navigation.chosen.connect(self.open)
        self.stack = QStackedWidget()
        self.stack.addWidget(_opening())
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.navigation)
        below.addWidget(self.stack, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(below, 1)
        self.setCentralWidget(whole)
        self.status = StatusBar(self.tasks)
        self.setStatusBar(self.status)

    def _build_menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        file = bar.addMenu(_("&Tệp"))
        self._act(file, _("&Nhập từ Excel…"), lambda: self.open(Route("import")), "Ctrl+I", "import")
        file.addSeparator()
        self._act(file, _("T&hoát"), self.close, QKeySequence.StandardKey.Quit)
        edit = bar.addMenu(_("&Sửa"))
        self.undo_action = self._act(edit, "", self._undo, QKeySequence.StandardKey.Undo, "undo")
        self.redo_action = self._act(edit, "", self._redo, QKeySequence.StandardKey.Redo, "redo")
        view = bar.addMenu(_("&Xem"))
        for number, (title, route) in enumerate(self._main_pages(), 1):
            self._act(view, title, partial(self.open, route), f"Ctrl+{number}")
        view.addSeparator()
        self._act(view, _("Thu gọn hoặc mở &thanh bên"), self._fold, "Ctrl+B")
        self._act(view, _("Tìm trong mọi &dữ liệu"), self._search, "Ctrl+K", "search")
        languages = view.addMenu(_("&Ngôn ngữ"))
        group = QActionGroup(self)
        for code, name in (("vi", "Tiếng Việt"), ("en", "English")):
            action = self._act(languages, name, partial(self.asks_language.emit, code))
            action.setCheckable(True)
            action.setChecked(language() == code)
            group.addAction(action)
        about = bar.addMenu(_("Trợ &giúp"))
        self._act(about, _("&Phím tắt"), self._show_keys, QKeySequence.StandardKey.HelpContents, "help")
        self._act(about, _("&Giới thiệu"), self._show_about)
        self._show_undo()

    def _act(
        self,
        menu: QMenu,
        text: str,
        deed: Callable[[], object],
        keys: str | QKeySequence.StandardKey = "",
        picture: str = "",
    ) -> QAction:
        action = menu.addAction(text)
        if picture:
            action.setIcon(icon(picture))
        if keys:
            action.setShortcuts(
                QKeySequence.keyBindings(keys) if not isinstance(keys, str) else [QKeySequence(keys)]
            )
        action.triggered.connect(lambda _checked=False: deed())
        return action

    @staticmethod
    def _main_pages() -> list[tuple[str, Route]]:
        return [
            (_("Tổng quan"), HOME),
            (_("Nhập từ Excel"), Route("import")),
            (_("Vấn đề"), Route("problems")),
            (_("Biểu đồ"), Route("charts")),
        ]

    # -- the database

    def use(self, workspace: Workspace, place: str = "") -> None:
        """Fill the frame with what an open database holds; `place` says whose it is."""
        self.workspace = workspace
        self._place = place
        self.undo_stack = UndoStack(workspace, self.tasks, self)
        self.undo_stack.changed.connect(self._show_undo)
        self.undo_stack.undone.connect(self._undone)
        workspace.subscribe(self._told.emit)
        self._fill()

    def _fill(self) -> None:
        from desktop.qt.page_makers import entries

        assert self.workspace is not None
        self.navigation.show_entries(entries(self.workspace, self._main_pages()))
        self.top.use(self.workspace, self._place)
        self.navigation.fold(QSettings().value("navigation/folded", False, type=bool) is True)
        self.open(self.route)

    def say_not_opened(self, failure: Exception) -> None:
        """Tell in the empty frame why there is no database, and let it be tried again."""
        show_failure(failure, self)
        self.stack.setCurrentIndex(self.stack.addWidget(_not_opened(failure, self.asks_again.emit)))

    def rebuild(self) -> bool:
        """Make every word anew, in the language now in use; False where a page cannot be left yet."""
        if not self._may_close():
            return False
        for page in self.pages.values():
            page.deleteLater()
        self.pages.clear()
        self._build()
        if self.workspace is not None:
            self._fill()
        return True

    # -- pages

    def open(self, route: Route) -> None:
        """Go to a page, and there to what the route names."""
        if self.workspace is None:
            return
        page = self.page(route)
        self.route = route
        self.stack.setCurrentWidget(page)
        self.navigation.stand_on(route)
        self.status.show_selection("")
        page.opened(route)
        self.setWindowTitle(f"{page.title.text()} – {_('Sổ Chương trình MTQG')}")

    def page(self, route: Route) -> Page:
        """The page of a route, made now if it was never wanted before."""
        from desktop.qt.page_makers import make_page

        assert self.workspace is not None
        key = (route.page, route.record_type if route.page == "records" else None)
        if key not in self.pages:
            page = make_page(route, self.workspace, self.tasks)
            page.wants.connect(self.open)
            page.says.connect(self._said)
            page.selected.connect(self.status.show_selection)
            self.pages[key] = page
            self.stack.addWidget(page)
        return self.pages[key]

    def _said(self, said: Said) -> None:
        self.status.say(said.text)
        if said.change_set is not None and self.undo_stack is not None:
            self.undo_stack.push(said.change_set, said.deed or said.text)
            self.status.say(f"{said.text} · {datetime.now():%H:%M}")

    def _records_changed(self, changes: Sequence[Change]) -> None:
        for page in list(self.pages.values()):
            page.records_changed(changes)

    def component_titles(self) -> dict[str, str]:
        """The title of each component by the package its code lies in."""
        if self.workspace is None:
            return {}
        components = self.workspace.catalog.components
        return {each.module.partition(".")[0]: each.title for each in components if each.module}

    # -- undo

    def _undo(self) -> None:
        if self.undo_stack is not None:
            self.undo_stack.undo()

    def _redo(self) -> None:
        if self.undo_stack is not None:
            self.undo_stack.redo()

    def _show_undo(self) -> None:
        stack = self.undo_stack
        for action, verb, what in (
            (self.undo_action, _("&Hoàn tác"), stack.next_undo() if stack else ""),
            (self.redo_action, _("&Làm lại"), stack.next_redo() if stack else ""),
        ):
            action.setText(f"{verb}: {what}".replace("&&", "&") if what else verb)
            action.setEnabled(bool(what))

    def _undone(self, says: str, conflicts: Sequence[object]) -> None:
        self.status.say(says)
        page = self.stack.currentWidget()
        if conflicts and isinstance(page, Page):
            told = "\n".join(str(getattr(each, "message", each)) for each in conflicts[:5])
            page.notice.say(
                _("{count} chỗ đã được sửa tiếp sau đó nên được giữ nguyên.").format(count=len(conflicts))
                + f"\n{told}",
                "WARN",
            )

    # -- small deeds

    def _fold(self) -> None:
        self.navigation.fold(not self.navigation.folded)
        QSettings().setValue("navigation/folded", self.navigation.folded)

    def _search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _show_keys(self) -> None:
        lines = (
            ("Ctrl+K", _("tìm trong mọi dữ liệu")),
            ("Ctrl+F", _("tìm trong danh sách")),
            ("Ctrl+N", _("thêm hồ sơ")),
            ("Enter, F2", _("từ bảng vào biểu mẫu")),
            ("Ctrl+Enter", _("biểu mẫu chiếm cả trang")),
            ("F4", _("ẩn, hiện biểu mẫu")),
            ("Ctrl+S", _("lưu")),
            ("Esc", _("bỏ những gì vừa gõ")),
            ("Ctrl+Z, Ctrl+Y", _("hoàn tác, làm lại")),
            ("Ctrl+C", _("sao chép ô đã chọn kèm tiêu đề")),
            ("Ctrl+;", _("ngày hôm nay, trong ô ngày")),
            ("F5", _("đọc lại dữ liệu")),
            ("Ctrl+1 … Ctrl+4", _("tới các trang chính")),
        )
        rows = "".join(f"<tr><td><b>{keys}</b>&nbsp;&nbsp;</td><td>{says}</td></tr>" for keys, says in lines)
        self._tell(_("Phím tắt"), f"<table cellspacing=4>{rows}</table>")

    def _show_about(self) -> None:
        from desktop import __version__

        says = _("Sổ hộ, nhà ở, vốn và chỉ tiêu của các chương trình mục tiêu quốc gia.")
        self._tell(_("Giới thiệu"), f"<b>{_('Sổ Chương trình MTQG')}</b> {__version__}<br>{says}")

    def _tell(self, title: str, text: str) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setText(text)
        box.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Workbooks may be dropped anywhere."""
        if self.workspace is not None and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They lead to the import page."""
        event.acceptProposedAction()
        self.open(Route("import", files=_dropped(event)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed; stay where something cannot be read; stop the worker."""
        if not self._may_close():
            event.ignore()
            return
        self.tasks.close()
        super().closeEvent(event)

    def _may_close(self) -> bool:
        for page in self.pages.values():
            if not page.may_close():
                self.stack.setCurrentWidget(page)
                return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint: only after it may anything heavy be loaded."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)


def _dropped(event: QDropEvent) -> tuple[Path, ...]:
    files = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return tuple(file for file in files if file.suffix.lower() in _WORKBOOKS)


def _opening() -> QWidget:
    label = QLabel(_("Đang mở dữ liệu…"), alignment=Qt.AlignmentFlag.AlignCenter)
    label.setObjectName("quiet")
    return label


def _not_opened(failure: Exception, again: Callable[[], None]) -> QWidget:
    says = str(failure) if isinstance(failure, Refusal) else _("Chưa mở được dữ liệu.")
    label = QLabel(says, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
    button = QPushButton(_("Thử lại"))
    button.clicked.connect(lambda _checked=False: again())
    panel = QWidget()
    column = QVBoxLayout(panel)
    column.setSpacing(tokens.M)
    column.addStretch(1)
    column.addWidget(label)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
    column.addStretch(2)
    return panel
