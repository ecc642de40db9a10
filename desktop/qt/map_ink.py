"""How a map tells its classes, sizes and gaps apart, in colour and without; knows no place and no page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop.qt import tokens

CLASSES = 5
SMALLEST, LARGEST = 7.0, 18.0
"""Radii in points: the smallest still has room for its letter."""

_FAINTEST, _FULL = 0.16, 1.0


def letter_of(number: int) -> str:
    """What stands for a class where its colour is not seen."""
    return chr(ord("A") + number)


def class_colour(number: int, count: int) -> QColor:
    """Of one hue, the higher the class the stronger: the order holds on grey paper and in any eye."""
    theme = tokens.theme()
    share = _FULL if count < 2 else _FAINTEST + (_FULL - _FAINTEST) * number / (count - 1)
    return QColor(theme.tint(theme.accent, share))


def radius_of(count: int, most: int) -> float:
    """The area of a dot is as large as its count, but never too small to be pointed at."""
    if most <= 0:
        return (SMALLEST + LARGEST) / 3
    return max(SMALLEST, LARGEST * math.sqrt(count / most))


def steps_of(most: int) -> list[int]:
    """The counts whose dots stand in the legend: the largest and two smaller ones, in round numbers."""
    if most < 4:
        return [most] if most else []
    power = 10 ** math.floor(math.log10(most))
    top = next(step * power for step in (5, 2, 1) if step * power <= most)
    return sorted({max(1, top // 5), max(1, top // 2), top})


def paint_dot(
    painter: QPainter, middle: QPointF, radius: float, number: int | None, count: int, *, lit: bool = False
) -> None:
    """A dot of a class with its letter in it; without a class an empty ring, dashed."""
    theme = tokens.theme()
    if number is None:
        pen = QPen(QColor(theme.quiet), 1.25)
        pen.setDashPattern([3, 2])
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        pen = QPen(QColor(theme.text if lit else theme.panel), 2.5 if lit else 1.0)
        painter.setBrush(class_colour(number, count))
    if lit and number is None:
        pen = QPen(QColor(theme.text), 2.5)
    painter.setPen(pen)
    painter.drawEllipse(middle, radius, radius)
    if number is not None:
        painter.setPen(QPen(QColor(theme.edge), 0.75))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not lit:
            painter.drawEllipse(middle, radius, radius)
        _paint_letter(painter, middle, number, count)


def paint_size(painter: QPainter, middle: QPointF, radius: float) -> None:
    """How large a dot is for a count, whatever its class."""
    painter.setPen(QPen(QColor(tokens.theme().text), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius, radius)


def ink_on(ground: QColor) -> QColor:
    """Black or white, whichever is better read: of any ground one of them is at 4.5 : 1."""
    inks = [QColor("black"), QColor("white")]
    return max(inks, key=lambda ink: tokens.contrast(ink, ground))


def _paint_letter(painter: QPainter, middle: QPointF, number: int, count: int) -> None:
    """No figure: it would be read as the one that the legend says beside it."""
    painter.setPen(ink_on(class_colour(number, count)))
    painter.setFont(tokens.font("small"))
    painter.drawText(
        QRectF(middle.x() - 10, middle.y() - 10, 20, 20), Qt.AlignmentFlag.AlignCenter, letter_of(number)
    )


def paint_scale(painter: QPainter, left: float, bottom: float, points_a_km: float) -> None:
    """A bar with a round number of kilometres."""
    if points_a_km <= 0:
        return
    most = 110 / points_a_km
    power = 10.0 ** math.floor(math.log10(most))
    length = next(step * power for step in (5, 2, 1) if step * power <= most)
    right = left + length * points_a_km
    theme = tokens.theme()
    painter.setPen(QPen(QColor(theme.quiet), 1.25))
    painter.drawPolyline(
        [
            QPointF(left, bottom - 5),
            QPointF(left, bottom),
            QPointF(right, bottom),
            QPointF(right, bottom - 5),
        ]
    )
    painter.setFont(tokens.font("small"))
    shown = f"{length:g} km".replace(".", ",")
    painter.drawText(QPointF(right + 6, bottom), shown)


def free_of(area: QRectF, taken: Sequence[QRectF]) -> bool:
    """Whether nothing stands where a word would."""
    return not any(area.intersects(other) for other in taken)


def small_metrics() -> QFontMetrics:
    """Of the words on a map."""
    return QFontMetrics(tokens.font("small"))
