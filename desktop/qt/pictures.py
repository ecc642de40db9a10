"""Pictures of charts and of the main pages, also on a machine without a display; knows no command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.declare.charts import Drawing
from desktop.declare.text import _

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


def settle(application: QCoreApplication) -> None:
    """Let everything that waits for the event loop happen: layouts, answers of the worker, deletions."""
    application.sendPostedEvents()
    application.processEvents()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
