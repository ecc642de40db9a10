"""Lets the line fade that the edge of a list cuts, so that one sees the list goes on; knows no entry."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.qt import tokens


class EdgeFade(QWidget):
    """Lies over a list and paints over a cut line alone; the mouse goes through it, and nothing moves."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as the list."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.viewport().geometry())
        return False

    def cut(self) -> list[tuple[QRect, bool]]:
        """What is seen of the lines that are cut, and whether the upper edge cuts them."""
        whole = self.rect()
        lines = ((self._view.indexAt(QPoint(1, edge)), edge == 0) for edge in (0, whole.bottom()))
        boxes = ((self._view.visualRect(line), upper) for line, upper in lines if line.isValid())
        return [(box & whole, upper) for box, upper in boxes if not whole.contains(box)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the list, thicker towards the edge."""
        painter = QPainter(self)
        for seen, upper in self.cut():
            thick, thin = (QColor(tokens.theme().panel) for _end in range(2))
            thin.setAlpha(60)
            fade = QLinearGradient(seen.topLeft(), seen.bottomLeft())
            fade.setColorAt(0, thick if upper else thin)
            fade.setColorAt(1, thin if upper else thick)
            painter.fillRect(seen, fade)
