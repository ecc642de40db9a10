"""Covers the line that the edge of a list cuts, so that only whole ones are seen; knows no entry."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.qt import tokens


class EdgeCover(QWidget):
    """Lies over a list and paints over a cut line alone; the mouse goes through it, and nothing moves.

    That the list goes on is said by its scroll bar. Of the `air` at the edge of a line nothing is missed.
    """

    def __init__(self, view: QAbstractItemView, air: int = 0) -> None:
        super().__init__(view)
        self._air = air
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as the list."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.viewport().geometry())
        return False

    def cut(self) -> list[QRect]:
        """What is seen of the lines that are cut, as long as it is the lesser part of all.

        One that is only too wide is shortened, not cut.
        """
        whole = self.rect()
        lines = (self._view.indexAt(QPoint(1, edge)) for edge in (0, whole.bottom()))
        boxes = [self._view.visualRect(line) for line in lines if line.isValid()]
        seen = [
            QRect(whole.left(), box.top(), whole.width(), box.height()) & whole
            for box in boxes
            if box.top() < whole.top() - self._air or box.bottom() > whole.bottom() + self._air
        ]
        return seen if sum(box.height() for box in seen) < whole.height() / 2 else []

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the list."""
        painter = QPainter(self)
        for seen in self.cut():
            painter.fillRect(seen, QColor(tokens.theme().panel))
