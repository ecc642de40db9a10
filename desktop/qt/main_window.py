"""The window itself: painted at once with an empty frame, filled when the database is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.tasks import Does, Tasks
from desktop.qt.titles import menu_titles, program_title

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from desktop.qt.frame import Frame
    from desktop.qt.page import Page, Route
    from desktop.qt.undo_stack import UndoStack
    from desktop.workspace import Workspace


class MainWindow(QMainWindow):
    """Shown empty at once, before anything heavy is imported; `use(workspace)` fills it."""

    asks_language = Signal(str)
    asks_theme = Signal(str)
    asks_text_size = Signal(int)
    asks_again = Signal()
    first_painted = Signal()

    def __init__(self, workspace: Workspace | None = None) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        self.frame: Frame | None = None
        self.tasks = Tasks(self)
        self.tasks.failed.connect(self._failed)
        self._refused: list[Exception] = []
        self._place = ""
        self._was_painted = self._waits = self._was_held = False
        self.setAcceptDrops(True)
        self.setMinimumSize(*tokens.SMALLEST_WINDOW)
        self.resize(*tokens.WINDOW)
        self.setWindowTitle(program_title())
        if workspace is not None:
            self.use(workspace)
        else:
            self._show_empty(QLabel(_("Đang mở dữ liệu…"), alignment=Qt.AlignmentFlag.AlignCenter))

    def use(self, workspace: Workspace, place: str = "") -> None:
        """Fill the frame with what an open database holds; `place` says whose it is."""
        from desktop.qt.undo_stack import UndoStack

        self.workspace, self._place = workspace, place
        self._fill(workspace, UndoStack(workspace, self.tasks, self))

    def _fill(self, workspace: Workspace, undo_stack: UndoStack) -> None:
        from desktop.qt.frame import Frame

        self.frame = Frame(self, workspace, self.tasks, undo_stack, self._place)
        self.frame.asks_language.connect(self.asks_language)
        self.frame.asks_theme.connect(self.asks_theme)
        self.frame.asks_text_size.connect(self.asks_text_size)
        self.frame.told.connect(self._wrote)
        self.frame.fill()

    def rebuild(self) -> bool:
        """Make every word anew, in the language now in use; False where a page cannot be left yet."""
        if self.frame is None or self.workspace is None:
            return True
        if not self._is_written(Does.PLAN, Does.WRITE):
            return False
        route = self.frame.route
        self._fill(self.workspace, self.frame.undo_stack)
        self.frame.open(route)
        return True

    def open(self, route: Route) -> None:
        """Go to a page, and there to what the route names."""
        if self.frame is not None:
            self.frame.open(route)

    def page(self, route: Route) -> Page:
        """The page of a route, made now if it was never wanted before."""
        assert self.frame is not None
        return self.frame.page(route)

    def _show_empty(self, says: QWidget) -> None:
        """The frame without anything in it: what is painted while the database opens."""
        for title in menu_titles():
            self.menuBar().addMenu(title)
        top, side, whole = QFrame(), QFrame(), QWidget()
        top.setObjectName("topbar")
        top.setFixedHeight(tokens.TOP_HEIGHT)
        name = QLabel(program_title(), top)
        name.setFont(tokens.font("section"))
        name.move(tokens.TITLE_LEFT, tokens.M)
        side.setObjectName("navigation")
        side.setFixedWidth(tokens.NAVIGATION_WIDTH)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(side)
        below.addWidget(says, 1)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(below, 1)
        self.setCentralWidget(whole)
        self.statusBar().setSizeGripEnabled(False)

    def say(self, text: str) -> None:
        """Tell something in the status bar, whether the frame is there yet or not."""
        if self.frame is not None:
            self.frame.status.say(text)
        else:
            self.statusBar().showMessage(text)

    def say_not_opened(self, failure: Exception) -> None:
        """Tell in the empty frame why there is no database, and let it be tried again."""
        self._failed(failure)
        says = str(failure) if isinstance(failure, Refusal) else _("Chưa mở được dữ liệu.")
        self.menuBar().clear()
        self._show_empty(_not_opened(says, self.asks_again.emit))

    def component_titles(self) -> dict[str, str]:
        """The title of each component by the package its code lies in."""
        components = self.workspace.catalog.components if self.workspace is not None else ()
        return {each.module.partition(".")[0]: each.title for each in components if each.module}

    def _failed(self, failure: Exception) -> None:
        from desktop.qt.errors import show_failure

        show_failure(failure, self, self.component_titles())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Workbooks may be dropped anywhere."""
        if self.frame is not None and self.frame.workbooks(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They lead to the import page."""
        if self.frame is not None:
            event.acceptProposedAction()
            self.frame.import_files(self.frame.workbooks(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed; stay where something cannot be read or is not written; stop the worker."""
        if self._waits:
            event.ignore()
            return
        held = not self._is_written(Does.PLAN, Does.WRITE, Does.FILE)
        # Of a server that stays away it could never be closed else.
        may_lose = held and self._refused and self._was_held and self._agrees_to_lose()
        self._was_held = bool(self._refused)
        if held and not may_lose:
            event.ignore()
            return
        self.tasks.close()
        super().closeEvent(event)

    def _wrote(self) -> None:
        """A refusal of before is past: the next one is said before the window asks whether it may go."""
        self._was_held = False

    def _is_written(self, *kinds: Does) -> bool:
        """Leave every page and wait for what is under way, while the window lives on and shows how far it is.

        False where a page cannot be left, something was refused, now or before and stands nowhere else, or a
        question came up meanwhile. Where
        files are waited for as well the window goes, and what is not data is given up.
        """
        if self.frame is None or self._waits:
            return self.frame is None
        self._waits, self._refused = True, []
        before = QApplication.activeModalWidget()
        try:
            while not self._refused and QApplication.activeModalWidget() is before and self.frame.may_close():
                if not any(task.does in kinds for task in self.tasks.running()):
                    self._refused = self.frame.say_unwritten()
                    if not self._refused:
                        return True
                    break
                if Does.FILE in kinds:
                    self.tasks.give_up_what_is_not_data()
                self.say(_("Đang ghi dữ liệu"))
                self._refused = self.tasks.finish(*kinds)
        finally:
            self._waits = False
        if self._refused:
            self.frame.show_held()
            self.say(_("Còn thay đổi chưa ghi được, nên cửa sổ vẫn mở."))
        return False

    def _agrees_to_lose(self) -> bool:
        """Whether the window shall go although what was typed could not be written once more."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(program_title())
        box.setText(_("Vẫn còn thay đổi chưa ghi được."))
        told = dict.fromkeys(str(each) for each in self._refused if isinstance(each, Refusal))
        box.setInformativeText("\n".join(told))
        away = box.addButton(_("Đóng, không lưu"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(_("Ở lại"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is away

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)


def _not_opened(says: str, again: Callable[[], None]) -> QWidget:
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
