"""A list of which one is chosen; typing finds, marks ignored, however a Vietnamese keyboard sends letters."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from desktop.declare.text import fold

_PRESSED = QEvent.Type.KeyPress
_FORGETS_AFTER = 2000
"""Milliseconds after which a letter begins another word."""

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class PickBox(QComboBox):
    """Qt's own search takes each letter as it comes: `đ`, which is sent as d, backspace, đ, finds nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._typed = ""
        self._since = QElapsedTimer()
        self._listens = False

    def showPopup(self) -> None:
        """Let typing find in the open list as well."""
        if not self._listens:
            self._listens = True
            self.view().installEventFilter(self)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is too long for the box ends in dots; Qt cuts it amid a letter."""
        option, painter = self._option(), QStylePainter(self)
        option.currentText = self._shown(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        """Tell what is cut where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            is_cut = self._shown(self._option()) != self.currentText()
            QToolTip.showText(event.globalPos(), self.currentText() if is_cut else "", self)
            return True
        return super().event(event)

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _shown(self, option: QStyleOptionComboBox) -> str:
        parts = QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(*parts, self).width()
        return option.fontMetrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose what is typed."""
        row = self._row_for(event)
        if row is None:
            super().keyPressEvent(event)
        elif row >= 0 and row != self.currentIndex():
            self.setCurrentIndex(row)
            self.activated.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the open list typing only goes to a line; Enter chooses it."""
        row = self._row_for(event) if isinstance(event, QKeyEvent) and event.type() == _PRESSED else None
        if row is None:
            return super().eventFilter(watched, event)
        if row >= 0:
            self.view().setCurrentIndex(self.model().index(row, self.modelColumn()))
        return True

    def _row_for(self, event: QKeyEvent) -> int | None:
        """Where what was typed so far leads; -1 for nowhere, None where the key types nothing."""
        if not self._since.isValid() or self._since.elapsed() > _FORGETS_AFTER:
            self._typed = ""
        text, is_back = event.text(), event.key() == Qt.Key.Key_Backspace
        writes = text.isprintable() and bool(text.strip() or (text and self._typed))
        if event.modifiers() & _COMMANDS or not (is_back or writes):
            return None
        self._typed = self._typed[:-1] if is_back else self._typed + text
        self._since.restart()
        wanted = fold(self._typed)
        texts = [fold(self.itemText(row)) for row in range(self.count())] if wanted else []
        begins = (row for row, each in enumerate(texts) if each.startswith(wanted))
        holds = (row for row, each in enumerate(texts) if wanted in each)
        return next(begins, next(holds, -1))
