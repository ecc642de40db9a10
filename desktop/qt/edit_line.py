"""A line one types into that says its unit within its frame, and whether it is too narrow; knows no field."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from desktop.qt import tokens

_FRAME = 8


class UnitLine(QLineEdit):
    """The unit stands at the right, inside: lines with and without one end at the same edge."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = QLabel(unit, self)
        self._unit.setObjectName("quiet")
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._unit.adjustSize()
        self.setTextMargins(0, 0, self._unit.width() + tokens.XS, 0)
        top = (self.height() - self._unit.height()) // 2
        self._unit.move(self.width() - self._unit.width() - tokens.S, top)


class RestOfText(QLabel):
    """How a text goes on beneath the line that is too narrow for it."""

    def __init__(self) -> None:
        super().__init__(wordWrap=True)
        self.setObjectName("quiet")
        self.setFont(tokens.font("small"))
        self.hide()

    def show_text(self, text: str) -> None:
        """Say it; an empty one takes the label away."""
        self.setText(text)
        self.setVisible(bool(text))


def rest_of(line: QLineEdit) -> str:
    """The text from the first word that is cut on, beside what stands at the end of the line.

    Empty where all of it is seen.
    """
    # Not by where they stand: a line that is being resized has not moved them yet.
    behind = sum(each.width() for each in line.findChildren(QToolButton) if not each.isHidden())
    room = line.width() - behind - line.textMargins().right() - 2 * _FRAME
    text, wide = line.text(), line.fontMetrics().horizontalAdvance
    seen = bisect_right(range(len(text) + 1), room, key=lambda count: wide(text[:count])) - 1
    if seen >= len(text):
        return ""
    return f"… {text[text.rfind(' ', 0, seen + 1) + 1 or max(0, seen) :]}"
