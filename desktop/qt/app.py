"""Starts the window: paints the frame first, then loads everything heavy beside it and opens the database."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop.declare.problems import Refusal
from desktop.declare.text import _, add_catalog, use_language
from desktop.declare.text import language as language_in_use
from desktop.faults import watch_crashes
from desktop.installation import data_folder, default_database, installed_folder, is_portable
from desktop.qt import tokens
from desktop.qt.main_window import MainWindow
from desktop.qt.qt_words import use_qt_language
from desktop.qt.style import dress, new_application
from desktop.qt.themes import choose, choose_size, chosen_name, chosen_size, chosen_theme
from desktop.resources import resource
from desktop.storage.addresses import address_of

if TYPE_CHECKING:
    from desktop.qt.one_window import OneWindow
    from desktop.qt.tasks import Progress
    from desktop.workspace import Workspace

NAME = "NTP Desktop"


def run(
    database: str | Path | None = None, *, demo: bool = False, safe: bool = False, language: str | None = None
) -> int:
    """Open the window and stay until it is closed; the exit status.

    `database` is the user's own where None is given, or a new one for `demo`. `language` is the one chosen
    last where None is given.
    """
    if not _has_screen():
        raise Refusal(
            _("Máy này không có màn hình để mở cửa sổ chương trình."),
            _("Dùng các lệnh, ví dụ: ntp-desktop demo --out THU_MUC; xem ntp-desktop --help"),
        )
    # Until the data are there hardly anything is let go of; to look for garbage meanwhile is a tenth of it.
    gc.disable()
    application = make_application(sys.argv[:1])
    one = None if demo or installed_folder() is None else _one_window(database)
    if one is not None and one.is_taken():
        return 0
    start = Start(database, demo, safe, language)
    if one is not None:
        one.woken.connect(lambda: _bring_forward(start.window))
    start.window.show()
    status = application.exec()
    start.close()
    return status


def _one_window(database: str | Path | None) -> OneWindow | None:
    """Where the starts for a database meet; None for an address that the window will refuse."""
    # Imported here: of the way to the first window Qt's network part is a twentieth, and few starts need it.
    from desktop.qt.one_window import OneWindow

    try:
        return OneWindow(address_of(database or default_database()))
    except Refusal:
        return None


def _bring_forward(window: QWidget) -> None:
    """Show a window above the others, as large as it was."""
    window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
    window.raise_()
    window.activateWindow()


def _told(database: str | Path) -> str:
    """How the top of the window names a database."""
    where = address_of(database)
    return where.stem if isinstance(where, Path) else f"{where.name} · {where.host}"


def _has_screen() -> bool:
    """Whether a window can be shown; Qt itself would end the program without a word an officer knows."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application, named and dressed."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else new_application(arguments)
    application.setApplicationName(NAME)
    application.setOrganizationName(NAME)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    if is_portable(installed_folder()):
        # What is carried on a stick leaves nothing on the PC.
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(data_folder()))
    dress(application, chosen_theme(), chosen_size())
    return application


def speak(language: str) -> None:
    """Have the program and Qt say everything in `vi` or `en` from now on."""
    add_catalog(resource("translations"))
    application = QCoreApplication.instance()
    use_language(language)
    if application is not None:
        use_qt_language(language, application)


class Start(QObject):
    """One run of the program: its window, and the database that is opened once the window is painted."""

    waits = Signal(str)
    """Another program holds the data; told from the thread that has to wait."""

    def __init__(self, database: str | Path | None, demo: bool, safe: bool, language: str | None) -> None:
        super().__init__()
        self._database, self._demo, self._safe = database, demo, safe
        self._workspace: Workspace | None = None
        speak(language or str(QSettings().value("language", "vi")))
        self.window = MainWindow()
        self.window.asks_language.connect(self.change_language)
        self.window.asks_theme.connect(self.change_theme)
        self.window.asks_text_size.connect(self.change_text_size)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress_again)
        self.window.asks_again.connect(self.open_database)
        self.window.first_painted.connect(self.open_database)
        self.waits.connect(self.window.say)

    def open_database(self) -> None:
        """Load what is heavy and knows no window, and open the database, on the worker."""
        from desktop.qt.errors import catch_faults

        catch_faults(self.window.component_titles, self._data_folder)
        self.window.tasks.read(self._opened, self._use, _("Đang mở dữ liệu"), self.window.say_not_opened)

    def _opened(self, _progress: Progress) -> Workspace:
        try:
            return self._open()
        finally:
            if not gc.isenabled():
                gc.freeze()
                gc.enable()

    def _open(self) -> Workspace:
        if self._demo:
            from desktop.workspace.demo import open_demo

            return open_demo(self._database, safe=self._safe)
        from desktop.workspace import open_workspace

        return open_workspace(self._database, safe=self._safe, tell=self.waits.emit)

    def _data_folder(self) -> Path:
        try:
            where = address_of(self._database or default_database())
        except Refusal:
            return data_folder()
        return where.parent if isinstance(where, Path) else data_folder()

    def _use(self, workspace: Workspace) -> None:
        self._workspace = workspace
        if not self._demo:
            watch_crashes(self._data_folder())
        from desktop.qt.wheel_guard import WheelGuard

        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(WheelGuard(application))
        named = _("Dữ liệu mẫu") if self._demo else _told(self._database) if self._database else ""
        if workspace.guard.why_not_written is not None:
            named = _("{name} (chỉ xem)").format(name=named or NAME)
        self.window.use(workspace, named)
        self._ask_for_office(workspace)
        # What a list needs, loaded while the start page is looked at; by this thread, for a worker that makes
        # classes of Qt while the window is painted can end the program.
        QTimer.singleShot(0, self, lambda: import_module("desktop.qt.record_page"))

    def _ask_for_office(self, workspace: Workspace) -> None:
        """The first thing a new database is told: who uses it."""
        from desktop.qt.office_page import is_asked_for
        from desktop.qt.page import Route

        if workspace.guard.why_not_written is None and is_asked_for(workspace):
            self.window.open(Route("office", new=True))

    def change_language(self, language: str) -> None:
        """Speak `vi` or `en` from now on."""
        before = language_in_use()
        speak(language)
        if self.window.rebuild():
            QSettings().setValue("language", language)
        else:
            speak(before)

    def change_theme(self, name: str) -> None:
        """Draw in `light`, `dark` or `contrast`, or as the `system` says, from now on."""
        before = chosen_name()
        choose(name)
        if not self._dress_again():
            choose(before)

    def change_text_size(self, percent: int) -> None:
        """Write everything so large from now on."""
        before = chosen_size()
        choose_size(percent)
        if not self._dress_again():
            choose_size(before)

    def _dress_again(self, _scheme: object = None) -> bool:
        """Draw everything in the look that is chosen now; False where a page cannot be left yet."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return True
        before = tokens.theme(), int(application.property("text size") or 100)
        wanted = chosen_theme(), chosen_size()
        if wanted == before:
            return True
        dress(application, *wanted)
        if self.window.rebuild():
            return True
        dress(application, *before)
        return False

    def close(self) -> None:
        """Let go of the database."""
        if self._workspace is not None:
            self._workspace.close()
