"""How series and norms are drawn so that they are told apart without colour too; knows no page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.qt import tokens

DASHES: tuple[Sequence[float], ...] = ((6, 3), (1, 2), (8, 3, 2, 3))
"""Norm lines differ by their dashes."""

SHAPES = ("o", "s", "t", "d", "+", "x")
"""Points of the lines of a line chart, by pyqtgraph's letters."""

STROKES: tuple[str, ...] = ("", "/", "\\", "|", "x", "-")
"""What is drawn over the bars of each series; the first is plain."""

_GAP = 8.0
_SWATCH = 14.0
_OUTLINES: dict[str, tuple[tuple[float, float], ...]] = {
    "s": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "t": ((-1, -1), (1, -1), (0, 1)),
    "d": ((0, -1.2), (0.9, 0), (0, 1.2), (-0.9, 0)),
    "+": (
        *((-1, -0.3), (-0.3, -0.3), (-0.3, -1), (0.3, -1), (0.3, -0.3), (1, -0.3)),
        *((1, 0.3), (0.3, 0.3), (0.3, 1), (-0.3, 1), (-0.3, 0.3), (-1, 0.3)),
    ),
    "x": (
        *((-1, -0.6), (-0.6, -1), (0, -0.4), (0.6, -1), (1, -0.6), (0.4, 0)),
        *((1, 0.6), (0.6, 1), (0, 0.4), (-0.6, 1), (-1, 0.6), (-0.4, 0)),
    ),
}


def series_colour(number: int) -> QColor:
    """The colour of a series by its place."""
    colours = tokens.theme().series
    return QColor(colours[number % len(colours)])


def norm_pen(number: int) -> QPen:
    """The pen of a norm or target line by its place."""
    pen = QPen(QColor(tokens.theme().text), 1.5)
    pen.setCosmetic(True)
    pen.setDashPattern(DASHES[number % len(DASHES)])
    return pen


def strokes_over(area: QRectF, number: int, across: float = 1.0, down: float = 1.0) -> Iterator[QLineF]:
    """The strokes over the area of a series, cut at its edges: no painter has to clip, a file stays small.

    `across` and `down` are how much of the area's own measure one point of the screen is.
    """
    width, height = area.width() / across, area.height() / down
    for kind in STROKES[number % len(STROKES)].replace("x", "/\\"):
        for line in _strokes(kind, width, height):
            yield QLineF(
                area.left() + line.x1() * across,
                area.top() + line.y1() * down,
                area.left() + line.x2() * across,
                area.top() + line.y2() * down,
            )


def _strokes(kind: str, width: float, height: float) -> Iterator[QLineF]:
    reach = {"|": width, "-": height}.get(kind, width + height)
    for step in range(int(reach / _GAP) + 1):
        at = (step + 0.5) * _GAP
        if at >= reach:
            return
        if kind == "|":
            yield QLineF(at, 0, at, height)
        elif kind == "-":
            yield QLineF(0, at, width, at)
        else:
            left, right = max(0.0, at - height), min(at, width)
            if kind == "\\":
                yield QLineF(width - left, at - left, width - right, at - right)
            else:
                yield QLineF(left, at - left, right, at - right)


def stroke_pen() -> QPen:
    """What strokes over bars are drawn with: the ground shows through the bar."""
    pen = QPen(QColor(tokens.theme().panel), 1.25)
    pen.setCosmetic(True)
    return pen


def paint_swatch(painter: QPainter, left: float, middle: float, number: int, kind: str) -> None:
    """What stands before the name of a series in a legend, drawn as the series itself is."""
    theme = tokens.theme()
    box = QRectF(left, middle - _SWATCH / 2, _SWATCH, _SWATCH)
    colour = series_colour(number)
    if kind == "line":
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        _paint_shape(painter, box.center(), SHAPES[number % len(SHAPES)])
    elif kind == "progress" and number:
        painter.setPen(QPen(QColor(theme.quiet), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(box, colour)
        painter.setPen(stroke_pen())
        painter.drawLines(list(strokes_over(box, number)))


def _paint_shape(painter: QPainter, middle: QPointF, shape: str) -> None:
    outline = _OUTLINES.get(shape)
    if outline is None:
        painter.drawEllipse(middle, 4, 4)
    else:
        painter.drawPolygon(QPolygonF([middle + QPointF(4 * x, 4 * y) for x, y in outline]))
