"""A picture of the icon set standing in a page, sharp on every screen; knows not what it stands for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from desktop.qt.icons import drawn_from, sign_of_grade
from desktop.qt.tokens import theme


class IconLabel(QLabel):
    """One icon of so many points, drawn anew from its strokes at whatever ratio it is painted with."""

    def __init__(self, name: str = "", colour: str = "", size: int = 16) -> None:
        super().__init__()
        self._size = size
        self.show_icon(name, colour)
        self.setMinimumSize(size, size)

    def show_icon(self, name: str, colour: str = "") -> None:
        """Be another icon from now on, or none."""
        self.name, self._colour = name, colour
        self.update()

    def show_sign(self, grade: str) -> None:
        """Be the sign of a grade from now on."""
        self.show_icon(*sign_of_grade(grade))

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the middle of its height, at its left edge."""
        if self.name:
            top = (self.height() - self._size) / 2
            area = QRectF(0, top, self._size, self._size)
            drawn_from(self.name, self._colour or theme().text).render(QPainter(self), area)


def sign_label(grade: str, size: int = 16) -> IconLabel:
    """The sign of a grade."""
    return IconLabel(*sign_of_grade(grade), size=size)
