"""Keeps the wheel from changing what nobody chose; knows no page."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSlider, QWidget


class WheelGuard(QObject):
    """One for the whole application: a list or slider without the focus leaves the wheel to its page."""

    _KINDS: ClassVar[tuple[type[QWidget], ...]] = (QComboBox, QAbstractSpinBox, QSlider)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the wheel on where the widget under it has no focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, self._KINDS) and not watched.hasFocus():
            event.ignore()
            return True
        return False
