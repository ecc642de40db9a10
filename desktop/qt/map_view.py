"""Places as dots where they lie, offline and without tiles; knows no store and no page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.map_ink import LARGEST, free_of, paint_dot, paint_scale, radius_of, small_metrics
from desktop.qt.standing import Standing
from desktop.workspace.map_board import Dot

_KM_A_DEGREE = 111.2
MOST_NAMES = 200
"""More are not read on a screen, and each looks for room among all before it."""

_LED, _FAR = 2, (16.0, 32.0, 48.0, 64.0, 96.0)
"""So many names may stand aside, so far."""
_AROUND = 8
"""The places a name may have at its dot."""

_MARGIN = 12.0
_STEP, _NEAREST = 1.5, 32.0
_NARROWEST = 0.05
"""Degrees: a commune alone is not blown up to the whole page."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot on the map: its class (None: nothing known) and what it says."""

    dot: Dot
    number: int | None
    reading: str


class MapView(Standing, QWidget):
    """Arrows walk over the dots from the largest on, Enter or a click emits `chosen` with the dot.

    `+`, `-` and Ctrl with the wheel come nearer and go away, the mouse moves what is near, `0` shows all.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spots: Sequence[Spot] = ()
        self._classes = 0
        self._most = 0
        self._places: list[tuple[QPointF, float]] = []
        self._names: list[tuple[QRectF, str]] = []
        self._leaders: list[tuple[QPointF, QPointF]] = []
        self._a_km = 0.0
        self._near = 1.0
        self._shift = QPointF()
        self._grip: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(480, 420)

    def show_spots(self, spots: Sequence[Spot], classes: int, question: str = "") -> None:
        """Paint other dots; `question` is the accessible name."""
        if [spot.dot.place for spot in spots] != [spot.dot.place for spot in self.spots]:
            self._near, self._shift = 1.0, QPointF()
        self.spots, self._classes = spots, classes
        self._most = max((spot.dot.count for spot in spots), default=0)
        self.current = -1
        self.setAccessibleName(question or _("Bản đồ"))
        self.setAccessibleDescription("; ".join(spot.reading.replace("\n", ", ") for spot in spots))
        self._lay_out()
        self.update()

    def _lay_out(self) -> None:
        """Where each dot stands: degrees as points, east-west shortened as on the ground."""
        known = [spot.dot.spot for spot in self.spots if spot.dot.spot]
        self._places, self._names, self._leaders = [], [], []
        if not known:
            return
        east = [longitude for longitude, _latitude in known]
        north = [latitude for _longitude, latitude in known]
        middle = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2
        shortened = math.cos(math.radians(middle[1]))
        wide = max((max(east) - min(east)) * shortened, _NARROWEST)
        high = max(max(north) - min(north), _NARROWEST)
        around = 2 * (_MARGIN + LARGEST)
        scale = max(1.0, min((self.width() - around) / wide, (self.height() - around) / high)) * self._near
        self._a_km = scale / _KM_A_DEGREE
        for spot in self.spots:
            longitude, latitude = spot.dot.spot or middle
            x = self.width() / 2 + self._shift.x() + (longitude - middle[0]) * shortened * scale
            y = self.height() / 2 + self._shift.y() - (latitude - middle[1]) * scale
            self._places.append((QPointF(x, y), radius_of(spot.dot.count, self._most)))
        self._lay_out_names()

    def zoom(self, times: float, at: QPointF | None = None) -> None:
        """Come so many times nearer, or go away; what is `at` a point (the middle) stays there."""
        near = min(max(self._near * times, 1.0), _NEAREST)
        middle = QPointF(self.width() / 2, self.height() / 2)
        held = (at or middle) - middle
        self._shift = held - (held - self._shift) * (near / self._near) if near > 1 else QPointF()
        self._near = near
        self._lay_out()
        self.update()

    def show_whole(self) -> None:
        """Show all places again."""
        self.zoom(0)

    def _move(self, by: QPointF) -> None:
        self._shift += by
        self._lay_out()
        self.update()

    def light(self, number: int) -> None:
        """Bring what the keys have come to into sight."""
        if number >= 0 and not QRectF(self.rect()).contains(self.spot_of(number)):
            self._move(QPointF(self.rect().center()) - self.spot_of(number))
        super().light(number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP, event.position())
        else:
            # Without Ctrl the page scrolls.
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("+", "="):
            self.zoom(_STEP)
        elif event.text() == "-":
            self.zoom(1 / _STEP)
        elif event.text() == "0":
            self.show_whole()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_beside = self._near > 1 and self.number_at(event.position()) < 0
        self._grip = event.position() if is_beside else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None and event.buttons() & Qt.MouseButton.LeftButton:
            by, self._grip = event.position() - self._grip, event.position()
            self._move(by)
            return
        super().mouseMoveEvent(event)

    def spot_of(self, number: int) -> QPointF:
        """Where the middle of a dot is, in the widget's own points."""
        return self._places[number][0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The largest first, so that none is covered.
        for number, (middle, radius) in enumerate(self._places):
            if number != self.current:
                paint_dot(painter, middle, radius, self.spots[number].number, self._classes)
        self._paint_names(painter)
        if self.current >= 0:
            middle, radius = self._places[self.current]
            paint_dot(painter, middle, radius, self.spots[self.current].number, self._classes, lit=True)
        paint_scale(painter, _MARGIN, self.height() - _MARGIN, self._a_km)
        painter.end()

    def _lay_out_names(self) -> None:
        """Names where there is room, those of the highest figures first, of equal ones the largest dots.

        The highest and the largest have theirs also where it stands aside, at the end of a line.
        """
        metrics = small_metrics()
        height = metrics.height()
        inside = QRectF(self.rect())
        known = [
            place for spot, place in zip(self.spots, self._places, strict=True) if spot.number is not None
        ]
        # A name may cross an empty ring, but no dot that says something.
        taken = [QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r) for at, r in known]
        for place, number in enumerate(self._order_of_names()):
            name, (middle, radius) = self.spots[number].dot.name, self._places[number]
            size = metrics.horizontalAdvance(name) + 2, height
            wanted = [*_beside(middle, radius, *size)]
            if place < _LED:
                wanted += [area for far in _FAR for area in _beside(middle, radius + far, *size)]
            free = (area for area in wanted if inside.contains(area) and free_of(area, taken))
            area = next(free, None)
            if area is None:
                continue
            if wanted.index(area) >= _AROUND:
                begin, end = _leader(middle, radius, area)
                self._leaders.append((begin, end))
                taken.append(QRectF(begin, end).normalized().adjusted(-2, -2, 2, 2))
            self._names.append((area, name))
            taken.append(area)
            if len(self._names) == MOST_NAMES:
                return

    def _order_of_names(self) -> list[int]:
        """The highest figure, the largest dot, then all others by their figure."""
        dots = [spot.dot for spot in self.spots]
        order = sorted(range(len(dots)), key=lambda one: (dots[one].value is None, -(dots[one].value or 0)))
        sized = [number for number in order if dots[number].count]
        largest = max(sized, key=lambda number: dots[number].count, default=None)
        return list(dict.fromkeys([*order[:1], *([] if largest is None else [largest]), *order]))

    def _paint_names(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(tokens.theme().quiet), 1.0))
        for begin, end in self._leaders:
            painter.drawLine(begin, end)
        painter.setFont(tokens.font("small"))
        painter.setPen(QColor(tokens.theme().text))
        for area, name in self._names:
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)

    def number_at(self, point: QPointF) -> int:
        """The smallest dot under a point."""
        hits = [
            number
            for number, (middle, radius) in enumerate(self._places)
            if math.dist(middle.toTuple(), point.toTuple()) <= radius + 1
        ]
        return min(hits, key=lambda number: self._places[number][1], default=-1)

    def readings(self) -> list[str]:
        """What is said of each dot."""
        return [spot.reading for spot in self.spots]

    def meant_by(self, number: int) -> Dot | None:
        """The dot, where records stand behind it."""
        dot = self.spots[number].dot
        return dot if dot.over is not None else None


def _beside(middle: QPointF, radius: float, width: float, height: float) -> Iterator[QRectF]:
    """Where a name may stand at its dot: right, left, below, above, then aslant."""
    x, y, aslant = middle.x(), middle.y(), radius * math.sqrt(0.5) + 1
    for left, top in (
        (x + radius + 3, y - height / 2),
        (x - radius - 3 - width, y - height / 2),
        (x - width / 2, y + radius + 1),
        (x - width / 2, y - radius - 1 - height),
        (x + aslant, y + aslant),
        (x + aslant, y - aslant - height),
        (x - aslant - width, y + aslant),
        (x - aslant - width, y - aslant - height),
    ):
        yield QRectF(left, top, width, height)


def _leader(middle: QPointF, radius: float, area: QRectF) -> tuple[QPointF, QPointF]:
    """The line from the edge of a dot to the nearest edge of its name."""
    x = min(max(middle.x(), area.left()), area.right())
    y = min(max(middle.y(), area.top()), area.bottom())
    far = math.hypot(x - middle.x(), y - middle.y())
    begin = middle + (QPointF(x, y) - middle) * (radius / far)
    return begin, QPointF(x, y)
