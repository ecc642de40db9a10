"""Pictures of charts and of the main pages, also on a machine without a display; knows no command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QSettings, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.declare.charts import Drawing
from desktop.declare.problems import Refusal
from desktop.declare.text import _, add_catalog, use_language
from desktop.installation import finding_us, interpreter, without_window
from desktop.qt import tokens
from desktop.qt.qt_words import use_qt_language
from desktop.resources import resource

if TYPE_CHECKING:
    from desktop.qt.tasks import Tasks
    from desktop.workspace import Workspace

_SIZE = (960, 540)


def ensure_application() -> QApplication:
    """The Qt application, made for pictures alone where there is none and no display."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.qt.style import dress

    # Pictures show the program as it is at first, not with the widths and folds of somebody's window.
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, tempfile.mkdtemp("ntp-pictures"))
    application = QApplication([])
    dress(application)
    return application


def draw_chart(
    drawing: Drawing, path: Path, size: tuple[int, int] = _SIZE, *, title: str = "", kind: str = "bar"
) -> Path:
    """Write one chart as `.png` or `.svg`, taller than `size` where its labels need it. Raises `Refusal`."""
    ensure_application()
    from desktop.qt.chart_card import ChartCard

    card = ChartCard(title or _("Biểu đồ"), kind)
    card.show_drawing(drawing)
    card.resize(size[0], max(size[1], card.minimumSizeHint().height()))
    card.keep(path)
    card.deleteLater()
    return path


def take_pictures(
    workspace: Workspace,
    folder: Path,
    language: str = "vi",
    *,
    workbook: Path | None = None,
    theme: str = "light",
    size: tuple[int, int] = tokens.WINDOW,
) -> list[Path]:
    """Open the real window on an open database and keep pictures of it as numbered PNG; nothing is saved.

    With a `workbook` the import page with its preview is taken alone. Numbers go on after the pictures that
    are in the folder. `theme` is `light`, `dark` or `contrast`, `size` that of the window in points.
    """
    application = ensure_application()
    use_language(language)
    use_qt_language(language, application)
    with _dressed(application, theme):
        return _taken(application, workspace, folder, workbook, size)


def take_pictures_apart(
    database: Path,
    folder: Path,
    language: str = "vi",
    *,
    ratio: int = 1,
    safe: bool = False,
    workbook: Path | None = None,
    theme: str = "light",
    size: tuple[int, int] = tokens.WINDOW,
) -> list[Path]:
    """Take them in a program of its own: with `ratio` 2 on a screen at 200 %, which Qt is told as it starts.

    Painted larger by this one instead, what Qt paints by pixels is soft. Raises `Refusal` where it fails.
    """
    asked: dict[str, object] = {"folder": str(folder), "language": language, "theme": theme, "size": size}
    asked |= {"database": str(database), "safe": safe, "workbook": str(workbook) if workbook else ""}
    before = set(folder.glob("*.png"))
    done = subprocess.run(
        [interpreter(), "-X", "faulthandler", "-P", "-m", "desktop.qt.pictures", json.dumps(asked)],
        stdout=subprocess.DEVNULL,
        env={**finding_us(), "QT_SCALE_FACTOR": str(ratio)},
        creationflags=without_window(),
        check=False,
    )
    if done.returncode:
        raise Refusal(_("Không chụp được hình các trang ở {folder}.").format(folder=folder))
    return sorted(set(folder.glob("*.png")) - before)


def _take_as_asked(asked: str) -> None:
    """What the program of its own does: the pictures of a database by its name."""
    from desktop.workspace import open_workspace

    add_catalog(resource("translations"))
    told = json.loads(asked)
    workbook = Path(told["workbook"]) if told["workbook"] else None
    workspace = open_workspace(told["database"], safe=told["safe"])
    take_pictures(
        workspace,
        Path(told["folder"]),
        told["language"],
        workbook=workbook,
        theme=told["theme"],
        size=tuple(told["size"]),
    )
    workspace.close()


@contextmanager
def _dressed(application: QApplication, theme: str) -> Iterator[None]:
    from desktop.qt.style import dress
    from desktop.qt.themes import THEMES

    before = tokens.theme()
    if THEMES[theme] is not before:
        dress(application, THEMES[theme])
    yield
    if tokens.theme() is not before:
        dress(application, before)


def _taken(
    application: QApplication,
    workspace: Workspace,
    folder: Path,
    workbook: Path | None,
    size: tuple[int, int],
) -> list[Path]:
    from desktop.qt.main_window import MainWindow
    from desktop.qt.scenes import import_scene, main_scenes

    folder.mkdir(parents=True, exist_ok=True)
    window = MainWindow(workspace)
    window.resize(*size)
    window.show()
    _wait(application, window.tasks)
    scenes = [import_scene(workbook)] if workbook else main_scenes(workspace)
    first = 1 + len(list(folder.glob("*.png")))
    paths = []
    for number, scene in enumerate(scenes, first):
        window.open(scene.route)
        _wait(application, window.tasks)
        for step in scene.steps:
            step(window.page(scene.route))
            _wait(application, window.tasks)
        paths.append(folder / f"{number:02d}-{scene.name}.png")
        if not _grabbed(window).save(str(paths[-1]), "PNG"):
            raise Refusal(_("Không ghi được tệp “{file}”.").format(file=paths[-1].name))
        for each in _before(window):
            each.close()
    window.close()
    # Else every later theme would dress it as well, and the windows of all looks stay in memory.
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return paths


def _before(window: QWidget) -> list[QWidget]:
    """The dialogs and pop-ups of a window that are open."""
    return [each for each in window.findChildren(QWidget) if each.isWindow() and each.isVisible()]


def _grabbed(window: QWidget) -> QPixmap:
    """A window with what is open before it: pop-ups where they stand, dialogs in the middle."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.setPen(QColor(tokens.theme().edge))
    for each in _before(window):
        box = each.rect()
        if isinstance(each, QDialog):
            box.moveCenter(window.rect().center())
        else:
            box.moveTopLeft(window.mapFromGlobal(each.mapToGlobal(QPoint())))
        painter.drawPixmap(box.topLeft(), each.grab())
        painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.end()
    return picture


def _wait(application: QApplication, tasks: Tasks) -> None:
    """Let the worker end and everything that follows from its answers be laid out."""
    while True:
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        if not tasks.running():
            break
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.processEvents()


if __name__ == "__main__":
    _take_as_asked(sys.argv[1])
