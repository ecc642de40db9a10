"""The menus and their keys; every deed is somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMessageBox

from desktop.declare.text import _, language
from desktop.qt.icons import icon
from desktop.qt.news import NEWS
from desktop.qt.page import Route
from desktop.qt.themes import TEXT_SIZES, chosen_name, chosen_size, theme_titles
from desktop.qt.titles import menu_titles, program_title

if TYPE_CHECKING:
    from desktop.qt.undo_stack import UndoStack

T = TypeVar("T")
_NUMBERED = (
    "home",
    "import",
    "problems",
    "charts",
    "household",
    "capital",
    "indicators",
    "obstacles",
    "calendar",
)
_KEYS = {page: f"Ctrl+{number}" for number, page in enumerate(_NUMBERED, 1)} | {"dashboard": "Ctrl+0"}


class Menus(QObject):
    """Fills the window's menu bar; undo and redo name what they would take back."""

    wants = Signal(object)
    folds = Signal()
    searches = Signal()
    asks_language = Signal(str)
    asks_theme = Signal(str)
    asks_text_size = Signal(int)
    asks_help = Signal()

    def __init__(self, window: QMainWindow, undo_stack: UndoStack) -> None:
        super().__init__(window)
        self._window, self._undo_stack = window, undo_stack
        undo_stack.changed.connect(self.show_undo)
        bar = window.menuBar()
        bar.clear()
        file, edit, view, about = (bar.addMenu(title) for title in menu_titles())
        self._act(file, _("&Nhập từ Excel…"), partial(self.wants.emit, Route("import")), "Ctrl+I", "import")
        self._act(
            file, _("Đơn vị &sử dụng…"), partial(self.wants.emit, Route("office")), "Ctrl+,", "settings"
        )
        file.addSeparator()
        self._act(file, _("T&hoát"), window.close, QKeySequence.StandardKey.Quit)
        self.undo = self._act(edit, "", undo_stack.undo, QKeySequence.StandardKey.Undo, "undo")
        # Not the other key Qt knows: Ctrl+Shift switches UniKey.
        self.redo = self._act(edit, "", undo_stack.redo, "Ctrl+Y", "redo")
        self._fill_view(view)
        keys = QKeySequence.StandardKey.HelpContents
        self._act(about, _("&Trợ giúp của trang này"), self.asks_help.emit, keys, "help")
        self._act(about, _("&Phím tắt"), partial(self.wants.emit, Route("help", text="keys")))
        self._act(about, _("&Có gì mới"), partial(self.wants.emit, NEWS))
        self._act(about, _("&Giới thiệu"), self._show_about)
        self.show_undo()

    def _fill_view(self, view: QMenu) -> None:
        for title, route in self.main_pages():
            self._act(view, title, partial(self.wants.emit, route), _KEYS.get(route.page, ""))
        view.addSeparator()
        self._act(view, _("Thu gọn hoặc mở &thanh bên"), self.folds.emit, "Ctrl+B")
        # Not the other keys Qt knows: Alt+Enter is a new line in a note.
        self._act(view, _("&Toàn màn hình"), self._fill_screen, "F11")
        self._act(view, _("Tìm trong mọi &dữ liệu"), self.searches.emit, "Ctrl+K", "search")
        languages = {"vi": "Tiếng Việt", "en": "English"}
        self._offer(view.addMenu(_("&Ngôn ngữ")), languages, self.asks_language.emit, language)
        self._offer(view.addMenu(_("Giao &diện")), theme_titles(), self.asks_theme.emit, chosen_name)
        sizes = {percent: f"{percent} %" for percent in TEXT_SIZES}
        self._offer(view.addMenu(_("&Cỡ chữ")), sizes, self.asks_text_size.emit, chosen_size)

    def _offer(
        self, menu: QMenu, titles: Mapping[T, str], ask: Callable[[T], object], chosen: Callable[[], T]
    ) -> None:
        """Titles one of which is chosen; a page that cannot be left may have refused another."""
        group = QActionGroup(self)
        actions = {value: self._act(menu, title, partial(ask, value)) for value, title in titles.items()}
        for action in actions.values():
            action.setCheckable(True)
            group.addAction(action)

        def tick() -> None:
            actions[chosen()].setChecked(True)

        tick()
        menu.aboutToShow.connect(tick)

    @staticmethod
    def main_pages() -> list[tuple[str, Route]]:
        """The pages that are there whatever the components bring."""
        return [
            (_("Tổng quan"), Route("home")),
            (_("Nhập từ Excel"), Route("import")),
            (_("Vấn đề"), Route("problems")),
            (_("Biểu đồ"), Route("charts")),
            (_("Bảng theo dõi"), Route("dashboard")),
            (_("Bản đồ"), Route("map")),
            (_("Hộ và hỗ trợ"), Route("household")),
            (_("Vốn và giải ngân"), Route("capital")),
            (_("Bảng chỉ tiêu"), Route("indicators")),
            (_("Vướng mắc, kiến nghị"), Route("obstacles")),
            (_("Lịch báo cáo"), Route("calendar")),
            (_("Báo cáo"), Route("reports")),
        ]

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
            bound = [QKeySequence(keys)] if isinstance(keys, str) else QKeySequence.keyBindings(keys)
            action.setShortcuts(bound)
        action.triggered.connect(lambda _checked=False: deed())
        return action

    def show_undo(self) -> None:
        """Name what undo and redo would do now."""
        stack = self._undo_stack
        for action, verb, what, can_be in (
            (self.undo, _("&Hoàn tác"), stack.next_undo(), stack.can_undo()),
            (self.redo, _("&Làm lại"), stack.next_redo(), stack.can_redo()),
        ):
            action.setText(f"{verb}: {what.replace('&', '&&')}" if what else verb)
            action.setEnabled(can_be)

    def _fill_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_about(self) -> None:
        from desktop import __version__

        says = _("Sổ hộ, nhà ở, vốn và chỉ tiêu của các chương trình mục tiêu quốc gia.")
        self._tell(_("Giới thiệu"), f"<b>{program_title()}</b> {__version__}<br>{says}")

    def _tell(self, title: str, text: str) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setText(text)
        box.open()
