"""Columns side by side, and one below the other where it is narrow; knows nothing of what they hold."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from desktop.qt import tokens

NARROW = 700
"""Points: in less two cards beside each other have no room for their titles and numbers."""


class Columns(QWidget):
    """Add columns from left to right. `turned` tells whether they stand one below the other from now on."""

    turned = Signal(bool)

    def __init__(self, narrow: int = NARROW) -> None:
        super().__init__()
        self._narrow = narrow
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(tokens.M)

    def add(self, column: QWidget | QLayout, stretch: int = 1) -> None:
        """Put a column to the right of the others, as wide as its part in all stretches."""
        if isinstance(column, QLayout):
            self._line.addLayout(column, stretch)
        else:
            self._line.addWidget(column, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow, ways = self.width() < self._narrow, QBoxLayout.Direction
        wanted = ways.TopToBottom if is_narrow else ways.LeftToRight
        if wanted != self._line.direction():
            self._line.setDirection(wanted)
            self.turned.emit(is_narrow)
        super().resizeEvent(event)
        self._be_high_enough()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._be_high_enough()
        return done

    def _be_high_enough(self) -> None:
        """One below the other, texts that wrap need a height which Qt does not ask for by itself."""
        is_narrow = self._line.direction() == QBoxLayout.Direction.TopToBottom
        asked = self._line.hasHeightForWidth() and is_narrow
        self.setMinimumHeight(self._line.totalMinimumHeightForWidth(self.width()) if asked else 0)
