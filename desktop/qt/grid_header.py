"""The headings of a grid: a click sorts, the sign at the right opens the filter; asks no store."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.qt import tokens
from desktop.qt.icons import pixmap

_SIGN = 12
_ROOM = 20


class GridHeader(QHeaderView):
    """`asks_sort` carries the column and whether it is added to the order there is (Ctrl or Shift held).

    `asks_filter` carries the column whose sign was pressed.
    """

    asks_sort = Signal(int, bool)
    asks_filter = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("filters")
        self.sorted_by: dict[int, tuple[int, bool]] = {}
        self.filtered: set[int] = set()
        self._pressed = QPoint()
        self.setSectionsClickable(True)
        self.sectionClicked.connect(self._clicked)

    def show_state(self, sorted_by: Mapping[int, tuple[int, bool]], filtered: set[int]) -> None:
        """By which columns rows are sorted (place in the order, falling) and which are filtered."""
        self.sorted_by, self.filtered = dict(sorted_by), filtered
        self.viewport().update()

    def sign_of(self, section: int) -> QRect:
        """Where the sign of a column stands."""
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return QRect(right - _ROOM, 0, _ROOM, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def _clicked(self, section: int) -> None:
        if section == 0:
            return
        if self.sign_of(section).contains(self._pressed):
            self.asks_filter.emit(section)
            return
        held = QGuiApplication.keyboardModifiers()
        adds = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self.asks_sort.emit(section, bool(held & adds))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section == 0:
            return
        theme = tokens.theme()
        is_filtered = section in self.filtered
        name, colour = ("filter", theme.accent) if is_filtered else ("down", theme.quiet)
        sign = pixmap(name, colour, _SIGN, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.right() - _SIGN - 3, rect.center().y() - _SIGN // 2 + 1, sign)
        if section in self.sorted_by:
            self._draw_order(painter, rect, *self.sorted_by[section])

    def _draw_order(self, painter: QPainter, rect: QRect, place: int, falling: bool) -> None:
        """A small arrow at the top, as Windows draws it, with its place where there are several."""
        top, middle = rect.top() + 2.0, float(rect.center().x())
        tip, base = (top + 4, top) if falling else (top, top + 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.theme().accent))
        painter.drawPolygon(
            QPolygonF([QPointF(middle - 5, base), QPointF(middle + 5, base), QPointF(middle, tip)])
        )
        if len(self.sorted_by) > 1:
            painter.setFont(tokens.font("small"))
            painter.setPen(QColor(tokens.theme().accent))
            painter.drawText(QPointF(middle + 8, top + 8), str(place))
        painter.restore()
