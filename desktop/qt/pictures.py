"""Pictures of charts and of the main pages, also on a machine without a display; knows no command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.declare.charts import Drawing
from desktop.declare.problems import Refusal
from desktop.declare.text import _, use_language
from desktop.qt.page import Route

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
    workspace: Workspace, folder: Path, language: str = "vi", *, workbook: Path | None = None
) -> list[Path]:
    """Open the real window on an open database and keep a picture of each main page as PNG.

    With a `workbook` the import page shows its preview; nothing of it is saved.
    """
    application = ensure_application()
    use_language(language)
    from desktop.qt.import_page import ImportPage
    from desktop.qt.main_window import MainWindow

    folder.mkdir(parents=True, exist_ok=True)
    window = MainWindow(workspace)
    window.show()
    paths = []
    for number, (name, route) in enumerate(_main_routes(workspace, workbook), 1):
        window.open(route)
        _wait(application, window.tasks)
        page = window.page(route)
        if workbook is not None and isinstance(page, ImportPage):
            page.look_ahead()
            _wait(application, window.tasks)
        paths.append(folder / f"{number}-{name}.png")
        if not window.grab().save(str(paths[-1]), "PNG"):
            raise Refusal(_("Không ghi được tệp {file}.").format(file=paths[-1].name))
    window.close()
    return paths


def _main_routes(workspace: Workspace, workbook: Path | None) -> list[tuple[str, Route]]:
    """The main pages, and the list of each component's first record type with its first record open."""
    lists = []
    for component in workspace.catalog.loaded():
        for record_type in component.record_types[:1]:
            with workspace.store.reading() as reader:
                first = next(iter(reader.rows(record_type, limit=1)), None)
            route = Route("records", record_type, record=first.id if first and first.id else "")
            lists.append((component.name.replace("_", "-"), route))
    return [
        ("home", Route("home")),
        ("import", Route("import", files=(workbook,) if workbook else ())),
        ("problems", Route("problems")),
        ("charts", Route("charts")),
        *lists,
        ("components", Route("components")),
    ]


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
