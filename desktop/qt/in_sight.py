"""How large a window of its own may be, and where it stands, so that all of it is seen; knows no window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_TITLE, _EDGE = 40, 8
"""What the system's title bar and frame take: at 200 % of 1366 x 768 pixels 683 x 384 points are left."""


def room_of(widget: QWidget) -> QRect:
    """What windows may cover of the screen a widget stands on."""
    screen = widget.screen() or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def size_in_sight(wished: QSize, beside: QWidget) -> QSize:
    """The size a window wishes to have, or what there is room for on the screen."""
    room = room_of(beside).size()
    return wished.boundedTo(QSize(room.width() - _EDGE, room.height() - _TITLE))


def corner_in_sight(wished: QPoint, window: QWidget) -> QPoint:
    """Where the upper left corner of a pop-up stands: as near to the wish as all of it is on the screen."""
    room = room_of(window)
    left = max(room.left(), min(wished.x(), room.right() - window.width()))
    top = max(room.top(), min(wished.y(), room.bottom() - window.height()))
    return QPoint(left, top)
