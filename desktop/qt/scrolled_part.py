"""The part of a dialog that gives way where the screen is low, its buttons staying in sight; asks nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.qt import tokens


class ScrolledPart(QScrollArea):
    """As large as what is in its `column` where there is room; else it scrolls, and Tab brings fields up."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget()
        self.column = QVBoxLayout(inside)
        # The frame of what has the keyboard must not be cut at the edge.
        self.column.setContentsMargins(2, 2, 2, 2)
        self.column.setSpacing(tokens.M)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """All of what is inside; Qt would ask for no more than a few lines."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as what is inside beside a scroll bar, and three lines high."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inside.minimumSizeHint().width() + bar, 3 * tokens.row_height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside may have grown: the window around it asks again."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
