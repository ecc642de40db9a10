"""Walking over what is drawn, by mouse and by keys, and choosing of it; draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:  # what it is put before brings Qt's side: no class may have two of them
    _Widget = object

_NEXT = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_CHOOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Standing(_Widget):
    """Mouse and arrows move `current` over `readings`, Escape leaves, Enter or a click emits `chosen`.

    A widget says what is drawn, where each is, and what choosing it means.
    """

    chosen: Signal
    current = -1
    """The number of what one stands on; -1 for nothing."""

    def readings(self) -> list[str]:
        """What is said of each thing that is drawn, in the order the arrows walk."""
        return []

    def spot_of(self, number: int) -> QPointF:
        """Where one is, in the widget's own points."""
        return QPointF(self.rect().center())

    def number_at(self, point: QPointF) -> int:
        """Which one is at a point; -1 for none."""
        return -1

    def meant_by(self, number: int) -> object | None:
        """What `chosen` carries for one; None where nothing stands behind it."""
        return None

    def light(self, number: int) -> None:
        """Show that one stands there; -1 for nowhere."""
        self.update()

    def stand_on(self, number: int, at: QPointF | None = None) -> None:
        """Go to one and say what it is."""
        self.current = number
        self.light(number)
        if number < 0:
            QToolTip.hideText()
            self.unsetCursor()
            return
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(arrow if self.meant_by(number) is None else hand)
        where = (at or self.spot_of(number)).toPoint()
        QToolTip.showText(self.mapToGlobal(where), self.readings()[number], self)

    def _choose(self) -> None:
        meant = self.meant_by(self.current) if self.current >= 0 else None
        if meant is not None:
            self.chosen.emit(meant)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self.number_at(event.position())
        if number != self.current:
            self.stand_on(number, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.stand_on(self.number_at(event.position()), event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.number_at(event.position()) == self.current:
            self._choose()

    def leaveEvent(self, event: Any) -> None:
        self.stand_on(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = Qt.Key(event.key()), len(self.readings())
        if key in _NEXT and count:
            from_nowhere = 0 if _NEXT[key] > 0 else count - 1
            self.stand_on((self.current + _NEXT[key]) % count if self.current >= 0 else from_nowhere)
        elif key in _CHOOSES and self.current >= 0:
            self._choose()
        elif key == Qt.Key.Key_Escape and self.current >= 0:
            self.stand_on(-1)
        else:
            event.ignore()
