"""Figures one after the other as a small line without axes; knows no table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.qt import tokens


def draw_course(painter: QPainter, area: QRectF, course: Sequence[float]) -> None:
    """A line through the figures, the last of them as a dot; the lowest stands at the bottom."""
    low, high = min(course), max(course)
    points = [
        QPointF(
            area.left() + area.width() * place / (len(course) - 1),
            area.bottom() - area.height() * ((figure - low) / (high - low) if high > low else 0.5),
        )
        for place, figure in enumerate(course)
    ]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.theme().quiet), 1.5))
    painter.drawPolyline(points)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.theme().text))
    painter.drawEllipse(points[-1], 2.5, 2.5)
    painter.restore()
