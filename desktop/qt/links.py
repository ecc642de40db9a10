"""Text that leads somewhere; knows not where."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


def link(text: str, deed: Callable[[], object]) -> QPushButton:
    """Text that leads somewhere, by mouse and by keyboard."""
    button = QPushButton(text)
    button.setObjectName("link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(lambda: deed())
    return button
